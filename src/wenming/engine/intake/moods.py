"""The mood of a sentence (语气): orders, tells, praises, finds fault, refers back.

Every function looks at words alone; what follows from them is decided in `facts`.
"""

import re

from .words import ADVERBS, LEAD_VERBS, ORDER_VERBS, either

_MODAL = re.compile(
    "(?<![重主需只首纲概摘必想若紧还就纪简扼])要(?![求素闻点领害职]|来(?:$|[,;]))|(?:还|仍|尚|也|都|一定)要"
    "|必须|(?<![还仍尚亟])(?:须|务必|应当|应(?![急对用邀有届聘付]|予[肯表]))|请(?![示假缨教您进]|第三方)"
    "|(?<![取获觉值懂记显赢所博])得(?=稳在|有人|有回|把|给|保证|拿出|控制在|达到)"
    "|一律(?!平等)|不得|不准|不许|不发生|不出现|严禁|禁止|杜绝|不允许|[决绝]不|(?<!为)(?<!为了)确保|力争|务求"
)
# 但也要看到,… tells what there is.
_SEEN = re.compile("(?:也|还)?(?:要|应当?|必须)(?:清醒地?|充分)?(?:看到|认识到)")
# 市场是群众每天都要去的地方 tells what it is.
_WHAT_IT_IS = re.compile("[^,;。]{2,14}是[^,;。]{4,24}的(?:地方|场所|点位|部位|窗口|环节|关口)$")
# 目前每天打捞一次不能满足需要: what falls short, however often it is done.
_NOT_ENOUGH = re.compile("(?:目前|现在|当前)[^,。;]{2,24}(?:不能|难以|无法|远远?不)")
# 服务水平还须提高 finds fault, it does not order.
_WANTING = re.compile(
    "(?:还|仍|尚|亟)(?:需|须|待|要)(?:进一步)?(?:提高|加强|巩固|深化|改进|完善|提升|解决)"
)
_LEAD_IN = re.compile(
    rf"(?:{either(ADVERBS)}[,:]?|进一步|切实|我们|大家|[^,]{{0,10}}(?:强调|要求|指出|议定)[,:]|每(?:个?[日天周旬月年]|季度|半年|半月|学期))+"
)
_WORK = re.compile(
    f"(?!(?:牵头|主办|承办|责任|主责)(?:领导|单位|部门|人)){either(ORDER_VERBS, LEAD_VERBS)}"
)
# 开放时间不少于56小时; but 标准是不少于56小时 and 目前不超过40小时 tell.
_BOUNDED = re.compile(r"不(?:得)?(?:少于|低于|超过|高于|多于)(?:总数的)?\d|至少[^,\d]{0,6}\d")
_OF_A_STANDARD = re.compile(
    "标准|要求|规定|测评|体系|国家|省里|目前|现在|现有|实际|仅|应[为达有]|已"
)
# 对占道经营开展攻坚: what is worked upon stands first.
_UPON = re.compile(
    "(?:将(?![于会来要在军到])|把)[^,;。]{1,24}?(?:纳入|列入|作为)|(?:针对|对)[^,;。]{1,24}?(?:开展|进行|实施|落实|加强)(?![了过的])"
)
_EACH_FOUND = re.compile("发现一([处起个例家次])[^,;。]{1,6}一\\1$")
_PAST = re.compile(
    "(?:局|委|办|街道|镇|区|县|单位)共(?:抽检|抽查|检查|发现|查出|受理)|(?:^|[,;会])共(?:交办(?!的)|转办(?!的)|受理(?!的)|查出|检出|走访|查看|检查|召开|发现|排查|收集|调阅|抽查|测评)|(?<![为除到不])(?<!听好)(?<!记住)了(?![解然如结就再才]|的(?!是)|一[批个些]|[^,;。]{1,5}年的)|(?<![而不早对将把])已(?!经?[^,。]{1,12}的)[\u4e00-\u9fff]"
    "|(?<!结合)(?<!针对)(?<!根据)(?:以来|[一两三半近]年来)|过去的?[一两三四五几\\d]+年|从未|获评|荣获|被评为|被[^,;]{2,12}授予|(?:即)?将迎来|位列(?!.*要)|曾经|刚才|(?<=[开来去讲说看做搞办])过(?![程关渡滤期硬])|(?<![比较从由把])去年|前段时间|近段时间|受到[^,]*好评|得到[^,]*(?:提升|改善|提高)"
)
_CARRIED_OUT = re.compile(
    "(?:进行|开展|组织|实施|召开|举办|举行|完成|建立|制定|作出|形成|取得|印发|部署|推动|启动)了(?!解)"
)
_SOON = re.compile("(?:今天|今晚|明天|马上|立即)[^,。;]{0,4}就[一-鿿]{1,4}了")  # 今晚就摘了
_DO_NOT = re.compile("(?<![分级特区差性识个类])别再?(?!墅|处|的)|不要再|不能再")
_DATE = r"(?:\d{4}年)?\d{1,2}月\d{1,2}日"
_REPORT = re.compile(
    rf"(?:[^,。]{{0,4}}[本报网台]讯(?:\([^)]*\))?|【[^】]{{0,12}}】)?{_DATE}(?:至(?:\d{{1,2}}月)?\d{{1,2}}日)?(?:[上下中]午|[早晚]上?|清晨|凌晨)?,"
    r"|截[至止]目前,(?![^。]*[要须])|(?:近年来|[今去]年以来|[今去]年上半年|一年来|过去[^,]{1,6}|[^,。每]{0,4}(?<!每)季度|上半年|截[至止]目前),?[^。]*?(?:累计(?!要|须|不[少低]于)|共(?![同建享])|先后|已)"
    "|(?:最近|近日|日前|前不久|昨天|今天),|本报讯|据了解|据统计|据悉|会议由|会上|会前|(?:近(?:一|两|三)?|上)(?:周|月|个月)[^。]*?(?:转来|受理|接到|发生|发现|收到|办结)"
    r"|(?:走访|检查|抽查|抽测|暗访|实测)的\d+[个家处条名户][^,。]{1,8}中,"
    "|(?:但是?|可是|不过|而且)?(?:上个?月|上个?星期|上周|前几天|前天|昨天)[^。]*?了(?:一|好几|两|三)[遍次圈趟轮]"
    "|[^,]{0,12}(?:出席|主持)(?:会议(?!时(?:要求|强调|指出))|召开|并)"
)
_ONE_DAY = re.compile(
    rf"{_DATE}(?:\((?:周|星期)[一二三四五六日]\))?(?:至(?:\d{{1,2}}月)?\d{{1,2}}日)?(?:[上下]午|晚上?)?(?:\d{{1,2}}[时点:](?:\d{{1,2}}分?|半)?)?"
)
_PART_OF_A_MONTH = re.compile("(?:\\d{4}年|今年)?\\d{1,2}月(?:[上中下]旬|份|初|底)?")
_OF_SOME = re.compile(
    "(?:外地|隔壁|也|还|但|但是)?有(?:的(?!要|单位要)|些|人|个(?:同志|社区|区|县|帖子)|位|一?[位家]|群众|市民|居民|家长|同志|网友|委员|商户)"
)
# 分管副市长每周六…, 局领导班子成员…: a person acts, not the unit that was told before.
_LEADER = re.compile(
    "(?:各[\u4e00-\u9fff、]{0,14}?|每[位名个]|[市区县镇乡局院校]|街道|社区){0,2}(?:党政|党委|党组)?(?:分管|主管|主要|联系|包联|包保|包片|挂点)?"
    "(?:副?(?:市长|县长|区长|镇长|乡长|局长|主任|书记|秘书长)|(?:领导)?班子成员|(?:[市县处科]级)?领导(?:干部|同志)?(?!小组|机构)|负责(?:同志|人))"
    "(?=[每要须应按带到亲将坚至定轮隔])"
)
# 社区书记、楼栋长要…, 机关的同志…: persons act.
_PERSONS = re.compile(
    "(?:(?:各|全体)?(?:[市区县](?:政府|委|级))?(?:社区|村|街道|网格|机关|驻村|单位|部门|楼栋)?(?:包联|联系|挂点)?(?:的)?(?:工作者|书记|主任|干部|网格员|楼栋?长|志愿者|党员|班子成员|同志们?|民警|队员|店长)(?:[、和及与]|$|(?=[每要须应都也周在按]))){1,3}"
    "(?=[每要须应都也周在按])"
)
_PREAMBLE = re.compile(
    "(?:(?:通报|通知|说明|报告|明确|安排|意见|方案|纪要)?如下:?"
    r"|^[^:]{4,40}见附[件表]\d?|(?:失分|丢分|扣分|问题)[^,;]{0,6},?主要(?:集中|表现|反映)[在于为][^;]*"
    "|制定本(?:方案|计划|办法|意见|细则|清单|预案))$"
    "|^(?:为|根据|按照)[^,]{4,}.*决定.*(?:开展|设立|成立)"
    "|(?:^|:)本(?:清单|表|台账|任务书)(?:系|根据|依据|按照|由|自|共|所称)|签订本(?:责任书|协议)|^本(?:责任书|方案|办法|意见|规定|细则|通知)(?:自|由|适用|所称|中)"
)
# What a speaker promises himself, what a rule only weighs, whom a paper is for.
_NO_ORDER = re.compile(
    r"^(?:[^,;]{0,10},)?得\d+(?:\.\d+)?分|请(?:广大)?(?:群众|市民|居民|大家)放心|了解到的$|^[^,;。]{2,24}关于[^,;。]{4,60}的(?:通知|通报|意见|函|方案|(?:会议)?纪要)(?!.*[要请须])|主持召开[^,。]{0,24}会议$|^希望[^。]*(?:再接再厉|迎头赶上|新的起点|再上新台阶)|印发给你们,[^;。]{0,30}请[^,;。]{0,8}(?:遵照|抓好落实|认真贯彻|贯彻(?:执行|落实))|转载请注明|是[^,。]{4,30}(?:之年|关键一年|重要一年|的一年)$|本站只提供|^时间:\d{4}-|(?:该|我)[市县区镇乡局]将(?:继续|进一步|持续)|^由[^,;]{2,16}(?:[局市县区镇乡]长|主任|书记|部长)[^,;]{0,4}任(?:副?组长|副?总指挥)|(?<!通知)参会$|设(?:主|分)会场(?!\d)|由[^,;]{2,40}(?:负责人|同志|人员)等?组成$|以[^,;]{2,8}为(?:主任|组长|总指挥)|^[^,;(]{0,14}扣\d+(?:\.\d+)?分|(?:一同|陪同)(?:走访|调研|参加|检查|督导)$|^以下是|^本文(?:来源|由)|本站整理|点击下载|\((?:精选|通用|共|合集)\d*篇\)$|^就在于|本人(?:联系|包联|也)"
    r"|^[^,;]{2,16}(?:在[^,;]{1,6}中)?(?:表示|承诺)[,:](?:将|要|下一步|确保|[^,;]{1,8}前)|^[^,;]{0,14}(?:领导小组|指挥部|专班|办公室主任)由[^;。]{2,30}(?:任|担任|兼任)|^[^,;]{0,14}办公室(?:设在|设于)[^,;]{2,16}$"
    r"|[,。]?今?天?我来[断讲评念说][一一-鿿]|^[^,;]{2,8},贵在|(?:^|,)这就是(?!说)|我(?:都|也|很)赞成|作出(?:专门|重要)?批示|满打满算|留给我们的时间|(?:^|,)我宣布|参加(?:活动|会议|检查|调研)(?:或会议|和会议)?$|(?:这样|如是|这么)说$|^第[一二三四五六七八九十]+件,说[\u4e00-\u9fff]{2,6}$|[搞做干办抓]得(?:有声有色|风生水起|红红火火)"
    r"|(?:按照?|据)(?:上级|省里?|省文明办)(?:的)?安排,[^。]*(?:实地(?:考察|测评|检查)|复核|验收)"
    r"|(?:^|,)(?:省|国家|中央|全国)[^,;]{0,4}(?:测评|检查|督导|复查|考核)组[^,;要]{0,8}(?:就|将)要?(?:进场|到|来)"
    r"|(?:会议)?(?:原则)?同意[^,。;]{2,20}(?:提出|提交|上报|拟定)的[^,。;]{0,16}(?:方案|建议|意见|办法|草案)$"
    r"|再加(?:一)?把劲|知不足而奋进|我们(?:坚信|相信),只要"
    r"|^([\u4e00-\u9fff]{2,4})有\1的|^[^,。;]{2,14}(?:设置|组成|职责)(?:及|和|与)[^,。;]{2,6}$"
    r"|^·|^(?:信息来源|索引号|发布机构|信息分类|浏览次数|阅读次?数?|点击数?):|未经(?:授权|许可)|不得转载|^今天[^,。]{0,4}把[^。]*请(?:来|到)"
    r"|^该[^,;]{1,6}的要[^,;]{1,6},|^本(?:站|网)[^,;]{0,10}来[源自]|^您(?:所在|现在)的位置|^前(?:些天|几天|段时间),?我|^回顾(?:过去|一年|去年|上半年)"
    r"|^今天(?:的|这个|召开的)?会议?,?是|^(?:主办|承办|版权所有|网站标识码|ICP)[: ]|"
    r"重要讲话,请大家|三分部署|原定[^,]{2,8}(?:完工|完成|竣工),"
    r"|^按照?(?:上级|省里?|中央)(?:的)?(?:安排|部署|要求),.*(?:省|中央)|预计[^,]{2,8}(?:启动|开始|进行)|^中共[\u4e00-\u9fff]{2,20}(?:委员会|办公室)$|^(?:来源|发布时间|发布日期|发布作者|发布者|发布人|作者|供稿|编辑|责任编辑|浏览|[上下]一[篇条则]|主持人?|印送|抄送|抄报|(?:参会|参加|出席|列席)(?:人员|单位|领导)?):|(?:参加|出席|列席)(?:了|本次)?(?:会议|仪式)$|表个?态|在此承诺|,我(?:本人|自己)|情况属实|^我(?!的意见|看(?![了过到见])|[们市区县省局院校单])|百分制|^[^,;]*占\d+分|^[^,;]*(?:结果|情况|成效|成绩|考核)[^,;]{0,14}占(?!比)[^,;\d]{0,10}\d+(?:分|%)|^[^,;]*权重为?\d|^本(?:办法|规定|细则|意见)适用"
    "|^以[^,]{4,}为(?:出发点|落脚点|统领|引领|根本)"
    r"|^[^,;。]{0,16}(?:总体思路|总体要求|指导思想|基本思路)(?:是|为)(?!.*\d)|制定本(?:方案|计划|办法|意见|细则|清单|预案)$|提出批评$|值得[^,。]{0,8}(?:借鉴|学习|推广)$|会议的(?:主要)?任务是|^重点是[^,;。]{2,30}(?:片区?|路|街|小区)$|(?:超过|高于|好于)\d+(?:\.\d+)?%的(?:标准|要求|目标)|^[^,;。]{0,12}(?:要|应当?|必须)(?:充分|清醒地?|深刻)?(?:认识到|看到)|(?:要|值得|应该?)(?:倍加珍惜|肯定)$"
    "|测评(?:结果)?(?:将|拟|预计)于|^会议认为|为[^,;。]{2,8}阶段(?:;|$|,(?![^。;]*(?:[要须应]|组织|会同)))|^据[^,。]{2,12},|以[^,。]{2,16}(?:迎接|赢得|取信|回应)[^,。]{2,12}$|请径?与[^,。]{2,20}联系$|以(?:此|这)?次?[^,。]{1,12}为契机(?!.*\\d)|^[^;。]*、[^;。要请由]*(?:(?:主要)?负责同志|负责人|主要领导|分管领导|有关同志)?(?:参加|列席|出席)(?:会议)?$|以[^,。]{2,30}为准|^(?:今天|这次)[^,。]{0,4}会[^,。]{0,6}开到"
)
_CHROME = re.compile(
    r"来源:[^,。]{2,40}(?:点击|字号|字体|浏览|阅读|时间)|^更新时间:|\d{4}-\d\d-\d\d\d\d:\d\d.*(?:编辑|阅读|浏览)"
    r"|^主办(?:单位)?:[^,;]{2,20}(?:人民政府(?:办公室)?|委员会办公室)$"
    r"|^(?:主办|承办|版权所有|来源|\d{4}-\d\d-\d\d\d\d)[: ].*(?:承办:|网站地图|隐私声明|联系我们|点击|分享到|浏览)"
)
_EXHORTING = re.compile(
    "(?:也|都|一定)?(?:要|须|应|务必|必须)?(?:认真|切实|深刻|主动|自觉|充分|进一步|时刻)*"
    "(?:(?:都要|好好)?(?:算一算|想一想|掂量掂量|扪心自问)|对照(?:检查)?|对号入座|反思|剖析|举一反三|引以为戒|引以为鉴|汲取教训|提高认识|统一思想|(?:务必|要)?(?:引起)?高度重视|认清形势|正视(?:差距|问题|不足)"
    "|提高(?:政治)?站位|增强[^,。]{2,12}(?:感|意识|性)|学习借鉴|坚定信心|鼓足干劲|振奋精神|再接再厉"
    "|(?:密切|通力|加强|主动)(?:协作|配合|协同|合作)|形成合力|齐心协力|多补台|少拆台|心往一处想|劲往一处使|主动作为|倒排工期|逐项攻坚|挂图作战|担当作为|敢于担当|不等不靠|不推不[绕拖诿]|真抓实干|真改实改"
    "|把思想和行动统一到[^,]*|拿出[^,]{2,12}(?:姿态|劲头|精神|干劲)|坚决打[赢好][^,]{0,10}|以[^,]{2,8}精神[^,]*|不折不扣|齐抓共管|久久为功|顾全大局|服从(?:调遣|安排|大局)|确保[^,]{2,12}善始善终|善作善成|(?:大力)?发扬[^,]{2,10}精神|(?:亲自)?带好?头|以身作则|率先垂范|作(?:好)?表率|要?以[^,。]{2,12}(?:精神|作风|姿态|劲头|韧劲)[^,。]*|(?:真正)?让(?:群众|市民|百姓|居民)[^,。]*|不松劲|不停步|奋力夺取[^,]+"
    "|站在[^,。]*高度|一?定?要?从讲?政治[^,。]*高度|增强[^,。]{2,24}(?:感|意识|性)|充分认识[^,。]{2,24}(?:重要性|必要性|意义)"
    "|以[^,。]{2,24}(?:精神|作风|姿态|劲头|韧劲|状态|态度|热情|干劲)[^,。]*|投入到[^,。]*中(?:去|来)?|推动[^,。]*(?:再上(?:新)?台阶|上新台阶)"
    "|(?:切实|精心|周密)?(?:加强领导|精心组织)|(?:形成|营造)[^,。]*(?:合力|格局|局面)|(?:进一步)?提高(?:政治)?站位|(?:希望)?[^,。]{2,16}切实增强[^,。]*(?:意识|感)|拿出过硬[^,。]*"
    "|(?:学习|贯彻|落实)+好?[^,。]{2,20}精神|(?:做到)?履职尽责|(?:充分)?发挥[^,。]*作用|(?:发动|依靠|服务)群众|同舟共济|科学防治|精准施策|共同打赢[^,]*"
    "|既不[^,]{2,8}|也不[^,]{2,8}|(?:牢固|牢牢)?树立[^,]{2,12}(?:思想|意识|理念)|以[^,]{2,14}的(?:紧迫感|责任感|危机感|使命感)[^,]*|知耻后勇|迎头赶上|把功夫下在平时|把力气用在细处)"
)
_SHORT_OF = re.compile(
    r"(?:实际|目前|现在|我们|却|但|仅|只)(?:仅|只|才|有|是|为|达到?)+\d|[仅才只]有?(?:达到?|为)?\d"
    r"|(?:标准|体系|手册)(?:的?要求|规定)?(?:是|为|不低于|不少于|达到|在)+\d"
)
# 满意率要过85%,我们84.2%: the bar, and where we stand.
_BAR = re.compile(
    r"(?:要|须|应)(?:过|达到?|有)?\d[^,。;]{0,4},(?:可是?|但是?)?(?:我们|咱们?)(?:现在)?(?:才|只有)?\d"
)
_TOLD_TO = re.compile(
    "(?<![只主需重])要(?!求)|应(?:低于|高于|达到|不)|必须|务必|确保|力争|请|负责|牵头"
)
# 去年以来,甲围绕…,推动解决了…: what has been done since.
_SINCE = re.compile(
    r"(?:[^,。]{0,10}(?:指出|认为|强调),)?(?:[今去前]年|年初|开年|近[\u4e00-\u9fff]{0,2}年|上半年|一年多?|\d{1,2}月份?|[^,。;]{2,16}(?:启动|开展|部署|会议|实施))(?:以来|来),"
)
_BACK_THEN = re.compile(
    "(?:去年|前年|上个?月|上周|上季度|前一阶段)[^,。]{0,16},|刚才,?[^,。]{2,20}了"
    r"|(?:今年)?上半年,.*(?:得分?\d|比第|比去年|下降|上升|明显|来之不易|反响|累计|好评)|经过[^,。]{2,14},.*(?:明显|显著|累计)"
)
_PRAISE = re.compile(
    "来之不易|高度重视|应予肯定|值得肯定|(?:正确|坚强)领导下|行动迅速|成效明显(?!的)|成效显著(?!的)|(?:取得|收到)(?:了)?(?:阶段性|明显|显著|较好|积极|初步)(?:成效|进展|成果|成绩)(?=[,。]|$)|开局良好|明显好转|稳步推进|总体是好"
    "|(?<![让使到])(?:群众|居民|市民|百姓|商户|大家)[^,。让使]{0,4}(?:拍手称快|点赞|叫好|称赞|好评(?!率))|[,;](?:群众|居民|市民)(?:都|很|十分|非常)?满意$"
)
_MEANING = re.compile(
    "^(?!(?:工作)?(?:重点|关键|核心|目标|任务|当务之急|就)是)"
    "[^,]{2,20}(?:是|事关|关系(?:到|着|全局)|涉及|反映(?!的|强烈|较多|突出|最多)|体现)(?!否)"
)
_FAULT = re.compile(
    "存在|不足|不够|不到位|不适应|突出问题仍|较差|欠缺|薄弱(?!点位|环节|部位|区域|领域|村|社区)|滞后|不平衡|有差距|反弹现象|抬头"
    "|意见(?:较|很)大|反映(?:强烈|较多)|问题突出|不容乐观|时有发生"
)
_BROKEN = re.compile(
    "(?![^,]*(?:要|须|应|把|将|对))[\u4e00-\u9fff、“”()]{4,16}(?:缺失|破损|损坏|脏乱|堵塞|积水|褪色|无水|失修|溢流|直排|缺损|脱落)"
)
# The timetable of the level above is not ours: 省文明委将…, 全省各地市….
_UPPER = re.compile(
    "党中央|国务院|中央(?:文明[委办]|将)|全国(?!文明|卫生|双拥|城市|典范|园林)|国家(?!测评[^,]*率|卫生|文明|级|园林|统计局|税务|电网|能源集团)"
    "|[省国][^,。]{0,10}(?:测评|督导|检查|考核|考察|验收|复查|复核|复审|暗访|评估)组(?:将|要来|拟|预计|已)"
    "|全省各|省委|省政府|省文明[委办]|省有关|省里|中宣部"
)
_GOAL = re.compile(
    r"(?:全年|今年)[^,。;]{2,16}(?:率|度|分)(?:不低于|达到|稳定在)\d"
    r"|(?:通过[^,。]{2,16},)?(?:力争|确保|争取|用[^,。]{2,8},)?(?:到|至)(?:\d{4}年|今年|明年|本年|“|\d{1,2}月|年底)"
)
_BACK = re.compile(
    "[这此该本][项些件个块]?(?:工作|任务|活动|行动|事项|事)|^具体工作(?=由)"
    r"|(?<![\d%\u4e00-\u9fff])(?:以上|上述)|上述[\u4e00-\u9fff]{0,4}(?:工作|任务|活动|行动|事项|措施)"
)
# 飞线充电这件事关系到…: names it here, and speaks of nothing before.
_NAMED_HERE = re.compile(
    "(?![^这,]*(?:由|请|[把将对]|抓|负责|牵头|配合|做|完成|推进|落实|以上|上述))[\u4e00-\u9fff“”]{2,10}这[个件项块](?:工作|任务|活动|事)"
)
_TIME_OF_ALL = re.compile(
    r"(?:(?:以上|上述|这)?(?:[两三四五六七八九]|几)(?:件事情?|项(?:工作|任务)?|家(?:联合|同步推进)?|条|边|张表)|(?:以上|上述|全部|各项)(?:工作|任务)|限期?(?=[半一两三\d])|时间(?:都|就)?(?:是|定在)|都)[^;。]{2,24}$"
)
_TAKES_ON = re.compile(
    "[^,;。:]{2,20}?(?:要|应|须|必须)(?:切实|主动|坚决|真正|自觉|全面|认真)*(?:担起|扛起|挑起|负起|担负起|承担起?)(?:(?:牵头|主体|主管|首要|行业|监管|总|抓总)*(?:责任|的?担子|之责)|主责)"
    "(?:,[^,;。]{2,24}(?:配合|协助|支持|协同|联动|协作))*"
)
_IN_CHARGE = re.compile(
    r"[^,;。:]{2,24}?(?:要|应|须|必须)?(?:切实|主动|坚决|真正|认真)*(?:牵头抓总|牵好头|抓好牵头|总牵头|负总责|牵头负责|挑大梁|打头阵)(?:,(?![^,;。]*\d)[^,;。]{2,24})*$"
)
_ALL_ABOVE = re.compile("(?:以上|上述)(?:各项|所有|这些|全部)?(?:工作|任务|活动|行动|事项|措施)")
_ITEM = "[一二三四五六七八九十两几\\d]+"
COUNTED_BACK = re.compile(
    rf"(?:(?<![\d%\u4e00-\u9fff])以上|上述|这(?=[^。;]{{0,24}}(?:由|牵头|负责|牵总|抓总|主抓|挂帅|领衔))(?![一1][项条件个]))(?P<n>{_ITEM})(?:项|个方面|个|条|件)"
    rf"|(?:以上|上述)?前(?P<head>{_ITEM})(?:项|条|件)(?=[^,;。]{{0,6}}?(?:由|分别))"
    rf"|(?:(?:以上|上述)(?=\d+、)|(?:以上|上述|(?<![\u4e00-\u9fff]))第)(?P<list>\(?{_ITEM}\)?(?:(?:[项条件]?第|[项条件]?[、和及至]第?)\(?{_ITEM}\)?)*)[两三四五]?(?:项|条|件)(?=[^,;。]{{0,6}}?(?:由|请|分别))"
)
_MORE = re.compile(
    "(?:以上|上述|上面)[^,。;]{0,8},请(?![^,。;]{2,30}(?:牵头|负责|主抓|抓好|配合|协助|支持|督办))"
)
_REPORTING = re.compile(
    "专报(?=[市县区州盟给送])|(?<=[况展表料告])送[市县区旗州盟]|报送|上报|报告|汇报|报[市区县州盟]|(?<=[况展表料])报|(?<=[日周月旬季一二三四五六前])报(?![名道警刊社纸])"
)
_FORBIDDING = re.compile("严禁|不得|不准|不许|禁止")
_CONDITION = re.compile(
    "[^,]{1,18}(?:的|者)(?:,|于|在|限|单位|部门|点位|一律|镇街|乡镇|街道|社区|企业|商户|区县|县区)"
)


