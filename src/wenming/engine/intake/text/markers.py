"""How items are numbered (编号): every style, and where the markers of a paragraph stand.

Styles, from the highest: 第一章 · 一、 · (一) · 1. · (1) ① · 第一, 首先, 一是 一要 · — ●.
"""

import re
from dataclasses import dataclass

from .layout import BULLETS, Flat
from .numbers import ordinal

_CN = "[一二三四五六七八九十]{1,3}"
_CIRCLED = "①-⑳⑴-⒇"
_MARKERS = (
    ("chapter", rf"第(?:{_CN}|\d{{1,2}})(?:章|部分|编)(?![的是])[、.:]?"),
    ("article", rf"第(?:{_CN}|\d{{1,2}})条(?![的是规款])"),
    ("cn", rf"{_CN}[、.]|{_CN},(?=[\u4e00-\u9fff])"),
    ("cnp", rf"\({_CN}\)[、.]?"),
    ("stage", rf"第{_CN}(?:阶段|步)(?![的是])[、.:]?"),
    (
        "code",
        r"[【\[](?:[IⅠ-Ⅻ]{1,4}-)?\d{1,3}(?:-\d{1,3})*[】\]]"
        rf"|[【\[]?(?:任务|问题|事项|项目|点位|清单)(?:\d{{1,3}}|{_CN})(?:[】\]][、.:]?|[、.:])",
    ),
    (
        "boxed",  # 【东风社区】 on a line of its own
        r"【(?![^】]*(?:牵头|负责|配合|单位|部门|:))(?=[^【】\d\n]{2,20}】(?:\n|$))",
    ),
    (
        "dotted",
        r"\d{1,2}(?:\.\d{1,2})+[、.]?(?=[\u4e00-\u9fff])(?!月|个工作日|日[前内之以起]|小时内)",
    ),
    (
        "ar",
        r"\d{1,2}(?:、|\.(?!\d)|\.(?=\d{1,2}月|\d{4}年|\d{1,3}个工作日|\d{1,2}日[前内之以起]|\d{1,3}小时内))",
    ),
    ("arp", r"\(\d{1,2}\)[、.]?|\d{1,2}\)"),
    ("ring", f"[{_CIRCLED}]"),
    (
        "nth",
        rf"第{_CN}(?:件事?|句话?|桩|点|块|样|项|方面|个方面|个)?[,、:](?!第)|第{_CN}(?:是|要|个就是)|头一(?:件事?|桩|样|个)[,、:]",
    ),
    ("first", r"首先[,、要]|其次[,、要]|再次[,、要]|最后[,、要]"),
    ("run", rf"{_CN}(?:是|要)(?![^,。;]{{0,2}}年)|其[一二三四五六七八九][是,、:]"),
    (
        # 8月26日至8月28日:市容“大扫除”; 5月—6月(补短板月)。…; 动员部署(3月20日至4月5日) on a line of its own
        "day",
        r"(?:\d{4}年)?\d{1,2}月(?:份|(?:至|到|[—–-]{1,2}|-|~)\d{1,2}月份?)?(?:\([\u4e00-\u9fff“”]{2,8}\)[。:]?|[。:])|"
        r"\d{1,2}月\d{1,2}日(?:(?:至|到|—{1,2}|-|~)(?:\d{1,2}月)?\d{1,2}日)?:"
        r"|(?=[\u4e00-\u9fff]{2,10}\((?:\d{4}年)?\d{1,2}月[^()\n]{0,6}(?:至|到|—{1,2}|-|~)[^()\n]{2,12}\)(?:[。:\n]|$))",
    ),
    ("bullet", rf"[—–-]{{1,2}}(?!\d)|[{BULLETS}]"),
)
_UNCOUNTED = frozenset({"boxed", "bullet", "day"})
RANK = {
    "chapter": 0, "article": 1, "cn": 1, "cnp": 2, "stage": 2, "boxed": 2.5, "code": 3, "ar": 3, "dotted": 4,
    "arp": 5, "ring": 5.5, "nth": 6, "first": 6, "run": 6, "day": 6, "bullet": 7,
}  # fmt: skip
_AT_START = re.compile("|".join(f"(?P<{style}>{form})" for style, form in _MARKERS))
_RUN_IN = re.compile(
    r"(?<=[。!?;:)])(?:"
    + "|".join(f"(?P<{style}>{form})" for style, form in _MARKERS if style not in _UNCOUNTED)
    + r")|(?<=[,—)”])(?:"
    + "|".join(f"(?P<{style}_>{form})" for style, form in _MARKERS if style in {"nth", "run"})
    + r")|(?<=[一-鿿])(?<![之统唯万单专不十期周同进第])(?P<run__>一(?:是|要)(?=[^。一]{4,120}[;。,]二(?:是|要)))"
)
_BARE = re.compile(rf"({_CN})(?=[\u4e00-\u9fff])(?![年月日个次条是要种类届])")
_BARE_RUN = re.compile(
    r"(?<=[。:;])[一二三四五六七八九](?=[\u4e00-\u9fff])(?![年月日个次条是要种类届旦般定些样直起切方旁律并度时季线级等])"
)
_BARE_DIGITS = re.compile(
    r"(?<=[。;\n])[1-9](?=[一-鿿])(?![年月日号个次条是种类届季周天时点分户家名处所座米元])"
)
_FEWEST_BARE = 3
_FIRST_WORDS = {"首先": 1, "其次": 2, "再次": 3, "最后": 4}
_NUMERAL = re.compile(rf"{_CN}|\d+(?!.*\d)")


