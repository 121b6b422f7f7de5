"""`wenming intake`: what it prints and with which code it ends."""

import json

import pytest

from wenming.cli import main

PLAN = (
    "清理行动方案\n一、任务\n1.市住建局要在2025年6月底前修补道路12条。\n2.市城管局每周巡查一次。\n"
)


@pytest.fixture
def wenming(capsys):
    """Runs `wenming intake` with arguments; gives code, output, errors."""

    def call(*arguments):
        code = main(["intake", *map(str, arguments)])
        said = capsys.readouterr()
        return code, said.out, said.err

    return call


@pytest.fixture
def plan(tmp_path):
    path = tmp_path / "方案.txt"
    path.write_text(PLAN, encoding="utf-8")
    return path


def test_one_file_prints_one_object_in_the_draft_schema(wenming, plan):
    code, out, _ = wenming(plan, "--json")

    draft = json.loads(out)
    assert code == 0
    assert draft["id"] == "方案"
    assert draft["text"] == PLAN
    assert [row["lead"] for row in draft["directives"]] == [["市住建局"], ["市城管局"]]
    assert draft["directives"][0]["deadline_iso"] == "2025-06-30"


def test_several_files_print_a_list(wenming, plan, tmp_path):
    other = tmp_path / "b.md"
    other.write_text("# 通知\n请市民政局于5月1日前报送总结。", encoding="utf-8")

    code, out, _ = wenming(plan, other, "--json")

    assert code == 0
    assert [draft["id"] for draft in json.loads(out)] == ["方案", "b"]


def test_the_day_of_the_document_may_be_given(wenming, tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("请市民政局于5月1日前报送总结。", encoding="utf-8")

    _, out, _ = wenming(path, "--dated", "2026-03-01", "--json")

    assert json.loads(out)["directives"][0]["deadline_iso"] == "2026-05-01"


def test_without_json_it_prints_a_list_to_read(wenming, tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(
        PLAN.replace("\n一", "\n下面讲三点意见。\n一") + "二、差距\n知晓率为80%,低于90%的标准。\n",
        encoding="utf-8",
    )

    code, out, _ = wenming(path)

    assert code == 0
    assert "2 条任务草稿" in out
    assert "牵头：市住建局  时限：2025年6月底前" in out
    assert "频次：weekly" in out
    assert "差距  知晓率：现为 80%，要求 90%" in out
    assert "矛盾  文中称“三点意见”" in out


def test_a_secret_document_is_refused_and_nothing_printed(wenming, tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("机密★1年\n" + PLAN, encoding="utf-8")

    code, out, err = wenming(path, "--json")

    assert (code, out) == (1, "")
    assert "机密" in err


@pytest.mark.parametrize("content", [None, b"", b"%PDF-"])
def test_what_cannot_be_read_ends_with_two_and_a_sentence(wenming, plan, tmp_path, content):
    path = tmp_path / "b.pdf"
    if content is not None:
        path.write_bytes(content)

    code, out, err = wenming(plan, path, "--json")

    assert (code, out) == (2, "")
    assert "b.pdf" in err
