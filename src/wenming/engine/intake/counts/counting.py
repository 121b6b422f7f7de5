"""What is counted in one clause (分句中的量化目标): one rule for each way to say it, each number once."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ..model import Target
from ..text.numbers import value
from . import forms
from .making import Making
from .metrics import (
    each_rate,
    named,
    of_what,
    share,
    sign,
    trimmed,
    value_of_today,
)

BLANK = forms.BLANK


@dataclass(slots=True)
class Counting(Making):
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
            self._none,
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
        numbers = {match.start() for match in forms.ANY_NUMBER.finditer(self.text)}
        for rule in rules:
            yield from rule()
            if numbers and all(any(a <= n < b for a, b in self.taken) for n in numbers):
                return  # each number once

    def _below(self) -> Iterator[Target]:
        """低于80%的单位通报: 80 % is asked for."""
        for match, number in self._numbers(forms.PENALTY_BELOW, needs="的"):
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
        for match, number in self._numbers(forms.BY_SHARE, needs="比例"):
            self._take(match)
            op = sign(match["by"], None) if match["by"] else "="
            if op:
                yield Target(match["thing"] + "比例", op, number, match["unit"])

    def _each(self) -> Iterator[Target]:
        """机扫率、清运率分别达到90%、98%."""
        for match, _ in self._numbers(forms.EACH, needs="分别"):
            names = re.split("[、和及]", match["metric"])
            numbers = [value(n) for n in re.findall(r"\d+(?:\.\d+)?", match["values"])]
            op = sign(match["by"] or "达", None) or ">="
            if len(names) != len(numbers):
                continue
            self.taken.append(match.span("values"))
            for name, number in zip(names, numbers, strict=True):
                if number is not None:
                    yield Target(trimmed(name), op, number, match["unit"])

    def _shares(self) -> Iterator[Target]:
        """确保95%以上的点位达标."""
        for match, number in self._numbers(forms.SHARE_OF, needs="以上的"):
            self._take(match)
            yield Target(match["thing"], ">=", number, match["unit"])
        for match, number in self._numbers(forms.FULLY, needs="100%"):
            self._take(match)
            yield Target(match["thing"] + "率", ">=", number, match["unit"])

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
        for match, number in self._numbers(forms.RANK, needs="前"):
            self._take(match)
            yield Target(f"{match['metric'] or ''}名次", "<=", number, match["unit"] or "名")

    def _none(self) -> Iterator[Target]:
        """违规率必须为零."""
        for match in forms.NONE_AT_ALL.finditer(self.text):
            yield Target(trimmed(match["metric"]), "<=", 0, "%" if "率" in match["metric"] else "")

    def _hours(self) -> Iterator[Target]:
        for match, number in self._numbers(forms.HOURS, needs="小时"):
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
                self.topic = self.topic if name.startswith("每") else name
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
        if per := forms.PER.fullmatch(said):  # 落实保洁人员,每千米不少于3人
            said = self._with_topic(said, per["per"])
            if (
                said != per["per"]
                and per["per"][-1] in "期场批"
                and match["unit"] in forms.PEOPLE_ONLY
            ):
                said += "人数"
        if forms.ONLY_MADE.fullmatch(said) and said != "组织":  # 新增停车泊位 | 新增不少于600个
            topic = self.before.topic.removeprefix(said)
            said = forms.MADE_FIRST.sub("", topic) + said if self.own else said + topic
        if twice := forms.TWICE.search(said):  # 12个重点路口每个路口
            said = said[: twice.start()] + "每个" + twice["which"] + twice["what"]
        bare = said and not self.before.topic and match["unit"] in forms.PEOPLE_ONLY
        if bare and forms.OF_PLACES.fullmatch(said):
            posted = forms.POSTED_THERE.search(self.before.clause.replace(BLANK, ""))
            said += posted[0] if posted else "人数"
        if not said and self.before.regular and match["unit"] in forms.REPEATED:
            said = "次数"
        named_before = self.before.said or self._made_before(match["unit"])
        return said or named_before or self.before.subject

    def _with_topic(self, said: str, per: str) -> str:
        """每千米 and 保洁人员; 护学岗 and 每岗, which stands for it."""
        topic = self.before.topic
        if not forms.THING.fullmatch(topic):
            return said
        bare = forms.MADE_FIRST.sub("", topic)
        stands_for_it = bare[-1:] == per[-1] and not bare.endswith("上岗")
        if not stands_for_it and per.lstrip("每个名家座条") in topic:
            return per  # 每个岗, of 建护学岗的学校
        return bare + per if stands_for_it else said + topic

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
        return self._made_before(unit) if again else ""

    def _made_before(self, unit: str) -> str:
        """先划泊位500个,国庆前|不少于1800个: what the clause before makes, where the unit is the same."""
        same = self.before.making and unit == self.before.unit
        return self.before.making + self.before.made if same else ""

    def _ratios(self) -> Iterator[Target]:
        """万车死亡率控制在1.5以内."""
        for match, number in self._numbers(forms.BARE) if forms.BARE_END.search(self.text) else ():
            op = sign(match["by"], match["tail"])
            if op:
                self._take(match)
                yield Target(trimmed(match["metric"]), op, number, "")

    def _rates(self) -> Iterator[Target]:
        yield from self._same_rate()
        for match, number in self._numbers(forms.RATE, needs="%"):
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
        for match, number in self._numbers(forms.PLAN_DONE, needs="完成"):
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
