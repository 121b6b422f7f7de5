"""The tables that `wenming score` and `sample` read (输入表).

A table is described once, in TABLES: its columns, their kinds, and the key that may not repeat.
From that come the reading, the refusal by row and column, and the columns that later queries see.
"""

from dataclasses import dataclass

from wenming.engine.wording import said

INVALID = -2
"""What a cell that is neither empty nor right is read as, where numbers are expected."""

WHOLE = r"[0-9]{1,18}(\.0*)?"
DECIMAL = r"[+-]?([0-9]{1,15}(\.[0-9]{0,15})?|\.[0-9]{1,15})([eE][+-]?0?[0-9])?"
WEIGHT = r"[0-9]{1,3}(\.[0-9]{0,4}0*)?|\.[0-9]{1,4}0*"
INTEGERS = frozenset(
    f"{sign}{size}INT" for sign in ("", "U") for size in ("TINY", "SMALL", "BIG", "")
) | {"INTEGER", "UINTEGER"}


@dataclass(frozen=True, slots=True)
class Kind:
    """How cells of one kind are read.

    sql: from the text `{x}` (null when empty) to the value; bad: when the value is refused;
    expected: what the refusal says.
    """

    sql: str
    bad: str
    expected: str


KINDS = {
    "code": Kind("{x}", "{c} IS NULL", said("不能为空")),
    "text": Kind("coalesce({x}, '')", "false", ""),
    "whole": Kind(
        f"CASE WHEN regexp_full_match({{x}}, '{WHOLE}')"
        f" THEN CAST(split_part({{x}}, '.', 1) AS BIGINT)"
        f" WHEN {{x}} IS NOT NULL THEN {INVALID} END",
        "{c} IS NULL OR {c} < 0",
        said("应为不小于 0 的整数"),
    ),
    "answer": Kind(
        f"CASE WHEN {{x}} IS NULL THEN NULL WHEN regexp_full_match({{x}}, '1(\\.0*)?|true') THEN 1"
        f" WHEN regexp_full_match({{x}}, '0(\\.0*)?|false') THEN 0 ELSE {INVALID} END",
        "coalesce({c}, 0) < 0",
        said("应为 1、0 或空"),
    ),
    "number": Kind(
        "{x}", f"NOT coalesce(regexp_full_match({{c}}, '{DECIMAL}'), false)", said("应为十进制数")
    ),
    "weight": Kind(
        f"CASE WHEN {{x}} IS NULL THEN 10000 WHEN regexp_full_match({{x}}, '{WEIGHT}')"
        f" THEN CAST(CAST({{x}} AS DECIMAL(9,4)) * 10000 AS BIGINT) ELSE {INVALID} END",
        "{c} NOT BETWEEN 1 AND 1000000",
        said("应为大于 0、不大于 100、最多四位小数的数"),
    ),
}
KINDS["count"] = Kind(KINDS["whole"].sql, "{c} < 0", said("应为不小于 0 的整数或空"))
KINDS["accepted"] = Kind(KINDS["answer"].sql, "coalesce({c}, -1) < 0", said("应为 1 或 0"))


@dataclass(frozen=True, slots=True)
class Table:
    """One table.

    columns: column → kind; optional: those that may be left out; extra: known and not used here;
    key: what may not repeat; every_city: an empty city stands for every city.
    """

    name: str
    columns: dict[str, str]
    optional: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()
    key: tuple[str, ...] = ()
    every_city: bool = False


ROUND = {"city": "code", "round": "code"}
TABLES = {
    table.name: table
    for table in (
        Table(
            "observations",
            {**ROUND, "place": "code", "item": "code", "visit": "whole", "outcome": "text",
             "count": "count"},
            key=("city", "round", "place", "item", "visit"),
        ),
        Table(
            "places",
            {"city": "text", "place": "code", "place_type": "code", "unit": "text"},
            optional=("city",),
            extra=("area", "name", "lon", "lat"),
            key=("place",),
            every_city=True,
        ),
        Table(
            "frame",
            {"place": "code", "place_type": "code", "area": "text"},
            extra=("city", "unit", "name", "lon", "lat"),
            key=("place",),
        ),
        Table(
            "survey",
            {**ROUND, "indicator": "code", "respondent": "code", "favourable": "answer",
             "weight": "weight"},
            optional=("weight",),
            key=("city", "round", "indicator", "respondent"),
        ),
        Table(
            "materials",
            {**ROUND, "indicator": "code", "requirement": "code", "accepted": "accepted"},
            key=("city", "round", "indicator", "requirement"),
        ),
        Table(
            "statistics",
            {**ROUND, "indicator": "code", "value": "number"},
            key=("city", "round", "indicator"),
        ),
        Table(
            "leads",
            {"city": "text", "indicator": "code", "unit": "code"},
            optional=("city",),
            key=("indicator", "unit"),
            every_city=True,
        ),
        Table(
            "owners",
            {"city": "text", "place": "code", "item": "code", "unit": "code"},
            optional=("city",),
            key=("place", "item"),
            every_city=True,
        ),
        Table("events", {**ROUND, "code": "code"}),
    )
}  # fmt: skip
