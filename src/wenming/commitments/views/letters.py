"""责任状: the letters of a year, their words, issuing them, one letter and its signed copy."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wenming.accounts.requests import SignedIn
from wenming.commitments import letter_paper, notices, permissions
from wenming.commitments.forms import CopyForm, TermsForm
from wenming.commitments.goals import units_with_goals
from wenming.commitments.letter_list import KEYS, TABS, LetterList
from wenming.commitments.models import Letter, LetterTerms
from wenming.commitments.services import letters as services
from wenming.commitments.workflow import Pledge
from wenming.core import clock, tables, uploads
from wenming.core.chips import chips
from wenming.core.errors import DomainError
from wenming.core.paging import page_by_key
from wenming.core.paper import docx_response
from wenming.core.workdays import running_light
from wenming.duties.forms.work import ReasonForm
from wenming.duties.permissions import office_area
from wenming.organization.models import Area

HEADERS = ["单位", "类别", "状态", "编号", "目标任务", "牵头指标", "发出日期", "签回日期"]


@require_safe
@login_required
def listing(request: SignedIn) -> HttpResponse:
    """责任状 of a year, one line a unit, with who has not signed."""
    found = LetterList(request.user, request.GET)
    if "export" in request.GET:
        return _export(found)
    counts = found.counts
    tabs = {key: label for key, label in TABS.items() if key != "none" or found.sees_all}
    page = page_by_key(found.rows(), keys=KEYS, mark=request.GET.get("mark", ""))
    context = {
        "found": found,
        "chips": chips(request.GET, tabs, current=found.tab, counts=found.counts),
        "page": page,
        "total": counts[found.tab],
        "rows": found.letters(page.rows),
        "manages": found.is_office,
        **(_progress(found) if found.is_office and found.terms else {}),
        **(_reminder(request, found) if found.sees_all else {}),
    }
    return render(request, "commitments/letters.html", context)


def _issuing(terms: LetterTerms) -> dict[str, Any]:
    """How far issuing is."""
    pending = services.pending(terms).count()
    out = terms.letters.exclude(status=Pledge.REPLACED).count()
    return {"terms": terms, "pending": pending, "out": out, "all": out + pending}


def _progress(found: LetterList) -> dict[str, Any]:
    """The same out of what the list has counted."""
    totals = found.totals
    out = totals["issued"] + totals["signed"]
    return {"terms": found.terms, "pending": totals["none"], "out": out, "all": totals["all"]}


def _reminder(request: SignedIn, found: LetterList) -> dict[str, Any]:
    if found.terms is None or not found.totals["issued"] + found.totals["signed"]:
        return {}
    unsigned = found.unsigned() if found.totals["issued"] else []
    url = request.build_absolute_uri(reverse("commitments:letters"))
    words = notices.letter_words(found.year, found.terms.due_on, unsigned, url)
    light = running_light(clock.now(), found.terms.due_on, None) if unsigned else None
    return {"unsigned": unsigned, "notice": words, "light": light}


def _export(found: LetterList) -> HttpResponse:
    title = f"{found.year}年责任状"
    rows = (
        [*_cells(unit, letter)]
        for unit, letter in found.letters(list(found.rows().order_by(*KEYS)))
    )
    return tables.xlsx_response(title, tables.write_xlsx(HEADERS, rows, title=title))


def _cells(unit: Any, letter: Letter | None) -> list[Any]:
    known = [unit.name, str(unit.get_kind_display())]
    if letter is None:
        return [*known, str(TABS["none"]), "", "", "", "", ""]
    days = [f"{day:%Y-%m-%d}" if day else "" for day in (letter.issued_on, letter.signed_on)]
    return [
        *known,
        str(letter.get_status_display()),
        letter.number,
        letter.goals,
        letter.indicators,
        *days,
    ]


@require_http_methods(["GET", "POST"])
@login_required
def terms(request: SignedIn, year: int) -> HttpResponse:
    """The words of a year's letters, to be edited before they go out."""
    owner = _office(request)
    row = LetterTerms.objects.filter(owner=owner, year=year).first()
    starting = letter_paper.starting_words()
    initial = row.__dict__ if row else starting
    form = TermsForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            services.write_terms(owner=owner, year=year, by=request.user, terms=form.terms())
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("文本已保存。先看一份草稿，再给各单位生成。"))
            return redirect(f"{reverse('commitments:letters')}?year={year}")
    context = {"form": form, "year": year, "out": row.letters.count() if row else 0}
    return render(
        request, "commitments/letter_terms.html", context, status=422 if form.is_bound else 200
    )


