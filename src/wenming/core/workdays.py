"""The working calendar in force (工作日历), read from its data file once a process, and its lights."""

from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

from django.utils.translation import ngettext

from wenming.core.lights import Light, LightState
from wenming.engine.worktime import Calendar, light, load_calendar
from wenming.engine.yaml_text import parse_yaml

_FILE = Path(__file__).parent / "data" / "calendar.yaml"


@lru_cache(maxsize=1)
def calendar() -> Calendar:
    """Holidays, worked weekend days and hours, as core/data/calendar.yaml gives them."""
    return load_calendar(parse_yaml(_FILE.read_text(encoding="utf-8")))


def running_light(now: datetime, due: datetime | date, start: datetime | date | None) -> Light:
    """The light of a deadline that runs at `now`, with its words.

    Args:
        due: a moment, or a day, which lasts until midnight.
        start: when the limit began.
    """
    said = light(calendar(), now, due, start)
    state = {"green": LightState.OK, "amber": LightState.WARN, "red": LightState.BAD}[said.color]
    return Light(state, words_of(said.kind, said.number))


def words_of(kind: str, n: int) -> str:
    """What is left of a limit, or how long it is over, as lights say it: 剩 5 天, 超期 3 小时."""
    words = {
        "days_left": ngettext("剩 %(n)d 天", "剩 %(n)d 天", n),
        "hours_left": ngettext("剩 %(n)d 小时", "剩 %(n)d 小时", n),
        "days_over": ngettext("超期 %(n)d 天", "超期 %(n)d 天", n),
        "hours_over": ngettext("超期 %(n)d 小时", "超期 %(n)d 小时", n),
    }[kind]
    return words % {"n": n}
