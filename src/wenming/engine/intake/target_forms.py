"""The forms that targets are written in (量化目标的写法), as patterns for `targets`.

Every pattern has the groups n (the number) and unit; most have metric, thing and tail (以上, 以内).
"""

import re

from .numbers import HAN_DIGITS
from .words import MODALS, ORDER_VERBS, either

# Stands in the text where a unit was cut out.
BLANK = "\0"
_NUMBER = rf"(?P<n>\d{{1,9}}(?:,\d{{3}}){{0,3}}(?:\.\d{{1,6}})?(?:万(?!元))?|(?<![{HAN_DIGITS}])[{HAN_DIGITS}]{{1,12}})"
_MEASURE = """
    个百分点 个工作日 个小时 台套 个 条 座 处 盏 辆 家 名 批次 人次 车次 人 起 例
    次 遍 轮 件 块 面 套 场次 场 篇 张 字 公里 千米 平方米 米
    微克 毫克 分贝 公斤 千克 公顷 亩 吨 分钟 分 小时 工作日 日 天 户 所 批 期 台 幅 本 份 项 对
    只 栋 幢 部 株 棵 升 支 组 班 节 课时 学时 岁 间 口 堂 册 秒 圈 趟 盆 桶 顶 道 片 班次 台次 条次 % ‰
"""
_UNIT = rf"(?:余|多)?(?P<unit>{either(_MEASURE)})(?!之|(?<=个)(?:半?月|星期|学期|季度|年))"
LEAST = """
    不低于 不得低于 不能低于 不少于 不得少于 不能少于 不小于 不得小于 至少达到 至少 达到 达 提高到 提升到 提高至
    保证 做到 拿到 干到 够到 撵到 冲到 抓到 拉到 补到 补齐到 上到 要上 不能低于
    达成 要过 须过 要到 须到 力争到 争取到 够
    提升至 扩到 扩至 提到 提至 升到 升至 增至 延长到 延长至 增加到 增加至 扩大到 稳定在 保持在 保持 维持在 突破 超过
"""
_MOST = """
    压到 压至 缩到 控制到 严控在 精简到 精简至 减到 减至 压减至 压缩至 限制在
    不超过 不得超过 不能超过 不高于 不得高于 不多于 不大于 控制在 压缩到 压减到 降至 降到 下降到 减少到 缩短至
    缩短到 低于 少于
"""
OPEN_ENDED = "为 在 是 有"
_VERB = "(?:能|可|要|应)?(?:看到|见到|有|设置?|设立|配备|安排|开展|组织|刊播|召开|报送)?"
COMPARED = re.compile(
    rf"(?P<metric>[^,;]*?)(?:应|须|必须|要|需|力争|确保|原则上|全部|总体|(?<!平)均|都)*"
    rf"(?P<by>{either(LEAST, _MOST, OPEN_ENDED)})(?<!达(?=标)){_VERB}(?:全[省市国县区])?"
    rf"(?:[^,;\d的]{{0,6}}(?:总|常住|户籍|全部)[^,;\d的]{{0,6}}的|[^,;\d的]{{2,8}}的(?=\d+(?:\.\d+)?%))?"
    rf"{_NUMBER}{_UNIT}"
    r"(?P<tail>以上|及以上|以内|以下|左右)?(?P<thing>[^,;、。]{0,16})"
)
# 压缩等候时间至20分钟以内: the verb before what is measured.
PUT_AFTER = re.compile(
    rf"(?P<by>压缩|缩短|压减|压降|降低|减少|精简|控制|提高|提升|延长)(?P<metric>[\u4e00-\u9fff]{{2,12}}?)(?:至|到|在){_NUMBER}{_UNIT}(?P<tail>以上|及以上|以内|以下)?"
)
# 28个小区、410个单元的楼道粉刷: the work on each of them.
WORK_ON_EACH = re.compile(
    r"(?:完成|实施|推进|启动)(?P<all>(?:\d{1,5}[个条座处家户栋所][\u4e00-\u9fff]{2,8}?[、和])+\d{1,5}[个条座处家户栋所][\u4e00-\u9fff]{2,8}?)的(?P<work>[\u4e00-\u9fff、]{2,16})"
)
OF_EACH = re.compile(r"(?P<n>\d+)(?P<unit>[个条座处家户栋所])(?P<thing>[\u4e00-\u9fff]+)")
# 而测评要求不低于30%: names the standard, not what it is asked of.
OF_THE_STANDARD = re.compile(
    "[而但]?(?:测评|标准|体系|国标|省里|市里|上级)*(?:标准|体系|要求|规定)?"
)
# 要把它做到100%: the rate named before.
PRONOUN = re.compile(
    "(?:把|将)?(?:它们?|其)|[这那]个?(?:数|数字|比例|指标|率)?|它们?|其|此项|这一?项"
)
# 口袋公园, 背街小巷改造: a heading that is a noun and no more.
NOUN = re.compile(
    "[一-鿿“”]{2,8}(?:改造|建设|整治|提升|修缮|更新|公园|车位|泊位|公厕|卫生间|市场|站点?|桩|路灯|小区|小巷|广场|服务队|志愿者|活动|评选|讲堂|广告|专栏)"
)
# 骑车戴头盔的,现在是72%: who does it, of all.
DOING = re.compile(
    r"(?P<what>[\u4e00-\u9fff]{3,14})的,(?:现在|目前|当前)(?:只|才|仅)?(?:是|有|占)\d"
)
CHANGE = re.compile(
    rf"(?P<metric>[^,;]{{2,20}}?(?:下降|降低|减少|压降|压减|压缩|缩短|精简|提高|提升|增长|上升|前移|延长)){_NUMBER}(?P<unit>%|个百分点|位|个?小时|分钟|天)(?P<tail>以上)?"
)
THAN_LAST = re.compile(r"(?:要|须|应|力争)?(?:比|较)(?:去年|上年|上月|\d{4}年)(?:同期|底|末)?")
TOLD_TO = re.compile("(?:要|须|应|力争|确保|再)(?=[\u4e00-\u9fff]{2}$)")
# A paper that was received starts a term, it is not answered every time.
ON_PAPER = re.compile("(?:通知|通报|文件|公函|来函|方案|交办单|督办单)")
SUM_OF = re.compile(r"\(其中[^()]*\)")
RATE = re.compile(
    rf"(?P<metric>[^,;、]{{2,24}}?(?:率|度|比例|占比|面))(?:两个|双|三个)?{_NUMBER}(?P<unit>%)(?P<tail>以上|及以上|以内|以下)?"
)
_MAKING = """
    新设 新建 改造提升 提升改造 升级改造 改造 改建 新改建 扩建 建设 新增 增设 增加 新划 施划 划定 硬化 新装 安装 加装
    配备 配置 设置 设立 清理 整治 拆除 打造 创建 培育 评选 推选 选树 刊播 播放 播出 播 刊登 刊发 发布 推送 组织 举办
    召开 发放 创成 新评 评出
    张贴 悬挂 制作 修复 更换 维修 疏通 补植 种植 再建 修建 打通 包联 约谈 曝光 明确 确定 招募 培训 完成 抽调 选派 栽植
    清运 修补 布设 印制 划设 清退 淘汰 推出 接入 补划 补装 补建 补栽 新划 处置 结对 演出 发展 栽种 建立
    联系 挂联 挂包 开办 兴办 创办 新办 开行 改建成 收集 投放 更新 开设
    粉刷 规整 修剪 加固 铺设 架设 捆扎 迁改 新植 清洗 清疏
    翻修 启动 清除 取缔 关停 盘活 消除 修缮 整修 绿化 亮化 拆改 迁移 搬迁 腾退 引进 引入 帮扶 走访 排查 抽检 化解 调处
    充实 增配 增派 投用 启用 开通 征集 表彰 命名 布置 布放 组建 备足 优化 新购 购置 采购 聘请 选聘 配齐 新开工 开工
    竣工 开展 改完 建完 修完 拆完 补完 先换 先修 先建 先拆 先装 先补 再换 再修 再装
"""
MADE = re.compile(
    rf"(?P<verb>{either(_MAKING)}|建成(?!区)|(?<![安加改包服吊组新补换试着])装(?=[\d{HAN_DIGITS}])|(?<![分匹搭装标适调各])配(?=[\d{HAN_DIGITS}])|开放(?![时率度日]))(?P<least>至少|不少于|不低于|达到)?"
    rf"(?P<before>[\u4e00-\u9fff“”()、]{{0,14}}?)(?P<more>至少|不少于|不低于)?{_NUMBER}{_UNIT}"
    r"(?!内(?!涝)|范围|周边|车)(?P<tail>以上|左右)?(?P<thing>[^,;、。和及\d]{0,14})"
)
ONLY_MADE = re.compile(either(_MAKING))
AND_MADE = re.compile(
    rf"[、和及](?!{either(_MAKING)})(?P<thing>[\u4e00-\u9fff“”]{{2,12}}?){_NUMBER}{_UNIT}(?!内|范围|周边)"
)
RANGE = re.compile(
    rf"(?P<metric>(?:报送|上报|推荐|报|选派|安排|配备|组织|设置?|刊发|选树|评选|开展)[^,;()\d]{{0,12}}?){_NUMBER}(?:至|到|—|-|~|～)(?P<most>\d{{1,5}}|[{HAN_DIGITS}]{{1,4}}){_UNIT}"
)
# 清淤沟渠36公里, 撤并垃圾池80座: whatever is done to so many.
WORKED = re.compile(
    rf"^(?:\([^)]*\)|[^,;]*{BLANK})?(?:[^,;]{{0,10}}[底日旬月]前|今年|全年|年内|本年度?)?(?P<verb>[新再补增]?[\u4e00-\u9fff]{{1,2}})(?P<thing>[\u4e00-\u9fff“”]{{2,12}}?)(?:达到|不少于)?{_NUMBER}{_UNIT}(?:以上)?$"
)
WORK = re.compile(rf"[新再补增]|{either(ORDER_VERBS)}")
NO_WORK = re.compile(
    "惠及|涉及|覆盖|共|发现|存在|超过|获|占|位于|包括|包含|分布|拥有|投资|投入|接到|收到|受理|累计|现有|还有|仍有|合计|总|具有|属于|处以|罚|扣|得|第$|损|缺|丢失|故障|未|私[拉搭设占]|乱[堆搭停贴拉]|[只仅]?有$|[为是仅]$"
)
# 1个社区、1个村: the number before each thing.
AND_COUNTED = re.compile(rf"[、和及]{_NUMBER}{_UNIT}(?P<thing>[\u4e00-\u9fff]{{1,10}})")
# “五好家庭”300户, in a clause of its own after 评选“最美家庭”100户.
ALSO_MADE = re.compile(rf"(?P<thing>[\u4e00-\u9fff“”]{{2,12}}?){_NUMBER}{_UNIT}")
# 走访家庭1000户、|老人不少于500名: the number before belongs to another.
COUNTED_BEFORE = re.compile(rf"^.*\d(?:{either(_MEASURE)})[、和及]")
# 城区26家农贸市场,年内改完14家: what is counted in the next clause.
COUNTED = re.compile(rf"{_NUMBER}(?:个|家|处|条|座|户|所|名)(?P<noun>[\u4e00-\u9fff]{{2,8}})$")
# 其中快充桩200个: of what was made before.
OF_THESE = re.compile(rf"其中,?(?P<thing>[\u4e00-\u9fff“”]{{2,12}}?){_NUMBER}{_UNIT}")
RATE_NAME = re.compile(
    "“([^”“]{2,8})”(?=$|活动|工程|行动)|[\u4e00-\u9fff]{1,12}(?:率(?![先领])|满意度|占比|比例)"
    "|[\u4e00-\u9fff]{0,10}(?:等候|排队|办理|办结|到场|响应|候诊|通行|等待|候车)(?:时间|时长)"
)
# 召开一次调度会 counts meetings; 专题研究1次创建工作 counts what is done.
PLAIN_VERB = re.compile(
    "召开|开展|组织|进行|举行|举办|刊播|安排|实施|推送|报送|发送|公布|提交|通报|集中"
)
TIMES = re.compile(
    rf"(?P<least>至少|不少于|不低于|不得少于)?(?P<verb>[\u4e00-\u9fff]{{0,12}}?)(?P<more>至少|不少于|不低于|不得少于)?"
    rf"{_NUMBER}(?P<unit>次|遍|轮|场次|场|堂|节(?!能|约)|期|条|批|篇|件|份|集(?![中体贸镇市会合])|人次|回|趟)(?P<tail>以上)?(?P<thing>[^,;、。]{{0,14}})"
)
# 每日一巡, 一周一督查、半月一通报: so often, once each time.
ONE_OF_IT = re.compile(r"一(?![线律起同般定])(?P<verb>[\u4e00-\u9fff]{1,4})$")
# What is made or done in a clause without a number: 增设停车位,5月底前不少于420个.
MAKES = re.compile(rf"(?P<what>(?:{either(_MAKING)}|落实|配齐|配足|配强|备齐)[^,\d]{{2,20}})$")
# 推进背街小巷净化,上半年完成32条: the work that is counted in the next clause.
# 把老旧车辆淘汰掉,先换60台: what is put before its verb.
PUT_FIRST = re.compile(
    r"(?:^|[要须应能])[把将](?P<what>[\u4e00-\u9fff“”]{2,12}?)(?:全部|全都|尽快|逐步|彻底|都)*(?:淘汰|更换|换|改|修|补|建|拆|清|装)[\u4e00-\u9fff]{0,3}"
)
# 对州府城区63条背街小巷实施路面改造.
UPON = re.compile(
    rf"对[^,;\d]{{0,8}}{_NUMBER}(?:个|家|处|条|座|户|所|栋)(?:破损|老旧)?(?P<what>[\u4e00-\u9fff]{{2,8}})(?:实施|进行|开展)[\u4e00-\u9fff、]{{2,16}}"
)
WORKED_ON = re.compile(
    r"(?:要|须)?(?:抓紧|加快|分批|分步|有序|稳步|扎实|深入|全面|持续|大力|继续|统筹)*(?:推进|实施|加快|深化|开展|打造|负责办好|办好|做好|搞好|办|建设|改造|启动|抓好|建好|实行|推动|完成|创建|培育)"
    r"(?P<what>[^,\d]{2,24})"
)
# 9家市场没有改造|,先改完5家|,剩下的4家: the things stay the same.
COUNTED_LEFT = re.compile(
    rf"(?:还|仍|尚)有{_NUMBER}(?:个|家|处|条|座|户|所|名)(?P<noun>[\u4e00-\u9fff]{{2,8}}?)(?:没有?|未|尚未|仍未|不|待|需|亟待)"
)
# (现为58%)提高到75%以上 reads like 提高到75%以上(现为58%).
ASIDE_FIRST = re.compile(
    r"(?P<aside>\((?:现|目前|当前|去年|上年|\d{4}年)[^()]{0,16}\))(?P<to>[^,;。()\d]{1,8}\d[\d.]*(?:%|‰|[\u4e00-\u9fff]{1,2})?(?:及?以[上内下])?)"
)
# 按照每200辆车不少于1人的标准配备运维人员.
BY_STANDARD = re.compile(
    rf"(?:按照?|以)每[^,;不]{{1,12}}?(?:不少于|不低于|至少|配备?)?{_NUMBER}{_UNIT}的?(?:标准|比例|要求)(?:配备|配齐|配足|配置|设置|选配|落实|安排|增配|布设)(?P<thing>[^,;。]{{2,14}})"
)
# 完成城南、花园等9家农贸市场改造: all of so many.
NAMED_FIRST = re.compile(
    rf"(?:完成|实施|推进|启动|抓好|加快)[\u4e00-\u9fff“”、]{{2,20}}等{_NUMBER}(?P<unit>条|家|个|座|处|所|栋|段|户|项)"
    "(?P<thing>[\u4e00-\u9fff]{2,14}?(?:改造|整治|提升|建设|修缮|入地|捆扎|升级|维修|治理|绿化|亮化|更新|提质|修复|疏通|清淤)(?:和[\u4e00-\u9fff]{2,4}$)?)(?=工程|工作|项目|任务|$|[,;、])"
)
# 分两次组织专项督查.
IN_PARTS = re.compile(
    rf"分{_NUMBER}(?P<unit>次|轮|批次|场)(?:组织|开展|进行|举办|召开|安排|实施)(?P<thing>[^,;。]{{2,12}})"
)
# 确保95%以上的点位达标.
SHARE_OF = re.compile(
    r"(?:^|[前底内末]|确保|力争|实现|使|让|推动|要有|保证)(?P<n>\d{1,3}(?:\.\d+)?)(?P<unit>%)以上的(?P<thing>[\u4e00-\u9fff、]{1,14}?)(?=(?:要|须|能|都)?(?:达到|达标|建立|完成|实现|成立|通过|建成|创成|配备|覆盖|开展|合格|下沉|接入|纳入))"
)
# 志愿者由甲组织,每天不少于2人.
SENT = re.compile(
    rf"(?:^|[\u4e00-\u9fff]{{2,10}}的)(?P<what>[\u4e00-\u9fff]{{2,8}})由{BLANK}+(?:统一|负责)?(?:组织|安排|选派|招募|抽调|配备)$"
)
# A率、B率均达到100%: each of them.
EACH_RATE = re.compile(r"[^,、;]{1,20}?(?:率|度|比例|占比)(?:均|都|分别)?")
ANSWER = re.compile(
    rf"(?P<event>[^,;\d]{{0,10}}(?:丢失|损坏|破损|缺损|故障|火情|险情|警情|诉求|工单|来电|来信)(?=\d)|(?:发现|接到|收到|受理|交办|投诉|举报|反映)[^,;\d]{{0,14}}?|[^,;{BLANK}]{{2,14}}?(?:由{BLANK}*)?(?=限期)"
    # 承办单位|须在3个工作日内作出答复
    rf"|(?<={BLANK})(?=(?:须|应|必须|要|均)*(?:在|于)?(?:\d{{1,3}}|[{HAN_DIGITS}]{{1,3}})(?:个?工作日|小时|分钟)(?:之?内|以内)[\u4e00-\u9fff]{{2}})"
    rf"|[^,;{BLANK}\d]{{2,18}}?(?=(?:须|应|必须|要|均)*(?:在|于)?\d{{1,3}}(?:个?工作日|小时|分钟|日|天)(?:之?内|以内)"
    "(?:办结|回应|处置|整改|答复|反馈|解决|处理|清理|到场|响应|修复|回复|办理|派单|更换|补装|联系|签收|清运|受理|给结果|给答复|应急处置|抢修|维修|恢复|印发|公布|公示)))"
    rf"(?:须|应|必须|要|均)*(?:限期|在|于)?{_NUMBER}(?P<unit>个?工作日|小时|分钟|日|天)(?:之?内|以内)?(?P<thing>[\u4e00-\u9fff]{{0,8}})"
)
# 24小时内联系、7日内办结: of the same event.
AND_ANSWER = re.compile(
    rf"[、,和]{_NUMBER}(?P<unit>个?工作日|小时|分钟|日|天)(?:之?内|以内)(?P<thing>[\u4e00-\u9fff]{{2,8}})"
)
# 破损画面应自发现之日起3日内更新: the event stands between what is meant and the time.
SINCE = re.compile("(?:应当?|须|要|必须)?自?(?:发现|接到|收到|受理|交办)之日起?$")
# 机扫率、清运率分别达到90%、98%.
EACH = re.compile(
    rf"(?P<metric>[^,;]{{2,24}}?(?:[、和及][^,;、和及]{{2,20}})+?)(?:要|应|须|均|力争)*分别(?:要|应|须)?"
    rf"(?P<by>{either(LEAST, _MOST, OPEN_ENDED)})?"
    rf"(?P<values>(?P<n>\d+(?:\.\d+)?)(?P<unit>{either(_MEASURE)})(?:以[上内下])?"
    rf"(?:[、和及]\d+(?:\.\d+)?(?:{either(_MEASURE)})(?:以[上内下])?)+)"
)
RANK = re.compile(
    rf"(?:(?P<metric>全[省国市县区州盟旗])(?:[^,;\d]{{0,10}}?(?:进入|跻身|位列|位居))?)?前{_NUMBER}(?:(?P<unit>名|位)|(?=$|[,;。]))"
)
HOURS = re.compile(
    rf"(?<!每)(?<!每隔){_NUMBER}(?P<unit>小时)(?P<metric>保洁|值班|值守|巡查|巡逻|在岗|服务|监控)"
)
PENALTY_BELOW = re.compile(
    rf"(?P<metric>[^,;]{{2,16}}?)(?:低于|不足|达不到|未达到){_NUMBER}{_UNIT}的(?:$|[^,;]*(?:通报|约谈|问责|整改)|[\u4e00-\u9fff]{{2,4}}$)"
)
HINT = re.compile(
    rf"\d|前[{HAN_DIGITS}]|[{HAN_DIGITS}](?:{either(_MEASURE)}|[\u4e00-\u9fff]{{1,3}}(?:$|[,”、]))"
)
EXCLUDED = re.compile(
    r"(?:高于|低于|达不到|未达)[^,]*(?:要求|标准)|元|扣|分值|权重|满分|加分|记分|计分|得分?$"
)
ABSTRACT = re.compile(
    "方面|环节|到位|加强|转变|意见|要求|重点|原则|步骤|阶段|层次|问题|关系|机制|制度|大|统一(?:领导|指挥|思想|认识|$)|结合|坚持|确保|不(?!文明|规范|良|合格|达标)|必须|关键|目标"
    "|维度|台阶|水平|新台阶|更|工作日|自然日|星期|小时|学期|专班|工作专班|领导小组|(?:督导|督查|检查|暗访|工作|巡查)组|机构|窗口期|月|季度|周|[路街](?:等|、)"
)
LEAST_WORD = re.compile("至少|不少于|不低于")
ASKED = re.compile("确保|实现|做到|力争|达到|要|须")
# 超过3次的骑手 tells which ones are meant; 达到95%的目标 is a target.
WHICH = re.compile("的(?!目标|要求|标准|水平|底线)")
# 年内必须达标: of a standard that the sentence says is missed.
CATCH_UP = re.compile(
    "(?:必须|务必|要(?!求)|须|确保|力争|争取|尽快|限期)[^,。;]{0,6}(?:达标|补齐|补上|补足|赶上|追上|整改到位|达到(?:这一|这个|该|上述|规定)?(?:标准|要求|目标))"
)
# What becomes of things, and what they are called without it.
RESULT = re.compile(
    "(?:全部|全都|也|要)*(?:达标|完工|完成|竣工|建成|投用|整改|到位|开放|改完|改造)*"
)
WORK_END = re.compile("(?:升级|改造|整治|提升|建设|整改|治理)$")
# 各区区长每周调度, 两家市场每天消毒: who does it, and how many there are, name no measure.
WHO = re.compile(
    rf"(?:[区县镇局院校]长|书记|领导|干部|负责人|同志|党员|人员|职工)$|[{HAN_DIGITS}\d][个家条处座所名]"
)
# 学府街等12条严管街的流动摊点: where it is.
AMONG = re.compile("等$")
# 惠及居民2.1万人 is what comes of it.
EFFECT = re.compile("惠及|涉及|受益|覆盖人口|服务人口|总投资|概算|[由从]$")
COUNTED_ONCE = {"联系", "结对", "挂联", "挂包", "明确", "包联", "确定", "选派", "配备", "抽调"}
REPEATED = {"集", "次", "堂", "遍", "轮", "场", "期", "条", "批", "篇"}
COMMAND = re.compile(rf"^.*?(?:{either(MODALS)}|使|将|把|督促其|其中|做到)(?!求|素)")
NOW = re.compile(
    rf"(?:由|从)(?P<then>去年|上年|\d{{4}}年[底末]?)?(?:[一二三四上]季度|年初|上月|\d{{1,2}}月份?|现有|目前|现在|当前|原来|原有)?的?{_NUMBER}(?:{either(_MEASURE)})?$"
)
NOW_ASIDE = re.compile(
    rf"(?:及?以上|以[内下])?\((?:现状?|目前|当前|现有|去年|上年|\d{{4}}年[底末]?|\d{{1,2}}月份?(?:抽查|测评|统计|调查|检查)?)(?:水平|值|数)?(?:仅|只|才)*(?:为|是|有|达到|达|:)?{_NUMBER}(?:{either(_MEASURE)})?\)"
)
# 减少到10处以下(目前17处): says what is, not what is counted.
NOW_BESIDE = re.compile(r"\((?:现|目前|当前|去年|上年|\d)[^()]*\)?$")
# 死亡率控制在1.5以内: a ratio without a unit.
BARE = re.compile(
    rf"(?P<metric>[^,;\d]{{2,20}}?(?:率|指数|系数|比))(?P<by>{either(LEAST, _MOST)})"
    r"(?P<n>\d{1,5}(?:\.\d{1,4})?)(?P<unit>)(?P<tail>以上|以内|以下)?(?=[,;。、]|$)"
)
BARE_END = re.compile(r"\d(?:以[上内下])?(?=、|$)")
# 第三卫生间|新增14个: the thing before what is done to it.
THING_BEFORE = re.compile(
    r"(?:^|[、和])(?P<thing>(?!计划|全年|年内)[\u4e00-\u9fff“”]{2,10}?)(?:要|须|应|再|先|各)*$"
)
# (当前分别为92%、76%): of the targets before, in their order.
NOW_EACH = re.compile(
    r"\((?:现状?|目前|当前|去年|上年|\d{4}年[底末]?)(?:水平)?分别(?:为|是)(?P<values>[\d.%、和]+)\)"
)
EDGE = re.compile(
    r"^(?:的|给我|给市里|现在|目前|当前|拿出|月[底初中末份]|季度[末底]|[一二三四五六七八九]是|确保|至少|不少于|坚持|实行|推行|执行|力争|争取|实现|做到|使|其中|其|和|并|且|同时|全年|目标|每项[^的]*的|全部|落实|负责|在(?!岗|职|线|建|册|校|编|营)|对|集中|要|须|均|都|还|再(?!生)|由|、|于|到(?!位|岗)"
    r"|[自从][^,]*起|今后|此后|以后|但|今年|\d+[家个条处座名])+|(?:应|须|要|的|力争|原则上|必须|(?<![平人])均|都|由|从|要求|标准|今年|全年|尽快|尽早|逐步|基本|总体|共计|共)+$"
)
WHEN = re.compile(
    r"(?:国庆|春节|中秋|五一|元旦|端午|开学|测评|迎检|复核|验收)节?(?:之|以)?前|[上下]半年|第?[一二三四]季度|(?:自|从)?\d{1,2}月起|[自从](?:[下本这]?周[一二三四五六日]?|明天|今天|即日|现在)起|每个(?:上学|工作|教学)日|一(?:天|周|个月|个?季度|年)(?=$)|(?:到|于|在)?(?:\d{4}年)?\d{1,2}月(?:\d{1,2}[日号]|底|末|[上中下]旬)?(?:之?前|起)?|(?:测评|迎检|活动)期间|年底前?|年内|在?(?:半|[一两二三四五六七八九十\d]+个?)(?:年|月|周|天)(?:之|以)?内"
    r"|每[日天周旬月季年](?:[一二三四五六日末]|度)?(?:最后一个周[一二三四五六日]|最后一周)?(?:\d{1,2}[日号])?(?:[上下]午|晚上|前)?"
    r"|每(?:个)?(?:学期|半年|[两三四五六七八九十]+天)|每\d+天|每半个月|半个月|从现在起|收市后|收工后|下班后"
)
# 每千米, for what the clause before names (落实保洁人员,每千米不少于3人).
THING = re.compile("(?!.*[在前内])[\u4e00-\u9fff]{2,10}")
PER = re.compile("每(?!次)(?:个|名|家|座|条|百|千|万)?[\u4e00-\u9fff]{1,4}")
