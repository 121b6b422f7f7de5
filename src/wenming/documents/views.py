"""文件: the list, and taking one in. The review page stands with the duties that it makes."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from wenming.accounts.requests import SignedIn
from wenming.core.clock import today
from wenming.core.errors import DomainError
from wenming.core.paging import page_by_key
from wenming.documents import permissions, samples, selectors, services
from wenming.documents.forms import FindForm, TakeInForm
from wenming.documents.models import Document


@require_safe
@login_required
def listing(request: SignedIn) -> HttpResponse:
    """全部文件."""
    form = FindForm(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    documents = selectors.listed(permissions.visible_to(request.user), **wanted)
    page = page_by_key(documents, keys=["-pk"], mark=request.GET.get("mark", ""))
    return render(
        request,
        "documents/list.html",
        {"filter": form, "page": page, "can_take_in": permissions.can_take_in(request.user)},
    )


@require_http_methods(["GET", "POST"])
@login_required
def take_in(request: SignedIn) -> HttpResponse:
    """收文: a file, a pasted text or the sample; then on to the review."""
    if not permissions.can_take_in(request.user):
        raise PermissionDenied
    form = TakeInForm(request.POST or None, request.FILES or None, initial=_sample(request))
    if request.method == "POST" and form.is_valid():
        try:
            document = services.take_in(by=request.user, **form.cleaned_data)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _drafted(document))
            return redirect("duties:review", document.pk)
    status = 422 if form.is_bound else 200
    return render(request, "documents/take_in.html", {"form": form}, status=status)


def _sample(request: SignedIn) -> dict[str, Any]:
    if "sample" not in request.GET:
        return {}
    sample = samples.speech(today())
    return {
        "title": sample.title,
        "text": sample.text,
        "dated_on": sample.dated_on,
        "kind": Document.Kind.SPEECH,
        "is_unreviewed": True,
    }


def _drafted(document: Document) -> str:
    drafts = document.drafts.count()
    if not drafts:
        return _("已收%(title)s，没有找到要单位办的事。") % {"title": document.quoted}
    return _("已收%(title)s，拟出 %(n)d 条任务草稿，请逐条审核。") % {
        "title": document.quoted,
        "n": drafts,
    }
