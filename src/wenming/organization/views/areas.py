"""Areas as a tree (区划)."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wenming.organization import panels, permissions, selectors, services
from wenming.organization.forms import AreaForm, EndForm, OutlineForm
from wenming.organization.models import Area, Unit
from wenming.organization.views.forming import SignedIn, done, form_page, saved_by


@require_safe
@login_required
def tree(request: SignedIn) -> HttpResponse:
    """区划 from the city to the communities."""
    visible = permissions.areas_visible_to(request.user)
    with_ended = request.GET.get("state") == "all"
    context = {
        "nodes": selectors.tree(visible, with_ended=with_ended),
        "with_ended": with_ended,
        "may_manage": permissions.can_manage(request.user),
        "outlined": visible.filter(valid_until=None, outline__isnull=False).count(),
    }
    return render(request, "organization/areas.html", context)


@require_safe
@login_required
def detail(request: SignedIn, code: str) -> HttpResponse:
    """One area: what lies above and below, its units, what else hangs on it."""
    area = get_object_or_404(permissions.areas_visible_to(request.user), code=code)
    context = {
        "area": area,
        "above": Area.objects.get_ancestors(area).defer("outline"),
        "below": Area.objects.get_children(area).defer("outline"),
        "units": Unit.objects.filter(area=area).order_by("kind", "pinyin"),
        "panels": panels.of(area),
        "may_manage": permissions.can_manage(request.user, area),
    }
    return render(request, "organization/area.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def new(request: SignedIn, code: str) -> HttpResponse:
    """新增下级区域."""
    parent = _managed(request, code)
    form = AreaForm(request.POST or None)
    area = saved_by(
        form, lambda: services.save_area(data=form.data_for_service(parent), by=request.user)
    )
    if area is not None:
        return done(request, _("区域“%(area)s”已登记。") % {"area": area}, _to(area))
    title = _("%(area)s：新增下级区域") % {"area": parent}
    return form_page(request, form, title=title, back=_to(parent), verb=_("登记"))


@require_http_methods(["GET", "POST"])
@login_required
def edit(request: SignedIn, code: str) -> HttpResponse:
    """修改区域; its superior stays."""
    area = _managed(request, code)
    names = ("code", "name", "level", "valid_from")
    form = AreaForm(request.POST or None, initial={name: getattr(area, name) for name in names})
    saved = saved_by(
        form,
        lambda: services.save_area(
            area_id=area.pk, data=form.data_for_service(None), by=request.user
        ),
    )
    if saved is not None:
        return done(request, _("已修改。"), _to(saved))
    title = _("修改 %(area)s") % {"area": area}
    note = _("上级不能改：请停用这个区域，在新的上级下面建新的。")
    return form_page(request, form, title=title, back=_to(area), verb=_("修改"), note=note)


@require_http_methods(["GET", "POST"])
@login_required
def end(request: SignedIn, code: str) -> HttpResponse:
    """停用区域."""
    area = _managed(request, code)
    form = EndForm(request.POST or None)
    ended = saved_by(
        form,
        lambda: services.end_area(area_id=area.pk, on=form.cleaned_data["on"], by=request.user),
    )
    if ended is not None:
        return done(request, _("“%(area)s”已停用。") % {"area": area}, _to(area))
    title = _("停用 %(area)s") % {"area": area}
    return form_page(request, form, title=title, back=_to(area), verb=_("停用"), is_bad=True)


@require_POST
@login_required
def reopen(request: SignedIn, code: str) -> HttpResponse:
    """恢复区域."""
    area = _managed(request, code)
    services.reopen_area(area_id=area.pk, by=request.user)
    return done(request, _("“%(area)s”已恢复。") % {"area": area}, _to(area))


@require_http_methods(["GET", "POST"])
@login_required
def outlines(request: SignedIn) -> HttpResponse:
    """上传边界: the outlines of areas for the map."""
    if not permissions.can_manage(request.user):
        raise PermissionDenied
    form = OutlineForm(request.POST or None, request.FILES or None)
    count = saved_by(
        form,
        lambda: services.set_outlines(content=form.cleaned_data["file"].read(), by=request.user),
    )
    back = reverse("organization:areas")
    if count is not None:
        return done(request, _("%(n)d 个区域的边界已更新。") % {"n": count}, back)
    return form_page(request, form, title=_("上传边界"), back=back, verb=_("上传"), has_file=True)


def _managed(request: SignedIn, code: str) -> Area:
    """An area that the person keeps; not found for unknown ones, refused for others'."""
    area: Area = get_object_or_404(permissions.areas_visible_to(request.user), code=code)
    if not permissions.can_manage(request.user, area):
        raise PermissionDenied
    return area


def _to(area: Area) -> str:
    return reverse("organization:area", args=[area.code])
