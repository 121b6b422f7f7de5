"""A second, independent implementation of counting, roll-up and attribution, for comparison.

Written from the description of the rules and not from the engine: it works on the framework as
the YAML file has it and on the tables as they stand in the CSV files, one observation after the
other, in Fractions, and makes a float of each figure at the very end.
"""

import math
from collections import defaultdict
from fractions import Fraction
from typing import Any

Rows = list[dict[str, str]]


def number(value: Any) -> Fraction:
    return Fraction(str(value))


def item_marks(scoring: dict[str, Any], outcome: str, count: str) -> Fraction:
    """Earned marks of one applicable observation."""
    most = number(scoring["max"])
    match scoring["type"]:
        case "binary" | "probe" | "critical":
            return most if outcome == "met" else Fraction(0)
        case "deduct" | "observe":
            return max(Fraction(0), most - number(scoring["per_finding"]) * int(count))
        case "min_count":
            return most * min(Fraction(1), Fraction(int(count)) / number(scoring["required"]))
        case "graded":
            return most * number(scoring["levels"][outcome])
    raise AssertionError(scoring)


class Second:
    """Scores tables by a framework (as parsed YAML)."""

    def __init__(self, framework: dict[str, Any], tables: dict[str, Rows]) -> None:
        self.meta = framework["meta"]
        self.items = {row["code"]: row for row in framework["check_items"]}
        self.indicators = {row["code"]: row for row in framework["indicators"]}
        self.dimensions = [row["code"] for row in framework["dimensions"]]
        self.tables = defaultdict(list, tables)

    # --- What belongs to whom ---------------------------------------------------------------

    def method(self, indicator: dict[str, Any]) -> str:
        declared = self.meta.get("methods", {})
        return str(declared.get(indicator["method"], indicator["method"]))

    def marking(self, indicator: dict[str, Any]) -> str:
        by_method = self.meta["marking"]
        own = indicator.get("marking") or by_method.get(indicator["method"])
        return str(own or by_method[self.method(indicator)])

    def of(self, table: str, city: str, round_: str) -> Rows:
        return [r for r in self.tables[table] if (r["city"], r["round"]) == (city, round_)]

    def place(self, city: str, code: str) -> dict[str, str] | None:
        for row in self.tables["places"]:
            if row["place"] == code and row.get("city", "") in ("", city):
                return row
        return None

    def holder(self, city: str, place: str, item: str) -> str:
        for row in self.tables["owners"]:
            if (row["place"], row["item"]) == (place, item) and row.get("city", "") in ("", city):
                return row["unit"]
        found = self.place(city, place)
        return found["unit"] if found else ""

    def leads(self, city: str, indicator: str) -> list[str]:
        return [
            row["unit"]
            for row in self.tables["leads"]
            if row["indicator"] == indicator and row.get("city", "") in ("", city)
        ]

    # --- Results ----------------------------------------------------------------------------

    def results(self) -> list[dict[str, Any]]:
        data = ("observations", "survey", "materials", "statistics")
        keys = {(row["city"], row["round"]) for name in data for row in self.tables[name]}
        return [self.result(*key) for key in sorted(keys)]

    def result(self, city: str, round_: str) -> dict[str, Any]:
        indicators = [self.indicator(code, city, round_) for code in sorted(self.indicators)]
        by_code = {row["code"]: row for row in indicators}
        schemes = {
            code: self.scheme(code, by_code, self.of("events", city, round_))
            for code in self.meta["schemes"]
        }
        base = next(c for c, s in self.meta["schemes"].items() if "share_in_total" not in s)
        status = self.status(schemes, self.of("events", city, round_))
        for code, row in schemes.items():
            row["status"] = status if code == base else "ok"
        attribution = self.attribution(by_code, city, round_)
        return {
            "city": city,
            "round": round_,
            "combined": {"total": self.combined(schemes, base), "status": status},
            "schemes": schemes,
            "indicators": indicators,
            "dimensions": [self.dimension(code, by_code) for code in sorted(self.dimensions)],
            "attribution": attribution,
        }

    def indicator(self, code: str, city: str, round_: str) -> dict[str, Any]:
        row = self.indicators[code]
        found = getattr(self, self.method(row))(code, city, round_)
        names = ["value", "n", "effective_n", "margin", "grade", "gaps", "share", "marks", "lost"]
        if found is None:
            return {"code": code, **dict.fromkeys(names), "measured": False}
        value, n, effective, margin = found
        grades = {grade: number(row["grades"][grade]) for grade in "ABC"}
        up = row["grades"]["op"] == ">="
        gaps = {g: max(Fraction(0), at - value if up else value - at) for g, at in grades.items()}
        grade = next((g for g in "ABC" if gaps[g] == 0), "D")
        if self.marking(row) == "proportional":
            share = min(max(value / 100, Fraction(0)), Fraction(1))
        else:
            share = number(self.meta["grade_points"][grade])
        weight = number(row["weight"])
        figures = (value, n, effective, margin, grade, gaps, share)
        marks = (weight * share, weight * (1 - share))
        return {
            "code": code,
            **dict(zip(names, (*figures, *marks), strict=True)),
            "measured": True,
        }

    # --- The four methods: value, n, effective n, margin -------------------------------------

    def judged(
        self, code: str, city: str, round_: str
    ) -> list[tuple[dict[str, str], Fraction, Fraction]]:
        """Applicable observations of a field indicator with earned marks and maximum."""
        return [
            (row, item_marks(scoring, row["outcome"], row["count"]), number(scoring["max"]))
            for row in self.of("observations", city, round_)
            if self.items[row["item"]]["indicator"] == code and row["outcome"] != "not_applicable"
            for scoring in [self.items[row["item"]]["scoring"]]
        ]

    def field(self, code: str, city: str, round_: str) -> tuple[Any, ...] | None:
        judged = self.judged(code, city, round_)
        if not judged:
            return None
        earned = sum(marks for _, marks, _ in judged)
        return 100 * earned / sum(most for _, _, most in judged), len(judged), None, None

    def material(self, code: str, city: str, round_: str) -> tuple[Any, ...] | None:
        rows = [r for r in self.of("materials", city, round_) if r["indicator"] == code]
        if not rows:
            return None
        return (
            Fraction(100 * sum(r["accepted"] == "1" for r in rows), len(rows)),
            len(rows),
            None,
            None,
        )

    def survey(self, code: str, city: str, round_: str) -> tuple[Any, ...] | None:
        valid = [
            (number(r.get("weight") or "1"), r["favourable"] == "1")
            for r in self.of("survey", city, round_)
            if r["indicator"] == code and r["favourable"] != ""
        ]
        if not valid:
            return None
        weight = sum(w for w, _ in valid)
        p = sum(w for w, yes in valid if yes) / weight
        effective = weight**2 / sum(w**2 for w, _ in valid)
        margin = 1.96 * math.sqrt(p * (1 - p) / effective) * 100
        return 100 * p, len(valid), effective, margin

    def statistic(self, code: str, city: str, round_: str) -> tuple[Any, ...] | None:
        for row in self.of("statistics", city, round_):
            if row["indicator"] == code:
                return number(row["value"]), 1, None, None
        return None

    # --- Sums -------------------------------------------------------------------------------

    def inside(self, dimensions: list[str], results: dict[str, Any]) -> list[tuple[Fraction, Any]]:
        """(weight, result) of the indicators of some dimensions."""
        return [
            (number(row["weight"]), results[code])
            for code, row in self.indicators.items()
            if row["dimension"] in dimensions
        ]

    def dimension(self, code: str, results: dict[str, Any]) -> dict[str, Any]:
        inside = self.inside([code], results)
        return {
            "code": code,
            "marks": sum((r["marks"] for _, r in inside if r["measured"]), Fraction(0)),
            "weight": sum((w for w, _ in inside), Fraction(0)),
            "measured_weight": sum((w for w, r in inside if r["measured"]), Fraction(0)),
        }

    def scheme(self, code: str, results: dict[str, Any], events: Rows) -> dict[str, Any]:
        inside = self.inside(self.meta["schemes"][code]["dimensions"], results)
        weight = sum((w for w, _ in inside), Fraction(0))
        measured = sum((w for w, r in inside if r["measured"]), Fraction(0))
        lower = sum((r["marks"] for _, r in inside if r["measured"]), Fraction(0))
        bonus = self.points(code, events, self.meta.get("bonus", {}).get("items", []))
        if "cap" in self.meta.get("bonus", {}):
            bonus = min(bonus, number(self.meta["bonus"]["cap"]))
        listed = [row for row in self.meta.get("negative_list", []) if row["effect"] == "deduct"]
        deductions = self.points(code, events, listed)
        return {
            "on_measured": 100 * lower / measured if measured else None,
            "lower": lower,
            "upper": lower + weight - measured,
            "coverage": measured / weight if weight else Fraction(0),
            "bonus": bonus,
            "deductions": deductions,
            "total": max(Fraction(0), lower + bonus - deductions),
        }

    def points(self, scheme: str, events: Rows, entries: list[dict[str, Any]]) -> Fraction:
        base = [c for c, s in self.meta["schemes"].items() if "share_in_total" not in s]
        total = Fraction(0)
        for event in events:
            for entry in entries:
                if entry["code"] == event["code"] and scheme in entry.get("schemes", base):
                    total += number(entry["points"])
        return total

    def status(self, schemes: dict[str, Any], events: Rows) -> str:
        vetoes = {r["code"] for r in self.meta.get("negative_list", []) if r["effect"] == "veto"}
        gates = [
            (number(scheme["gate_score"]), schemes[code])
            for code, scheme in self.meta["schemes"].items()
            if "gate_score" in scheme
        ]
        if any(event["code"] in vetoes for event in events):
            return "vetoed"
        if any(row["upper"] < gate for gate, row in gates):
            return "gated"
        return "undecided" if any(row["lower"] < gate for gate, row in gates) else "ok"

    def combined(self, schemes: dict[str, Any], base: str) -> Fraction:
        settings = self.meta["schemes"]
        full = number(settings[base]["full_score"])
        total, left = Fraction(0), Fraction(1)
        for code, scheme in settings.items():
            if code != base:
                share = number(scheme["share_in_total"])
                left -= share
                total += share * schemes[code]["total"] * full / number(scheme["full_score"])
        return total + left * schemes[base]["total"]

    # --- Who answers ------------------------------------------------------------------------

    def attribution(self, results: dict[str, Any], city: str, round_: str) -> list[dict[str, Any]]:
        """Every observation's part on its own, then added up by unit."""
        lost: dict[str, Fraction] = defaultdict(Fraction)
        by_scheme: dict[str, dict[str, Fraction]] = defaultdict(lambda: defaultdict(Fraction))
        for code, result in results.items():
            if not result["lost"]:
                continue
            for unit, part in self.parts(code, result["lost"], city, round_):
                lost[unit] += part
                for scheme, settings in self.meta["schemes"].items():
                    if self.indicators[code]["dimension"] in settings["dimensions"]:
                        by_scheme[unit][scheme] += part
        return [
            {"unit": unit, "lost": lost[unit], "schemes": dict(by_scheme[unit])}
            for unit in sorted(lost)
        ]

    def parts(
        self, code: str, lost: Fraction, city: str, round_: str
    ) -> list[tuple[str, Fraction]]:
        leads = self.leads(city, code)
        to_leads = [(unit, Fraction(1, len(leads))) for unit in leads] or [
            ("unassigned", Fraction(1))
        ]
        judged = self.judged(code, city, round_)
        missing = sum(most - earned for _, earned, most in judged)
        if self.method(self.indicators[code]) != "field" or not missing:
            return [(unit, lost * part) for unit, part in to_leads]
        parts = []
        for row, earned, most in judged:
            share = lost * (most - earned) / missing
            holder = self.holder(city, row["place"], row["item"])
            kept = number(self.meta["attribution"]["place_unit"])
            kept = Fraction(0) if not holder else Fraction(1) if not leads else kept
            if share and kept:
                parts.append((holder, share * kept))
            if share and kept < 1:
                parts += [(unit, share * (1 - kept) * part) for unit, part in to_leads]
        return parts


class SecondLocal(Second):
    """Scores by a local overlay: no share is above that of the base.

    The base is scored without the observations of items that it does not have.
    """

    def __init__(
        self, base: dict[str, Any], local: dict[str, Any], tables: dict[str, Rows]
    ) -> None:
        super().__init__(local, tables)
        items = {row["code"] for row in base["check_items"]}
        own = [row for row in tables["observations"] if row["item"] in items]
        self.base = Second(base, {**tables, "observations": own})

    def indicator(self, code: str, city: str, round_: str) -> dict[str, Any]:
        row, limit = super().indicator(code, city, round_), self.base.indicator(code, city, round_)
        if not limit["measured"]:
            return limit
        weight, share = number(self.indicators[code]["weight"]), min(row["share"], limit["share"])
        return {**row, "share": share, "marks": weight * share, "lost": weight * (1 - share)}
