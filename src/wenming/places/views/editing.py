"""Places: entered, changed, closed; who answers for single items."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from wenming.accounts.requests import SignedIn
from wenming.core.errors import DomainError
from wenming.organization.views.forming import form_page, saved_by
from wenming.places import permissions, selectors, services
from wenming.places.forms import CloseForm, OwnerForm, PlaceForm
from wenming.places.models import Place


@require_http_methods(["GET", "POST"])
@login_required
def new(request: SignedIn) -> HttpResponse:
    """新增点位."""
    if not permissions.can_manage(request.user):
        raise PermissionDenied
    form = PlaceForm(request.POST or None, by=request.user)
    place = saved_by(
        form, lambda: services.save_place(data=form.data_for_service(), by=request.user)
    )
    if place is not None:
        return _done(request, place, _("点位“%(place)s”已登记。"))
    back = reverse("places:list")
    return form_page(request, form, title=_("新增点位"), back=back, verb=_("登记"))


@require_http_methods(["GET", "POST"])
@login_required
def edit(request: SignedIn, code: str) -> HttpResponse:
    """修改点位."""
    place = _kept(request, code)
    form = PlaceForm(request.POST or None, initial=PlaceForm.initial_of(place), by=request.user)
    saved = saved_by(
        form,
        lambda: services.save_place(
            place_id=place.pk, data=form.data_for_service(), by=request.user
        ),
    )
    if saved is not None:
        return _done(request, saved, _("“%(place)s”已修改。"))
    title = _("修改 %(place)s") % {"place": place}
    note = _("已经开始的轮次不受影响：样本框里留的是当时的样子。")
    return form_page(request, form, title=title, back=_to(place), verb=_("修改"), note=note)


@require_http_methods(["GET", "POST"])
@login_required
def close(request: SignedIn, code: str) -> HttpResponse:
    """停用点位."""
    place = _kept(request, code)
    form = CloseForm(request.POST or None)
    closed = saved_by(
        form,
        lambda: services.close_place(
            place_id=place.pk, on=form.cleaned_data["on"], by=request.user
        ),
    )
    if closed is not None:
        return _done(request, closed, _("“%(place)s”已停用。"))
    title = _("停用 %(place)s") % {"place": place}
    note = _("停用后不再抽取；以前的到访和问题都留着，未销号的问题照常办。")
    return form_page(
        request, form, title=title, back=_to(place), verb=_("停用"), note=note, is_bad=True
    )


@require_POST
@login_required
def reopen(request: SignedIn, code: str) -> HttpResponse:
    """恢复点位."""
    place = _kept(request, code)
    services.reopen_place(place_id=place.pk, by=request.user)
    return _done(request, place, _("“%(place)s”已恢复。"))


@require_POST
@login_required
def set_owner(request: SignedIn, code: str) -> HttpResponse:
    """指定责任单位 of one item."""
    place = _kept(request, code)
    items = [(answer.item.code, str(answer.item)) for answer in selectors.answers(place)]
    form = OwnerForm(request.POST, items=items)
    if form.is_valid():
        try:
            services.set_item_owner(
                place_id=place.pk,
                item_code=form.cleaned_data["item"],
                unit=form.cleaned_data["unit"],
                by=request.user,
            )
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            return _done(request, place, _("“%(place)s”的责任单位已改。"))
    title = _("%(place)s：指定责任单位") % {"place": place}
    return form_page(request, form, title=title, back=_to(place), verb=_("指定"))


def _kept(request: SignedIn, code: str) -> Place:
    """A place that the person keeps; not found for those out of sight, refused for others'."""
    visible = permissions.visible_to(request.user).select_related("area", "holder", "sector")
    place = get_object_or_404(visible, code=code)
    if not permissions.can_manage(request.user, place.area):
        raise PermissionDenied
    return place


def _done(request: SignedIn, place: Place, words: str) -> HttpResponse:
    messages.success(request, words % {"place": place})
    return redirect(_to(place))


def _to(place: Place) -> str:
    return reverse("places:detail", args=[place.code])
