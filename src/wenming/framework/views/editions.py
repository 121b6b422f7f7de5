"""版本管理: editions by framework, one edition with what the checker says, its steps, its files."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wenming.accounts.requests import SignedIn
from wenming.core import tables
from wenming.core.errors import DomainError
from wenming.core.paging import page_by_key
from wenming.core.wording import told
from wenming.engine import framework as engine
from wenming.engine.errors import EngineError
from wenming.engine.framework.cells import rows_of
from wenming.engine.framework.layout import TABLES
from wenming.engine.framework.text import framework_yaml
from wenming.framework import permissions, services
from wenming.framework.forms.editions import CopyForm
from wenming.framework.models import Edition
from wenming.framework.renewing import renewals
from wenming.framework.services.storing import data_of
from wenming.framework.titles import place_of, shown
from wenming.framework.workbooks import xlsx_of
from wenming.organization.views.forming import form_page, saved_by

FAULTS_SHOWN = 50


@require_safe
@login_required
def listed(request: SignedIn) -> HttpResponse:
    """Every edition, newest first, with its state and what may be done with it."""
    editions = (
        permissions.visible_to(request.user)
        .defer("data", "overlay")
        .select_related("owner", "changed_by", "published_by", "base")
        .annotate(items=Count("check_items"))
    )
    kind = request.GET.get("kind", "")
    if kind in Edition.Kind.values:
        editions = editions.filter(kind=kind)
    chips = [{"label": _("全部"), "url": "?", "is_current": not kind, "count": None}]
    chips += [
        {"label": label, "url": f"?kind={value}", "is_current": kind == value, "count": None}
        for value, label in Edition.Kind.choices
    ]
    context = {
        "page": page_by_key(editions, keys=["-pk"], mark=request.GET.get("mark", "")),
        "chips": chips,
        "can_manage": permissions.can_manage(request.user),
    }
    return render(request, "framework/editions.html", context)


def edition_seen_by(request: SignedIn, pk: int) -> Edition:
    """An edition that the person may see; not found otherwise."""
    editions = permissions.visible_to(request.user)
    related = ("owner", "base", "changed_by", "published_by")
    edition: Edition = get_object_or_404(editions.select_related(*related), pk=pk)
    return edition


def edition_kept_by(request: SignedIn, pk: int) -> Edition:
    """An edition that the person maintains.

    Raises:
        PermissionDenied: it is seen, but not maintained.
    """
    edition = edition_seen_by(request, pk)
    if not permissions.can_manage(request.user, edition):
        raise PermissionDenied
    return edition


@require_safe
@login_required
def one(request: SignedIn, pk: int) -> HttpResponse:
    """One edition: its tables, what the checker says of a draft, and its next step."""
    edition = edition_seen_by(request, pk)
    data = data_of(edition)
    report = engine.check(data) if edition.is_draft else None
    user = request.user
    context: dict[str, Any] = {
        "edition": edition,
        "tables": [
            (table.name, shown(table.title), len(rows_of(data, table) or ())) for table in TABLES
        ],
        "report": report,
        "faults": [place_of(fault) for fault in report.errors[:FAULTS_SHOWN]] if report else [],
        "warnings": [place_of(fault) for fault in report.warnings] if report else [],
        "can_manage": permissions.can_manage(user, edition),
        "can_publish": permissions.can_publish(user, edition),
        "can_be_base": edition.status == "published" and not edition.is_local,
        "before": _before(request, edition),
    }
    return render(request, "framework/edition.html", context)


def _before(request: SignedIn, edition: Edition) -> Edition | None:
    """The edition to compare with: the base of a local one, else the version before."""
    if edition.base is not None:
        return edition.base
    same = permissions.visible_to(request.user).filter(code=edition.code, pk__lt=edition.pk)
    return same.defer("data", "overlay").order_by("-version").first()


@require_http_methods(["GET", "POST"])
@login_required
def copy(request: SignedIn, pk: int) -> HttpResponse:
    """复制为新周期: a new draft with the same contents."""
    edition = edition_kept_by(request, pk)
    if edition.is_local:
        raise Http404
    initial = {"name": edition.name, "code": edition.code, "kind": edition.kind}
    form = CopyForm(request.POST or None, initial=initial)
    made = saved_by(
        form,
        lambda: services.copy_edition(edition_id=pk, by=request.user, **form.cleaned_data),
    )
    if made is not None:
        messages.success(request, _("已复制为草稿，第 %(n)d 版。") % {"n": made.version})
        return redirect("framework:editions_one", made.pk)
    title = _("复制“%(name)s”") % {"name": edition}
    back = reverse("framework:editions_one", args=[pk])
    return form_page(request, form, title=title, back=back, verb=_("复制为草稿"))


@require_POST
@login_required
def publish(request: SignedIn, pk: int) -> HttpResponse:
    """发布: lock it and put it in force."""
    edition_kept_by(request, pk)
    answer = _step(
        request,
        pk,
        lambda: services.publish_edition(edition_id=pk, by=request.user),
        _("已发布并锁定。"),
    )
    behind = sum(not item.reason for item in renewals(request.user))
    if behind:
        words = _("有 %(n)d 条指标对照还指着旧版，可在“指标对照”页沿用到新版。")
        messages.info(request, words % {"n": behind})
    return answer


@require_POST
@login_required
def retire(request: SignedIn, pk: int) -> HttpResponse:
    """停用."""
    edition_kept_by(request, pk)
    return _step(
        request, pk, lambda: services.retire_edition(edition_id=pk, by=request.user), _("已停用。")
    )


@require_POST
@login_required
def drop(request: SignedIn, pk: int) -> HttpResponse:
    """删除草稿."""
    edition_kept_by(request, pk)
    try:
        services.drop_edition(edition_id=pk, by=request.user)
    except DomainError as error:
        messages.error(request, str(error))
        return redirect("framework:editions_one", pk)
    messages.success(request, _("草稿已删除。"))
    return redirect("framework:editions")


def _step(request: SignedIn, pk: int, step: Callable[[], Any], words: str) -> HttpResponse:
    try:
        step()
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, words)
    return redirect("framework:editions_one", pk)


@require_safe
@login_required
def as_yaml(request: SignedIn, pk: int) -> HttpResponse:
    """The edition as YAML."""
    edition = edition_seen_by(request, pk)
    answer = HttpResponse(
        framework_yaml(data_of(edition)), content_type="application/yaml; charset=utf-8"
    )
    name = f"{edition.code}-v{edition.version}.yaml"
    answer["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


@require_safe
@login_required
def as_xlsx(request: SignedIn, pk: int) -> HttpResponse:
    """The edition as a workbook that an office can edit."""
    edition = edition_seen_by(request, pk)
    try:
        content = xlsx_of(data_of(edition))
    except EngineError as error:
        messages.error(request, told(error.sentence))
        return redirect("framework:editions_one", pk)
    return tables.xlsx_response(f"{edition.name}-v{edition.version}", content)
