"""Letters of responsibility (责任状): the words of a year, one letter a unit, signed copies."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from wenming.accounts import rights
from wenming.accounts.models import User
from wenming.accounts.rights import Ability
from wenming.commitments import letter_paper, permissions
from wenming.commitments.errors import LetterOut, NoCopy, NothingToPledge
from wenming.commitments.goals import goals_of, led_by, units_with_goals
from wenming.commitments.models import (
    PLEDGE_ACTION_LABELS,
    PLEDGE_LABELS,
    Letter,
    LetterCopy,
    LetterTerms,
)
from wenming.commitments.workflow import PLEDGE_STEPS, Pledge
from wenming.core import asks, audit, uploads
from wenming.core.clock import today
from wenming.core.errors import NotAllowed
from wenming.core.evidence import EvidenceFile, check_files, keep
from wenming.core.moves import locked, move
from wenming.core.numbers import next_number
from wenming.core.paper import CONTENT_TYPE
from wenming.duties.errors import DueInThePast, LineMissing, UnitEnded
from wenming.organization.models import Area, Unit

SERIES = "ZR"  # 责任
ASK_KIND = "letter"
A_REQUEST = 10
"""Letters that one request issues: each takes about a tenth of a second."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What the office writes for a year's letters."""

    title: str
    body: str
    signer: str
    due_on: date


@audit.audited
def write_terms(*, owner: Area, year: int, by: User, terms: Terms) -> LetterTerms:
    """Write or change the words of a year's letters; those that are out keep theirs.

    Raises:
        NotAllowed: the person issues nothing in this area.
        BadTerms: the words cannot be filled in.
        DueInThePast: signed copies would be late at once.
    """
    rights.require(by, Ability.ISSUE_DUTIES, area=owner)
    letter_paper.check(terms.title, terms.body)
    if terms.due_on < today():
        raise DueInThePast(due=terms.due_on)
    row, _is_new = LetterTerms.objects.update_or_create(
        owner=owner,
        year=year,
        defaults={
            "title": terms.title,
            "body": terms.body,
            "signer": terms.signer,
            "due_on": terms.due_on,
            "by": by,
        },
    )
    audit.record("duties.letter_terms_written", row, by=by, year=year)
    return row


def pending(terms: LetterTerms) -> QuerySet[Unit]:
    """Units with goals that have no letter of the year (未生成)."""
    out = Letter.objects.filter(terms=terms).values("unit")
    return units_with_goals(terms.owner).exclude(pk__in=out)


def issue_next(*, terms_id: int, by: User, limit: int = A_REQUEST) -> int:
    """Issue letters to the next units that have none; returns how many, 0 when all are out.

    Each letter is a transaction of its own: what was interrupted goes on where it stopped, and
    two who issue at once do not issue twice.
    """
    terms = LetterTerms.objects.select_related("owner").get(pk=terms_id)
    rights.require(by, Ability.ISSUE_DUTIES, area=terms.owner)
    issued = 0
    for pk in list(pending(terms).order_by("pinyin", "pk").values_list("pk", flat=True)[:limit]):
        try:
            issue_letter(terms_id=terms_id, unit_id=pk, by=by)
        except LetterOut:  # somebody else was faster
            continue
        issued += 1
    return issued


@audit.audited
def issue_letter(*, terms_id: int, unit_id: int, by: User) -> Letter:
    """Write a unit's letter out of its duties in force, freeze it, and ask for the signed copy.

    Raises:
        NotAllowed: the person issues nothing in this area.
        LetterOut: the unit has its letter of the year.
        NothingToPledge: the unit answers for nothing.
        UnitEnded: the unit is no more.
    """
    terms = locked(LetterTerms.objects.select_related("owner"), terms_id)
    rights.require(by, Ability.ISSUE_DUTIES, area=terms.owner)
    unit = Unit.objects.get(pk=unit_id)
    if Letter.objects.filter(terms=terms, unit=unit).exists():
        raise LetterOut(unit=unit.name, year=terms.year)
    made = _issue(terms, unit, by, version=1)
    _ask(made, by)
    return made


