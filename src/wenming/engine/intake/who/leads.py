"""Who leads and who supports (牵头, 配合): read from the grammar of orders.

Given before (由市公安局牵头), after (这项工作请市公安局主抓), or as the subject (各社区每天巡查). Labels
(责任单位:…) are read by `labels`; what refers to several items (以上两项活动由…) is left to the caller.
"""

import re
from dataclasses import replace

from ..text.sentences import Stretch, clauses
from ..text.words import LEAD_VERBS, MODALS, ORDER_VERBS, SUPPORT_VERBS, either
from ..when.cadence import cadence
from ..when.dates import starts
from . import serving
from .addressed import TELLS, THEN_TOLD, spoken_of
from .alone import leads_alone
from .naming import after_lead_in, of_clause
from .serving import CHIEF
from .slot import COMMANDERS, Slot
from .units import Units, is_people, read_units

# 不能引进的|由社区托管: what becomes of a case, inside the duty of another.
_OF_CASE = re.compile(r"[^,]{2,16}的由(?=[^\d]{2,20}$)(?!.*限期)")
# 县创建办设在县委宣传部, before what it has to do.
_SEATED_IN = re.compile(
    "(?<=[办组部室])(?:设在|设于|挂靠在?)[^,;。]{2,16}$|(?<=[镇乡区县局委道])(?:地处|位于|作为|身为)[^,;。]{2,14}$"
)
_ORDERED = re.compile(
    rf"(?:你们?(?:[几两三]家|局里|单位|那边)?)?(?:[^,;]{{2,10}}(?:[之以]?前|[之以]?内))?(?:也|都|均|还|联手|合力)?"
    rf"(?:{either(MODALS, ORDER_VERBS)}|负责|承担|[对把将](?![于会来外])|每[人名户日天周月季旬半两]|一[周月天])"
)
_ROLE_END = re.compile(
    rf"(?P<verb>(?:具体|共同|总)?{either(LEAD_VERBS, SUPPORT_VERBS)})(?:(?<=负责)[\u4e00-\u9fff]{{1,10}})?"
    r"、(?=[^,;:。、]{2})"
)
# 甲出标准、乙出位置.
_GIVES = re.compile(
    "((?:出|给|派)[\u4e00-\u9fff]{1,3})、(?=[\u4e00-\u9fff]{2,10}(?:出|给|派)[\u4e00-\u9fff]{1,3}(?:[,;。]|$))"
)
_SO_OFTEN = re.compile("([次遍])、(?=每[日天周旬月季年半学\\d])")
# 教育局那边,…: whom the speaker turns to.
_SPOKEN_TO = re.compile("(?:[那这](?:边|头|一?块)|呢|一起|一块儿?|联手|两家|几家)$")
# 新区公安分局:|联合排查…; 望江街道:… may be a title.
_BUREAU = re.compile("(?:局|委|办|队|组|中心|公司|集团|科|处|所)$")


def with_roles_apart(text: str) -> str:
    """甲牵头、乙配合 reads like 甲牵头,乙配合; the positions stay.

    >>> with_roles_apart("由市水利局牵头、市农业农村局配合")
    '由市水利局牵头,市农业农村局配合'
    """
    text = _GIVES.sub(r"\1,", text)
    text = _SO_OFTEN.sub(r"\1,", text)
    for match in _ROLE_END.finditer(text) if "、" in text else ():
        said = re.split(
            "(?:[,;:。、由请]|责成|责令|明确)(?=[^,;:。由请]*$)", text[: match.start("verb")]
        )[-1]
        units = read_units(said, sure=True)
        if units and (not units.generic or match["verb"].endswith("牵头")):
            text = f"{text[: match.end() - 1]},{text[match.end() :]}"
    return text


def slots(sentence: Stretch) -> list[Slot]:
    """The leads and supports of a sentence, in the order of the text.

    >>> [(s.role, s.units.names) for s in slots(Stretch("由城建组牵头,其他方面配合", 0, 13))]
    [('lead', ('城建组',)), ('support', ('其他方面',))]
    """
    found: list[Slot] = []
    held: Slot | None = None
    topic: Slot | None = None
    stop = ""
    parts = list(clauses(sentence))
    for number, clause in enumerate(parts):
        offset = clause.start - sentence.start
        here = [
            replace(slot, start=slot.start + offset, end=slot.end + offset, clause=number)
            for slot in of_clause(clause.text, opens=not number)
        ]
        if held:
            here = _with_held(held, here, clause.text, told=stop == ":")
        if topic and not here and THEN_TOLD.match(clause.text):
            here = [replace(topic, clause=number, verb=clause.text)]
        topic = None if here or found else topic or (None if number else _topic(clause.text))
        if found and here and here[0].units.generic and _OF_CASE.match(clause.text):
            here = here[1:]
        if any(slot.role == "lead" and slot.by == "subject" for slot in found):
            here = [slot for slot in here if slot.by != "helped"]  # 甲负责…,配合乙组织…
        whole = None if here else _whole(clause.text, offset, number)
        held = _both(held, whole) if held and whole and stop == "," else whole
        stop = clause.stop
        found += _in_service(found, here, "".join(part.text for part in parts[number : number + 2]))
    asked = [s for s in found if s.role == "lead" or not all(map(is_people, s.units.names))]
    return sorted(_somebody_leads(asked, sentence.text), key=lambda slot: slot.start)


