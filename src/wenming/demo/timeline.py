"""A clock that lives events in the order of their times (时间线)."""

import heapq
from collections.abc import Callable
from datetime import datetime
from itertools import count

from wenming.core import clock

Event = Callable[[datetime], None]


class Timeline:
    """Events wait in a heap; each is lived at its moment and may plan later ones.

    Attributes:
        end: nothing is lived after this moment.
    """

    def __init__(self, end: datetime) -> None:
        self.end = end
        self._heap: list[tuple[datetime, int, Event]] = []
        self._order = count()

    def at(self, moment: datetime, event: Event) -> None:
        """Plan `event`; one that lies after the end is left to the future."""
        if moment <= self.end:
            heapq.heappush(self._heap, (moment, next(self._order), event))

    def live(self) -> None:
        """Live everything, in the order of the moments."""
        while self._heap:
            moment, _order, event = heapq.heappop(self._heap)
            with clock.at(moment):
                event(moment)
