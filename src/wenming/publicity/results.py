"""What came of a theme, by result (宣传成效): the value of its indicator, its problems, what is up."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q

from wenming.accounts.rights import Person
from wenming.core.clock import now, today
from wenming.framework.models import Indicator
from wenming.framework.selectors import current_edition
from wenming.inspections.models import Round
from wenming.problems import permissions as problem_rights
from wenming.problems.selectors import IS_OUT, NOTHING, Tally, counts
from wenming.publicity.models import Item, Theme, standing
from wenming.scoring import permissions as score_rights
from wenming.scoring import selectors as scores


@dataclass(frozen=True, slots=True)
class Result:
    """How a theme stands.

    Attributes:
        indicator: of the edition in force.
        value: of the indicator in the round that the workbench shows; None where not measured.
        before: in the comparable round before it.
        problems: of the indicator.
        up: displays of the theme that stand today.
        items: all entries that serve it.
    """

    theme: Theme
    indicator: Indicator | None
    value: float | None
    before: float | None
    problems: Tally
    up: int
    items: int

    @property
    def is_reached(self) -> bool | None:
        """Whether the aim is reached; None where nothing was aimed at or measured."""
        if self.theme.aim is None or self.value is None:
            return None
        return self.value >= self.theme.aim

    @property
    def change(self) -> float | None:
        """By how much the value rose since the round before."""
        if self.value is None or self.before is None:
            return None
        return self.value - self.before


class Results:
    """The results of some themes as `user` may see them; a fixed number of queries."""

    def __init__(self, user: Person, themes: Iterable[Theme]) -> None:
        self._themes = list(themes)
        codes = {theme.indicator for theme in self._themes if theme.indicator}
        self.round = scores.telling(score_rights.visible_to(user)) if codes else None
        earlier = scores.last_comparable(self.round) if self.round else None
        self._values, self._before = _values(self.round), _values(earlier)
        rows = Indicator.objects.filter(edition=current_edition(), code__in=codes)
        self._indicators = {row.code: row for row in rows}
        self._problems = _problems(user, codes)
        self._counts = _counted(self._themes)

    def rows(self) -> list[Result]:
        """One result a theme, in the order of the themes."""
        return [self._of(theme) for theme in self._themes]

    def _of(self, theme: Theme) -> Result:
        items, up = self._counts.get(theme.pk, (0, 0))
        return Result(
            theme=theme,
            indicator=self._indicators.get(theme.indicator),
            value=self._values.get(theme.indicator),
            before=self._before.get(theme.indicator),
            problems=self._problems.get(theme.indicator, NOTHING),
            up=up,
            items=items,
        )


def _values(round_: Round | None) -> dict[str, float | None]:
    """The value of each indicator of a round."""
    if round_ is None:
        return {}
    return {row.code: row.value for row in scores.scored(round_, "first").result.indicators}


def _problems(user: Person, codes: set[str]) -> dict[str, Tally]:
    """Problems of some indicators that the person may see, by code."""
    seen = problem_rights.visible_to(user).filter(IS_OUT, indicator__code__in=codes).order_by()
    rows = seen.values_list("indicator__code").annotate(**counts(now()))
    return {code: Tally(*counted) for code, *counted in rows}


def _counted(themes: list[Theme]) -> dict[int, tuple[int, int]]:
    """Entries, and displays that are up, of each theme."""
    up = Count("pk", filter=standing(today()))
    rows = (
        Item.objects.filter(Q(themes__in=themes))
        .order_by()
        .values_list("themes")
        .annotate(n=Count("pk"), up=up)
    )
    return {theme: (n, stand) for theme, n, stand in rows}
