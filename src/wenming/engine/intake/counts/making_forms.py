"""The forms in which a text says what is to be made, or done to so many (建设类目标的写法), for `making`."""

import re

from ..text.numbers import HAN_DIGITS
from ..text.words import ORDER_VERBS, either
from .forms import BLANK, MAKING, NUMBER, UNIT

# 28个小区、410个单元的楼道粉刷: the work on each of them.
WORK_ON_EACH = re.compile(
    r"(?:完成|实施|推进|启动)(?P<all>(?:\d{1,5}[个条座处家户栋所][\u4e00-\u9fff]{2,8}?[、和])+\d{1,5}[个条座处家户栋所][\u4e00-\u9fff]{2,8}?)的(?P<work>[\u4e00-\u9fff、]{2,16})"
)
OF_EACH = re.compile(r"(?P<n>\d+)(?P<unit>[个条座处家户栋所])(?P<thing>[\u4e00-\u9fff]+)")
MADE = re.compile(
    rf"(?<!广)(?P<verb>{either(MAKING)}|(?<![选抽委指增分])派(?=[\d一两二三四五]{{1,2}}[名人])|(?<=每人)包(?=[\d一二两三])|建成(?!区(?!域))|(?<![安加改包服吊组新补换试着])装(?=[\d{HAN_DIGITS}])|(?<![计规策区施另补增筹谋比企笔新])划(?=[停车机动非临时]{{0,5}}[车泊]位)|(?<![计规策区施另补增筹谋比企笔新])划(?=\d)|(?:弄|搞|做|建|整)出|装上|补上|划出|清出|(?<![测考点自互初复获])评(?=\d)|(?<=[学会社])招(?=\d)|(?<![复打油影脚水手彩编排刊])印(?=[\d{HAN_DIGITS}])|(?<![分匹搭装标适调各])配(?=[\d{HAN_DIGITS}])|(?<![建增新开假埋铺架敷预创附摆陈下内])设(?=至少|不少于|[\d{HAN_DIGITS}])|开放(?![时率度日])|(?:拿|腾|挤)出(?=\d{{1,5}}(?:个|处|块|间)[^,;。]{{0,4}}(?:[车泊]位|用房|空地|地块|摊位|铺位|门面|场地)))(?P<least>至少|不少于|不低于|达到)?"
    rf"(?:\d{{4}}年(?:以前|之前|前|底前)(?:建成)?的?)?(?:(?:“[^“”]{{1,8}}”、?){{2,}}等)?(?P<before>[\u4e00-\u9fff“”《》()、]{{0,14}}?)(?P<more>至少|不少于|不低于)?{NUMBER}{UNIT}"
    r"(?!内(?!涝|街|巷|河|港|设)|范围|周边|车)(?P<tail>以上|左右)?(?P<thing>[^,;、。和及\d]{0,14})"
)
# 到上周|完工31个.
SO_FAR = re.compile("(?<!达)到(?:上周|昨天|今天|目前|现在|上个月)|截[至止]|现有|已[签建完改]")
# 培养15万名|紧跟前沿、创新能力强的专业技术人才: what is counted, behind what is said of it.
SAID_OF_IT = re.compile(
    "(?:左右|以上)?[^,;。\\d]{1,40}、[^,;。\\d]{1,40}的(?P<noun>[\u4e00-\u9fff“”]{2,16})(?=[、和及]?\\d|[,;。]|$)"
)
AND_MADE = re.compile(
    rf"[、和及](?!{either(MAKING)})(?P<thing>[\u4e00-\u9fff“”]{{2,12}}?){NUMBER}{UNIT}(?!内|范围|周边)(?P<tail>以上)?"
)
# 清淤沟渠36公里, 撤并垃圾池80座: whatever is done to so many.
WORKED = re.compile(
    rf"^(?:\([^)]*\)|[^,;]*{BLANK})?(?:[^,;]{{0,10}}[底日旬月]前|[^,;]{{2,6}}期间|今年|全年|年内|本年度?)?(?:力争|确保|计划|争取|要)?(?P<verb>[新再补增]?[\u4e00-\u9fff]{{1,2}})(?P<thing>[\u4e00-\u9fff“”]{{2,12}}?)(?:达到|不少于)?{NUMBER}{UNIT}(?P<tail>以上)?$"
)
DRAWS = "画刷写"  # no verbs to the segmenter
# 向社会共享泊位800个以上, 市级媒体40篇以上.
OR_MORE = re.compile(rf"(?P<thing>[\u4e00-\u9fff“”]{{2,20}}){NUMBER}{UNIT}及?以上$")
WORK = re.compile(rf"[新再补增]|{either(ORDER_VERBS)}")
NO_WORK = re.compile(
    "惠及|涉及|高出|低于|超出|覆盖|拥堵|排队|积压|滞留|等候|共(?!享|建|同|治)|发现|存在|超过|获|占|位于|包括|包含|分布|拥有|投资|投入|接到|收到|受理|累计|现有|还有|仍有|合计|总|具有|属于|处以|罚|扣|得|第$|损|缺|丢失|过期|超期|逾期|故障|未|私[拉搭设占]|乱[堆搭停贴拉]|[只仅]?有$|[为是仅]$"
)
# “五好家庭”300户, in a clause of its own after 评选“最美家庭”100户.
ALSO_MADE = re.compile(
    rf"(?!每|不少于|至少|现在?|目前|截|已|[^,\d]*(?:前|不能|不得))"
    rf"(?P<thing>[\u4e00-\u9fff“”]{{2,12}}?){NUMBER}{UNIT}"
)
BARE_WORK = re.compile("(?:改造)?(?:提升|完工|开工|竣工|更新|修缮|翻新|整治|达标)")
# 其中快充桩200个: of what was made before.
OF_THESE = re.compile(rf"其中,?(?P<thing>[\u4e00-\u9fff“”]{{2,12}}?){NUMBER}{UNIT}")
# 县级领导|每人挂一个社区, 每个乡镇至少建2条示范街.
EACH_DOES = re.compile(
    r"(?P<each>(?:每|(?<!第)一)人|每(?:个|名|家|所)[\u4e00-\u9fff]{1,6}?)(?:都|要|须|应)*(?P<least>至少|不少于)?"
    rf"(?P<verb>挂联|挂包|包抓|包保|挂钩|联系|包联|结对|帮扶|推荐|评选|选送|挂|包|联|建|办)(?P<more>至少|不少于)?{NUMBER}(?P<unit>个|名|条|户|家|处|支|所|座|块|栋|片|段)(?P<thing>[\u4e00-\u9fff]{{1,10}}|$)"
)
# 保证每所学校门口有1名交警、2名志愿者.
EACH_HAS = re.compile(
    rf"(?:保证|确保|做到|要)[^,;\d]{{0,6}}(?P<each>每(?:个|名|家|所|座|条)?(?![日天周月旬季年])[\u4e00-\u9fff]{{1,14}}?)(?:都|要|均|至少)*有(?P<least>至少|不少于)?{NUMBER}{UNIT}(?!以上)(?P<thing>[^,;、。和及]{{1,10}})"
)
# 开展模拟测评2次.
SO_OFTEN = re.compile(
    rf"(?:开展|组织|举办|召开|进行|安排|实施)(?P<thing>[\u4e00-\u9fff“”]{{2,14}}?)(?P<least>不少于|至少)?{NUMBER}(?P<unit>次|轮|遍)(?P<tail>以上)?$"
)
# 按照每200辆车不少于1人的标准配备运维人员.
BY_STANDARD = re.compile(
    rf"(?:按照?|以)每[^,;不]{{1,12}}?(?:不少于|不低于|至少|配备?)?{NUMBER}{UNIT}的?(?:标准|比例|要求)(?:配备|配齐|配足|配置|设置|选配|落实|安排|增配|布设)(?P<thing>[^,;。]{{2,14}})"
)
# 完成城南、花园等9家农贸市场改造: all of so many.
NAMED_FIRST = re.compile(
    rf"(?:完成|实施|推进|启动|抓好|加快)[\u4e00-\u9fff“”、]{{2,20}}等{NUMBER}(?P<unit>条|家|个|座|处|所|栋|段|户|项)"
    "(?P<thing>[\u4e00-\u9fff]{2,14}?(?:改造|整治|提升|建设|修缮|入地|捆扎|升级|维修|治理|绿化|亮化|更新|提质|修复|疏通|清淤|“[^”]{2,8}”)(?:和[\u4e00-\u9fff]{2,4}$)?)(?=工程|工作|项目|任务|$|[,;、])"
)
# 评出“好邻居”“好媳妇”各10名.
EACH_OF_NAMES = re.compile(
    rf"(?P<verb>评出|评选出?|选树|推选|推荐|命名)(?P<names>(?:“[^”]{{2,12}}”[、和]?){{2,}})各{NUMBER}{UNIT}"
)
# 每班不少于交警1名、志愿者4名.
POSTED = re.compile(
    rf"(?:不少于|至少)(?P<thing>[\u4e00-\u9fff]{{1,4}}(?:员|警|者|工|师|干部)){NUMBER}(?P<unit>名|人|个)(?!以[上内下])"
)
# 分两次组织专项督查.
IN_PARTS = re.compile(
    rf"分{NUMBER}(?P<unit>次|轮|批次|场)(?:组织|开展|进行|举办|召开|安排|实施)(?P<thing>[^,;。]{{2,12}})"
)
# What becomes of things, and what they are called without it.
RESULT = re.compile(
    "(?:全部|全都|也|要)*(?:达标|完工|完成|竣工|建成|投用|整改|到位|开放|改完|改造)*"
)
# 学府街等12条严管街的流动摊点: where it is.
AMONG = re.compile("等$")
# 惠及居民2.1万人 is what comes of it.
EFFECT = re.compile(
    "已$|[由从](?:现有|目前|现在|当前|原有|原来)?的?$|惠及|涉及|受益|覆盖人口|服务人口|总投资|概算|[由从]$"
)
COUNTED_ONCE = {
    "联系",
    "结对",
    "挂联",
    "挂包",
    "明确",
    "包联",
    "确定",
    "选派",
    "派",
    "配备",
    "抽调",
    "固定",
    "指定",
}
# 第三卫生间|新增14个: the thing before what is done to it.
THING_BEFORE = re.compile(
    r"(?:^|[、和]|实施|推进|完成|启动|开展)(?P<thing>(?!计划|全年|年内|实施|推进|完成|启动|开展)[\u4e00-\u9fff“”]{2,14}?)(?:要|须|应|再|先|各)*$"
)
# 旱厕改造|7月底前完成400座.
WORK_BEFORE = re.compile(
    rf"(?:^|[、和])(?P<thing>[\u4e00-\u9fff“”]{{2,8}}(?:改造|建设|整治|清理|修复|更换|安装|治理|清运|拆除|提升|维修|绿化|硬化))(?:要|须|应)?(?:{BLANK}|[^,;]{{2,8}}[前内])+(?:要|须|应|再|先)*$"
)
