"""What somebody is told to reach (量化目标): rates, counts of things to make, counts per period.

Left alone: how many there are (共计78条), money, marks taken off, weights, slogans (十大战役).
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from ..measures.forms import RATIO
from ..measures.shortfalls import shortfalls
from ..model import Target
from ..text.numbers import in_digits, value
from ..text.sentences import Stretch, clauses
from ..when.cadence import cadence
from . import answer_forms, forms
from .before import Before
from .counting import Counting
from .light_names import with_a_noun
from .metrics import made_in, topic_of, trimmed
from .scopes import scope

BLANK = forms.BLANK


def targets(sentence: Stretch, topic: str = "") -> list[tuple[int, Target]]:
    """The targets of a sentence that orders something: (number of the clause, target).

    `topic` is what its heading, or the sentence before, is about, for a number without a noun.

    >>> found = targets(Stretch("新建公厕12座,群众满意度达到90%以上", 0, 0))
    >>> [(clause, row.metric, row.op, row.value) for clause, row in found]
    [(0, '新建公厕', '=', 12), (1, '群众满意度', '>=', 90)]
    """
    found: list[tuple[int, Target]] = []
    if not forms.HINT.search(sentence.text):
        return found
    before = Before(topic=topic)
    text = _plainly(sentence.text)
    for number, clause in enumerate(clauses(Stretch(text, 0, len(text)))):
        own = cadence(clause.text)
        before.regular = own or before.regular
        reader = Counting(clause.text, own, before, before.topic or before.rate)
        said = forms.RATE_NAME.search(clause.text)
        before.rate = trimmed(said[said.lastindex or 0]) if said else before.rate
        found += [
            (number, with_a_noun(row, before.doing, text[: clause.end])) for row in reader.targets()
        ]
        bare = clause.text.replace(BLANK, "")
        told = answer_forms.EVENT.fullmatch(bare) or answer_forms.CASE.fullmatch(bare)
        before.event = (
            answer_forms.OF_WHICH.sub("", trimmed(told["what"])) if told else before.event
        )
        made = "" if said or reader.taken else topic_of(clause.text) or made_in(clause.text)
        doing = forms.DOING.match(text, clause.start)
        made = made or (trimmed(doing["what"]) if doing else "")
        if not made and not number and forms.NOUN_FIRST.fullmatch(clause.text):
            made = trimmed(clause.text)
        used = bool(reader.taken) and reader.topic == topic
        before.topic = "" if said or used else made or reader.topic
        before.counted = bool(found)
        before.note(clause.text, first=not number, counted=bool(reader.taken))
        before.made = reader.made or before.made
    if all(row.unit in RATIO for _, row in found):
        found += _scope(sentence, strict=bool(found))
    found += _caught_up(text, found)
    if any(forms.SIGNED.search(row.metric) for _, row in found):
        found = [(n, row) for n, row in found if not re.match("签.*的", row.metric)]
    return _of_each_year(_with_each_now(found, sentence.text), text)


def _plainly(text: str) -> str:
    """A sentence in digits, and in the order of words that the rules know."""
    text = in_digits(forms.SUM_OF.sub("", text))
    text = forms.MORE_OFTEN.sub(r"\g<every>不少于\g<times>", text)
    text = forms.WAS_SO_OFTEN.sub("", text)
    text = forms.PARTS_OF_DAY.sub(lambda said: f"{said['every'] or ''}早晚各", text)
    return forms.ASIDE_FIRST.sub(r"\g<to>\g<aside>", text)


def about(text: str) -> str:
    """What a heading, or a sentence without a number, is about: 建好乡村少年宫。年内新建18所。

    >>> about("建好乡村“复兴少年宫”"), about("口袋公园"), about("人人都要动手")
    ('乡村复兴少年宫', '口袋公园', '')
    """
    last = text.split(",")[-1]
    return topic_of(last) or made_in(last) or (last if forms.NOUN.fullmatch(last) else "")


def _caught_up(text: str, found: list[tuple[int, Target]]) -> Iterator[tuple[int, Target]]:
    """目前为81%,标准为90%,年内必须达标: the standard that is missed is what to reach."""
    told = forms.CATCH_UP.search(text)
    for name, now, asked, unit in shortfalls(text) if told else ():
        if told and all(row.value != asked for _, row in found):
            op = "<=" if now > asked else ">="
            yield text.count(",", 0, told.start()), Target(name, op, asked, unit, now)


def _with_each_now(found: list[tuple[int, Target]], text: str) -> list[tuple[int, Target]]:
    """签订率98%以上,履约率90%以上(当前分别为92%、76%): the value of today of each."""
    aside = forms.NOW_EACH.search(text)
    values = [value(n) for n in re.findall(r"\d+(?:\.\d+)?", aside["values"])] if aside else []
    if not values or len(values) > len(found):
        return found
    last = found[-len(values) :]
    told = [(n, replace(row, current=now)) for (n, row), now in zip(last, values, strict=True)]
    return [*found[: -len(values)], *told]


def _of_each_year(found: list[tuple[int, Target]], text: str) -> list[tuple[int, Target]]:
    """2024年改造46个,2025年改造52个: what is asked of one thing for several years, each by its year."""
    names = Counter(row.metric for _, row in found)
    again = {name for name, count in names.items() if count > 1}
    said = enumerate(clauses(Stretch(text, 0, len(text)))) if again else ()
    years = {n: match[1] for n, clause in said if (match := forms.IN_YEAR.match(clause.text))}
    return [
        (n, replace(row, metric=f"{row.metric}({years[n]})"))
        if n in years and row.metric in again
        else (n, row)
        for n, row in found
    ]


def _scope(sentence: Stretch, *, strict: bool) -> Iterator[tuple[int, Target]]:
    """All of a number of things, by a day."""
    found = scope(sentence.text, strict=strict)
    if found:
        at, thing, number, unit = found
        yield sentence.text.count(",", 0, at), Target(trimmed(thing), "=", number, unit)
