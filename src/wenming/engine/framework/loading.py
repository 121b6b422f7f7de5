"""Checked data → Framework, with everything settled that meta decides for a row."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any, TypeVar

from ..errors import EngineError
from ..numbers import decimal
from ..wording import said
from .checking import check
from .model import (
    METHODS,
    CheckItem,
    Content,
    Entry,
    Framework,
    Indicator,
    Named,
    PlaceType,
    Remedy,
    Scheme,
    Scoring,
    Thresholds,
)
from .report import Report, code_of

DEFAULT_OWNER = "holder"

Coded = TypeVar("Coded", Named, Content, Indicator, PlaceType, CheckItem, Entry)
Data = Mapping[str, Any]


class FrameworkError(EngineError):
    """The framework has errors; `report` lists them."""

    def __init__(self, report: Report) -> None:
        first = report.errors[0]
        values = {"where": first.where, "message": first.message, "n": len(report.errors)}
        if len(report.errors) > 1:
            sentence = said("测评体系有误，%(where)s：%(message)s（共 %(n)s 处错误）", **values)
        else:
            sentence = said("测评体系有误，%(where)s：%(message)s", **values)
        super().__init__(sentence)
        self.report = report


def load(data: object) -> Framework:
    """The framework in `data`, as `parse_yaml` gives it or with numbers as text.

    Raises:
        FrameworkError: the checker found errors.
    """
    report = check(data)
    if not report.ok or not isinstance(data, Mapping):
        raise FrameworkError(report)
    meta = data["meta"]
    methods = {method: method for method in METHODS} | {
        str(name): target["counts_as"] if isinstance(target, Mapping) else target
        for name, target in (meta.get("methods") or {}).items()
    }
    schemes = {str(code): _scheme(str(code), row) for code, row in meta["schemes"].items()}
    return Framework(
        id=_code(meta["id"]),
        version=str(meta["version"]),
        rules=_whole(meta["rules"]),
        standard_grade=meta["standard_grade"],
        schemes=schemes,
        dimensions=_by_code(map(_named, data["dimensions"])),
        contents=_by_code(map(_content, data.get("contents") or ())),
        indicators=_by_code(_indicator(row, meta, methods) for row in data["indicators"]),
        place_types=_by_code(map(_place_type, data["place_types"])),
        items=_by_code(_item(row, meta) for row in data["check_items"]),
        methods=methods,
        grade_points=_numbers(meta.get("grade_points")),
        holder_share=Fraction(_number(meta["attribution"]["place_unit"])),
        bonus_cap=decimal((meta.get("bonus") or {}).get("cap")),
        entries=_by_code(_entries(meta, schemes)),
        year_weights=_numbers(meta.get("year_weights")),
        remedies={str(c): _remedy(str(c), r) for c, r in (meta.get("remedies") or {}).items()},
        level_names={
            str(code): _named({"code": code, **names})
            for code, names in (meta.get("level_names") or {}).items()
        },
    )


def _number(value: object) -> Decimal:
    number = decimal(value)
    assert number is not None, "the checker lets only numbers pass"
    return number


def _whole(value: object) -> int:
    return int(_number(value))


def _code(value: object) -> str:
    code = code_of(value)
    assert code is not None, "the checker lets only codes pass"
    return code


def _by_code(rows: Iterable[Coded]) -> dict[str, Coded]:
    return {row.code: row for row in rows}


def _numbers(data: Data | None) -> dict[str, Decimal]:
    """The numbers of a mapping; notes beside them are left out."""
    numbers = {str(name): decimal(value) for name, value in (data or {}).items()}
    return {name: number for name, number in numbers.items() if number is not None}


def _names(row: Data) -> tuple[str, str]:
    """Chinese and English name; where one is missing the other or the code stands in."""
    zh = row.get("name_zh") or row.get("name") or row.get("name_en") or row["code"]
    return str(zh), str(row.get("name_en") or zh)


def _named(row: Data) -> Named:
    return Named(_code(row["code"]), *_names(row))


def _content(row: Data) -> Content:
    return Content(_code(row["code"]), _code(row["dimension"]), *_names(row))


def _scheme(code: str, row: Data) -> Scheme:
    return Scheme(
        code=code,
        dimensions=tuple(_code(dimension) for dimension in row["dimensions"]),
        full_score=_number(row["full_score"]),
        gate_score=decimal(row.get("gate_score")),
        share=decimal(row.get("share_in_total")),
    )


def _indicator(row: Data, meta: Data, methods: Mapping[str, str]) -> Indicator:
    method = row["method"]
    grades = row["grades"]
    by_method = meta.get("marking") or {}
    name_zh, name_en = _names(row)
    return Indicator(
        code=_code(row["code"]),
        name_zh=name_zh,
        name_en=name_en,
        dimension=_code(row["dimension"]),
        content=code_of(row.get("content")),
        method=method,
        counts_as=methods[method],
        weight=_number(row["weight"]),
        grades=Thresholds(
            grades["unit"], grades["op"], {grade: _number(grades[grade]) for grade in "ABC"}
        ),
        marking=row.get("marking") or by_method.get(method) or by_method[methods[method]],
        requirements=tuple(row.get("requirements") or ()),
        questions=tuple(row.get("questions") or ()),
    )


def _place_type(row: Data) -> PlaceType:
    name_zh, name_en = _names(row)
    return PlaceType(
        code=_code(row["code"]),
        name_zh=name_zh,
        name_en=name_en,
        sample_count=_whole(row.get("sample_count") or 0),
        group=str(row.get("group") or ""),
        protocol_zh=str(row.get("protocol_zh") or ""),
        protocol_en=str(row.get("protocol_en") or ""),
    )


def _item(row: Data, meta: Data) -> CheckItem:
    scoring = _scoring(row["scoring"])
    return CheckItem(
        code=_code(row["code"]),
        place_type=_code(row["place_type"]),
        indicator=_code(row["indicator"]),
        text_zh=str(row.get("text_zh") or row["code"]),
        text_en=str(row.get("text_en") or row.get("text_zh") or row["code"]),
        exemption_zh=str(row.get("exemption_zh") or ""),
        exemption_en=str(row.get("exemption_en") or ""),
        scoring=scoring,
        remedy=row.get("remedy") or (meta.get("remedy_of") or {}).get(scoring.type),
        owner=row.get("owner") or meta.get("owner_of") or DEFAULT_OWNER,
    )


def _scoring(row: Data) -> Scoring:
    """Only what the type uses is taken; other keys of the row say nothing."""
    kind = row["type"]
    return Scoring(
        type=kind,
        max=_number(row["max"]),
        per_finding=_number(row["per_finding"]) if kind in {"deduct", "observe"} else None,
        required=_whole(row["required"]) if kind == "min_count" else None,
        unit=row.get("unit") if kind == "min_count" else None,
        levels=_numbers(row["levels"]) if kind == "graded" else {},
        cap=_number(row["cap"]) if kind == "critical" else None,
        window_min=_number(row["window_min"]) if kind == "observe" else None,
    )


def _remedy(code: str, row: Data) -> Remedy:
    return Remedy(
        code=code,
        days=_whole(row["days"]),
        photo=bool(row.get("photo")),
        deferrable=bool(row.get("deferrable")),
        grouped=bool(row.get("grouped")),
    )


def _entries(meta: Data, schemes: Mapping[str, Scheme]) -> Iterable[Entry]:
    """Bonus items, then the negative list; without `schemes` they act on the base scheme."""
    base = tuple(code for code, scheme in schemes.items() if scheme.share is None)
    bonus = (meta.get("bonus") or {}).get("items") or ()
    rows = [({"effect": "bonus"}, row) for row in bonus]
    rows += [({}, row) for row in meta.get("negative_list") or ()]
    for effect, row in rows:
        entry = {**row, **effect}
        yield Entry(
            code=_code(entry["code"]),
            name_zh=_names(entry)[0],
            name_en=_names(entry)[1],
            effect=entry["effect"],
            points=Decimal(0) if entry["effect"] == "veto" else _number(entry["points"]),
            schemes=tuple(_code(code) for code in entry.get("schemes") or base),
        )
