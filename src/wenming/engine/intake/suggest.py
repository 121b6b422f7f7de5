"""What a directive touches (关联建议): indicators it serves, place types, areas, duties that say the same.

Pure, and without any model: likeness is counted in words and pairs of characters, rare ones more than
common ones; `STANDARD` says in the words of frameworks what papers say in their own (牛皮癣 → 小广告 市容秩序).
It names words, never codes, so that it serves every edition. Build an `Advisor` once for a document.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from .who.associations import PLACES, STANDARD

_HAN = re.compile("[\u4e00-\u9fff]+")
_EMPTY = re.compile(
    "进一步|切实|认真|全面|大力|积极|确保|加强|落实|开展|组织|推进|完成|达到|不低于|以上|以下|全市|全区|全县|工作|牵头|配合|负责"
    "|责任单位|完成时限|各单位|各部门|要求|要|每[日天周月季年旬]|[上中下]旬|月底前|年底前|[一二三四五六七八九十]是"
)
# Of the likeness to the name of an indicator, and to what is checked under it.
_NAME_WEIGHT, _ITEM_WEIGHT = 3.0, 1.0
_LEAST_SCORE = 0.10
_SAME_AT, _DATED = 62, re.compile(r"\d+(?:\.\d+)?%?")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`code` fits by `score` (0..1, the best of a text near 1), for these words of the text."""

    code: str
    score: float
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Framework:
    """What a framework offers: code → name; code → the texts of the items checked under it."""

    indicators: Mapping[str, str]
    items: Mapping[str, Sequence[str]] = field(default_factory=dict)
    place_types: Mapping[str, str] = field(default_factory=dict)


class Advisor:
    """Suggests for one directive after the other."""

    def __init__(self, framework: Framework, areas: Mapping[str, str] | None = None) -> None:
        """`areas` is code → name, from the city down to the grid."""
        self._vectors: dict[str, Counter[str]] = {}
        for code, name in framework.indicators.items():
            terms = _weighted(_terms(name), _NAME_WEIGHT)
            for text in framework.items.get(code, ()):
                terms.update(_weighted(_terms(text), _ITEM_WEIGHT / 2))
            self._vectors[code] = terms
        spread = Counter(term for terms in self._vectors.values() for term in terms)
        count = len(self._vectors) or 1
        self._rarity = {term: math.log(1 + count / n) for term, n in spread.items()}
        self._lengths = {code: self._length(terms) for code, terms in self._vectors.items()}
        self._holders: dict[str, list[str]] = defaultdict(list)
        for code, terms in self._vectors.items():
            for term in terms:
                self._holders[term].append(code)
        self._places = {code: _place_words(name) for code, name in framework.place_types.items()}
        self._areas = {code: _area_words(name) for code, name in (areas or {}).items()}

    def indicators(self, text: str, *, most: int = 3) -> list[Suggestion]:
        """The indicators that the directive serves, likeliest first."""
        terms = _terms(_in_standard_words(text))
        scores: dict[str, float] = defaultdict(float)
        for term, count in terms.items():
            for code in self._holders.get(term, ()):
                weight = math.sqrt(count) * self._rarity[term] ** 2
                scores[code] += weight * math.sqrt(self._vectors[code][term])
        size = self._length(terms) or 1
        found = [
            Suggestion(
                code, round(score / (size * self._lengths[code]), 4), self._shared(code, terms)
            )
            for code, score in scores.items()
        ]
        found = [row for row in found if row.score >= _LEAST_SCORE]
        return sorted(found, key=lambda row: (-row.score, row.code))[:most]

    def place_types(self, text: str) -> list[Suggestion]:
        """The place types that the directive names, in its order."""
        return _named(text, self._places)

    def areas(self, text: str) -> list[Suggestion]:
        """The areas that the directive names, in its order."""
        return _named(text, self._areas)

    def _length(self, terms: Mapping[str, float]) -> float:
        return math.sqrt(sum(n * self._rarity.get(term, 1.0) ** 2 for term, n in terms.items()))

    def _shared(self, code: str, terms: Mapping[str, float]) -> tuple[str, ...]:
        shared = [term for term in terms if term in self._vectors[code]]
        return tuple(sorted(shared, key=lambda t: (-self._rarity[t], t))[:3])