def has_modal(text: str) -> bool:
    """要, 须, 请, 不得, 确保: somebody is told to.

    >>> has_modal("要加强巡查"), has_modal("主要问题"), has_modal("水平还须提高")
    (True, False, False)
    """
    return _MODAL.search(_WANTING.sub("", _SEEN.sub("", text))) is not None


def says_what_it_is(clause: str) -> bool:
    """市场是群众每天都要去的地方: whatever it says of every day, nobody is told."""
    return _WHAT_IT_IS.match(clause) is not None or _NOT_ENOUGH.match(clause) is not None


def opens_with_work(text: str) -> bool:
    """加强…, 同时,清理…: a verb of work comes first."""
    lead_in = _LEAD_IN.match(text)
    start = lead_in.end() if lead_in else 0
    opens = any(said.match(text, start) for said in (_WORK, _UPON, _EACH_FOUND))
    return opens and _WANTING.search(text) is None


def bounds(text: str) -> bool:
    """开放时间不少于56小时: how much is asked, whoever is told."""
    return _BOUNDED.search(text) is not None and not _OF_A_STANDARD.search(text)


def is_past(text: str) -> bool:
    """开展了…, 已完成…: done; but 已立项的项目 only says which ones, and 别再等了 is told."""
    told = _DO_NOT.search(text) or _SOON.search(text)
    return _PAST.search(text) is not None and not told


