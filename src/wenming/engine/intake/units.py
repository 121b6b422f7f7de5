"""Names of units and posts, as written in a grammatical slot (单位名称).

A name is read where the grammar puts one (由…牵头, 请…抓好, 责任单位:…, before 要 or 负责), never by
searching the whole text: 局 ends 格局 as well as 城管局. `named` units can be asked; classes of
addressees (各级各部门, 有关单位) are `generic`.
"""

import re
from dataclasses import dataclass

# Ends of names of units. Longer ones first where one is the end of another.
_ENDS = (
    "政府|管委会|委员会|办公室|办事处|工委|党委|纪委监委|纪委|监委|政法委|市委|区委|县委|省委|镇委|团委|编委|文明委|创城委"
    "|宣传部|组织部|统战部|社会工作部|社工部|武装部|网信办|编办|文明办|创城办|创文办|创建办|创卫办|双创办|政府办|市委办|区委办|县委办|城管办|巡察办|信访办|政务办|爱卫办|整治办|迎检办|指挥部办"
    "|指挥部|领导小组|工作小组|工作组|督导组|督查组|督察组|检查组|考核组|暗访组|专项组|推进组|专班|项目部"
    "|分局|总局|支局|支行|总队|支队|大队|中队|服务队|执法队|派出所|司法所|城管所|卫生所"
    "|事务所|研究所|监管所|管理所|管理处|管理站|服务站|工作站|总站|客运站|汽车站|火车站|车站|中心|公司|集团|银行"
    "|医院|卫生院|学校|大学|学院|中学|小学|幼儿园|党校"
    "|协会|商会|学会|联合会|妇联|残联|文联|科协|侨联|工商联|联社|总社|供销社|总工会|工会|共青团|团市委|团区委|团县委|关工委|红十字会|慈善会|基金会"
    "|居委会|村委会|业委会|物业公司|电视台|广播台|报社|日报社|融媒体|传媒|督查室|督察室|研究室|督考办"
    "|法院|检察院|图书馆|文化馆|博物馆|体育馆|科技馆|美术馆|纪念馆|群众艺术馆|部门|街道|社区"
)
_END = re.compile(rf"(?:{_ENDS})$")
# Short ends that need a look at what stands before them.
_BUREAU = re.compile(r"[\u4e00-\u9fff]{1,14}(?:局|厅|署)$")
_NOT_BUREAU = re.compile(r"(?:格|大|全|结|布|时|困|残|僵|开|破|变|定|新|战|政|胜|党|和|危)局$")
_GROUP = re.compile(r"[\u4e00-\u9fff]{2,10}(?:组|办|部|委|处|科|室|队|院|馆|台|所|站)$")
_NOT_GROUP = re.compile(
    r"(?:小组|分组|楼组|举办|主办|承办|协办|督办|交办|兴办|创办|承包|全部|内部|外部|局部|干部|总部|基层党组织|南部|北部|东部|西部|中部"
    r"|到处|好处|坏处|何处|随处|各处|死角|一处|处处|教室|楼院|庭院|厕所|公厕|场所|住所|站台|平台|后台|舞台|烟台|站点|网站|排队|车队|军队|部队|部署|报告|原委|推诿|室内|长处|用处|之处|深处|暗处|居室|企业|出入口|红绿灯|法治|院内|急办|速办|就办|再办|快办|即办|早办|限期办)$"
)
_TERRITORY = re.compile(r"(?:[\u4e00-\u9fff]{1,6}(?:区|市|县|镇|乡|旗|州|盟))$")
_NOT_TERRITORY = re.compile(
    r"(?:小区|社区|辖区|城区|景区|片区|地区|街区|校区|库区|山区|郊区|园区|厂区|林区|矿区|灾区|牧区|营区|库区|老区|误区|禁区|盲区|路区|街面区|示范区|功能区|居民区|住宅区|居住区|商业区|商圈区|核心区|重点区|责任区|服务区|禁停区|禁讨区|我市|我县|我区|全市|全县|全区|城市|农贸市|超市|夜市|早市|集市|闹市|上市|门市|都市|股市|城镇|村镇|集镇|小镇|城乡|下乡|家乡|老乡|故乡)$"
)
_NAME = re.compile(r"[\u4e00-\u9fffA-Z\dXx_〇×*]+(?:\([\u4e00-\u9fff、]{2,20}\)|“[^”]{1,12}”)?[\u4e00-\u9fff]*")

