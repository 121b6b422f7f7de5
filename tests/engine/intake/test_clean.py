"""Cleaning: pinyin goes, Traditional becomes Simplified, nothing else is lost."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from wenming.engine.intake import read
from wenming.engine.intake.text.clean import clean


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("文(wén)明(míng)", "文明"),
        ("绿（lǜ）化（huà）", "绿化"),
        ("女(nv)士", "女士"),
        ("巡(xun)查(cha)", "巡查"),
        ("啊(ā)", "啊"),
        ("重(chóng)新(xin)", "重新"),
        ("夢(me\u0300ng)想", "梦想"),
    ],
)
def test_bracketed_pinyin_after_a_character_goes(raw, expected):
    assert clean(raw) == expected


@pytest.mark.parametrize(
    "text",
    [
        "社区(村)", "(地级市)", "(一)", "照片(5张)", "附件(a)", "人工智能(ai)", "使用(app)", "(wén)明",
        "市民(Ming)", "第一(wenming)", "XX县__街道aaa提~部", "打分(kk)",
    ],
)  # fmt: skip
def test_other_brackets_and_placeholders_stay(text):
    assert clean(text) == text


def test_a_traditional_text_becomes_simplified_with_the_right_particle():
    raw = "各區要圍繞著測評標準開展整治，顯著改善環境，形成專著，牢牢抓著重點。"

    assert clean(raw) == "各区要围绕着测评标准开展整治，显著改善环境，形成专著，牢牢抓着重点。"


def test_a_simplified_text_with_a_few_old_characters_is_left_alone():
    text = (
        "於洪路与乾隆街交叉口要整治，公厕要开放，秩序要维护，居民要参与，责任要落实，台账要建立。"
    )

    assert clean(text) == text


@given(st.text(alphabet="市区文明城管办要清理，。：（）(一)1. \n\t\r　—“”XX_~%5张", max_size=200))
@example("第 1 页 共 2 页\n\n  下一行\r\n")
def test_cleaning_never_loses_anything_else(text):
    assert clean(text) == text
    assert read(text).text == text


@given(
    st.lists(st.sampled_from(["清(qīng)", "理(lǐ)", "街", "道", "，", "(村)", "\n"]), max_size=40)
)
def test_only_the_bracketed_sounds_go(pieces):
    assert clean("".join(pieces)) == "".join(
        piece.split("(q")[0].split("(l")[0] for piece in pieces
    )
