"""Where observations are counted (计数): DuckDB on this machine, or whatever else can (`spark`).

A counter reads the observations, counts them by a standard, and looks for second verdicts. All
other tables, and the sums, stay with the session's DuckDB.
"""

from pathlib import Path
from typing import NoReturn, Protocol, TypedDict

from wenming.engine.framework import VerdictTable
from wenming.engine.scoring.counting import counting_query
from wenming.engine.wording import said

from .coding import Codes
from .failing import Unreadable
from .refusing import check_observations_unique, refuse_observation
from .session import Session
from .tables import TABLES

WHOLE_KEYS = """\
(SELECT * REPLACE (CASE WHEN city <> '' AND round <> '' AND place <> '' AND visit >= 0
    THEN item END AS item) FROM observations)"""
"""Observations; a row whose key is not whole has no item and is refused with the others."""


class Relations(TypedDict):
    """The relations that a counting query joins to the observations."""

    verdicts: str
    places: str | None
    owners: str | None


class Counter(Protocol):
    """Counts the observations of one session."""

    def read(self, source: Path | str) -> None:
        """Find the observations in a file, or at an address.

        Raises:
            Failure: they cannot be read, or a column is missing.
        """

    def cities(self) -> None:
        """Make the table `cities`: every city that has an observation."""

    def count(self, grain: str, into: str, relations: Relations) -> None:
        """Make the table `into` of the sums of one grain.

        Those of the grain `indicator` may come in parts, several rows of one key; a row without
        an indicator tells of an observation that matches no verdict.
        """

    def check_unique(self, verdicts: VerdictTable) -> None:
        """Refuse a second verdict on one item in one visit."""

    def refuse(self, verdicts: VerdictTable, relations: Relations) -> NoReturn:
        """Say what is wrong with the first observation that matches no verdict."""


class Duck:
    """Counting in the session's own DuckDB."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.table = TABLES["observations"]
        self.codes = Codes(session, self.table)

    def read(self, source: Path | str) -> None:
        if isinstance(source, str):
            raise Unreadable(
                said("%(path)s：DuckDB 只读本机的文件，请加 --engine spark。", path=source)
            )
        self.session.read(self.table, source)

    def cities(self) -> None:
        self.session.run("CREATE TABLE cities AS SELECT DISTINCT city FROM observations")

    def count(self, grain: str, into: str, relations: Relations) -> None:
        if grain == "indicator":
            query = self.codes.judged(**relations)
        else:
            query = counting_query("duckdb", grain, observations=WHOLE_KEYS, **relations)
        self.session.run(f"CREATE TABLE {into} AS {query}")

    def check_unique(self, verdicts: VerdictTable) -> None:
        check_observations_unique(self.session, self.table, verdicts)

    def refuse(self, verdicts: VerdictTable, relations: Relations) -> NoReturn:
        has_places = relations["places"] is not None
        refuse_observation(self.session, self.table, verdicts, has_places=has_places)
