"""What a document says of itself: its day and year (成文日期)."""

import re
from datetime import date

from ..text.layout import Flat
from ..text.numbers import value
from ..when.dates import Calendar

_HAN_DAY = re.compile(
    r"([二〇○零一三四五六七八九]{4})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日"
)
_FULL = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")
_ALONE = re.compile(
    r"[^,。;]{0,30}?\(?(?:[^,。;()]{2,12},)?(\d{4})年(\d{1,2})月(\d{1,2})日\)?(?:印发)?"
)
_PUBLISHED = re.compile(
    r"(?:发布|成文|印发|签发|更新)(?:时间|日期):?(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})"
)
# 来源:浔江日报 2025-03-15, 2024-09-02 编辑:…: the day of the page, where nothing better is known.
_OF_PAGE = re.compile(
    r"(?:(?:时间|日期):|来源:[^,。]{2,20}?|^(?=[\d:/.年月日-]{8,16}(?:来源|编辑|作者|阅读|浏览))|(?=\d{4}-\d\d-\d\d\d\d:\d\d))"
    r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})"
)
_DIGITS = {char: n for n, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0}
# A month to come fixes the year; 2022年 alone may speak of the past.
_YEAR_MONTH = re.compile(r"(?<!\d)(20\d\d)年\d{1,2}月(?!\d{1,2}日(?!之?前|止))")
_DUE = re.compile("(?:之?前|止|底前|起?(?:至|到|—|–|-|~))")
_AHEAD = re.compile("(?:定|将|拟|自|从)于?$")
# Elsewhere a day on a line of its own may be the cell of a table.
_HEAD_LINES, _FOOT_LINES, _SIGNATURE = 8, 5, 40
_ISSUER = re.compile(
    "(?:办公室|办|委员会|委|政府|局|部|指挥部|中心|组|科|室|会)$|同志|主任|[县市区]长|书记"
)
_NUMBERED = re.compile(r"[〔\[【](20\d\d)[〕\]】]\d*号?|\(?(20\d\d)年第\d{1,3}[期号]\)?")
_TITLE_YEAR = re.compile(r"(20\d\d)(?:(?:[—–-]{1,2}|至)20\d\d)?年度?")
_TITLE = re.compile(
    r"(?:方案|通知|意见|计划|要点|通报|纪要|办法|清单|讲话|细则|规划|安排|分解[单表]|任务[书单表])[\d()第期号]*$"
)
_ABOUT, _LONGEST_TITLE = re.compile("创建|创文|文明城市|任务|指标"), 60
_EDITION = re.compile(r"\((20\d\d)年(?:版|度|修订)\)")
_NOT_OURS = re.compile(r"《[^》]{0,60}》|\([^)]{0,30}版\)")


def calendar(flat: Flat, dated: date | None) -> Calendar:
    """The day given by the caller, signed or printed; else the year of the title or the number."""
    if dated is not None:
        return Calendar(dated.year, dated)
    text = _HAN_DAY.sub(_in_digits, flat.text)
    lines = text.split("\n")
    signed = _signed(lines) or _printed(_PUBLISHED, lines)
    if signed:
        return Calendar(signed.year, signed)
    year = _edition(lines[:_HEAD_LINES]) or _title_year(lines[:6])
    if year:
        return Calendar(year)
    told = _told(text) or _printed(_OF_PAGE, lines)
    if told:
        return Calendar(told.year, told)
    bare = _NOT_OURS.sub("", text)
    due = next(filter(None, map(_day, _FULL.finditer(bare))), None)
    if due:
        return Calendar(due.year)
    month = _YEAR_MONTH.search(bare)
    return Calendar(int(month[1])) if month else Calendar()


def _in_digits(match: re.Match[str]) -> str:
    """二〇二六年三月六日 reads like 2026年3月6日."""
    year = "".join(str(_DIGITS[char]) for char in match[1])
    month, day = value(match[2]), value(match[3])
    return f"{year}年{month}月{day}日"


def _day(match: re.Match[str]) -> date | None:
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None


def _signed(lines: list[str]) -> date | None:
    """A date on a line of its own: below a title or at the end; the last one counts."""
    ends = {*range(_HEAD_LINES), *range(len(lines) - _FOOT_LINES, len(lines))}
    days = [
        _day(match)
        for number, line in enumerate(lines)
        if (match := _ALONE.fullmatch(line))
        and (number in ends or _signs(lines[number - 1], lines[number + 1]))
    ]
    known = [day for day in days if day]
    return known[-1] if known else None


def _printed(form: re.Pattern[str], lines: list[str]) -> date | None:
    """发布时间:2026-09-11, as websites print it above a text."""
    found = next(filter(None, map(form.search, lines[:_HEAD_LINES])), None)
    return _day(found) if found else None


def _signs(line: str, after: str) -> bool:
    """A unit on a line of its own, above the date: who signs; a bare number below is the next row."""
    return len(line) <= _SIGNATURE and not after.isdigit() and bool(_ISSUER.search(line))


def _edition(lines: list[str]) -> int | None:
    """(2025年版) on a line of its own."""
    found = next(filter(None, map(_EDITION.fullmatch, lines)), None)
    return int(found[1]) if found else None


def _title_year(lines: list[str]) -> int | None:
    for line in lines:
        titled = _TITLE.search(line) or (_ABOUT.search(line) and not re.search("[,。;:]", line))
        bare = _NOT_OURS.sub("", line) if titled and len(line) < _LONGEST_TITLE else ""
        found = _NUMBERED.search(line) or _TITLE_YEAR.search(bare)
        if found:
            return int(found[found.lastindex or 0])
    return None


def _told(text: str) -> date | None:
    """The first full date, unless something is due by it, begins on it or takes place then."""
    text = _NOT_OURS.sub("", text)
    for match in _FULL.finditer(text):
        if f"\n{match[0]}\n" in text:  # the cell of a table
            continue
        ahead = _AHEAD.search(text, max(0, match.start() - 3), match.start())
        return None if ahead or _DUE.match(text, match.end()) else _day(match)
    return None
