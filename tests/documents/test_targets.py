"""Targets survive the way into words and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wenming.documents.targets import SIGNS, NotATarget, from_lines, to_lines

NUMBER = st.decimals(0, 10**6, places=2).map(float)
TARGET = st.fixed_dictionaries(
    {
        "metric": st.sampled_from(["保洁达标率", "小广告清除", "12345 热线按期办结率"]),
        "op": st.sampled_from(sorted(SIGNS)),
        "value": NUMBER,
        "unit": st.sampled_from(["", "%", "小时", "次/周", "人/万台车"]),
        "current": st.none() | NUMBER,
    }
)


@given(st.lists(TARGET, max_size=4))
def test_what_is_written_is_read_back(targets):
    assert from_lines(to_lines(targets)) == targets


@pytest.mark.parametrize(
    "line",
    ["达标率 ≥90%（现74.2）", "达标率>=90 % (现 74.2)", "达标率 ≥ 90.0 %（现 74.20）"],
)
def test_a_clerk_may_type_it_in_several_ways(line):
    assert to_lines(from_lines(line)) == "达标率 ≥ 90 %（现 74.2）"


@pytest.mark.parametrize("line", ["尽快提高达标率", "达标率 ≥ 很高", "≥ 90 %"])
def test_what_says_no_target_is_named_with_its_line(line):
    with pytest.raises(NotATarget) as error:
        from_lines(f"清除 ≤ 24 小时\n\n{line}")

    assert (error.value.number, error.value.line) == (3, line)
