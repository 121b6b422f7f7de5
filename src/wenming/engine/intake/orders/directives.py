"""From the tree of a text to its directives (任务草稿).

One directive for each numbered item that orders something; more where its sentences have leads, a
cadence or an addressee of their own. Outside the numbered items only what names an addressee, a
time, a cadence or a number is taken, or orders several things of all: exhortation stays where it is.
"""

from collections.abc import Iterator

from ..checks import two_leads
from ..counts.targets import about
from ..model import Check, Directive
from ..text.layout import Flat
from ..text.sentences import Stretch, sentences
from ..tree import context
from ..tree.outline import Item, names_who
from ..when.dates import Calendar
from ..who.labels import Labels, labels
from . import brackets, moods, row_parts, spoken
from .catching_up import caught_up, missed_in
from .cuts import chunks
from .distant import Distant, Here
from .facts import Facts, facts
from .headings import mark_heading, of_numbered
from .joins import are_halves, begins
from .ordering import orders, stays
from .part import Part
from .rows import row as made_of


def directives(root: Item, flat: Flat, calendar: Calendar) -> tuple[list[Directive], list[Check]]:
    """The directives of one text, in its order, and those that the text gives two leads."""
    if context.is_essay(root, flat):
        return [], []
    reader = _Reader(flat, calendar)
    reader.above.addressed = context.addressed_to(root, flat)
    for item in root.walk():
        reader.read(item)
    found = [(part, made) for part in reader.finished() if (made := made_of(part, flat))]
    clashes = [two_leads(*part.clash, made.start, made.end) for part, made in found if part.clash]
    return [made for _, made in found], clashes


