"""The headings at the top of a text (目录): which style heads it, and the words of each."""

import re

from ..model import Heading
from ..text.layout import Flat
from .outline import Item

_TOP_STYLES = ("chapter", "cn", "cnp", "nth")
_HEADING_END = re.compile(r"[。!?;|\n]")
_MINUTES = re.compile("会议(?:认为|指出|强调|确定|要求|听取|决定|议定|研究|明确|原则)")
_NOTE = re.compile("^(?:说明|备注|注|有关说明|编制说明|填表说明|有关要求|相关要求)[:。]$")
_LONGEST_HEADING, _ORDER_LENGTH, _LONG_TITLE = 120, 20, 26
_TOLD = re.compile("(?<![必需主首])要(?![求素点害])|[,)由]由|^[由请]|不得|严禁|必须|一律|应当")
_SHORT_POINT, _FEWEST_POINTS, _STOPS = 14, 3, frozenset("。!")
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
    if points := _short_points(root, flat):
        return [Heading(item.number, heading(item, flat)[0]) for item in points]
    below = [item for item in root.children if item.style == "ar"]
    headed = len(below) > 1 and all(item.children for item in below[:-1])
    return [Heading(item.number, heading(item, flat)[0]) for item in below] if headed else []


def _short_points(root: Item, flat: Flat) -> list[Item]:
    """第一、钱要花在刀刃上。今年…: points that open with a few words, where nothing ranks above them."""
    points = [item for item in root.children if item.style == "nth" and not item.inline]
    marked = all(flat.text[item.body - 1] == "、" for item in points)
    ends = [heading(item, flat)[1:] for item in points]
    short = all(b - a <= _SHORT_POINT and flat.text[b : b + 1] in _STOPS for a, b in ends)
    return points if len(points) >= _FEWEST_POINTS and marked and short else []


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
    long = [len(text) > (_ORDER_LENGTH if "," in text else _LONG_TITLE) for text in words]
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
    words = flat.text[item.body : end].rstrip(",:】")
    return words, item.body, item.body + len(words)
