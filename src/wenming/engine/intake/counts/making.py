"""What is to be made, and what something is to be done to (建设类目标), so many of it in one clause."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import rjieba

from ..model import Target
from ..text.numbers import value
from . import forms
from . import making_forms as works
from .answering import Answering
from .handled import handled
from .metrics import at_least, post, trimmed
from .scopes import each_of


@dataclass(slots=True)
class Making(Answering):
    """One clause: the numbers of things in it that are made, changed or sent."""

    def _handled(self) -> Iterator[Target]:
        """把六家企业约谈一遍: so many things that something is done to."""
        for match, name, number in handled(self.text) if not (self.taken or self.own) else ():
            self._take(match)
            self.topic = name.replace("“", "").replace("”", "")
            yield Target(self.topic, "=", number, match["unit"])

    def _each_of(self) -> Iterator[Target]:
        """督促42家酒吧完成隔音改造: each of them has to."""
        for match, number in each_of(self.text) if not self.taken else ():
            name = trimmed(match["thing"])
            if "的" in name[2:]:  # 93条梯坎的破损踏步
                name = name[: name.index("的", 2)]
            done = name.startswith(("全", "都", "均", "一律", "悉数"))
            if done or works.RESULT.fullmatch(name):  # 其余3家全部达标
                name = self.before.noun or self.topic or name
            op = ">=" if match.groupdict().get("more") else "="
            if name:
                yield Target(name, op, number, match["unit"])

    def _or_more(self) -> Iterator[Target]:
        """夜间向社会免费共享泊位800个以上: whatever is done to so many or more."""
        for match, number in self._numbers(works.OR_MORE):
            name = trimmed(match["thing"])
            if name and not (
                works.NO_WORK.search(match["thing"]) or forms.ABSTRACT.match(match["unit"])
            ):
                self._take(match)
                yield Target(name, ">=", number, self._unit(match["unit"]))

    def _worked(self) -> Iterator[Target]:
        """撤并垃圾池80座: any verb of work at the head of the clause."""
        match = works.WORKED.search(self.text)
        number = value(match["n"]) if match and not self.taken else None
        if (
            match is None
            or number is None
            or number == 1
            or works.NO_WORK.search(match["verb"] + match["thing"])
            or works.SO_FAR.search(match["verb"] + match["thing"])
        ):
            return
        tag = next((tag for _, tag in rjieba.tag(match["verb"])), "")
        word, short = next(iter(rjieba.tag(match["verb"] + match["thing"])), ("", ""))
        drawn = len(word) == 1 and (short == "v" or word in works.DRAWS)  # 画|文化墙
        working = drawn or tag.startswith("v") or works.WORK.match(match["verb"])
        if working and match["unit"] not in {"次", "%", "天", "日", "分", "岁"}:
            self._take(match)
            op = ">=" if match["tail"] else "="
            yield Target(match["verb"] + match["thing"], op, number, match["unit"])

    def _by_standard(self) -> Iterator[Target]:
        """按照每200辆车不少于1人的标准配备运维人员."""
        for match, number in self._numbers(works.BY_STANDARD, needs="每"):
            self._take(match)
            yield Target(match["thing"], ">=", number, match["unit"])

    def _named_first(self) -> Iterator[Target]:
        """完成城南、花园等9家农贸市场改造."""
        for match, number in self._numbers(works.NAMED_FIRST, needs="等"):
            self._take(match)
            yield Target(trimmed(match["thing"]), "=", number, match["unit"])

    def _on_each(self) -> Iterator[Target]:
        """完成28个小区、410个单元的楼道粉刷."""
        match = works.WORK_ON_EACH.search(self.text)
        for each in works.OF_EACH.finditer(match["all"]) if match else ():
            number = value(each["n"])
            if match and number is not None:
                yield Target(each["thing"] + match["work"], "=", number, each["unit"])
        if match:
            self.taken.append(match.span("all"))

    def _also_made(self) -> Iterator[Target]:
        """评选“最美家庭”100户,|“五好家庭”300户: the verb of the clause before governs this one."""
        match = works.ALSO_MADE.fullmatch(self.text) if self.before.making else None
        number = value(match["n"]) if match and not self.taken else None
        if match is None or number is None:
            return
        if match["unit"] != self.before.unit and not match["thing"].startswith("“"):
            return
        if not (works.NO_WORK.search(match["thing"]) or works.EFFECT.search(match["thing"])):
            self._take(match)
            yield Target(self.before.making + match["thing"], "=", number, match["unit"])

    def _in_parts(self) -> Iterator[Target]:
        """分两次组织专项督查."""
        for match, number in self._numbers(works.IN_PARTS, needs="分"):
            self._take(match)
            yield Target(trimmed(match["thing"]), "=", number, match["unit"])

    def _of_these(self) -> Iterator[Target]:
        """其中快充桩200个: of what the clause before makes."""
        for match, number in self._numbers(works.OF_THESE) if self.before.making else ():
            self._take(match)
            own = forms.ONLY_MADE.match(match["thing"])  # 其中新建12座: of the same
            thing = trimmed(match["thing"]) + (self.before.made if own else "")
            name = thing if own else self.before.making + thing
            yield Target(name, "=", number, match["unit"])

    def _each_of_names(self) -> Iterator[Target]:
        """评出“好邻居”“好媳妇”各10名."""
        for match, number in self._numbers(works.EACH_OF_NAMES, needs="各"):
            self._take(match)
            for name in re.findall("“([^”]+)”", match["names"]):
                yield Target(match["verb"] + name, "=", number, match["unit"])

    def _posted(self) -> Iterator[Target]:
        """每班不少于交警1名、志愿者4名."""
        for match, number in self._numbers(works.POSTED):
            each = forms.EACH_THING.search(self.text, 0, match.start())
            ahead = trimmed(each[0]) if each else ""
            self._take(match)
            yield Target(ahead + match["thing"], ">=", number, match["unit"])
            end = match.end()
            while more := works.AND_MADE.match(self.text, end):
                end = more.end()
                self._take(more)
                yield Target(ahead + more["thing"], ">=", value(more["n"]) or 0, more["unit"])

    def _each_does(self) -> Iterator[Target]:
        """县级领导每人挂一个社区."""
        for match, number in self._numbers(works.EACH_DOES):
            self._take(match)
            self.topic = name = match["each"] + match["verb"] + match["thing"]
            op = ">=" if match["least"] or match["more"] else "="
            yield Target(name, op, number, match["unit"])
            yield from self._and_made(match)

    def _each_has(self) -> Iterator[Target]:
        """保证每所学校门口有1名交警、2名志愿者."""
        for match, number in self._numbers(works.EACH_HAS, needs="有"):
            self._take(match)
            op = ">=" if match["least"] else "="
            yield Target(match["each"] + match["thing"], op, number, match["unit"])
            end = match.end()
            while more := forms.AND_COUNTED.match(self.text, end):
                end = more.end()
                self._take(more)
                yield Target(match["each"] + more["thing"], op, value(more["n"]) or 0, more["unit"])

    def _done_so_often(self) -> Iterator[Target]:
        """委托第三方开展模拟测评2次, in no period."""
        for match, number in self._numbers(works.SO_OFTEN) if self.own is None else ():
            if number > 1:
                self._take(match)
                op = ">=" if match["least"] or match["tail"] else "="
                yield Target(trimmed(match["thing"]), op, number, match["unit"])

    def _made(self) -> Iterator[Target]:
        for match, number in self._numbers(works.MADE):
            least = forms.LEAST_WORD.search(self.text[max(0, match.start() - 4) : match.start()])
            once = match["verb"] in works.COUNTED_ONCE or least
            single = match["n"] == "一" and not once
            long = works.SAID_OF_IT.match(self.text, match.end("unit"))
            thing = long["noun"] if long else self._thing(match)
            if (
                not thing
                or match["before"].startswith("的")
                or match["before"].endswith("的")
                or match["thing"].startswith("的基础")
                or self.text[: match.start()].endswith(("已", "已经", "才", "只"))
                or works.SO_FAR.search(self.text, 0, match.end("verb"))
                or match["before"].endswith("第")
                or works.EFFECT.search(match["before"])
                or single
                or forms.ABSTRACT.match(thing)
                or works.AMONG.search(match["before"])
                or match["unit"] in {"次", "%", "天", "日"}
                or (match["verb"] == "抽查" and not (match["thing"] or match["before"]))
                or (match["verb"] == "安排" and match["unit"] not in forms.PEOPLE_ONLY)
            ):
                continue
            self._take(match)
            ahead = "" if match["thing"] and "、" in match["before"] else match["before"]
            own = trimmed(ahead) + (
                long["noun"] if long else trimmed(match["thing"])
            )  # 改造柳河、站前、北园3家市场
            worked = own and (
                match["verb"] == "完成" or own.endswith(match["verb"])
            )  # 完成卫生死角清理任务: the work is counted
            done = not own and thing.endswith(match["verb"])  # 老旧小区改造 | 改造46个
            name = own if worked else thing if done else match["verb"] + (own or thing)
            name = forms.TWICE_SAID.sub("", name)
            if works.BARE_WORK.fullmatch(own) and not match["thing"]:
                # 老旧小区改造|年内开工31个: how far the work has to be
                thing = trimmed(self.text[: match.start("verb")]) + match["verb"]
                name, own = thing + own, thing
            each = forms.EACH_OF_A_KIND.search(self.text, 0, match.start())
            name = (each["each"] if each else "") + (post(match, self.text) or name)
            self.before.making, self.before.unit = match["verb"], match["unit"]
            self.made = own or thing
            self.before.stock[match["unit"]] = self.made
            op = ">=" if least else at_least(match)
            yield Target(name, op, number, match["unit"])
            yield from self._and_made(match, op=">=" if match["least"] or least else "=")

    def _thing(self, match: re.Match[str]) -> str:
        """What is made: said beside the number, in the clause, or before it."""
        topic = match["verb"] != "组织" and not forms.RATE_NAME.search(self.before.topic)
        return (
            match["thing"]
            or match["before"]
            or self.before.noun
            or self.before.stock.get(match["unit"])
            or self.before.subject
            or self._thing_before(match.start())
            or self.made
            or (topic and self.before.topic)
            or self.before.made
            or self.before.said
        )

    def _thing_before(self, end: int) -> str:
        """第三卫生间|新增14个, 旱厕改造|7月底前完成400座: a noun that opens the clause."""
        if work := works.WORK_BEFORE.search(self.text, 0, end):
            return work["thing"]
        match = works.THING_BEFORE.search(self.text, 0, end)
        tags = list(rjieba.tag(match["thing"])) if match else []
        return match["thing"] if match and tags[-1][1].startswith("n") else ""

    def _and_made(self, first: re.Match[str], op: str = "=") -> Iterator[Target]:
        """建设口袋公园16个、城市绿道22公里, or 1个社区、1个村: the verb, and 至少, governs them all."""
        end = first.end()
        form = forms.AND_COUNTED if first["thing"] else works.AND_MADE
        while match := form.match(self.text, end):
            number = value(match["n"])
            end = match.end()
            known = any(a <= match.start("n") < b for a, b in self.taken)
            vague = forms.ABSTRACT.match(match["thing"]) or works.EFFECT.search(match["thing"])
            if number is not None and not (known or vague):
                self._take(match)
                more = ">=" if match.groupdict().get("tail") else op
                name = first["verb"] + trimmed(match["thing"])
                if self.made and works.BARE_WORK.fullmatch(match["thing"]):  # 新建15所、提升30所
                    name = match["thing"] + self.made
                yield Target(name, more, number, match["unit"])
