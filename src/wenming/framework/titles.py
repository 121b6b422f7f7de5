"""The headers of a framework's tables for pages (the workbook itself is Chinese: it is data)."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from wenming.core.wording import told
from wenming.engine.framework import Fault
from wenming.engine.framework.comparing import Difference
from wenming.engine.framework.layout import BASICS, BY_NAME, LABELS

TITLES: dict[str, Promise] = {
    "基本信息": _("基本信息"),
    "体系": _("体系"),
    "维度": _("维度"),
    "测评内容": pgettext_lazy("测评体系的级", "测评内容"),
    "指标": _("指标"),
    "点位类型": _("点位类型"),
    "检查项": _("检查项"),
    "负面清单": _("负面清单"),
    "加分项": _("加分项"),
    "整改方式": _("整改方式"),
    "档次名称": _("档次名称"),
    "其他": _("其他"),
    "编码": _("编码"),
    "名称": _("名称"),
    "英文名称": _("英文名称"),
    "满分": _("满分"),
    "前置门槛分": _("前置门槛分"),
    "占总分": _("占总分"),
    "测评方法": _("测评方法"),
    "权重": _("权重"),
    "等级单位": _("等级单位"),
    "比较方式": _("比较方式"),
    "A 档": _("A 档"),
    "B 档": _("B 档"),
    "C 档": _("C 档"),
    "折分方式": _("折分方式"),
    "材料要求": _("材料要求"),
    "问卷题目": _("问卷题目"),
    "抽取数": _("抽取数"),
    "分组": _("分组"),
    "测评方式": _("测评方式"),
    "测评方式（英文）": _("测评方式（英文）"),
    "查什么": _("查什么"),
    "查什么（英文）": _("查什么（英文）"),
    "不算问题的情形": _("不算问题的情形"),
    "不算问题的情形（英文）": _("不算问题的情形（英文）"),
    "计分方式": _("计分方式"),
    "每处扣分": _("每处扣分"),
    "应达数量": _("应达数量"),
    "数量单位": _("数量单位"),
    "观察分钟": _("观察分钟"),
    "档次": _("档次"),
    "不符合时全处最高分": _("不符合时全处最高分"),
    "责任方": _("责任方"),
    "处理": _("处理"),
    "分值": _("分值"),
    "作用体系": _("作用体系"),
    "工作日": _("工作日"),
    "要整改后照片": _("要整改后照片"),
    "可以挂账": _("可以挂账"),
    "同一指标并为一件": _("同一指标并为一件"),
    # What the keys of 基本信息 are called.
    "编号": _("编号"),
    "版次": _("版次"),
    "类别": _("类别"),
    "计分规则版本": _("计分规则版本"),
    "达标等级": _("达标等级"),
    "来源说明": _("来源说明"),
    "默认责任方": _("默认责任方"),
    "加分上限": _("加分上限"),
    "丢分归点位单位": _("丢分归点位单位"),
    "丢分归牵头单位": _("丢分归牵头单位"),
    "A 档得分系数": _("A 档得分系数"),
    "B 档得分系数": _("B 档得分系数"),
    "C 档得分系数": _("C 档得分系数"),
    "D 档得分系数": _("D 档得分系数"),
    "实地考察折分方式": _("实地考察折分方式"),
    "材料审核折分方式": _("材料审核折分方式"),
    "问卷调查折分方式": _("问卷调查折分方式"),
    "统计数据折分方式": _("统计数据折分方式"),
    "实地考察占比": _("实地考察占比"),
    "材料审核占比": _("材料审核占比"),
    "问卷调查占比": _("问卷调查占比"),
    "统计数据占比": _("统计数据占比"),
    "第一年权重": _("第一年权重"),
    "第二年权重": _("第二年权重"),
    "第三年权重": _("第三年权重"),
    "符合得分的整改方式": _("符合得分的整改方式"),
    "按处扣分的整改方式": _("按处扣分的整改方式"),
    "数量达标的整改方式": _("数量达标的整改方式"),
    "定时观察的整改方式": _("定时观察的整改方式"),
    "分档的整改方式": _("分档的整改方式"),
    "询问试用的整改方式": _("询问试用的整改方式"),
    "关键项的整改方式": _("关键项的整改方式"),
    # Words of the drop-downs.
    "实地考察": _("实地考察"),
    "材料审核": _("材料审核"),
    "问卷调查": _("问卷调查"),
    "统计数据": _("统计数据"),
    "符合得分": _("符合得分"),
    "按处扣分": _("按处扣分"),
    "数量达标": _("数量达标"),
    "定时观察": _("定时观察"),
    "分档": _("分档"),
    "询问试用": _("询问试用"),
    "关键项": _("关键项"),
    "越大越好": _("越大越好"),
    "越小越好": _("越小越好"),
    "按得分率折分": _("按得分率折分"),
    "按等级折分": _("按等级折分"),
    "属地": _("属地"),
    "行业主管部门": _("行业主管部门"),
    "运营管理单位": _("运营管理单位"),
    "一票否决": _("一票否决"),
    "扣分": _("扣分"),
    # Hints.
    "维度编码，用顿号隔开": _("维度编码，用顿号隔开"),
    "0 到 1；主体系空着": _("0 到 1；主体系空着"),
    "体系编码，几个用顿号隔开；空着是主体系": _("体系编码，几个用顿号隔开；空着是主体系"),
    "如 score_rate（得分率）、pct（百分比）、items_met_pct（符合率）": _(
        "如 score_rate（得分率）、pct（百分比）、items_met_pct（符合率）"
    ),
    "空着按基本信息里这种方法的折分方式": _("空着按基本信息里这种方法的折分方式"),
    "一行一条": _("一行一条"),
    "按处扣分、定时观察要填": _("按处扣分、定时观察要填"),
    "数量达标要填": _("数量达标要填"),
    "定时观察要填": _("定时观察要填"),
    "分档要填，如 good=1；fair=0.5；poor=0": _("分档要填，如 good=1；fair=0.5；poor=0"),
    "关键项要填，0 到 100": _("关键项要填，0 到 100"),
    "空着按计分方式定": _("空着按计分方式定"),
    "空着按基本信息": _("空着按基本信息"),
}

DIFFERENCES: dict[str, Promise] = {
    Difference.ADDED: _("新增"),
    Difference.REMOVED: _("删去"),
    Difference.REWEIGHTED: _("调整分值"),
    Difference.CHANGED: _("修改"),
}


def shown(text: str) -> str:
    """A header, a word or a hint in the language of the page."""
    return str(TITLES.get(text, text))


@dataclass(frozen=True, slots=True)
class Place:
    """Where a fault of the checker stands, in words, and the row it belongs to (or "")."""

    words: str
    table: str
    code: str
    message: str


def place_of(fault: Fault) -> Place:
    """A fault as people read it: 指标 D01-01 权重 instead of indicators[1] D01-01 weight."""
    table, code, column = fault.table, fault.code, fault.column
    name, _dot, rest = column.partition(".")
    if table == "meta" and name in BY_NAME:
        table, (code, _dot, column) = name, rest.partition(".")
    known = BY_NAME.get(table)
    if known is None:
        key = f"{table}.{column}"
        return Place(
            f"{shown(BASICS)} {shown(LABELS.get(key, column))}", "", "", told(fault.message)
        )
    title = next((c.title for c in known.columns if c.path == column), column)
    words = " ".join(part for part in (shown(known.title), code, shown(title)) if part)
    return Place(words, known.name, code, told(fault.message))