def same_duties(text: str, duties: Mapping[str, str], *, most: int = 3) -> list[Suggestion]:
    """Duties (key → text) that order nearly the same as `text`, the likest first.

    Units, numbers and dates are left out of the comparison: the same thing is often asked for again
    with another date. Likeness is the share of words in common, by their weight.
    """
    terms = {key: _terms(_bare(words)) for key, words in duties.items()}
    wanted = _terms(_bare(text))
    spread = Counter(term for counted in (*terms.values(), wanted) for term in counted)
    count = len(terms) + 1
    weight = {term: math.log(1.5 + count / n) for term, n in spread.items()}
    found = [Suggestion(key, _likeness(wanted, other, weight)) for key, other in terms.items()]
    near = [row for row in found if row.score * 100 >= _SAME_AT]
    return sorted(near, key=lambda row: (-row.score, row.code))[:most]


def _likeness(
    one: Mapping[str, float], other: Mapping[str, float], weight: Mapping[str, float]
) -> float:
    """Twice what both say over what each says, by weight; a short text inside a long one counts too."""
    shared = sum(weight[t] for t in one.keys() & other.keys())
    first, second = (sum(weight[t] for t in terms) for terms in (one, other))
    if not shared or not first or not second:
        return 0.0
    whole = 2 * shared / (first + second)
    inside = shared / min(first, second)
    return round(max(whole, 0.8 * inside), 4)


def _bare(text: str) -> str:
    """Without numbers and dates, brackets and who does it."""
    text = re.sub(r"[(（][^()（）]*(?:单位|时限|时间)[^()（）]*[)）]", "", text)
    text = re.sub(r"由?[^,，。;；]{2,20}(?:牵头|配合|负责)[,，]?", "", text)
    return _DATED.sub("", _in_standard_words(text))


def _terms(text: str) -> Counter[str]:
    """Pairs of characters of the words that carry meaning."""
    bare = _EMPTY.sub(" ", text)
    return Counter(word[at : at + 2] for word in _HAN.findall(bare) for at in range(len(word) - 1))


def _weighted(terms: Counter[str], weight: float) -> Counter[str]:
    return Counter({term: max(1, round(weight * 2)) for term in terms})


def _in_standard_words(text: str) -> str:
    """The text, with the words of frameworks for its own added to it."""
    added = [words for said, words in STANDARD if said.search(text)]
    return " ".join([text, *added])


def _place_words(name: str) -> tuple[str, ...]:
    """The name of a place type without its brackets, and what people call such places."""
    bare = re.sub(r"[(（][^)）]*[)）]", "", name)
    own = [part for part in re.split("[和及、]", bare) if len(part) > 1]
    called = [words for key, words in PLACES.items() if key in bare]
    return tuple(dict.fromkeys([bare, *own, *(w for words in called for w in words.split())]))


def _area_words(name: str) -> tuple[str, ...]:
    """东湖区 also as 东湖区政府; 光华街道办事处 as 光华街道; never a bare 东湖."""
    return (re.sub("(?:办事处|人民政府|居委会|村委会)$", "", name),)


def _inside(place: tuple[int, int], other: tuple[int, int]) -> bool:
    return other[0] <= place[0] and place[1] <= other[1] and place != other


def _named(text: str, known: Mapping[str, Iterable[str]]) -> list[Suggestion]:
    """What the text names; a longer name hides a shorter one inside it (农贸市场 and 市场)."""
    hits = [
        (text.find(word), -len(word), code, word)
        for code, words in known.items()
        for word in words
        if word in text
    ]
    found: dict[str, tuple[int, str]] = {}
    taken: list[tuple[int, int]] = []
    for _start, _length, code, word in sorted(hits, key=lambda hit: (hit[1], hit[0], hit[2])):
        places = [m.span() for m in re.finditer(re.escape(word), text)]
        free = [place for place in places if not any(_inside(place, other) for other in taken)]
        if free and code not in found:
            found[code] = (free[0][0], word)
            taken += free
    ordered = sorted(found.items(), key=lambda pair: (pair[1][0], pair[0]))
    return [Suggestion(code, 1.0, (word,)) for code, (_start, word) in ordered]
