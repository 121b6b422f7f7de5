"""The tree of numbered items of a text (提纲): every numbering style, nested, run in or broken.

Styles, from the highest: 第一章 · 一、 · (一) · 1. · (1) ① · 第一, 首先, 一是 一要 · — ●. A style that is open
goes on; a new one opens a level below the last style that ranks above it.
Paragraphs below a heading that each name who answers are items without a number, too.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from .layout import Flat
from .model import Heading
from .numbers import ordinal
from .tables import Table, tables
from .units import is_named

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
        "dotted",
        r"\d{1,2}(?:\.\d{1,2})+[、.]?(?=[\u4e00-\u9fff])(?!月|个工作日|日[前内之以起]|小时内)",
    ),
    (
        "ar",
        r"\d{1,2}(?:、|\.(?!\d)|\.(?=\d{1,2}月|\d{4}年|\d{1,3}个工作日|\d{1,2}日[前内之以起]|\d{1,3}小时内))",
    ),
    ("arp", r"\(\d{1,2}\)[、.]?|\d{1,2}\)"),
    ("ring", f"[{_CIRCLED}]"),
    ("nth", rf"第{_CN}(?:件事?|句话?|桩|点|块|方面|个方面)?[,、:](?!第)|第{_CN}(?:是|要)"),
    ("first", r"首先[,、要]|其次[,、要]|再次[,、要]|最后[,、要]"),
    ("run", rf"{_CN}(?:是|要)(?![^,。;]{{0,2}}年)|其[一二三四五六七八九][是,、:]"),
    (
        "day",  # 8月26日至8月28日:市容“大扫除”; 动员部署(3月20日至4月5日) on a line of its own
        r"\d{1,2}月\d{1,2}日(?:(?:至|到|—{1,2}|-|~)(?:\d{1,2}月)?\d{1,2}日)?:"
        r"|(?=[\u4e00-\u9fff]{2,10}\((?:\d{4}年)?\d{1,2}月[^()\n]{0,6}(?:至|到|—{1,2}|-|~)[^()\n]{2,12}\)(?:[。:\n]|$))",
    ),
    ("bullet", r"[—–-]{1,2}(?!\d)|[●■◆▲•·※]"),
)
RANK = {
    "chapter": 0, "article": 1, "cn": 1, "cnp": 2, "stage": 2, "code": 3, "ar": 3, "dotted": 4, "arp": 5, "ring": 5.5,
    "nth": 6, "first": 6, "run": 6, "day": 6, "bullet": 7,
}  # fmt: skip
_AT_START = re.compile("|".join(f"(?P<{style}>{form})" for style, form in _MARKERS))
_RUN_IN = re.compile(
    r"(?<=[。!?;:)])(?:"
    + "|".join(f"(?P<{style}>{form})" for style, form in _MARKERS if style not in {"bullet", "day"})
    + r")|(?<=[,—)”])(?:"
    + "|".join(f"(?P<{style}_>{form})" for style, form in _MARKERS if style in {"nth", "run"})
    + r")|(?<=[一-鿿])(?<![之统唯万单专不十期周同进第])(?P<run__>一(?:是|要)(?=[^。一]{4,120}[;。,]二(?:是|要)))"
)
_BARE = re.compile(rf"({_CN})(?=[\u4e00-\u9fff])(?![年月日个次条是要种类届])")
_BARE_RUN = re.compile(
    r"(?<=[。:;])[一二三四五六七八九](?=[\u4e00-\u9fff])(?![年月日个次条是要种类届旦般定些样直起切方旁律并度时季线级等])"
)
_FEWEST_BARE = 3
_FIRST_WORDS = {"首先": 1, "其次": 2, "再次": 3, "最后": 4}
_NUMERAL = re.compile(rf"{_CN}|\d+(?!.*\d)")

PART_TITLE = re.compile(
    r"[^。,;:]{0,40}篇[\d一二三四五六七八九十]{1,3}[:.、]?|[【(]?第?[\d一二三四五六七八九十]{1,3}篇[】):]?[^。,;]{0,30}"
    r"|[^。,;:]{0,40}[【\[(]第?[\d一二三四五六七八九十]{1,3}篇[】\])]"
)
# A title in the middle of a file begins another text of a compilation.
_NEXT_TITLE = re.compile(
    r"(?:关于[^。,;:!?]{4,50}的(?:通知|通报|意见|函|报告|决定|公告|倡议书?)"
    r"|[^。,;:!?]{2,40}(?:会|会议|仪式|活动)上的(?:讲话|发言|致辞|总结)(?:提纲|摘要)?"
    r"|(?:市民|读者|群众)来信[^。,;:!?]{0,10}|[^。,;:!?]{4,30}倡议书)"
)
_ADDRESS = re.compile(r"(?:同志们|各位领导|各位代表|同志们、朋友们)[,:!。]")
_AFTER_LIST = re.compile(
    r"(?<=[。!])(?=(?:所有)?这些|总之|与此同时|此外|另外|为此|我们|(?:以上|上述)[^,。]{0,12}(?:方面|要求|工作)?,)"
)
_SPEAKER = re.compile(
    r"(?!报道|来信|通报|调查|有人|群众|专家|数据|结果|媒体)[\u4e00-\u9fff]{2,12}(?:强调|要求|指出|议定|就[^,。:]{2,20}(?:提出|作出|强调)[^,。:]{0,8}|提出[^,。:]{0,6}要求)[,:]"
)
ASIDE = re.compile(
    r"(?:附件?\d*|会议时间|(?:会议)?地点|主持人?|缺席|交办人|签发人|承办人|审核人|审批人|签收人|填表人|制表人?|抄送|抄报|主送|[送发报]|联系人|联系电话|电话|主题词|出席|列席|参加|请假|记录|发送|分送|推荐阅读|相关(?:文章|阅读|推荐)|[^。,;]{0,25}相关文章):.*"
    r"|(?:主办|承办|版权所有|Copyright)[^。]*(?:网站标识码|版权所有|备案|ICP|转载)[^。]*"
    r"|\((?:记者|通讯员|此件|联系人|来源|责编|编辑)[^)]*\)|[^,。;:]{2,40}\d{4}年\d{1,2}月\d{1,2}日(?:印发)?|\d{4}年\d{1,2}月\d{1,2}日(?:印发)?"
    r"|[二〇○零一三四五六七八九十]{4}年[^,。]{2,6}日"
)


@dataclass(slots=True, eq=False)
class Item:
    """A numbered item, or the root (style "root") of a text.

    Attributes:
        fellows: the list that the item stands in, itself among them.
        start, body: where the marker and the words after it begin in the even view.
        own: stretches of text of the item itself, children, tables and asides left out.
    """

    style: str
    number: str = ""
    ordinal: int = 0
    start: int = 0
    body: int = 0
    inline: bool = False
    own: list[tuple[int, int]] = field(default_factory=list)
    children: list["Item"] = field(default_factory=list)
    parent: "Item | None" = field(default=None, repr=False)
    fellows: list["Item"] = field(default_factory=list, repr=False)
    tables: list[Table] = field(default_factory=list)

    def walk(self) -> Iterator["Item"]:
        """The item and all below it, in the order of the text."""
        yield self
        for child in self.children:
            yield from child.walk()

    def path(self) -> Iterator["Item"]:
        """The item, its parent, and so on up to the root."""
        item: Item | None = self
        while item is not None:
            yield item
            item = item.parent


@dataclass(frozen=True, slots=True)
class _Marker:
    style: str
    number: str
    ordinal: int
    start: int
    end: int
    inline: bool


def parts(flat: Flat) -> list[Item]:
    """The trees of a text, one for each text of a compilation (汇编)."""
    builder = _Builder()
    start = 0
    found = {table.start: table for table in tables(flat)}
    inside, sections = 0, tuple[int, ...]()
    for line in flat.text.split("\n"):
        end = start + len(line)
        if start in found:
            builder.open[-1].tables.append(found[start])
            inside, sections = found[start].end, found[start].sections
        if start < inside and start not in sections:
            pass
        elif PART_TITLE.fullmatch(line) or (builder.has_items and _NEXT_TITLE.fullmatch(line)):
            builder.new_part(start)
        elif ASIDE.fullmatch(line) or _is_signature(line, flat.text[end + 1 : end + 30]):
            builder.close_all()
        else:
            first = _after_bars(line) if start in sections else 0
            builder.add_paragraph(flat, start + first, end)
        start = end + 1
    for root in builder.roots:
        for item in root.walk():
            _divide(item, flat)
            for fellows in lists(item.children):
                for child in fellows:
                    child.fellows = fellows
    return builder.roots


def _divide(item: Item, flat: Flat) -> None:
    """Paragraphs below a heading that each name who answers, (责任单位:…), are items without a number."""
    below = [] if item.children or item.style == "root" else item.own[1:]
    below = [(start, end) for start, end in below if start < end]
    named = [span for span in below if _NAMES_WHO.search(flat.text[slice(*span)])]
    if len(named) < _FEWEST_NAMED:
        return
    del item.own[1:]
    item.children = [
        Item("paragraph", start=start, body=start, own=[(start, end)], parent=item)
        for start, end in below
    ]


def names_who(item: Item, flat: Flat) -> bool:
    """Whether the item ends in a bracket that names who answers."""
    return bool(item.own) and _NAMES_WHO.search(flat.text[slice(*item.own[-1])]) is not None


def _after_bars(line: str) -> int:
    """Where the words of |一、市容秩序||| begin."""
    return len(line) - len(line.lstrip("| "))


def _is_signature(line: str, after: str) -> bool:
    """市创城办 on a line of its own above the date: who signs, not who is told."""
    return len(line) <= _SIGNATURE and is_named(line) and _DATE_LINE.match(after) is not None


class _Builder:
    """Grows the trees paragraph by paragraph; `open` is the way from the root to here."""

    def __init__(self) -> None:
        self.roots: list[Item] = []
        self.new_part(0)

    def new_part(self, start: int) -> None:
        root = Item("root", start=start, body=start)
        self.roots.append(root)
        self.open = [root]

    @property
    def has_items(self) -> bool:
        """Whether the text so far has got to its numbered items."""
        return bool(self.roots[-1].children)

    def close_all(self) -> None:
        del self.open[1:]

    def add_paragraph(self, flat: Flat, start: int, end: int) -> None:
        text = flat.text[start:end]
        if _ADDRESS.match(text) or _SPEAKER.match(text):
            self.close_all()
        self._close_run_in()
        position = start
        for marker in self._markers(flat, start, end):
            if self._accepts(marker):
                self.open[-1].own.append((position, marker.start))
                self._add(marker)
                position = marker.end
        self._add_rest(flat, position, end)

    def _add_rest(self, flat: Flat, start: int, end: int) -> None:
        """What follows a run-in list in the same paragraph (这些都…) is of the item above it."""
        match = _AFTER_LIST.search(flat.text, start, end) if self.open[-1].inline else None
        if match is None:
            self.open[-1].own.append((start, end))
            return
        self.open[-1].own.append((start, match.start()))
        self._close_run_in()
        self.open[-1].own.append((match.start(), end))

    def _close_run_in(self) -> None:
        """A list that ran inside the paragraph before is over."""
        while self.open[-1].inline:
            self.open.pop()

    def _markers(self, flat: Flat, start: int, end: int) -> Iterator[_Marker]:
        position = start
        first = self._at_start(flat, start)
        if first:
            yield first
            position = first.end
        markers = [_marker(m, inline=True) for m in _RUN_IN.finditer(flat.text, position, end)]
        markers += _bare_run(flat.text, position, end)
        yield from sorted(markers, key=lambda marker: marker.start)

    def _at_start(self, flat: Flat, start: int) -> _Marker | None:
        match = _AT_START.match(flat.text, start)
        if match:
            return _marker(match, inline=False)
        bare = _BARE.match(flat.text, start)
        if bare is None:
            return None
        place = ordinal(bare[1])
        if bare.end() in flat.gaps:
            return _Marker("cn", bare[1], place, start, bare.end(), inline=False)
        last = self._last("run")
        if last is not None and last.ordinal == place - 1:
            return _Marker("run", bare[1], place, start, bare.end(), inline=False)
        return None

    def _last(self, style: str) -> Item | None:
        return next((item for item in reversed(self.open) if item.style == style), None)

    def _accepts(self, marker: _Marker) -> bool:
        """Inside a paragraph only a list that begins, or goes on, counts as one."""
        if not marker.inline or marker.ordinal == 1:
            return True
        last = self._before(marker)
        if last is None:
            return False
        step = marker.ordinal - last.ordinal
        return step == 1 or (step == 2 and marker.style == "first")  # 首先, 其次, 最后

    def _before(self, marker: _Marker) -> Item | None:
        """The open item whose list the marker goes on with; 一要…二要… may run inside 一是…."""
        last = self._last(marker.style)
        if last is None or marker.style != "run" or _ending(last) == _ending(marker):
            return last
        if marker.ordinal == 1:
            return None if marker.inline else last
        runs = [item for item in reversed(self.open) if item.style == "run"]
        near = [item for item in runs if item.ordinal == marker.ordinal - 1]
        alike = [item for item in near if _ending(item) == _ending(marker)]
        return next(iter(alike or near), last)

    def _add(self, marker: _Marker) -> None:
        last = self._before(marker)
        if last is not None:
            while self.open.pop() is not last:
                pass
        else:
            rank = RANK[marker.style]
            while len(self.open) > 1 and RANK[self.open[-1].style] > rank:
                self.open.pop()
        parent = self.open[-1]
        item = Item(
            marker.style, marker.number, marker.ordinal, marker.start, marker.end, marker.inline
        )
        item.parent = parent
        parent.children.append(item)
        self.open.append(item)


def _ending(marked: Item | _Marker) -> str:
    """是 of 一是, 要 of 一要."""
    return marked.number[-1] if marked.number[-1:] in {"是", "要"} else ""


def _bare_run(text: str, start: int, end: int) -> list[_Marker]:
    """要求:一提高认识。…二抓紧行动。…三完善机制: three or more that count on, without any mark."""
    found: list[_Marker] = []
    for match in _BARE_RUN.finditer(text, start, end):
        if ordinal(match[0]) == len(found) + 1:
            place = len(found) + 1
            found.append(_Marker("run", match[0], place, match.start(), match.end(), inline=True))
    return found if len(found) >= _FEWEST_BARE else []


def _marker(match: re.Match[str], *, inline: bool) -> _Marker:
    style = str(match.lastgroup).rstrip("_")
    written = match[0].strip(",、.:;")
    return _Marker(style, written, _place(style, written), match.start(), match.end(), inline)


def _place(style: str, written: str) -> int:
    if style == "first":
        return _FIRST_WORDS[written[:2]]
    if style in {"bullet", "day"}:
        return 1
    if "①" <= written <= "⑳":
        return ord(written) - ord("①") + 1
    if "⑴" <= written <= "⒇":
        return ord(written) - ord("⑴") + 1
    numeral = _NUMERAL.search(written)
    return ordinal(numeral[0]) if numeral else 0


_SIGNATURE = 24
# …。(责任单位:市教育局、市公安局) ends a paragraph.
_NAMES_WHO = re.compile(
    r"\((?:牵头|责任|主责|负责|承办|主办|落实)[^():]{0,8}:[^()]*(?:\([^()]*\)[^()]*)*\)[。;]?$"
)
_FEWEST_NAMED = 2
_DATE_LINE = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日(?:印发)?(?:\n|$)")
_TOP_STYLES = ("chapter", "cn", "cnp", "nth")
_HEADING_END = re.compile(r"[。!?;|\n]")
_MINUTES = re.compile("会议(?:认为|指出|强调|确定|要求|听取|决定|议定|研究|明确|原则)")
_NOTE = re.compile("^(?:说明|备注|注|有关说明|编制说明|填表说明):$")
_LONGEST_HEADING, _ORDER_LENGTH = 120, 20
_TOLD = re.compile("(?<![必需主首])要(?![求素点害])|[,)由]由|^由|不得|严禁|必须|一律|应当")
_MOST, _TOLD_SHARE = 0.6, 0.35  # so many of the headings are long, so many order


def top_headings(root: Item, flat: Flat) -> list[Heading]:
    """The headings of the highest style that the text has, in its order."""
    for style in _TOP_STYLES:
        items = [item for item in root.walk() if item.style == style]
        on_lines = [item for item in items if not item.inline]
        if style == "nth":
            items = on_lines = [item for item in on_lines if _stands_alone(item, flat)]
        if items and (_whole_orders(items, flat) or (len(items) > 1 and _of_a_note(items, flat))):
            return []
        if items:
            items = on_lines if len(on_lines) > 1 else items
            return [Heading(item.number, heading(item, flat)[0]) for item in items]
    below = [item for item in root.children if item.style == "ar"]
    headed = len(below) > 1 and all(item.children for item in below[:-1])
    return [Heading(item.number, heading(item, flat)[0]) for item in below] if headed else []


def _whole_orders(items: list[Item], flat: Flat) -> bool:
    """一、市教育局负责…,6月底前完成。 with nothing below: an order itself, that heads nothing."""
    words = [heading(item, flat)[0] for item in items]
    bare = all(_MINUTES.fullmatch(text) for text in words)  # 会议议定 on a line of its own
    if not bare and all(_MINUTES.match(text) for text in words):
        return True
    alone = all(
        not item.children and not item.tables and sum(b - a for a, b in item.own) < len(text) + 4
        for item, text in zip(items[:-1] or items, words, strict=False)
    )
    long = ["," in text and len(text) > _ORDER_LENGTH for text in words]
    if alone:
        return all(long)
    told = [_TOLD.search(text) is not None for text in words]
    return sum(long) > _MOST * len(long) and sum(told) >= _TOLD_SHARE * len(told)


def _of_a_note(items: list[Item], flat: Flat) -> bool:
    """说明:一、…。二、… below a table heads nothing."""
    return _NOTE.search(flat.text[: items[0].start].rsplit("\n", 1)[-1]) is not None


def _stands_alone(item: Item, flat: Flat) -> bool:
    """第一,账要算明白。 on a line of its own heads what follows; 第一,各单位要…。其次… does not."""
    end = heading(item, flat)[2]
    return flat.text[end : end + 2].lstrip("。!;")[:1] == "\n"


def heading(item: Item, flat: Flat) -> tuple[str, int, int]:
    """The words after the marker up to the first full stop, without the closing mark."""
    last = min(len(flat.text), item.body + _LONGEST_HEADING)
    match = _HEADING_END.search(flat.text, item.body, last)
    end = match.start() if match else last
    words = flat.text[item.body : end].rstrip(",:")
    return words, item.body, item.body + len(words)


def lists(siblings: list[Item]) -> Iterator[list[Item]]:
    """The lists that items of one level form: a number that does not go up begins another."""
    current: list[Item] = []
    for item in siblings:
        if current and not _goes_on(current[-1], item):
            yield current
            current = []
        current.append(item)
    if current:
        yield current


def _goes_on(before: Item, after: Item) -> bool:
    return before.style == after.style and (
        before.ordinal < after.ordinal or before.style in {"bullet", "day", "paragraph"}
    )
