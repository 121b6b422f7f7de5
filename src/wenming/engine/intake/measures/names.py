"""What the metric of a gap is called (差距的指标名称): said before the value, before the standard, or in the heading.

Of 小区物业覆盖面,标准是80%,老城加起来勉强66% it is the noun that opens the sentence, not what was said of the value.
"""

import re
from collections.abc import Iterator

from . import words
from .forms import RATIO
from .measures import Measure

# What is measured, whatever place the value stands beside: 礼让率标准90%,这个路口78%.
_WHERE = re.compile(
    "(?:路口|点位|路段|样本|下来|我们|实际上?|实测|(?:查|数|测|算|统计)(?:出来|下来)|[城镇]区|划定|[^标]了[^,]*)$"
)
_MEASURED = re.compile(
    "(?:率|[率度]?(?:得分|达标数)|[^制程]度|比例|占比|得分|指数|覆盖面|面积|时间|时长|用时|半径|车速|成绩)$"
)
# 问卷结果是69.4%: where the value is from, not what was measured.
_OF_SURVEY = re.compile(
    "(?:问卷|调查|抽查|测评|暗访|抽样|访问|摸底)(?:的?(?:结果|数据|情况|显示)(?:我们)?|我们)$"
    "|^(?:上一?次|本次|这次|此次|最近一次)(?:测评|考核|检查|暗访|考评|验收)$|^(?:这次|本次|此次|实际上?|[区市县]里定的?|街道|全[市县区]|最近一次|最后|自己|上个?月|上周|昨天|[一二三四]季度|入户|电话|现场|抽测|抽查|摸底|访问)+(?:调查|抽样|观测|测|得分|问卷|学校|案件|路段|点位)?(?:我们)?$"
)
# 最难看的是|守法率, 按要求|每百户端口, 省定6月底|完工率.
_SAID_BEFORE = re.compile(
    r"^(?:[是为]|最[\u4e00-\u9fff]{1,5}的(?:就?是)?|按(?:照)?(?:要求|规定|标准)|[国省市区县]定(?:\d{1,2}月[底份]?)?|(?:国庆|春节|中秋|测评)节?前|本[轮次期]|这[次轮]|上半年|我[市区县镇]|尤其|特别|分[区类项片]看|[算测数量]下来|(?:年度|全年)(?:计划|任务)|计划|年初(?:计划|定的?)|到(?:昨天|今天|目前|上周|现在)(?:为止)?)+(?=..)"
)
# 文化服务中心|应建, 北门市场|更, 三个街道|加起来勉强.
_SAID_AFTER = re.compile(
    "(?:全年应?|应按|应当?(?:有|建|配备?|完工|完成|设置?|报|达到?|安排)?|(?:实际|实|已|现)(?:有|建成?|配备?|设|报|开放|到|为)|更(?:是|低|差|少)?|就?是|[考拿停排]在?了?|算下来|加起来|平均下来|勉强|实打实|监测值|年初定的?|完成(?:全年|年度)?(?:任务|进度)的?|由[一-鿿]{2,10}(?:牵头|负责|牵总)|分[区类项片]看|(?:达标)?的?(?:眼下|目前|现在)?刚|最[大高低多少]处|按照?(?:要求|规定|标准|日均[^,]*))+$"
)
# 刚过六成, 只拿到79.4%, 你们报上来86.4%: no noun at all.
_SAYS_NOTHING = re.compile(
    "(?:到?[去上]年[底末]|年度|全年|计划|(?:年度|全年)任务|目标|刚才|汇报|说|已|刚|只|仅|才|就|还|现|实|应|约|均|其|也|又|却|倒|你们?|我们?|咱们?|大家|自己|报|上来?|下来|拿|过|落实|确定|完成|建成?|[市区县省里]*划的?线?|[市区县省里]*定|配备?|设|开放|达到?|到|考核?|有|做|搞|开展|新增|目标|最后|结果|数据?|差不多|大概|连|出来|问卷|考出|实际|实有|眼下|目前|现在|当前|停|开|协助|配合|交付|装好|到位|在册|在岗|投用|第三方|测|考|[滑跌回升降]落?|考核线?划?|满打满算|落成|末|[一-鿿]{0,4}(?:自己)?报的数|[我咱]们自己|.*划的线|向[一-鿿]{2,4}承诺的?|按?照?每[百千万]?[户人]|[开完竣]工|[你贵该][一-鿿]{1,3}|按照?(?:本[轮次期]|[一-鿿]{0,4}口径|规定|要求)|(?:全[市区县省])?(?:倒数)?第[一二三四五六七八九十]{1,2}[名位]?|不(?:能|得)?超过)+"
    "|.*(?:结果|数据|成绩单)(?:都|已经?)?(?:出来|下来|公布)了?"
)
# 按每百户不少于3个|充电端口: what is counted stands behind the number.
_PER = re.compile(
    "(?:按照?|标准(?:为|是))?(?P<per>每[百千万]?[一-鿿]{1,6}?)(?:要|应)?(?:不少于|不低于|至少|有|配备?)*$"
)
# 任务是建成25个|口袋公园.
_TO_MAKE = re.compile("任务[是为]?(?:建成?|改造|新建|新增|完成)$")
# 按每500户配1名楼栋长算,|应配126名.
_AT_SO_MANY = re.compile(
    "每[百千万\\d]*[户人名辆张床].{0,4}[配设]备?[\\d一][名个座处](?P<what>[一-鿿]{2,8}?)(?=算|的?标准|计算|测算|核算)"
)
_COUNTED = re.compile("[一-鿿“”]{2,10}?(?=的?标准|的?要求|[,。]|$)")
# 志愿者|按每百户5人的标准应配2150人: what the sentence opens on.
_OPENS = re.compile(
    "[一-鿿“”]{2,12}?(?=按照?(?:每|规定|要求|标准)|由\0|应(?:当|该|有|配|建|设|报))"
)
_EACH_AFTER = re.compile("(?P<what>[一-鿿]{2,8}?)(?P<per>每[百千万]?[名人户][一-鿿]{0,4})")
# 守法率:|机动车94%、行人78%: what stands above a list of whose it is.
_OVER_THEM = re.compile(
    "(?P<rate>[一-鿿]{0,10}(?:率|比例|占比)):(?:[一-鿿]{2,8}[\\d.]+%[、和,])*[^,:]{0,8}$"
)
_BLANK = "\0"  # where a unit was cut out
_MARKS = re.compile("[\u4e00-\u9fff]{0,4}(?:测评|考核|考评|暗访|验收|检查)")
_WHEN = re.compile("^(?:上[周月]|[本这][轮次]|最近)")
_PLACE = re.compile(
    "(?:[市县区镇乡村路街巷场站院园校馆片宅厂]|街道|社区|小区|市场|医院|中心|大厅|接合部|[老新主]城|[城区县镇]里|宿舍|工地|窗口)$"
)
_LONGEST_PLACE = 8
_OF_MARKS = re.compile("分值?$")  # 平均分, 考核分值
_SHORTEST_TOPIC = 4  # 自测, 考核: of marks by themselves