@dataclass(frozen=True, slots=True)
class Marker:
    """Where an item begins: its number as written and as counted, and whether it ran in."""

    style: str
    number: str
    ordinal: int
    start: int
    end: int
    inline: bool


def markers(flat: Flat, start: int, end: int, *, run: int) -> list[Marker]:
    """The markers of a paragraph in their order: one that it begins with, and those run in.

    Args:
        run: how far a list of 一是, 二是 has come that is open, 0 where none is; a bare numeral that
            the paragraph begins with goes on with it.
    """
    first = _at_start(flat, start, run)
    position = first.end if first else start
    found = [_marker(match, inline=True) for match in _RUN_IN.finditer(flat.text, position, end)]
    found += _bare_run(_BARE_RUN, "run", flat.text, position, end)
    found += _bare_run(_BARE_DIGITS, "ar", flat.text, position, end)
    found.sort(key=lambda marker: marker.start)
    return [first, *found] if first else found


def _at_start(flat: Flat, start: int, run: int) -> Marker | None:
    match = _AT_START.match(flat.text, start)
    if match:
        return _marker(match, inline=False)
    bare = _BARE.match(flat.text, start)
    if bare is None:
        return None
    place = ordinal(bare[1])
    if bare.end() in flat.gaps:
        return Marker("cn", bare[1], place, start, bare.end(), inline=False)
    if run and run == place - 1:
        return Marker("run", bare[1], place, start, bare.end(), inline=False)
    return None


def _bare_run(form: re.Pattern[str], style: str, text: str, start: int, end: int) -> list[Marker]:
    """要求:一提高认识。…二抓紧行动。…三完善机制, or 1区教育局…。2…: three or more that count on, without a mark."""
    found: list[Marker] = []
    for match in form.finditer(text, start, end):
        if ordinal(match[0]) == len(found) + 1:
            place = len(found) + 1
            found.append(Marker(style, match[0], place, match.start(), match.end(), inline=True))
    return found if len(found) >= _FEWEST_BARE else []


def _marker(match: re.Match[str], *, inline: bool) -> Marker:
    style = str(match.lastgroup).rstrip("_")
    written = match[0].strip(",、.:;")
    return Marker(style, written, _place(style, written), match.start(), match.end(), inline)


def _place(style: str, written: str) -> int:
    if style == "first":
        return _FIRST_WORDS[written[:2]]
    if style in _UNCOUNTED:
        return 1
    if "①" <= written <= "⑳":
        return ord(written) - ord("①") + 1
    if "⑴" <= written <= "⒇":
        return ord(written) - ord("⑴") + 1
    numeral = _NUMERAL.search(written)
    return ordinal(numeral[0]) if numeral else 0
