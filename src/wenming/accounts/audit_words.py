"""What the codes of the audit trail mean in words, for its page.

An action is `part.what`; parts and steps are worded apart, for several parts share steps.
tests/accounts/test_audit_words.py fails when an action of the product lacks its words.
"""

from django.apps import apps
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from wenming.core.models import AuditEntry

PARTS: dict[str, Promise] = {
    "accounts": _("账号"),
    "organization": _("单位与区划"),
    "documents": _("文件"),
    "framework": _("测评体系"),
    "duties": _("责任分解"),
    "event": _("负面与加分事项"),
    "places": _("点位"),
    "round": _("轮次"),
    "visit": _("到访"),
    "photo": _("照片"),
    "observation": _("测评记录"),
    "run": _("计分"),
    "official": _("官方成绩"),
    "results": _("得分公布"),
    "scores": _("得分核对"),
    "dispute": _("申诉"),
    "problem": _("问题"),
    "order": _("交办单"),
    "bulletin": _("简报"),
}
STEPS: dict[str, Promise] = {
    "accepted": _("审核通过"),
    "added": _("添加"),
    "aimed": _("定争分策略"),
    "amended": _("公布后更正"),
    "approved": _("审定"),
    "area_changed": _("修改区域"),
    "area_created": _("新增区域"),
    "area_ended": _("停用区域"),
    "area_outlined": _("更新边界"),
    "area_reopened": _("恢复区域"),
    "assigned": _("安排测评员"),
    "basics_changed": _("修改基本信息"),
    "changed": _("修改"),
    "checked": _("结束核实"),
    "closed": _("关闭"),
    "confirmed": _("核对无误"),
    "copied": _("复制"),
    "corrected": _("更正"),
    "created": _("新增"),
    "cycle_started": _("建立周期"),
    "decided": _("裁定"),
    "declined": _("不予认定"),
    "deferral_asked": _("申请挂账"),
    "deferral_declined": _("不同意挂账"),
    "deferred": _("同意挂账"),
    "disabled": _("停用"),
    "dispatched": _("交办"),
    "doubled": _("安排平行复查"),
    "draft_corrected": _("修改草稿"),
    "draft_decided": _("审定草稿"),
    "drafted": _("拟稿"),
    "drawn": _("抽取"),
    "dropped": _("去掉"),
    "duty_removed": _("删去任务"),
    "duty_written": _("写任务"),
    "edited": _("修改"),
    "enabled": _("恢复"),
    "exported": _("导出"),
    "extended": _("延期"),
    "filed": _("提出"),
    "group_changed": _("修改工作组"),
    "group_created": _("新增工作组"),
    "handed_on": _("转办"),
    "imported": _("导入"),
    "issued": _("印发"),
    "lead_set": _("指定牵头单位"),
    "letter_issued": _("发责任状"),
    "letter_replaced": _("换发责任状"),
    "letter_sent_back": _("退回签字件"),
    "letter_signed": _("交签字件"),
    "letter_terms_written": _("写责任状文本"),
    "link_renewed": _("换发链接"),
    "link_revoked": _("停用链接"),
    "linked": _("登记对照"),
    "list_drafted": _("拟任务清单"),
    "list_issued": _("印发任务清单"),
    "list_replaced": _("换发任务清单"),
    "list_signed": _("签收任务清单"),
    "list_withdrawn": _("撤下任务清单"),
    "local_started": _("建立本地加严标准"),
    "merged": _("合并"),
    "opened": _("发单位核实"),
    "overlay_changed": _("修改加严内容"),
    "owner_set": _("指定责任单位"),
    "password_reset": _("重置密码"),
    "password_set": _("设密码"),
    "phone_shown": _("看完整号码"),
    "planned": _("计划"),
    "post_changed": _("修改岗位"),
    "post_created": _("新增岗位"),
    "post_ended": _("停用岗位"),
    "proposed": _("提出"),
    "publish": _("发布"),
    "published": _("公布"),
    "recalled": _("收回"),
    "received": _("签收"),
    "released": _("放行"),
    "reopened": _("恢复"),
    "reported": _("上报"),
    "restored": _("恢复"),
    "resumed": _("恢复计时"),
    "retire": _("停用"),
    "returned": _("退回"),
    "review_reopened": _("重开审核"),
    "reviewed": _("审核"),
    "right_granted": _("给权限"),
    "right_withdrawn": _("收回权限"),
    "row_removed": _("删去一行"),
    "row_written": _("写一行"),
    "scored": _("计分"),
    "sealed": _("封存"),
    "sent_back": _("退回"),
    "sheet_taken": _("取走现有的表"),
    "signed": _("签发"),
    "signed_in": _("登录"),
    "stage_changed": _("修改阶段"),
    "started": _("开始"),
    "submitted": _("提交"),
    "taken_in": _("收文"),
    "unit_changed": _("修改单位"),
    "unit_created": _("新增单位"),
    "unit_ended": _("停用单位"),
    "unit_reopened": _("恢复单位"),
    "unlinked": _("取消对照"),
    "version_drafted": _("拟新版"),
    "voided": _("作废"),
    "withdrawal_reported": _("上报撤销"),
    "witnessed": _("见证"),
}


def of(entry: AuditEntry) -> tuple[str, str]:
    """What was done and to what kind of thing, in words; the code where there are none."""
    part, _dot, step = entry.action.partition(".")
    words = f"{PARTS[part]}：{STEPS[step]}" if part in PARTS and step in STEPS else entry.action
    return words, str(_things().get(entry.thing, entry.thing))


def _things() -> dict[str, str | Promise]:
    return {
        model._meta.model_name or "": model._meta.verbose_name or ""
        for model in apps.get_models()
        if model.__module__.startswith("wenming.")
    }
