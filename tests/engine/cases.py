"""Random frameworks and tables, right by the rules: the ground of the comparisons."""

import csv
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

Tables = dict[str, list[dict[str, str]]]
UNITS = ("U1", "U2", "U3", "U4")
CITIES = ("C0", "C1")
ROUNDS = ("R1", "R2")


def decimal(random: Random, low: int, high: int, places: int) -> Decimal:
    return Decimal(random.randint(low * 10**places, high * 10**places)).scaleb(-places)


# --- Frameworks ----------------------------------------------------------------------------


def framework(random: Random) -> dict[str, Any]:
    """A framework as parsed YAML: small, every method and scoring type possible."""
    schemes = {"base": [f"D{n}" for n in range(random.randint(1, 3))]}
    if random.random() < 0.7:
        schemes["extra"] = ["M0"]
    indicators = []
    for dimensions in schemes.values():
        indicators += _indicators(random, dimensions)
    place_types = [
        {"code": f"L{n}", "name_zh": f"类型{n}", "name_en": f"Type {n}", "sample_count": 2}
        for n in range(random.randint(1, 3))
    ]
    codes = [row["code"] for row in indicators]
    items = [
        {
            "code": f"{row['code']}-{n:02d}",
            "place_type": row["code"],
            "indicator": random.choice(codes),
            "text_zh": "细项",
            "text_en": "item",
            "scoring": scoring(random),
        }
        for row in place_types
        for n in range(random.randint(1, 5))
    ]
    return {
        "meta": _meta(random, schemes),
        "dimensions": [
            {"code": code, "name_zh": code, "name_en": code}
            for dimensions in schemes.values()
            for code in dimensions
        ],
        "indicators": indicators,
        "place_types": place_types,
        "check_items": items,
    }


def _meta(random: Random, schemes: dict[str, list[str]]) -> dict[str, Any]:
    points = sorted((decimal(random, 0, 1, 2) for _ in range(4)), reverse=True)
    kept = decimal(random, 0, 1, 2)
    settings: dict[str, Any] = {
        "base": {"dimensions": schemes["base"], "full_score": 100},
    }
    if "extra" in schemes:
        settings["extra"] = {
            "dimensions": schemes["extra"],
            "full_score": 100,
            "share_in_total": decimal(random, 0, 1, 2) / 2 + Decimal("0.01"),
        }
    if random.random() < 0.7:
        gated = random.choice(list(settings))
        settings[gated]["gate_score"] = random.choice([0, 30, 50, Decimal("66.5"), 100])
    acting = [{}, {"schemes": list(settings)}, {"schemes": [list(settings)[-1]]}]
    return {
        "id": "random",
        "version": 1,
        "rules": 1,
        "standard_grade": random.choice("ABC"),
        "schemes": settings,
        "methods": {"hearing": "material"},
        "marking": {
            "field": random.choice(["proportional", "graded"]),
            "material": random.choice(["proportional", "graded"]),
            "survey": random.choice(["proportional", "graded"]),
            "statistic": "graded",
        },
        "grade_points": dict(zip("ABCD", points, strict=True)),
        "attribution": {"place_unit": kept, "lead_unit": 1 - kept},
        "bonus": {
            "cap": random.choice([1, 5]),
            "items": [
                {"code": "B1", "points": 2, **random.choice(acting)},
                {"code": "B2", "points": Decimal("1.5"), **random.choice(acting)},
            ],
        },
        "negative_list": [
            {"code": "N1", "effect": "veto"},
            {"code": "N2", "effect": "deduct", "points": 30, **random.choice(acting)},
        ],
    }


def _indicators(random: Random, dimensions: list[str]) -> list[dict[str, Any]]:
    """Indicators of one scheme whose weights add up to 100."""
    count = random.randint(len(dimensions), len(dimensions) + 5)
    cuts = sorted(random.sample(range(1, 10_000), count - 1))
    weights = [b - a for a, b in zip([0, *cuts], [*cuts, 10_000], strict=True)]
    rows = []
    for n, weight in enumerate(weights):
        method = random.choice(["field", "field", "material", "hearing", "survey", "statistic"])
        row: dict[str, Any] = {
            "code": f"{dimensions[n % len(dimensions)]}-{n}",
            "name_zh": "指标",
            "name_en": "indicator",
            "dimension": dimensions[n % len(dimensions)],
            "method": method,
            "weight": Decimal(weight).scaleb(-2),
            "grades": {"unit": "pct", "op": ">=", **_thresholds(random, reverse=True)},
        }
        if method == "statistic" and random.random() < 0.5:
            row["grades"] = {"unit": "yoy", "op": "<=", **_thresholds(random, reverse=False)}
        elif random.random() < 0.3:
            row["marking"] = random.choice(["proportional", "graded"])
        rows.append(row)
    return rows


def _thresholds(random: Random, *, reverse: bool) -> dict[str, Decimal]:
    at = sorted((random.choice([decimal(random, 0, 100, 1), Decimal(50)]) for _ in "ABC"),
                reverse=reverse)  # fmt: skip
    return dict(zip("ABC", at, strict=True))


