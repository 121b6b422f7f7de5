"""95 % intervals of a round's field figures, from the sampling design (抽样误差).

What is estimated. Places are drawn type by type (strata h, n of N). The truth is the figure that
comes out when every sampled place of a type is replaced by the mean of all places of the type:

    R_j = Σ_h n_h ē_hj ÷ Σ_h n_h m̄_hj          e earned, m full marks of indicator j at a place
    T   = 100 × Σ_j w_j R_j ÷ Σ_j w_j           over the field indicators of the base scheme

How. The sampled figure is linearised: to first order its error is a sum over the sampled places,

    u_i = 100 ÷ Σw × Σ_j w_j (e_ij − R_j m_ij) ÷ Σ_i m_ij

so that the variance is that of a stratified total without replacement,

    V = Σ_c n_c ÷ (n_c − 1) × Σ_{i∈c} (1 − n_h ÷ N_h) (u_i − ū_c)²

c being a stratum, or several that are collapsed because one draw has no variance: types with one
draw go together within their group (a lone one joins the type of its group with the fewest
draws; where the group has no other, those left over of all groups go together). This never makes
the interval too small on average. The half width is t × √V, t being Student's quantile for
Σ_c (n_c − 1) degrees of freedom. A type of which every place was visited adds nothing.

A drawn place without a result is taken as missing by chance: n is what was measured.

Source: Cochran, Sampling Techniques, 3rd ed. (1977), 5.4 (stratified variance), 5A.12
    (collapsed strata), 6.11 (ratios); Wolter, Introduction to Variance Estimation, 2nd ed. (2007),
    6 (linearisation). The draw is systematic over areas (`sampling.draw`): where areas differ,
    it errs less than this says.
"""

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ..errors import EngineError
from ..framework.model import Framework, Indicator
from ..wording import said
from .sums import FieldSums
from .values import field_values

FEWEST_PLACES = 8
"""Below it an indicator shows no interval (样本太小，不作排名)."""

TOO_SMALL = "too_small"
GRADED = "graded"
ONE_DRAW = "one_draw"
NOTHING = "nothing_measured"
NOTES = (TOO_SMALL, GRADED, ONE_DRAW, NOTHING)
"""Why there is no interval: fewer than FEWEST_PLACES places; marked by grade, so that the figure
jumps (its value is left to the roll-up); nothing to see a variance in; nothing measured."""

NORMAL_95 = 1.959963984540054


@dataclass(frozen=True, slots=True)
class Stratum:
    """What places are drawn from: a place type, or one within an area.

    `group` is what single draws are collapsed within; `places` is N, how many stand in the frame.
    """

    code: str
    group: str
    places: int


@dataclass(frozen=True, slots=True)
class PlaceSums:
    """What one place came to: its stratum and the sums of its indicators (units do not matter)."""

    place: str
    stratum: str
    indicators: tuple[FieldSums, ...]


class Interval(NamedTuple):
    """A figure 0..100 with its 95 % interval; low, high and margin are None where `note` says why.

    `places` is how many places it rests on, `freedom` the degrees of freedom.
    """

    value: float | None
    low: float | None
    high: float | None
    margin: float | None
    places: int
    freedom: int
    note: str | None


Weights = Mapping[str, float]


def field_interval(
    framework: Framework,
    strata: Iterable[Stratum],
    places: Iterable[PlaceSums],
    *,
    around: Weights | None = None,
) -> Interval:
    """The 95 % interval of the field rate (实地考察得分率) of a round, or of one of its areas.

    Args:
        strata: what was drawn from; order does not matter.
        places: the places that count, each once.
        around: for an area, the rates of the rest of the round by indicator, 0..100. Places
            seldom err around a rate that is their own: an area sees most indicators at a few.

    Raises:
        EngineError: a place twice or of an unknown stratum, more places than the frame has.
    """
    design = _Design(strata, places)
    members = _field_indicators(framework)
    values = design.values(members)
    if not values:
        return _without(None, 0, NOTHING)
    total = math.fsum(float(members[code].weight) for code in values)
    weights = {code: float(members[code].weight) / total for code in values}
    if any(members[code].marking != "proportional" for code in values):
        return _without(None, len(design.places), GRADED)
    value = math.fsum(weights[code] * values[code] for code in values)
    return design.interval(value, weights, {**values, **(around or {})}, design.strata)


