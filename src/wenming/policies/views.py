"""制度清单: what indicators need of rules, who owes it, its paper."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wenming.accounts.requests import SignedIn
from wenming.core import tables
from wenming.core.chips import chips
from wenming.core.clock import now
from wenming.core.errors import DomainError
from wenming.core.paging import page_by_key
from wenming.duties.forms.work import ReasonForm
from wenming.organization.views.forming import form_page, saved_by
from wenming.policies import permissions, services
from wenming.policies.forms import PolicyForm, ReopenPolicyForm, SubmitPolicyForm
from wenming.policies.lights import light_of
from wenming.policies.listing import HEADERS, KEYS, TABS, PolicyList, names_of, sheet_rows
from wenming.policies.models import Policy


@require_safe
@login_required
def listing(request: SignedIn) -> HttpResponse:
    """制度清单 by state, the nearest deadline first."""
    found = PolicyList(request.user, request.GET)
    if "export" in request.GET:
        content = tables.write_xlsx(HEADERS, sheet_rows(found.rows()), title="制度清单")
        return tables.xlsx_response("制度清单", content)
    page = page_by_key(found.rows(), keys=KEYS, mark=request.GET.get("mark", ""))
    names, at = names_of(page.rows), now()
    context = {
        "found": found,
        "chips": chips(
            request.GET,
            {key: label for key, (label, _keeps) in TABS.items()},
            current=found.tab,
            counts=found.counts,
        ),
        "page": page,
        "total": found.counts[found.tab],
        "rows": [(row, names.get(row.indicator), light_of(row, at)) for row in page.rows],
        "may_register": permissions.can_register(request.user),
    }
    return render(request, "policies/list.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def new(request: SignedIn) -> HttpResponse:
    """登记制度."""
    if not permissions.can_register(request.user):
        raise PermissionDenied
    initial = {"indicator": request.GET.get("indicator", "")}
    form = PolicyForm(request.POST or None, request.FILES or None, initial=initial)
    made = saved_by(
        form,
        lambda: services.register_policy(
            data=form.data_for_service(), file=form.file(), by=request.user
        ),
    )
    if made is not None:
        messages.success(request, _("“%(title)s”已登记。") % {"title": made})
        return redirect("policies:list_one", made.pk)
    note = _("缺的和待完善的，责任单位会在待办里看到；已有的附上文件，就不再向单位要。")
    back = reverse("policies:list")
    return form_page(
        request, form, title=_("登记制度"), back=back, verb=_("登记"), note=note, has_file=True
    )


@require_safe
@login_required
def policy(request: SignedIn, pk: int) -> HttpResponse:
    """One policy."""
    return _page(request, _policy(request, pk))


@require_POST
@login_required
def submit(request: SignedIn, pk: int) -> HttpResponse:
    """报送 the paper."""
    row = _policy(request, pk)
    form = SubmitPolicyForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            services.submit_policy(
                policy_id=row.pk,
                by=request.user,
                number=form.cleaned_data["number"],
                file=form.file(),
            )
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("已报送，等办公室审。"))
            return redirect("policies:list_one", row.pk)
    return _page(request, row, submit_form=form)


@require_POST
@login_required
def judge(request: SignedIn, pk: int) -> HttpResponse:
    """通过 or 退回."""
    row = _policy(request, pk)
    accepts = "accept" in request.POST
    form = ReasonForm(request.POST, prefix="back")
    form.fields["line"].required = not accepts
    if form.is_valid():
        try:
            services.judge_policy(
                policy_id=row.pk,
                by=request.user,
                accepts=accepts,
                line=form.cleaned_data["line"],
            )
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("已通过。") if accepts else _("已退回，单位看得到意见。"))
            return redirect("policies:list_one", row.pk)
    return _page(request, row, back_form=form)


@require_POST
@login_required
def reopen(request: SignedIn, pk: int) -> HttpResponse:
    """要求完善."""
    row = _policy(request, pk)
    form = ReopenPolicyForm(request.POST, prefix="reopen")
    if form.is_valid():
        try:
            services.reopen_policy(policy_id=row.pk, by=request.user, **form.cleaned_data)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("已请责任单位完善。"))
            return redirect("policies:list_one", row.pk)
    return _page(request, row, reopen_form=form)


def _policy(request: SignedIn, pk: int) -> Policy:
    rows = permissions.visible_to(request.user)
    return get_object_or_404(rows.select_related("unit", "owner", "paper"), pk=pk)


def _page(request: SignedIn, row: Policy, **bound: forms.Form) -> HttpResponse:
    user = request.user
    context = {
        "row": row,
        "indicator": names_of([row]).get(row.indicator),
        "light": light_of(row, now()),
        "may_submit": permissions.can_submit(user, row),
        "may_judge": permissions.can_judge(user, row),
        "may_reopen": permissions.can_reopen(user, row),
        "form": bound.get("submit_form") or SubmitPolicyForm(),
        "form_2": bound.get("back_form") or ReasonForm(prefix="back"),
        "form_3": bound.get("reopen_form") or ReopenPolicyForm(prefix="reopen"),
    }
    return render(request, "policies/one.html", context, status=422 if bound else 200)