def _in_service(before: list[Slot], here: list[Slot], text: str) -> list[Slot]:
    """The slots of a clause, those that serve a lead named before as supports.

    Who comes back (`text`: 由丙督办,每周通报) has a duty of his own.
    """
    leads = [slot for slot in before if slot.role == "lead"]
    if not here:
        return here
    if not leads:
        return [_provider(slot) for slot in here]
    number = here[0].clause
    last = leads[-1].clause
    helped = {slot.clause for slot in before if slot.clause > last}  # 甲牵头,乙派人指导,丙…
    near = number - last - 1 == len(helped) and all(
        s.role == "support" for s in before[len(leads) :]
    )
    chief = near and bool(CHIEF.match(leads[-1].verb))
    chief = chief and not all(is_people(name) for name in here[0].units.names)
    again = cadence(text) is not None
    classes = all(slot.units.generic for slot in leads)
    return [
        replace(slot, role="support")
        if serves(slot, chief=chief, carries=bool(CHIEF.match(leads[-1].verb)))
        and not (
            (again or starts(slot.verb))
            and serving.watches(slot.verb)
            and not serving.watches_in_turn(slot.verb)
        )
        and not (classes and answers(slot))
        else slot
        for slot in here
    ]


def _provider(slot: Slot) -> Slot:
    """…,乙提供技术指导, after what nobody is told: helps whoever does it."""
    helps = slot.clause and slot.by == "subject" and serving.provides(slot.verb)
    return replace(slot, role="support") if helps else slot


def answers(slot: Slot) -> bool:
    """各乡镇每月开展…,由县农业农村局负责组织指导: who can be asked for it."""
    return slot.by == "by" and not slot.units.generic and slot.verb.startswith("负责")


def _somebody_leads(found: list[Slot], text: str) -> list[Slot]:
    """由各社区包干, 请各单位积极参与: helps where somebody else is named, leads where nobody is."""
    if any(slot.role == "lead" for slot in found):
        return found
    only = len(found) == 1
    return [
        replace(slot, role="lead")
        if leads_alone(slot.units, slot.by, slot.verb, text, only=only)
        else slot
        for slot in found
    ]


def serves(slot: Slot, *, chief: bool = False, carries: bool = False) -> bool:
    """Whether what `slot` does serves whoever was named before (`chief`: as the one in charge)."""
    carries = carries or slot.units.generic
    return serving.serves(slot.verb, slot.by, carries=carries, chief=chief)


def _whole(text: str, offset: int, number: int) -> Slot | None:
    """A clause that is nothing but units: 各驻地单位、人民团体,要主动认领."""
    told = TELLS.match(text)
    start = told.end() if told else after_lead_in(text)
    said = text[start:]
    units = read_units(said) or read_units(_SEATED_IN.sub("", _SPOKEN_TO.sub("", said)))
    if units is None or (not told and COMMANDERS.issuperset(units.names)):
        return None
    return Slot("lead", units, offset + start, offset + len(text), number, "subject")


def _both(one: Slot, other: Slot) -> Slot:
    """宣传部,融媒体中心,你们每天要…: both are told."""
    generic = one.units.generic and other.units.generic
    return replace(one, units=Units((*one.units.names, *other.units.names), generic), end=other.end)


def _topic(text: str) -> Slot | None:
    """梧桐里社区底子好,|要走在前: whom the first clause speaks of is told what the next asks for."""
    found = spoken_of(text)
    if found is None or not COMMANDERS.isdisjoint(found[0].names):
        return None
    return Slot("lead", found[0], 0, found[1], 0, "subject")


def _with_held(held: Slot, here: list[Slot], text: str, *, told: bool) -> list[Slot]:
    """The units of the clause before belong to what this clause orders.

    甲局:乙类医院要…: `told` says that the colon gave the order to the first alone.
    """
    if told and here and here[0].units.generic and not held.units.generic:
        return [held, *here[1:]]
    if here and here[0].by == "subject":
        first = here[0]
        generic = held.units.generic and first.units.generic
        units = Units((*held.units.names, *first.units.names), generic)
        return [replace(first, units=units, start=held.start, clause=held.clause), *here[1:]]
    named = told and not held.units.generic and _BUREAU.search(held.units.names[-1])
    return [held, *here] if named or _ORDERED.match(text) else here
