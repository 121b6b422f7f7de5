"""Sign in, sign out, and set an own password."""

from typing import Any

from django.contrib import messages
from django.contrib.auth import login, logout, update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.contrib.auth.forms import PasswordChangeForm, SetPasswordForm
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from wenming.accounts import services
from wenming.accounts.forms import SignInForm
from wenming.accounts.models import User
from wenming.accounts.requests import SignedIn

# Whose one-time password was right in this session; the person is not signed in yet.
_PENDING = "accounts.pending"
_MODEL_BACKEND = "django.contrib.auth.backends.ModelBackend"


class SignIn(LoginView):
    """登录. A one-time password leads on to the page that sets an own one."""

    authentication_form = SignInForm
    template_name = "accounts/sign_in.html"
    redirect_authenticated_user = True

    def form_valid(self, form: Any) -> HttpResponse:
        """Sign in, or ask for an own password first."""
        user: User = form.get_user()
        if user.has_one_time_password:
            self.request.session[_PENDING] = user.pk
            return redirect("accounts:first_password")
        services.note_sign_in(user=user)
        return super().form_valid(form)

    def form_invalid(self, form: Any) -> HttpResponse:
        """The form again, with what is wrong."""
        answer = super().form_invalid(form)
        answer.status_code = 422
        return answer


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """退出登录."""
    logout(request)
    return redirect("web:start")


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "POST"])
def first_password(request: HttpRequest) -> HttpResponse:
    """After a one-time password: set an own one, then be signed in."""
    pending = request.session.get(_PENDING, 0)
    waiting = User.objects.filter(is_active=True, has_one_time_password=True)
    user = waiting.filter(pk=pending).first()
    if user is None:
        return redirect("accounts:sign_in")
    form = SetPasswordForm(user, request.POST or None)
    if form.is_valid():
        services.set_own_password(user=user, password=form.cleaned_data["new_password1"])
        services.note_sign_in(user=user)
        del request.session[_PENDING]
        login(request, user, backend=_MODEL_BACKEND)
        return redirect(resolve_url("web:workbench"))
    return _password_page(request, form, public=True)


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "POST"])
@login_required
def password(request: SignedIn) -> HttpResponse:
    """修改密码: the own one, asking for the old."""
    form = PasswordChangeForm(request.user, request.POST or None)
    if form.is_valid():
        user = services.set_own_password(
            user=request.user, password=form.cleaned_data["new_password1"]
        )
        update_session_auth_hash(request, user)
        messages.success(request, _("密码已改，其他地方的登录已失效。"))
        return redirect(reverse("web:workbench"))
    return _password_page(request, form, public=False)


def _password_page(request: HttpRequest, form: Any, *, public: bool) -> HttpResponse:
    status = 422 if form.is_bound else 200
    template = "accounts/first_password.html" if public else "accounts/password.html"
    return render(request, template, {"form": form}, status=status)
