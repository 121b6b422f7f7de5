"""Units and their posts (单位、岗位)."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wenming.core import tables
from wenming.core.paging import page_by_key
from wenming.core.returning import back_to
from wenming.organization import panels, permissions, selectors, services
from wenming.organization.forms import EndForm, PostForm, UnitFilter, UnitForm
from wenming.organization.models import ACTIVE, Post, Unit, UnitKind
from wenming.organization.views.forming import SignedIn, done, form_page, saved_by


@require_safe
@login_required
def listed(request: SignedIn) -> HttpResponse:
    """单位名录, by kind, area and words."""
    form = UnitFilter(request.GET)
    units = form.narrow(permissions.visible_to(request.user))
    mark = request.GET.get("mark", "")
    page = page_by_key(selectors.listed(units), keys=["pinyin", "code"], mark=mark)
    context = {
        "page": page,
        "search": form,
        "total": units.count(),
        "may_manage": permissions.can_manage(request.user),
    }
    return render(request, "organization/units.html", context)


@require_safe
@login_required
def exported(request: SignedIn) -> HttpResponse:
    """The units that the list shows, as a sheet without personal data."""
    units = UnitFilter(request.GET).narrow(permissions.visible_to(request.user))
    headers = ["代码", "名称", "类别", "所辖区域", "上级单位", "别名", "启用日期", "停用日期"]
    rows = (
        (
            unit.code,
            unit.name,
            tables.label_of(UnitKind, unit.kind),
            unit.area.name,
            unit.parent.name if unit.parent else "",
            "、".join(alias.name for alias in unit.aliases.all()),
            unit.valid_from,
            unit.valid_until,
        )
        for unit in selectors.listed(units)
    )
    return tables.xlsx_response("单位名录", tables.write_xlsx(headers, rows, title="单位"))


@require_safe
@login_required
def detail(request: SignedIn, code: str) -> HttpResponse:
    """One unit: names, what came before, groups, posts with masked numbers, what it answers for."""
    unit = get_object_or_404(_with_all(permissions.visible_to(request.user)), code=code)
    posts = list(unit.posts.all())
    context = {
        "unit": unit,
        "posts": [post for post in posts if post.valid_until is None],
        "ended_posts": [post for post in posts if post.valid_until is not None],
        "panels": panels.of(unit),
        "may_manage": permissions.can_manage(request.user, unit.area),
    }
    return render(request, "organization/unit.html", context)


def _with_all(units: QuerySet[Unit]) -> QuerySet[Unit]:
    return units.select_related("area", "parent").prefetch_related(
        "aliases", "predecessors", "successors", "working_groups", "led_groups", "posts", "children"
    )


@require_http_methods(["GET", "POST"])
@login_required
def new(request: SignedIn) -> HttpResponse:
    """新增单位, in an area where the address names one."""
    _require_manager(request)
    form = UnitForm(request.POST or None, initial=UnitForm.initial_in(request.GET.get("area", "")))
    unit = saved_by(form, lambda: services.save_unit(data=form.data_for_service(), by=request.user))
    if unit is not None:
        words = _("单位“%(unit)s”已登记。") % {"unit": unit}
        return done(request, words, back_to(request, _to(unit)))
    back = back_to(request, reverse("organization:units"))
    return form_page(request, form, title=_("新增单位"), back=back, verb=_("登记"))


@require_http_methods(["GET", "POST"])
@login_required
def edit(request: SignedIn, code: str) -> HttpResponse:
    """修改单位."""
    unit = _managed(request, code)
    form = UnitForm(request.POST or None, initial=UnitForm.initial_of(unit))
    saved = saved_by(
        form,
        lambda: services.save_unit(unit_id=unit.pk, data=form.data_for_service(), by=request.user),
    )
    if saved is not None:
        return done(request, _("已修改。"), _to(saved))
    title = _("修改 %(unit)s") % {"unit": unit}
    return form_page(request, form, title=title, back=_to(unit), verb=_("修改"))


@require_http_methods(["GET", "POST"])
@login_required
def end(request: SignedIn, code: str) -> HttpResponse:
    """停用单位."""
    unit = _managed(request, code)
    form = EndForm(request.POST or None)
    ended = saved_by(
        form,
        lambda: services.end_unit(unit_id=unit.pk, on=form.cleaned_data["on"], by=request.user),
    )
    if ended is not None:
        return done(request, _("“%(unit)s”已停用。") % {"unit": unit}, _to(unit))
    title = _("停用 %(unit)s") % {"unit": unit}
    note = _("停用后不再派任务、不再能选；以前的记录都还在它名下。它的岗位一起停用。")
    return form_page(
        request, form, title=title, back=_to(unit), verb=_("停用"), note=note, is_bad=True
    )


@require_POST
@login_required
def reopen(request: SignedIn, code: str) -> HttpResponse:
    """恢复单位."""
    unit = _managed(request, code)
    services.reopen_unit(unit_id=unit.pk, by=request.user)
    return done(request, _("“%(unit)s”已恢复。") % {"unit": unit}, _to(unit))


@require_http_methods(["GET", "POST"])
@login_required
def new_post(request: SignedIn, code: str) -> HttpResponse:
    """新增岗位, of the kind that the address names."""
    unit = _managed(request, code)
    back = back_to(request, _to(unit))
    form = PostForm(request.POST or None, initial=PostForm.initial_as(request.GET.get("kind", "")))
    post = saved_by(
        form, lambda: services.save_post(unit=unit, data=form.data_for_service(), by=request.user)
    )
    if post is not None:
        return done(request, _("岗位已登记。"), back)
    title = _("%(unit)s：新增岗位") % {"unit": unit}
    return form_page(request, form, title=title, back=back, verb=_("登记"))


@require_http_methods(["GET", "POST"])
@login_required
def edit_post(request: SignedIn, code: str, post_id: int) -> HttpResponse:
    """修改岗位: shows the number in full, which is recorded."""
    unit = _managed(request, code)
    post = get_object_or_404(Post, ACTIVE, unit=unit, pk=post_id)
    back = back_to(request, _to(unit))
    if request.method == "GET":
        services.show_phone(post_id=post.pk, by=request.user)
    fields = ("title", "kind", "holder", "phone")
    form = PostForm(request.POST or None, initial={name: getattr(post, name) for name in fields})
    saved = saved_by(
        form,
        lambda: services.save_post(
            unit=unit, post_id=post.pk, data=form.data_for_service(), by=request.user
        ),
    )
    if saved is not None:
        return done(request, _("岗位已修改。"), back)
    title = _("%(unit)s：修改岗位") % {"unit": unit}
    return form_page(request, form, title=title, back=back, verb=_("修改"))


@require_POST
@login_required
def end_post(request: SignedIn, code: str, post_id: int) -> HttpResponse:
    """停用岗位."""
    unit = _managed(request, code)
    post = get_object_or_404(Post, ACTIVE, unit=unit, pk=post_id)
    services.end_post(post_id=post.pk, by=request.user)
    return done(request, _("岗位“%(title)s”已停用。") % {"title": post.title}, _to(unit))


def _managed(request: SignedIn, code: str) -> Unit:
    """A unit that the person keeps; not found for unknown ones, refused for others'."""
    units = permissions.visible_to(request.user).select_related("area", "parent")
    unit = get_object_or_404(units, code=code)
    if not permissions.can_manage(request.user, unit.area):
        raise PermissionDenied
    return unit


def _require_manager(request: SignedIn) -> None:
    if not permissions.can_manage(request.user):
        raise PermissionDenied


def _to(unit: Unit) -> str:
    return reverse("organization:unit", args=[unit.code])
