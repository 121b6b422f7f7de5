"""The tables of one scoring: read, checked, counted (读表、检查、计数)."""
# ruff: noqa: S608 - names in the SQL are our own, values are parameters

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from wenming.engine.framework import Framework, VerdictTable, verdict_table
from wenming.engine.framework.overlay import base_verdicts
from wenming.engine.scoring.counting import VERDICT_COLUMNS, verdict_rows
from wenming.engine.wording import said

from .counters import Counter, Relations
from .failing import at_row
from .refusing import ROW, check_cells, check_known, check_unique, numbered
from .session import Session
from .tables import TABLES, Table

METHODS = {"survey": "survey", "materials": "material", "statistics": "statistic"}
"""Tables of the other methods and the method that their indicators have."""

WITH_CITY = {
    "places": """\
CREATE TABLE holders AS
SELECT city, place, place_type, unit FROM places WHERE city <> ''
UNION ALL
SELECT c.city, place, place_type, unit FROM places p, cities c WHERE p.city = ''""",
    "owners": """\
CREATE TABLE answering AS
SELECT city, place, item, unit FROM owners WHERE city <> ''
UNION ALL
SELECT c.city, place, item, unit FROM owners w, cities c WHERE w.city = ''""",
}


@dataclass(frozen=True, slots=True)
class Standard:
    """What a round is scored by: an edition, its verdicts, and the tables of these and the sums."""

    framework: Framework
    verdicts: VerdictTable
    relation: str = "verdicts"
    sums: str = "sums"


@dataclass(frozen=True, slots=True)
class Job:
    """The tables of one session and the standards that they are scored by.

    `local` is the stricter local standard (本地加严标准), where there is one.
    """

    session: Session
    counter: Counter
    base: Standard
    local: Standard | None
    given: frozenset[str]

    @property
    def widest(self) -> Standard:
        """The standard that has every item of both."""
        return self.local or self.base

    def relations(self, standard: Standard) -> Relations:
        """What the counting query joins."""
        return {
            "verdicts": standard.relation,
            "places": "holders" if "places" in self.given else None,
            "owners": "answering" if "owners" in self.given else None,
        }


def standards(framework: Framework, local: Framework | None) -> tuple[Standard, Standard | None]:
    """The base edition and the local one as standards over the same observations."""
    if local is None:
        return Standard(framework, verdict_table(framework)), None
    return (
        Standard(framework, base_verdicts(framework, local)),
        Standard(local, verdict_table(local), "verdicts_local", "sums_local"),
    )


def read_tables(
    counter: Counter,
    session: Session,
    framework: Framework,
    paths: Mapping[str, Path | str],
    *,
    local: Framework | None = None,
    unique: bool = True,
) -> Job:
    """Read and check every table, count the observations.

    Args:
        counter: counts the observations; all other tables stay in `session`.
        paths: table name → file; observations must be among them.
        local: the local edition, to score by it too.
        unique: whether to look for a second verdict on one item in one visit.

    Raises:
        Failure: a file cannot be read, or a row is wrong.
    """
    job = Job(session, counter, *standards(framework, local), frozenset(paths))
    counter.read(paths["observations"])
    for name, path in paths.items():
        if name != "observations":
            session.read(TABLES[name], Path(path))
    _fill(job)
    for name in ("places", "leads", "owners", "survey", "materials", "statistics", "events"):
        if name in job.given:
            check_cells(session, TABLES[name])
            check_unique(session, TABLES[name])
            _check_codes(job, TABLES[name])
    _name_cities(job)
    _count(job)
    if unique:
        counter.check_unique(job.widest.verdicts)
    _check_events(job)
    return job


def _fill(job: Job) -> None:
    """Tables of the verdicts and of the codes that the framework knows."""
    code = ("code", "VARCHAR")
    for standard in filter(None, (job.base, job.local)):
        job.session.fill(standard.relation, VERDICT_COLUMNS, list(verdict_rows(standard.verdicts)))
    framework = job.widest.framework
    for name, known in (
        ("known_items", framework.items),
        ("known_types", framework.place_types),
        ("known_entries", framework.entries),
        ("known_outcomes", _outcomes(job)),
    ):
        job.session.fill(name, [code], [(c,) for c in known])
    methods = [(c, indicator.counts_as) for c, indicator in framework.indicators.items()]
    job.session.fill("known_indicators", [code, ("method", "VARCHAR")], methods)


def _outcomes(job: Job) -> set[str]:
    """Every outcome of a verdict by either standard."""
    given = filter(None, (job.base, job.local))
    return {outcome for standard in given for _item, outcome in standard.verdicts.by_outcome}


def _check_codes(job: Job, table: Table) -> None:
    """Refuse codes that the framework or the places table does not know."""
    session, name = job.session, table.name
    if name == "places":
        known = "SELECT code FROM known_types"
        check_known(session, table, "place_type", known, said("应为测评体系中的点位类型编码"))
    if "indicator" in table.columns:
        method = f" WHERE method = '{METHODS[name]}'" if name in METHODS else ""
        expected = (
            said("应为测评体系中测评方法归入 %(method)s 的指标编码", method=METHODS[name])
            if name in METHODS
            else said("应为测评体系中的指标编码")
        )
        known = f"SELECT code FROM known_indicators{method}"
        check_known(session, table, "indicator", known, expected)
    if name == "owners":
        known = "SELECT code FROM known_items"
        check_known(session, table, "item", known, said("应为测评体系中的细项编码"))
        if "places" in job.given:
            known = "SELECT place FROM places"
            check_known(session, table, "place", known, said("应为点位表中的点位编码"))
    if name == "events":
        known = "SELECT code FROM known_entries"
        check_known(session, table, "code", known, said("应为加分项或负面清单的编码"))


def _name_cities(job: Job) -> None:
    """Places and owners with their city: a row without one stands for every city."""
    tables = [name for name in ("places", "owners") if name in job.given]
    everywhere = (f"SELECT 1 FROM {name} WHERE city = '' LIMIT 1" for name in tables)
    if any(job.session.rows(query) for query in everywhere):
        job.counter.cities()
    else:  # spares a pass over the observations
        job.session.fill("cities", [("city", "VARCHAR")], [])
    for name in tables:
        job.session.run(WITH_CITY[name])


def _count(job: Job) -> None:
    """The sums of all observations by each standard."""
    for standard in filter(None, (job.local, job.base)):
        job.counter.count("indicator", standard.sums, job.relations(standard))
        if job.session.rows(f"SELECT 1 FROM {standard.sums} WHERE indicator IS NULL LIMIT 1"):
            job.counter.refuse(standard.verdicts, job.relations(standard))


def rounds_of(job: Job) -> str:
    """A SELECT of every (city, round) with any data."""
    tables = [job.base.sums, *(name for name in METHODS if name in job.given)]
    return " UNION ".join(f"SELECT DISTINCT city, round FROM {name}" for name in tables)


def _check_events(job: Job) -> None:
    """An event of a round that has no data is refused: most likely the round is mistyped."""
    if "events" not in job.given:
        return
    table = TABLES["events"]
    found = job.session.rows(
        f"SELECT {ROW}, city, round FROM {numbered(job.session, table)} e"
        f" WHERE NOT EXISTS (SELECT 1 FROM ({rounds_of(job)}) r"
        f" WHERE r.city = e.city AND r.round = e.round) ORDER BY {ROW} LIMIT 1"
    )
    if found:
        row, city, round_ = found[0]
        path = str(job.session.sources["events"].path)
        expected = said("应为有数据的城市和轮次")
        raise at_row(path, row, "city、round", f"{city}、{round_}", expected)
