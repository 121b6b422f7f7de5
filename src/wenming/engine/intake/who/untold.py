"""What is said of a unit that is told nothing: what it has, how it does, what is measured of it.

A name before 满意度达到90% or 还有37个 stands where the doer of an order would, and orders nothing.
"""

import re

from .units import Units

# 志愿者|活跃率, 市民|满意度: what is measured, nobody who acts.
_MEASURED = re.compile(
    "(?!逐|每|按|公布|组织|开展|通报|负责|年内)(?:(?![要应须将把对提使确]|让(?!率|行|线))[\u4e00-\u9fff()]){0,14}?(?:率(?!先|领|队)|满意度(?!调查|测评|问卷|测量|监测)|知晓度|比例|占比|得分|全覆盖|创建面|覆盖面)(?!先)"
)
# 各县区|均不低于88%: how much, of which nobody is told more.
_BOUNDED = re.compile(
    "(?:均|都|全部|力争|要|须|应)*(?:不低于|不得低于|不少于|不得少于|不超过|控制在|达到)\\d"
)
# 无物业小区|还有37个: how many there are.
_HOW_MANY = re.compile(
    r"\d+(?:\.\d+)?分(?!钟|之|别|片)|(?:还|仍|尚|现|共|只|仅|总共|目前|已)+(?:有|是|为)?\d|\d{1,5}[个家所条座处名](?:$|[,、])"
)
# 公益广告所|占面积.
_OF_WHAT = re.compile("[缺差少欠]的|(?<=所)(?:列|辖|占|属|在地|需|用|获|涉|提|作)")
# 区创建办|汇总的412个问题, 二级|以上医院: which ones they are.
_WHICH = re.compile(r"(?![要把将对须应])[\u4e00-\u9fff]{2,4}的\d|及?以[上下]")
# 各单位下发的表格|不超过5张: a thing of theirs, no order to them.
_THEIRS = re.compile(
    "(?:转来|转办|反映|交办|收到|接到)的[\u4e00-\u9fff]|(?:承担|负责|牵头|主管|分管|报送|提供|反馈|认领)的(?!(?:单位|部门))[\u4e00-\u9fff]|(?:不发生|不出现|零[\u4e00-\u9fff])"
    "|(?![要应须每对把将])[\u4e00-\u9fff]{2,10}的[\u4e00-\u9fff]{2,12}(?:不得|不超过|不少于|不低于|控制|砍掉|压减|精简|应|要|须|必须)"
)
# 社区|宣传栏: a thing of theirs, though it begins like work.
_THING = re.compile(
    "宣传(?:栏|橱窗|阵地|牌|标语)|培训(?:班|基地)|活动(?:室|中心|场所)|服务(?:站|中心|点|大厅)|绿化(?:带|工程)|建设(?:工地|项目)"
)
# 12345热线|涉创建诉求: what reaches it.
_REACHES_IT = re.compile("(?:转办|交办|转来|涉[\u4e00-\u9fff]{1,6}|的)*(?:诉求|工单|投诉)")
# 示范社区|每个奖补10万元: what each of them gets.
_GIVEN = re.compile("每(?:个(?![月季星工])|[家户人名支])[^,;。]{0,4}(?:奖|补|给|发)")
# 物业公司|不作为的, 各区|未按期整改的: whom a rule is about, not who is told.
_CASE = re.compile(
    "[\u4e00-\u9fff]{1,2}不[动了住好来]的$|(?:不|未|没|拒|屡|连续|被|违反|存在)[^,;。]{1,18}的$"
)
# 基层|可直接向…反映: what is open to them.
_MAY = re.compile("可(?:以|直接|向|自行|先行|根据|参照|结合)")
# 政务大厅|反映还可以: how somebody does, not what is to be done.
_DOES = re.compile(
    "(?:负责(?:同志|人)|相关负责人)?(?:先后|当场|现场|随后|会上|当天|立即|也|都)*(?:表示|承诺|介绍|汇报(?!(?:上月|进展))|告诉|认为|给予[^,;]{0,6}肯定|印象|作(?:了|出)(?:解释|说明|检讨|表态)|道(?:了|歉)|代表|组织部分(?:代表|委员))"
    "|(?:在[^,;]{1,14}上)?(?:普遍|不同程度地?)?存在|(?:相关|有关|工作)人员(?:还|也)*(?:说|介绍|表示|提醒|告诉)"
    "|在全[市县区州省][^,;]{0,10}排|(?:都|也)?有(?:怨言|意见|看法|情绪|顾虑|说法)$|自己掏腰包|没有?打招呼|径直|(?:讲|说|谈|搞|做|干|办|抓)得(?!好的|到)|(?:丢|输|耽误|等|拖)不起|(?:反映|表现|做得|干得|搞得|总体|基本上)|都?(?:很|十分|非常|比较|相当)(?:辛苦|努力|不错|重视|好|用心|扎实|尽力|认真)"
)
# 共青团|离青少年最近, 客运北站|这个老大难: what somebody is.
_IS_SO = re.compile(
    "(?:也)?(?:不能|不要|莫)(?:只|光|总)?(?:当|做)[^,;。]{0,4}(?:看客|旁观者|传声筒|甩手掌柜|裁判员|局外人)”?$"
    "|(?:的(?:主要)?(?:负责)?同志)?(?:也|都)(?:在|到了|来了|在座|在场)$|说(?!明|服|清)|离[^,;]{2,8}[最很]近|这个老大难|作(?:了)?(?:交流|检讨|表态|典型|经验)?发言|还?有(?:个别|一些|几个|部分)|都是[^,;]{2,14}的第[一二三]"
)
_SEATED_AT = re.compile("设在|设于|挂靠")
# Behind the subject of a clause: no order to it.
_OF_IT = (
    _MEASURED,
    _BOUNDED,
    _HOW_MANY,
    _OF_WHAT,
    _WHICH,
    _THEIRS,
    _THING,
    _REACHES_IT,
    _GIVEN,
    _CASE,
    _MAY,
    _DOES,
    _SEATED_AT,
    _IS_SO,
)
_MANY = re.compile("(?:仍|还|尚|现|共)有")
# 由企业自筹解决.
_BY_OWN_MEANS = re.compile("自筹|自行(?:承担|筹措|解决)|自理")
# 各单位|主要负责同志要: persons, who lead nothing.
_THEIR_HEADS = re.compile(
    "的?“?一把手”?|的?(?:党政)?(?:主要|分管|有关)?(?:负责)?(?:同志|领导(?!小组)|负责人)|书记(?!要?求|强调|指出)"
)
# 党工委|书记强调, 党工委书记|逐一点题: who speaks.
_HEAD = re.compile("(?:书记|主任|局长|区长|镇长|县长|市长|部长|负责(?:同志|人))$")
_SPEAKS = re.compile(
    "在[^,;]{1,8}[中上]|带队|率队|先后|要求|强调|指出|逐一|说|现场|一行|介绍|表示|认为"
)
_ITS_HEAD = re.compile(
    f"(?:主要)?{_HEAD.pattern[:-1]}(?:{_SPEAKS.pattern})"
    "|(?:党[委组])?副?(?:书记|主任|局长|[区镇县市乡部站所队]长)[\u4e00-\u9fff]{2,3}(?:同志)?(?:宣读|主持|传达|通报|汇报|参加|出席|带队|带领|率|作|就|介绍|表示|强调|要求|指出|说|任)"
)
# 督导组|先后走访了: who goes round looks and tells.
_VISITORS = re.compile("(?:检查|视察|督[导查]|调研|考察|暗访|测评|验收)组$")
_VISITS = re.compile(
    "(?:一行)?(?:先后|首先|还|又|随机|随后|下去|现场|逐一|实地)*(?:要来|来到|走|看|查看|走访|发现|察看|询问|将问题|对[^,;]{1,10}(?:给予|表示|印象)|建议|请|要求|认为|指出)"
)
# 每个市场|派一名干部: a place where it is counted, nobody who can be asked.
_EACH_PLACE = re.compile(
    "每个(?:农贸|集贸|老旧)?(?:市场|楼院|小区|路口|路段|网格|站点|点位|公园|广场|景区|公厕|门店|窗口|行政村|自然村|楼栋)"
)
# 每个小区|不少于10处: where it is counted.
_COUNTED_PER = re.compile(
    "(?:[^,每]{0,10}|每[日天周旬月季年])(?:不少于|不得少于|不低于|不超过|不多于|至少(?![一-鿿]{2}))"
)


def told_nothing(text: str, start: int, end: int, units: Units, by: str) -> bool:
    """Whether the clause does not order anything of the units at [start, end).

    Args:
        by: how they are named, see `leads.Slot`.
    """
    if _MANY.search(text, start, end) or _BY_OWN_MEANS.match(text, end):
        return True
    if units.generic and _THEIR_HEADS.match(text, end):
        return True
    if by == "subject" and (
        _ITS_HEAD.match(text, end) or (_HEAD.search(text, start, end) and _SPEAKS.match(text, end))
    ):
        return True
    if by == "subject" and _VISITORS.search(text, start, end) and _VISITS.match(text, end):
        return True
    if by == "subject" and _EACH_PLACE.match(text, start):
        return True
    if text.startswith("每", start) and _COUNTED_PER.match(text, end):
        return True
    return by == "subject" and any(said.match(text, end) for said in _OF_IT)
