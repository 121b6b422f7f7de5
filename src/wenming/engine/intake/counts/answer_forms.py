"""How a text says within what time something has to be answered (办理时限的说法)."""

import re

from ..text.numbers import HAN_DIGITS
from .forms import BLANK, NUMBER

# A paper that was received starts a term, it is not answered every time.
ON_PAPER = re.compile("(?:通知|通报|文件|[公来本此]函|方案|交办单|督办单|清单|任务书)")
_SO_MANY = rf"(?:\d{{1,3}}|[{HAN_DIGITS}]{{1,3}})"
ANSWER = re.compile(
    rf"(?P<event>[^,;\d]{{0,10}}(?:丢失|损坏|破损|缺损|故障|火情|险情|警情|诉求|工单|来电|来信)(?=\d)|(?:发现|接到|收到|受理|交办|投诉|举报|反映)[^,;\d]{{0,14}}?|[^,;{BLANK}]{{2,14}}?(?:由{BLANK}*)?(?=限期?\d)"
    # 承办单位|须在3个工作日内作出答复
    rf"|(?<={BLANK})(?=(?:须|应当?|必须|要|均)*(?:在|于)?{_SO_MANY}(?:个?工作日|小时|分钟)(?:之?内|以内)[\u4e00-\u9fff]{{2}})"
    # 破损的3日内送修, 疑难事项5个工作日内报街道研究: what comes up again, whatever is done about it
    rf"|[^,;{BLANK}\d]{{0,16}}?(?:[^标](?<!目)的|问题|事项|诉求|投诉|工单|信件)(?=(?:须|应当?|必须|要|均)*(?:在|于)?{_SO_MANY}(?:个?工作日|日|天)(?:之?内|以内)[\u4e00-\u9fff]{{2}})"
    # 复杂问题7天办结
    rf"|[^,;{BLANK}\d]{{0,14}}?(?:问题|事项|诉求|案件|工单|投诉|隐患)(?={_SO_MANY}(?:个?工作日|小时|分钟|日|天)(?:办[结完]|处置|整改|答复|回复|反馈|解决|处理|清零|销号|到场|响应))"
    rf"|(?![个家处条座])[^,;{BLANK}\d]{{2,14}}?后(?=\d{{1,3}}(?:小时|分钟)(?:之?内|以内)完成)"
    rf"|[^,;{BLANK}\d]{{2,18}}?(?=(?:须|应当?|必须|要|均)*(?:在|于)?{_SO_MANY}(?:小时|分钟)(?:之?内|以内)[\u4e00-\u9fff]{{2}})"
    rf"|[^,;{BLANK}\d]{{2,18}}?(?=(?:须|应当?|必须|要|均)*(?:在|于)?{_SO_MANY}(?:个?工作日|小时|分钟|日|天)(?:之?内|以内)(?:必须|须|要|应|书面|全部|予以)*"
    "(?:清出|清净|清完|消除|修好|转办|交办|指定|反映|办结|回应|处置|整改|答复|反馈|解决|处理|清理|到场|响应|修复|回复|办理|派单|更换|补装|下架|上门|作出|劝离|清移|移走|联系|签收|清运|受理|给结果|给答复|应急处置|抢修|维修|恢复|印发|公布|公示|接电|拨付|清走|闭环|回访|拿出|提出|明确|召集|有回音|换新|改派|排除|除冰|清除|更正|销号|审核|审批|上传|更新)))"
    rf"(?:须|应当?|必须|要|均)*(?:限期|限|在|于)?{NUMBER}(?P<unit>个?工作日|小时|分钟|日|天)(?:之?内|以内)?(?:必须|须|要|应)*(?P<thing>[\u4e00-\u9fff]{{0,8}})"
)
# 收到清单后3个工作日内反馈: each time there is one.
EACH_TIME = re.compile("清单|任务书|交办单|督办单")
# 疑难问题|15个工作日内拿出方案, every time; 甲要在3日内拿出方案, once.
ONCE_ONLY = re.compile("(?:要|必须)?(?:拿出|提出|明确|召集|换新)")
COMES_AGAIN = re.compile("问题|事项|点位|投诉|诉求|破损|褪色|情况|的$|件$")
# 乱停放车辆|接到通知后30分钟内处置: whatever the paper is, it comes again.
GOES_WRONG = re.compile("乱[停堆贴搭摆放倒扔]|破损|故障|问题|投诉|垃圾|积水|缺失")
# 清单上的|问题: what stands on a paper, not the paper.
OF_A_PAPER = re.compile("(?:问题|事项|诉求|投诉)$")
IS_ANSWERED = re.compile("(?:反馈|办结|整改|答复|回复|处置|处理|清)")
# 责任组|应在3日内: no event.
ONLY_TOLD = re.compile("^(?:必须|应当?|须|要|务必)*(?:在|于)?$|(?:必须|应当?|须|要)在$")
# 巡查发现和群众反映的|问题: which ones.
OF_WHICH = re.compile("^[^的]{5,}的(?=[\u4e00-\u9fff]{2,6}$)")
# 接到群众举报的,|7个工作日内处置完毕: what is answered stands in the clause before.
EVENT = re.compile(
    r"(?:(?:凡是?)?(?:对于?|遇有|巡查发现|(?:[\u4e00-\u9fff]{2,8}?)?(?:发现|查出来?|检出|接到|收到|受理)的?)|凡是?)(?P<what>(?:“?12345”?)?[^,;\d]{2,20}?)(?:的|后)?$"
)
# 抽验不合格的,|7日内返工; 确需延期的,|5日内书面说明: whenever it is so.
CASE = re.compile(r"(?:凡|因|确需|如需)?(?P<what>[^,;\d]{2,17}?)(?<!目标)(?<!要求)的")
# 交办的|问题|一般.
HOW_IT_CAME = re.compile("^.*的(?=[\u4e00-\u9fff]{2,6}$)|(?<=问题)(?:一般|原则上|当天交办)$")
ANSWERED = re.compile(
    rf"(?:由?{BLANK}*|[村组街镇]里)(?:须|应当?|必须|要|均)*(?:在|于|限)?{NUMBER}(?P<unit>个?工作日|小时|分钟|日|天)(?:之?内|以内)(?:必须|须|要)*(?P<thing>[\u4e00-\u9fff]{{2,8}})"
)
LIMIT_BEFORE = re.compile("(?:小时|分钟|个?工作日|天|日)(?:之|以)?内")
# 予以|回复, 整改|到位, 清运|完毕.
BARE_OF_RESULT = re.compile(
    "^(?:予以|给予|必须|有人|督促|见到|要?有(?=回))|(?<=..)(?:到位|完毕|完成)$"
)
# 单灯故障|要在接到报修后48小时内修复: what starts the time, not what is done up.
FROM_THEN = re.compile(
    "(?:要|须|应)?在?(?:接到|收到|接|发现|受理|曝光)(?:通知|(?P<what>[^,;的]{0,8}?))(?:之|以)?后(?:跟[^,;]{0,4})?$"
)
# 市民报修的故障灯,|须在48小时内修好.
COMES_UP = re.compile(
    "预约|申请|投诉|举报|诉求|工单|报修|反映|故障|破损|污损|亮红牌|来电|来信|病例|隐患"
)
# 整改完成后2日内申请销号: a term that begins with the end of the work.
AFTER_IT = re.compile(
    rf"(?:结束|完成|到位|合格)后(?:须|应|要)*(?:在|于)?{NUMBER}(?P<unit>个?工作日|小时|日|天)(?:之?内|以内)(?P<thing>[\u4e00-\u9fff]{{2,6}})"
)
# 24小时内联系、7日内办结: of the same event.
AND_ANSWER = re.compile(
    rf"[、,和]{NUMBER}(?P<unit>个?工作日|小时|分钟|日|天)(?:之?内|以内)(?P<thing>[\u4e00-\u9fff]{{2,8}})"
)
# 破损画面应自发现之日起3日内更新: the event stands between what is meant and the time.
SINCE = re.compile(
    "^(?:接单|接诉|接报|接警|受理|派单)后$|(?:应当?|须|要|必须)?自?(?:发现|接到|收到|受理|交办)之日起?$"
)
