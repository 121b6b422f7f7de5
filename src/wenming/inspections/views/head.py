"""What stands at the top of every page of a round: steps, tabs and the one thing to do next."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from wenming.accounts.models import User
from wenming.inspections import overview, permissions
from wenming.inspections.models import Round
from wenming.inspections.workflow import RoundStatus


@dataclass(frozen=True, slots=True)
class NextStep:
    """The step that moves a round on.

    Attributes:
        action: of `inspections:step`; empty where `url` leads to a page instead.
        question: asked before, for none of these can be undone.
        obstacle: why it is not possible yet; then there is no button.
    """

    label: str | Promise
    action: str = ""
    url: str = ""
    question: str | Promise = ""
    obstacle: str | Promise = ""


def find(user: User, number: str) -> Round:
    """The round, where `user` may know about it."""
    rounds = permissions.visible_to(user).select_related("owner", "edition", "by", "earlier")
    return get_object_or_404(rounds.defer("edition__data"), number=number)


def organised(user: User, number: str) -> Round:
    """The round, for somebody who plans it."""
    round_ = find(user, number)
    if not permissions.can_plan(user, round_.owner):
        raise Http404
    return round_


def context(user: User, round_: Round, *, tab: str) -> dict[str, Any]:
    """The context that every page of a round shares."""
    can_plan = permissions.can_plan(user, round_.owner)
    return {
        "round": round_,
        "stages": overview.stages(round_),
        "tabs": _tabs(round_, tab, organises=permissions.organises(user, round_)),
        "can_plan": can_plan,
        "organises": permissions.organises(user, round_),
        "sees_places": permissions.can_see_places(user, round_),
        "next": next_step(round_) if can_plan else None,
        "witnesses": round_.witnesses.select_related("unit"),
        "witness_units": permissions.witness_units(user, round_),
    }


def _tabs(round_: Round, current: str, *, organises: bool) -> list[dict[str, Any]]:
    pages = [
        ("places", _("点位"), reverse("inspections:round", args=[round_.number])),
        ("draw", _("抽取与封存"), reverse("inspections:draw", args=[round_.number])),
    ]
    if round_.status in permissions.OPEN_DRAW:
        if organises:
            doubles = reverse("inspections:doubles", args=[round_.number])
            pages.append(("doubles", _("平行复查"), doubles))
        pages.append(("results", _("得分"), reverse("scoring:round", args=[round_.number])))
    return [
        {"label": label, "url": url, "is_current": name == current, "count": None}
        for name, label, url in pages
    ]


def next_step(round_: Round) -> NextStep | None:
    """What the organiser does next; None when the round is over."""
    step = _NEXT.get(RoundStatus(round_.status))
    return step(round_) if step else None


def _after_planning(round_: Round) -> NextStep:
    if not round_.is_sealed_draw:
        return NextStep(
            _("抽取点位"),
            action="draw_simple",
            question=_("样本框现在冻结并抽取，计划不能再改。公布之前谁也看不到抽中哪里。"),
        )
    obstacle = "" if round_.invited.exists() else _("先在计划里请一个别的单位来见证。")
    return NextStep(
        _("封存样本框"),
        action="seal",
        question=_("样本框现在冻结，计划不能再改。接着由受邀单位写下见证语。"),
        obstacle=obstacle,
    )


def _after_sealing(round_: Round) -> NextStep:
    return NextStep(
        _("抽取点位"),
        action="draw",
        question=_("由密数和见证语产生种子，抽取只有一次。公布之前谁也看不到抽中哪里。"),
        obstacle="" if round_.witnesses.exists() else _("等受邀单位写下见证语。"),
    )


def _after_drawing(round_: Round) -> NextStep:
    return NextStep(
        _("公布点位"),
        action="release",
        question=_("公布以后，组织单位和测评员能看到点位，可以开始测评。"),
    )


def _after_release(round_: Round) -> NextStep:
    if round_.visits.filter(inspectors=None).exists():
        url = reverse("inspections:assign", args=[round_.number])
        return NextStep(_("安排测评员"), url=url)
    question = (
        _("结束以后不能再提交到访，没有到的点位记为未测。密数和见证语同时公开。")
        if round_.is_sealed_draw
        else _("结束以后不能再提交到访，没有到的点位记为未测。")
    )
    return NextStep(_("结束测评"), action="close", question=question)


def _after_closing(round_: Round) -> NextStep:
    return NextStep(_("看得分并公布"), url=reverse("scoring:publish", args=[round_.number]))


_NEXT = {
    RoundStatus.PLANNED: _after_planning,
    RoundStatus.SEALED: _after_sealing,
    RoundStatus.DRAWN: _after_drawing,
    RoundStatus.RELEASED: _after_release,
    RoundStatus.CLOSED: _after_closing,
}
