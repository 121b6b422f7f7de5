"""Freezing the frame and drawing from it (封存、见证、抽取), as engine.md section 5."""

import secrets

from django.utils.translation import gettext as _

from wenming.accounts.models import User
from wenming.core import asks, audit, clock
from wenming.core.moves import locked
from wenming.engine import sampling
from wenming.engine.errors import EngineError
from wenming.inspections import frames, permissions
from wenming.inspections.errors import DrawRefused, WitnessRefused
from wenming.inspections.models import FramePlace, Round, Witness
from wenming.inspections.services.rounds import organised, step
from wenming.organization.models import Unit

TEXT_LENGTH = 60


@audit.audited
def seal_round(*, round_id: int, by: User) -> Round:
    """Freeze the frame and publish its digest and the seal of a secret (封存样本框).

    Raises:
        DrawRefused: a simple draw by its purpose, nobody asked to witness, or nothing to draw.
    """
    round_ = organised(round_id, by)
    if not round_.is_sealed_draw:
        raise DrawRefused(what=_("%s用简单抽取，不封存。") % round_.get_purpose_display())
    invited = list(round_.invited.all())
    if not invited:
        raise DrawRefused(what=_("还没有邀请见证单位。请在计划里选一个别的单位。"))
    old = step(round_, "seal")
    _freeze(round_)
    round_.secret = secrets.token_hex(32)
    round_.seal = sampling.seal(round_.secret)
    round_.sealed_at = clock.now()
    round_.save(update_fields=["status", "frame_digest", "secret", "seal", "sealed_at"])
    for unit in invited:
        asks.ask(unit_code=unit.code, kind="witness", question=_question(round_))
    audit.record(
        "round.sealed",
        round_,
        by=by,
        old=old,
        new=round_.status,
        frame=round_.frame_digest,
        seal=round_.seal,
    )
    return round_


@audit.audited
def add_witness(*, round_id: int, by: User, unit: Unit, text: str) -> Witness:
    """Somebody of another unit enters a short text after the sealing (见证).

    Raises:
        WitnessRefused: not asked, of those who organise, done already, not sealed now, or a
            text that cannot be typed again.
    """
    round_ = locked(Round.objects.select_related("owner"), round_id)
    if not permissions.witness_units(by, round_).filter(pk=unit.pk).exists():
        raise WitnessRefused(
            what=_("您不能为“%s”见证这一轮：没有邀请贵单位，或已经见证过，或还没有封存。") % unit
        )
    text = " ".join(text.split())
    if not 0 < len(text) <= TEXT_LENGTH or not text.isprintable():
        raise WitnessRefused(
            what=_("请写一句话，不超过 %(most)d 字，不含特殊符号。") % {"most": TEXT_LENGTH}
        )
    witness = Witness.objects.create(round=round_, unit=unit, by=by, text=text)
    asks.answered(unit_code=unit.code, question=_question(round_))
    audit.record("round.witnessed", round_, by=by, unit=unit.code)
    return witness


@audit.audited
def draw_round(*, round_id: int, by: User) -> Round:
    """Draw by the seed of secret and witness texts (抽取). Nobody sees the places before release.

    Raises:
        DrawRefused: no witness has entered a text.
    """
    round_ = organised(round_id, by)
    old = step(round_, "draw")
    texts = list(round_.witnesses.values_list("text", flat=True))
    if not texts:
        raise DrawRefused(what=_("还没有人见证。请等受邀单位写下见证语，再抽取。"))
    _draw(round_, sampling.seed_of(round_.secret, texts))
    audit.record("round.drawn", round_, by=by, old=old, new=round_.status, witnesses=len(texts))
    return round_


@audit.audited
def draw_simple(*, round_id: int, by: User) -> Round:
    """Draw by a random seed, without seal and witness (简单抽取), and say so.

    Raises:
        DrawRefused: mock and quarterly rounds are sealed and witnessed.
    """
    round_ = organised(round_id, by)
    if round_.is_sealed_draw:
        raise DrawRefused(
            what=_("%s要封存样本框、有人见证，才能抽取。") % round_.get_purpose_display()
        )
    old = step(round_, "draw_simple")
    _freeze(round_)
    _draw(round_, secrets.token_hex(32))
    audit.record(
        "round.drawn", round_, by=by, old=old, new=round_.status, frame=round_.frame_digest
    )
    return round_


def _question(round_: Round) -> str:
    """What a unit is asked, for the burden ledger."""
    return f"witness:{round_.number}"


def _freeze(round_: Round) -> None:
    """Store the frame and its digest."""
    places = frames.candidates(round_)
    if not places and not round_.frame.filter(is_named=True).exists():
        raise DrawRefused(
            what=_("按这个计划没有可抽的点位。请检查类型、地区和“多少天内到访过的不抽”。")
        )
    areas = frames.AreaCodes(round_.area_level)
    rows = [frames.as_frame_place(round_, place, areas) for place in places]
    FramePlace.objects.bulk_create(rows, batch_size=2000)
    try:
        round_.frame_digest = sampling.frame_digest(frames.engine_rows(rows))
    except EngineError as error:
        raise DrawRefused(what=error.sentence) from error


def _draw(round_: Round, seed: str) -> None:
    """Draw from the frozen frame and note the order."""
    rows = list(frames.drawable(round_))
    by_code = {row.place.code: row for row in rows}
    drawn = sampling.draw(
        frames.engine_rows(rows),
        frames.sizes(round_),
        seed,
        within_areas=round_.is_per_area,
    )
    for order, place in enumerate(drawn, 1):
        by_code[place.place].order = order
    FramePlace.objects.bulk_update(
        [by_code[place.place] for place in drawn], ["order"], batch_size=500
    )
    round_.seed, round_.drawn_at = seed, clock.now()
    round_.save(update_fields=["status", "frame_digest", "seed", "drawn_at"])
