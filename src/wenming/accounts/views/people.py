"""Accounts and their rights (账号与权限)."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wenming.accounts import listing, permissions, services
from wenming.accounts.forms import AccountFilter, AccountForm, PostForm, RightForm
from wenming.accounts.models import Grant, User
from wenming.accounts.requests import SignedIn
from wenming.core.errors import DomainError
from wenming.core.paging import page_by_key


@require_safe
@login_required
def listed(request: SignedIn) -> HttpResponse:
    """The accounts of the administrator's area."""
    visible = permissions.visible_to(request.user)
    if not permissions.can_manage(request.user):
        raise PermissionDenied
    form = AccountFilter(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    found = listing.accounts(visible, wanted)
    page = page_by_key(found, keys=["username"], mark=request.GET.get("mark", ""))
    context = {"page": page, "search": form, "total": found.count()}
    return render(request, "accounts/list.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
@login_required
def new(request: SignedIn) -> HttpResponse:
    """新建账号: shows the one-time password once."""
    if not permissions.can_manage(request.user):
        raise PermissionDenied
    form = AccountForm(request.POST or None, by=request.user)
    if form.is_valid():
        names = {key: form.cleaned_data[key] for key in ("username", "display_name", "phone")}
        try:
            user, password = services.create_account(**names, right=form.right(), by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            return _password_shown(request, user, password)
    return render(request, "accounts/new.html", {"form": form}, status=_status(form))


@require_http_methods(["GET", "POST"])
@login_required
def detail(request: SignedIn, username: str) -> HttpResponse:
    """One account: its rights, and a form to give another."""
    visible = permissions.visible_to(request.user).prefetch_related(listing.with_rights())
    account = get_object_or_404(visible, username=username)
    may_change = permissions.can_administer(request.user, account)
    form = RightForm(request.POST or None, by=request.user)
    if form.is_valid():
        try:
            services.grant(user_id=account.pk, right=form.right(), by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("权限已给，立即生效。"))
            return redirect("accounts:detail", account.username)
    context = {
        "account": account,
        "form": form,
        "post_form": PostForm(by=request.user, initial={"post": account.post_id}),
        "may_change": may_change,
    }
    return render(request, "accounts/detail.html", context, status=_status(form))


@require_POST
@login_required
def set_post(request: SignedIn, username: str) -> HttpResponse:
    """登记岗位."""
    account = get_object_or_404(permissions.visible_to(request.user), username=username)
    form = PostForm(request.POST, by=request.user)
    if form.is_valid():
        services.set_post(user_id=account.pk, post=form.cleaned_data["post"], by=request.user)
        messages.success(request, _("岗位已登记。"))
    else:
        messages.error(request, _("没有登记：请从列出的岗位里选。"))
    return redirect("accounts:detail", account.username)


@require_POST
@login_required
def withdraw(request: SignedIn, username: str, grant_id: int) -> HttpResponse:
    """收回权限."""
    account = get_object_or_404(permissions.visible_to(request.user), username=username)
    grant = get_object_or_404(Grant, pk=grant_id, user=account)
    services.withdraw(grant_id=grant.pk, by=request.user)
    messages.success(request, _("权限已收回，立即生效。"))
    return redirect("accounts:detail", account.username)


@require_POST
@login_required
def set_active(request: SignedIn, username: str) -> HttpResponse:
    """停用 or 恢复."""
    account = get_object_or_404(permissions.visible_to(request.user), username=username)
    is_active = request.POST.get("active") == "1"
    services.set_active(user_id=account.pk, is_active=is_active, by=request.user)
    words = _("账号已恢复。") if is_active else _("账号已停用，已登录的也立即退出。")
    messages.success(request, words)
    return redirect("accounts:detail", account.username)


@never_cache
@require_POST
@login_required
def reset_password(request: SignedIn, username: str) -> HttpResponse:
    """重置密码: shows the new one-time password once."""
    account = get_object_or_404(permissions.visible_to(request.user), username=username)
    password = services.reset_password(user_id=account.pk, by=request.user)
    return _password_shown(request, account, password)


def _password_shown(request: HttpRequest, account: User, password: str) -> HttpResponse:
    """The only page that ever shows the password; it is never stored or sent again."""
    return render(
        request, "accounts/one_time_password.html", {"account": account, "password": password}
    )


def _status(form: RightForm) -> int:
    return 422 if form.is_bound else 200
