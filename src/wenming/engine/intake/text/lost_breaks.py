"""Numbered items whose line breaks were lost (丢失的换行): …各项工作1.加强领导。…2.保供电。…二、….

Texts out of databases and web pages often come as one paragraph. An item that follows a word without
any stop shows it; then every marker that goes on with its list begins a line again.
"""

import re
from collections.abc import Iterator

from .numbers import ordinal

_CN = "[一二三四五六七八九十]{1,3}"
_MARKERS = re.compile(
    rf"(?P<cn>(?<![第周期十百千万零、,\d])(?P<n>{_CN})、(?!{_CN}[、级等线类]))"
    rf"|(?P<cnp>\((?P<m>{_CN})\))"
    r"|(?P<ar>(?<![\d.—-])(?P<k>\d{1,2})(?:\.(?=[^\d\s.%])|、))"
)
# 一、总体评价|会议认为,…; 二、工作目标 通过半年努力,…: the words of a heading, and no stop after them.
_HEADED = re.compile(
    rf"{_CN}、(?:[^\s。;:,!?]{{2,40}}?(?=会议(?:认为|指出|强调|要求|决定|明确|传达|听取|原则|审议|通报|研究|同意)"
    r"|请[\u4e00-\u9fff]{2,12}(?:督促|抓紧|按照?|结合|认真))|[^\s。;:,!?]{4,24}(?:,[^\s。;:,!?]{4,20})?(?=\s+[^\s]{10})"
    r"|(?:指导思想|总体要求|总体目标|工作目标|目标任务|(?:基本|工作)原则|(?:主要|重点|工作)任务|(?:工作|整治|活动)内容|时间安排|(?:方法|实施|工作)步骤|组织领导|保障措施"
    r"|(?:工作|有关|几点)要求|工作措施|活动目的)(?![和及与、的分机体清表建]|$)(?=[\u4e00-\u9fff]{4}|到?20[\d_X×]{2}年))"
)
# ——2024年为基础年,…。——2025年为提升年,….
_DASHED = re.compile(r"(?<=[。;])—{1,2}(?=[^\s—\d]|\d{4})")
_STOPPED = re.compile(r"[。!?;:…)”》\]】,、]")
_CELLS = re.compile(r"\t|\|[^|]*\|")
_SHORTEST, _APART = 150, 6


def lost_breaks(paragraph: str) -> list[int]:
    """Where the items of `paragraph` (half-width) begin if it lost its line breaks, else nothing.

    >>> text = "一、加强领导1.成立专班。" + "各单位要抓好落实。" * 20 + "2.落实责任。二、严格督查"
    >>> [text[at : at + 2] for at in lost_breaks(text)]
    ['1.', '2.', '二、']
    """
    if _CELLS.search(paragraph):
        return []
    return sorted({*_of_items(paragraph), *_after_headings(paragraph), *_of_dashes(paragraph)})


def _of_items(paragraph: str) -> list[int]:
    """Where every marker begins that goes on with its list, if one of them follows a word."""
    if len(paragraph) < _SHORTEST:
        return []
    found = sorted(at for style in ("cn", "cnp", "ar") for at in _in_order(paragraph, style))
    before = (paragraph[:at].rstrip() for at in found)
    lost = any(text and not _STOPPED.match(text[-1]) for text in before)
    return [at for at in found if at] if lost else []


def _after_headings(paragraph: str) -> Iterator[int]:
    """Where a heading begins, and the first sentence below it that it runs on into."""
    for match in _HEADED.finditer(paragraph):
        if _opens(paragraph, match):
            yield from (at for at in match.span() if at)


def _opens(paragraph: str, match: re.Match[str]) -> bool:
    """The marker stands at the head of a line or after a stop: no 第十一、二条."""
    before = paragraph[: match.start()].rstrip()
    return not before or _STOPPED.match(before[-1]) is not None


def _of_dashes(paragraph: str) -> list[int]:
    """Several points that dashes open."""
    found = [match.start() for match in _DASHED.finditer(paragraph)]
    return found if len(found) > 1 else []


def _in_order(paragraph: str, style: str) -> Iterator[int]:
    """The markers of one style that count on from 1; one that stays alone is none."""
    kept: list[tuple[int, int]] = []
    for match in _MARKERS.finditer(paragraph):
        if match.lastgroup is None or match[style] is None:
            continue
        number = ordinal(match["n"] or match["m"] or match["k"])
        before = kept[-1] if kept else (-_APART, 0)
        if match.start() - before[0] < _APART:
            continue
        if number == 1 and kept and kept[-1][1] == 1:
            kept.pop()
        if number == 1 or before[1] < number <= before[1] + 2:
            kept.append((match.start(), number))
    if kept and kept[-1][1] == 1:
        kept.pop()
    yield from (at for at, _ in kept)
