"""Pages of bulletins."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wenming.accounts import rights
from wenming.accounts.requests import SignedIn
from wenming.accounts.rights import Ability
from wenming.bulletins import papers, permissions, services
from wenming.bulletins.forms import BulletinForm
from wenming.bulletins.models import Bulletin
from wenming.bulletins.workflow import Status
from wenming.core import uploads
from wenming.core.errors import DomainError
from wenming.core.paging import page_by_key
from wenming.core.paper import docx_response
from wenming.inspections.models import Round
from wenming.inspections.workflow import RoundStatus

ACTIONS: dict[str, Callable[..., Bulletin]] = {
    "review": services.review,
    "send-back": services.send_back,
    "sign": services.sign,
}
RECENT_ROUNDS = 6


@require_safe
@login_required
def bulletins(request: SignedIn) -> HttpResponse:
    """Bulletins, newest first, and the published rounds that have none yet."""
    page = page_by_key(
        permissions.visible_to(request.user).select_related("round", "signed_by"),
        keys=["-pk"],
        mark=request.GET.get("mark", ""),
    )
    writes = bool(rights.area_paths(request.user, Ability.WRITE_BULLETINS))
    context = {"page": page, "rounds": _without_bulletin() if writes else []}
    return render(request, "bulletins/list.html", context)


def _without_bulletin() -> list[Round]:
    rounds = Round.objects.filter(status=RoundStatus.PUBLISHED, bulletins=None)
    return list(rounds.order_by("-starts_on")[:RECENT_ROUNDS])


@require_POST
@login_required
def new(request: SignedIn, round_number: str) -> HttpResponse:
    """拟通报: gather the figures and draft the texts."""
    round_ = get_object_or_404(Round, number=round_number)
    bulletin = services.draft(round_id=round_.pk, by=request.user)
    return redirect("bulletins:edit", bulletin.pk)


@require_safe
@login_required
def detail(request: SignedIn, pk: int) -> HttpResponse:
    """One bulletin as it will be printed, with the step that comes next."""
    bulletin = _bulletin(request, pk)
    context = {
        "bulletin": bulletin,
        "can_edit": bulletin.status == Status.DRAFT
        and permissions.can_write(request.user, bulletin.owner),
        "can_review": permissions.can_review(request.user, bulletin),
        "can_sign": permissions.can_sign(request.user, bulletin),
        "link": request.build_absolute_uri(request.path),
    }
    return render(request, "bulletins/detail.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def edit(request: SignedIn, pk: int) -> HttpResponse:
    """Change the texts of a draft."""
    bulletin = _bulletin(request, pk)
    if bulletin.status != Status.DRAFT or not permissions.can_write(request.user, bulletin.owner):
        raise PermissionDenied
    texts = {name: getattr(bulletin, name) for name in BulletinForm.base_fields}
    form = BulletinForm(request.POST or None, initial=texts)
    if request.method == "POST" and form.is_valid():
        try:
            services.edit(bulletin_id=pk, by=request.user, **form.cleaned_data)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("已保存，等另一位同事审核。"))
            return redirect("bulletins:detail", pk)
    status = 422 if form.is_bound else 200
    context = {"form": form, "bulletin": bulletin}
    return render(request, "bulletins/edit.html", context, status=status)


@require_POST
@login_required
def act(request: SignedIn, pk: int, action: str) -> HttpResponse:
    """审核, 退回拟稿 or 签发."""
    _bulletin(request, pk)
    if action not in ACTIONS:
        raise Http404
    bulletin = ACTIONS[action](bulletin_id=pk, by=request.user)
    done = _("%(number)s：%(status)s。") % {
        "number": bulletin.number,
        "status": bulletin.get_status_display(),
    }
    messages.success(request, done)
    return redirect("bulletins:detail", pk)


@require_safe
@login_required
def paper(request: SignedIn, pk: int) -> HttpResponseBase:
    """The docx: frozen once signed, a proof before."""
    bulletin = _bulletin(request, pk)
    if bulletin.paper is not None:
        return uploads.response(bulletin.paper, download=True)
    return docx_response(_("清样") + bulletin.number, papers.write(bulletin))


def _bulletin(request: SignedIn, pk: int) -> Bulletin:
    people = ("owner", "round", "drafted_by", "reviewed_by", "signed_by", "paper")
    return get_object_or_404(permissions.visible_to(request.user).select_related(*people), pk=pk)
