"""What is counted in one clause (分句中的量化目标): one rule for each way to say it, each number once."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import rjieba

from . import target_forms as forms
from .answering import Answering
from .handled import handled
from .metrics import (
    at_least,
    each_rate,
    named,
    of_what,
    post,
    share,
    sign,
    trimmed,
    value_of_today,
)
from .model import Target
from .numbers import value
from .scopes import each_of

BLANK = forms.BLANK


@dataclass(slots=True)
class Counting(Answering):
    """One clause: what is counted in it, each number once."""

    def targets(self) -> Iterator[Target]:
        if forms.HINT.search(self.text) is None:
            return
        if forms.EXCLUDED.search(self.text):
            yield from self._below()  # 低于80分的扣减费用
            return
        rules: tuple[Callable[[], Iterator[Target]], ...] = (
            self._by_standard,
            self._named_first,
            self._on_each,
            self._below,
            self._by_share,
            self._ranges,
            self._answers,
            self._ranks,
            self._hours,
            self._each,
            self._put_after,
            self._compared,
            self._ratios,
            self._rates,
            self._plan_done,
            self._changes,
            self._times,
            self._each_of_names,
            self._posted,
            self._each_does,
            self._each_has,
            self._done_so_often,
            self._made,
            self._worked,
            self._of_these,
            self._also_made,
            self._in_parts,
            self._shares,
            self._handled,
            self._each_of,
            self._or_more,
        )
        for rule in rules:
            yield from rule()

    def _below(self) -> Iterator[Target]:
        """低于80%的单位通报: 80 % is asked for."""
        for match, number in self._numbers(forms.PENALTY_BELOW):
            name = trimmed(match["metric"] or "") or self._marked()
            if name:
                self._take(match)
                yield Target(name, ">=", number, match["unit"])

    def _marked(self) -> str:
        """每月考评一次,|低于85分的: the marks of what is tried in the clause before."""
        tried = forms.TRIED.search(self.before.clause)
        return tried[0] + "得分" if tried else ""

    def _by_share(self) -> Iterator[Target]:
        """按不低于20%的比例抽查复核."""
        for match, number in self._numbers(forms.BY_SHARE):
            self._take(match)
            op = sign(match["by"], None) if match["by"] else "="
            if op:
                yield Target(match["thing"] + "比例", op, number, match["unit"])

    def _each(self) -> Iterator[Target]:
        """机扫率、清运率分别达到90%、98%."""
        for match, _ in self._numbers(forms.EACH):
            names = re.split("[、和及]", match["metric"])
            numbers = [value(n) for n in re.findall(r"\d+(?:\.\d+)?", match["values"])]
            op = sign(match["by"] or "达", None) or ">="
            if len(names) != len(numbers):
                continue
            self.taken.append(match.span("values"))
            for name, number in zip(names, numbers, strict=True):
                if number is not None:
                    yield Target(trimmed(name), op, number, match["unit"])

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
            if done or forms.RESULT.fullmatch(name):  # 其余3家全部达标
                name = self.before.noun or self.topic or name
            op = ">=" if match.groupdict().get("more") else "="
            if name:
                yield Target(name, op, number, match["unit"])

    def _or_more(self) -> Iterator[Target]:
        """夜间向社会免费共享泊位800个以上: whatever is done to so many or more."""
        for match, number in self._numbers(forms.OR_MORE):
            name = trimmed(match["thing"])
            if name and not (
                forms.NO_WORK.search(match["thing"]) or forms.ABSTRACT.match(match["unit"])
            ):
                self._take(match)
                yield Target(name, ">=", number, self._unit(match["unit"]))

    def _worked(self) -> Iterator[Target]:
        """撤并垃圾池80座: any verb of work at the head of the clause."""
        match = forms.WORKED.search(self.text)
        number = value(match["n"]) if match and not self.taken else None
        if (
            match is None
            or number is None
            or number == 1
            or forms.NO_WORK.search(match["verb"] + match["thing"])
        ):
            return
        tag = next((tag for _, tag in rjieba.tag(match["verb"])), "")
        word, short = next(iter(rjieba.tag(match["verb"] + match["thing"])), ("", ""))
        drawn = len(word) == 1 and (short == "v" or word in forms.DRAWS)  # 画|文化墙
        working = drawn or tag.startswith("v") or forms.WORK.match(match["verb"])
        if working and match["unit"] not in {"次", "%", "天", "日", "分", "岁"}:
            self._take(match)
            op = ">=" if match["tail"] else "="
            yield Target(match["verb"] + match["thing"], op, number, match["unit"])

    def _by_standard(self) -> Iterator[Target]:
        """按照每200辆车不少于1人的标准配备运维人员."""
        for match, number in self._numbers(forms.BY_STANDARD):
            self._take(match)
            yield Target(match["thing"], ">=", number, match["unit"])

    def _named_first(self) -> Iterator[Target]:
        """完成城南、花园等9家农贸市场改造."""
        for match, number in self._numbers(forms.NAMED_FIRST):
            self._take(match)
            yield Target(trimmed(match["thing"]), "=", number, match["unit"])

    def _on_each(self) -> Iterator[Target]:
        """完成28个小区、410个单元的楼道粉刷."""
        match = forms.WORK_ON_EACH.search(self.text)
        for each in forms.OF_EACH.finditer(match["all"]) if match else ():
            number = value(each["n"])
            if match and number is not None:
                yield Target(each["thing"] + match["work"], "=", number, each["unit"])
        if match:
            self.taken.append(match.span("all"))

    def _also_made(self) -> Iterator[Target]:
        """评选“最美家庭”100户,|“五好家庭”300户: the verb of the clause before governs this one."""
        match = forms.ALSO_MADE.fullmatch(self.text) if self.before.making else None
        number = value(match["n"]) if match and not self.taken else None
        if match is None or number is None:
            return
        if match["unit"] != self.before.unit and not match["thing"].startswith("“"):
            return
        if not (forms.NO_WORK.search(match["thing"]) or forms.EFFECT.search(match["thing"])):
            self._take(match)
            yield Target(self.before.making + match["thing"], "=", number, match["unit"])

    def _in_parts(self) -> Iterator[Target]:
        """分两次组织专项督查."""
        for match, number in self._numbers(forms.IN_PARTS):
            self._take(match)
            yield Target(trimmed(match["thing"]), "=", number, match["unit"])

    def _shares(self) -> Iterator[Target]:
        """确保95%以上的点位达标."""
        for match, number in self._numbers(forms.SHARE_OF):
            self._take(match)
            yield Target(match["thing"], ">=", number, match["unit"])
        for match, number in self._numbers(forms.FULLY):
            self._take(match)
            yield Target(match["thing"] + "率", ">=", number, match["unit"])

    def _of_these(self) -> Iterator[Target]:
        """其中快充桩200个: of what the clause before makes."""
        for match, number in self._numbers(forms.OF_THESE) if self.before.making else ():
            self._take(match)
            own = forms.ONLY_MADE.match(match["thing"])  # 其中新建12座: of the same
            thing = trimmed(match["thing"]) + (self.before.made if own else "")
            name = thing if own else self.before.making + thing
            yield Target(name, "=", number, match["unit"])

    def _ranges(self) -> Iterator[Target]:
        """报送信息1至2条: at least one, at most two."""
        for match, number in self._numbers(forms.RANGE):
            most, name = value(match["most"]), trimmed(match["metric"]) or self.topic
            self.taken.append(match.span("most"))
            self._take(match)
            if name and most is not None and number < most:
                unit = self._unit(match["unit"])
                yield Target(name, ">=", number, unit)
                yield Target(name, "<=", most, unit)

    def _ranks(self) -> Iterator[Target]:
        for match, number in self._numbers(forms.RANK):
            self._take(match)
            yield Target(f"{match['metric'] or ''}名次", "<=", number, match["unit"] or "名")

    def _hours(self) -> Iterator[Target]:
        for match, number in self._numbers(forms.HOURS):
            self._take(match)
            yield Target(f"{match['metric']}时长", "=", number, "小时/日")

    def _put_after(self) -> Iterator[Target]:
        """压缩等候时间至20分钟以内."""
        for match, number in self._numbers(forms.PUT_AFTER):
            self._take(match)
            more = match["by"] in {"提高", "提升", "延长"}
            yield Target(trimmed(match["metric"]), ">=" if more else "<=", number, match["unit"])

    def _compared(self) -> Iterator[Target]:
        for match, number in self._numbers(forms.COMPARED):
            op = sign(match["by"], match["tail"])
            which = forms.WHICH.match(match["thing"]) and not share(match)
            if match["n"] == "一" and match["thing"].startswith("一"):  # 做到一场一册
                continue
            if op is None or forms.ABSTRACT.match(match["thing"]) or which:
                continue
            metric = forms.MOVED.sub("", forms.COUNTED_BEFORE.sub("", match["metric"]))
            name = self._name(match, metric)
            if name:
                self._take(match)
                self.topic = self.topic if forms.PER.fullmatch(name) else name
                current = value_of_today(metric, self.text[match.end("unit") :])
                if now := forms.NOW.search(forms.MOVED.sub("", match["metric"])):
                    start = match.start("metric")
                    self.taken.append((start + now.start("n"), start + now.end("n")))
                for each in each_rate(metric) or [name]:
                    yield Target(each, op, number, self._unit(match["unit"]), current)
                yield from self._and_compared(match, name, op)

    def _name(self, match: re.Match[str], metric: str) -> str:
        """What is compared: said in the clause, or in one before."""
        said = named(metric, forms.NOW_BESIDE.sub("", match["thing"]), match["unit"])
        said += of_what(match) if share(match) else ""
        if forms.OF_THE_STANDARD.fullmatch(said) or forms.PRONOUN.fullmatch(said):
            said = self._of_the_same(match["unit"]) or self.topic
        if said in forms.HOW_MANY:
            said = self.before.topic or said
        if forms.PER.fullmatch(said):  # 落实保洁人员,每千米不少于3人
            said += self.before.topic if forms.THING.fullmatch(self.before.topic) else ""
        if forms.ONLY_MADE.fullmatch(said) and said != "组织":  # 新增停车泊位 | 新增不少于600个
            said += self.before.topic.removeprefix(said)
        if twice := forms.TWICE.search(said):  # 12个重点路口每个路口
            said = said[: twice.start()] + "每个" + twice["which"] + twice["what"]
        bare = said and not self.before.topic and match["unit"] in forms.PEOPLE_ONLY
        if bare and forms.OF_PLACES.fullmatch(said):
            posted = forms.POSTED_THERE.search(self.before.clause.replace(BLANK, ""))
            said += posted[0] if posted else "人数"
        if not said and self.before.regular and match["unit"] in forms.REPEATED:
            said = "次数"
        return said or self.before.said

    def _and_compared(self, first: re.Match[str], name: str, op: str) -> Iterator[Target]:
        """建成不少于2条示范街、3个示范社区: the comparison is that of them all."""
        making = forms.ONLY_MADE.match(name) or forms.EACH_THING.match(name)
        end = first.end()
        while making and first["thing"] and (match := forms.AND_COUNTED.match(self.text, end)):
            number, end = value(match["n"]), match.end()
            if number is not None:
                self._take(match)
                yield Target(making[0] + match["thing"], op, number, match["unit"])

    def _of_the_same(self, unit: str) -> str:
        """新建端口26000个,其中6月底前|不少于12000个."""
        again = "其中" in self.text or self.text.startswith("每")
        same = self.before.making and unit == self.before.unit and again
        return self.before.making + self.before.made if same else ""

    def _ratios(self) -> Iterator[Target]:
        """万车死亡率控制在1.5以内."""
        for match, number in self._numbers(forms.BARE) if forms.BARE_END.search(self.text) else ():
            op = sign(match["by"], match["tail"])
            if op:
                self._take(match)
                yield Target(trimmed(match["metric"]), op, number, "")

    def _unit(self, unit: str) -> str:
        if self.before.regular is None or unit not in forms.REPEATED:
            return unit
        return f"{unit}/{self.before.regular.period or '期'}"

    def _rates(self) -> Iterator[Target]:
        yield from self._same_rate()
        for match, number in self._numbers(forms.RATE):
            asked = number == 100 or self.before.counted or forms.ASKED.search(self.text)
            if not (match["tail"] or asked):
                continue
            self._take(match)
            op = sign("达", match["tail"]) or ">="
            for name in each_rate(self.text[: match.start("n")]) or [trimmed(match["metric"])]:
                yield Target(name, op, number, "%")

    def _same_rate(self) -> Iterator[Target]:
        """公交车礼让率100%,|出租车98%: the rate named before, of somebody else."""
        match = forms.OF_ANOTHER.fullmatch(self.text) if self.before.counted else None
        rate = re.search("[\u4e00-\u9fff]{2}率$", self.before.rate)
        number = value(match["n"]) if match else None
        if match and rate and number is not None and not self.taken:
            self._take(match)
            op = sign("达", match["tail"]) or ">="
            yield Target(match["who"] + rate[0], op, number, "%")

    def _plan_done(self) -> Iterator[Target]:
        """10月底前完成年度检修计划70%."""
        for match, number in self._numbers(forms.PLAN_DONE):
            self._take(match)
            op = ">=" if match["tail"] else "="
            yield Target(match["metric"] + "完成率", op, number, match["unit"])

    def _changes(self) -> Iterator[Target]:
        """交通事故起数同比下降15%."""
        for match, number in self._numbers(forms.CHANGE):
            self._take(match)
            if forms.LAST_YEAR.match(self.text) and not forms.ASKED.search(self.text):
                continue
            yield Target(
                trimmed(forms.TOLD_TO.sub("", forms.THAN_LAST.sub("", match["metric"]))),
                ">=",
                number,
                match["unit"],
            )

    def _each_of_names(self) -> Iterator[Target]:
        """评出“好邻居”“好媳妇”各10名."""
        for match, number in self._numbers(forms.EACH_OF_NAMES):
            self._take(match)
            for name in re.findall("“([^”]+)”", match["names"]):
                yield Target(match["verb"] + name, "=", number, match["unit"])

    def _posted(self) -> Iterator[Target]:
        """每班不少于交警1名、志愿者4名."""
        for match, number in self._numbers(forms.POSTED):
            each = forms.EACH_THING.search(self.text, 0, match.start())
            ahead = trimmed(each[0]) if each else ""
            self._take(match)
            yield Target(ahead + match["thing"], ">=", number, match["unit"])
            end = match.end()
            while more := forms.AND_MADE.match(self.text, end):
                end = more.end()
                self._take(more)
                yield Target(ahead + more["thing"], ">=", value(more["n"]) or 0, more["unit"])

    def _each_does(self) -> Iterator[Target]:
        """县级领导每人挂一个社区."""
        for match, number in self._numbers(forms.EACH_DOES):
            self._take(match)
            self.topic = name = match["each"] + match["verb"] + match["thing"]
            op = ">=" if match["least"] or match["more"] else "="
            yield Target(name, op, number, match["unit"])
            yield from self._and_made(match)

    def _each_has(self) -> Iterator[Target]:
        """保证每所学校门口有1名交警、2名志愿者."""
        for match, number in self._numbers(forms.EACH_HAS):
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
        for match, number in self._numbers(forms.SO_OFTEN) if self.own is None else ():
            if number > 1:
                self._take(match)
                op = ">=" if match["least"] or match["tail"] else "="
                yield Target(trimmed(match["thing"]), op, number, match["unit"])

    def _made(self) -> Iterator[Target]:
        for match, number in self._numbers(forms.MADE):
            least = forms.LEAST_WORD.search(self.text[max(0, match.start() - 4) : match.start()])
            once = match["verb"] in forms.COUNTED_ONCE or least
            single = match["n"] == "一" and not once
            long = forms.SAID_OF_IT.match(self.text, match.end("unit"))
            thing = long["noun"] if long else self._thing(match)
            if (
                not thing
                or match["before"].startswith("的")
                or match["before"].endswith("的")
                or match["thing"].startswith("的基础")
                or self.text[: match.start()].endswith(("已", "已经", "才", "只"))
                or forms.SO_FAR.search(self.text, 0, match.end("verb"))
                or match["before"].endswith("第")
                or forms.EFFECT.search(match["before"])
                or single
                or forms.ABSTRACT.match(thing)
                or forms.AMONG.search(match["before"])
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
            each = forms.EACH_OF_A_KIND.search(self.text, 0, match.start())
            name = (each["each"] if each else "") + (post(match, self.text) or name)
            self.before.making, self.before.unit = match["verb"], match["unit"]
            self.made = own or thing
            self.before.stock[match["unit"]] = self.made
            yield Target(name, ">=" if least else at_least(match), number, match["unit"])
            yield from self._and_made(match)

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
        if work := forms.WORK_BEFORE.search(self.text, 0, end):
            return work["thing"]
        match = forms.THING_BEFORE.search(self.text, 0, end)
        tags = list(rjieba.tag(match["thing"])) if match else []
        return match["thing"] if match and tags[-1][1].startswith("n") else ""

    def _and_made(self, first: re.Match[str]) -> Iterator[Target]:
        """建设口袋公园16个、城市绿道22公里, or 1个社区、1个村: the verb governs them all."""
        end = first.end()
        form = forms.AND_COUNTED if first["thing"] else forms.AND_MADE
        while match := form.match(self.text, end):
            number = value(match["n"])
            end = match.end()
            known = any(a <= match.start("n") < b for a, b in self.taken)
            vague = forms.ABSTRACT.match(match["thing"]) or forms.EFFECT.search(match["thing"])
            if number is not None and not (known or vague):
                self._take(match)
                op = ">=" if match.groupdict().get("tail") else "="
                name = first["verb"] + trimmed(match["thing"])
                if self.made and forms.BARE_WORK.fullmatch(match["thing"]):  # 新建15所、提升30所
                    name = match["thing"] + self.made
                yield Target(name, op, number, match["unit"])
