"""Who does what, said at a distance (隔句点名): above or below the work, or of several items at once."""

from dataclasses import dataclass, field

from ..text.layout import Flat
from ..tree.outline import Item
from ..when.dates import Calendar
from ..who.labels import Labels
from ..who.slot import Slot
from . import moods, several, spoken
from .above import Above
from .facts import Facts
from .part import Part
from .referring import has_own_work, take_sentence


@dataclass(slots=True)
class Here:
    """The item that is being read.

    Attributes:
        told: what stands here tells rather than orders. leaf: no item stands below it.
        labelled: label sentences not yet taken, 牵头单位:… and 责任单位:… on lines of their own.
        after_semicolon: the sentence before ended with one.
        answered: it ends in a bracket that names who answers.
        topic: what the sentences so far are about, for a number that comes without a noun.
        turned: whom the speaker has turned to, until he names another or the paragraph ends.
        stated: the sentence before, where it only told how things are.
    """

    item: Item
    told: bool
    leaf: bool
    answered: bool
    parts: list[Part] = field(default_factory=list)
    labelled: list[Facts] = field(default_factory=list)
    after_semicolon: bool = False
    turned: spoken.Turn | None = None
    topic: str = ""
    stated: Facts | None = None


class Distant:
    """Reads the items of one text, and gives the parts of each what other sentences say of them.

    Attributes:
        parts: of each item. soft: of items with others below, the part that names nobody.
        above: what headings give to what stands below them.
        shared_below: sentences that name units for the items above them, and those items.
    """

    def __init__(self, flat: Flat, calendar: Calendar) -> None:
        self.flat, self.calendar = flat, calendar
        self.parts: dict[int, list[Part]] = {}
        self.soft: dict[int, list[Part]] = {}
        self.above = Above(flat, calendar)
        self.shared_below: list[tuple[Facts, list[tuple[Item, list[Slot]]]]] = []

    def says_who(self, here: Here, found: Facts) -> bool:
        """Takes a sentence that only says who does what stands above or below it."""
        if self.above.head_paragraph(here.item, found):
            return True
        below_all = bool(here.item.children) and found.sentence.start > here.item.children[0].start
        heads = not (here.leaf or found.told or below_all)
        if not here.leaf and moods.refers_back(found.text, opening=True):
            self.above.lead_list(here.item, found)
        if heads and (found.heads_all or found.only_who):
            self.above.announce(here.item, found)
            return True
        if here.leaf and not here.parts and self.above.hand_on(here.item, found):
            return True
        if self._says_who_above(here, found):
            return True
        if not here.leaf and self.above.cast(here.item, found):
            return True
        if self._shares_time(here, found):
            return True
        led = bool(here.parts) and here.parts[-1].own_lead
        back = moods.refers_back(found.text, opening=led) or _takes_on(here, found)
        return back and self._refers_back(here, found)

    def _says_who_above(self, here: Here, found: Facts) -> bool:
        """甲主抓,乙参与, below all that they do, or right below the heading."""
        if not (here.leaf and here.parts and found.only_who) or moods.refers_back(found.text):
            return False
        if self._answer_for_it(here, found):
            return True
        if any(part.own_lead for part in here.parts):
            return False
        if len(here.parts) == 1 and self.is_to_lead_below(here, found.who, timed=bool(found.times)):
            return True
        for part in here.parts:
            for slot in found.slots:
                part.take_slot(slot)
            part.ordered = part.closed = True
        return True

    def _shares_time(self, here: Here, found: Facts) -> bool:
        """以上三件事都要在25日前见底: until when all that the paragraph has told so far is done."""
        if not (found.times and moods.is_time_of_all(found.text)) or found.slots:
            return False
        parts = [
            p for p in here.parts if "\n" not in self.flat.text[p.start : found.sentence.start]
        ]
        for item in here.item.fellows if here.leaf and here.item.inline else ():
            parts += [p for p in self.parts.get(id(item), []) if p not in parts]
        for part in parts:
            part.times = part.times or list(found.times)
        return len(parts) > 1

    def _refers_back(self, here: Here, found: Facts) -> bool:
        """这项工作由…: the lead of the part before; 以上两项活动由…: of the items before."""
        named = list(found.slots)
        earlier = several.earlier(here.parts, found) if here.leaf else []
        for part in earlier:
            part.closed = True
            for slot in named:
                part.take_slot(slot)
        if moods.counts_back(found.text) and not earlier:
            return self._several(here.item, found, named)
        own = any(clause.cadence for clause in found.clauses)
        own = own or any(time.kind == "span" for time in found.times)
        if not named or not here.parts or own:
            return False
        part = here.parts[-1]
        if self._leads_all_below(here, found):
            return True
        if part.names_somebody and named[0].role == "lead":
            below = self.flat.text[part.start : found.sentence.start]
            if moods.asks_more(found.text) or "\n" in below or has_own_work(found):
                return False
        take_sentence(part, found)
        return True

    def _leads_all_below(self, here: Here, found: Facts) -> bool:
        """这项工作由甲负总责, right below a heading: said of what follows, till another is named."""
        part = here.parts[-1]
        if part.led_all:  # another lead, so the first one had the heading alone
            self.leads_the_heading(here)
        else:
            self.is_to_lead_below(here, found.who, timed=bool(found.times))
        return part.led_all

    def _answer_for_it(self, here: Here, found: Facts) -> bool:
        """汽车总站新建母婴室2处,8月底前建成。甲组织实施,乙做好保障: who answers for it, not where it is."""
        at_once = found.slots[0].start <= 1  # no topic of its own stands before: 移风易俗由甲牵头
        named = here.parts[-1].own_lead and bool(found.who.lead) and at_once
        if not named or here.parts[-1].heading or any(p.told_outright for p in here.parts):
            return False
        for part in here.parts:
            part.lead, part.own_lead = [], False
            for slot in found.slots:
                part.take_slot(slot)
            part.closed = True
        return True

    def is_to_lead_below(self, here: Here, who: Labels, *, timed: bool) -> bool:
        """1.市场整治。甲牵头,乙配合。…: who leads what stands below a heading."""
        part = here.parts[-1]
        if part.heading and not (timed or part.firm) and here.leaf and who.lead:
            self.above.labels[id(here.item)] = who
            part.ordered = part.led_all = part.closed = True
        return part.led_all

    def leads_the_heading(self, here: Here) -> None:
        """Takes back what a heading was to give to all that follows: it has it for itself."""
        first = here.parts[0]
        first.take_labels(self.above.labels.pop(id(here.item)), self.calendar)
        first.led_all = False

    def _several(self, item: Item, found: Facts, named: list[Slot]) -> bool:
        """A named lead of the last n items; a class of addressees never fans out."""
        siblings = item.parent.children if item.parent else [item]
        last = item.children or siblings[: siblings.index(item) + 1]
        known = any(not slot.units.generic for slot in named)
        shared = several.told(found.clauses, len(last)) if known else {}
        said = [(last[place], slots_of_it) for place, slots_of_it in shared.items()]
        if item.children:  # which are read after this
            self.shared_below.append((found, said))
        else:
            self.share(found, said)
        return bool(shared)

    def share(self, found: Facts, said: list[tuple[Item, list[Slot]]]) -> None:
        """Gives each item the slots that a sentence says of it, and the time of that."""
        for item, slots_of_it in said:
            leads = any(slot.role == "lead" for slot in slots_of_it)
            for below in item.walk():
                if below.children:
                    self.parts[id(below)].extend(self.soft.pop(id(below), []))
                for part in self.parts.get(id(below), []):
                    part.closed = True
                    for slot in [] if part.own_lead and leads else slots_of_it:
                        part.take_slot(slot)
                    part.times = part.times or list(found.times)


def _takes_on(here: Here, found: Facts) -> bool:
    """甲要切实担起主体责任,乙要主动配合, after work that nobody was told to do: theirs."""
    fixed = found.times or any(clause.cadence for clause in found.clauses)
    named = bool(here.parts) and here.parts[-1].names_somebody
    return here.leaf and not (fixed or named) and moods.takes_on(found.text)
