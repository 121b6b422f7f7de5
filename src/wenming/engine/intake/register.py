"""Names as documents write them, matched to a register of units (单位名称对照).

Pure: the register comes in as (key, name) pairs, aliases and former names among them. A name is sure
when it is one of them, or when both mean the same in the words of the trade (市工商局 is 市市场监管局 since
the reform of 2018). Everything else gives candidates: what is spelled or only sounds alike (市成管局).
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from pypinyin import Style, lazy_pinyin
from rapidfuzz import fuzz, process

from .who.trades import BODIES, TRADES

CANDIDATES = 3
# Below this likeness (0..100) a name is no candidate: 市文旅局 and 市教育局 share two of four.
LIKE_ENOUGH = 60
_LEVEL = re.compile(r"(?P<level>[省市州县区](?!场)|[\u4e00-\u9fff]{2,4}?[市州县区旗])(?=.)")
_BRACKET = re.compile(r"\(([^()]*)\)")
_TAIL = re.compile("(?:等(?:部门|单位)?|部门|系统|口)$")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A unit that a name may mean, and how like the two are, in per cent."""

    key: int
    likeness: int


@dataclass(frozen=True, slots=True)
class Matched:
    """What a name means.

    Attributes:
        key: the one unit; None where there is doubt.
        how: name, words (means the same), or "" where unsure.
        candidates: where unsure, the likeliest first.
    """

    key: int | None = None
    how: str = ""
    candidates: tuple[Candidate, ...] = ()


def plain_name(name: str, city: str = "") -> str:
    """`name` as it is compared: half-width, no space, 云澜市公安局 as 市公安局.

    >>> plain_name("云澜市 公安局", "云澜市")
    '市公安局'
    """
    folded = "".join(unicodedata.normalize("NFKC", name).split())
    return f"市{folded.removeprefix(city)}" if city and folded.startswith(city) else folded


@lru_cache(maxsize=16_384)
def meaning(name: str) -> tuple[str, str]:
    """(level, what it does) in standard words, so that two names of one body are equal.

    >>> meaning("市工商局") == meaning("市市场监督管理局"), meaning("市住房和城乡建设局")
    (True, ('市', '住建局'))
    """
    bare = _in_short(_BRACKET.sub("", name))
    match = _LEVEL.match(bare)
    level = match["level"] if match and not _is_place(bare) else ""
    rest = _in_short(bare[len(level) :])
    for pattern, standard in _trades():
        short = pattern.match(rest)
        if short:
            rest = standard + ("" if standard[-1] in "局委办队部" else _rank(rest[short.end() :]))
            break
    return level, rest


def _in_short(name: str) -> str:
    for pattern, standard in _bodies():
        name = pattern.sub(standard, name)
    return name


def _is_place(name: str) -> bool:
    """东湖区, 光华街道: nothing but a place; there is no level to take off."""
    return re.fullmatch(r"[\u4e00-\u9fff]{2,5}(?:[区县镇乡]|街道)", name) is not None


def _rank(rest: str) -> str:
    """局, 委 and 办 of one trade differ from city to city; a team or a company is another body."""
    return (
        "局"
        if rest in {"", "局", "委", "办", "委员会", "厅", "部门", "管理局", "主管部门"}
        else rest
    )


@cache
def _trades() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple(
        (re.compile(f"(?:{'|'.join(sorted(names.split(), key=len, reverse=True))})"), standard)
        for standard, names in TRADES.items()
    )


@cache
def _bodies() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern), standard) for pattern, standard in BODIES.items())


def _sound(name: str) -> str:
    return " ".join(lazy_pinyin(name, style=Style.NORMAL))


class Register:
    """All names of all units, read once; `add` lets a name mean a unit too."""

    def __init__(self, names: Iterable[tuple[int, str]] = (), *, city: str = "") -> None:
        self._city = city
        self._by_name: dict[str, set[int]] = defaultdict(set)
        self._by_meaning: dict[tuple[str, str], set[int]] = defaultdict(set)
        for key, name in names:
            self.add(key, name)

    def add(self, key: int, name: str) -> None:
        """Let `name` mean the unit `key` too."""
        plain = plain_name(name, self._city)
        self._by_name[plain].add(key)
        self._by_meaning[meaning(plain)].add(key)
        self.__dict__.pop("_by_sound", None)

    @cached_property
    def _by_sound(self) -> dict[str, set[int]]:
        found: dict[str, set[int]] = defaultdict(set)
        for name, keys in self._by_name.items():
            found[_sound(name)] |= keys
        for (level, words), keys in self._by_meaning.items():
            found[_sound(level + words)] |= keys
        return found

    def match(self, written: str) -> Matched:
        """The unit called `written`; else what comes near.

        >>> Register([(1, "市市场监督管理局"), (2, "市财政局")]).match("市工商局").key
        1
        """
        name = plain_name(written, self._city)
        same = self._by_name.get(name, set())
        if len(same) == 1:
            return Matched(next(iter(same)), "name")
        for form in () if same else self._forms(name):
            named = self._by_name.get(form, set())
            if len(named) == 1:
                return Matched(next(iter(named)), "name")
            meant = self._by_meaning.get(meaning(form), set()) if form else set()
            if len(meant) == 1 and _is_definite(form):
                return Matched(next(iter(meant)), "words")
        return Matched(candidates=self._candidates(name, same))

    @staticmethod
    def _forms(name: str) -> list[str]:
        """The name, without 等部门, and what stands before and in its bracket."""
        bare = _TAIL.sub("", name)
        inner = _BRACKET.search(bare)
        forms = [name, bare, _BRACKET.sub("", bare), inner[1] if inner else ""]
        return [form for form in dict.fromkeys(forms) if len(form) > 1]

    def _candidates(self, name: str, same: set[int]) -> tuple[Candidate, ...]:
        scores: dict[int, int] = dict.fromkeys(sorted(same), 100)
        level, words = meaning(name)
        for (other, what), keys in self._by_meaning.items():
            if what == words and (not level or not other or level == other):
                self._note(scores, keys, 95)
        found = process.extract(
            name, self._by_name.keys(), scorer=fuzz.WRatio,
            limit=3 * CANDIDATES, score_cutoff=LIKE_ENOUGH,
        )  # fmt: skip
        for near, score, _index in found:
            self._note(scores, self._by_name[near], round(score))
        sounds = process.extract(
            _sound(name), self._by_sound.keys(), scorer=fuzz.ratio,
            limit=CANDIDATES, score_cutoff=LIKE_SOUND,
        )  # fmt: skip
        for near, score, _index in sounds:
            self._note(scores, self._by_sound[near], round(score) - 2)
        best = sorted(scores.items(), key=lambda pair: -pair[1])
        return tuple(Candidate(key, score) for key, score in best[:CANDIDATES])

    @staticmethod
    def _note(scores: dict[int, int], keys: Iterable[int], score: int) -> None:
        for key in sorted(keys):
            scores[key] = max(score, scores.get(key, 0))


LIKE_SOUND = 85


def _is_definite(name: str) -> bool:
    """市工商局 says of which level; 工商局 or 城管 may be the city's or a district's."""
    return (
        bool(meaning(name)[0])
        or _is_place(name)
        or re.search("街道|镇|乡|管委会|政府", name) is not None
    )
