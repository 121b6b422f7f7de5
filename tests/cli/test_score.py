"""`wenming score`: what it reads, what it refuses by row and column, what it writes."""

import csv
import json
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.engine import cases, starter
from wenming.cli import main

OBSERVATIONS = "city,round,place,item,visit,outcome,count"
PLACES = "city,place,place_type,unit\nC0,P1,L01,U1\nC0,P2,L02,\n"
SURVEY = "city,round,indicator,respondent,favourable"
MATERIALS = "city,round,indicator,requirement,accepted"
STATISTICS = "city,round,indicator,value"
MET = "C0,R1,P1,L01-12,0,met,"


class Desk:
    """A folder with tables, and the program run on them."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self.capsys = capsys
        self.files: dict[str, Path] = {}
        self.put("observations", f"{OBSERVATIONS}\n{MET}\n")
        self.put("places", PLACES)

    def put(self, table: str, text: str | bytes, suffix: str = "csv") -> None:
        path = self.folder / f"{table}.{suffix}"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        self.files[table] = path

    def run(self, *more: str) -> int:
        files = [part for name, path in self.files.items() for part in (f"--{name}", str(path))]
        return main(["score", "--framework", str(starter.PATH), *files, *more])

    def results(self, *more: str) -> list[dict[str, Any]]:
        assert self.run("--json", *more) == 0
        return list(json.loads(self.capsys.readouterr().out)["results"])

    def refusal(self, *more: str, code: int = 1) -> str:
        assert self.run("--json", *more) == code
        printed = self.capsys.readouterr()
        assert printed.out == ""
        return printed.err.replace(f"{self.folder}/", "").strip()


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    return Desk(tmp_path, capsys)


def indicator(results: list[dict[str, Any]], code: str) -> dict[str, Any]:
    return next(dict(row) for row in results[0]["indicators"] if row["code"] == code)


# --- What is read --------------------------------------------------------------------------


def test_only_observations_are_needed(desk: Desk):
    del desk.files["places"]

    results = desk.results()

    assert [(r["city"], r["round"]) for r in results] == [("C0", "R1")]
    assert indicator(results, "D06-05")["value"] == 100


def test_owners_answer_where_places_are_unknown(desk: Desk):
    del desk.files["places"]
    desk.put("observations", f"{OBSERVATIONS}\nC0,R1,P1,L01-12,0,not_met,\n")
    desk.put("owners", "place,item,unit\nP1,L01-12,water\n")

    assert [row["unit"] for row in desk.results()[0]["attribution"]] == ["water"]


def test_a_table_without_rows_gives_no_results(desk: Desk):
    desk.put("observations", f"{OBSERVATIONS}\n")

    assert desk.results() == []
    assert desk.run() == 0
    assert desk.capsys.readouterr().out == "没有数据。\n"


def test_a_round_of_which_nothing_applies_is_a_result(desk: Desk):
    desk.put("observations", f"{OBSERVATIONS}\nC0,R1,P1,L01-12,0,not_applicable,\n")

    results = desk.results()

    assert not any(row["measured"] for row in results[0]["indicators"])


def test_rounds_of_other_methods_only_are_results(desk: Desk):
    desk.put("materials", f"{MATERIALS}\nC9,R1,D01-01,M1,1\n")

    assert [row["city"] for row in desk.results()] == ["C0", "C9"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_tables_in_other_encodings(desk: Desk, encoding: str):
    row = "C0,R1,文化广场,L01-12,0,met,"
    desk.put("observations", f"{OBSERVATIONS}\r\n{row}\r\n".encode(encoding))
    desk.put("places", "place,place_type,unit\n文化广场,L01,街道\n".encode(encoding))

    assert len(desk.results()) == 1


def test_columns_in_any_order_and_case_and_unknown_ones_are_noted(desk: Desk):
    desk.put("observations", "Note,Count,Outcome,Visit,Item,Place,Round,City\n"
             "x,2.0,,00,L01-02,P1,R1,C0\n")  # fmt: skip

    assert desk.run("--json") == 0

    printed = desk.capsys.readouterr()
    assert "没有用到的列：note" in printed.err
    assert indicator(json.loads(printed.out)["results"], "D01-05")["n"] == 1


def test_parquet_gives_the_same_bytes_as_csv(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    from random import Random

    random = Random(5)
    framework = cases.framework(random)
    paths = cases.write(tmp_path, cases.tables(random, framework))
    path = tmp_path / "framework.yaml"
    path.write_text(json.dumps(framework, default=str), encoding="utf-8")
    parquet = {}
    for name, source in paths.items():
        parquet[name] = tmp_path / f"{name}[1].parquet"  # a name that is a pattern elsewhere
        duckdb.execute(f"COPY (SELECT * FROM read_csv('{source}')) TO '{parquet[name]}'")

    printed = []
    for files in (paths, parquet):
        arguments = [part for name, file in files.items() for part in (f"--{name}", str(file))]
        assert main(["score", "--json", "--framework", str(path), *arguments]) == 0
        printed.append(capsys.readouterr().out)

    assert printed[0] == printed[1]


def test_a_round_in_words(desk: Desk):
    desk.put("observations", f"{OBSERVATIONS}\n{MET}\nC0,R1,P1,L01-02,0,,2\n")

    assert desk.run() == 0

    words = desk.capsys.readouterr().out
    assert "C0 R1  总分" in words
    assert "minors：得分率 未测评" in words
    assert "D01-05 公益广告质量与维护：33.33，D 档（<60）" in words


# --- What is refused -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "column", "value", "expected"),
    [
        ("C0,R1,P1,L01-99,0,met,", "item", "“L01-99”", "应为测评体系中的细项编码"),
        ("C0,R1,P9,L01-12,0,met,", "place", "“P9”", "应为点位表中该城市的点位编码"),
        ("C1,R1,P1,L01-12,0,met,", "place", "“P1”", "应为点位表中该城市的点位编码"),
        ("C0,R1,P1,L02-09,0,met,", "item", "“L02-09”", "这个点位的类型是 L01"),
        ("C0,R1,P1,L01-12,0,yes,", "outcome", "“yes”", "应为 met、not_met、not_applicable 之一"),
        ("C0,R1,P1,L01-12,0,,", "outcome", "空", "应为 met"),
        ("C0,R1,P1,L01-12,0,met,3", "count", "“3”", "数目（count）应为空"),
        ("C0,R1,P1,L01-02,0,,", "count", "空", "应为不小于 0 的整数"),
        ("C0,R1,P1,L01-02,0,met,1", "outcome", "“met”", "结果为空"),
        ("C0,R1,P1,L01-02,0,not_applicable,1", "count", "“1”", "数目为空"),
        ("C0,R1,P1,L01-02,0,,-1", "count", "“-1”", "应为不小于 0 的整数或空"),
        ("C0,R1,P1,L01-02,0,,1.5", "count", "“1.5”", "应为不小于 0 的整数或空"),
        ("C0,R1,P1,L01-02,0,," + "9" * 20, "count", "“9999", "应为不小于 0 的整数或空"),
        ("C0,R1,P1,L01-12,,met,", "visit", "空", "应为不小于 0 的整数"),
        ("C0,R1,P1,L01-12,-1,met,", "visit", "“-1”", "应为不小于 0 的整数"),
        (",R1,P1,L01-12,0,met,", "city", "空", "不能为空"),
        ("C0,,P1,L01-12,0,met,", "round", "空", "不能为空"),
        ("C0,R1,,L01-12,0,met,", "place", "空", "不能为空"),
    ],
)
def test_a_bad_observation_is_refused_by_row_and_column(
    desk: Desk, row: str, column: str, value: str, expected: str
):
    desk.put("observations", f"{OBSERVATIONS}\nC0,R1,P2,L02-09,0,met,\n{row}\n")

    refusal = desk.refusal()

    assert refusal.startswith(f"observations.csv 第 3 行 {column} 列：{value}")
    assert expected in refusal


def test_a_second_verdict_on_one_item_in_one_visit_is_refused(desk: Desk):
    again = "C0,R1,P1,L01-12,00,not_met,"
    desk.put("observations", f"{OBSERVATIONS}\n{MET}\nC0,R1,P1,L01-12,1,met,\n{again}\n")

    assert desk.refusal() == (
        "observations.csv 第 4 行 city、round、place、item、visit 列："
        "“C0、R1、P1、L01-12、0”与第 2 行重复，同一键只能有一行。"
    )


def test_the_check_for_duplicates_can_be_left_out(desk: Desk):
    desk.put("observations", f"{OBSERVATIONS}\n{MET}\n{MET}\n")

    assert indicator(desk.results("--no-unique-check"), "D06-05")["n"] == 2


def test_visits_whose_hashes_meet_are_no_duplicates(desk: Desk, monkeypatch: pytest.MonkeyPatch):
    from wenming.cli.session import Session

    run = Session.run
    monkeypatch.setattr(
        Session, "run",
        lambda self, sql, parameters=None: run(
            self, sql.replace("hash(city, round, place, visit)", "1"), parameters
        ),
    )  # fmt: skip
    desk.put("observations", f"{OBSERVATIONS}\n{MET}\nC0,R1,P1,L01-12,1,met,\n")
    assert indicator(desk.results(), "D06-05")["n"] == 2

    desk.put("observations", f"{OBSERVATIONS}\n{MET}\n{MET}\n")
    assert "与第 2 行重复" in desk.refusal()


@pytest.mark.parametrize(
    ("table", "text", "where", "words"),
    [
        ("places", "city,place,place_type,unit\nC0,P1,L01,a\nC0,P1,L01,b", "第 3 行 place", "与第 2 行重复"),
        ("places", "city,place,place_type,unit\n,P1,L01,a\nC0,P1,L01,b", "第 3 行 place", "与第 2 行重复"),
        ("places", "place,place_type,unit\nP1,L99,a", "第 2 行 place_type", "应为测评体系中的点位类型编码"),
        ("places", "place,place_type,unit\n,L01,a", "第 2 行 place", "不能为空"),
        ("leads", "indicator,unit\nD01-04,a\nD01-05,a\nD01-04,a", "第 4 行 indicator、unit", "与第 2 行重复"),
        ("leads", "indicator,unit\nD99-04,a", "第 2 行 indicator", "应为测评体系中的指标编码"),
        ("leads", "indicator,unit\nD01-04,", "第 2 行 unit", "不能为空"),
        ("owners", "place,item,unit\nP1,L99-1,a", "第 2 行 item", "应为测评体系中的细项编码"),
        ("owners", "place,item,unit\nP7,L01-12,a", "第 2 行 place", "应为点位表中的点位编码"),
        ("owners", "place,item,unit\nP1,L01-12,a\nP1,L01-12,b", "第 3 行 place、item", "与第 2 行重复"),
        ("survey", f"{SURVEY}\nC0,R1,D01-03,Q1,2", "第 2 行 favourable", "应为 1、0 或空"),
        ("survey", f"{SURVEY},weight\nC0,R1,D01-03,Q1,1,0", "第 2 行 weight", "应为大于 0"),
        ("survey", f"{SURVEY},weight\nC0,R1,D01-03,Q1,1,0.12345", "第 2 行 weight", "最多四位小数"),
        ("survey", f"{SURVEY},weight\nC0,R1,D01-03,Q1,1,100.5", "第 2 行 weight", "不大于 100"),
        ("survey", f"{SURVEY}\nC0,R1,D01-04,Q1,1", "第 2 行 indicator", "归入 survey 的指标"),
        ("survey", f"{SURVEY}\n" + "C0,R1,D01-03,Q1,1\n" * 2, "第 3 行 city、round", "重复"),
        ("materials", f"{MATERIALS}\nC0,R1,D01-01,M1,", "第 2 行 accepted", "应为 1 或 0"),
        ("statistics", f"{STATISTICS}\nC0,R1,D02-04,85%", "第 2 行 value", "应为十进制数"),
        ("statistics", f"{STATISTICS}\nC0,R1,D02-04,", "第 2 行 value", "应为十进制数"),
        ("statistics", f"{STATISTICS}\nC0,R1,D02-04,1\nC0,R1,D02-04,2", "第 3 行 city、round", "重复"),
        ("events", "city,round,code\nC0,R1,X1", "第 2 行 code", "应为加分项或负面清单的编码"),
        ("events", "city,round,code\nC0,R1,B01\nC0,R9,B01", "第 3 行 city、round", "应为有数据的城市和轮次"),
    ],
)  # fmt: skip
def test_a_bad_row_of_any_table_is_refused(
    desk: Desk, table: str, text: str, where: str, words: str
):
    desk.put(table, text)

    refusal = desk.refusal()

    assert refusal.startswith(f"{table}.csv {where}")
    assert words in refusal


def test_the_same_event_twice_is_two_events(desk: Desk):
    desk.put("events", "city,round,code\n" + "C0,R1,B03\n" * 3)

    assert desk.results()[0]["schemes"]["city"]["bonus"] == 3


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "没有表头"),
        ("city,round,place,item,visit,outcome\n", "缺少列 count"),
        (f"{OBSERVATIONS},city\n", "列名 city 出现了两次"),
        (f"{OBSERVATIONS}\n{MET},more\n", "第 2 行与表头的列数不符"),
        (f"{OBSERVATIONS}\nC0,R1\n", "第 2 行与表头的列数不符"),
        (f'{OBSERVATIONS}\nC0,R1,"P1,L01-12,0,met,\n', "引号没有配对"),
    ],
)
def test_a_broken_table_is_faulty(desk: Desk, text: str, words: str):
    desk.put("observations", text)

    assert words in desk.refusal()


@pytest.mark.parametrize(
    ("suffix", "content", "words"),
    [("csv", b"\x00\x01", "不是文本文件"), ("parquet", b"PAR1", "不是可以读取的 Parquet")],
)
def test_what_is_no_table_ends_with_two(desk: Desk, suffix: str, content: bytes, words: str):
    desk.put("observations", content, suffix)

    assert words in desk.refusal(code=2)


def test_a_parquet_file_with_a_hole_ends_with_two(desk: Desk):
    path = desk.folder / "observations.parquet"
    rows = f"SELECT * FROM read_csv('{desk.files['observations']}', all_varchar = true)"
    duckdb.execute(f"COPY ({rows}) TO '{path}'")
    content = bytearray(path.read_bytes())
    content[4:60] = bytes(56)
    path.write_bytes(content)
    desk.files["observations"] = path

    assert "不是完整的 Parquet 文件" in desk.refusal(code=2)


def test_a_table_that_is_not_there_ends_with_two(desk: Desk):
    desk.files["leads"] = desk.folder / "none.csv"

    assert "没有这个文件" in desk.refusal(code=2)


def test_a_faulty_framework_ends_with_one(desk: Desk, capsys: pytest.CaptureFixture[str]):
    path = desk.folder / "framework.yaml"
    path.write_text("meta: {}\n", encoding="utf-8")

    code = main(["score", "--framework", str(path), "--observations", "none.csv"])

    assert code == 1
    assert "测评体系有误" in capsys.readouterr().err


# --- The local standard --------------------------------------------------------------------

OVERLAY = """\
meta: {id: own, version: 1, base: {id: starter-cn-2026, version: 1}}
indicators: [{code: D06-03, grades: {A: 97}}]
check_items:
  - {code: L02-90, place_type: L02, indicator: D06-03, text_zh: 占道堆物,
     scoring: {type: deduct, max: 4, per_finding: 1}}
