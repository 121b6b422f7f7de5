"""Drafting, reviewing and signing a bulletin (拟稿、审核、签发): three people."""

from wenming.accounts import rights
from wenming.accounts.models import User
from wenming.accounts.rights import Ability
from wenming.bulletins import gathering, papers, wording
from wenming.bulletins.errors import RoundNotPublished, SamePerson, TextMissing
from wenming.bulletins.models import ACTION_LABELS, STATUS_LABELS, Bulletin
from wenming.bulletins.workflow import STEPS
from wenming.core import audit, clock, uploads
from wenming.core.moves import locked, move
from wenming.core.numbers import next_number
from wenming.core.paper import CONTENT_TYPE
from wenming.inspections.models import Round
from wenming.inspections.workflow import RoundStatus
from wenming.organization.models import Area, Level


@audit.audited
def draft(*, round_id: int, by: User) -> Bulletin:
    """Draft a bulletin on a published round, its figures taken from the records now.

    Raises:
        RoundNotPublished, NotAllowed.
    """
    round_ = Round.objects.select_related("owner", "edition").get(pk=round_id)
    rights.require(by, Ability.WRITE_BULLETINS, area=round_.owner)
    if round_.status != RoundStatus.PUBLISHED:
        raise RoundNotPublished(round=round_.title)
    now = clock.now()
    figures = gathering.gather(round_, at=now)
    bulletin = Bulletin.objects.create(
        number=_number(round_.owner),
        title=wording.title_of(round_),
        round=round_,
        owner=round_.owner,
        opening=wording.opening_of(round_, figures),
        demands=wording.demands_of(),
        figures=figures,
        drafted_by=by,
        drafted_at=now,
    )
    audit.record("bulletin.drafted", bulletin, by=by, round=round_.number)
    return bulletin


def _number(owner: Area) -> str:
    """2026年第7期; a district or street counts its own, under its name."""
    year = clock.today().year
    serial = next_number(owner=owner.code, kind="TB", year=year)
    name = "" if owner.level == Level.CITY else f"{owner.code} "
    return f"{name}{year}年第{serial}期"


@audit.audited
def edit(*, bulletin_id: int, by: User, title: str, opening: str, demands: str) -> Bulletin:
    """Change the texts of a draft; the figures stay as they were gathered.

    Raises:
        TextMissing, TransitionRefused, NotAllowed.
    """
    bulletin = _taken(bulletin_id)
    rights.require(by, Ability.WRITE_BULLETINS, area=bulletin.owner)
    _step(bulletin, "edit")
    if not (title.strip() and opening.strip() and demands.strip()):
        raise TextMissing()
    bulletin.title, bulletin.opening, bulletin.demands = title, opening, demands
    bulletin.save(update_fields=["title", "opening", "demands"])
    audit.record("bulletin.edited", bulletin, by=by)
    return bulletin


@audit.audited
def review(*, bulletin_id: int, by: User) -> Bulletin:
    """A second person has read it (审核).

    Raises:
        SamePerson, TransitionRefused, NotAllowed.
    """
    bulletin = _taken(bulletin_id)
    rights.require(by, Ability.WRITE_BULLETINS, area=bulletin.owner)
    _require_other(bulletin, by, "review")
    old = _step(bulletin, "review")
    bulletin.reviewed_by, bulletin.reviewed_at = by, clock.now()
    bulletin.save(update_fields=["status", "reviewed_by", "reviewed_at"])
    audit.record("bulletin.reviewed", bulletin, by=by, old=old, new=bulletin.status)
    return bulletin


@audit.audited
def send_back(*, bulletin_id: int, by: User) -> Bulletin:
    """It goes back to the desk (退回拟稿): the review is void."""
    bulletin = _taken(bulletin_id)
    rights.require(by, Ability.SIGN_BULLETINS, area=bulletin.owner)
    old = _step(bulletin, "send_back")
    bulletin.reviewed_by = bulletin.reviewed_at = None
    bulletin.save(update_fields=["status", "reviewed_by", "reviewed_at"])
    audit.record("bulletin.sent_back", bulletin, by=by, old=old, new=bulletin.status)
    return bulletin


@audit.audited
def sign(*, bulletin_id: int, by: User) -> Bulletin:
    """A third person signs; the docx is frozen and the bulletin leaves the office (签发).

    Raises:
        SamePerson, TransitionRefused, NotAllowed.
    """
    bulletin = _taken(bulletin_id)
    rights.require(by, Ability.SIGN_BULLETINS, area=bulletin.owner)
    _require_other(bulletin, by, "sign")
    old = _step(bulletin, "sign")
    bulletin.signed_by, bulletin.signed_at = by, clock.now()
    bulletin.paper = uploads.store(
        papers.write(bulletin), name=f"{bulletin.title}.docx", content_type=CONTENT_TYPE, by=by
    )
    bulletin.save(update_fields=["status", "signed_by", "signed_at", "paper"])
    audit.record(
        "bulletin.signed",
        bulletin,
        by=by,
        old=old,
        new=bulletin.status,
        paper=bulletin.paper.digest,
    )
    return bulletin


def _taken(bulletin_id: int) -> Bulletin:
    people = ("owner", "drafted_by", "reviewed_by", "signed_by")
    return locked(Bulletin.objects.select_related(*people), bulletin_id)


def _step(bulletin: Bulletin, action: str) -> str:
    old: str = move(bulletin, action, steps=STEPS, states=STATUS_LABELS, actions=ACTION_LABELS)
    return old


def _require_other(bulletin: Bulletin, by: User, action: str) -> None:
    if by.pk in {bulletin.drafted_by_id, bulletin.reviewed_by_id}:
        raise SamePerson(action=ACTION_LABELS[action], title=bulletin.number)
