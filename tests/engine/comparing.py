"""The engine's results of tables, and comparing results."""

from collections import defaultdict
from decimal import Decimal
from fractions import Fraction
from typing import Any

from tests.engine.cases import Tables
from wenming.engine.framework import Framework, VerdictTable, verdict_table
from wenming.engine.framework.overlay import base_verdicts
from wenming.engine.scoring import (
    FieldSums,
    MaterialSums,
    Observation,
    RoundSums,
    Statistic,
    SurveySums,
    attribute,
    local_rollup,
    rollup,
    visit_sums,
)
from wenming.engine.scoring.report import as_json

TOLERANCE = 1e-9


def differences(ours: Any, theirs: Any, where: str = "") -> list[str]:
    """Where two results differ by more than the tolerance; floats and Fractions are numbers."""
    if isinstance(ours, dict) and isinstance(theirs, dict):
        if set(ours) != set(theirs):
            return [f"{where}: keys {sorted(set(ours) ^ set(theirs))}"]
        return [d for key in ours for d in differences(ours[key], theirs[key], f"{where}/{key}")]
    if isinstance(ours, list) and isinstance(theirs, list):
        if len(ours) != len(theirs):
            return [f"{where}: {len(ours)} and {len(theirs)} rows"]
        pairs = zip(ours, theirs, strict=True)
        return [d for n, pair in enumerate(pairs) for d in differences(*pair, f"{where}/{n}")]
    numbers = (int, float, Fraction)
    if isinstance(ours, numbers) and isinstance(theirs, numbers) and not isinstance(ours, bool):
        return [] if abs(ours - theirs) <= TOLERANCE else [f"{where}: {ours} and {theirs}"]
    return [] if ours == theirs else [f"{where}: {ours!r} and {theirs!r}"]


def results(
    framework: Framework, tables: Tables, table: VerdictTable | None = None
) -> list[dict[str, Any]]:
    """Every round scored by the engine's pure functions, visit by visit, as JSON objects.

    Args:
        table: the verdicts to judge by, else those of the framework.
    """
    return [base for base, _ in both_results(framework, None, tables, table)]


def both_results(
    framework: Framework,
    local: Framework | None,
    tables: Tables,
    table: VerdictTable | None = None,
) -> list[tuple[dict[str, Any], dict[str, Any] | None]]:
    """The same by the base edition and, where there is one, by the local standard."""
    tables = defaultdict(list, tables)
    if table is None:
        table = verdict_table(framework) if local is None else base_verdicts(framework, local)
    data = ("observations", "survey", "materials", "statistics")
    found = []
    for city, round_ in sorted(
        {(row["city"], row["round"]) for name in data for row in tables[name]}
    ):
        sums = round_sums(table, tables, city, round_)
        leads: dict[str, list[str]] = defaultdict(list)
        for row in tables["leads"]:
            if row.get("city", "") in ("", city):
                leads[row["indicator"]].append(row["unit"])
        result = rollup(framework, sums)
        shown = as_json(city, round_, result, attribute(framework, result, sums.field, leads))
        beside = None
        if local is not None:
            sums = round_sums(verdict_table(local), tables, city, round_)
            result = local_rollup(local, sums, result)
            beside = as_json(city, round_, result, attribute(local, result, sums.field, leads))
        found.append((shown, beside))
    return found


def round_sums(table: VerdictTable, tables: Tables, city: str, round_: str) -> RoundSums:
    """Everything that the tables say of one round, row by row."""
    mine = {
        name: [r for r in rows if (r.get("city"), r.get("round")) == (city, round_)]
        for name, rows in tables.items()
    }
    return RoundSums(
        field=tuple(_field(table, city, mine.get("observations", []), tables)),
        materials=tuple(
            MaterialSums(r["indicator"], 1, int(r["accepted"])) for r in mine.get("materials", [])
        ),
        surveys=tuple(_survey(r) for r in mine.get("survey", []) if r["favourable"]),
        statistics=tuple(
            Statistic(r["indicator"], Fraction(r["value"])) for r in mine.get("statistics", [])
        ),
        events=tuple(r["code"] for r in mine.get("events", [])),
    )


def _field(
    table: VerdictTable, city: str, rows: list[dict[str, str]], tables: Tables
) -> list[FieldSums]:
    """Sums visit by visit, as the product stores them."""
    visits: dict[tuple[str, str], list[dict[str, str]]] = defaultdict(list)
    for row in rows:
        visits[row["place"], row["visit"]].append(row)
    sums: list[FieldSums] = []
    for (code, _), observations in visits.items():
        place = _here(tables["places"], city, code)[0]
        sums += visit_sums(
            table,
            [
                Observation(r["item"], r["outcome"], int(r["count"]) if r["count"] else None)
                for r in observations
            ],
            place_type=place["place_type"],
            unit=place["unit"],
            owners={r["item"]: r["unit"] for r in _here(tables["owners"], city, code)},
        ).indicators
    return sums


def _here(rows: list[dict[str, str]], city: str, place: str) -> list[dict[str, str]]:
    return [r for r in rows if r["place"] == place and r.get("city", "") in ("", city)]


def _survey(row: dict[str, str]) -> SurveySums:
    weight = int(Decimal(row["weight"] or "1") * 10_000)
    return SurveySums(row["indicator"], 1, weight, weight * int(row["favourable"]), weight**2)
