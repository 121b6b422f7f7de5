"""领导包联: who looks after what, what came of it, one leader's own."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from wenming.accounts.requests import SignedIn
from wenming.core import tables
from wenming.core.chips import chips
from wenming.core.clock import today
from wenming.core.paging import page_by_key
from wenming.linkage import listing, outcomes, permissions, services
from wenming.linkage.forms import EndForm, LinkForm
from wenming.linkage.listing import LinkList
from wenming.linkage.models import Link
from wenming.linkage.outcomes import Outcomes
from wenming.organization.models import Post, Unit
from wenming.organization.views.forming import form_page, saved_by

MOST_OF_ONE = 50


@require_safe
@login_required
def listed(request: SignedIn) -> HttpResponse:
    """包联清单 with what came of each."""
    found = LinkList(request.user, request.GET)
    page = page_by_key(found.rows(), keys=listing.KEYS, mark=request.GET.get("mark", ""))
    told = Outcomes(request.user, page.rows)
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
        "rows": [(row, permissions.can_end(request.user, row.link)) for row in told.rows()],
        "round": told.round,
        "today": today(),
        "may_arrange": permissions.can_arrange(request.user),
    }
    return render(request, "linkage/list.html", context)


@require_safe
@login_required
def exported(request: SignedIn) -> HttpResponse:
    """The links that the list shows."""
    found = LinkList(request.user, request.GET)
    rows = listing.sheet_rows(request.user, found.rows())
    return tables.xlsx_response("包联表", tables.write_xlsx(listing.HEADERS, rows, title="包联表"))


@require_safe
@login_required
def leader(request: SignedIn, post_pk: int) -> HttpResponse:
    """All that one post looks after, and what came of it since."""
    post = Post.objects.select_related("unit").filter(pk=post_pk).first()
    links = permissions.visible_to(request.user).filter(post=post_pk)
    return _of_one(request, str(post), links)


@require_safe
@login_required
def unit(request: SignedIn, code: str) -> HttpResponse:
    """All that one unit looks after, and what came of it since."""
    found = get_object_or_404(Unit, code=code)
    return _of_one(request, found.name, permissions.visible_to(request.user).filter(unit=found))


def _of_one(request: SignedIn, subject: str, links: QuerySet[Link]) -> HttpResponse:
    rows = list(listing.with_names(links).order_by("-since", "-pk")[:MOST_OF_ONE])
    if not rows:
        raise Http404
    told = Outcomes(request.user, rows)
    since = outcomes.since(request.user, rows)
    day = today()
    context = {
        "subject": subject,
        "rows": [(row, since[row.link.pk], row.link.is_active(day)) for row in told.rows()],
        "round": told.round,
    }
    return render(request, "linkage/one.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def new(request: SignedIn) -> HttpResponse:
    """安排包联."""
    if not permissions.can_arrange(request.user):
        raise PermissionDenied
    form = LinkForm(request.POST or None, by=request.user, initial={"since": today()})
    made = saved_by(form, lambda: services.link(data=form.data_for_service(), by=request.user))
    if made is not None:
        return _done(request, _("%(link)s，已登记。") % {"link": made})
    title, back = _("安排包联"), reverse("linkage:list")
    note = _("不用另填走访、打卡：成效从得分、问题和任务的记录里看。")
    return form_page(request, form, title=title, back=back, verb=_("登记"), note=note)


@require_http_methods(["GET", "POST"])
@login_required
def hand_over(request: SignedIn, pk: int) -> HttpResponse:
    """改由别的岗位或单位包联."""
    link = _kept(request, pk)
    names = ("kind", "area", "target", "indicator", "project")
    initial = {name: getattr(link, name) for name in names} | {"since": today()}
    initial["project"] = link.project.number if link.project else None
    form = LinkForm(request.POST or None, by=request.user, initial=initial)
    made = saved_by(
        form,
        lambda: services.hand_over(link_id=link.pk, data=form.data_for_service(), by=request.user),
    )
    if made is not None:
        return _done(request, _("%(link)s，已登记；原来的已结束。") % {"link": made})
    title, back = _("改由谁：%(link)s") % {"link": link}, reverse("linkage:list")
    note = _("选新的领导岗位或单位；原来的包联到今天为止，成效留在记录里。")
    return form_page(request, form, title=title, back=back, verb=_("改由"), note=note)


@require_http_methods(["GET", "POST"])
@login_required
def end(request: SignedIn, pk: int) -> HttpResponse:
    """结束包联."""
    link = _kept(request, pk)
    form = EndForm(request.POST or None)
    ended = saved_by(
        form,
        lambda: services.end_link(link_id=link.pk, on=form.cleaned_data["on"], by=request.user),
    )
    if ended is not None:
        return _done(request, _("%(link)s，已结束。") % {"link": link})
    title = _("结束：%(link)s") % {"link": link}
    back = reverse("linkage:list")
    return form_page(request, form, title=title, back=back, verb=_("结束"), is_bad=True)


def _kept(request: SignedIn, pk: int) -> Link:
    """A link that this person may end.

    Raises:
        PermissionDenied: somebody else arranges it.
    """
    seen = permissions.visible_to(request.user)
    link = get_object_or_404(listing.with_names(seen), pk=pk)
    if not permissions.can_end(request.user, link):
        raise PermissionDenied
    return link


def _done(request: SignedIn, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect("linkage:list")