@require_POST
@login_required
def issue(request: SignedIn, year: int) -> HttpResponse:
    """The next letters; the page asks again until all are out, or goes on by hand."""
    row = _terms(request, year)
    services.issue_next(terms_id=row.pk, by=request.user)
    progress = _issuing(row)
    if request.headers.get("HX-Request"):
        return render(
            request, "commitments/_letters_issuing.html", {**progress, "is_running": True}
        )
    if progress["pending"]:
        words = _("已发 %(out)d 份，还有 %(pending)d 份，请继续。")
        messages.info(request, words % progress)
    else:
        messages.success(request, _("%(out)d 份责任状都已发出。") % progress)
    return redirect(f"{reverse('commitments:letters')}?year={year}")


@require_safe
@login_required
def draft(request: SignedIn, year: int, unit_pk: int) -> HttpResponse:
    """A unit's letter as it would be written now."""
    row = _terms(request, year)
    unit = get_object_or_404(units_with_goals(row.owner), pk=unit_pk)
    return docx_response(f"{unit.name}{year}年责任状（草稿）", letter_paper.content(row, unit))


@require_safe
@login_required
def letter(request: SignedIn, pk: int) -> HttpResponse:
    """One letter: its paper, the signed copy, what may be done."""
    return _page(request, _letter(request, pk))


@require_POST
@login_required
def sign(request: SignedIn, pk: int) -> HttpResponse:
    """The signed copy."""
    row = _letter(request, pk)
    if not permissions.can_sign_letter(request.user, row):
        raise PermissionDenied
    form = CopyForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            services.hand_in_copy(
                letter_id=row.pk, by=request.user, files=form.cleaned_data["copies"]
            )
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("签字件已交。"))
            return redirect("commitments:letters_one", row.pk)
    return _page(request, row, sign_form=form)


@require_POST
@login_required
def send_back(request: SignedIn, pk: int) -> HttpResponse:
    """The copy does not do."""
    row = _letter(request, pk)
    if not permissions.can_manage_letter(request.user, row):
        raise PermissionDenied
    form = ReasonForm(request.POST, prefix="back")
    if form.is_valid():
        services.send_back_copy(letter_id=row.pk, by=request.user, line=form.cleaned_data["line"])
        messages.success(request, _("已退回，单位会看到原因。"))
        return redirect("commitments:letters_one", row.pk)
    return _page(request, row, back_form=form)


@require_POST
@login_required
def reissue(request: SignedIn, pk: int) -> HttpResponse:
    """换发: the letter anew, out of the duties as they stand."""
    made = services.reissue_letter(letter_id=_letter(request, pk).pk, by=request.user)
    messages.success(request, _("已换发，编号 %(number)s。") % {"number": made.number})
    return redirect("commitments:letters_one", made.pk)


@require_safe
@login_required
def paper(request: SignedIn, pk: int) -> HttpResponseBase:
    """The frozen docx."""
    return uploads.response(_letter(request, pk).paper, download=True)


def _office(request: SignedIn) -> Area:
    area = office_area(request.user)
    if area is None:
        raise PermissionDenied
    return area


def _terms(request: SignedIn, year: int) -> LetterTerms:
    rows = LetterTerms.objects.filter(owner=_office(request), year=year)
    return get_object_or_404(rows.select_related("owner"))


def _letter(request: SignedIn, pk: int) -> Letter:
    visible = permissions.letters_visible_to(request.user)
    return get_object_or_404(visible.select_related("unit", "terms__owner", "paper"), pk=pk)


def _page(
    request: SignedIn,
    row: Letter,
    *,
    sign_form: forms.Form | None = None,
    back_form: forms.Form | None = None,
) -> HttpResponse:
    is_issued, is_signed = row.status == Pledge.ISSUED, row.status == Pledge.SIGNED
    manages = permissions.can_manage_letter(request.user, row)
    others = Letter.objects.filter(terms=row.terms_id, unit=row.unit_id).exclude(pk=row.pk)
    context = {
        "row": row,
        "light": running_light(clock.now(), row.terms.due_on, row.issued_on) if is_issued else None,
        "copies": row.copies.filter(is_current=True).select_related("upload"),
        "others": others,
        "may_sign": is_issued and permissions.can_sign_letter(request.user, row),
        "may_send_back": is_signed and manages,
        "may_reissue": manages and row.status != Pledge.REPLACED,
        "form": sign_form or CopyForm(),
        "form_2": back_form or ReasonForm(prefix="back"),
    }
    status = 422 if sign_form or back_form else 200
    return render(request, "commitments/letter.html", context, status=status)