def metric(one: Measure, rule: Measure, topic: str = "") -> str:
    """The name of what `one` is the value of and `rule` the standard; `topic` is what stands above."""
    if _TO_MAKE.search(rule.left) and (counted := _COUNTED.match(rule.right)):
        return counted[0]
    said = [name for name in map(_bare, _said(one, rule)) if _tells(name)]
    found = next(iter(said), "")
    place = _place(found)
    over = _OVER_THEM.search(one.ahead) if one.unit == "%" else None
    if found and over and not _MEASURED.search(found):
        return found + over["rate"]
    if found and not place:
        return found + "得分" if one.unit == "分" and _lacks_marks(found) else found
    measured = next((name for name in said if _MEASURED.search(name) and name != found), "")
    measured = measured or next((n for n in said[1:] if not _place(n)), "")
    if found and not measured and one.unit not in RATIO:  # 社区服务中心应建46个: they are counted
        return found
    measured = measured or _bare(topic)
    if one.unit == "分" and not measured:
        marks = _MARKS.findall(one.ahead + one.left)
        measured = f"{_WHEN.sub('', marks[-1])}得分" if marks else "得分"
    short = len(found) <= _LONGEST_PLACE and "、" not in found and not _WHERE.search(found)
    return found + measured if measured and short and found not in measured else measured or found


def _said(one: Measure, rule: Measure) -> Iterator[str]:
    """Names in the order in which they are believed."""
    of_rule = (rule.name if rule.listed else "", rule.measured, words.trimmed(rule.left))
    of_value = (one.name, one.measured, words.trimmed(one.left))
    earlier = (words.measured(one.ahead), words.measured(rule.ahead))
    yield from (
        (*of_rule, *of_value) if one.aside else (*of_value, *of_rule[:2], *earlier, of_rule[2])
    )
    if (per := _PER.search(rule.left)) and (counted := _COUNTED.match(rule.right)):
        yield per["per"] + counted[0]
    if shared := _AT_SO_MANY.search(rule.ahead):
        yield shared["what"]
    yield from (words.noun_ahead(one.ahead), words.noun_ahead(rule.ahead))
    if opens := _OPENS.match(rule.ahead + rule.left):
        yield opens[0]


def _bare(name: str) -> str:
    """群众知晓率, of 最让人坐不住的是群众知晓率."""
    bare = re.sub("^[、和及]", "", name.split(_BLANK)[-1])
    while (shorter := _SAID_AFTER.sub("", _SAID_BEFORE.sub("", bare))) != bare:
        bare = shorter
    bare = re.sub("[呢嘛啊]$", "", bare).strip("的、")
    each = _EACH_AFTER.fullmatch(bare)  # 心理健康教师每千名学生
    return each["per"] + each["what"] if each else bare


def _lacks_marks(name: str) -> bool:
    """校园周边秩序, and not 平均分 or 知晓度."""
    says = _MEASURED.search(name) or _OF_MARKS.search(name)
    return says is None and len(name) >= _SHORTEST_TOPIC


def _tells(name: str) -> bool:
    """Whether a name has a noun, and says more than where a value is from: 刚过 and 上周抽查 do not."""
    return len(name) > 1 and not (_OF_SURVEY.search(name) or _SAYS_NOTHING.fullmatch(name))


def _place(name: str) -> bool:
    """Only where it was measured."""
    if _MEASURED.search(name):
        return False
    return not name or bool(_WHERE.search(name) or _PLACE.search(name))
