"""The working calendar in force (工作日历), read from its data file once a process."""

from functools import lru_cache
from pathlib import Path

from wenming.engine.worktime import Calendar, load_calendar
from wenming.engine.yaml_text import parse_yaml

_FILE = Path(__file__).parent / "data" / "calendar.yaml"


@lru_cache(maxsize=1)
def calendar() -> Calendar:
    """Holidays, worked weekend days and hours, as core/data/calendar.yaml gives them."""
    return load_calendar(parse_yaml(_FILE.read_text(encoding="utf-8")))
