"""Numbers of things that are all to be done (范围内全部完成): 对136条小巷逐条排查,9月底前全部达标.

How many there are is no target by itself; it becomes one where all of them have to reach a result.
"""

import re
from collections.abc import Iterator

from ..text.numbers import HAN_DIGITS, value

_NUMBER = (
    rf"(?P<n>\d{{1,5}}|[{HAN_DIGITS}]{{1,5}})"
    "(?P<unit>个(?!半?月|星期|学期|季度)|条|座|处|家|户|栋|名|所|台|块|扇|盏|根|面|棵|株|辆|部|间|套|组|段|片|公里)"
)
_LEFT = "(?:尚余|还剩|剩余|还空着|还缺|还差|还有|尚有|仍有)"
_ALL = "(?:全部|完成|完工|达标|到位|补齐|整改|改造到|清零)"
_RESULT = (
    "(?:完成|安装|加装|更换|设立|设置|建成|建立|建设|增设|配备|改造|整改|成立|引入|引进|达标|达到|开放|开通|签订|张贴|公示"
    "|修复|粉刷|拆除|接入|联网|通过|开业|启用|退出|恢复|迁出|关停|改为|改成|换成|验收|入点|入市|办结)"
)
_BY_A_DAY = re.compile(
    rf"(?:对|把|将|督促|加快|推进|实施|盯紧|紧盯|抓好|剩下的|剩余的?)[\u4e00-\u9fff、]{{0,10}}?{_NUMBER}"
    r"(?P<thing>[\u4e00-\u9fff]{2,12})"
)
_ALL_OF = (
    # 城区17家集贸市场,…,8月20日前全部整改到位
    re.compile(
        rf"(?:^|[,、的])[\u4e00-\u9fff]{{0,6}}?(?<![一总]共){_NUMBER}(?!(?:街道|社区|部门|单位|企业|县|乡镇)的)(?P<thing>[\u4e00-\u9fff、“”]{{2,10}}?)"
        r"(?=[,。由没未]|\d{1,2}月|全部|年内|年底|的[\u4e00-\u9fff]{0,4}(?:改造|整治|建设|修缮|提升))"
    ),
    # 那片的旱厕,还有41座,上冻前全部改完
    re.compile(
        r"(?P<thing>(?!个)[\u4e00-\u9fff]{2,8}?),?(?:目前|现在|全市)?(?:还有|尚有|仍有|还剩下?|剩下|今年是|一?共有?)"
        rf"{_NUMBER}(?=[,。不没未])"
    ),
    # 摸底发现破损站亭213座,6月15日前全部修复
    re.compile(rf"(?:发现|查出|摸出|排查出)(?P<thing>[\u4e00-\u9fff]{{2,8}}?){_NUMBER}(?=[,。])"),
    # 尚余19个楼长没配, 全镇尚余旱厕37座
    re.compile(rf"{_LEFT}{_NUMBER}(?P<thing>[\u4e00-\u9fff]{{2,8}}?)(?=没|未|不|[,。])"),
    re.compile(rf"{_LEFT}(?P<thing>[\u4e00-\u9fff]{{2,8}}?){_NUMBER}(?=没|未|不|[,。])"),
)
_BY_THEN = re.compile(
    r"(?:前|[底内]|半年|端午|国庆|春节)(?:[^,。;]{0,12}|[把将][^,。;]{2,14})(?:全部|全面|悉数|一律)[^,。;]{0,4}(?:完成|完工|竣工|整改|到位|销号|清零|[改建修换拆清补装划做办]完|[装补换建]上|换新|更新|修复|更换|实行|纳入|接管|代管|托管|恢复|迁出|关停|拆除|达标|通过|开工|点亮|落实)"
    r"|前[^,。;]{0,2}(?:完工|竣工|建成|投用|改造完毕)"
    r"|(?:前|[月年季][底内末]|本周内)[^,。;一]{0,6}(?:收尾|修复|开放|交付|[换拆改修装补清划移亮]完|拆除|清零|扫尾|亮屏|摘帽|启用|投入使用|见底|[换修装]好|迁改|移交|开门|更换|重新开业|[装签换整]\w?到位)(?=[,。;(]|$)"
)
_DONE = re.compile(f"前.*{_ALL}|{_ALL}.*前|进行(?:修复|整改|改造|维修|清理)")
# 把两座网具棚盖起来: to make, so that two are enough.
_PUT_UP = re.compile(
    rf"(?:将|把)[\u4e00-\u9fff]{{0,8}}?的?{_NUMBER}(?P<thing>[\u4e00-\u9fff、]{{1,12}}?)(?:全部|全都|尽快)*[盖搭建立](?:起来|起|好|成|完)"
)
# 余下的9座公厕由县住建局包干,7月31日前交付: what is left of a number is all to be done.
_REMAINING = re.compile(
    rf"(?:^|[,;])[^,。;]{{0,6}}?(?:剩下|余下|剩余|尚缺|尚余|还差|[所还]?差|欠)(?:的|那|这)*{_NUMBER}"
    r"(?P<thing>[\u4e00-\u9fff、“”]{2,12}?)(?=[,由于在要须都会年\0]|\d{1,2}月|一个月|$)"
)
_FINISHED = re.compile(
    "[改建换修拆清补装做办]完|[改建修装]造?完毕|[建盖立]起来|交付|收尾|到位|完工|竣工|建成|补齐|修好|补上|清零|达标|通过[^,。;]{0,6}验收"
)
_EACH_OF = (
    _PUT_UP,
    # 其余3家全部达标
    re.compile(rf"(?:其余|剩余|余下|剩下)(?:的)?{_NUMBER}(?:(?:务必|必须|要|须)?(?:在|于)?(?:\d{{4}}年)?\d{{1,2}}月(?:\d{{1,2}}日|底|[上中下]旬)?之?前)?(?P<thing>[\u4e00-\u9fff]{{0,8}}?(?:全部)?(?:达标(?!准)|完成|建成|完工|整改|清零|销号|[改修装建]造?完毕|通[水车气电]|亮灯|换完|收尾))"),
    # 城区还有11家市场没有改造,9月底前|11家全部改完
    re.compile(rf"(?:^|[前底内]){_NUMBER}(?P<thing>(?:全部|全都|都|均|一律|悉数)(?:要|须)?(?:{_RESULT}[\u4e00-\u9fff]{{0,2}}|[\u4e00-\u9fff]{{1,2}}[完好齐掉]))$"),
    # 余下11家未达星级标准的农贸市场8月20日前全部改造到位
    re.compile(rf"(?:其余|剩余|余下|剩下)(?:的)?{_NUMBER}[\u4e00-\u9fff]{{2,8}}的(?P<thing>[\u4e00-\u9fff]{{2,8}}?)\d{{1,2}}月(?:\d{{1,2}}日|底|[上中下]旬)?之?前全部"),
    # 18个村全部完成村规民约修订
    re.compile(rf"{_NUMBER}[\u4e00-\u9fff]{{1,6}}?(?:全部|全都)(?:要|须)?(?:完成|实现)(?P<thing>[\u4e00-\u9fff、]{{2,12}})$"),
    # 11家改造市场全部更换防滑地砖
    re.compile(rf"{_NUMBER}(?P<thing>[\u4e00-\u9fff、“”]{{2,14}}?)(?:(?:要|须|应)?(?:全部|全都|逐一|一律|均)(?:{_RESULT}|做到|实行|落实|[\u4e00-\u9fff]{{2,4}}$)|(?:要|须|必须){_RESULT})"),
    # 将缺失的37处护栏补装到位
    re.compile(rf"(?:将|把)[\u4e00-\u9fff]{{0,8}}?的?{_NUMBER}(?P<thing>[\u4e00-\u9fff、]{{1,12}}?)(?:全部|全都|逐一|逐个|统一|尽快)*(?:补装|更换|补齐|修好|修复|整改|清理|拆除|粉刷|恢复|移除|补种|改造|安装|疏通|维修|清除|移走|配齐|关停|取缔)"),
    # 3家卫生院改造工程6月30日前竣工
    re.compile(rf"{_NUMBER}(?:务必|必须|要|须|应)+(?:在|于)?(?:\d{{1,2}}月(?:\d{{1,2}}日|底|[上中下]旬)?|年底|年内|月底)之?前?(?:要|须)?完成(?P<thing>[\u4e00-\u9fff、“”]{{2,16}})"),
    re.compile(rf"{_NUMBER}(?!务必|必须|[要须应于在])(?P<thing>[\u4e00-\u9fff、“”]{{1,14}}?)(?:在|于|要|须|应|务必|必须)*(?:\d{{1,2}}月(?:\d{{1,2}}日|底|[上中下]旬)?|年底|年内|月底)之?前?(?:要|须)?(?:全部|基本|全面)?(?:竣工|完工|投用|建成|开工|交付|完成|投入|开放|达标|启用|[\u4e00-\u9fff]{{2,5}}$)"),
    # 与812家门店续签责任书
    re.compile(rf"[与和同]{_NUMBER}(?P<thing>[\u4e00-\u9fff]{{2,8}}?(?:逐一|全部)?(?:续签|签订|签署|签)[\u4e00-\u9fff“”]{{2,12}})"),
    # 督促42家酒吧完成隔音改造
    re.compile(rf"(?:督促|推动|帮助|指导|引导|支持|动员|协助){_NUMBER}(?P<more>以上)?(?P<thing>[\u4e00-\u9fffA-Z、]{{2,12}}?){_RESULT}"),
    # 14个村完成村规民约修订, 城区9座公厕恢复正常使用
    re.compile(rf"^(?:城区|建成区|市区|县城|全[市县区镇])?{_NUMBER}(?P<thing>[\u4e00-\u9fff、]{{0,8}}?(?:完成|实现|恢复)[\u4e00-\u9fff、]{{2,12}})$"),
    # 为46个熟食摊位配齐纱罩
    re.compile(rf"[为给][\u4e00-\u9fff]{{0,4}}?{_NUMBER}(?P<thing>[\u4e00-\u9fff、]{{2,12}}?(?:全部|统一|免费)*(?:配齐|配备|安装|加装|更换|购置|建立)[\u4e00-\u9fff“”]{{2,10}})"),
    # 在50个主要路口设立执勤岗
    re.compile(rf"在[\u4e00-\u9fff]{{0,4}}?{_NUMBER}(?P<thing>[\u4e00-\u9fff、]{{2,12}}?(?:设立|设置|安装|配备|建设|增设|建成|设(?![计施备法想有在]))[\u4e00-\u9fff“”]{{2,10}})"),
)  # fmt: skip
_TOLD = re.compile("要|须|必须|应当|全部|都要|倒排|实行|实施|进行|开展|落实|建立|逐[条一个户校段]")
_FEWEST = 3