# Spoken short forms of departments; only read where the grammar leaves no doubt.
_SHORT = (
    "城管|城管执法|综合执法|公安|交警|消防|消防救援|住建|建设|规划|自然资源|交通|交通运输|教育|教体|卫生|卫健|卫生健康|环保|生态环境|市监"
    "|市场监管|工商|质监|食药监|食药|文旅|文化|旅游|体育|民政|财政|发改|人社|水务|水利|园林|园林绿化|林业|农业|农业农村|商务|司法|税务|审计"
    "|应急|应急管理|安监|环卫|供电|电力|供水|燃气|铁路|邮政|电信|移动|联通|宣传|组织|统战|信访|团委|共青团|妇联|工会|残联|文联|科协|气象|烟草|金融|物业|城投"
    "|纪委|监委|政法|法院|检察|检察院|广电|新闻|媒体|融媒|机关工委|团市委|大数据|数据|政务服务|市场局|文明办|执法|房管|社区|街道|街办|乡镇|乡|镇|村|区|县|各方面"
)
_SHORT_NAME = re.compile(rf"(?:市|区|县|省|镇)?(?:{_SHORT})(?:部门|系统|口)?")

_CLASS_END = (
    "部门|单位|方面|机关|机构|组织|团体|系统|行业|企业|企事业单位|窗口|学校|医院|媒体|党组织|党委|党组|支部|党支部|政府|办事处|街道|街办|社区|村居|村|居|乡|乡镇|镇|镇街|镇办|村镇|区|县|县区|区县|市|市区|市州|县市区|市县|级|地|局|委|办|口|线|组|工作组|专项组|专班|创城委|创城办|创城办事机构|办事机构|网格|片区|园区|功能区|开发区|战线|公司|场所|小区|物业|物业公司|市场|医院|车站|银行|大厅|主体|战区|责任区|点位|支队|大队|中队|站所|所|院|校|高校|分局|银行|指挥部|成员|领导|干部|负责人|负责同志|一把手|“一把手”|同志|党员|党员干部|人员|队伍|家|条|服务行业|商户|经营户|区(?:县)?政府|街道办|村委会|居委会|社区(?:\\(村\\))?|区直部门|街长|路长|点位长|网格员"
)
_CLASS_HEAD = re.compile(
    r"(?:全[市区县省州]|[市县区省镇]直|县级|市级|区级|街道|全体|所有|各|每个|凡|其他|其余|有关|相关|所在|属地|辖区|基层|责任|牵头|包联|包保|包抓|联系|帮扶|成员|主管|行业|窗口|任务|职能|四大班子|四套班子|两级|上述|以上|“一把手”|一把手|承办|协办|驻)"
)
_CLASS = re.compile(rf"{_CLASS_HEAD.pattern}[\u4e00-\u9fff“”()、和及]{{0,22}}?(?:{_CLASS_END})(?:“[^”]{{1,6}}”)?")
_CLASS_WORDS = re.compile(
    r"(?:各级(?:各部门)?(?:各单位|单位)?|牵头单位|牵头部门|责任单位|责任部门|主管部门|职能部门|相关部门|有关部门|单位|部门|机关|基层|社区\(村\)|村居|科室|领导|领导干部|党员干部|机关干部|班子成员|主要领导|主要负责人|分管领导|网格员|志愿者|物业企业|窗口单位|服务窗口|大家|全市|全县|全区|全街道|街道上下|全市上下|全县上下|全区上下|政务大厅|税务大厅|医院|学校|汽车站|车站|银行|商场|超市|市场|酒店|宾馆|企业|商户|公交|出租|新闻媒体|媒体|宣传部门|省、市级文明行业、文明单位|文明单位)"
)
_PEOPLE = re.compile(
    r"(?:领导|干部|负责人|负责同志|同志|党员|人员|队伍|网格员|志愿者|班子|成员|“?一把手”?|书记|市长|区长|县长|局长|主任|部长|组长|院长|校长|街长|路长|点位长|官兵|人士|群众|市民|居民|学生|大家|上下|委员”?)$"
)
_PERSON_TAIL = re.compile(
    r"(?<=[局委办部院队会社台室站所心])(?:老[\u4e00-\u9fff]|小[\u4e00-\u9fff]|[\u4e00-\u9fff]{1,3}(?:同志|局长|主任|书记|部长|支队长|大队长))$"
)
_ET_CETERA = re.compile(
    r"(?:等(?:(?:各|有关|相关|主管|职能|责任|成员)*(?:部门|单位|方面|机构|部门单位)?(?:和单位)?)?|[几两三四五六七八九十\d]+家(?:单位|部门)?)$"
)
_SPLIT = re.compile(r"[、,/]|(?<=\S)\s+")
_AND = re.compile(r"以及|及|和|与|、")


