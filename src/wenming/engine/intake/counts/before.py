"""What the clauses before have named (上文), for a number that comes without a noun."""

import re
from dataclasses import dataclass, field

from ..when.cadence import Cadence
from . import forms
from .light_names import done_in
from .metrics import trimmed


@dataclass(slots=True)
class Before:
    """What the clauses before have named.

    Attributes:
        topic: a metric, or what is made (增设停车位), for a number that comes without.
        event: what is answered (接到举报的,). rate: the last rate. regular: how often.
        counted: there has been a target.
        making, made, unit: the verb, the noun and the unit of the last number of things made.
        stock: what there is of each unit, or was made before (城区现有公厕102座).
        noun: what was counted last (26家市场).
        clause: the clause before, which may name no more than a thing (卷帘门上的小广告).
        subject: what the sentence opens on (公厕的缺口).
        opening: the noun before 要 in the first clause (大扫除要形成制度).
        doing: what is done in them, for a name that says nothing (组织“大清扫”,每周六开展一次).
        said: the clause before in short, where it says no more than what is done (破损路面修补完).
    """

    topic: str = ""
    event: str = ""
    rate: str = ""
    regular: Cadence | None = None
    counted: bool = False
    making: str = ""
    unit: str = ""
    made: str = ""
    noun: str = ""
    said: str = ""
    doing: str = ""
    clause: str = ""
    subject: str = ""
    opening: str = ""
    stock: dict[str, str] = field(default_factory=dict)

    def note(self, clause: str, *, first: bool, counted: bool) -> None:
        """Remembers what a clause names; `first` of its sentence, `counted`: a target was read in it."""
        self._note_subject(clause.replace(forms.BLANK, ""), clause, first=first)
        if stock := forms.STOCK.search(clause):
            self.stock[stock["unit"] or stock["of"]] = trimmed(stock["after"] or stock["before"])
        self.clause = clause
        self.doing = done_in(clause) or self.doing
        said = forms.SAID.sub("", trimmed(clause))
        self.said = said if forms.THING_DONE.fullmatch(said) else ""
        listed = forms.COUNTED_LEFT.search(clause) or forms.COUNTED.search(clause)
        if listed:
            self.noun = forms.WORK_END.sub("", listed["noun"])
        elif not counted and re.search(r"\d", clause):
            self.noun = ""

    def _note_subject(self, bare: str, clause: str, *, first: bool) -> None:
        """大扫除要形成制度; 公厕的缺口,…: what the sentence opens on."""
        if first and (told := forms.OPENING.match(bare)):
            self.opening = trimmed(told["what"])
        if first and (opens := forms.OPENS_ON.match(clause)):
            self.subject = opens["what"]
