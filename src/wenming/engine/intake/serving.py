"""Who serves whom (配合): what a unit that is named after the lead does for it.

甲牵头,乙做好技术指导; 甲整改,丙督办: neither 乙 nor 丙 answers for the work. The same words of a unit
that is named first are its own duty.
"""

import re

from .words import SUPPORT_VERBS, either

_HOW = (
    "(?:等|要|应|须|也|都|继续|同步|一并|优先|密切|积极|主动|全程|及时|全力|大力|分别|负责|具体|共同"
    "|统一|适时|跟进|一起|协助|盯紧)*"
)
SUPPORTING = re.compile(
    rf"(?:等|要|应|须|也|轮流|密切|积极|主动|做好|搞好|抓好|共同|予以|全力|大力|分别|各负其责|给予|按(?:照)?(?:各自)?职[责能](?:分工)?)*"
    rf"(?:{either(SUPPORT_VERBS)}|(?:作为|[为是])(?:配合|协办|协助|参与|协同|成员)(?:单位|部门))"
)
_PROVIDING = (
    f"{_HOW}(?:做好|搞好|提供|给予|予以|给|加强|强化)[^,;。]{{0,10}}"
    "(?:保障|配合|支持|支撑|指导|服务|协助|疏导|安保|秩序维护|宣传报道|后勤)(?:工作)?$"
    f"|{_HOW}(?:做好|搞好|抓好)[^,;。]{{0,8}}(?:对接|衔接|协调|沟通)(?:工作)?$"
    f"|(?:给出|给技术)[^,;。]{{2,10}}"
    f"|{_HOW}(?:优先|足额|予以|给予)*保障(?:到位)?$|{_HOW}提供[^,;。]{{2,16}}$|{_HOW}(?:帮(?:着|助|忙|一?把)[^,;。]{{0,12}}|搭(?:一)?把手)$"
    f"|{_HOW}(?:对[^,;。]{{2,12}})?(?:给予|予以|给)(?:适当)?(?:补助|奖补|补贴|倾斜|画面|电源|器材|场地|材料)$|{_HOW}(?:赞助|供应)[^,;。]{{1,10}}$|保驾(?:护航)?$"
    f"|{_HOW}提供[^,;。]{{0,6}}(?:场地|设备|车辆|人员|人手|物资|经费|资金|数据|名单|技术|器材|教室|师资|便利|稿件|素材|资料|图纸|台账|政策)$"
    "|(?:负责)?供[稿图料苗]$"
    r"|(?:也|再|都)*(?:去|出|派|来)(?:[一两三四五六七八九十\d]+(?:个人|名同志|台车|辆车|台机械)|车|人)(?:去|来)?(?:搭把手|帮[着忙][^,;。]{0,4}|跟着[^,;。]{0,4}|配合)?$"
    "|(?:负责)?出(?![台具动席示现面钱手])[\u4e00-\u9fff]{1,3}$"
    "|(?:负责)?[出派](?:钱|人|力|车|资|政策|警力|工|设备|材料|人手|资金|施工队|队伍)[^,;。]{0,4}$"
    "|(?:安排|抽调|选派|派出|增派|发动|动员|组织)[^,;。]{1,10}(?:疏导|协助|支援|配合|参与|值守|维持秩序|秩序维护)$"
    "|(?:负责|一并|同步|另行)*(?:保障|落实|安排|提供|统筹|解决|研究|筹措|拨付|按[^,;。]{1,6}(?:拨付|安排))(?:所需|专项|相关|必要)?(?:资金|经费|用电|用水|电力|用地)"
    "|(?:要|应|须)?在[^,;。]{1,8}[上中](?:给予|予以|提供)[^,;。]{0,8}(?:支持|保障|配合|帮助)$"
    "|要派[员人](?:参加|参与)$"
)
_OVERSEEING = (
    f"{_HOW}(?:做好|加强|抓好|组织)?(?:对[^,;。]{{2,12}}的)?(?:全程|跟踪|技术|业务|行业|日常|现场|蹲点|重点|联合|统筹)?"
    "(?:督办|督导|督查|督察|督战|督促|检查|验收|指导|监督|监管|跟踪|问效|把关|考核|考评|评估|核查|审核|抽查)+(?:落实|工作)?$"
)
_IN_TURN = "(?:每|按|逐)(?:月|周|旬|季度?)(?:度)?(?:督办|督导|督查|跟踪)$"
_IN_PART = (
    "按(?:照)?(?:各自)?(?:职[责能]|属地|区域|片区|辖区)(?:分工|原则)?[^,。;]{0,6}(?:抓好|做好|落实|推进|负责)"
    "|各司其职$|各负其责$|随队(?:指导|参加)?$|派(?:专?人|员|专家|骨干|[一两三几]名[^,;。]{2,6})[^,;。]{0,8}$|(?:全程|一路)(?:跟着|跟踪|参与|监督)[^,;。]{0,4}$"
    f"|{_IN_TURN}|(?:要)?盯(?:着|紧)[^,;。]{{0,4}}$|(?:都|跟着)*一(?:起|块儿?)(?:上|来|干|弄|抓|动手|参与|使劲)$|把(?:最后一道|好)?关$"
    "|[^,;。]{2,14}(?:参与|协助|配合)[^,;。]{0,4}$|(?:派员|派人|全程)(?:参加|参与|协助)"
    "|(?:分工|各自|按[^,;。]{1,6})?负责$"
    "|(?:具体|负责|组织)+施工$"
    "|(?:要|也要|再)?搭[好把]?手$"
    "|(?:分头|分别|各自)去?(?:办|干|抓|落实)$"
    "|(?:为|是|作为)(?:具体)?(?:实施|责任|落实|承办)(?:主体|单位|部门)"
    "|(?:具体|分别|分头|共同|分段|分片|分块)?(?:抓好落实|抓落实|落实|(?:全程|做好)*跟踪审计|跟进(?:报道|宣传|服务|指导|落实)?|包干)$"
)
_SERVING = re.compile(f"{_PROVIDING}|{_OVERSEEING}|挂[牌号]督[办战]$|{_IN_PART}")
_WATCHING_IN_TURN = re.compile(_IN_TURN)
_WATCHING = re.compile(_OVERSEEING)
_PROVIDING_ALONE = re.compile(_PROVIDING)
_GIVING = re.compile("(?:优先|足额|全力|及时|统筹)*保障|提供|予以|给予|支持|解决")
# 甲牵头,乙具体实施: the first answers for all of it.
CHIEF = re.compile(
    "来?(?:(?:具体|主要)?主?抓$|(?:负责)?组织$|(?:总|共同|联合|双)?牵头(?:抓总|组织|负责|统筹|协调|推进)?$|统筹(?:协调|推进)?$|负?总负?责$|主办$|(?:为|是|作为)(?:总)?(?:牵头|实施|责任)(?:单位|部门|主体)$|抓总$|拿总$|要?牵[这好]?个?[个头]+$|(?:当|打|唱|挑)(?:主攻手?|主角|大梁)$)"
)
_CARRYING_OUT = re.compile("(?:具体|分别|分头|共同)?(?:实施|组织实施|承办|承担|落实)|分头组织|兜底")


def serves(verb: str, by: str, *, carries: bool, chief: bool) -> bool:
    """Whether who does `verb` serves the lead named before.

    Args:
        verb, by: what is said of him, and how he is named.
        carries: to carry out is to serve, as for a class of addressees.
        chief: the one named right before is in charge of all.
    """
    if by == "by":
        return bool(_GIVING.match(verb) or watches(verb))
    if by != "subject":
        return False
    if carries and _CARRYING_OUT.match(verb):
        return True
    return chief or _SERVING.match(verb) is not None


def provides(verb: str) -> bool:
    """提供技术指导, 负责落实资金: what is given to the work of another."""
    return _PROVIDING_ALONE.match(verb) is not None


def watches_in_turn(verb: str) -> bool:
    """按月督办: looks after the work of another, as often as that."""
    return _WATCHING_IN_TURN.match(verb) is not None


def watches(verb: str) -> bool:
    """督办, 负责督导检查: sees to it that another does his duty."""
    return _WATCHING.match(verb) is not None
