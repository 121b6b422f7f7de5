"""What holds for every text: spans are exact, drafts repeat, nothing crashes."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.growth import assert_grows_at_most
from wenming.engine.intake import read, secrecy

_WORDS = st.sampled_from(
    [
        "一、", "（一）", "1.", "(2)", "一是", "二要", "第一，", "首先，", "——", "\n", "\n    ", "。", "；", "，", "：",
        "市城管局", "各区", "各级各部门", "由", "请", "要", "牵头", "配合", "负责", "会同", "牵头单位：", "责任单位：",
        "完成时限：", "6月底前", "每周", "定期", "3次", "不少于", "90%", "低于", "整治", "清理背街小巷", "加强巡查",
        "以上两项", "这项工作", "抓好", "（市住建局）", "了", "存在", "四点意见", "其中", "12项", "(", ")", "“", "”",
        "同志们，", "附件：", "篇1", "2026年3月1日", "第 1 页 共 2 页",
    ]
)  # fmt: skip
_TEXTS = st.lists(_WORDS, max_size=60).map("".join)


@settings(max_examples=300, deadline=None)
@given(_TEXTS)
def test_spans_are_exact_substrings_of_the_cleaned_text(text):
    draft = read(text)

    for row in draft.directives:
        assert draft.text[row.start : row.end] == row.text
        assert 0 < len(row.text) <= 120
        assert (row.kind == "recurring") == (row.cadence is not None)
        assert not (set(row.lead) & set(row.support))
    for row in (*draft.indicator_gaps, *draft.checks):
        assert 0 <= row.start < row.end <= len(draft.text)


@settings(max_examples=50, deadline=None)
@given(_TEXTS)
def test_the_same_text_gives_the_same_draft(text):
    assert read(text) == read(text)


@pytest.mark.parametrize(
    "piece",
    [
        "局", "由", "各部", "、市局", "由市城管局", "1.", "一、", "“", "(", "(市城管局)", "《", "1234567890", "不少于3",
        "低于8%", "要", "牵头单位:", "每周", "6月底前", "3项,其中3项。", "文(wén)", "\n", "0 ",
    ],
)  # fmt: skip
def test_no_text_takes_long(piece):
    def work(length: int) -> None:
        text = piece * (length // len(piece))
        read(text)
        secrecy(text)

    assert_grows_at_most(work, small=5_000, large=20_000, factor=9)


@given(st.text(max_size=300))
def test_any_text_is_read(text):
    assert read(text).id == ""
