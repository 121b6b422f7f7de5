"""Working groups (工作组)."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from wenming.organization import permissions, selectors, services
from wenming.organization.forms import GroupForm
from wenming.organization.views.forming import SignedIn, done, form_page, saved_by


@require_safe
@login_required
def listed(request: SignedIn) -> HttpResponse:
    """工作组 with their units."""
    context = {
        "groups": selectors.groups(permissions.groups_visible_to(request.user)),
        "may_manage": permissions.can_manage(request.user),
    }
    return render(request, "organization/groups.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def new(request: SignedIn) -> HttpResponse:
    """新增工作组."""
    return _form(request, None)


@require_http_methods(["GET", "POST"])
@login_required
def edit(request: SignedIn, code: str) -> HttpResponse:
    """修改工作组."""
    return _form(request, code)


def _form(request: SignedIn, code: str | None) -> HttpResponse:
    if not permissions.can_manage(request.user):
        raise PermissionDenied
    visible = permissions.groups_visible_to(request.user)
    group = get_object_or_404(visible, code=code) if code else None
    initial = GroupForm.initial_of(group) if group else None
    form = GroupForm(request.POST or None, initial=initial)
    saved = saved_by(
        form,
        lambda: services.save_group(
            group_id=group.pk if group else None, data=form.data_for_service(), by=request.user
        ),
    )
    back = reverse("organization:groups")
    if saved is not None:
        return done(request, _("工作组“%(group)s”已登记。") % {"group": saved}, back)
    title = _("修改 %(group)s") % {"group": group} if group else _("新增工作组")
    return form_page(request, form, title=title, back=back, verb=_("登记"))
