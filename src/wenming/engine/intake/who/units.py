"""Names of units and posts, as written in a grammatical slot (单位名称).

A name is read where the grammar puts one (由…牵头, 请…抓好, 责任单位:…, before 要 or 负责), never by
searching the whole text: 局 ends 格局 as well as 城管局. A `named` unit can be asked; a class of
addressees (各级各部门, 有关单位) is `generic`.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from ..text.words import (
    ACTIVE_VERBS,
    CLASS_ENDS,
    CLASS_HEADS,
    CLASS_WORDS,
    FOLLOWERS,
    LEAD_VERBS,
    MODALS,
    NAME_NEVER_BEGINS,
    NAME_VERBS,
    NOT_UNITS,
    ORDER_VERBS,
    PEOPLE,
    SHORT_NAMES,
    UNIT_ENDS,
    either,
)

_CHAR = r"[\u4e00-\u9fffA-Za-z\d_×〇*]"
_NAME = re.compile(rf"{_CHAR}+?(?:\([\u4e00-\u9fff、]{{2,20}}\)|“[^”]{{1,12}}”{_CHAR}+)?")
_UNIT_END = re.compile(rf"{either(UNIT_ENDS)}$")
_SHORT_END = re.compile(
    r".(?:[局厅署组办部委处科队院馆所会站]|(?<=[检察督研信秘])室|(?<=[\u4e00-\u9fff]{2})(?<![控参入持个炒分集])股|(?<=..)[区市县镇乡旗州]|(?<=..)(?<![农乡中政然各明范困全本驻入进新])村)$|[一二三四五六七八九十实]+[中小]$"
)
# 宰杀区, 停放区: a place named for what is done there, no district.
_USED_FOR = re.compile(
    "[业务客车品禽畜食杀放营作工动活候诊货餐养民宅售卖购堆待洗验存装排交]区$|交易区$"
)
# 急办 ends 市应急办, too, 协办 市政协办, 新局 市科技创新局, and 山区 a district like 宝山区.
_NOT_UNIT = re.compile(
    rf"(?:{either(NOT_UNITS)}|(?<!应)急办|(?<!安)全[部局]|(?<!政)协办|(?<!振)兴办|(?<!12345)平台|(?:学校|乡村|村|^)少年宫|(?:[开谋启]|开创|再创)新局|(?:^|部|[远困高深浅])山区|有所|长期处|(?:破土|转弯|拐角|交叉|积水|裸露|破损|低洼|醒目|显眼)处|返乡|志愿服务岗|[局办]委|主街道|(?:浏览|关注)?本站|家属院|网站地图.*|联系我们)$"
)
_SHORT_NAME = re.compile(rf"[市区县省镇州盟旗]?(?:{either(SHORT_NAMES)})(?:部门|系统|口)?")
# 县财政, 市公安: spoken, but with the level before it nothing else.
_LEVELLED = re.compile("[市县区旗镇州盟](?:财政|公安|交警|消防|住建|城管|卫健|民政|教体|融媒)")
_CLASS = re.compile(
    rf"[市县区旗镇州盟]?(?:{either(CLASS_HEADS)})[\u4e00-\u9fffX“”()、]{{0,22}}?(?:{either(CLASS_ENDS)})(?:\([\u4e00-\u9fff、]+\))?"
)
# 三大通信运营商, 三个城区, 沿江六个街道: so many of a class.
_SO_MANY = re.compile(
    "[\u4e00-\u9fff]{0,4}[两三四五六七八九十\\d]+个(?:主?城区|县?区|街道|乡?镇|镇街|县|社区|部门|单位|园区|功能区|指挥部(?:办公室)?|专班|工作组)"
    "|[两三四五六]大[\u4e00-\u9fff]{2,8}(?:企业|运营商|公司|集团|银行)"
    "|[两三四五六]家(?:[\u4e00-\u9fff]{2,6}企业|(?:通信|电信)?运营商)|[两三四五六七八九](?:区|县|镇|街道)|(?:所在)?市、县(?:人民)?政府|县\\(市、区\\)(?:人民)?政府|(?:水、电、气|供水、供电、供气|供水供电供气|水电气)等?企业|[市县区省镇、]{0,5}[两三]级(?:财政|政府|文明办)"
    "|(?:电信|通信|管线|供水|供气|客运|公交|物业|保洁|环卫|外卖|快递|共享单车)[\u4e00-\u9fff]{0,4}企业"
)
# 沿线6个村配合: so many villages, where the grammar says that they are told.
_VILLAGES = re.compile(r"[\u4e00-\u9fff]{2,4}[两三四五六七八九十\d]+个(?:行政|自然)?村")
_CLASS_WORD = re.compile(either(CLASS_WORDS))
# 宣传文化系统, 政法战线: all units of a trade.
_SYSTEM = re.compile(
    rf"(?:全?[市县区州盟旗])?(?:{either(SHORT_NAMES)}|宣传|思想|组织|统战|群团|窗口){{1,3}}(?:系统|战线|条线)"
)
_PEOPLE = re.compile(rf"“?(?:{either(PEOPLE)})”?$")
_PERSON_TAIL = re.compile(
    r"(?<=[局委办部院队会社台室站所心联科股组处])(?:(?:的)?(?:《[^》]{1,12}》|“[^”]{1,12}”)(?:栏目|专栏|节目)|的《[^》]{1,12}》|(?:电视|广播|新媒体|官方)?(?:频道|公众号|客户端|视频号)|的(?:作业|保洁|执法|巡查|值守|管护|服务)|的[\u4e00-\u9fff]{0,4}(?:车|车辆|人员|队伍|力量|同志|干部|队员|职工|专班|班组|工作组)|[老小](?!学|区|组)[\u4e00-\u9fff](?:你们)?|[\u4e00-\u9fff]{0,3}(?:同志|局长|主任|书记|部长|队长))$"
)
_ET_CETERA_MARK = re.compile(
    r"等(?:各|[省市区县]级|\((?:单位|部门)\)|群团组织|群团|人民团体|其他|有关|相关|主管|主要|重点|职能|责任|成员|部门|单位|方面|机构|站所|科室|行业|窗口|服务|管线|经营|运营|企业)*$"
)
_AND_OTHERS = re.compile(
    "等[\u4e00-\u9fff]{0,4}(?:部门|单位|企业|站所|科室)(?:单位)?(?:$|[和及与、])"
)
# 公安、交通、市场服务等部门: the end says that all of them are units.
_OPEN_LIST = re.compile("、.*等[\u4e00-\u9fff]{0,4}(?:部门|单位|企业|站所|科室)$")
_BARE_CLASSES = frozenset("区县镇乡村旗")
# 绿化、清洁、拆违等职能部门: whatever stands in such a list is a trade.
_TRADES = re.compile("、.*等(?:职能|主管|相关|有关)部门$")
_PLACES = re.compile(
    "(?P<names>[\u4e00-\u9fff]{2,4}(?:、[\u4e00-\u9fff]{2,4})+)等[\\d一二三四五六七八九十]{1,3}个(?:区、县\\(市\\)|县\\(市、区\\)|县\\(区\\)|[区县]、?[市县区]?|乡镇|镇街|街道|乡|镇|社区|村)"
)
# 区住建局、指导中心等部门、单位及|各镇街.
_AND_UNITS = re.compile("等(?:部门|单位|企业)、(?:部门|单位|企业)(?:以及|及|和|、)(?=各)")
_LIKE_A_TRADE = re.compile("[\u4e00-\u9fff]{2,6}")
_COUNT_TAIL = re.compile(
    r"[几两三四五六七八九十\d]+(?:(?:家|个)(?:单位|部门|企业|公司)?|单位|部门)$|[几两三四五六七八九十]+个村$"
)
_BRACKET_TAIL = re.compile(r"\([^)]*\)$")
# (设在区城管局) says where a unit is; it is no part of its name.
_SEAT = re.compile(r"\((?:设在|设于|挂靠|协办|牵头|主办|配合|以下简称)[^)]*\)")
_AND = re.compile(r"以及|及|和|与|跟")
# 各县、市人民政府 is one class.
_COMMA = re.compile(
    r"(?:[,/]|、(?!(?<=市、)县(?:人民)?政府)(?!(?<=各县、)市(?:区|人民政府|政府|$))(?!(?<=各乡、)镇))(?![^()]*\))"
)
# What no name of a unit holds, so that a clause is not taken for one (市公安局要会同市城管局).
_NO_NAME = re.compile(
    r"^(?:新区$|可以|传达|形成|简称|熟悉|现结合|本(?:阶段|次|周|月)|检查各|紧(?!急)|协同|分析|满足|追究)|(?<=[督查检])指导(?=[乡镇街])|提交|星期[一二三四五六日]|率领|带领|主持|直接|利用(?!处|科|中心)|下来|网站地图|(?<=.)跟(?=[\u4e00-\u9fff]*[局办委])|从(?!业|化)|归(?!口|国|属|侨)|约谈|移送|依法|[设办抓]好|协调(?=派出所|社区|街道|物业|交警)|成效|叫来|找来|没有|达到|认真|也别|交(?=[市县区镇])|任(?:组长|主任|副?总?指挥|办公室)|去跟|到(?=[\u4e00-\u9fff]*[会场委])|(?<=[局办])会$|\d(?:所|组|支|间|项|期)$|须|需(?!求)|经(?=[市县区])|\d[处个条座块家名米盏辆场次部户台栋%]|[要由把请了是被让使着的每]|(?<!所)在|向(?!阳|东|荣|家|红)|不(?!动产)|逐[处个一户点街村家店楼条站]|(?<=.)组建|盯办|跑办|学习领会|帮助|至少|召集|(?<=.)协助|(?<=[市区县镇乡道局委])以|按分工|统一(?!战)|(?<=.)完成|制定|(?<=[组心局])办$|办办$|(?<=[区县镇乡道])组织(?!部|科|处|室|办|委)|将(?!乐|军)|对(?!外|口|台)|(?<=[局委办部院队])会(?=[市区县省旗镇])|(?<=.)组织(?=[市区县省旗州盟])|委托|办公室于|设置|设立|划定|(?<=[局委办部院队会所联协室府])(?:抓紧|加快|组建|成立|深化|列入|纳入|拨付|调整|派驻(?!纪检|监察|机构|组)|优化|新增|新建|更新(?!办|中心|局)|更换|补充|抄告|研究(?![室院所中会])|提出|制定|开展|推进|推行|开设|举办|引导|动员|发动|定期|会商|指导(?!组|中心|办|委|队)|组织(?!部|科|处|室|办|委)|安排)|[月日底末年之]前|[日月天周]内|季度|[按逐][日周旬月季年]|一次|常态化|经常性|天天|日日|周周|月月|拿|占(?!道)|一个|一所|责任人|扣减|督促(?!检查|组|办)|报(?!社|业|刊|$)|情况|问题"
    r"|(?<=[局委办部府队股团司院])商(?!务|业|贸|会|联)|随(?!州|县)|组成|(?<=[局委办队])抽|(?<=.)给|改造|期间|牵头|负责|会同|配合|必须|务必|分别|联合(?!会|社|督|检|执|工)"
)
_NO_CLASS = re.compile(
    r"[工场基绿草空耕]地$|厕所$|一[个家条户处所]|各[司负]其|约谈|开展|学习领会|跑办|至少|(?<=.)协助|抽调|选派|选聘|招募|会同|级$|^(?:以上|上述)[一二两三四五六七八九十几\d]|从|(?<!所)在|不发生|被|须|凡需|经|[\d一二三四五六七八九十百千万多几]名|是|因|明确|划定|设置|设立|安装|清理|制定|指定|确定|实行|推行|建立|计划|改造|新建|完成|实施|负责(?!人)|牵头(?!单位|部门)|落实|配合|劝导|年底|月底|季末|收口|收尾|逐[家户个一条点]|过筛|同一|\d{4}年|组织(?!$)|做好|抓好|[路出入巷排污端]口|(?<=.)每|(?<!主)要|[对将由请向]|(?<!一)把|[月日底年]前"
)
# How no name of a unit begins, unless with a word that names do begin with (宣传部, 督查组).
_NO_START = re.compile(
    rf"(?!{either(NAME_VERBS)}){either(ORDER_VERBS, LEAD_VERBS, MODALS, FOLLOWERS, NAME_NEVER_BEGINS)}"
    r"|[\d一二三四五六七八九十几多两]+[个家名月年]|[两几]处|离(?!石|岛)|上[月周]|得知|发现|受(?!益)|供(?![电水热销气应排暖货给])|[两三]局|部分|个别|少数|多数|一些|同一|本来|望各|哪|谁|有(?!关|限)|到|去|让|经(?![开济信管贸研])|向(?!阳|东|荣|家|红)|[我他它这那此其某多]|该(?![局委办院部镇街道区县市社].{0,1}$)"
)
# 组织党团员志愿者服务队, but 组织部.
_ORGANIZES = re.compile("组织(?!部|科|处|室|办|委|组)")
# 你局, 贵区: whoever a letter is for.
YOU = re.compile("(?:你|贵)(?:局|委|办|单位|镇|区|县|中心|街道|公司|集团|支队|校|院)")
# 该局, 该中心: whoever was named before.
_THE_UNIT = re.compile(
    rf"{YOU.pattern}|该(?:局|委|办|院|部|镇|区|县|站|馆|所|中心|街道|公司|集团|支队|大队|管委会)"
)
_LEVELS = tuple("市区县省旗镇州盟")
_ACTIVE = re.compile(either(ACTIVE_VERBS))
_TEAM = re.compile(
    "(?:组|办|专班|指挥部|队|办公室|委员会|^组织部|部门|^.{1,5}(?:中心|处|科|局|站|所|部|公司))$"
)
# The last characters that a unit or a class of addressees can have.
FINALS = frozenset(
    word[-1]
    for words in (UNIT_ENDS, CLASS_ENDS, CLASS_WORDS, SHORT_NAMES, PEOPLE)
    for word in words.split()
) | frozenset(
    "局厅署组办部委处科股室队院馆台所站会区市县镇乡旗州)”等家门系统口周吴郑王李张赵刘陈老小车辆量目栏》号端道"
    "黄林何高梁宋谢韩唐冯董曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶余潘杜戴夏钟汪田任姜范石姚谭廖邹熊陆崔康毛秦史顾侯邵孟段雷钱汤尹"
)


@dataclass(frozen=True, slots=True)
class Units:
    """Units of one slot: `names` as written; `generic` when all are classes of addressees."""

    names: tuple[str, ...]
    generic: bool


@lru_cache(maxsize=4096)
def is_generic(name: str) -> bool:
    """Whether `name` is a class of addressees rather than a unit that can be asked.

    >>> is_generic("各街道办事处"), is_generic("光华街道办事处")
    (True, False)
    """
    if any(p.fullmatch(name) for p in (_CLASS_WORD, _SYSTEM, _SO_MANY)):
        return True
    return _CLASS.fullmatch(name) is not None and _NO_CLASS.search(name) is None


def is_people(name: str) -> bool:
    """Whether `name` is a class of persons: 主要领导, 各单位负责人."""
    return _PEOPLE.search(name) is not None


@lru_cache(maxsize=4096)
def is_named(name: str) -> bool:
    """Whether `name` reads as the name of one unit, by its end (城管局, 消防救援支队, 东湖区).

    >>> is_named("市城管局"), is_named("新格局"), is_named("越城区"), is_named("老城区")
    (True, False, True, False)
    """
    if _THE_UNIT.fullmatch(name):
        return True
    if not 2 <= len(name) <= 24 or _NAME.fullmatch(name) is None or _NO_NAME.search(name):
        return False
    if is_generic(name) or _NO_START.match(name) or _ORGANIZES.match(name):
        return False
    bare = _BRACKET_TAIL.sub("", name)
    active = _ACTIVE.match(bare)
    if active and (bare[active.end() :].startswith(_LEVELS) or not _TEAM.search(bare)):
        return False
    body = bare.endswith(("领导小组", "工作小组"))
    if (_NOT_UNIT.search(bare) and not body) or _USED_FOR.search(bare):
        return False
    return bool(_UNIT_END.search(bare) or _SHORT_END.search(bare))


@lru_cache(maxsize=4096)
def read_units(written: str, *, sure: bool = False) -> Units | None:
    """The units that `written` lists, or None if it is no list of units.

    Args:
        written: what stands in the slot, e.g. 市工商局、质监局等部门.
        sure: the grammar around leaves no doubt (牵头, 责任单位:), so short forms count too.

    >>> read_units("市工商局、质监局等部门")
    Units(names=('市工商局', '质监局'), generic=False)
    >>> read_units("城管、公安、消防几家", sure=True).names
    ('城管', '公安', '消防')
    """
    written = _SEAT.sub("", written).strip("、,:的_").removeprefix("由")
    if _SO_MANY.fullmatch(written):  # 水、电、气等企业
        return Units((written,), generic=True)
    if places := _PLACES.fullmatch(written):  # 桐庐、萧山、余杭等7个区、县(市)
        return Units(tuple(places["names"].split("、")), generic=False)
    written = _AND_UNITS.sub("、", written)
    sure = sure or any(mark.search(written) for mark in (_AND_OTHERS, _COUNT_TAIL))
    bare = _without_et_cetera(written)
    open_list = _OPEN_LIST.search(written) is not None
    trades = _TRADES.search(written) is not None
    pieces = [piece for chunk in _COMMA.split(bare) for piece in _split_and(chunk, sure=sure)]
    kept: list[str] = []
    for piece in pieces:
        name = _PERSON_TAIL.sub("", piece)
        if (
            _is_unit(name, sure=sure)
            or (
                open_list
                and (kept or (trades and not _NO_START.match(name)))
                and _LIKE_A_TRADE.fullmatch(name)
                and not _NO_NAME.search(name)
            )
            or (name in _BARE_CLASSES and kept and is_generic(kept[-1]))
        ):
            kept.append(name)
        elif not (kept and _PEOPLE.search(name) and not _NO_NAME.search(name)):
            return None
    named = [name for name in kept if not is_generic(name)]
    if named:
        kept = [name for name in kept if name in named or not _PEOPLE.search(name)]
    return Units(tuple(dict.fromkeys(kept)), generic=not named) if kept else None


def split_names(written: str) -> list[str]:
    """The names of a list as they stand between the commas; 各县(市、区)政府 stays whole."""
    return [part for part in _COMMA.split(written) if part]


def _without_et_cetera(written: str) -> str:
    return _COUNT_TAIL.sub("", _ET_CETERA_MARK.sub("", written))


def _split_and(chunk: str, *, sure: bool) -> list[str]:
    """Splits at 和, 及, 与 only between two units: 住房和城乡建设局 stays whole."""
    for match in _AND.finditer(chunk):
        left, right = map(_without_et_cetera, (chunk[: match.start()], chunk[match.end() :]))
        if _pair(left, right, sure=sure):
            return [left, *_split_and(right, sure=sure)]
    return [chunk] if chunk else []


def _pair(left: str, right: str, *, sure: bool) -> bool:
    """Two units; but 市自然资源和规划局 is one: a short form goes with a short form or a class."""
    if sure and _SHORT_NAME.fullmatch(left) and not (is_named(left) or is_generic(left)):
        return _SHORT_NAME.fullmatch(right) is not None or is_generic(right)
    if _LEVELLED.fullmatch(left) and is_named(right) and not right.startswith(_LEVELS):
        return False  # 区城管和综合执法局
    return _is_unit(left, sure=sure) and bool(_is_unit(right, sure=sure) or _PEOPLE.search(right))


def _is_unit(name: str, *, sure: bool) -> bool:
    if is_named(name) or is_generic(name) or _LEVELLED.fullmatch(name):
        return True
    return sure and bool(_SHORT_NAME.fullmatch(name) or _VILLAGES.fullmatch(name))
