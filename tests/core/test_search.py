"""Words looked for in columns: whatever their case, and without turning every row into capitals."""

import pytest

from tests import make
from wenming.core.search import holding
from wenming.problems.models import Problem

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("words", ["led", "LED 屏", "屏不亮", "2号", "100%"])
def test_finds_what_is_written_in_any_case(words):
    found = make.proposal(text="LED 屏不亮，2号门，100% 黑屏")
    make.proposal(text="乱贴乱画，门 2，100 处")

    assert list(Problem.objects.filter(holding(words, "text", "spot"))) == [found]


def test_only_words_with_case_are_looked_for_in_capitals():
    def asked(words):
        return dict(holding(words, "text").children)

    assert asked("消防通道") == {"text__contains": "消防通道"}
    assert asked("LED 屏") == {"text__icontains": "LED 屏"}
