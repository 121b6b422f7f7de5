"""Working time (工作时间): a calendar given as data, deadlines, and the light of a deadline."""

from .calendar import CHINA, Calendar
from .lights import Light, light
from .loading import check_calendar, load_calendar

__all__ = ["CHINA", "Calendar", "Light", "check_calendar", "light", "load_calendar"]
