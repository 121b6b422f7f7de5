"""宣传: the ledger, one entry, the plan and its results."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wenming.accounts import rights
from wenming.accounts.requests import SignedIn
from wenming.accounts.rights import Ability
from wenming.core import tables
from wenming.core.chips import chips
from wenming.core.clock import today
from wenming.core.errors import DomainError
from wenming.core.paging import page_by_key
from wenming.organization.models import Unit
from wenming.organization.views.forming import form_page, saved_by
from wenming.publicity import listing, permissions, services
from wenming.publicity.forms import DownForm, ItemForm, ThemeForm, UseForm
from wenming.publicity.listing import ItemList
from wenming.publicity.models import Item, Theme
from wenming.publicity.results import Results

OF_THEME = 50


@require_safe
@login_required
def listed(request: SignedIn) -> HttpResponse:
    """宣传台账, the newest first."""
    found = ItemList(request.user, request.GET)
    if "export" in request.GET:
        rows = listing.sheet_rows(found.rows())
        content = tables.write_xlsx(listing.HEADERS, rows, title="宣传台账")
        return tables.xlsx_response("宣传台账", content)
    page = page_by_key(found.rows(), keys=listing.KEYS, mark=request.GET.get("mark", ""))
    day = today()
    context = {
        "found": found,
        "chips": chips(
            request.GET,
            {key: label for key, (label, _keeps) in listing.TABS.items()},
            current=found.tab,
            counts=found.counts,
        ),
        "page": page,
        "total": found.counts[found.tab],
        "rows": [(item, item.stands(day)) for item in page.rows],
        "may_enter": permissions.can_enter(request.user),
        "may_plan": permissions.can_plan(request.user),
    }
    return render(request, "publicity/list.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def new(request: SignedIn) -> HttpResponse:
    """登记 one entry."""
    if not permissions.can_enter(request.user):
        raise PermissionDenied
    own = Unit.objects.filter(pk__in=rights.unit_ids(request.user, Ability.REPORT_DUTIES)).first()
    initial = {"unit": own, "on": today()}
    form = ItemForm(request.POST or None, request.FILES or None, by=request.user, initial=initial)
    item = saved_by(
        form,
        lambda: services.enter_item(
            data=form.data_for_service(), photo=form.file(), by=request.user
        ),
    )
    if item is not None:
        return _done(_to(item), request, _("“%(title)s”已登记。") % {"title": item})
    note = _("一次登记，多个主题共用；不要求条数，成效看指标结果。")
    back = reverse("publicity:list")
    return form_page(
        request, form, title=_("登记宣传"), back=back, verb=_("登记"), note=note, has_file=True
    )


@require_safe
@login_required
def one(request: SignedIn, pk: int) -> HttpResponse:
    """One entry."""
    return _page(request, _item(request, pk))


@require_POST
@login_required
def use(request: SignedIn, pk: int) -> HttpResponse:
    """Which themes it serves."""
    item = _item(request, pk)
    form = UseForm(request.POST, initial={"themes": item.themes.all()})
    if form.is_valid():
        themes = list(form.cleaned_data["themes"])
        services.use_item(item_id=item.pk, themes=themes, by=request.user)
        return _done(_to(item), request, _("主题已改。"))
    return _page(request, item, use_form=form)


@require_POST
@login_required
def down(request: SignedIn, pk: int) -> HttpResponse:
    """撤下."""
    item = _item(request, pk)
    form = DownForm(request.POST)
    if form.is_valid():
        try:
            services.take_down(item_id=item.pk, on=form.cleaned_data["on"], by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            return _done(_to(item), request, _("“%(title)s”已撤下，台账里还在。") % {"title": item})
    return _page(request, item, down_form=form)


def _item(request: SignedIn, pk: int) -> Item:
    rows = permissions.visible_to(request.user)
    return get_object_or_404(rows.select_related("unit__area", "place", "photo"), pk=pk)


def _page(request: SignedIn, item: Item, **bound: forms.Form) -> HttpResponse:
    may_change = permissions.can_change(request.user, item)
    is_display = item.channel == Item.Channel.DISPLAY and item.removed_on is None
    themes = item.themes.order_by("-starts_on", "-pk")
    context = {
        "item": item,
        "themes": themes,
        "may_change": may_change,
        "may_take_down": may_change and is_display,
        "form": bound.get("use_form") or UseForm(initial={"themes": themes}),
        "form_2": bound.get("down_form") or DownForm(),
    }
    return render(request, "publicity/item.html", context, status=422 if bound else 200)


@require_safe
@login_required
def plan(request: SignedIn) -> HttpResponse:
    """宣传计划 with what came of each theme."""
    themes = permissions.themes_visible_to(request.user)
    is_past = request.GET.get("state") == "past"
    day = today()
    kept = themes.filter(ends_on__lt=day) if is_past else themes.filter(ends_on__gte=day)
    page = page_by_key(
        kept.select_related("unit"), keys=["-starts_on", "-pk"], mark=request.GET.get("mark", "")
    )
    told = Results(request.user, page.rows)
    tabs = [
        {"label": _("现在和以后"), "url": "?", "is_current": not is_past, "count": None},
        {"label": _("过去的"), "url": "?state=past", "is_current": is_past, "count": None},
    ]
    context = {
        "page": page,
        "rows": told.rows(),
        "round": told.round,
        "tabs": tabs,
        "may_plan": permissions.can_plan(request.user),
    }
    return render(request, "publicity/plan.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def new_theme(request: SignedIn) -> HttpResponse:
    """安排宣传主题."""
    if not permissions.can_plan(request.user):
        raise PermissionDenied
    return _theme_form(request, None)


@require_http_methods(["GET", "POST"])
@login_required
def edit_theme(request: SignedIn, pk: int) -> HttpResponse:
    """修改宣传主题."""
    theme = get_object_or_404(permissions.themes_visible_to(request.user), pk=pk)
    if not permissions.can_plan(request.user, theme):
        raise PermissionDenied
    return _theme_form(request, theme)


def _theme_form(request: SignedIn, theme: Theme | None) -> HttpResponse:
    initial = ThemeForm.initial_of(theme) if theme else None
    form = ThemeForm(request.POST or None, initial=initial)
    saved = saved_by(
        form,
        lambda: services.save_theme(
            theme_id=theme.pk if theme else None, data=form.data_for_service(), by=request.user
        ),
    )
    if saved is not None:
        to = reverse("publicity:plan_one", args=[saved.pk])
        return _done(to, request, _("主题“%(title)s”已安排。") % {"title": saved})
    title = _("修改 %(title)s") % {"title": theme} if theme else _("安排宣传主题")
    back = reverse("publicity:plan_one", args=[theme.pk]) if theme else reverse("publicity:plan")
    note = _("定目标看指标的测评结果，不给单位定条数。")
    return form_page(request, form, title=title, back=back, verb=_("保存"), note=note)


@require_safe
@login_required
def theme(request: SignedIn, pk: int) -> HttpResponse:
    """One theme: its result, and what serves it."""
    themes = permissions.themes_visible_to(request.user).select_related("unit", "owner")
    found = get_object_or_404(themes, pk=pk)
    told = Results(request.user, [found])
    items = permissions.visible_to(request.user).filter(themes=found).select_related("unit")
    context = {
        "theme": found,
        "result": told.rows()[0],
        "round": told.round,
        "items": items.order_by(*listing.KEYS)[:OF_THEME],
        "may_plan": permissions.can_plan(request.user, found),
    }
    return render(request, "publicity/theme.html", context)


def _done(to: str, request: SignedIn, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect(to)


def _to(item: Item) -> str:
    return reverse("publicity:list_one", args=[item.pk])
