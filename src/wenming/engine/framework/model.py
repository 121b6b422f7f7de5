"""A framework (测评体系) as the engine sees it: plain data, never changed after loading.

Numbers are Decimals exactly as written. Tables keep the order of the file.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

METHODS = ("field", "material", "survey", "statistic")
"""The four methods that the rules know (实地, 材料, 问卷, 统计)."""

COUNTED_TYPES = frozenset({"deduct", "observe", "min_count"})
"""Scoring types whose verdict is a count; the others have an outcome."""

MET_TYPES = frozenset({"binary", "probe", "critical"})
"""Scoring types that are met or not met."""

SCORING_TYPES = COUNTED_TYPES | MET_TYPES | {"graded"}
OWNERS = frozenset({"holder", "sector", "operator"})
GRADES = ("A", "B", "C", "D")


@dataclass(frozen=True, slots=True)
class Named:
    """A code with its names; also what a dimension or a content consists of."""

    code: str
    name_zh: str
    name_en: str


@dataclass(frozen=True, slots=True)
class Content:
    """测评内容: the optional level between dimension and indicator."""

    code: str
    dimension: str
    name_zh: str
    name_en: str


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Grades of an indicator: the first of A, B, C that the value meets under `op`, else D."""

    unit: str
    op: str  # ">=" or "<="
    at: Mapping[str, Decimal]  # A, B, C


@dataclass(frozen=True, slots=True)
class Indicator:
    """测评指标. `method` as written, `counts_as` the one of METHODS that it is mapped to.

    `marking` is settled: the indicator's own, else its method's; proportional or graded.
    """

    code: str
    name_zh: str
    name_en: str
    dimension: str
    content: str | None
    method: str
    counts_as: str
    weight: Decimal
    grades: Thresholds
    marking: str
    requirements: tuple[object, ...] = ()
    questions: tuple[object, ...] = ()


@dataclass(frozen=True, slots=True)
class PlaceType:
    """点位类型. `sample_count` places of it are drawn (0 when none is set)."""

    code: str
    name_zh: str
    name_en: str
    sample_count: int
    group: str
    protocol_zh: str
    protocol_en: str


@dataclass(frozen=True, slots=True)
class Scoring:
    """How a check item becomes marks. Only the parameters of `type` are set.

    max, per_finding in marks; levels as factors 0..1; cap in per cent of the place score;
    window_min in minutes.
    """

    type: str
    max: Decimal
    per_finding: Decimal | None = None
    required: int | None = None
    unit: str | None = None
    levels: Mapping[str, Decimal] = field(default_factory=dict)
    cap: Decimal | None = None
    window_min: Decimal | None = None


@dataclass(frozen=True, slots=True)
class CheckItem:
    """测评细项: one thing looked at in one type of place.

    `remedy` and `owner` are settled: the item's own, else those of meta.
    """

    code: str
    place_type: str
    indicator: str
    text_zh: str
    text_en: str
    exemption_zh: str
    exemption_en: str
    scoring: Scoring
    remedy: str | None
    owner: str


@dataclass(frozen=True, slots=True)
class Scheme:
    """A set of dimensions with a full score of its own (主体系, 未成年人).

    The base scheme has no `share`; the others enter the combined total with theirs.
    """

    code: str
    dimensions: tuple[str, ...]
    full_score: Decimal
    gate_score: Decimal | None
    share: Decimal | None


@dataclass(frozen=True, slots=True)
class Remedy:
    """What a failed item asks for (整改方式); days are working days."""

    code: str
    days: int
    photo: bool
    deferrable: bool
    grouped: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """A bonus (加分) or an entry of the negative list (负面清单).

    effect is bonus, deduct or veto; points are marks (0 for a veto); schemes are settled.
    """

    code: str
    name_zh: str
    name_en: str
    effect: str
    points: Decimal
    schemes: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Framework:
    """One edition of an assessment framework, checked and settled; equal only to itself."""

    id: str
    version: str
    rules: int
    standard_grade: str
    schemes: Mapping[str, Scheme]
    dimensions: Mapping[str, Named]
    contents: Mapping[str, Content]
    indicators: Mapping[str, Indicator]
    place_types: Mapping[str, PlaceType]
    items: Mapping[str, CheckItem]
    methods: Mapping[str, str]
    grade_points: Mapping[str, Decimal]
    holder_share: Fraction  # of a lost field mark; the rest is the lead's
    bonus_cap: Decimal | None
    entries: Mapping[str, Entry]
    year_weights: Mapping[str, Decimal]
    remedies: Mapping[str, Remedy]
    level_names: Mapping[str, Named]

    @property
    def base(self) -> Scheme:
        """The scheme without a share in the total (主体系)."""
        return next(scheme for scheme in self.schemes.values() if scheme.share is None)

    def items_of(self, place_type: str) -> tuple[CheckItem, ...]:
        """The check items of one place type, in the order of the file."""
        return tuple(item for item in self.items.values() if item.place_type == place_type)

    def level_name(self, level: str) -> str:
        """What a level of a graded item is called in Chinese (好, 一般, 差), else its code."""
        return self.level_names[level].name_zh if level in self.level_names else level
