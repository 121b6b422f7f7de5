"""指标对照: which indicator of one framework serves which of another."""

from collections.abc import Iterator, Sequence

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wenming.accounts.requests import SignedIn
from wenming.core import tables
from wenming.core.paging import page_by_key
from wenming.framework import permissions
from wenming.framework.forms.beside import FindLinkForm, LinkForm
from wenming.framework.importing import HEADERS, cells_of
from wenming.framework.models import Correspondence, Edition
from wenming.framework.renewing import Renewal, renewals
from wenming.framework.services import crosswalks as services
from wenming.organization.views.forming import done, form_page, saved_by

LEFT_SHOWN = 10


def _editions(request: SignedIn) -> QuerySet[Edition]:
    visible = permissions.visible_to(request.user).filter(fault_count=0)
    return visible.defer("data", "overlay").order_by("code", "-version")


def _listed(request: SignedIn) -> tuple[FindLinkForm, QuerySet[Correspondence]]:
    form = FindLinkForm(request.GET, editions=_editions(request))
    seen = permissions.visible_to(request.user).values("pk")
    rows = Correspondence.objects.filter(
        source__edition__in=seen, target__edition__in=seen
    ).select_related("source__edition", "target__edition")
    rows = rows.defer("source__edition__data", "target__edition__data")
    edition = form.cleaned_data.get("edition") if form.is_valid() else None
    if edition is not None:
        rows = rows.filter(Q(source__edition=edition) | Q(target__edition=edition))
    return form, rows


@require_safe
@login_required
def listed(request: SignedIn) -> HttpResponse:
    """Every link: what is measured where, and what it serves."""
    form, rows = _listed(request)
    page = page_by_key(rows, keys=["pk"], mark=request.GET.get("mark", ""))
    found = renewals(request.user)
    reasons = {item.link.pk: item.reason for item in found}
    context = {
        "form": form,
        "page": page,
        "rows": [(row, reasons.get(row.pk, "")) for row in page.rows],
        "can_manage": permissions.can_manage(request.user),
        "renewable": sum(not item.reason for item in found),
    }
    return render(request, "framework/crosswalk.html", context)


@require_safe
@login_required
def export(request: SignedIn) -> HttpResponse:
    """The links as filtered, in the columns that the import reads."""
    _form, rows = _listed(request)
    with translation.override("zh-hans"):  # papers are Chinese
        content = tables.write_xlsx(HEADERS, _cells(rows), title="指标对照")
    return tables.xlsx_response("指标对照", content)


def _cells(rows: QuerySet[Correspondence]) -> Iterator[tuple[str, ...]]:
    return (cells_of(row) for row in rows)


@require_http_methods(["GET", "POST"])
@login_required
def add(request: SignedIn) -> HttpResponse:
    """登记一条对照."""
    if not permissions.can_manage(request.user):
        raise PermissionDenied
    form = LinkForm(request.POST or None, editions=_editions(request))
    saved = saved_by(form, lambda: services.add_links(links=[form.link], by=request.user))
    back = reverse("framework:crosswalk")
    if saved is not None:
        return done(request, _("对照已登记。"), back)
    note = _("对应指标的数由来源指标提供：测一次，两个体系都用。一项指标只能有一个来源。")
    title = _("登记对照")
    return form_page(request, form, title=title, back=back, verb=_("登记"), note=note)


@require_POST
@login_required
def renew(request: SignedIn) -> HttpResponse:
    """沿用到新版."""
    if not permissions.can_manage(request.user):
        raise PermissionDenied
    done_ = services.renew_links(by=request.user)
    if done_.added or done_.moved:
        messages.success(
            request,
            _("已沿用到新版：新登记 %(added)d 条，改了来源 %(moved)d 条。")
            % {"added": done_.added, "moved": done_.moved},
        )
    if done_.left:
        messages.warning(request, _left(done_.left))
    elif not done_.added and not done_.moved:
        messages.info(request, _("没有要沿用的对照：都已指向在用的版本。"))
    return redirect("framework:crosswalk")


def _left(left: Sequence[Renewal]) -> str:
    """Which links could not go along, and why; the first few by name."""
    lines = [
        f"{item.link.source.code} → {item.link.target.code}（{item.reason}）"
        for item in left[:LEFT_SHOWN]
    ]
    if len(left) > LEFT_SHOWN:
        lines.append("…")
    return _("%(n)d 条没有沿用，要用请另行登记：%(links)s") % {
        "n": len(left),
        "links": "、".join(lines),
    }


@require_POST
@login_required
def remove(request: SignedIn, pk: int) -> HttpResponse:
    """取消对照."""
    get_object_or_404(_listed(request)[1], pk=pk)
    if not permissions.can_manage(request.user):
        raise PermissionDenied
    services.remove_link(link_id=pk, by=request.user)
    messages.success(request, _("对照已取消。"))
    return redirect("framework:crosswalk")
