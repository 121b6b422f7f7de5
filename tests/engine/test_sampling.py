"""A draw that anyone can check."""

from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.growth import assert_grows_at_most
from wenming.engine.errors import EngineError
from wenming.engine.sampling import (
    FramePlace,
    draw,
    frame_digest,
    seal,
    seed_of,
    simple_draw,
    verify,
)

SECRET = "0123456789abcdef" * 4
SEED = "5eed"


def frame(count: int, *, areas: int = 3, place_type: str = "L01") -> list[FramePlace]:
    return [FramePlace(place_type, f"A{n % areas}", f"{place_type}-{n:04d}") for n in range(count)]


def test_the_digest_is_that_of_the_sorted_lines():
    rows = [FramePlace("L02", "A1", "P2"), FramePlace("L01", "A2", "P1")]

    assert frame_digest(rows) == sha256(b"L01,A2,P1\nL02,A1,P2").hexdigest()
    assert frame_digest(reversed(rows)) == frame_digest(rows)


def test_the_seed_comes_from_the_secret_and_every_witness():
    assert seal(SECRET) == sha256(SECRET.encode()).hexdigest()
    assert seed_of(SECRET, ["春", "风"]) == sha256(f"{SECRET}:春:风".encode()).hexdigest()


@pytest.mark.parametrize("secret", ["abc", SECRET.upper(), SECRET + "0", ""])
def test_a_secret_is_64_lower_case_hex_digits(secret: str):
    with pytest.raises(EngineError, match="64 位小写十六进制"):
        seal(secret)


@pytest.mark.parametrize("texts", [[], [""], ["春", ""]])
def test_without_a_witness_there_is_no_seed(texts: list[str]):
    with pytest.raises(EngineError, match="至少要有一位见证人"):
        seed_of(SECRET, texts)


def by_the_book(rows: list[FramePlace], n: int, start_text: str) -> list[FramePlace]:
    """The three steps of the rule, for one stratum."""

    def digest(text: str) -> str:
        return sha256(text.encode()).hexdigest()

    ordered = sorted(rows, key=lambda row: row.area + "\0" + digest(f"{SEED}:{row.place}"))
    start = int(digest(start_text)[:12], 16) % len(rows)
    return [ordered[(start + k * len(rows)) // n] for k in range(n)]


def test_the_draw_follows_the_three_steps():
    rows = frame(17) + frame(5, place_type="L02")

    taken = draw(rows, {"L01": 4, "L02": 9}, SEED)

    assert taken == [
        *by_the_book(rows[:17], 4, f"{SEED}:L01"),
        *by_the_book(rows[17:], 5, f"{SEED}:L02"),
    ]


def test_a_draw_within_areas_runs_the_rule_in_each():
    rows = frame(9, areas=2)

    taken = draw(rows, {"L01": 2}, SEED, within_areas=True)

    first = [row for row in rows if row.area == "A0"]
    second = [row for row in rows if row.area == "A1"]
    assert taken == [
        *by_the_book(first, 2, f"{SEED}:L01:A0"),
        *by_the_book(second, 2, f"{SEED}:L01:A1"),
    ]


@settings(max_examples=60, deadline=None)
@given(count=st.integers(1, 60), n=st.integers(0, 70), seed=st.integers(0, 2**64))
def test_n_places_are_drawn_each_once_and_areas_in_proportion(count: int, n: int, seed: int):
    rows = frame(count)

    taken = draw(rows, {"L01": n}, f"{seed:x}")

    assert len(set(taken)) == len(taken) == min(n, count)
    for area in {row.area for row in rows}:
        share = sum(row.area == area for row in rows) * len(taken) / count
        assert abs(sum(row.area == area for row in taken) - share) < 1


def test_every_place_has_the_same_chance():
    rows = frame(7)
    counts = dict.fromkeys(rows, 0)
    for seed in range(2_100):
        for row in draw(rows, {"L01": 3}, f"{seed:x}"):
            counts[row] += 1

    assert all(abs(count - 900) < 120 for count in counts.values()), counts


def test_the_order_of_the_frame_and_types_without_size_do_not_matter():
    rows = frame(12) + frame(4, place_type="L02")

    assert draw(rows[::-1], {"L01": 3}, SEED) == draw(rows, {"L01": 3}, SEED)
    assert {row.place_type for row in draw(rows, {"L01": 3}, SEED)} == {"L01"}


@pytest.mark.parametrize("seed", ["", "XYZ", "ABCDEF", "12 34"])
def test_a_seed_is_lower_case_hex(seed: str):
    with pytest.raises(EngineError, match="小写十六进制"):
        draw(frame(3), {"L01": 1}, seed)


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([FramePlace("L01", "A", "P"), FramePlace("L02", "B", "P")], "点位 P 在抽样框中出现了两次"),
        ([FramePlace("L01", "A,B", "P")], "含有逗号"),
        ([FramePlace("L01", "A", "P\nQ")], "换行"),
    ],
)
def test_a_frame_that_could_be_read_in_two_ways_is_refused(rows: list[FramePlace], message: str):
    with pytest.raises(EngineError, match=message):
        frame_digest(rows)
    with pytest.raises(EngineError, match=message):
        draw(rows, {"L01": 1}, SEED)


def test_a_simple_draw_takes_n_in_any_order_of_the_list():
    places = [f"P{n}" for n in range(10)]

    taken = simple_draw(places, 3, "周三")

    assert len(set(taken)) == 3
    assert taken == simple_draw(reversed(places), 3, "周三")
    assert taken != simple_draw(places, 3, "周四")
    assert sorted(simple_draw(places, 20, "周三")) == sorted(places)


def published(**changes: object) -> list[str]:
    """Verify a true draw, one thing changed."""
    rows = frame(20)
    seed = seed_of(SECRET, ["春"])
    truth: dict[str, object] = {
        "frame": rows,
        "digest": frame_digest(rows),
        "secret": SECRET,
        "published_seal": seal(SECRET),
        "texts": ["春"],
        "sizes": {"L01": 4},
        "drawn": [row.place for row in draw(rows, {"L01": 4}, seed)],
    }
    return verify(**{**truth, **changes})  # type: ignore[arg-type]


def test_a_true_draw_verifies():
    assert published() == []


def test_what_does_not_agree_is_named():
    assert "改动过" in published(digest="0" * 64)[0]
    assert "封签不一致" in published(published_seal="0" * 64)[0]
    missing, extra = published(drawn=["L01-9999"])
    assert missing.startswith("应抽中而名单里没有：L01-")
    assert extra == "名单里有而不应抽中：L01-9999。"
    assert published(texts=["秋"])


def test_drawing_costs_hardly_more_than_a_straight_line():
    def work(places: int) -> None:
        assert len(draw(frame(places, areas=50), {"L01": 500}, SEED)) == 500

    assert_grows_at_most(work, small=10_000, large=100_000, factor=25)
