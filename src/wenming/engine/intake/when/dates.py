"""Times in orders (时间): deadlines, milestones, starts and spans, and the day they fall on.

A time is a deadline by its form (…前, …内, …底, 至…, 限期…, 立行立改) or by its label (完成时限:…). Dates that
only tell (the day of a meeting, the period that a file covers) have neither. The ISO day is given
only where the document fixes the year.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from ..text.numbers import HAN_DIGITS, value
from .cadence import cadence

_N = rf"(?:\d{{1,3}}|[{HAN_DIGITS}]{{1,3}})"
_YEAR = r"(?:\d{4}年|今年|本年度?|当年|明年)"
_DAY = rf"{_N}月{_N}[日号](?:\((?:周|星期)[一二三四五六日天]\))?"
_PARTS = "(?:底|末|初|上旬|中旬|下旬|份)"
_HOUR = r"(?:(?:上午|下午|中午|晚上?)?(?:[上下]班|(?:\d{1,2}|零|十二?)[:点时](?:\d{2}分?)?)?)"
_QUARTER = r"(?:(?:第?[一二三四1-4]|本|每)季度|上半年|下半年)"
_WEEK = (
    r"(?:(?:这个?|本|下个?)?(?:周|星期|礼拜))[一二三四五六日天末](?:上午|下午|中午|晚上?)?"
    r"(?:(?:\d{1,2}|十[一二]?|[一二两三四五六七八九])[点时](?:半|\d{2}分?)?)?(?:[上下]班)?"
)
_FEAST = (
    r"“?(?:元旦|除夕|小年|劳动节|儿童节|重阳|腊八|七夕|中元|寒衣|教师|植树|护士|母亲|三八|六一|立春|雨水|惊蛰|春分|谷雨|立夏|小满|芒种|夏至|小暑|大暑|立秋|处暑|白露|秋分|寒露|霜降|立冬|小雪|大雪|冬至|小寒|大寒|泼水|火把|开斋|古尔邦|春节|清明|五一|端午|中秋|国庆|十一|七一|八一)(?:节”|”)?"
    r"(?:节|假期|长假|黄金周|小长假|假日)*(?:期间)?"
)
_EVENT = (
    "(?:(?:本轮|实地|国家|省级|市级|省|年度|中央|全国|正式|集中|现场|国检|下次|下一轮)*"
    "(?:测评|验收|迎检|检查|考评|评估|督查|复查|复核|暗访|复审)+(?:到来|开始|结束)?|(?:检查|督查|考评|测评|专家|验收|暗访|巡视)组(?:来|到|进驻|抵达)?|(?:汛期|暑期|假期|寒假|暑假)(?:结束|到来|来临)|汛期|雨季|台风季?|寒潮|采暖季|供暖季|采暖期|供暖期|开学季|施工|开栓|春运|旺季|暑假|寒假|(?:本|下)?学期(?:末|结束)|期末|两会|中高考|[中高]考|节|汛|开学|入伏|入冬|入春|入夏|入秋|入汛|上冻|封冻|结冰|降雪|下雪|供暖|秋收|秋播|秋种|春耕|春播|夏收|夏种|麦收|开工|竣工|放假|进驻)(?:开始|结束|到来|来临)?"
)
_UNITS = r"(?:个?工作日|个?自然日|天|日|周|个星期|个?月|个?小时|小时|分钟|年)"

_MONTH = "(?:这个月|本月|当月|下个?月|次月|(?:次|下一?)季度(?:首月|第一个月))"
# A point in time: a day, a month or a part of one, a quarter, the end of the year.
_POINT = (
    rf"(?:{_YEAR}?{_DAY}{_HOUR}|{_MONTH}{_N}[日号]{_HOUR}|{_YEAR}?{_N}月{_PARTS}|{_YEAR}{_N}月|{_N}月第[一二三四]周|{_N}月"
    rf"|{_YEAR}?{_QUARTER}(?:末|底|内)?|{_MONTH}[底末初]?|(?:本|这)周|{_YEAR}?年[底末初中](?!以来)|{_YEAR}底|本?月[底末]|本?季度?末|{_WEEK})"
)
_BEFORE = (
    r"(?:之前|以前|前(?!后|进|列|移|来|往|期|景|沿(?![^,;]{1,8}[路街道河])|端|[\d一二三四五六七八九十]+[名位]"
    "|的(?:关键|最后|冲刺|重要|准备|窗口))|止|之内|内(?![容部外街巷业设])|底前)"
)

_AHEAD_DAY = "(?:下周|本周|这周|明天|今天|今晚|明早|后天)(?:上午|下午|晚上?)?"
# A point in time by which something has to be so, without 前.
_DONE = (
    "(?:启动|举办|组织开展|组织一次|开展一次|投入(?:使用|运行|运营))|(?:全部|基本|全面|正式)?(?:(?:[装改修拆搬建弄补洗划画办理查种][好齐]|[一-鿿]完(?![全善成]))|截止|完工|完成|竣工|交付|到位|开工|投用|建成|验收|进场|结束|见效|报送|拿出|兑现|见底|落地|成形|成型|收官|收尾|定稿|亮灯|通水|通车|开放|开馆|开业|启用|运行|上线|销号|清零|下拨|拨付|下达)|[把将][^,。;]{1,16}(?:到位|完|好|出来|下去|起来|上来)|(?:要|须|必须|务必)(?:全部|全面|基本)?"
    "(?:见|完成|达|到位|建成|拿出|报送|实现|整改|销号|投用|完工)"
)

_FORMS = re.compile(
    "|".join(
        (
            rf"(?P<span>(?:自|从)?(?P<from>即日起|现在起|印发之日起|{_YEAR}?{_DAY}|{_POINT})起?(?:开始)?(?:至|到|—{{1,3}}|–|-{{1,3}}|~|～)(?P<to>{_POINT}|{_N}[日号])(?:底|止|前)?)",
            rf"(?P<length>(?:自|从)(?P<since>{_YEAR}?{_DAY})起?[^,。;]{{0,8}}?为期(?P<days>{_N})(?P<what>天|周|个月))",
            rf"(?P<regular>每[周月季]度?最后一个?(?:工作日|周[一二三四五六日]|天)(?:(?:之|以)?前|(?=报|将|把|向))|每(?:月|旬|季度?)(?:末|底)(?=报|将|把|向)|(?:当月|当周|当季)(?:{_N}[日号])?前|每(?:天|日|(?:周|星期|礼拜)[一二三四五六日天末]?|月|季度?|年|旬)(?:{_N}月|[首末次]月)?(?:{_N}[日号]|底|末|[上中下]旬)?(?:早上|早晨|清早|中午|上午|下午|晚上?)?(?:(?:\d{{1,2}}|[{HAN_DIGITS}]{{1,3}})[:点时](?:\d{{2}}分?|半)?|下班|[早晚]高峰|开市|收市|闭市|出摊|开园|上学|放学)?(?:之|以)?前)",
            rf"(?P<before>(?:到|至|截至|截止)?(?:{_YEAR}?{_DAY}[\u4e00-\u9fff]{{2,8}}(?:开幕|开学|开业|开馆|节|日|到来|来临|结束|活动)|{_POINT}{_EVENT}|{_POINT}(?:结束|来临|到来)?|{_FEAST}(?:结束|到来|来临)?|{_EVENT}|[\u4e00-\u9fff]{{2,6}}(?:开幕|开赛|开园|开镰|建成|投用)|(?![在于到])[\u4e00-\u9fff“”]{{1,10}}(?:会议?|活动|大会|比赛|培训)(?:召开|开展|举行|举办|开始|启动)){_BEFORE})",
            r"(?P<yearend>(?<![\d个一二两三])[月周]内|(?<![\d个一二两三四五六七八九十几多半数])年前(?=[要把将完全得须]|[^,]{0,6}完)|(?<![去前])(?<!等到)(?<!只在)年底(?:之?前)?(?!评|考核|总结)|年末(?:之?前)?(?=[,。;要力达完实建将须]|$)|年内|岁末|(?:今|本|当)年内|(?:到|至)?今年年?底)",
            rf"(?P<until>(?<=起)到“?(?:五一|国庆|元旦|春节|中秋)(?:节)?”?(?=,|前|期间|结束)|^(?:到|至)“?(?:五一|国庆|元旦|春节|中秋|七一|端午)(?:节)?”?$|(?:到|至|截至|截止)(?:{_YEAR}?{_DAY}|{_YEAR}?{_N}月(?:底|末|上旬|中旬|下旬)|{_YEAR}{_N}月|20\d\d年(?=[,、力实全]|(?:打造|建成|建设|新建|培育|创建|完成|新增)|[^,。;]{{0,30}}(?:达到|提高到|不低于))|{_YEAR}年?底))",
            rf"(?P<then>(?:^|(?<=,)|(?<=;)|(?<=到)|(?<=[要须]在)|(?<=[市区县局委办部院队社会台司道镇乡心室组站团联所科股处率度])){_YEAR}?(?:{_N}月(?:[上中下]旬|底|末|初|份)|第?[一二三四]季度[末底]?|下个?季度|下个?月[上中下]旬|[上下]半年|到?[本下]?学期末),?(?=先(?:拨|付|兑付|拿出|完成|建成)|将|由[市区县省州盟旗]|把|委托|遴选|评选|推荐|选树|印发|新增|新建|增设|补划|评出|开班|开课|开设|招募|培训|每(?:所|个|家)?[^,。;\d]{{1,6}}[一-鿿]{{1,2}}[一两三\d]次|改造|打造|开展|组织|形成|提交|拿出|公布|出台|重新|再次|集中|召开|完成|举办|进行|启动|实施|全部|基本|见|投|实现|请[市区县州盟]|再?[\u4e00-\u9fff]{{1,2}}一[次遍轮]|[\u4e00-\u9fff]{{2,4}}(?:完毕|到位|完成)|[一-鿿]{{1,3}}出来|对[^,。;]{{2,20}}(?:回头看|“回头看”|检查|抽查|验收|复查|核查|评估|轮训|培训|体检|走访|开展回访|进行回访)|[^,。;\d了已共]{{0,18}}(?:要(?!求)|须|都得|力争|再增加|达到|达(?=\d)|不低于|不少于|稳定在|保持在|[降升压增]至|[降升压增]到|由\d[\d.]*[%个]?[提升增扩降压]|提[高升][到至])))",
            rf"(?P<aim>(?:(?<=争取)|(?<=力争)|(?<=确保)|(?<=计划)|(?<=务必))在?(?:{_YEAR}?(?:{_DAY}|{_N}月(?:[上中下]旬|底|末|份|初)?|{_QUARTER}[末底内]?|年中)|(?:半个|{_N}(?:个?月|天|周|个星期))(?=见|完成|修|清|建|拿|办|整))(?![\d的以前内之、至到下中底末]))",
            rf"(?P<tomorrow>(?:明天|明日|后天|今天|今日|今晚|明早)(?:上午|下午|晚上?|中午)?(?:{_N}[:点时](?:\d{{2}}分?|半)?)?(?:下班)?(?:之前|以前|前))",
            r"(?P<near>(?:(?:(?:这个?|下个?)(?:星期|礼拜|周)[一二三四五六日天]?|这个周末|本周末|这个月|今天(?:上午|下午|晚上)?|今晚|明[天早](?:上午|中午|下午|晚上)?|后天|大后天|这两天|这几天|三两天)(?:之内|内|里)?(?=(?:就|便)?(?:去(?!年)|分解|打开|动手|要(?!求)|必须|务必|得|给|把(?!大家|你们|各位)|将(?!会)|拿|摘|拆|清|铺|补|换|修|报|发|印|派|交|装|改|拨|完|见|进|搬|弄|搞)|就(?!是|算|说|在|有|没|像|够|连|行|好|要|开始|定|能|会|可以)[一-鿿]{2})|(?:本?月底|周末)(?=(?:就|便)?(?:[^,。;\d]{2,6}率(?:要|须|必须)|要(?!求)|必须|务必|得|给|把(?!大家|你们|各位)|交|报|拿|由[^,。;]{2,16}(?:牵头|组织|负责|核查|验收|汇总|考核)))))",
            r"(?P<soon>(?<=[局委办部队会所处院心司组团区县镇站])(?:今天|明天|今晚|后天|明早|下周[一二三四五六日]?|本周[一二三四五六日]?|这周|下个?月|本月|月底|月初|下旬)(?:之?内|之?前)?(?:[上下]午|晚上?|中午)?(?:(?:\d{1,2}|[一二两三四五六七八九十]{1,2})点)?(?=(?:就|先|要|再|逐|把|将|给|组织|派|发|推出|印发|拿出|上路|开|报|交|送|对|完成|启动|集中|安排|召开|打开|清|查|修|换|补|拆|搞|下|进|做|去|抽)))",
            r"(?P<weekday>(?:^|(?<=,))(?<!每)(?:周|星期|礼拜)[一二三四五六日天](?:早上|上午|中午|下午|晚上|天黑|下班)?(?:之前|以前|前)?(?=,|由|交[账卷]|必须|务必|要|把|将|报|[^,。;]{2,10}(?:召集|带队|验收|碰头|检查|清)))",
            rf"(?P<dayonly>(?<![\d月日至到—-]){_N}[日号](?:上午|下午)?(?:下班|天黑)?(?:之前|以前|前))",
            rf"(?P<ended>(?:到|至)(?:(?:{_EVENT})(?<=结束)|{_N}[日号](?=全部|全面|基本|完成|销号|见底)))",
            rf"(?P<lasting>(?:从|自)(?:明天|今天|后天|下周一?|现在)(?:起|开始),?(?:连续)?(?:(?!每)[一-鿿]){{0,6}}?(?:半个|{_N}个?)(?:月|天|周|星期)|为期{_N}(?:天|日|周|个月)|(?:(?<=用)|(?<=集中)|(?<=给你们)|(?<=给大家)|^){_N}(?:天|周|个星期|个半?月|年)(?:左右)?的?时间|(?:^|(?<=,))(?:半个|{_N}(?:个?月|天|周))(?=见|完成|修好|清完)|(?:(?<=给你们)|(?<=给大家)|(?<=再给))(?:半个月|{_N}(?:天|周|个月)))",
            rf"(?P<phase>(?<=\(){_YEAR}?{_N}月(?:底|末|份|[上中下]旬)?(?=\)))",
            r"(?P<thisyear>(?:今年|本年度)(?=[^,。;]{0,14}?(?:不少于|不低于|至少|再?新增|再增|新建|完成|建成|改造|实现|达到|达|力争|确保)))",
            r"(?P<allyear>全年(?=[^,。;\d]{0,16}(?:不少于|不低于|至少)|(?:再|要|力争|确保|计划)?(?:不少于|不低于|至少|新增|增加|新建|完成|创成|建成|改造|培育|举办|组织|开展|评选|选树|命名|评|受训|培训|参训|发放|走访|服务|刊播|推出)[^,。;]{0,20}[\d一二两三四五六七八九十百]))",
            rf"(?<!到)(?<!至)(?<!为)(?<!控制在)(?<!超过)(?<!\d)(?P<within>(?:(?:自|从|接到|收到)[^,。;:]{{1,14}}(?:之日)?起)?(?:{_N}|半){_UNITS}(?:的?时间)?(?:之内|以内|内)|(?<=后)\d{{1,2}}(?:分钟|小时)(?=必须|要|须|赶|到|补|修|清|办|回))",
            rf"(?P<limit>(?<!期)限期?{_N}(?!月(?:\d|底|末|[上中下]旬|份)){_UNITS}(?:之?内)?|(?:(?<=时限)|(?<=期限)|(?<=期限为)|(?<=时限为)|(?<=期限是)|(?<=时限是)){_N}(?!月\d)(?!年){_UNITS}|限时{_N}{_UNITS})",
            rf"(?P<week>{_N}月第[一二三四]周|(?<!纳入)(?<!融入)(?<!列入)(?<![上讲]好)开学第一?[一二三]?个?(?:周|月|课|天)|\d{{1,2}}月(?:例会|调度会)(?=提|拿|报|汇报|审|研)"
            r"|下次(?:会议|例会|调度会)(?:之?前|(?=再议|研究|审议|汇报|报告|提交)))",
            rf"(?P<quarter>{_YEAR}?第?[一二三四]季度(?:内|末|底)|{_YEAR}?(?:上|下)半年(?:(?:内|底)?前|(?=再?(?:全部|基本|全面)?(?:完成|建成|建立|成立|开工|完工|改造|新建|实施|启动|整治))))",
            rf"(?P<latest>(?:最迟|最晚|不迟于|不晚于)+(?:不[能得]?超过|不[迟晚]于|于|在|到)?(?:{_POINT}|{_N}月{_N}[日号]))",
            rf"(?P<ahead>提前{_N}{_UNITS})",
            rf"(?P<done>(?:{_YEAR}?(?:{_DAY}|{_N}月(?:[上中下]旬|底|末|份|初)?|第?[一二三四]季度[末底]?|[上下]半年|年中)|{_MONTH}|月底|{_AHEAD_DAY})(?=(?:就|务必|必须|一定|要)*(?:{_DONE})))",
            rf"(?P<on>(?<=在){_YEAR}?{_DAY}(?=的[^,。;\d]{{0,6}}会上[作汇说报提])|(?<=[于在])(?<!预计于)(?<!拟于)(?<!定于){_YEAR}?(?:{_N}月(?:[上中下]旬|底|末|份)|第?[一二三四]季度[末底]?)(?=[、组开完举启验进对复逐]))",
            rf"(?P<later>(?:(?<=月、){_N}月(?=分别|[组开举启完])|(?<=[月底旬]、){_N}月[底末初](?=[组开举启完分各])))",
            rf"(?P<theday>{_YEAR}?{_DAY}(?:上午|下午|晚上?)?(?:\d{{1,2}}[:点时]\d{{0,2}}分?)?(?=(?:当天|由|统一|集中|组织|举行|举办|召开|开展|进行|启动|验收|补考|再?测|汇总|公布|通报|必须|务必|准时|开市|开业|开园|开馆|开赛|开班|测试|上门|张贴)))",
            rf"(?P<month>(?:^|(?<=,)){_N}月(?=初评|复评|终评|表彰|揭晓|命名|评审|收官|开赛|颁奖))",
            r"(?P<inyear>20\d\d年(?=(?:基本|全面|全部|底前|再)?(?:完成|实现|建成|清零|达到|达(?=\d)|达标|消除|改造|新增|新建|不少于|不低于|压减|控制在|降到|降至|提高到|提升到|提升至|整治|[^,。;\d]{2,14}(?:达到|不低于|提高到)\d)))",
            r"(?P<clock>(?:第二天|次日|当天|当日)(?:[上中下]午|晚上)?\d{1,2}[:点时]\d{0,2}(?:之前|以前|前)|(?<![天日周晚])(?:早|晚|[上下]午)上?\d{1,2}[:点时]\d{0,2}分?(?:之前|以前|前))",
            r"(?P<vague>立行[立整]改|立查立改|尽快(?=拿|提出|提交|出台|制定|报|上报|答复|把|将|启动|组织|办理|拨付|印发|下发|修复|明确|落实到位|完成|补齐|补足|达到|达(?=\d)|达标|整改)|尽早(?=启动|完成|开工|拿|见)|从速|第一时间(?=处置|整改|到|清|修|处理|响应|反馈|报)|近日内?(?=要|将|组织|召开|开展|完成)|(?<!不能)(?<!能够)(?<!可以)(?:立即|马上|即刻)(?=组织|召开|开展|排查|自查|修(?!订|改)|补|处理|办理|排险|启动|着手|取缔|整改|更换|撤换|修补|清运|整治|清理|拆除|恢复|停止|关停|修复|纠正|清除|处置)|立说立行|即知即改|立即整改|(?<=在)近期|近期(?=送|报送|内|集中|就?要|将|完成|开展|组织|召开|见底|见效|清零|到位|解决|消除|整改)|(?:测评|迎检|迎测|国检|创建|行动|活动|暑假|寒假|暑期|假期|国庆|春节|五一|节日|汛期|两会|中?高考|庙会|那达慕|三夏|三秋)期间(?!的)"
            r"|(?:当天|当日|当晚)(?=裁定|答复|交办|完成|上报|办结(?!率)|整改|清理|清运|处置|解决|恢复|修复|通报|清除|销号|曝光))",
        )
    )
)
_HINT = re.compile(
    "[月日号年天周季旬时限晚]|国庆|春节|五一|中秋|元旦|端午|七一|星期|礼拜|[前内]|结束|期间|近期|近日|整改|立[行说]立|立即|马上|即刻|即知即改|尽快|尽早|从速|第一|最[迟晚]"
)
_FROM = re.compile(
    rf"(?:自|从)(?:即日|现在|{_YEAR}?{_N}月(?:{_N}[日号]|[上中下]旬|份)?|{_YEAR}?{_DAY}|印发之日|本周|下周|今年|明年|今天)起"
)
# 半小时内|闯红灯26起: how much was seen.
_SEEN = re.compile(r"[^,。;]{2,16}\d+(?:起|处|次|人次|人|辆次?|例|件)(?:[,。;]|$)")
_PERIOD_AFTER = re.compile(
    r"(?:期间)?(?:形成|产生|以来|的数据|的材料|印发|发布|通过|召开|举行|下发)"
)


LIMITS = frozenset({"within", "limit"})  # kinds of times that count from an event


@dataclass(frozen=True, slots=True)
class Time:
    """A time in an order: `text` as written, where it stands, and the day it falls on."""

    text: str
    start: int
    end: int
    kind: str
    iso: date | None = None
    begin: str | None = None

    @property
    def regular(self) -> bool:
        """每月5日前: comes again, so there is no one day."""
        return self.kind == "regular"


@dataclass(frozen=True, slots=True)
class Calendar:
    """What the document says of its own time: `year` where it fixes one, its `day` where known."""

    year: int | None = None
    day: date | None = None

    def resolve(self, written: str) -> date | None:
        """The last day of the time `written` names, None where the year is open.

        >>> Calendar(2025).resolve("6月底前"), Calendar().resolve("6月底前")
        (datetime.date(2025, 6, 30), None)
        """
        digits = _IN_DIGITS.search(written)
        if digits:
            return _of_digits(digits)
        year = self._year(written)
        near = _near(written, self.day) if self.day else None
        if near or year is None:
            return near
        return _last_day(written, year, self.day if not re.search(r"\d{4}年", written) else None)

    def _year(self, written: str) -> int | None:
        printed = re.search(r"(\d{4})年", written)
        if printed:
            return int(printed[1])
        if self.year is None:
            return None
        return self.year + (1 if "明年" in written else 0)


# 2018-06-30, 2018.6, as cells of a sheet are written.
_IN_DIGITS = re.compile(r"(?<!\d)(20\d\d)[-./](\d{1,2})(?:[-./](\d{1,2}))?(?![\d%])")


def _of_digits(match: re.Match[str]) -> date | None:
    year, month = int(match[1]), int(match[2])
    last = monthrange(year, month)[1] if 1 <= month <= 12 else 0
    return _safe(year, month, int(match[3]) if match[3] else last)


_THIS_MONTH = re.compile(rf"{_MONTH}(?:({_N})[日号]|([底末初]))?")
_AHEAD = {"今天": 0, "今日": 0, "今晚": 0, "明天": 1, "明日": 1, "明早": 1, "后天": 2}
_DAY_ALONE = re.compile(rf"({_N})[日号](?:上午|下午)?(?:下班|天黑)?(?:之前|以前|前)")
_THIS_WEEK = re.compile("(这个?|本|下个?|)(?:周|星期|礼拜)([一二三四五六日天末])?")


def _near(written: str, day: date) -> date | None:
    """本月20日前, 下周三前: counted from the day of the document."""
    if written == "周内":
        written = "本周内"
    match = _THIS_MONTH.match("本月" if written == "月内" else written.lstrip("到至于在"))
    if match and "季度" in match[0]:
        return None  # counted from each quarter
    if match:
        month = day.month + (1 if match[0].startswith("下") else 0)
        first = date(day.year + (month - 1) // 12, (month - 1) % 12 + 1, 1)
        last = monthrange(first.year, first.month)[1]
        number = value(match[1]) if match[1] else (10 if match[2] == "初" else last)
        return _safe(first.year, first.month, min(number or last, last))
    ahead = next((n for word, n in _AHEAD.items() if written.startswith(word)), None)
    if ahead is not None:
        return day + timedelta(days=ahead)
    alone = _DAY_ALONE.fullmatch(written)
    if alone and (number := value(alone[1])):
        return _next_day(day, int(number))
    if re.match("[到至于在]?本季度", written):
        last_month = 3 * ((day.month - 1) // 3 + 1)
        return date(day.year, last_month, monthrange(day.year, last_month)[1])
    week = _THIS_WEEK.match(written.lstrip("到至于在"))
    if week is None:
        return None
    weekday = "一二三四五六日".find((week[2] or "日").replace("天", "日").replace("末", "日"))
    if not week[1]:  # 周五下班前: the next one
        return day + timedelta(days=(weekday - day.weekday()) % 7)
    monday = day - timedelta(days=day.weekday())
    return monday + timedelta(days=weekday + (7 if week[1].startswith("下") else 0))


def _next_day(day: date, number: int) -> date | None:
    """18日前: of this month, or of the next where that day has passed."""
    if number >= day.day:
        return _safe(day.year, day.month, number)
    return _safe(day.year + day.month // 12, day.month % 12 + 1, number)


def in_month_of(time: Time, heading: Time) -> Time:
    """15日前, below a heading that is a month or a span: of the month that it ends in."""
    match = _DAY_ALONE.fullmatch(time.text)
    if match is None or time.iso or heading.iso is None:
        return time
    return replace(time, iso=_safe(heading.iso.year, heading.iso.month, value(match[1])))


_MONTH_DAY = re.compile(rf"({_N})月({_N})[日号]")
_MONTH_PART = re.compile(rf"({_N})月(?:(底|末|初|上旬|中旬|下旬)|第([一二三四])周)?")
_QUARTER_END = {"一": (3, 31), "二": (6, 30), "三": (9, 30), "四": (12, 31)}
_FEASTS = {
    "元旦": (12, 31),
    "劳动": (4, 30),
    "儿童": (5, 31),
    "五一": (4, 30),
    "国庆": (9, 30),
    "十一": (9, 30),
    "七一": (6, 30),
    "八一": (7, 31),
}
_PART_DAY = {"初": 10, "上旬": 10, "中旬": 20}


def _last_day(written: str, year: int, after: date | None) -> date | None:
    day = _MONTH_DAY.search(written)
    if day:
        return _next_year(_safe(year, value(day[1]), value(day[2])), after)
    part = _MONTH_PART.search(written)
    if part:
        return _next_year(_month_part(year, part), after)
    quarter = re.search("第?([一二三四])季度", written)
    if quarter:
        return date(year, *_QUARTER_END[quarter[1]])
    feast = next((day for name, day in _FEASTS.items() if name in written), None)
    if feast:
        return date(year, *feast)
    if re.search("上半年", written):
        return date(year, 6, 30)
    if re.search("年[底末内]|岁末|下半年|全年|今年$|本年度$", written) or re.search(
        r"\d{4}年底?$", written
    ):
        return date(year, 12, 31)
    return None


def _month_part(year: int, match: re.Match[str]) -> date | None:
    month = value(match[1])
    if month is None or not 1 <= month <= 12:
        return None
    month = int(month)
    if match[3]:
        return date(year, month, 7 * (1 + "一二三四".index(match[3])))
    return date(year, month, _PART_DAY.get(match[2] or "", monthrange(year, month)[1]))


def _safe(year: int, month: float | None, day: float | None) -> date | None:
    try:
        return date(year, int(month or 0), int(day or 0))
    except ValueError:
        return None


def _next_year(found: date | None, after: date | None) -> date | None:
    """A paper of December that says 1月15日前 means the next January."""
    if found and after and found < after and after.month >= 10 and found.month <= 3:
        return found.replace(year=found.year + 1)
    return found


def times(text: str, calendar: Calendar) -> Iterator[Time]:
    """The times of a sentence that order something, in the order of the text."""
    for match in _found(text):
        kind = str(match.lastgroup)
        if kind == "span" and match["from"].startswith(("周", "星期")):
            continue
        if kind in {"span", "until"} and _PERIOD_AFTER.match(text, match.end()):
            continue
        past = calendar.year is not None and kind == "inyear" and int(match[0][:4]) < calendar.year
        if past:
            continue
        if kind == "within" and _SEEN.match(text, match.end()):
            continue
        made = _time(match, kind, calendar)
        ahead = calendar.day is None and text[: match.start()].endswith("于")  # 于11月25日组织回访
        to_come = calendar.day and made.iso and made.iso > calendar.day
        if kind == "theday" and not (ahead or to_come):
            continue  # 5月20日召开了: told
        if kind in LIMITS and not _EVENT_FIRST.search(text, 0, match.end()):
            made = replace(made, iso=_after(calendar.day, made.text))
        yield made


@lru_cache(maxsize=256)
def starts(text: str) -> tuple[int, ...]:
    """Where times begin."""
    return tuple(match.start() for match in _found(text))


@lru_cache(maxsize=512)
def _found(text: str) -> tuple[re.Match[str], ...]:
    return tuple(_FORMS.finditer(text)) if _HINT.search(text) else ()


# 接到通知后3日内: counted from a day that the document does not know.
_EVENT_FIRST = re.compile(
    "[发收接][现到]|反映|投诉|举报|上报|交办|之日|逾期|后[^,]{0,6}$|曝光|受理|[自从]"
)
_LENGTH = re.compile(rf"({_N}|半)(个?工作日|天|日|周|个星期|个?月|年)")


def _after(day: date | None, written: str) -> date | None:
    """十天之内: the day so long after that of the document; working days need a calendar."""
    match = _LENGTH.search(written)
    number = value(match[1]) if match and match[1] != "半" else None
    if day is None or match is None or number is None or "工作日" in match[2]:
        return None
    if "月" in match[2] or "年" in match[2]:
        months = day.month - 1 + int(number) * (12 if "年" in match[2] else 1)
        first = date(day.year + months // 12, months % 12 + 1, 1)
        return first.replace(day=min(day.day, monthrange(first.year, first.month)[1]))
    return day + timedelta(days=int(number) * (7 if match[2] in {"周", "个星期"} else 1))


def _time(match: re.Match[str], kind: str, calendar: Calendar) -> Time:
    text, start, end = match[0], match.start(), match.end()
    if kind == "span":
        return _span(match, calendar)
    if kind == "length":
        first = calendar.resolve(match["since"])
        days = value(match["days"]) or 0
        last = first + timedelta(days=int(days) - 1) if first and match["what"] == "天" else None
        begin = re.match(r"[自从][^起]*起?", text)
        return Time(text, start, end, kind, last, begin[0] if begin else None)
    if kind in {"regular", "within", "limit", "vague", "lasting", "ended"}:
        return Time(text, start, end, kind)
    return Time(text, start, end, kind, calendar.resolve(text))


def _span(match: re.Match[str], calendar: Calendar) -> Time:
    """自3月1日至31日: the deadline is the end; month and year carry over from the beginning."""
    first, last = match["from"], match["to"]
    full = last
    if "月" not in last and "月" in first:
        full = first[: first.index("月") + 1] + last
    year = re.match(r"\d{4}年", first)
    if year and not re.match(r"\d{4}年", full):
        full = year[0] + full
    start = match.start("to")
    return Time(last, start, match.end("to"), "span", calendar.resolve(full), first)


def start_time(text: str) -> str | None:
    """从现在起, 自7月10日起: when the work begins."""
    match = _FROM.search(text)
    return match[0] if match else None


_ONLY_OFTEN = re.compile(
    r"(?:每(?:个)?(?:天|日|周|星期|旬|半?月|季度?|半?年|学期)|按[周月季]度?)(?:排查|巡查|检查|调度|通报|报送|开展|更新|[一两二三四\d]+[次遍回])?(?:以上)?"
)


_BEGINS = re.compile("(?<!即)[日月号]起(?:执行|实施|开始)?$")  # 9月1日起


# 时间:  年  月  日, still to be filled in.
_BLANK = re.compile("[年月日时分至到~—–-]+")


def label_time(written: str, calendar: Calendar) -> Time | None:
    """What stands after 完成时限: is the deadline, whatever its form; 每季度 is a cadence."""
    often = cadence(written) is not None and not re.search(r"[前底止末]|\d月", written)
    if often or any(p.fullmatch(written) for p in (_ONLY_OFTEN, _BLANK)) or _BEGINS.search(written):
        return None
    firm = [time for time in times(written, calendar) if time.kind in {"span", "before", "until"}]
    if firm:
        return firm[-1]
    day = calendar.resolve(written) or _after(calendar.day, written)
    return Time(written, 0, len(written), "label", day)
