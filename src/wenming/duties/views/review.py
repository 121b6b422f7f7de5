"""审核文件: the text at the left, its drafts at the right, one of them open as a form."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wenming.accounts.requests import SignedIn
from wenming.core.clock import now
from wenming.core.errors import DomainError
from wenming.documents import permissions
from wenming.documents import services as drafting
from wenming.documents.models import Document, Draft
from wenming.documents.selectors import awaiting
from wenming.duties import services
from wenming.duties.forms.lists import FinishForm
from wenming.duties.permissions import draft_lists
from wenming.duties.review import page as reviewing
from wenming.duties.review.forms import NewUnitForm, ReviewForm
from wenming.organization.models import ACTIVE, Unit

# What each button of an open draft decides; accept and save take the form with them.
VERDICTS = {
    "keep": Draft.Verdict.KEPT,
    "drop": Draft.Verdict.DROPPED,
    "restore": Draft.Verdict.OPEN,
}


@require_safe
@login_required
def first(request: SignedIn) -> HttpResponse:
    """待审核: the document that waits longest, or the list where none waits."""
    waiting = awaiting(permissions.visible_to(request.user)).only("pk").first()
    return redirect("duties:review", waiting.pk) if waiting else redirect("documents:list")


@require_safe
@login_required
def review(request: SignedIn, pk: int) -> HttpResponse:
    """文件审核."""
    document = _document(request, pk)
    number = request.GET.get("draft", "")
    page = reviewing.review(document, number=int(number) if number.isdecimal() else None)
    form = (
        ReviewForm(initial=reviewing.initial(page.current, page.advice)) if page.current else None
    )
    return _page(request, page, form)


@require_POST
@login_required
def decide(request: SignedIn, pk: int) -> HttpResponse:
    """One draft: saved, accepted, kept, dropped, merged, linked, a name resolved, or taken back."""
    draft = _draft(request, pk)
    then, _mark, about = request.POST.get("then", "save").partition(":")
    try:
        if then in VERDICTS:
            drafting.decide(draft_id=draft.pk, verdict=VERDICTS[then], by=request.user)
        elif then in WITH_OTHERS:
            return WITH_OTHERS[then](request, draft, about)
        else:
            return _corrected(request, draft, then)
    except DomainError as error:
        return _with_error(request, draft, str(error), error.status)
    return _onward(draft if then == "restore" else reviewing.next_undecided(draft) or draft)


def _corrected(request: SignedIn, draft: Draft, then: str) -> HttpResponse:
    """Save the form, and accept the draft where that was the button."""
    initial = reviewing.initial(draft)
    form = ReviewForm(request.POST, initial=initial)
    if not form.is_valid() and _is_autosave(request):
        return render(request, "duties/_not_saved.html", {"form": form}, status=422)
    if not form.is_valid():
        return _refused(request, draft, form)
    data = form.cleaned_data
    if "targets" not in form.changed_data:
        data["targets"] = draft.targets  # untouched ones stay as they were drafted
    if form.changed_data or draft.indicators is None:
        drafting.correct_draft(draft_id=draft.pk, by=request.user, **_by_codes(data))
    if then == "save":
        return _saved(request, draft)
    drafting.decide(draft_id=draft.pk, verdict=Draft.Verdict.ACCEPTED, by=request.user)
    return _onward(reviewing.next_undecided(draft) or draft)


def _by_codes(data: dict[str, Any]) -> dict[str, Any]:
    """Of the framework a draft keeps the codes."""
    return data | {name: [row.code for row in data[name]] for name in ("indicators", "place_types")}


def _linked(request: SignedIn, draft: Draft, about: str) -> HttpResponse:
    """The draft says what a duty in force asks already."""
    link = services.link_draft(draft_id=draft.pk, duty_id=_key(about), by=request.user)
    words = {"order": draft.order, "number": link.duty.task_list.number, "item": link.duty.order}
    messages.success(
        request,
        _("第 %(order)d 条并到 %(number)s 第 %(item)d 项，不再向单位要第二次。") % words,
    )
    return _onward(reviewing.next_undecided(draft) or draft)


def _named(request: SignedIn, draft: Draft, about: str) -> HttpResponse:
    """A name as written means this unit, from now on."""
    key, _mark, written = about.partition(":")
    unit = get_object_or_404(Unit, ACTIVE, pk=_key(key))
    n = drafting.name_unit(draft_id=draft.pk, written=written, unit=unit, by=request.user)
    words = {"written": written, "unit": unit.name, "n": n}
    messages.success(request, _("“%(written)s”记作%(unit)s，本文件 %(n)d 处已填上。") % words)
    return _onward(draft)


@require_POST
@login_required
def new_unit(request: SignedIn, pk: int) -> HttpResponse:
    """A unit that the register lacks, entered without leaving the review."""
    draft = _draft(request, pk)
    form = NewUnitForm(request.POST)
    if not form.is_valid():
        return _with_error(request, draft, "".join(form.errors_in_words()), 422)
    written = form.cleaned_data["written"]
    try:
        unit = services.enter_unit(
            draft_id=draft.pk, written=written, data=form.unit_data(), by=request.user
        )
    except DomainError as error:
        return _with_error(request, draft, str(error), error.status)
    messages.success(request, _("单位“%(unit)s”已登记，并填到这份文件里。") % {"unit": unit})
    return _onward(draft)


def _key(written: str) -> int:
    """The key of a row out of a button; 0 for what is none."""
    return int(written) if written.isdecimal() and len(written) < 19 else 0


def _merged(request: SignedIn, draft: Draft, _about: str) -> HttpResponse:
    into = reviewing.before(draft)
    if into is None:
        return _with_error(request, draft, _("上面没有可以并入的草稿。"), 422)
    drafting.merge(draft_id=draft.pk, into_id=into.pk, by=request.user)
    words = {"number": draft.order, "into": into.order}
    messages.success(
        request, _("第 %(number)d 条已并入第 %(into)d 条，请核对合并后的文字。") % words
    )
    return _onward(into)


@require_POST
@login_required
def add(request: SignedIn, pk: int) -> HttpResponse:
    """A sentence of the text that was not drafted, as it was chosen or pasted."""
    document = _document(request, pk)
    words = request.POST.get("words", "")
    try:
        draft = drafting.add_draft(document_id=document.pk, words=words, by=request.user)
    except DomainError as error:
        messages.error(request, str(error))
        return redirect("duties:review", document.pk)
    messages.success(
        request, _("已补为第 %(order)d 条草稿，请核对单位和期限。") % {"order": draft.order}
    )
    return _onward(draft)


@require_POST
@login_required
def accept_ticked(request: SignedIn, pk: int) -> HttpResponse:
    """Accept every ticked draft that names a unit; the others stay open."""
    document = _document(request, pk)
    n = drafting.accept_ticked(document_id=document.pk, by=request.user)
    messages.success(request, _("采纳了 %(n)d 条。") % {"n": n})
    return redirect("duties:review", document.pk)


@require_http_methods(["GET", "POST"])
@login_required
def finish(request: SignedIn, pk: int) -> HttpResponse:
    """完成审核: what was accepted becomes a task list, or goes into one that is being drafted."""
    document = _document(request, pk)
    lists = draft_lists(request.user)
    form = FinishForm(request.POST or None, document=document, lists=lists)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.finish_review(
                document_id=document.pk, by=request.user, **form.cleaned_data
            )
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("审核完成，任务清单已拟好，核对后印发。"))
            return redirect("duties:task_list", made.pk)
    drafts = list(document.drafts.prefetch_related("lead_units"))
    context = {
        "form": form,
        "document": document,
        "accepted": [draft for draft in drafts if draft.verdict == Draft.Verdict.ACCEPTED],
        "waiting": [draft for draft in drafts if draft.verdict == Draft.Verdict.OPEN],
    }
    return render(request, "duties/finish.html", context, status=422 if form.is_bound else 200)


def _is_autosave(request: SignedIn) -> bool:
    """Whether a change saves itself: then only a note goes back, never the page."""
    return bool(request.htmx) and not request.htmx.boosted


@require_POST
@login_required
def end(request: SignedIn, pk: int) -> HttpResponse:
    """完成审核 of a document without tasks."""
    document = drafting.end_review(document_id=_document(request, pk).pk, by=request.user)
    words = {"title": document.quoted}
    messages.success(request, _("%(title)s已审完，没有要派的任务。") % words)
    return redirect("documents:list")


def _document(request: SignedIn, pk: int) -> Document:
    return get_object_or_404(permissions.visible_to(request.user), pk=pk)


def _draft(request: SignedIn, pk: int) -> Draft:
    documents = permissions.visible_to(request.user).values("pk")
    return get_object_or_404(Draft.objects.filter(document__in=documents), pk=pk)


def _onward(draft: Draft) -> HttpResponse:
    return redirect(_address(draft))


def _address(draft: Draft) -> str:
    return f"{reverse('duties:review', args=[draft.document_id])}?draft={draft.order}"


def _saved(request: SignedIn, draft: Draft) -> HttpResponse:
    if _is_autosave(request):
        return render(request, "duties/_saved.html", {"now": now()})
    messages.success(request, _("已保存。"))
    return _onward(draft)


def _with_error(request: SignedIn, draft: Draft, words: str, status: int) -> HttpResponse:
    """The page again with what was typed and the sentence on top."""
    typed = request.POST if "text" in request.POST else None
    form = ReviewForm(typed, initial=reviewing.initial(draft))
    if typed is None:
        messages.error(request, words)
        return _onward(draft)
    form.is_valid()
    form.add_error(None, words)
    return _refused(request, draft, form, status)


def _refused(request: SignedIn, draft: Draft, form: ReviewForm, status: int = 422) -> HttpResponse:
    document = _document(request, draft.document_id)
    page = reviewing.review(document, number=draft.order)
    answer = _page(request, page, form, status)
    answer["HX-Push-Url"] = _address(draft)  # or a reload would ask for the address of the form
    return answer


def _page(
    request: SignedIn, page: reviewing.Review, form: ReviewForm | None, status: int = 200
) -> HttpResponse:
    is_open = page.document.status == Document.Status.REVIEWING
    unknown = page.unmatched.unknown
    context = {
        "page": page,
        "form": form,
        "is_open": is_open,
        "now": now(),
        "new_units": [
            NewUnitForm(initial=NewUnitForm.initial_for(row.written), auto_id=f"new_{n}_%s")
            for n, row in enumerate(unknown if is_open else ())
        ],
    }
    return render(request, "duties/review.html", context, status=status)


# What a button of an open draft does with something else, named after a colon.
WITH_OTHERS = {"merge": _merged, "link": _linked, "means": _named}