def scoring(random: Random) -> dict[str, Any]:
    most = random.choice([1, 2, 3, 5, Decimal("2.5"), Decimal("0.7")])
    kind = random.choice(
        ["binary", "probe", "critical", "deduct", "observe", "min_count", "graded"]
    )
    extra: dict[str, Any] = {
        "critical": {"cap": random.choice([0, 60, Decimal("59.5")])},
        "deduct": {"per_finding": random.choice([1, Decimal("0.5"), Decimal("0.8"), 3])},
        "observe": {"per_finding": random.choice([1, Decimal("0.3")]), "window_min": 10},
        "min_count": {"required": random.choice([1, 2, 3, 7])},
        "graded": {"levels": {"good": 1, "fair": decimal(random, 0, 1, 1), "poor": 0}},
    }.get(kind, {})
    return {"type": kind, "max": most, **extra}


# --- Tables --------------------------------------------------------------------------------


def tables(random: Random, data: dict[str, Any]) -> Tables:
    """Tables for a framework; every kind of gap in them: no holder, no lead, nothing measured."""
    every_city = random.random() < 0.3
    places = [
        {
            "city": "" if every_city else city,
            "place": f"P{n}",
            "place_type": random.choice(data["place_types"])["code"],
            "area": random.choice("ab"),
            "unit": random.choice([*UNITS, ""]),
        }
        for city in CITIES[: 1 if every_city else 2]
        for n in range(random.randint(1, 4))
    ]
    found = {
        "places": places,
        "observations": _observations(random, data, places),
        "leads": [
            {"city": random.choice(["", ""]), "indicator": row["code"], "unit": unit}
            for row in data["indicators"]
            for unit in random.sample(UNITS, random.randint(0, 2))
        ],
        "owners": _owners(random, data, places),
        **_answers(random, data),
    }
    rounds = {
        (row["city"], row["round"])
        for name in ("observations", "survey", "materials", "statistics")
        for row in found[name]
    }
    found["events"] = [
        {"city": city, "round": round_, "code": random.choice(["B1", "B2", "N1", "N2"])}
        for city, round_ in sorted(rounds)
        for _ in range(random.choice([0, 0, 1, 3]))
    ]
    return found


def verdict(random: Random, scoring: dict[str, Any]) -> dict[str, str]:
    """A verdict that a scoring type takes."""
    if random.random() < 0.1:
        return {"outcome": "not_applicable", "count": ""}
    if scoring["type"] in {"deduct", "observe", "min_count"}:
        return {"outcome": "", "count": str(random.choice([0, 0, 1, 2, 5, 1000]))}
    levels = list(scoring.get("levels", ["met", "not_met"]))
    return {"outcome": random.choice(levels), "count": ""}


def _observations(
    random: Random, data: dict[str, Any], places: list[dict[str, str]]
) -> list[dict[str, str]]:
    rows = [
        {
            "city": city,
            "round": round_,
            "place": place["place"],
            "item": item["code"],
            "visit": str(visit),
            **verdict(random, item["scoring"]),
        }
        for place in places
        for city in ([place["city"]] if place["city"] else CITIES)
        for round_ in ROUNDS
        for visit in range(random.randint(0, 2))
        for item in data["check_items"]
        if item["place_type"] == place["place_type"] and random.random() < 0.9
    ]
    random.shuffle(rows)
    return rows


def _owners(
    random: Random, data: dict[str, Any], places: list[dict[str, str]]
) -> list[dict[str, str]]:
    pairs = {
        (place["city"], place["place"], item["code"])
        for place in places
        for item in data["check_items"]
        if item["place_type"] == place["place_type"] and random.random() < 0.2
    }
    return [
        {"city": city, "place": place, "item": item, "unit": random.choice(UNITS)}
        for city, place, item in sorted(pairs)
    ]


def _answers(random: Random, data: dict[str, Any]) -> Tables:
    """The tables of the other three methods."""
    found: Tables = {"survey": [], "materials": [], "statistics": []}
    for city in CITIES:
        for indicator in data["indicators"]:
            key = {"city": city, "round": random.choice(ROUNDS), "indicator": indicator["code"]}
            if random.random() < 0.2:
                continue
            if indicator["method"] == "survey":
                found["survey"] += [
                    {**key, "respondent": f"Q{n}", "favourable": random.choice(["1", "0", ""]),
                     "weight": random.choice(["", "1.5", "0.3333", "100", "0.0001"])}
                    for n in range(random.randint(1, 8))
                ]  # fmt: skip
            elif indicator["method"] in {"material", "hearing"}:
                found["materials"] += [
                    {**key, "requirement": f"M{n}", "accepted": random.choice("10")}
                    for n in range(random.randint(1, 4))
                ]
            elif indicator["method"] == "statistic":
                value = str(decimal(random, -20, 120, random.randint(0, 3)))
                found["statistics"].append({**key, "value": value})
    return found


def write(folder: Path, data: Tables) -> dict[str, Path]:
    """Write the tables that have rows as CSV files; observations always."""
    columns = {"observations": ["city", "round", "place", "item", "visit", "outcome", "count"]}
    paths = {}
    for name, rows in data.items():
        if not rows and name != "observations":
            continue
        paths[name] = folder / f"{name}.csv"
        with paths[name].open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns.get(name) or list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
    return paths
