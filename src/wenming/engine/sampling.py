"""A draw that anyone can check with `sha256sum` and a calculator (可核验抽样).

Before a round the digest of the frame and the seal of a secret are published; then witnesses of
other units enter short texts. The seed comes from both, so neither the office nor a witness can
choose the draw. No library's random generator is involved.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from .errors import EngineError
from .wording import said

SECRET = re.compile(r"[0-9a-f]{64}")
SEED = re.compile(r"[0-9a-f]+")


@dataclass(frozen=True, slots=True, order=True)
class FramePlace:
    """One place of the frame (抽样框). `area` is the code at the level that the round names."""

    place_type: str
    area: str
    place: str

    @property
    def line(self) -> str:
        return f"{self.place_type},{self.area},{self.place}"


def frame_digest(frame: Iterable[FramePlace]) -> str:
    """SHA-256 of the lines `place_type,area,place`, sorted by code point, joined by LF (框摘要).

    Raises:
        EngineError: a place stands in the frame twice, or a code holds a comma or line break.

    >>> frame_digest([FramePlace("L01", "A1", "P1")])[:12]
    '140b3ee32068'
    """
    lines = sorted(row.line for row in _checked(frame))
    return _hex("\n".join(lines))


def seal(secret: str) -> str:
    """The seal of a secret of 64 lower-case hex digits (封签), published before the draw.

    >>> seal("0" * 64)[:12]
    '60e05bd1b195'
    """
    if not SECRET.fullmatch(secret):
        raise EngineError(said("密钥应为 64 位小写十六进制数字。"))
    return _hex(secret)


def seed_of(secret: str, texts: Sequence[str]) -> str:
    """Seed of the draw: SHA-256 of `secret:text1:text2…`.

    Raises:
        EngineError: no witness has entered a text, or a text is empty.
    """
    seal(secret)
    if not texts or not all(texts):
        raise EngineError(said("至少要有一位见证人输入一段文字，才能产生随机种子。"))
    return _hex(":".join([secret, *texts]))


def draw(
    frame: Iterable[FramePlace],
    sizes: Mapping[str, int],
    seed: str,
    *,
    within_areas: bool = False,
) -> list[FramePlace]:
    """Draw places by a seed (抽取点位).

    Every place of a type has the chance n/N exactly, areas share in proportion:
    1. order the N places of a type by (area, SHA-256 of `seed:place`);
    2. s = first 12 hex digits of SHA-256 of `seed:place_type`, mod N;
    3. take the positions ⌊(s + k·N) ÷ n⌋ for k = 0 … n−1.

    Args:
        frame: places, any order.
        sizes: n of each place type; at most N are taken, a type without n is not drawn.
        seed: lower-case hex.
        within_areas: n is taken in every area, with `seed:place_type:area` in step 2.

    Returns:
        place types (and areas) by code, places in the order taken.

    Raises:
        EngineError: as `frame_digest`; a seed that is not lower-case hex.
    """
    if not SEED.fullmatch(seed):
        raise EngineError(said("随机种子应为小写十六进制数字。"))
    strata: dict[tuple[str, ...], list[FramePlace]] = {}
    for row in _checked(frame):
        area = (row.area,) if within_areas else ()
        strata.setdefault((row.place_type, *area), []).append(row)
    taken: list[FramePlace] = []
    for key in sorted(strata):
        taken += _systematic(strata[key], sizes.get(key[0], 0), seed, ":".join([seed, *key]))
    return taken


def simple_draw(places: Iterable[str], n: int, seed: str) -> list[str]:
    """A plain random choice of `n` of `places`: the lowest SHA-256 of `seed:place` (简单抽取).

    For rounds without seal and witness; the seed is whatever the caller says and records.

    >>> simple_draw(["P1", "P2", "P3"], 2, "any text") == simple_draw(
    ...     ["P3", "P2", "P1"], 2, "any text")
    True
    """
    return sorted(set(places), key=lambda place: (_hex(f"{seed}:{place}"), place))[:n]


def verify(
    *,
    frame: Sequence[FramePlace],
    digest: str,
    secret: str,
    published_seal: str,
    texts: Sequence[str],
    sizes: Mapping[str, int],
    drawn: Iterable[str],
    within_areas: bool = False,
) -> list[str]:
    """Recompute a published draw (核验); what does not agree, in sentences (see `wording`).

    Args:
        frame: as stored with the round; `digest` and `published_seal` as published before it.
        secret, texts: as published after closing.
        drawn: the places that were visited as drawn.

    Returns:
        nothing when everything agrees.
    """
    faults: list[str] = []
    if frame_digest(frame) != digest:
        faults.append(said("抽样框的摘要与公布的不一致：名单在公布后改动过。"))
    if seal(secret) != published_seal:
        faults.append(said("密钥与公布的封签不一致。"))
    again = {
        row.place for row in draw(frame, sizes, seed_of(secret, texts), within_areas=within_areas)
    }
    listed = set(drawn)
    if again - listed:
        faults.append(said("应抽中而名单里没有：%(places)s。", places=sorted(again - listed)))
    if listed - again:
        faults.append(said("名单里有而不应抽中：%(places)s。", places=sorted(listed - again)))
    return faults


def _systematic(rows: list[FramePlace], size: int, seed: str, start_text: str) -> list[FramePlace]:
    total = len(rows)
    n = min(size, total)
    ordered = sorted(rows, key=lambda row: (row.area, _hex(f"{seed}:{row.place}")))
    start = int(_hex(start_text)[:12], 16) % total
    return [ordered[(start + k * total) // n] for k in range(n)]


def _checked(frame: Iterable[FramePlace]) -> Iterable[FramePlace]:
    """The rows, each place once; the digest would be ambiguous with commas in codes."""
    seen: set[str] = set()
    for row in frame:
        if row.place in seen:
            raise EngineError(said("点位 %(place)s 在抽样框中出现了两次。", place=row.place))
        seen.add(row.place)
        if row.line.count(",") != 2 or not row.line.isprintable():
            raise EngineError(
                said(
                    "点位 %(place)s 的编码、类型或区域含有逗号、换行或不可见字符。",
                    place=repr(row.place),
                )
            )
        yield row


def _hex(text: str) -> str:
    return sha256(text.encode()).hexdigest()
