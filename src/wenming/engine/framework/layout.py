"""The tables of a framework as an office sees them: one sheet a level, Chinese headers (表样).

One description serves the workbook in and out, the comparison of two editions and the editor.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """What a cell holds, and so how it becomes a value."""

    TEXT = "text"
    CODE = "code"
    NUMBER = "number"
    FLAG = "flag"
    CHOICE = "choice"
    CODES = "codes"  # several codes, parted by 、
    LINES = "lines"  # several texts, one a line
    PAIRS = "pairs"  # names with numbers: good=1；fair=0.5


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Attributes:
        title: its header.
        path: where the value stands in a row, parts joined by a dot.
        words: stored value → word, for the drop-down.
        open: whether a value outside `words` may stand as well.
        refers: the table whose codes it names.
        is_long: whether it takes more than a line.
    """

    title: str
    path: str
    kind: Kind = Kind.TEXT
    required: bool = False
    words: Mapping[str, str] = field(default_factory=dict)
    open: bool = False
    refers: str = ""
    hint: str = ""
    is_long: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet: a list of rows, or a mapping from code to row (`is_keyed`).

    Attributes:
        name: as the checker calls it in its faults.
        path: where it stands in the data.
    """

    name: str
    title: str
    path: tuple[str, ...]
    columns: tuple[Column, ...]
    is_keyed: bool = False
    required: bool = False


METHOD_WORDS = {
    "field": "实地考察",
    "material": "材料审核",
    "survey": "问卷调查",
    "statistic": "统计数据",
}
SCORING_WORDS = {
    "binary": "符合得分",
    "deduct": "按处扣分",
    "min_count": "数量达标",
    "observe": "定时观察",
    "graded": "分档",
    "probe": "询问试用",
    "critical": "关键项",
}
OP_WORDS = {">=": "越大越好", "<=": "越小越好"}
MARKING_WORDS = {"proportional": "按得分率折分", "graded": "按等级折分"}
OWNER_WORDS = {"holder": "属地", "sector": "行业主管部门", "operator": "运营管理单位"}
EFFECT_WORDS = {"veto": "一票否决", "deduct": "扣分"}

_CODE = Column("编码", "code", Kind.CODE, required=True)
_NAMES = (Column("名称", "name_zh", required=True), Column("英文名称", "name_en"))
_POINTS = Column("分值", "points", Kind.NUMBER)
_ACTS_ON = Column("作用体系", "schemes", Kind.CODES, hint="体系编码，几个用顿号隔开；空着是主体系")

TABLES = (
    Table(
        "schemes",
        "体系",
        ("meta", "schemes"),
        (
            _CODE,
            Column("维度", "dimensions", Kind.CODES, required=True, hint="维度编码，用顿号隔开"),
            Column("满分", "full_score", Kind.NUMBER, required=True),
            Column("前置门槛分", "gate_score", Kind.NUMBER),
            Column("占总分", "share_in_total", Kind.NUMBER, hint="0 到 1；主体系空着"),
        ),
        is_keyed=True,
        required=True,
    ),
    Table("dimensions", "维度", ("dimensions",), (_CODE, *_NAMES), required=True),
    Table(
        "contents",
        "测评内容",
        ("contents",),
        (_CODE, *_NAMES, Column("维度", "dimension", Kind.CODE, refers="dimensions")),
    ),
    Table(
        "indicators",
        "指标",
        ("indicators",),
        (
            _CODE,
            *_NAMES,
            Column("维度", "dimension", Kind.CODE, required=True, refers="dimensions"),
            Column("测评内容", "content", Kind.CODE, refers="contents"),
            Column("测评方法", "method", Kind.CHOICE, required=True, words=METHOD_WORDS, open=True),
            Column("权重", "weight", Kind.NUMBER, required=True),
            Column(
                "等级单位",
                "grades.unit",
                required=True,
                hint="如 score_rate（得分率）、pct（百分比）、items_met_pct（符合率）",
            ),
            Column("比较方式", "grades.op", Kind.CHOICE, required=True, words=OP_WORDS),
            Column("A 档", "grades.A", Kind.NUMBER, required=True),
            Column("B 档", "grades.B", Kind.NUMBER, required=True),
            Column("C 档", "grades.C", Kind.NUMBER, required=True),
            Column(
                "折分方式",
                "marking",
                Kind.CHOICE,
                words=MARKING_WORDS,
                hint="空着按基本信息里这种方法的折分方式",
            ),
            Column("材料要求", "requirements", Kind.LINES, is_long=True, hint="一行一条"),
            Column("问卷题目", "questions", Kind.LINES, is_long=True, hint="一行一条"),
        ),
        required=True,
    ),
    Table(
        "place_types",
        "点位类型",
        ("place_types",),
        (
            _CODE,
            *_NAMES,
            Column("抽取数", "sample_count", Kind.NUMBER),
            Column("分组", "group"),
            Column("测评方式", "protocol_zh", is_long=True),
            Column("测评方式（英文）", "protocol_en", is_long=True),
        ),
        required=True,
    ),
    Table(
        "check_items",
        "检查项",
        ("check_items",),
        (
            _CODE,
            Column("点位类型", "place_type", Kind.CODE, required=True, refers="place_types"),
            Column("指标", "indicator", Kind.CODE, required=True, refers="indicators"),
            Column("查什么", "text_zh", required=True, is_long=True),
            Column("查什么（英文）", "text_en", is_long=True),
            Column("不算问题的情形", "exemption_zh", is_long=True),
            Column("不算问题的情形（英文）", "exemption_en", is_long=True),
            Column("计分方式", "scoring.type", Kind.CHOICE, required=True, words=SCORING_WORDS),
            Column("满分", "scoring.max", Kind.NUMBER, required=True),
            Column("每处扣分", "scoring.per_finding", Kind.NUMBER, hint="按处扣分、定时观察要填"),
            Column("应达数量", "scoring.required", Kind.NUMBER, hint="数量达标要填"),
            Column("数量单位", "scoring.unit"),
            Column("观察分钟", "scoring.window_min", Kind.NUMBER, hint="定时观察要填"),
            Column(
                "档次", "scoring.levels", Kind.PAIRS, hint="分档要填，如 good=1；fair=0.5；poor=0"
            ),
            Column("不符合时全处最高分", "scoring.cap", Kind.NUMBER, hint="关键项要填，0 到 100"),
            Column("整改方式", "remedy", Kind.CODE, hint="空着按计分方式定"),
            Column("责任方", "owner", Kind.CHOICE, words=OWNER_WORDS, hint="空着按基本信息"),
        ),
        required=True,
    ),
    Table(
        "meta.negative_list",
        "负面清单",
        ("meta", "negative_list"),
        (
            _CODE,
            *_NAMES,
            Column("处理", "effect", Kind.CHOICE, required=True, words=EFFECT_WORDS),
            _POINTS,
            _ACTS_ON,
        ),
    ),
    Table(
        "meta.bonus.items",
        "加分项",
        ("meta", "bonus", "items"),
        (_CODE, *_NAMES, _POINTS, _ACTS_ON),
    ),
    Table(
        "remedies",
        "整改方式",
        ("meta", "remedies"),
        (
            _CODE,
            Column("工作日", "days", Kind.NUMBER, required=True),
            Column("要整改后照片", "photo", Kind.FLAG),
            Column("可以挂账", "deferrable", Kind.FLAG),
            Column("同一指标并为一件", "grouped", Kind.FLAG),
        ),
        is_keyed=True,
    ),
    Table("level_names", "档次名称", ("meta", "level_names"), (_CODE, *_NAMES), is_keyed=True),
)
BY_NAME = {table.name: table for table in TABLES}

NOTES, BASICS, REST = "说明", "基本信息", "其他"
BASIC_HEADERS = ("项目", "键", "类型", "值")
TYPE_WORDS = {"text": "文本", "number": "数", "flag": "是否", "data": "结构"}

LABELS = {
    "meta.id": "编号",
    "meta.name_zh": "名称",
    "meta.name_en": "英文名称",
    "meta.version": "版次",
    "meta.kind": "类别",
    "meta.rules": "计分规则版本",
    "meta.standard_grade": "达标等级",
    "meta.full_score": "满分",
    "meta.license_note": "来源说明",
    "meta.owner_of": "默认责任方",
    "meta.bonus.cap": "加分上限",
    "meta.attribution.place_unit": "丢分归点位单位",
    "meta.attribution.lead_unit": "丢分归牵头单位",
    "meta.grade_points.A": "A 档得分系数",
    "meta.grade_points.B": "B 档得分系数",
    "meta.grade_points.C": "C 档得分系数",
    "meta.grade_points.D": "D 档得分系数",
    "meta.marking.field": "实地考察折分方式",
    "meta.marking.material": "材料审核折分方式",
    "meta.marking.survey": "问卷调查折分方式",
    "meta.marking.statistic": "统计数据折分方式",
    "meta.method_shares.field": "实地考察占比",
    "meta.method_shares.material": "材料审核占比",
    "meta.method_shares.survey": "问卷调查占比",
    "meta.method_shares.statistic": "统计数据占比",
    "meta.year_weights.y1": "第一年权重",
    "meta.year_weights.y2": "第二年权重",
    "meta.year_weights.y3": "第三年权重",
    **{f"meta.remedy_of.{kind}": f"{word}的整改方式" for kind, word in SCORING_WORDS.items()},
}
"""What the keys of 基本信息 are called; others show their key only."""