def has_been_done(clause: str) -> bool:
    """甲委托第三方,对点位进行了测评: whatever was said of it before, it is over."""
    return _CARRIED_OUT.search(clause) is not None


def is_report(text: str) -> bool:
    """5月20日,…召开: a sentence of news."""
    return _REPORT.match(text) is not None


def is_day(clause: str) -> bool:
    """A clause that is a day and nothing else."""
    return _ONE_DAY.fullmatch(clause) is not None


def is_part_of_a_month(clause: str) -> bool:
    """8月上旬, 10月份, and nothing else."""
    return _PART_OF_A_MONTH.fullmatch(clause) is not None


def is_done_by_a_leader(clause: str) -> bool:
    """分管副市长每周六主持一次调度会."""
    return _LEADER.match(clause) is not None or _PERSONS.match(clause) is not None


def is_preamble(text: str) -> bool:
    """现将有关事项通知如下, 制定本方案."""
    return _PREAMBLE.search(text) is not None


def tells_of_some(text: str) -> bool:
    """有的单位检查前突击三天: of some, whom nobody names."""
    return _OF_SOME.match(text) is not None


def is_chrome(text: str) -> bool:
    """主办:… 网站地图, 来源:… 点击:…: of the page, not of the paper."""
    return _CHROME.search(text) is not None


