"""The light of a deadline (三灯): a shape, a colour and words. How it is reckoned is the owner's rule."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise


class LightState(StrEnum):
    """What the clock of a case does; the order is the order of lists."""

    BAD = "bad"  # ■ 超期
    WARN = "warn"  # ▲ 临期
    OK = "ok"  # ● 正常
    WAITING = "waiting"  # ○ 待签收: the clock has not started
    PAUSED = "paused"  # ‖ 暂停计时: always with the reason
    DONE = "done"  # ✓


URGENCY = {state: rank for rank, state in enumerate(LightState)}


@dataclass(frozen=True, slots=True)
class Light:
    """A state and its words, such as 剩 5 天 or 超期 5 天."""

    state: LightState
    words: str | Promise
