"""Documents to draft directives (文件解析): text in, drafts out.

`read` is the door; `secrecy` says whether a document may be taken in at all. `read_with` takes the
directives from outside and holds them to the text; `unknown_in` looks for indicators that a
framework lacks.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from .checks import checks
from .gaps import gaps
from .indicators import unknown_indicators
from .model import Check, Directive, Draft, Gap, Heading, Milestone, Target
from .orders.directives import directives
from .outside import held_to_text
from .secrecy import secrecy
from .text.clean import clean
from .text.layout import flatten
from .tree.contents import top_headings
from .tree.outline import parts
from .tree.papers import calendar

__all__ = [
    "Check",
    "Directive",
    "Draft",
    "Gap",
    "Heading",
    "Milestone",
    "Target",
    "cleaned",
    "read",
    "read_with",
    "secrecy",
    "unknown_in",
]


def read(
    text: str,
    *,
    document_id: str = "",
    dated: date | None = None,
    indicators: Mapping[str, str] | None = None,
) -> Draft:
    """What a speech, plan or notice orders, as drafts for a clerk to review.

    Args:
        text: the document as it came out of its file; it is cleaned here.
        document_id: carried into the draft as its id.
        dated: the day of the document; by default the one printed in it, if any.
        indicators: code → name of the framework in force; what the text names beside is a check.
    """
    flat = flatten(clean(text))
    days = calendar(flat, dated)
    roots = parts(flat)
    found, clashes = [], []
    for root in roots:
        rows, doubly_led = directives(root, flat, days)
        found += rows
        clashes += doubly_led
    contradictions = [*checks(flat, roots, found, days.day), *clashes]
    if indicators:
        contradictions += unknown_indicators(flat, indicators)
    return Draft(
        id=document_id,
        text=flat.source,
        directives=tuple(found),
        indicator_gaps=tuple(gaps(flat, roots, found)),
        outline=tuple(heading for root in roots for heading in top_headings(root, flat)),
        checks=tuple(sorted(contradictions, key=lambda check: (check.start, check.end))),
    )


def cleaned(text: str) -> str:
    """The text that drafts point into."""
    return clean(text)


def read_with(
    rows: Iterable[Any], text: str, *, document_id: str = "", dated: date | None = None
) -> tuple[Draft, int]:
    """A draft whose directives come from outside, and how many of them the text does not bear out.

    Args:
        rows: directives of the draft schema; `outside` says what is believed of them.
        text, document_id, dated: as `read`.
    """
    flat = flatten(clean(text))
    days = calendar(flat, dated)
    roots = parts(flat)
    found, refused = held_to_text(rows, flat, days)
    made = Draft(
        id=document_id,
        text=flat.source,
        directives=tuple(found),
        indicator_gaps=tuple(gaps(flat, roots, found)),
        outline=tuple(heading for root in roots for heading in top_headings(root, flat)),
        checks=tuple(checks(flat, roots, found, days.day)),
    )
    return made, refused


def unknown_in(text: str, indicators: Mapping[str, str]) -> list[Check]:
    """Indicators that a cleaned text names and a framework (code → name) lacks."""
    return list(unknown_indicators(flatten(text), indicators))