def scope(text: str, *, strict: bool = False) -> tuple[int, str, float, str] | None:
    """(where, what, how many, unit) of the things of a sentence that all have to be done by a day.

    `strict`: only where it says that all of them are, for the sentence has another target.

    >>> scope("对136条背街小巷逐条排查,9月底前全部达标")
    (1, '背街小巷', 136, '条')
    """
    left = _REMAINING.search(text) if _FINISHED.search(text) else None
    if left and (number := value(left["n"])):
        return left.start("n"), left["thing"], number, left["unit"]
    match = None if strict else _BY_A_DAY.search(text)
    if match is None and _BY_THEN.search(text):
        return _all_of(text)
    number = value(match["n"]) if match else None
    if match is None or number is None or not _DONE.search(text):
        return None
    return match.start("n"), _TOLD.split(match["thing"])[0] or match["thing"], number, match["unit"]


def _all_of(text: str) -> tuple[int, str, float, str] | None:
    """The things that a sentence counts and that all have to be done by its day."""
    found = (match for form in _ALL_OF if (match := form.search(text)))
    match = min(found, key=lambda match: match.start(), default=None)
    number = value(match["n"]) if match else None
    if match is None or number is None or number < _FEWEST:
        return None
    return match.start(), match["thing"], number, match["unit"]


def each_of(clause: str) -> Iterator[tuple[re.Match[str], float]]:
    """The things of a clause each of which has to reach a result."""
    for form in _EACH_OF:
        match = form.search(clause)
        number = value(match["n"]) if match else None
        if match and number is not None and (number >= _FEWEST or form is _PUT_UP):
            yield match, number
            return
