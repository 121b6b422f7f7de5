"""Deadlines and cadences in the cells of a task table, resolved by the day of the table (时限)."""

import re
import unicodedata
from datetime import date, datetime

from django.utils.translation import gettext as _

from wenming.core.tables.cells import Cell
from wenming.core.tables.columns import as_text
from wenming.core.workdays import calendar
from wenming.engine.intake.text.numbers import value
from wenming.engine.intake.when.cadence import cadence
from wenming.engine.intake.when.dates import Calendar, label_time

_DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?")
_WORKDAYS = re.compile(r"(\d{1,3}|[一二三四五六七八九十两]{1,3})个?工作日")
LONGEST = 60


def deadline(cell: Cell, dated: date) -> tuple[str, date | None]:
    """The words of a deadline, and its day where they name one.

    Raises:
        ValueError: a date that the calendar does not have, with the sentence for the report.
    """
    if isinstance(cell, datetime):
        return f"{cell:%Y-%m-%d}", cell.date()
    if isinstance(cell, date):
        return f"{cell:%Y-%m-%d}", cell
    words = " ".join(unicodedata.normalize("NFKC", as_text(cell)).split())[:LONGEST]
    written = [match.groups() for match in _DAY.finditer(words)]
    if written:
        try:
            return words, date(*map(int, written[-1]))  # of a span the end
        except ValueError:
            raise ValueError(_("“%(found)s”不是日历上有的日子。") % {"found": words}) from None
    days = _WORKDAYS.search(words)
    if days:
        return words, calendar().add_days(dated, int(value(days[1]) or 0))
    time = label_time(words, Calendar(dated.year, dated)) if words else None
    return (words, time.iso) if time else ("", None)  # 每月 is a cadence and no deadline


def cadence_of(*cells: str) -> str:
    """The first cadence that a cell names, as duties store it; "" for none."""
    for cell in cells:
        found = cadence(unicodedata.normalize("NFKC", cell))
        if found is not None:
            return found.name
    return ""
