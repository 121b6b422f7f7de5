"""审核文件: the text at the left, its drafts at the right, one of them open as a form."""

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
from wenming.documents.forms import DraftForm
from wenming.documents.models import Document, Draft
from wenming.documents.selectors import awaiting
from wenming.duties import reviewing, services
from wenming.duties.forms import FinishForm
from wenming.duties.permissions import draft_lists

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
    form = DraftForm(initial=reviewing.initial(page.current)) if page.current else None
    return _page(request, page, form)


@require_POST
@login_required
def decide(request: SignedIn, pk: int) -> HttpResponse:
    """One draft: saved, accepted, kept, dropped, merged, or taken back."""
    draft = _draft(request, pk)
    then = request.POST.get("then", "save")
    try:
        if then in VERDICTS:
            drafting.decide(draft_id=draft.pk, verdict=VERDICTS[then], by=request.user)
        elif then == "merge":
            return _merged(request, draft)
        else:
            return _corrected(request, draft, then)
    except DomainError as error:
        return _with_error(request, draft, str(error), error.status)
    return _onward(draft if then == "restore" else reviewing.next_undecided(draft) or draft)


def _corrected(request: SignedIn, draft: Draft, then: str) -> HttpResponse:
    """Save the form, and accept the draft where that was the button."""
    initial = reviewing.initial(draft)
    form = DraftForm(request.POST, initial=initial)
    if not form.is_valid() and _is_autosave(request):
        return render(request, "duties/_not_saved.html", {"form": form}, status=422)
    if not form.is_valid():
        return _refused(request, draft, form)
    data = form.cleaned_data
    if "targets" not in form.changed_data:
        data["targets"] = draft.targets  # untouched ones stay as they were drafted
    if form.changed_data:
        drafting.correct_draft(draft_id=draft.pk, by=request.user, **data)
    if then == "save":
        return _saved(request, draft)
    drafting.decide(draft_id=draft.pk, verdict=Draft.Verdict.ACCEPTED, by=request.user)
    return _onward(reviewing.next_undecided(draft) or draft)


def _merged(request: SignedIn, draft: Draft) -> HttpResponse:
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
    form = DraftForm(typed, initial=reviewing.initial(draft))
    if typed is None:
        messages.error(request, words)
        return _onward(draft)
    form.is_valid()
    form.add_error(None, words)
    return _refused(request, draft, form, status)


def _refused(request: SignedIn, draft: Draft, form: DraftForm, status: int = 422) -> HttpResponse:
    document = _document(request, draft.document_id)
    page = reviewing.review(document, number=draft.order)
    answer = _page(request, page, form, status)
    answer["HX-Push-Url"] = _address(draft)  # or a reload would ask for the address of the form
    return answer


def _page(
    request: SignedIn, page: reviewing.Review, form: DraftForm | None, status: int = 200
) -> HttpResponse:
    is_open = page.document.status == Document.Status.REVIEWING
    context = {"page": page, "form": form, "is_open": is_open, "now": now()}
    return render(request, "duties/review.html", context, status=status)
