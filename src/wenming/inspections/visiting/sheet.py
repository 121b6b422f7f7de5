"""What was entered on the page of a visit, exactly as typed, and back to controls (录入内容).

Names of the controls, with N the key of an item and R the number of a row:
`iN-choice` (met, not_met, not_applicable or a level), `iN-number`, `iN-minutes` (typed) or
`iN-seconds` (of the timer),
`iN-rR-spot`, `iN-rR-phrase`, `iN-rR-photo`, `iN-rR-fixed`, `iN-rR-after`;
for the whole visit `result`, `reason`, `proof`, `paper_on`. Nothing is judged here: see `checking`.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from wenming.inspections.answers import NOT_APPLICABLE
from wenming.inspections.models import Visit

_ITEM = re.compile(r"i(\d{1,18})-(choice|number|minutes|seconds)", re.ASCII)
_ROW = re.compile(r"i(\d{1,18})-r(\d{1,3})-(spot|phrase|photo|fixed|after)", re.ASCII)
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")
WHOLE = ("result", "reason", "proof", "paper_on")


@dataclass(slots=True)
class Row:
    """One finding as typed; `photo` and `after` are keys of photos that lie on the server."""

    number: int
    spot: str = ""
    phrase: str = ""
    photo: str = ""
    fixed: str = ""
    after: str = ""

    @property
    def is_blank(self) -> bool:
        """Nothing was entered."""
        return not (self.spot or self.phrase or self.photo or self.fixed or self.after)


@dataclass(slots=True)
class Entry:
    """One item as entered."""

    choice: str = ""
    number: str = ""
    minutes: str = ""
    seconds: str = ""
    rows: dict[int, Row] = field(default_factory=dict)

    def row(self, number: int) -> Row:
        """The row of that number, made where it is not there yet."""
        return self.rows.setdefault(number, Row(number))

    @property
    def next_row(self) -> int:
        """The number of the next row."""
        return max(self.rows, default=-1) + 1

    @property
    def is_blank(self) -> bool:
        """Nothing was entered at all."""
        return not (self.choice or self.number or self.filled)

    @property
    def filled(self) -> list[Row]:
        """The rows in which something stands, in order."""
        return [row for _number, row in sorted(self.rows.items()) if not row.is_blank]


@dataclass(slots=True)
class Sheet:
    """All that was entered for a visit."""

    entries: dict[int, Entry] = field(default_factory=dict)
    result: str = Visit.Result.DONE
    reason: str = ""
    proof: str = ""
    paper_on: str = ""

    def of(self, item: int) -> Entry:
        """The entry of an item, empty where nothing was entered."""
        return self.entries.setdefault(item, Entry())

    @property
    def is_judged(self) -> bool:
        """Whether the place could be judged at all."""
        return self.result == Visit.Result.DONE

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Names and values of everything entered, as `read` takes them."""
        for name in WHOLE:
            if value := getattr(self, name):
                yield name, value
        for item, entry in self.entries.items():
            for part in ("choice", "number", "minutes", "seconds"):
                if value := getattr(entry, part):
                    yield f"i{item}-{part}", value
            for row in entry.filled:
                for part in ("spot", "phrase", "photo", "fixed", "after"):
                    if value := getattr(row, part):
                        yield f"i{item}-r{row.number}-{part}", value


def read(data: Mapping[str, str]) -> Sheet:
    """The sheet that was posted; names of other forms are passed over."""
    sheet = Sheet()
    for name, raw in data.items():
        value = _UNPRINTABLE.sub("", str(raw)).strip()
        if name in WHOLE:
            setattr(sheet, name, value)
        elif match := _ITEM.fullmatch(name):
            setattr(sheet.of(int(match[1])), match[2], value)
        elif match := _ROW.fullmatch(name):
            setattr(sheet.of(int(match[1])).row(int(match[2])), match[3], value)
    sheet.result = sheet.result or Visit.Result.DONE
    return sheet


def of_visit(visit: Visit) -> Sheet:
    """The sheet as it was handed in last: a visit that was sent back is put right, not typed again."""
    sheet = Sheet(result=visit.result or Visit.Result.DONE, reason=visit.result_reason)
    if not sheet.is_judged and (proof := visit.photos.order_by("upload__at").last()):
        sheet.proof = str(proof.pk)
    for seen in visit.observations.select_related("item").prefetch_related("findings"):
        entry = sheet.of(seen.item_id)
        entry.choice = seen.outcome
        entry.rows = {
            number: Row(
                number,
                spot=finding.spot,
                phrase=finding.phrase,
                photo=str(finding.photo_id or ""),
                fixed="1" if finding.is_fixed_on_spot else "",
                after=str(finding.after_photo_id or ""),
            )
            for number, finding in enumerate(seen.findings.all())
        }
        if seen.item.scoring["type"] == "deduct" and seen.outcome != NOT_APPLICABLE:
            entry.choice = "not_met" if seen.count else "met"
        elif seen.count is not None:
            entry.number = str(seen.count)
        if seen.watched_seconds is not None:
            entry.seconds = str(seen.watched_seconds)
    return sheet