def is_no_order(text: str) -> bool:
    """我在这里表个态, 考核实行百分制: nobody is told to do anything."""
    return _NO_ORDER.search(text) is not None


def exhorts(clause: str) -> bool:
    """要认真对照, 举一反三: a state of mind, nothing that can be checked.

    >>> exhorts("要认真对照"), exhorts("举一反三"), exhorts("认真整改")
    (True, True, False)
    """
    whole = _EXHORTING.fullmatch(clause) is not None
    return whole or all(map(_EXHORTING.fullmatch, clause.split("、")))


def falls_short(text: str) -> bool:
    """按要求应为100%,实际只有83.4%: states a gap; the standard in it is no order."""
    short = _SHORT_OF.search(text) is not None and _TOLD_TO.search(text) is None
    return short or _BAR.search(text) is not None


def looks_back(text: str) -> bool:
    """去年以来,…解决了一批问题: what was done since then."""
    return _SINCE.match(text) is not None or _BACK_THEN.match(text) is not None


def praises(text: str) -> bool:
    return _PRAISE.search(text) is not None


def finds_fault(text: str) -> bool:
    return _FAULT.search(text) is not None


def is_broken(clause: str) -> bool:
    """护栏破损12处, 设施缺失: what is wrong at one more place."""
    return _BROKEN.match(clause) is not None