@audit.audited
def hand_in_copy(*, letter_id: int, by: User, files: Sequence[EvidenceFile]) -> Letter:
    """Keep the signed copy: a photo of each page, or a pdf (交签字件).

    Raises:
        NotAllowed: neither of the unit nor of the office.
        TransitionRefused: signed already, or replaced.
        NoCopy, Incomplete, BadPhoto: no file, or one that cannot be kept.
    """
    letter = _taken(letter_id)
    if not permissions.can_sign_letter(by, letter):
        raise NotAllowed(
            ability=rights.ABILITY_LABELS[Ability.SIGN_FOR_UNIT], grantor=letter.unit.name
        )
    if not files:
        raise NoCopy
    check_files(files)
    _advance(letter, "sign")
    letter.signed_on, letter.sent_back_for = today(), ""
    letter.save()
    for file in files:
        LetterCopy.objects.create(letter=letter, upload=keep(file, by=by))
    asks.answered(unit_code=letter.unit.code, question=_question(letter))
    audit.record("duties.letter_signed", letter, by=by, unit=letter.unit.code, n=len(files))
    return letter


@audit.audited
def send_back_copy(*, letter_id: int, by: User, line: str) -> Letter:
    """The copy does not do: not readable, not signed, not sealed (退回签字件).

    Raises:
        NotAllowed, TransitionRefused, LineMissing: as their sentences say.
    """
    letter = _managed(letter_id, by)
    reason = " ".join(line.split())[:200]
    if not reason:
        raise LineMissing(what=PLEDGE_ACTION_LABELS["send_back"])
    _advance(letter, "send_back")
    letter.signed_on, letter.sent_back_for = None, reason
    letter.save()
    letter.copies.update(is_current=False)
    audit.record("duties.letter_sent_back", letter, by=by, unit=letter.unit.code)
    return letter


@audit.audited
def reissue_letter(*, letter_id: int, by: User) -> Letter:
    """Write the unit's letter anew, for its goals have changed (换发); the old one is kept.

    A unit that has not signed the old one is not asked twice: it signs the new one instead.

    Raises:
        NotAllowed, TransitionRefused, NothingToPledge, UnitEnded: as their sentences say.
    """
    old = _managed(letter_id, by)
    was_signed = old.status == Pledge.SIGNED
    _advance(old, "replace")
    old.save(update_fields=["status"])
    audit.record("duties.letter_replaced", old, by=by, unit=old.unit.code)
    made = _issue(old.terms, old.unit, by, version=old.version + 1)
    if was_signed:
        _ask(made, by)
    return made


def _issue(terms: LetterTerms, unit: Unit, by: User, *, version: int) -> Letter:
    if unit.valid_until is not None:
        raise UnitEnded(units=unit.name)
    goals, led = goals_of(unit), led_by(unit)
    if not goals and not led:
        raise NothingToPledge(unit=unit.name)
    n = next_number(owner=terms.owner.code, kind=SERIES, year=terms.year)
    number = f"责任状〔{terms.year}〕{n}号"
    made = Letter.objects.create(
        terms=terms,
        unit=unit,
        version=version,
        number=number,
        goals=len(goals),
        indicators=len(led),
        issued_on=today(),
        by=by,
        paper=uploads.store(
            letter_paper.content(terms, unit, number=number),
            name=f"{unit.name}{number}.docx",
            content_type=CONTENT_TYPE,
            by=by,
        ),
    )
    audit.record(
        "duties.letter_issued",
        made,
        by=by,
        unit=unit.code,
        version=version,
        paper=made.paper.digest,
    )
    return made


def _ask(letter: Letter, by: User) -> None:
    if letter.unit_id not in rights.unit_ids(by):  # what one orders oneself is asked of nobody
        asks.ask(unit_code=letter.unit.code, kind=ASK_KIND, question=_question(letter))


def _question(letter: Letter) -> str:
    """One question for all versions until one is signed."""
    others = Letter.objects.filter(terms=letter.terms_id, unit=letter.unit_id)
    signed = others.exclude(pk=letter.pk).filter(signed_on__isnull=False).count()
    return f"letter:{letter.terms_id}:{signed}"


def _taken(letter_id: int) -> Letter:
    return locked(Letter.objects.select_related("terms__owner", "unit"), letter_id)


def _managed(letter_id: int, by: User) -> Letter:
    """The letter, locked, where `by` is of the office."""
    letter = _taken(letter_id)
    rights.require(by, Ability.ISSUE_DUTIES, area=letter.terms.owner)
    return letter


def _advance(letter: Letter, action: str) -> None:
    move(
        letter,
        action,
        steps=PLEDGE_STEPS,
        states=PLEDGE_LABELS,
        actions=PLEDGE_ACTION_LABELS,
    )
