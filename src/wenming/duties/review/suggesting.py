"""What a drafted task touches, as far as words tell (建议): indicators, place types, areas.

Worked out when a draft is looked at, from the framework in force and the areas of the register.
The likeliest indicator and what the text names stand in the form from the start; what the
reviewer leaves there is stored with the draft.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from wenming.documents.models import Draft
from wenming.engine import framework as engine
from wenming.engine.intake.suggest import Advisor, Framework, Suggestion
from wenming.framework.models import Indicator, PlaceType
from wenming.framework.selectors import current_edition, engine_framework
from wenming.organization.models import ACTIVE, Area, Level

# Of the areas only those that papers call by name: no grids.
NAMED_LEVELS = (Level.DISTRICT, Level.STREET, Level.COMMUNITY)


@dataclass(frozen=True, slots=True)
class Choice:
    """One suggestion for a field: pressed, `value` stands there, or no longer.

    Attributes:
        name: what people call it. words: what in the text speaks for it.
    """

    field: str
    value: str
    name: str
    words: str
    is_on: bool


@dataclass(frozen=True, slots=True)
class Advice:
    """What stands in the form of a draft, and what is suggested for it."""

    indicators: list[Indicator]
    place_types: list[PlaceType]
    areas: list[Area]
    choices: list[Choice]


@lru_cache(maxsize=4)
def _advisor(framework: engine.Framework, areas: tuple[tuple[str, str], ...]) -> Advisor:
    texts: dict[str, list[str]] = {}
    for item in framework.items.values():
        texts.setdefault(item.indicator, []).append(item.text_zh)
    known = Framework(
        indicators={code: row.name_zh for code, row in framework.indicators.items()},
        items=texts,
        place_types={code: row.name_zh for code, row in framework.place_types.items()},
    )
    return Advisor(known, dict(areas))


def advise(drafts: Iterable[Draft]) -> Iterator[Advice]:
    """The advice for each draft (areas prefetched where there are many); a fixed number of queries."""
    edition = current_edition()
    named = Area.objects.filter(ACTIVE, level__in=NAMED_LEVELS).only("code", "name", "level")
    areas = {area.code: area for area in named}
    indicators = {row.code: row for row in Indicator.objects.filter(edition=edition)}
    place_types = {row.code: row for row in PlaceType.objects.filter(edition=edition)}
    names = tuple((code, area.name) for code, area in areas.items())
    framework = engine_framework(edition) if edition else None
    for draft in drafts:
        found = _of(framework, names, draft)
        standing = _standing(draft, found)
        yield Advice(
            indicators=[indicators[code] for code in standing.indicators if code in indicators],
            place_types=[place_types[code] for code in standing.place_types if code in place_types],
            areas=[areas[code] for code in standing.areas if code in areas],
            choices=[
                *_choices(
                    "indicators", found.indicators, standing.indicators,
                    {code: (code, f"{code} {row.name_zh}") for code, row in indicators.items()},
                ),
                *_choices(
                    "place_types", found.place_types, standing.place_types,
                    {code: (row.name_zh, row.name_zh) for code, row in place_types.items()},
                ),
                *_choices(
                    "areas", found.areas, standing.areas,
                    {code: (row.name, row.name) for code, row in areas.items()},
                ),
            ],
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Found:
    indicators: list[Suggestion]
    place_types: list[Suggestion]
    areas: list[Suggestion]


@dataclass(frozen=True, slots=True)
class _Standing:
    """Codes."""

    indicators: Sequence[str]
    place_types: Sequence[str]
    areas: Sequence[str]


def _of(
    framework: engine.Framework | None, areas: tuple[tuple[str, str], ...], draft: Draft
) -> _Found:
    if framework is None:
        return _Found([], [], [])
    advisor = _advisor(framework, areas)
    return _Found(
        advisor.indicators(draft.text), advisor.place_types(draft.text), advisor.areas(draft.text)
    )


def _standing(draft: Draft, found: _Found) -> _Standing:
    """What the reviewer left; before that the likeliest indicator, and all that is named."""
    if draft.indicators is None:
        return _Standing(
            [row.code for row in found.indicators[:1]],
            [row.code for row in found.place_types],
            [row.code for row in found.areas],
        )
    return _Standing(
        draft.indicators, draft.place_types or [], [area.code for area in draft.areas.all()]
    )


def _choices(
    field: str,
    found: Iterable[Suggestion],
    standing: Sequence[str],
    known: dict[str, tuple[str, str]],
) -> Iterator[Choice]:
    for row in found:
        if row.code in known:
            value, name = known[row.code]
            yield Choice(field, value, name, "、".join(row.words), row.code in standing)