def indicator_intervals(
    framework: Framework, strata: Iterable[Stratum], places: Iterable[PlaceSums]
) -> dict[str, Interval]:
    """The 95 % interval of every measured field indicator's value, by code.

    From FEWEST_PLACES places with an applicable item up; below, the note is TOO_SMALL. Raises as
    `field_interval`.
    """
    design = _Design(strata, places)
    members = {c: i for c, i in framework.indicators.items() if i.counts_as == "field"}
    found: dict[str, Interval] = {}
    for code, value in design.values(members).items():
        seen = [place for place in design.places if place.full.get(code)]
        if len(seen) < FEWEST_PLACES:
            found[code] = _without(value, len(seen), TOO_SMALL)
            continue
        reached = {place.stratum for place in seen}
        inside = {c: stratum for c, stratum in design.strata.items() if c in reached}
        interval = design.interval(value, {code: 1.0}, {code: value}, inside)
        found[code] = interval._replace(places=len(seen))
    return found


def student_95(freedom: int) -> float:
    """The two-sided 95 % quantile of Student's distribution, to 0.2 % from 3 degrees up.

    Exact for 1 and 2, else the expansion of Cornish and Fisher in powers of 1/freedom.

    >>> [round(student_95(n), 2) for n in (1, 2, 3, 5, 10, 30, 100)]
    [12.71, 4.3, 3.18, 2.57, 2.23, 2.04, 1.98]
    """
    if freedom == 1:
        return math.tan(math.pi * 0.475)
    if freedom == 2:
        return 0.95 * math.sqrt(2 / (1 - 0.95**2))
    z = NORMAL_95
    return math.fsum(
        (
            z,
            (z**3 + z) / 4 / freedom,
            (5 * z**5 + 16 * z**3 + 3 * z) / 96 / freedom**2,
            (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384 / freedom**3,
            (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92160 / freedom**4,
        )
    )


def collapsed(strata: Mapping[str, Stratum], drawn: Mapping[str, int]) -> list[list[str]]:
    """Strata put together so that each part has two draws or more, sorted; see the module.

    Args:
        drawn: how many places of each stratum were measured; those with none are left out, as
            are those of which every place was.

    Returns:
        parts of strata; a last part with a single draw only where there is no other draw at all.
    """
    open_ = [c for c in sorted(strata) if drawn.get(c) and drawn[c] < strata[c].places]
    parts = [[c] for c in open_ if drawn[c] > 1]
    singles: dict[str, list[str]] = {}
    for code in open_:
        if drawn[code] == 1:
            singles.setdefault(strata[code].group, []).append(code)
    left: list[str] = []
    for group, codes in sorted(singles.items()):
        if len(codes) > 1:
            parts.append(codes)
        elif not _join(codes, [p for p in parts if strata[p[0]].group == group], drawn):
            left += codes
    if len(left) > 1 or (left and not _join(left, parts, drawn)):
        parts.append(left)
    return sorted(sorted(part) for part in parts)


def _join(codes: list[str], parts: list[list[str]], drawn: Mapping[str, int]) -> bool:
    """Add a lone stratum to the part with the fewest draws; False when there is none."""
    if not parts:
        return False
    min(parts, key=lambda part: (sum(drawn[c] for c in part), part)).extend(codes)
    return True


def _without(value: float | None, places: int, note: str) -> Interval:
    return Interval(value, None, None, None, places, 0, note)


def _field_indicators(framework: Framework) -> dict[str, Indicator]:
    """The field indicators of the base scheme."""
    return {
        code: indicator
        for code, indicator in framework.indicators.items()
        if indicator.counts_as == "field" and indicator.dimension in framework.base.dimensions
    }


@dataclass(frozen=True, slots=True)
class _Place:
    stratum: str
    earned: Mapping[str, int]
    full: Mapping[str, int]


class _Design:
    """The strata and the measured places of one round, in one fixed order."""

    def __init__(self, strata: Iterable[Stratum], places: Iterable[PlaceSums]) -> None:
        self.strata = {stratum.code: stratum for stratum in strata}
        self.rows: list[FieldSums] = []
        self.places: list[_Place] = []
        self.drawn: dict[str, int] = {}
        seen: set[str] = set()
        for row in sorted(places, key=lambda row: (row.stratum, row.place)):
            if row.place in seen:
                raise EngineError(
                    said("点位 %(place)s 出现了两次，每处只能计一次。", place=row.place)
                )
            if row.stratum not in self.strata:
                values = {"place": row.place, "stratum": row.stratum}
                raise EngineError(
                    said("点位 %(place)s 的抽样层“%(stratum)s”不在抽样框里。", **values)
                )
            seen.add(row.place)
            self._add(row)
        for code, number in self.drawn.items():
            if number > self.strata[code].places:
                raise EngineError(
                    said(
                        "抽样层“%(stratum)s”测了 %(n)s 处，而抽样框只有 %(all)s 处。",
                        stratum=code,
                        n=number,
                        all=self.strata[code].places,
                    )
                )

    def _add(self, row: PlaceSums) -> None:
        earned: dict[str, int] = {}
        full: dict[str, int] = {}
        for sums in row.indicators:
            earned[sums.indicator] = earned.get(sums.indicator, 0) + sums.earned
            full[sums.indicator] = full.get(sums.indicator, 0) + sums.full
        self.rows += row.indicators
        self.places.append(_Place(row.stratum, earned, full))
        self.drawn[row.stratum] = self.drawn.get(row.stratum, 0) + 1

    def values(self, among: Collection[str]) -> dict[str, float]:
        """Values of the measured indicators among `among`, by code, 0..100."""
        values = field_values(row for row in self.rows if row.indicator in among)
        return {code: float(values[code]) for code in sorted(values)}

    def interval(
        self, value: float, weights: Weights, values: Weights, strata: Mapping[str, Stratum]
    ) -> Interval:
        """The interval of Σ weight × value; only the places of `strata` have a part in it."""
        full = {code: sum(place.full.get(code, 0) for place in self.places) for code in weights}
        errors: dict[str, list[float]] = {}
        for place in self.places:
            error = math.fsum(
                weight * (100 * place.earned[code] - values[code] * place.full[code]) / full[code]
                for code, weight in weights.items()
                if place.full.get(code)
            )
            errors.setdefault(place.stratum, []).append(error)
        parts = collapsed(strata, self.drawn)
        if any(sum(self.drawn[c] for c in part) == 1 for part in parts):
            return _without(value, len(self.places), ONE_DRAW)
        variance = math.fsum(self._variance(part, errors) for part in parts)
        freedom = sum(sum(self.drawn[c] for c in part) - 1 for part in parts)
        margin = student_95(freedom) * math.sqrt(variance) if freedom else 0.0
        low, high = max(0.0, value - margin), min(100.0, value + margin)
        return Interval(value, low, high, margin, len(self.places), freedom, None)

    def _variance(self, part: Sequence[str], errors: Mapping[str, list[float]]) -> float:
        """Of the errors of one stratum, or of several collapsed."""
        drawn = [error for code in part for error in errors[code]]
        mean = math.fsum(drawn) / len(drawn)
        squares = (
            (1 - self.drawn[code] / self.strata[code].places) * (error - mean) ** 2
            for code in part
            for error in errors[code]
        )
        return len(drawn) / (len(drawn) - 1) * math.fsum(squares)
