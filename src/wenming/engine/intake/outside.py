"""Directives that somebody else drafted (外来草稿), held to the text before anybody sees them.

What comes from outside is believed only as far as the document says it: a row stands or falls with
its sentence, names and times stand as written, numbers stand in the sentence. Days are worked out
here, so that one rule decides on years and ends of months.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any, get_args

from .model import Directive, Kind, Target
from .text.layout import Flat, flatten
from .when.cadence import PERIODS
from .when.dates import Calendar, label_time
from .who.units import is_generic, is_people

LONGEST = 120
MOST = 500
_CADENCES = frozenset(PERIODS) | {"unspecified"}
_OPS = frozenset({">=", "<=", "=", "<", ">"})
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


def held_to_text(
    rows: Iterable[Any], flat: Flat, calendar: Calendar
) -> tuple[list[Directive], int]:
    """The rows that the text bears out, in its order, and how many it does not.

    Args:
        rows: objects of the draft schema; whatever else is there counts as not borne out.
    """
    found: dict[tuple[int, int], Directive] = {}
    refused = 0
    for number, row in enumerate(rows):
        made = _directive(row, flat, calendar) if number < MOST else None
        if made is None or (made.start, made.end) in found:
            refused += 1
        else:
            found[made.start, made.end] = made
    return sorted(found.values(), key=lambda made: (made.start, made.end)), refused


def _directive(row: Any, flat: Flat, calendar: Calendar) -> Directive | None:
    if not isinstance(row, Mapping):
        return None
    span = _span(row.get("text"), flat)
    if span is None:
        return None
    start, end = span
    lead = _names(row.get("lead"), flat)
    generic = bool(lead) and all(map(is_generic, lead))
    deadline = _written(row.get("deadline"), flat)
    time = label_time(deadline, calendar) if deadline else None
    cadence = row.get("cadence") if row.get("cadence") in _CADENCES else None
    targets = tuple(_targets(row.get("targets"), flat.source[start:end]))
    kind = _kind(row.get("kind"), cadence)
    return Directive(
        text=flat.source[start:end],
        start=start,
        end=end,
        kind=kind,
        lead=lead,
        support=tuple(name for name in _names(row.get("support"), flat) if name not in lead),
        lead_generic=generic,
        deadline=deadline,
        deadline_iso=time.iso.isoformat() if time and time.iso else None,
        cadence=cadence,
        targets=targets,
        ticked=bool(lead) and not generic and (kind != "requirement" or bool(deadline or targets)),
    )


def _kind(said: Any, cadence: str | None) -> Kind:
    """Recurring if and only if there is a cadence, whatever was said."""
    if cadence:
        return "recurring"
    kinds = [kind for kind in get_args(Kind) if kind == said and kind != "recurring"]
    return kinds[0] if kinds else "requirement"


def _span(text: Any, flat: Flat) -> tuple[int, int] | None:
    """Where the text stands in the cleaned text, at most 120 characters of it; blanks do not count."""
    wanted = _even(text)
    if len(wanted) < 4:
        return None
    at = flat.text.find(wanted)
    if at < 0:
        return None
    start, end = flat.span(at, at + len(wanted))
    return start, min(end, start + LONGEST)


def _even(text: Any) -> str:
    """A piece of text in the even view, so that width and blanks do not matter."""
    return flatten(text).text.strip("\n") if isinstance(text, str) else ""


def _written(text: Any, flat: Flat) -> str | None:
    """The words if the document has them."""
    even = _even(text)
    return even if 0 < len(even) <= 60 and even in flat.text else None


def _names(names: Any, flat: Flat) -> tuple[str, ...]:
    """Units that the document writes; persons never lead."""
    listed = names if isinstance(names, list) else []
    found = (_written(name, flat) for name in listed[:20])
    return tuple(dict.fromkeys(name for name in found if name and not is_people(name)))


def _targets(rows: Any, sentence: str) -> Iterable[Target]:
    """Targets whose number stands in the sentence."""
    numbers = {float(number) for number in _NUMBER.findall(flatten(sentence).text)}
    for row in rows if isinstance(rows, list) else ():
        if not isinstance(row, Mapping) or row.get("op") not in _OPS:
            continue
        metric, unit, value = row.get("metric"), row.get("unit"), row.get("value")
        if not (isinstance(metric, str) and metric and _is_number(value) and value in numbers):
            continue
        current = row.get("current")
        yield Target(
            metric[:60],
            str(row["op"]),
            value,
            unit[:20] if isinstance(unit, str) else "",
            current if _is_number(current) and current in numbers else None,
        )


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
