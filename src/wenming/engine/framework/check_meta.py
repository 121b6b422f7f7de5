"""Checks of `meta`: schemes, marking, bonus and negative entries, remedies."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from ..numbers import whole
from ..wording import said, term
from .model import GRADES, METHODS, OWNERS, SCORING_TYPES
from .report import Findings, Row, code_of, shown, table

RULES = frozenset({1})
"""Versions of the scoring rules that this engine keeps."""

MARKINGS = frozenset({"proportional", "graded"})


@dataclass(frozen=True, slots=True)
class SchemeSettings:
    """What the check of the weights needs of a scheme."""

    row: Row
    dimensions: tuple[str, ...]
    full_score: Decimal | None


@dataclass(frozen=True, slots=True)
class Settings:
    """What the checks of the tables need to know of meta."""

    row: Row
    methods: Mapping[str, str]
    remedies: frozenset[str]
    schemes: Mapping[str, SchemeSettings] = field(default_factory=dict)

    def marking_of(self, method: str) -> str | None:
        """How values of `method` become marks, as meta says it."""
        marking = self.row.get("marking")
        if not isinstance(marking, Mapping):
            return None
        value = marking.get(method, marking.get(self.methods.get(method, "")))
        return value if isinstance(value, str) and value in MARKINGS else None


def check_meta(data: Any, dimensions: frozenset[str], findings: Findings) -> Settings:
    """Check meta; what could be read of it comes back."""
    mapping = data if isinstance(data, Mapping) else {}
    row = Row(findings, "meta", None, "", mapping)
    if not isinstance(data, Mapping):
        row.error("", said("缺少 meta。"))
    _identity(row)
    schemes = _schemes(row, dimensions)
    remedies = _remedies(row)
    _marking(row)
    _attribution(row)
    _entries(row, frozenset(schemes))
    _year_weights(row)
    return Settings(row, _methods(row), remedies, schemes)


def _identity(row: Row) -> None:
    if code_of(row.get("id")) is None:
        row.error("id", said("缺少测评体系的编号（id）。"))
    if row.get("version") is None:
        row.error("version", said("缺少版本（version）。"))
    if whole(row.get("rules")) not in RULES:
        message = said(
            "计分规则版本是“%(rules)s”，本程序有：%(known)s。",
            rules=shown(row.get("rules")),
            known=sorted(RULES),
        )
        row.error("rules", message)
    row.one_of("standard_grade", GRADES, term("句中", "达标等级"))


def _methods(row: Row) -> dict[str, str]:
    """Declared methods of older editions → one of the four; the four stand for themselves."""
    methods = {method: method for method in METHODS}
    declared = _optional(row, "methods")
    if declared is not None:
        for name, target in declared.data.items():
            counts_as = target.get("counts_as") if isinstance(target, Mapping) else target
            if counts_as in METHODS:
                methods[str(name)] = str(counts_as)
            else:
                message = said(
                    "测评方法“%(name)s”应归入：%(methods)s。", name=name, methods=list(METHODS)
                )
                declared.error(str(name), message)
    return methods


def _schemes(row: Row, dimensions: frozenset[str]) -> dict[str, SchemeSettings]:
    schemes: dict[str, SchemeSettings] = {}
    part = row.part("schemes")
    for code in part.data if part else ():
        scheme = part.part(str(code)) if part else None
        if scheme is not None:
            schemes[str(code)] = _scheme(scheme, dimensions)
    base = [code for code, s in schemes.items() if s.row.get("share_in_total") is None]
    if part and len(base) != 1:
        found = base or term("句中", "没有")
        message = said("应恰好有一个不带 share_in_total 的主体系，现为：%(found)s。", found=found)
        row.error("schemes", message)
    shares = [
        s.row.amount("share_in_total", above=0, high=1)
        for code, s in schemes.items()
        if code not in base
    ]
    if sum((share for share in shares if share is not None), Decimal(0)) >= 1:
        row.error("schemes", said("各体系的 share_in_total 之和应小于 1。"))
    return schemes


def _scheme(row: Row, dimensions: frozenset[str]) -> SchemeSettings:
    full = row.amount("full_score", above=0)
    if row.get("gate_score") is not None:
        row.amount("gate_score", low=0)
    listed = row.get("dimensions")
    if not isinstance(listed, list) or not listed:
        row.error("dimensions", said("体系应列出它的维度（dimensions）。"))
        return SchemeSettings(row, (), full)
    codes = tuple(code_of(code) or shown(code) for code in listed)
    for code in sorted(set(codes) - dimensions):
        row.error("dimensions", said("没有维度“%(code)s”。", code=code))
    for code in sorted({code for code in codes if codes.count(code) > 1}):
        row.error("dimensions", said("维度 %(code)s 列了两次。", code=code))
    return SchemeSettings(row, codes, full)


def _optional(row: Row, column: str) -> Row | None:
    """The mapping in a column that may be left out."""
    return None if row.get(column) is None else row.part(column)


def _remedies(row: Row) -> frozenset[str]:
    """Codes of the remedies (整改方式); both tables may be left out together."""
    remedies = _optional(row, "remedies")
    codes = frozenset(str(code) for code in remedies.data) if remedies else frozenset()
    for code in sorted(codes):
        remedy = remedies.part(code) if remedies else None
        if remedy is not None:
            _remedy(remedy)
    by_type = _optional(row, "remedy_of")
    if by_type is not None:
        for scoring_type in by_type.data:
            if scoring_type in SCORING_TYPES:
                by_type.one_of(scoring_type, codes, term("句中", "整改方式"))
            else:
                message = said("没有计分方式“%(type)s”。", type=scoring_type)
                by_type.error(str(scoring_type), message)
    if row.get("owner_of") is not None:
        row.one_of("owner_of", OWNERS, term("句中", "责任方"))
    return codes


def _remedy(row: Row) -> None:
    row.whole("days", low=1)
    for flag in ("photo", "deferrable", "grouped"):
        if not isinstance(row.get(flag), bool | None):
            message = said(
                "%(flag)s 是“%(value)s”，应为 true 或 false。",
                flag=flag,
                value=shown(row.get(flag)),
            )
            row.error(flag, message)


def _marking(row: Row) -> None:
    """Which marking each method has, and the points of the grades."""
    part = _optional(row, "marking")
    if part is not None:
        for method in part.data:
            part.one_of(method, MARKINGS, term("句中", "折分方式"))
    points = _optional(row, "grade_points")
    if points is None:
        return
    values = [points.amount(grade, low=0, high=1) for grade in GRADES]
    known = [value for value in values if value is not None]
    if len(known) == len(GRADES) and known != sorted(known, reverse=True):
        points.error("", said("等级越差得分系数不能越高：应 A ≥ B ≥ C ≥ D。"))


def _attribution(row: Row) -> None:
    part = row.part("attribution")
    if part is None:
        return
    shares = [part.amount(name, low=0, high=1) for name in ("place_unit", "lead_unit")]
    if None not in shares and sum(share for share in shares if share is not None) != 1:
        part.error("", said("place_unit 与 lead_unit 之和应为 1。"))


def _entries(row: Row, schemes: frozenset[str]) -> None:
    """Bonus items and the negative list share one set of codes: an event names one of them."""
    bonus = _optional(row, "bonus")
    seen: set[str] = set()
    if bonus is not None:
        if bonus.get("cap") is not None:
            bonus.amount("cap", low=0)
        items = table(bonus.data, "items", row.findings, needed=False, inside="meta.bonus.")
        for item in items:
            _entry(item, "bonus", schemes, seen)
    for entry in table(row.data, "negative_list", row.findings, needed=False, inside="meta."):
        effect = entry.one_of("effect", {"veto", "deduct"}, term("句中", "处理方式"))
        _entry(entry, effect, schemes, seen)


def _entry(row: Row, effect: str | None, schemes: frozenset[str], seen: set[str]) -> None:
    if row.code in seen:
        row.error("code", said("编码 %(code)s 在加分项和负面清单中重复。", code=row.code))
    seen.add(row.code)
    if effect in {"bonus", "deduct"}:
        row.amount("points", low=0)
    listed = row.get("schemes")
    if listed is None:
        return
    if not isinstance(listed, list):
        row.error("schemes", said("schemes 应为体系编码的列表。"))
        return
    for code in listed:
        if code_of(code) not in schemes:
            row.error("schemes", said("没有体系“%(code)s”。", code=shown(code)))


def _year_weights(row: Row) -> None:
    part = _optional(row, "year_weights")
    if part is None:
        return
    weights = [part.amount(year, low=0, high=1) for year in part.data]
    if None not in weights and sum(w for w in weights if w is not None) != 1:
        row.warn("year_weights", said("各年权重之和不是 1。"))
