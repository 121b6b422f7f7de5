"""The sample speech that lies ready (样例): own-written, about a made-up city."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

_FILE = Path(__file__).parent / "data" / "sample_speech.md"
_DAY = re.compile(r"\{day([+-]\d+)\}")


@dataclass(frozen=True, slots=True)
class Sample:
    """A document to try the review with."""

    title: str
    text: str
    dated_on: date


def speech(on: date) -> Sample:
    """The speech as if it was given on `on`: its days are written as distances in the file."""
    return dated(_FILE.read_text("utf-8"), on)


def dated(written: str, on: date) -> Sample:
    """A text whose days are distances from its own, such as {day+30}, as if it was of `on`."""
    title, _newline, body = written.partition("\n")
    text = _DAY.sub(lambda found: _written(on, int(found[1])), body.strip())
    return Sample(title=title.lstrip("# "), text=text, dated_on=on)


def _written(on: date, distance: int) -> str:
    day = on + timedelta(days=distance)
    written = f"{day.month}月{day.day}日"
    return written if distance else f"{day.year}年{written}"
