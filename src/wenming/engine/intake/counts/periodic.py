"""One clause, and how often a thing is done in it (每周督查一次, 每日一巡, 每月至少到2个社区)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from ..model import Target
from ..text.numbers import value
from ..when.cadence import Cadence, cadence
from . import forms
from .before import Before
from .metrics import at_least, last_word, noun_of, quoted, trimmed


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
            if self.text[: match.start("n")].endswith(("由", "从", "第")):  # 由2次增加到4次
                continue
            if match.start("n") < self.own.start:  # 对216条小巷每周巡查: where, not how often
                continue
            number *= forms.times_a_day(match["verb"])
            name = self._what_is_done(match, subject)
            if name:
                self._take(match)
                self.topic = name
                yield Target(name, at_least(match), number, f"{match['unit']}/{period}")
        yield from self._visits(period)
        yield from self._stays(period)
        yield from self._rhythms(subject)

    def _what_is_done(self, match: re.Match[str], subject: str) -> str:
        """What is done so many times: named with the verb, before it, or in another clause."""
        begin = self.own.end if self.own else 0
        verb = self.text[max(begin, match.start("verb")) : match.end("verb")]
        verb = forms.EACH_PART_OF_DAY.sub("", verb).removeprefix("各")
        if done := forms.DONE_TO.fullmatch(forms.HOW.sub("", verb)):
            what = forms.EDGE.sub("", done["what"])  # 把小餐饮店过一遍筛子, 把巷子走一遍
            return what + "排查" if match["thing"].startswith("筛") else done["done"] + what
        thing = "" if match["thing"].startswith(("并", "且")) else trimmed(match["thing"])
        if thing and verb and not forms.PLAIN_VERB.search(verb):
            return last_word(trimmed(verb)) + thing
        if thing:
            return ("通报" if verb.endswith("通报") else "") + thing  # 通报一次进度
        alone = not verb and self.text[begin : match.start("n")] == ""
        plain = not subject and forms.PLAIN_VERB.fullmatch(verb)
        bare = not subject and forms.BARE_VERB.fullmatch(verb)
        there = forms.HOW.sub("", verb)
        return (
            (self.topic if plain else "")
            or (self._of_topic(verb) if bare else "")
            or subject + last_word(there if there.startswith("到") else trimmed(verb))
            or self.topic
            or self.before.topic
            or (noun_of(self.before.clause) if alone else "")
        )

    def _of_topic(self, verb: str) -> str:
        """大扫除要形成制度,|每半个月搞一次: what is done is named before."""
        topic = self.before.topic or self.before.opening
        after = forms.LOOKS_AFTER.search(topic)
        if after and forms.GOES.fullmatch(verb):
            return "到" + after["where"]
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

    def _stays(self, period: str) -> Iterator[Target]:
        """每周蹲点不少于半天."""
        match = forms.STAYS.search(self.text, self.own.end) if self.own else None
        name = trimmed(match["verb"]) if match else ""
        if match and name and not self.taken:
            self._take(match)
            days = 0.5 if match["n"] == "半" else value(match["n"]) or 1
            op = ">=" if match["least"] or match["more"] else "="
            yield Target(name, op, days, f"天/{period}")

    def _rhythms(self, subject: str) -> Iterator[Target]:
        """每日一巡; 一周一督查、半月一通报: one of it each time."""
        if self.taken:
            return
        for said in self.text.strip("”“").split("、"):
            often = cadence(said)
            rest = said[often.end :].strip("”“") if often else ""
            once = forms.ONE_OF_IT.match(rest)
            if often and once and often.period and not forms.UNIT_ALONE.fullmatch(once["verb"]):
                yield Target(
                    subject + once["verb"], "=", value(once["n"]) or 1, f"次/{often.period}"
                )
                subject = ""

    def _unit(self, unit: str) -> str:
        if self.before.regular is None or unit not in forms.REPEATED:
            return unit
        return f"{unit}/{self.before.regular.period or '期'}"

    def _numbers(
        self, pattern: re.Pattern[str], *, needs: str = ""
    ) -> Iterator[tuple[re.Match[str], float]]:
        """Matches with their numbers, unless another rule had the number or it is in a name.

        `needs`: what every match holds, so that most clauses are passed by at once.
        """
        if needs not in self.text:
            return
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
