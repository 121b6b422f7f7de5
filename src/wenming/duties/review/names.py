"""Names in a sentence that the register does not know, and the units that they may mean."""

from collections.abc import Sequence
from dataclasses import dataclass

from wenming.documents.models import Draft
from wenming.documents.names import Matcher
from wenming.engine.intake.who.units import is_generic
from wenming.organization.models import Unit


@dataclass(frozen=True, slots=True)
class OpenName:
    """A name of the sentence that is no unit yet, and what it may mean."""

    written: str
    is_class: bool
    candidates: list[Unit]


@dataclass(frozen=True, slots=True)
class Unmatched:
    """What the sentence of the open draft names that a reviewer has to resolve."""

    leads: list[OpenName]
    supports: list[OpenName]

    @property
    def unknown(self) -> list[OpenName]:
        """Names that a new unit may be entered for, each once."""
        found = {row.written: row for row in (*self.leads, *self.supports) if not row.is_class}
        return list(found.values())


def unmatched(draft: Draft | None) -> Unmatched:
    """What of the open draft has to be resolved."""
    if draft is None:
        return Unmatched([], [])
    matcher = Matcher()
    return Unmatched(_open_names(draft.leads, matcher), _open_names(draft.supports, matcher))


def _open_names(written: Sequence[str], matcher: Matcher) -> list[OpenName]:
    """Which of the written names a reviewer has to resolve; none where all are units."""
    found = []
    for name in written:
        is_class = is_generic(name)
        if is_class or not matcher.unit(name):
            found.append(OpenName(name, is_class, [] if is_class else matcher.candidates(name)))
    return found
