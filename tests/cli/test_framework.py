"""`wenming framework check`."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.engine import starter
from wenming.cli import main
from wenming.framework.workbooks import xlsx_of

EMPTY = {"dimensions": 0, "indicators": 0, "place_types": 0, "check_items": 0}


@pytest.fixture
def text() -> str:
    return starter.PATH.read_text(encoding="utf-8")


def check(path: Path, *more: str) -> int:
    return main(["framework", "check", str(path), *more])


def test_a_clean_framework(capsys: pytest.CaptureFixture[str]):
    assert check(starter.PATH, "--json") == 0

    assert json.loads(capsys.readouterr().out) == {
        "ok": True,
        "errors": [],
        "warnings": [],
        "counts": {"dimensions": 11, "indicators": 110, "place_types": 40, "check_items": 345},
    }


def test_a_faulty_framework(tmp_path: Path, text: str, capsys: pytest.CaptureFixture[str]):
    path = tmp_path / "faulty.yaml"
    path.write_text(text.replace("weight: 1.28", "weight: 1.30"), encoding="utf-8")

    assert check(path, "--json") == 1
    report = json.loads(capsys.readouterr().out)
    assert check(path) == 1
    words = capsys.readouterr().out

    assert report["errors"] == [
        {"where": "meta schemes.city", "message": "权重之和是 100.02，应为满分 100。"}
    ]
    assert "错误  meta schemes.city：权重之和是 100.02，应为满分 100。" in words
    assert "1 处错误，0 处提醒" in words


def test_the_words_are_english_where_the_environment_is(
    tmp_path: Path,
    text: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
):
    path = tmp_path / "faulty.yaml"
    path.write_text(text.replace("dimension: D01", "dimension: D99", 1), encoding="utf-8")
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")

    assert check(path, "--json") == 1
    report = json.loads(capsys.readouterr().out)
    assert check(path) == 1
    words = capsys.readouterr().out
    assert check(tmp_path / "gone.yaml") == 2
    refusal = capsys.readouterr().err

    assert report["errors"][0]["message"] == "没有维度“D99”。"
    assert "D01-01 dimension: There is no dimension “D99”." in words
    assert refusal == f"{tmp_path / 'gone.yaml'}: there is no such file.\n"


def test_a_key_given_twice_is_a_fault(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    path = tmp_path / "twice.yaml"
    path.write_text("meta: 1\nmeta: 2\n", encoding="utf-8")

    assert check(path, "--json") == 1

    report = json.loads(capsys.readouterr().out)
    assert (report["ok"], report["counts"]) == (False, EMPTY)
    assert "第 2 行第 1 列：“meta”写了两次" in report["errors"][0]["message"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_other_encodings_are_read(tmp_path: Path, text: str, encoding: str):
    path = tmp_path / "framework.yaml"
    path.write_text(text, encoding=encoding)

    assert check(path) == 0


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("broken.yaml", b"a: [1", "不是正确的 YAML"),
        ("zeros.yaml", b"a: \x00\x01", "不是文本文件"),
        ("latin.yaml", b"\xff\xff\xff", "不是 UTF-8 或 GB18030"),
        ("book.xlsx", b"PK", "文件已损坏"),
        ("book.xlsx", b"a: 1", "不是 xlsx 表格"),
    ],
)
def test_what_cannot_be_read_ends_with_two(
    tmp_path: Path, name: str, content: bytes, words: str, capsys: pytest.CaptureFixture[str]
):
    path = tmp_path / name
    path.write_bytes(content)

    assert check(path, "--json") == 2

    printed = capsys.readouterr()
    assert printed.out == ""
    assert f"{path}：" in printed.err
    assert words in printed.err


def test_no_file_and_folders_end_with_two(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert check(tmp_path / "none.yaml") == 2
    assert "没有这个文件" in capsys.readouterr().err
    assert check(tmp_path) == 2
    assert "这是文件夹" in capsys.readouterr().err


def workbook(path: Path, **cells: object) -> Path:
    """The starter as a workbook, with some cells of 指标 changed."""
    book = load_workbook(io.BytesIO(xlsx_of(starter.data())))
    for place, value in cells.items():
        book["指标"][place] = value
    book.save(path)
    return path


def test_a_workbook_is_checked_without_any_configuration(tmp_path: Path):
    path = workbook(tmp_path / "framework.xlsx")
    bare = {k: v for k, v in os.environ.items() if not k.startswith(("WENMING", "DJANGO"))}

    done = subprocess.run(
        [sys.executable, "-m", "wenming", "framework", "check", str(path), "--json"],
        env=bare,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["counts"]["check_items"] == 345


def test_faults_of_a_workbook_have_sheet_row_and_column(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    path = workbook(tmp_path / "framework.xlsx", G2="1.30")

    assert check(path, "--json") == 1

    assert json.loads(capsys.readouterr().out)["errors"] == [
        {"where": "体系 第 2 行", "message": "权重之和是 100.02，应为满分 100。"}
    ]
