"""One clause, and how often a thing is done in it (每周督查一次, 每日一巡, 每月至少到2个社区)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from . import target_forms as forms
from .before import Before
from .cadence import Cadence, cadence
from .metrics import at_least, last_word, quoted, trimmed
from .model import Target
from .numbers import value


@dataclass(slots=True)
class Periodic:
    """One clause: what is counted in it, each number once.

    Attributes:
        own: its cadence. before: what the clauses before it are about.
        topic: the last metric named, for a number that comes without (不少于2张、不超过4张).
        made: the last thing made. taken: where the numbers stand that were counted.
    """

    text: str
    own: Cadence | None
    before: Before
    topic: str
    made: str = ""
    taken: list[tuple[int, int]] = field(default_factory=list)

    def _times(self) -> Iterator[Target]:
        """每周督查一次, 每日一巡: so many a period."""
        period = self.own.period if self.own else ""
        if self.own is None:
            yield from self._at_least_once()
        if self.own is None or not period:
            return
        subject = trimmed(self.text[: self.own.start])
        each = self.before.topic and forms.EACH_OF_A_KIND.search(subject)
        if each or forms.WHO.search(subject):
            subject = ""
        for match, number in self._numbers(forms.TIMES):
            if self.text[: match.start("n")].endswith(("由", "从")):  # 由2次增加到4次
                continue
            if match.start("n") < self.own.start:  # 对216条小巷每周巡查: where, not how often
                continue
            number *= forms.times_a_day(match["verb"])
            verb = self.text[max(self.own.end, match.start("verb")) : match.end("verb")]
            verb = forms.EACH_PART_OF_DAY.sub("", verb)
            thing = "" if match["thing"].startswith(("并", "且")) else trimmed(match["thing"])
            if thing and verb and not forms.PLAIN_VERB.search(verb):
                thing = last_word(trimmed(verb)) + thing
            elif thing and verb.endswith("通报"):  # 通报一次进度
                thing = "通报" + thing
            plain = not subject and forms.PLAIN_VERB.fullmatch(verb)
            bare = not (thing or subject) and forms.BARE_VERB.fullmatch(verb)
            name = (
                thing
                or (plain and self.topic)
                or (bare and self._of_topic(verb))
                or subject + last_word(trimmed(verb))
                or self.topic
                or self.before.topic
            )
            if name:
                self._take(match)
                self.topic = name
                yield Target(name, at_least(match), number, f"{match['unit']}/{period}")
        yield from self._visits(period)
        yield from self._rhythms(subject)

    def _of_topic(self, verb: str) -> str:
        """大扫除要形成制度,|每半个月搞一次: what is done is named before."""
        topic = self.before.topic or self.before.opening
        return topic + (verb if forms.GOES.fullmatch(verb) else "") if topic else ""

    def _at_least_once(self) -> Iterator[Target]:
        """4月1日前至少上门宣传一轮."""
        for match, number in self._numbers(forms.AT_LEAST_ONCE):
            self._take(match)
            yield Target(match["verb"] + match["thing"], ">=", number, match["unit"])

    def _visits(self, period: str) -> Iterator[Target]:
        """每月至少到2个社区现场办公."""
        for match, number in self._numbers(forms.VISIT):
            self._take(match)
            op = ">=" if match["least"] else "="
            yield Target(match["verb"] + match["thing"], op, number, f"{match['unit']}/{period}")

    def _rhythms(self, subject: str) -> Iterator[Target]:
        """每日一巡; 一周一督查、半月一通报: one of it each time."""
        if self.taken:
            return
        for said in self.text.strip("”“").split("、"):
            often = cadence(said)
            rest = said[often.end :].strip("”“") if often else ""
            once = forms.ONE_OF_IT.match(rest)
            if often and once and often.period:
                yield Target(
                    subject + once["verb"], "=", value(once["n"]) or 1, f"次/{often.period}"
                )
                subject = ""

    def _numbers(self, pattern: re.Pattern[str]) -> Iterator[tuple[re.Match[str], float]]:
        """Matches with their numbers, unless another rule had the number or it is in a name."""
        position = 0
        while match := pattern.search(self.text, position):
            start, end = match.span("n")
            position = max(match.end("unit"), position + 1)
            number = value(match["n"])
            each = match["n"] == "一" and self.text[:start].endswith("每")  # 每一名干部
            free = not each and not any(start < last and first < end for first, last in self.taken)
            if number is not None and free and not quoted(self.text, start):
                yield match, number

    def _take(self, match: re.Match[str]) -> None:
        self.taken.append(match.span("n"))
