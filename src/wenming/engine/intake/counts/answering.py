"""How fast something has to be answered (办理时限): 发现问题24小时内整改; 投诉2小时内上门、24小时内办结."""

from collections.abc import Iterator
from dataclasses import dataclass

from ..model import Target
from ..text.numbers import value
from . import answer_forms as forms
from .forms import BLANK
from .metrics import noun_of, trimmed
from .periodic import Periodic


@dataclass(slots=True)
class Answering(Periodic):
    """One clause, and within what time it asks for an answer."""

    def _answers(self) -> Iterator[Target]:
        """发现问题24小时内整改: within a time after an event."""
        for match, number in self._numbers(forms.AFTER_IT, needs="后"):
            self._take(match)
            yield Target(_done(match["thing"]), "<=", number, match["unit"])
        for match, number in self._numbers(forms.ANSWER):
            if forms.LIMIT_BEFORE.match(match["event"]):  # 2小时内响应、24小时内办结
                continue
            if forms.IS_MOVED.search(self.text[: match.start("n")]):  # 由48小时缩短到24小时
                continue
            self._take(match)
            ahead = self.text[: match.start("n")]
            event = self._event(match["event"], ahead, match["thing"])
            if event is None or "率" in match["thing"]:
                continue
            if forms.ONCE_ONLY.match(match["thing"]) and not forms.COMES_AGAIN.search(event):
                continue
            yield Target(_short(event) + _done(match["thing"]), "<=", number, match["unit"])
            yield from self._answers_more(event, match.end())
            self.before.event = event or "问题"  # 24小时内回音,|三天内办结
        yield from self._answers_the_clause_before()

    def _event(self, said: str, ahead: str, done: str) -> str | None:
        """What is answered; None for a paper that is received once and starts a term."""
        each = forms.EACH_TIME.search(said) and forms.IS_ANSWERED.match(done)
        if forms.ON_PAPER.search(said) and not (each or forms.OF_A_PAPER.search(said)):
            happens = forms.GOES_WRONG.search(ahead) and forms.IS_ANSWERED.match(done)
            return trimmed(ahead) if happens else self.before.event or None
        since = forms.FROM_THEN.search(ahead)
        if since:
            subject = trimmed(ahead[: since.start()].rstrip("由在")) or self.before.event
            return subject or noun_of(self.before.clause) or since["what"] or ""
        event = forms.SINCE.sub("", said.replace(BLANK, "").removesuffix("由"))
        if not event and (before := forms.SINCE.sub("", ahead)):
            event = before
        event = forms.ONLY_TOLD.sub("", trimmed(event)) or self.before.event
        return forms.OF_WHICH.sub("", event)

    def _answers_the_clause_before(self) -> Iterator[Target]:
        """接到群众举报的,|7个工作日内处置完毕."""
        event = self.before.event or (
            self.before.said if forms.COMES_UP.search(self.before.said) else ""
        )
        match = forms.ANSWERED.match(self.text) if event and not self.taken else None
        number = value(match["n"]) if match else None
        if match and number is not None:
            self._take(match)
            self.before.event = event
            yield Target(_short(event) + _done(match["thing"]), "<=", number, match["unit"])
            yield from self._answers_more(event, match.end())

    def _answers_more(self, event: str, end: int) -> Iterator[Target]:
        """2小时内响应|、24小时内办结."""
        while more := forms.AND_ANSWER.match(self.text, end):
            self._take(more)
            end = more.end()
            most = value(more["n"])
            if most is not None:
                yield Target(_short(event) + _done(more["thing"]), "<=", most, more["unit"])


def _short(event: str) -> str:
    """市民上传的问题 → 问题: what is answered, without how it came."""
    return forms.HOW_IT_CAME.sub("", event)


def _done(thing: str) -> str:
    """办结并反馈 → 办结时间, 整改到位 → 整改时间."""
    return forms.BARE_OF_RESULT.sub("", thing.split("并")[0]) + "时间"