class _Reader(Distant):
    """Reads the items of one text one after the other and keeps the parts it finds.

    Attributes:
        telling: items that tell rather than order.
    """

    def __init__(self, flat: Flat, calendar: Calendar) -> None:
        super().__init__(flat, calendar)
        self.telling: set[int] = set()

    def read(self, item: Item) -> None:
        """All sentences of an item; its parts stay if they order something."""
        told = id(item.parent) in self.telling or context.tells(item, self.flat)
        if told:
            self.telling.add(id(item))
        leaf = context.is_leaf(item, self.flat)
        here = Here(item, told, leaf, answered=leaf and names_who(item, self.flat))
        self.parts[id(item)] = here.parts
        for sentence in self._sentences(item):
            found = facts(sentence, self.calendar)
            if found.only_labels:
                here.labelled.append(found)
                continue
            self._take_labels(here)
            self._sentence(here, found)
            here.after_semicolon = sentence.stop == ";"
        self._take_labels(here)
        if here.parts and here.parts[0].led_all and any(p.own_lead for p in here.parts[1:]):
            self.leads_the_heading(here)
        ordered = [part for part in here.parts if part.ordered]
        if not here.leaf and self.above.bracket(item, ordered):
            here.parts.clear()
        elif here.leaf:
            here.parts[:] = of_numbered(ordered, told=here.told)
            if item.tables:  # 三、宣传和文明风尚, a section of a table
                here.parts[:] = [part for part in here.parts if part.firm]
        else:
            here.parts[:] = [part for part in ordered if stays(part)]
            self.soft[id(item)] = [part for part in ordered if not part.firm][:1]
        rows = (row for table in item.tables for row in table.rows if row.cells)
        for row in rows:
            here.parts += row_parts.parts_of(item, row, self.flat, self.calendar)

    def finished(self) -> list[Part]:
        """The parts in the order of the text, with what headings and timetables give them."""
        for sentence, said in self.shared_below:
            self.share(sentence, said)
        found = sorted((p for parts in self.parts.values() for p in parts), key=lambda p: p.start)
        rhythm = [p.cadence for p in found if context.is_timetable(p.item, self.flat) and p.cadence]
        for part in found:
            if rhythm and not part.cadence and part.each_time:
                part.cadence = rhythm[0]
            self.above.give(part)
            if not (part.targets or part.item.tables):  # whose cells are no sentences
                labelled = part.label_time is not None
                part.targets += missed_in(self._whole_of(part), labelled=labelled)
        return found

    def _whole_of(self, part: Part) -> str:
        """The words of a part, and of all its item where it is the only one."""
        spans = part.stretches
        if len(self.parts.get(id(part.item), [])) == 1 and context.is_leaf(part.item, self.flat):
            spans = part.item.own
        return self.flat.text[min(a for a, _ in spans) : max(b for _, b in spans)]

    def _sentences(self, item: Item) -> Iterator[Stretch]:
        """The sentences of an item, titles and unit headings left out."""
        head = self.above.head(item)
        for first, last in item.own:
            paragraph = self.flat.text[first:last]
            if item.style == "root" and (
                context.is_title(paragraph) or context.is_addressed(paragraph)
            ):
                continue
            for sentence in sentences(self.flat.text, first, last):
                if sentence.start != head and not moods.is_chrome(sentence.text):
                    yield sentence

    def _sentence(self, here: Here, found: Facts) -> None:
        if found.bracketed:
            self._bracket(here, found)
            return
        if self.says_who(here, found):
            return
        turned = spoken.turn(found)
        if turned:
            here.turned = turned
            self.above.turn(here.item, turned)
        if (found.told or (turned and turned.only)) and not found.labels:
            here.stated = found
            return
        self._orders_of(here, found)
        here.stated = None
        here.topic = about(found.without_units().text) or here.topic
        begin = found.sentence.start
        own = [p for p in here.parts if p.stretches and p.stretches[-1][0] >= begin]
        own = own or here.parts[-1:]
        if found.labels:
            for part in self._labelled(here, found, own):
                if part is own[-1] or not part.names_somebody:
                    part.take_labels(found.labels, self.calendar)
        brackets.take(found, own, self.calendar)

    def _labelled(self, here: Here, found: Facts, own: list[Part]) -> list[Part]:
        """…逐一销号(责任单位:甲) at the end of a numbered paragraph is for all of it."""
        end = found.sentence.end
        last = self.flat.text[end : end + 1] in {"", "\n"}
        return here.parts if here.leaf and last and found.text.endswith(")") else own

    def _orders_of(self, here: Here, found: Facts) -> None:
        """Places what a sentence orders."""
        made = chunks(here.item, found, here.topic)
        if here.stated and made and not any(chunk.targets for chunk in made):
            made[-1].targets += caught_up(here.stated, found)
        if here.parts and are_halves(here.parts[-1], made):
            for chunk in made:
                here.parts[-1].absorb(chunk)
            return
        for chunk in made:
            chunk.cut = chunk.cut or moods.counts_back(found.text)
            chunk.cut = chunk.cut or _turns_away(here, chunk)
            here.turned = spoken.tell(here.turned, chunk, self.flat.text)
            self._place(here, chunk, found)

    def _bracket(self, here: Here, found: Facts) -> None:
        """A bracket between two sentences speaks of what stands before it."""
        within = self._of_list(here, found.text, found.sentence.start)
        for part in within if found.labels else ():
            part.take_labels(found.labels, self.calendar)
        brackets.take(found, within, self.calendar)
        for part in within:  # what follows in the next paragraph is another matter
            part.closed = part.closed or part.own_lead

    def _place(self, here: Here, chunk: Part, found: Facts) -> None:
        """Joins a chunk to the part before or makes a part of it."""
        above = here.parts[-1].start if here.parts else here.item.start
        below = any(above < child.start < chunk.start for child in here.item.children)
        chunk.cut = chunk.cut or (below and bool(here.parts))  # a list stands between them
        first = not (here.parts or below or here.item.style == "root")
        chunk.answered = here.answered
        apart = self._apart(here, chunk)
        told_on = here.after_semicolon and bool(here.parts) and here.parts[-1].own_lead
        must = here.leaf and (chunk.firm or (first and here.item.number.endswith("要")))
        must = must or (told_on and bool(chunk.targets))  # 请甲检查…;每个景区设岗不少于2个
        chunk.ordered = orders(chunk, found, must=must, telling=here.told)
        if first:
            chunk.start, end = here.item.start, found.sentence.end
            if found.sentence.start <= here.item.body + 1:  # what only tells may stand before it
                mark_heading(chunk, found, own_line=self.flat.text[end : end + 1] == "\n")
            here.parts.append(chunk)
        elif (
            here.parts and here.parts[-1].own_lead and chunk.serves and not (chunk.targets or apart)
        ):
            here.parts[-1].be_served(chunk)
        elif here.parts and not begins(
            here.parts[-1],
            chunk,
            after_semicolon=here.after_semicolon,
            numbered=here.leaf,
            apart=apart,
        ):
            aside = apart or here.parts[-1].cadence
            if chunk.ordered or (chunk.times and not aside):
                here.parts[-1].absorb(chunk)
        elif chunk.ordered:
            if (
                here.parts
                and (here.leaf or here.after_semicolon)
                and not (apart or here.parts[-1].closed)
            ):
                chunk.inherit(here.parts[-1], helpers=here.after_semicolon)
            here.parts.append(chunk)

    def _apart(self, here: Here, chunk: Part) -> bool:
        """On a line of its own; outside the items, in another paragraph than the part before."""
        first = chunk.start - 1
        if here.parts and here.item.style == "root":
            first = min(first, max(end for _, end in here.parts[-1].stretches))
        return "\n" in self.flat.text[first : chunk.start]

    def _take_labels(self, here: Here) -> None:
        """牵头单位:…;责任单位:… in sentences of their own, read as one."""
        if not here.labelled:
            return
        found = labels(";".join(_unwrapped(said.text) for said in here.labelled))
        start = here.labelled[0].sentence.start
        in_bracket = here.labelled[0].text.startswith("(")
        end = here.labelled[-1].sentence.end
        after = self.flat.text[end : end + 2]
        goes_on = len(after) > 1 and "\n" not in after
        here.labelled.clear()
        if start == here.item.body and here.item.style != "root":  # 一、责任单位:… heads the paper
            *_, root = here.item.path()
            self.above.labels[id(root)] = found
            return
        if here.item.style != "root" and not here.leaf:
            self.above.labels[id(here.item)] = found
            return
        if here.leaf and not here.parts:
            here.parts.append(self._whole(here.item))
        heads = here.leaf and goes_on and len(here.parts) == 1 and not in_bracket
        if heads and self.is_to_lead_below(here, found, timed=bool(found.time)):
            return
        if here.parts:
            for part in here.parts:
                if part is here.parts[-1] or not part.names_somebody:
                    part.take_labels(found, self.calendar)
                    part.closed = part.closed or in_bracket
            if start and self.flat.text[start - 1] == "\n":
                self._labels_of_list(here.item, found)

    def _whole(self, item: Item) -> Part:
        """An item that only says what is wrong becomes a duty by naming who puts it right."""
        first = next(sentences(self.flat.text, item.body, item.own[-1][1]))
        return Part(item, item.start, stretches=[(item.start, first.end)])

    def _labels_of_list(self, item: Item, found: Labels) -> None:
        """牵头单位:… on a line below several items without a lead is for them all."""
        earlier = [sibling for sibling in item.fellows if sibling.start < item.start]
        parts = [part for sibling in earlier for part in self.parts.get(id(sibling), [])]
        if parts and not any(part.own_lead for part in parts):
            for part in parts:
                part.take_labels(found, self.calendar)

    def _of_list(self, here: Here, text: str, at: int) -> list[Part]:
        """The parts that a bracket after the last of ①…;②…, or (以上由…), speaks of: all without a lead."""
        if not (here.item.inline or moods.refers_back(text)):
            near = [part for part in here.parts[:-1] if not self._in_other_paragraph(part, at)]
            return [*(part for part in near if not part.names_somebody), *here.parts[-1:]]
        found = [part for item in here.item.fellows for part in self.parts.get(id(item), [])]
        return [part for part in found if not part.own_lead] or here.parts[-1:]

    def _in_other_paragraph(self, part: Part, at: int) -> bool:
        """Above the paragraph that a bracket ends; one on a line of its own is for all."""
        line = self.flat.text.rfind("\n", 0, at) + 1
        return line < at and max(end for _, end in part.stretches) <= line


def _turns_away(here: Here, chunk: Part) -> bool:
    """The speaker has turned to another since the part before: 城管局。…。 住建局。…。"""
    last = here.parts[-1].stretches if here.parts else []
    return bool(here.turned and last and here.turned.start >= last[-1][1] and here.turned.fresh)


def _unwrapped(text: str) -> str:
    """(责任单位:各区政府(管委会)) without the brackets around it all."""
    return text[1:-1] if text.startswith("(") and text.endswith(")") else text
