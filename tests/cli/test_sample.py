"""`wenming sample`."""

import json
from pathlib import Path

import pytest

from tests.engine import starter
from wenming.cli import main
from wenming.engine.sampling import FramePlace, draw, frame_digest

ROWS = [FramePlace("L16", f"A{n % 2}", f"P{n}") for n in range(5)]
TABLE = "place,place_type,area,unit\n" + "".join(f"{r.place},L16,{r.area},U\n" for r in ROWS)


def sample(folder: Path, text: str, seed: str = "abc", *more: str) -> int:
    path = folder / "places.csv"
    path.write_text(text, encoding="utf-8")
    return main(["sample", "--framework", str(starter.PATH), "--places", str(path),
                 "--seed", seed, *more])  # fmt: skip


def test_the_draw_of_the_engine_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert sample(tmp_path, TABLE, "abc", "--json") == 0

    printed = json.loads(capsys.readouterr().out)
    taken = draw(ROWS, {"L16": 1}, "abc")
    assert printed == {
        "seed": "abc",
        "frame": frame_digest(ROWS),
        "draw": [{"place_type": r.place_type, "area": r.area, "place": r.place} for r in taken],
    }


def test_the_draw_in_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert sample(tmp_path, TABLE) == 0

    words = capsys.readouterr().out
    assert f"抽样框 5 处，摘要 {frame_digest(ROWS)}" in words
    assert "抽中 1 处" in words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (TABLE + "P1,L16,A1,U\n", "第 7 行 place 列：“P1”与第 3 行重复"),
        (TABLE + "P9,L99,A1,U\n", "第 7 行 place_type 列：“L99”，应为测评体系中的点位类型编码"),
        (TABLE + ",L16,A1,U\n", "第 7 行 place 列：空，不能为空"),
        (TABLE + '"P,9",L16,A1,U\n', "含有逗号"),
        ("place,place_type\nP1,L16\n", "缺少列 area"),
    ],
)
def test_a_bad_frame_is_refused(
    tmp_path: Path, text: str, words: str, capsys: pytest.CaptureFixture[str]
):
    assert sample(tmp_path, text, "abc", "--json") == 1

    printed = capsys.readouterr()
    assert printed.out == ""
    assert words in printed.err


def test_a_seed_that_is_no_hex_ends_with_two(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert sample(tmp_path, TABLE, "XYZ") == 2
    assert "--seed：“XYZ”，应为小写十六进制数字" in capsys.readouterr().err
