"""Links that name a version out of force, and what they become under the one in force (沿用到新版)."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from wenming.accounts import rights
from wenming.accounts.rights import Ability, Person
from wenming.framework.models import Correspondence, Edition, Indicator
from wenming.framework.workflow import Status

_ENDS = ("source", "target")
_RELATED = tuple(f"{end}__edition" for end in _ENDS)
_HEAVY = tuple(f"{end}__edition__{column}" for end in _ENDS for column in ("data", "overlay"))


@dataclass(frozen=True, slots=True)
class Renewal:
    """What a link becomes under the versions in force; `reason` says why it cannot."""

    link: Correspondence
    source: Indicator
    target: Indicator
    reason: str | Promise = ""

    @property
    def is_added(self) -> bool:
        """Whether a link for the new version stands beside the old one, instead of moving it.

        The rounds that an old version still has are served by the old link.
        """
        return self.target.pk != self.link.target_id


def renewals(user: Person) -> list[Renewal]:
    """Links that `user` may carry over to newer versions, oldest first; four queries.

    A link is left alone where nothing is newer, where the new version has a source already, and
    where its target is out of force for good: only rounds of the past use that one.
    """
    rows = Correspondence.objects.filter(
        Q(source__edition__status=Status.RETIRED) | Q(target__edition__status=Status.RETIRED),
        rights.within(user, Ability.MANAGE_FRAMEWORKS, "target__edition__owner"),
    )
    links = list(rows.select_related(*_RELATED).defer(*_HEAVY))
    if not links:
        return []
    newer = _newer(links)
    served = set(
        Correspondence.objects.filter(target__edition__in=newer.editions.values()).values_list(
            "target_id", flat=True
        )
    )
    found = (_renewal(row, newer, served) for row in links)
    return [renewal for renewal in found if renewal is not None]


@dataclass(frozen=True, slots=True)
class _Newer:
    """The versions in force by the code of their framework, and their indicators."""

    editions: Mapping[str, Edition]
    indicators: Mapping[tuple[int, str], Indicator]

    def edition(self, end: Indicator) -> Edition | None:
        """The version in force after that of a retired `end`."""
        found = self.editions.get(end.edition.code)
        is_newer = found is not None and found.version > end.edition.version
        return found if is_newer and end.edition.status == Status.RETIRED else None

    def indicator(self, end: Indicator) -> Indicator | None:
        """What `end` is in that version; itself where nothing is newer, None where it is gone."""
        edition = self.edition(end)
        return end if edition is None else self.indicators.get((edition.pk, end.code))


def _newer(links: list[Correspondence]) -> _Newer:
    ends = [end for row in links for end in (row.source, row.target)]
    editions = {
        edition.code: edition
        for edition in Edition.objects.filter(
            code__in={end.edition.code for end in ends}, status=Status.PUBLISHED
        )
        .select_related("owner")
        .defer("data", "overlay")
    }
    rows = Indicator.objects.filter(
        edition__in=editions.values(), code__in={end.code for end in ends}
    )
    by_key = {edition.pk: edition for edition in editions.values()}
    indicators = {}
    for row in rows:
        row.edition = by_key[row.edition_id]
        indicators[row.edition_id, row.code] = row
    return _Newer(editions, indicators)


def _renewal(link: Correspondence, newer: _Newer, served: set[int]) -> Renewal | None:
    source, target = newer.indicator(link.source), newer.indicator(link.target)
    if link.target.edition.status == Status.RETIRED and newer.edition(link.target) is None:
        return None
    if target is not None and target.pk != link.target_id and target.pk in served:
        return None
    if source is None or target is None:
        gone = _("新版里没有这项指标")
        return Renewal(link, source or link.source, target or link.target, gone)
    if source.edition_id == target.edition_id:
        return None  # it led from the old version to the new one and has done its work
    return Renewal(
        link, source, target, _changed(link.source, source) or _changed(link.target, target)
    )


def _changed(old: Indicator, new: Indicator) -> str | Promise:
    if old.method != new.method:
        return _("新版里测评方法改了")
    is_figure = new.method == Indicator.Method.STATISTIC
    if is_figure and old.grades.get("unit") != new.grades.get("unit"):
        return _("新版里单位改了")
    return ""
