"""Where a document contradicts itself (自相矛盾): counts, sums, dates and leads.

count  a heading or a sentence announces four points, and two follow
sum    42 indicators, whose parts add up to 40
date   a deadline that lies before the day of the document
lead   one duty, two leads
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from rapidfuzz import fuzz

from ..wording import said
from .model import Check, Directive
from .text.layout import Flat
from .text.numbers import HAN_DIGITS, value
from .text.sentences import Stretch, sentences
from .tree.outline import Item, lists

_N = rf"(?P<n>\d{{1,2}}|[{HAN_DIGITS}]{{1,3}})"
_ANNOUNCED = re.compile(
    rf"{_N}(?P<what>(?:个|项|点|条|方面|大|种)+[\u4e00-\u9fff]{{0,8}})”?[^,。;:]{{0,6}}$"
)
_TOTAL = re.compile(
    r"(?P<n>\d{1,9}(?:\.\d{1,6})?)(?P<unit>项|个|条|家|处|分|人|座|名|件|万元|%)(?P<what>[^,。;\d]{0,12})"
)
_BREAKDOWN = re.compile(r"其中|分别(?:是|为)|具体(?:到|是|为)?|包括|主要是|分解为|构成|:")
_NUMBERING = re.compile(
    r"^[\s(（]*[一二三四五六七八九十\d]+[)）、.．是要]*|[（(]?(?:牵头|责任)单位[:：]|由|请|牵头|负责"
)
_SHORTEST = 8
_SAME = 85.0  # per cent
_OPENING = 3
_ADDEND = re.compile(
    r"(?P<name>[\u4e00-\u9fff“”()A-Z]{2,20}?)(?:占|有|为|是|各)?(?P<n>\d{1,9}(?:\.\d{1,6})?)(?P<unit>项|个|条|家|处|分|人|座|名|件|万元|%)"
)


def checks(
    flat: Flat, roots: Sequence[Item], found: Sequence[Directive], day: date | None
) -> list[Check]:
    """Every contradiction found, in the order of the text."""
    rows = [*_counts(flat, roots), *_sums(flat), *_dates(found, day), *_leads(found)]
    return sorted(rows, key=lambda row: (row.start, row.end))


# --- count ---------------------------------------------------------------------------------


def _counts(flat: Flat, roots: Sequence[Item]) -> Iterator[Check]:
    for root in roots:
        for item in root.walk():
            for items in lists(item.children):
                check = _count(flat, items)
                if check:
                    yield check


def _count(flat: Flat, items: list[Item]) -> Check | None:
    """The sentence before the list says how many points come; the list has another number."""
    if items[0].style == "bullet" or items[0].ordinal != 1:
        return None
    start, words = _sentence_before(flat.text, items[0].start)
    match = _ANNOUNCED.search(words)
    told = value(match["n"]) if match else None
    if match is None or told is None or told == len(items) or not 2 <= told <= 20:
        return None
    announced = match["n"] + match["what"]
    values = {"said": announced, "n": len(items), "numbers": [item.number for item in items]}
    return Check(
        "count",
        announced,
        str(len(items)),
        said("文中称“%(said)s”，其后只列出%(n)s项（%(numbers)s）。", **values)
        if told > len(items)
        else said("文中称“%(said)s”，其后列出了%(n)s项（%(numbers)s）。", **values),
        *flat.span(start + match.start("n"), start + match.end()),
    )


def _sentence_before(text: str, end: int) -> tuple[int, str]:
    """The last sentence before `end`, without its closing mark, and where it begins."""
    before = text[max(0, end - 80) : end].rstrip("\n。!?;:,")
    words = re.split("[。!?;\n]", before)[-1]
    return max(0, end - 80) + len(before) - len(words), words


# --- sum -----------------------------------------------------------------------------------


def _sums(flat: Flat) -> Iterator[Check]:
    """A total, and in the same or the next sentence its parts; each list of parts once."""
    stretches = list(sentences(flat.text, 0, len(flat.text)))
    seen: set[int] = set()
    for sentence, after in pairwise([*stretches, Stretch("", 0, 0)]):
        for total in _TOTAL.finditer(sentence.text):
            start = sentence.start + total.end()
            rest = Stretch(sentence.text[total.end() :], start, sentence.end)
            for place in (rest, after):
                check = _compare(flat, total, sentence, place)
                if check and check.end not in seen:
                    seen.add(check.end)
                    yield check


def _compare(flat: Flat, total: re.Match[str], sentence: Stretch, place: Stretch) -> Check | None:
    mark = _BREAKDOWN.search(place.text)
    if mark is None:
        return None
    parts = [
        match
        for match in _ADDEND.finditer(place.text, mark.end())
        if match["unit"] == total["unit"]
    ]
    numbers = [value(match["n"]) or 0 for match in parts]
    told = value(total["n"]) or 0
    if len(parts) < 3 or not _is_breakdown(told, numbers):
        return None
    found = round(sum(numbers), 6)
    if found == told:
        return None
    shown = "+".join(f"{number:g}" for number in numbers)
    return Check(
        "sum",
        f"{told:g}{total['unit']}",
        f"{shown}={found:g}",
        said(
            "文中称共%(said)s，各部分相加为%(found)s。",
            said=f"{told:g}{total['unit']}{total['what']}",
            found=f"{shown}={found:g}{total['unit']}",
        ),
        *flat.span(sentence.start + total.start(), place.start + parts[-1].end()),
    )


def _is_breakdown(told: float, numbers: list[float]) -> bool:
    """Parts that come near the total; a list of unrelated numbers does not."""
    found = sum(numbers)
    return told > 0 and max(numbers) < told and 0.7 * told <= found <= 1.3 * told


# --- date and lead -------------------------------------------------------------------------


def _dates(found: Sequence[Directive], day: date | None) -> Iterator[Check]:
    for row in found:
        due = date.fromisoformat(row.deadline_iso) if row.deadline_iso else None
        if day and due and due < day:
            message = said(
                "要求“%(deadline)s”完成，早于文件日期%(day)s。",
                deadline=row.deadline,
                day=day.isoformat(),
            )
            yield Check("date", str(row.deadline), day.isoformat(), message, row.start, row.end)


def _leads(found: Sequence[Directive]) -> Iterator[Check]:
    """The same duty given to two units in two places; it begins with the same words."""
    openings: dict[str, list[tuple[Directive, str]]] = {}
    for row in found:
        words = _bare(row) if row.lead and not row.lead_generic else ""
        if len(words) < _SHORTEST:
            continue
        before = openings.setdefault(words[:_OPENING], [])
        for other, same in before:
            if set(other.lead).isdisjoint(row.lead) and fuzz.ratio(words, same) >= _SAME:
                yield two_leads(other.lead, row.lead, row.start, row.end)
        if not any(other.lead == row.lead and same == words for other, same in before):
            before.append((row, words))


def two_leads(one: Sequence[str], other: Sequence[str], start: int, end: int) -> Check:
    """One duty that is given to two units."""
    first, second = "、".join(one), "、".join(other)
    message = said("同一任务由不同单位牵头：%(one)s；%(other)s。", one=list(one), other=list(other))
    return Check("lead", first, second, message, start, end)


def _bare(row: Directive) -> str:
    """The words of a duty without its number and the names of its units."""
    words = row.text[:60]
    for name in (*row.lead, *row.support):
        words = words.replace(name, "")
    return _NUMBERING.sub("", words)