def is_of_upper_level(clause: str) -> bool:
    """What the province or the centre does by itself."""
    return _UPPER.match(clause) is not None


def says_what_things_mean(text: str) -> bool:
    """市容环境是城市文明程度的直接反映."""
    return _MEANING.match(text) is not None


def refers_back(text: str, *, opening: bool = False) -> bool:
    """这项工作由…, 以上任务由…: speaks of what stands before.

    `opening`: in its first clause; further on it may speak of what the sentence itself says first.
    """
    near = text[:40].split(",")[0] if opening else text[:40]
    if _NAMED_HERE.match(near):
        return False
    return counts_back(text) or _BACK.search(near) is not None


def is_time_of_all(text: str) -> bool:
    """两件事都在本周办完, 限半个月: says until when of all that stands before."""
    return _TIME_OF_ALL.match(text) is not None


def takes_on(text: str) -> bool:
    """甲要切实担起主体责任: whose work it is, and no other work."""
    return _TAKES_ON.fullmatch(text) is not None


def takes_on_all(text: str) -> bool:
    """甲、乙要牵头抓总: who has all that follows in hand."""
    return takes_on(text) or _IN_CHARGE.match(text) is not None


def means_all_above(text: str) -> bool:
    """以上工作由…, 甲要担起主体责任: said of whatever stands before."""
    return _ALL_ABOVE.match(text) is not None or takes_on(text)


def asks_more(text: str) -> bool:
    """以上这几项,请市财政局安排资金: another duty for the same work."""
    return _MORE.match(text) is not None


def sets_a_goal(text: str) -> bool:
    """到2026年底,…达到90分以上: what is to be reached, in whatever section it stands."""
    return _GOAL.match(text) is not None


def counts_back(text: str) -> bool:
    """以上两项…: speaks of several items before."""
    return COUNTED_BACK.search(text[:40]) is not None


def is_reporting(clause: str) -> bool:
    """报送, 汇报: telling the office is a duty of its own."""
    return _REPORTING.search(clause) is not None


def forbids(text: str) -> bool:
    """严禁…, 不得…: a rule to keep, beside what is to be done."""
    return _FORBIDDING.search(text) is not None


def is_condition(clause: str) -> bool:
    """不合格的于…: another addressee than the one before."""
    return _CONDITION.match(clause) is not None


def describes(rest: str) -> bool:
    """甲是…, 甲设在…: the words after a unit say what it is, not what it has to do."""
    return rest.startswith(("是", "更是", "设在", "下设", "位于", "预计", "可能"))
