"""Names that say nothing of what is counted (空泛的名称): 每周开展一次, 每村至少办1场, 也要同步提高到92%.

The noun is then what the clauses before are about: 组织“周末大清扫”,每周六|开展一次.
"""

import re
from dataclasses import replace

from ..model import Target
from .forms import BLANK, RATE_NAME
from .metrics import trimmed

_LIGHT = re.compile(
    "(?P<each>(?:全[县市区镇]|每(?:个|家|座|所|条|名)?(?:人|户|家|座|处|所|村|镇|校|社区|街道|乡镇|行政村|自然村|网格|小区|市场|学校|单位|批|期)|一人)?)"
    "(?:至少|[早晚]上?|再|先|就|都|还|也|要|只|各|共|一共|累计|集中|同步|双双|带头|统一|率先|总共|组织|开展|召开|举办|举行|进行|实施|安排|搞|办|开|播|推|登"
    "|去看?|走|来|下去看?|过去|过来|上去|看|跑|碰|过|试|转|保持|回到|做到|达到|推出|评出|评选|命名|挂牌|授牌|次数|不打招呼|两家|三家|开始|之后|随后|本轮结束前)*"
)
_DOES = re.compile(
    f"(?:^|[^的])(?:组织(?!领导)|开展|举办|召开|召集|实施|推出|推进|搞好|搞一?个|搞|办好|办|开设|开好|抓好|建立|恢复|坚持)(?:好|实施)?(?![起得过完])(?:一[次场个])?(?P<what>[^,;。\\d{BLANK}]{{2,18}})$"
)
_OPENS = re.compile(
    "(?P<what>“[^”]{2,12}”[\u4e00-\u9fff]{0,6}?|[\u4e00-\u9fff、]{0,8}?(?:联席会议?|例会|大清扫|大扫除|评选|宣讲|展演|讲堂|夜校|暗访|夜查|督查|抽查|回头看|联合执法|演练|培训|劝导|检查|走访))(?:铺开|要[^,]{0,8}|不能停|继续|工作)?(?:由(?:具体|统一)?(?:组织|负责|牵头|承办|实施))?$"
)
# “红黑榜”由\0每季度|公布一次: what is made known stands before who does it.
_MAKES_KNOWN = re.compile("公布|发布|公示|晾晒")
_MADE_KNOWN = re.compile(
    rf"(?:^|[,、一-鿿])(?P<what>“[^”]{{2,10}}”|[一-鿿]{{2,6}})(?:工作)?由{BLANK}+[^,{BLANK}]*$"
)
# 组织教师在校门口值守: whom, and not what.
_NO_NOUN = re.compile(
    "(?:制度|机制|要求|作用|氛围|力度|措施|工作|完毕|(?<!演)[完起出下]来?)$"
    "|^[一-鿿、和]{0,8}?(?:教师|老师|家长|志愿者|企业|党员|干部|力量|人员|群众|居民|商户|同志|职工|代表|职能|部门)"
)


def done_in(clause: str) -> str:
    """在路口开展文明劝导 → 文明劝导; “邻里节”活动铺开 → 邻里节活动; '' where nothing is named."""
    said = clause.replace(BLANK, "")
    match = _DOES.search(said) or _OPENS.match(said)
    name = trimmed(match["what"]) if match else ""
    return "" if _NO_NOUN.search(name) else name


def with_a_noun(row: Target, doing: str, ahead: str) -> Target:
    """`row` named by what is done, or by the rate named `ahead` in its sentence, where its own name is light."""
    if _MAKES_KNOWN.fullmatch(row.metric) and (known := _MADE_KNOWN.search(ahead)):
        return replace(row, metric=row.metric + trimmed(known["what"]))
    said = _LIGHT.fullmatch(row.metric)
    if said is None:
        return row
    if row.unit == "%":
        rates = list(RATE_NAME.finditer(ahead))
        name = trimmed(rates[-1][rates[-1].lastindex or 0]) if rates else ""
    else:
        name = said["each"] + doing if doing else ""
        if name and "评" in row.metric and "评" not in name:
            name += "评选"
    return replace(row, metric=name) if name else row
