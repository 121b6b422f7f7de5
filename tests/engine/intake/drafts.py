"""Small documents around one sentence, for tests that ask what was read out of it."""

from datetime import date

from wenming.engine.intake import Directive, Target, read

DAY = date(2026, 3, 2)


def all_of(text: str, *, dated: date | None = DAY) -> list[Directive]:
    """The directives of a text."""
    return list(read(text, dated=dated).directives)


def items(*sentences: str) -> str:
    """A plan whose numbered items are these sentences."""
    rows = "\n".join(f"{n}.{sentence}" for n, sentence in enumerate(sentences, 1))
    return f"行动方案\n一、重点任务\n{rows}\n"


def one(sentence: str, *, dated: date | None = DAY) -> Directive:
    """The only directive of a plan with this one item."""
    found = all_of(items(sentence), dated=dated)
    assert len(found) == 1, [row.text for row in found]
    return found[0]


def targets(sentence: str) -> list[tuple[str, str, float, str]]:
    """(metric, op, value, unit) of the targets of one item."""
    return [(t.metric, t.op, t.value, t.unit) for t in counted(sentence)]


def counted(sentence: str) -> list[Target]:
    return [target for row in all_of(items(sentence)) for target in row.targets]


def bars(rows):
    """Rows of cells between bars."""
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)
