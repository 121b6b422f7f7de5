"""导入测评体系: a YAML file or a workbook, with a report by sheet, row and column."""

import uuid
from pathlib import PurePath

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from wenming.accounts.requests import SignedIn
from wenming.core import tables
from wenming.core.errors import DomainError
from wenming.core.models import PendingImport
from wenming.framework import permissions, services
from wenming.framework.forms.editions import FileForm
from wenming.framework.models import Edition
from wenming.framework.services import incoming
from wenming.framework.views.editions import edition_kept_by
from wenming.framework.workbooks import marked
from wenming.organization.models import Area
from wenming.organization.views.forming import done, form_page, saved_by

FAULTS_SHOWN = 200


def _home(request: SignedIn) -> Area:
    """The area that imported editions belong to.

    Raises:
        PermissionDenied: the person maintains no frameworks.
    """
    area = permissions.home_area(request.user)
    if area is None:
        raise PermissionDenied
    return area


@require_http_methods(["GET", "POST"])
@login_required
def send(request: SignedIn) -> HttpResponse:
    """A file: imported as a draft when all of it is right, else judged and kept for a day."""
    owner = _home(request)
    form = FileForm(request.POST or None, request.FILES or None)
    outcome = saved_by(
        form,
        lambda: incoming.take_file(
            content=form.cleaned_data["file"].read(),
            name=form.cleaned_data["file"].name,
            kind=form.cleaned_data["kind"],
            owner=owner,
            by=request.user,
        ),
    )
    if isinstance(outcome, PendingImport):
        return redirect("framework:editions_report", outcome.pk)
    if outcome is not None:
        messages.success(request, _("已导入为草稿，核对后请另一个人发布。"))
        return redirect("framework:editions_one", outcome.pk)
    note = _("从现有版本导出工作簿，在 Excel 里改好再传回来，最省事。")
    return form_page(
        request,
        form,
        title=_("导入测评体系"),
        back=reverse("framework:editions"),
        verb=_("核对并导入"),
        note=note,
        has_file=True,
    )


@require_http_methods(["GET", "POST"])
@login_required
def replace(request: SignedIn, pk: int) -> HttpResponse:
    """用文件替换: the draft as it went out to Excel and came back."""
    edition = edition_kept_by(request, pk)
    if not edition.is_draft or edition.is_local:
        raise Http404
    form = FileForm(request.POST or None, request.FILES or None)
    del form.fields["kind"]
    saved = saved_by(form, lambda: _replaced(form, pk, request))
    back = reverse("framework:editions_one", args=[pk])
    if isinstance(saved, PendingImport):
        return redirect("framework:editions_report", saved.pk)
    if saved is not None:
        return done(request, _("草稿已换成文件里的内容。"), back)
    return form_page(
        request,
        form,
        title=_("用文件替换“%(name)s”") % {"name": edition},
        back=back,
        verb=_("核对并替换"),
        note=_("草稿现有的内容全部换成文件里的，编号和版次要一样。"),
        has_file=True,
    )


def _replaced(form: FileForm, pk: int, request: SignedIn) -> Edition | PendingImport:
    """The draft with the contents of the file, or the faulty file put aside."""
    file = form.cleaned_data["file"]
    content = file.read()
    found = incoming.look(content, name=file.name)
    if found.faults:
        return incoming.put_aside(content=content, name=file.name, by=request.user)
    return services.replace_contents(edition_id=pk, data=found.data, by=request.user)


@require_http_methods(["GET", "POST"])
@login_required
def report(request: SignedIn, pk: uuid.UUID) -> HttpResponse:
    """What is wrong with a file; a POST makes a draft of its right rows (只导入 N 行)."""
    owner = _home(request)
    pending = _kept(request, pk)
    if request.method == "POST":
        if pending.kind != incoming.KEY:
            raise Http404
        seen = request.POST.get("seen", "")
        try:
            edition = incoming.take_right_rows(
                pending=pending,
                seen=int(seen) if seen.isdecimal() and len(seen) < 7 else -1,
                kind="",
                owner=owner,
                by=request.user,
            )
        except DomainError as error:
            messages.error(request, str(error))
            return redirect("framework:editions_report", pk)
        messages.success(request, _("对的行已存为草稿，还要改的列在下面。"))
        return redirect("framework:editions_one", edition.pk)
    found = incoming.look(pending.sheet, name=pending.name)
    context = {
        "pending": pending,
        "found": found,
        "faults": found.faults[:FAULTS_SHOWN],
        "can_take": bool(found.right_count) and pending.kind == incoming.KEY,
    }
    return render(request, "framework/report.html", context)


@require_safe
@login_required
def marked_sheets(request: SignedIn, pk: uuid.UUID) -> HttpResponse:
    """The sender's own workbook with the faults marked in their rows."""
    _home(request)
    pending = _kept(request, pk)
    found = incoming.look(pending.sheet, name=pending.name)
    if not found.is_workbook:
        raise Http404
    try:
        content = marked(pending.sheet, found.faults, name=pending.name)
    except DomainError as error:
        messages.error(request, str(error))
        return redirect("framework:editions_report", pk)
    name = f"{PurePath(pending.name).stem}-{_('导入说明')}"
    return tables.xlsx_response(name, content)


def _kept(request: SignedIn, pk: uuid.UUID) -> PendingImport:
    kinds = (incoming.KEY, incoming.TO_REPLACE)
    found: PendingImport = get_object_or_404(PendingImport, pk=pk, by=request.user, kind__in=kinds)
    return found