"""
OWN = f"{OBSERVATIONS}\nC0,R1,P2,L02-06,0,,0\nC0,R1,P2,L02-90,0,,2\n"


@pytest.fixture
def overlay(desk: Desk) -> str:
    """An overlay that makes D06-03 stricter and looks at one thing more."""
    path = desk.folder / "overlay.yaml"
    path.write_text(OVERLAY, encoding="utf-8")
    return str(path)


def test_an_overlay_prints_both_results(desk: Desk, overlay: str):
    desk.put("observations", OWN)

    assert desk.run("--json", "--overlay", overlay) == 0

    printed = json.loads(desk.capsys.readouterr().out)
    base = indicator(printed["results"], "D06-03")
    local = indicator(printed["local"], "D06-03")
    assert (base["value"], base["n"], base["share"]) == (100, 1, 1)
    assert (local["value"], local["n"], local["share"]) == (75, 2, 0.75)
    assert (base["gaps"]["A"], local["gaps"]["A"]) == (0, 22)
    assert printed["local"][0]["combined"]["total"] < printed["results"][0]["combined"]["total"]


def test_an_item_of_the_overlay_is_unknown_without_it(desk: Desk):
    desk.put("observations", OWN)

    assert "“L02-90”，应为测评体系中的细项编码" in desk.refusal()


def test_a_bad_verdict_on_an_item_of_the_overlay_is_refused(desk: Desk, overlay: str):
    desk.put("observations", f"{OBSERVATIONS}\nC0,R1,P2,L02-90,0,met,\n")

    assert "第 2 行 outcome 列：“met”" in desk.refusal("--overlay", overlay)


def test_place_scores_are_those_of_the_base(desk: Desk, overlay: str):
    desk.put("observations", OWN)
    out = desk.folder / "places_out.csv"

    desk.results("--overlay", overlay, "--places-out", str(out))

    with out.open(encoding="utf-8") as file:
        assert [row["score"] for row in csv.DictReader(file)] == ["100.0"]


def test_both_standards_in_words(desk: Desk, overlay: str):
    desk.put("observations", OWN)

    assert desk.run("--overlay", overlay) == 0

    words = desk.capsys.readouterr().out
    assert words.index("C0 R1  总分") < words.index("按本地加严标准  总分")
    assert "：75.00，B 档（75–97）" in words[words.index("按本地加严标准") :]


def test_a_looser_overlay_ends_with_one(desk: Desk, overlay: str):
    path = desk.folder / "overlay.yaml"
    path.write_text(OVERLAY.replace("A: 97", "A: 10"), encoding="utf-8")

    refusal = desk.refusal("--overlay", overlay)

    assert refusal.startswith(
        "overlay.yaml：测评体系有误，indicators[1] D06-03 grades.A：比基准版放宽"
    )


# --- Place scores --------------------------------------------------------------------------

VISITS = f"""{OBSERVATIONS}
C0,R1,P2,L02-06,1,,2
C0,R1,P2,L02-10,1,not_met,
C0,R1,P2,L02-05,1,,0
C0,R1,P1,L01-12,0,not_applicable,
C0,R1,P1,L01-02,2,,1
"""


def test_place_scores_are_written_visit_by_visit(desk: Desk):
    desk.put("observations", VISITS)
    out = desk.folder / "places_out.csv"

    desk.results("--places-out", str(out))

    with out.open(encoding="utf-8") as file:
        rows = [list(row.values()) for row in csv.DictReader(file)]
    assert [row[:4] for row in rows] == [
        ["C0", "R1", "P1", "0"], ["C0", "R1", "P1", "2"], ["C0", "R1", "P2", "1"],
    ]  # fmt: skip
    assert rows[0][4:] == ["0.0", "0.0", "", ""]
    assert [float(x) for x in rows[1][4:7]] == pytest.approx([2, 3, 200 / 3])
    assert rows[2][4:] == ["7.0", "13.0", "53.84615384615385", "L02-10"]


def test_a_cap_lowers_a_place(desk: Desk):
    good = "".join(f"C0,R1,P2,L02-0{n},1,,0\n" for n in (5, 6, 7, 8))
    desk.put("observations", f"{OBSERVATIONS}\n{good}C0,R1,P2,L02-10,1,not_met,\n")
    out = desk.folder / "places_out.parquet"

    desk.results("--places-out", str(out))

    assert duckdb.execute(f"SELECT score, cap_item FROM '{out}'").fetchall() == [(60, "L02-10")]


def test_nothing_is_written_when_a_row_is_bad(desk: Desk):
    desk.put("observations", f"{VISITS}C0,R1,P1,L01-12,0,yes,\n")
    out = desk.folder / "places_out.csv"

    desk.refusal("--places-out", str(out))

    assert not out.exists()


def test_a_place_that_cannot_be_written_to_ends_with_two(desk: Desk):
    assert "无法写入" in desk.refusal("--places-out", str(desk.folder / "no" / "x.csv"), code=2)