@dataclass(frozen=True, slots=True)
class Units:
    """Units of one slot: `names` as written; `generic` when all are classes of addressees."""

    names: tuple[str, ...]
    generic: bool


def is_generic(name: str) -> bool:
    """Whether `name` is a class of addressees rather than a unit that can be asked."""
    return bool(_CLASS_WORDS.fullmatch(name) or _CLASS.fullmatch(name))


def is_named(name: str) -> bool:
    """Whether `name` reads as the name of one unit, by its end (城管局, 消防救援支队, 东湖区)."""
    if not 2 <= len(name) <= 24 or is_generic(name) or _NAME.fullmatch(name) is None:
        return False
    bare = re.sub(r"\([^)]*\)$", "", name)
    if _END.search(bare):
        return not (bare in _PLAIN_NOUNS)
    if _BUREAU.fullmatch(bare):
        return not _NOT_BUREAU.search(bare)
    if _GROUP.fullmatch(bare):
        return not _NOT_GROUP.search(bare)
    return bool(_TERRITORY.fullmatch(bare) and not _NOT_TERRITORY.search(bare))


_PLAIN_NOUNS = frozenset("部门 中心 公司 街道 社区 车站 医院 学校 小学 中学 大学 银行 集团 专班 服务站".split())


def read_units(written: str, *, sure: bool = False) -> Units | None:
    """The units that `written` lists, or None if it is no list of units.

    Args:
        written: what stands in the slot, e.g. 市工商局、质监局等部门.
        sure: the grammar around leaves no doubt (牵头, 责任单位:), so short forms count too.
    """
    bare = _ET_CETERA.sub("", written.strip("、,:“”的"))
    pieces = [piece for chunk in _SPLIT.split(bare) for piece in _split_and(chunk, sure=sure)]
    if not pieces or len(pieces) > 30:
        return None
    kept: list[str] = []
    for piece in pieces:
        name = _PERSON_TAIL.sub("", piece)
        if is_named(name) or (sure and _SHORT_NAME.fullmatch(name)) or is_generic(name):
            kept.append(name)
        elif not (kept and _PEOPLE.search(name)):
            return None
    if not kept:
        return None
    named = [name for name in kept if not is_generic(name)]
    if named and len(named) < len(kept) and all(_PEOPLE.search(n) for n in kept if n not in named):
        kept = named
    return Units(tuple(dict.fromkeys(kept)), generic=not named)


def _split_and(chunk: str, *, sure: bool) -> list[str]:
    """Splits at 和, 及, 与 only between two units: 住房和城乡建设局 stays whole."""
    if not chunk:
        return []
    for match in _AND.finditer(chunk):
        left, right = chunk[: match.start()], _ET_CETERA.sub("", chunk[match.end() :])
        if not left or not right:
            continue
        if _is_unit(left, sure=sure) and (_is_unit(right, sure=sure) or _PEOPLE.search(right)):
            return [left, *_split_and(right, sure=sure)]
    return [_ET_CETERA.sub("", chunk)]


def _is_unit(name: str, *, sure: bool) -> bool:
    return is_named(name) or is_generic(name) or (sure and bool(_SHORT_NAME.fullmatch(name)))
