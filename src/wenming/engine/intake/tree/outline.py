"""The tree of numbered items of a text (提纲): nested, run in or broken.

A style that is open goes on; a new one opens a level below the last style that ranks above it.
Paragraphs below a heading that each name who answers are items without a number, too.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from ..tables.tables import Table, tables
from ..text.layout import Flat
from ..text.markers import RANK, Marker, markers
from ..who.units import is_generic, is_named

PART_TITLE = re.compile(
    r"[^。,;:]{0,40}篇[\d一二三四五六七八九十]{1,3}(?:[:.、][^。,;]{0,40})?|[【(]?第?[\d一二三四五六七八九十]{1,3}篇[】):]?[^。,;]{0,30}"
    r"|[^。,;:]{0,40}[【\[(]第?[\d一二三四五六七八九十]{1,3}篇[】\])]|【(?:文件|材料|附件?)[\d一二三四五六七八九十]{1,3}】"
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
    r"(?:附件?\d*|会议时间|(?:会议)?地点|主持人?|缺席|交办人|签发人|承办人|审核人|审批人|签收人|填表人|制表人?|抄送|抄报|主送|[送发报]|联系人|联系电话|电话|主题词|出席|列席|参加|请假|记录|发送|分送|推荐阅读|相关(?:文章|阅读|推荐|链接)|友情链接|[^。,;]{0,25}相关文章):.*"
    r"|(?:主办|承办|版权所有|Copyright)[^。]*(?:网站标识码|版权所有|备案|ICP|转载)[^。]*"
    r"|[^,。;:]{4,40}\(代章\)|\((?:记者|通讯员|此件|联系人|来源|责编|编辑)[^)]*\)|[^,。;:]{2,40}\d{4}年\d{1,2}月\d{1,2}日(?:印发)?|\d{4}年\d{1,2}月\d{1,2}日(?:印发)?"
    r"|[二〇○零一三四五六七八九十]{4}年[^,。]{2,6}日"
)
_LIST_BELOW = re.compile(r"1[.、](?!\d)|\(1\)|①")
_SIGNATURE, _DATE_LENGTH = 24, 29
# …。(责任单位:市教育局、市公安局) ends a paragraph.
_NAMES_WHO = re.compile(
    r"\((?:牵头|责任|主责|负责|承办|主办|落实)[^():]{0,8}:[^()]*(?:\([^()]*\)[^()]*)*\)[。;]?$"
)
_FEWEST_NAMED = 2
_DATE_LINE = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日(?:印发)?(?:\n|$)")
_FULL_STOP = re.compile("[。]")
# 相关文章: and the titles below it belong to the page.
_LINKS = re.compile("【?(?:相关|更多|热门|推荐|延伸)(?:文章|阅读|推荐|链接)[】:]{1,2}")


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


def parts(flat: Flat) -> list[Item]:
    """The trees of a text, one for each text of a compilation (汇编)."""
    builder = _Builder()
    found = {table.start: table for table in tables(flat)}
    beside = _beside(flat)
    start, inside, sections = 0, 0, tuple[int, ...]()
    for line in flat.text.split("\n"):
        end = start + len(line)
        if start in found:
            builder.open[-1].tables.append(found[start])
            inside, sections = found[start].end, found[start].sections
        if start < inside and start not in sections:
            pass
        elif start in beside:
            builder.close_all()
        elif PART_TITLE.fullmatch(line) or (builder.has_items and _NEXT_TITLE.fullmatch(line)):
            builder.new_part(start)
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


def _beside(flat: Flat) -> set[int]:
    """Where lines begin that are no part of a text: who signs, to whom it goes, links to other pages."""
    found: set[int] = set()
    start, linked = 0, False
    for line in flat.text.split("\n"):
        after = start + len(line) + 1
        title = PART_TITLE.fullmatch(line)
        linked = bool(
            _LINKS.fullmatch(line) or (linked and not title and not _FULL_STOP.search(line))
        )
        signed = _is_signature(line, flat.text[after : after + _DATE_LENGTH])
        if linked or (not title and (ASIDE.fullmatch(line) or signed)):
            found.add(start)
        start = after
    return found


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
        if self._heads_a_list(flat, start, end):
            self._add(Marker("boxed", "", 1, start, start, inline=False))
            self.open[-1].own.append((start, end))
            return
        position = start
        run = self._last("run")
        for found in markers(flat, start, end, run=run.ordinal if run else 0):
            marker = self._as_meant(found)
            if self._accepts(marker):
                self.open[-1].own.append((position, marker.start))
                self._add(marker)
                position = marker.end
        self._add_rest(flat, position, end)

    def _heads_a_list(self, flat: Flat, start: int, end: int) -> bool:
        """安全技术部 on a line of its own, above 1. and 2., in a text with items: the unit leads them.

        After the first such line another one may head a paragraph that no number opens.
        """
        line, below = flat.text[start:end], flat.text[end + 1 : end + 4]
        listed = _LIST_BELOW.match(below) is not None or (below and self._last("boxed"))
        return bool(self.has_items and listed) and (is_named(line) or is_generic(line))

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

    def _as_meant(self, marker: Marker) -> Marker:
        """2.22号院 after 1.: the second item speaks of yard 22, and is not 2.22."""
        number, _, rest = marker.number.partition(".")
        if marker.style != "dotted" or rest == "1" or self._last("dotted"):
            return marker
        last = self._last("ar")
        if int(number) != (last.ordinal if last else 0) + 1:
            return marker
        end = marker.start + len(number) + 1
        return replace(marker, style="ar", number=number, ordinal=int(number), end=end)

    def _last(self, style: str) -> Item | None:
        return next((item for item in reversed(self.open) if item.style == style), None)

    def _accepts(self, marker: Marker) -> bool:
        """Inside a paragraph only a list that begins, or goes on, counts as one."""
        if not marker.inline or marker.ordinal == 1:
            return True
        last = self._before(marker)
        if last is None:
            return False
        step = marker.ordinal - last.ordinal
        return step == 1 or (step == 2 and marker.style == "first")  # 首先, 其次, 最后

    def _before(self, marker: Marker) -> Item | None:
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

    def _add(self, marker: Marker) -> None:
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


def _ending(marked: Item | Marker) -> str:
    """是 of 一是, 要 of 一要."""
    return marked.number[-1] if marked.number[-1:] in {"是", "要"} else ""


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
        before.ordinal < after.ordinal or before.style in {"boxed", "bullet", "day", "paragraph"}
    )
