"""Indicators that a text names and the framework lacks (体系中没有的指标).

Read where the text says that it names one: “公厕管理”指标, 测评指标“…”, 指标 D06-05. A name is known if it is much
like one of the framework; codes must be there as they are.
"""

import re
from collections.abc import Iterator, Mapping

from rapidfuzz import fuzz

from ..wording import said
from .model import Check
from .text.layout import Flat

_MARK = "(?:测评|评价|考核|三级|二级)?(?:指标|测评项目?|测评内容|测评标准)"
_NAMED = re.compile(
    rf"“(?P<before>[^”“\n]{{2,20}})”(?:这一|这项|该|等)?{_MARK}|{_MARK}(?:中的|里的|:)?“(?P<after>[^”“\n]{{2,20}})”"
)
_CODE = re.compile(r"(?<![A-Za-z\d])[A-Z]{1,2}\d{1,3}(?:[-.]\d{1,3})+(?![A-Za-z\d])")
_LIKE = 70.0  # per cent


def unknown_indicators(flat: Flat, indicators: Mapping[str, str]) -> Iterator[Check]:
    """What is named as an indicator and is none of `indicators` (code → name), each once."""
    seen: set[str] = set()
    for match in _NAMED.finditer(flat.text):
        group = "before" if match["before"] else "after"
        name = match[group]
        if name not in seen and not _is_known(name, indicators):
            seen.add(name)
            yield _check(flat, name, _nearest(name, indicators), *match.span(group))
    for match in _CODE.finditer(flat.text):
        shape = re.sub(r"\d+", "0", match[0])
        same = [code for code in indicators if re.sub(r"\d+", "0", code) == shape]
        if same and match[0] not in seen and match[0] not in indicators:
            seen.add(match[0])
            yield _check(flat, match[0], "", *match.span())


def _is_known(name: str, indicators: Mapping[str, str]) -> bool:
    return any(
        name in known or known in name or fuzz.ratio(name, known) >= _LIKE
        for known in indicators.values()
    )


def _nearest(name: str, indicators: Mapping[str, str]) -> str:
    scored = ((fuzz.ratio(name, known), known) for known in indicators.values())
    score, known = max(scored, default=(0.0, ""))
    return known if score >= _LIKE / 2 else ""


def _check(flat: Flat, name: str, nearest: str, start: int, end: int) -> Check:
    message = (
        said(
            "文中提到指标“%(name)s”，现行测评体系中没有，相近的有“%(nearest)s”。",
            name=name,
            nearest=nearest,
        )
        if nearest
        else said("文中提到指标“%(name)s”，现行测评体系中没有。", name=name)
    )
    return Check("indicator", name, nearest, message, *flat.span(start, end))
