"""The crosswalk (指标对照) as the engine checks it: all links of all editions together."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from wenming.engine.framework import Framework
from wenming.engine.framework.crosswalk import Crosswalk, Node, check_crosswalk
from wenming.engine.framework.report import Fault
from wenming.framework.models import Correspondence, Edition
from wenming.framework.selectors import engine_framework


def name_of(edition: Edition) -> str:
    """What the engine calls an edition in links, such as starter-cn-2026@1."""
    return f"{edition.code}@{edition.version}"


def links(*, without: Iterable[int] = ()) -> list[dict[str, str]]:
    """Every link as the engine reads it, oldest first, but for those with the keys `without`."""
    related = ("source__edition", "target__edition")
    rows = (
        Correspondence.objects.exclude(pk__in=list(without))
        .select_related(*related)
        .defer("source__edition__data", "target__edition__data")
    )
    return [
        link(name_of(r.source.edition), r.source.code, name_of(r.target.edition), r.target.code)
        for r in rows
    ]


def link(source: str, source_code: str, target: str, target_code: str) -> dict[str, str]:
    """One link as the engine reads it."""
    return {
        "from_framework": source,
        "from_indicator": source_code,
        "to_framework": target,
        "to_indicator": target_code,
    }


def frameworks_in(rows: Iterable[Any]) -> dict[str, Framework]:
    """The editions that links name, as the engine reads them; unknown ones are left out."""
    names = {str(row[side]) for row in rows for side in ("from_framework", "to_framework")}
    codes = {name.rpartition("@")[0] for name in names}
    editions = Edition.objects.filter(code__in=codes, fault_count=0).defer("data", "overlay")
    return {name_of(e): engine_framework(e) for e in editions if name_of(e) in names}


def faults_of(new: list[dict[str, str]], *, instead_of: Iterable[int] = ()) -> list[Fault]:
    """What is wrong with new links beside those that are there; rows count from the first new.

    Args:
        new: links as the engine reads them.
        instead_of: keys of links that go when the new ones come.
    """
    standing = links(without=instead_of)
    rows = [*standing, *new]
    report = check_crosswalk(rows, frameworks_in(rows))
    before = len(standing)
    return [
        Fault(f.table, f.row - before, f.code, f.column, f.message)
        for f in report.errors
        if f.row is not None and f.row > before
    ]


@dataclass(frozen=True, slots=True)
class Served:
    """An edition that links serve: all links, and what editions are called in them.

    `name` is its own, `names` those of all editions that stand in a link, by key.
    """

    name: str
    names: Mapping[int, str]
    crosswalk: Crosswalk


def served(edition_id: int) -> Served | None:
    """The links for `engine.scoring.carrying`; None where none serves the edition. One query.

    They were checked when they were written.
    """
    ends = ("edition_id", "edition__code", "edition__version", "code")
    rows = Correspondence.objects.values_list(
        *(f"{side}__{end}" for side in ("source", "target") for end in ends)
    )
    names: dict[int, str] = {}
    sources: dict[Node, Node] = {}
    targets = set()
    for key, code, version, indicator, to, to_code, to_version, to_indicator in rows:
        names[key], names[to] = f"{code}@{version}", f"{to_code}@{to_version}"
        sources[Node(names[to], to_indicator)] = Node(names[key], indicator)
        targets.add(to)
    if edition_id not in targets:
        return None
    return Served(names[edition_id], names, Crosswalk(sources))
