"""What another round measured for a round (一次测评，多处使用), along the crosswalk, and whence.

An indicator that a round does not measure itself takes the value of the newest published round
that measured what it answers to: of the same owner, drawn (not chosen places), of the same year,
and over before this one was. What was measured once is not measured again.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from django.db.models import F, Q, QuerySet

from wenming.engine import scoring as engine
from wenming.framework.crosswalks import Served, served
from wenming.inspections.models import Round, Visit
from wenming.inspections.selectors import counted_visits
from wenming.scoring.models import Publication, Run, VisitSum

KEPT = 32  # sums of published runs; one is some thousand small rows
CHOSEN = (Round.Purpose.SPECIAL, Round.Purpose.RETEST, Round.Purpose.LOOK_BACK)


@dataclass(frozen=True, slots=True)
class Brought:
    """Where the value of an indicator was measured: in which round, and as what indicator."""

    round: Round
    indicator: str


@dataclass(frozen=True, slots=True)
class Carried:
    """What other rounds bring to one: sums under the codes of its own indicators, and whence."""

    sums: tuple[engine.FieldSums, ...] = ()
    sources: Mapping[str, Brought] = field(default_factory=dict)

    def as_inputs(self) -> dict[str, Any]:
        """As a run keeps it; nothing where nothing was carried."""
        if not self.sources:
            return {}
        return {
            "carried_field": [list(row) for row in self.sums],
            "carried": {
                code: {"round": brought.round.number, "indicator": brought.indicator}
                for code, brought in sorted(self.sources.items())
            },
        }


NOTHING = Carried()
Sources = Mapping[str, Brought]


def of_inputs(inputs: Mapping[str, Any]) -> Carried:
    """What a run kept; one query, none where nothing was carried."""
    kept: Mapping[str, Mapping[str, str]] = inputs.get("carried", {})
    if not kept:
        return NOTHING
    numbers = {row["round"] for row in kept.values()}
    rounds = {found.number: found for found in _rounds().filter(number__in=numbers)}
    return Carried(
        tuple(engine.FieldSums(*row) for row in inputs["carried_field"]),
        {code: Brought(rounds[row["round"]], row["indicator"]) for code, row in kept.items()},
    )


def into(round_: Round, own: Sequence[engine.FieldSums]) -> Carried:
    """What other rounds bring to one that measured `own`; one query where no link serves it."""
    links = served(round_.edition.base_id or round_.edition_id)
    if links is None:
        return NOTHING
    measured: dict[str, engine.RoundSums] = {links.name: engine.RoundSums(field=tuple(own))}
    rounds: dict[tuple[str, str], Round] = {}
    for name, rows in _measured_elsewhere(round_, links, rounds).items():
        measured[name] = engine.RoundSums(field=tuple(rows))
    sums, carried = engine.carry(links.crosswalk, measured, links.name)
    return Carried(
        sums.field[len(own) :],
        {
            code: Brought(
                rounds[come.source.framework, come.source.indicator], come.source.indicator
            )
            for code, come in carried.items()
        },
    )


def _measured_elsewhere(
    round_: Round, links: Served, rounds: dict[tuple[str, str], Round]
) -> dict[str, list[engine.FieldSums]]:
    """Sums by edition, each indicator from the newest round that measured it, noted in `rounds`."""
    found: dict[str, list[engine.FieldSums]] = {}
    for other, run, digest in _published(round_, links):
        name = links.names[other.edition.base_id or other.edition_id]
        taken = {code for edition, code in rounds if edition == name}
        for row in _field_of(run, digest):
            if row.full and row.indicator not in taken:
                rounds[name, row.indicator] = other
                found.setdefault(name, []).append(row)
    return found


def _published(round_: Round, links: Served) -> Iterator[tuple[Round, int, str]]:
    """Rounds that may bring something, key and digest of their run, newest first; one query."""
    editions = list(links.names)
    rows = Publication.objects.filter(
        Q(round__edition__in=editions) | Q(round__edition__base__in=editions),
        published_at__isnull=False,
        round__in=_rounds()
        .filter(
            owner=round_.owner_id,
            ends_on__range=(round_.ends_on.replace(month=1, day=1), round_.ends_on),
        )
        .exclude(purpose__in=CHOSEN)
        .exclude(pk=round_.pk),
    )
    related = rows.select_related("round__edition").defer(
        "round__edition__data", "round__edition__overlay"
    )
    told = related.annotate(digest=F("run__inputs_digest"))
    return (
        (row.round, row.run_id, row.digest) for row in told.order_by("-round__ends_on", "-round_id")
    )


@lru_cache(maxsize=KEPT)
def _field_of(run_id: int, _digest: str) -> tuple[engine.FieldSums, ...]:
    """What a run counted itself; the digest tells it from one of that key in another database."""
    inputs = Run.objects.filter(pk=run_id).values_list("inputs", flat=True)[0]
    return tuple(engine.FieldSums(*row) for row in inputs.get("field", ()))


def _rounds() -> QuerySet[Round]:
    return Round.objects.select_related("edition").defer("edition__data", "edition__overlay")


@dataclass(frozen=True, slots=True)
class Part:
    """The counted visits of one round that make figures of another, or of itself.

    `names` says what an indicator of those visits is called in the round that is scored; None
    where they are its own and everything keeps its code.
    """

    round: Round
    visits: QuerySet[Visit]
    names: Mapping[str, Sequence[str]] | None = None

    @property
    def sums(self) -> QuerySet[VisitSum]:
        """The stored sums that count."""
        rows = VisitSum.objects.filter(visit__in=self.visits, local_only=False)
        return rows if self.names is None else rows.filter(indicator__code__in=self.names)

    def called(self, indicator: str) -> Iterable[str]:
        """The codes of an indicator in the round that is scored."""
        return (indicator,) if self.names is None else self.names[indicator]


def parts(round_: Round, sources: Sources, *, under: str = "") -> list[Part]:
    """The visits behind the figures of a round: its own first, then those of each other round.

    Args:
        sources: what was carried into it.
        under: path of the area in which the places lie.
    """
    names: dict[str, dict[str, list[str]]] = {}
    rounds: dict[str, Round] = {}
    for code, brought in sorted(sources.items()):
        rounds[brought.round.number] = brought.round
        called = names.setdefault(brought.round.number, {})
        called.setdefault(brought.indicator, []).append(code)
    return [
        Part(round_, _visits(round_, under)),
        *(Part(rounds[n], _visits(rounds[n], under), called) for n, called in names.items()),
    ]


def _visits(round_: Round, under: str) -> QuerySet[Visit]:
    visits = counted_visits(round_, "first")
    return visits.filter(frame_place__place__area__path__startswith=under) if under else visits
