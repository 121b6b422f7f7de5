"""Sentences of the engine in the language of the page (core.wording)."""

import pytest
from django.utils import translation

from wenming.core.errors import Incomplete
from wenming.core.wording import labelled, told
from wenming.core.workdays import words_of
from wenming.engine.wording import said

SENTENCE = said("“%(text)s”不是数。", text="x")


def test_a_refusal_tells_what_the_engine_says():
    error = Incomplete(what=SENTENCE)

    assert str(error) == "“x”不是数。"
    with translation.override("en"):
        assert str(error) == "“x” is not a number."


def test_what_was_kept_is_told_to_who_reads_it():
    kept = SENTENCE.as_json()

    assert told(kept) == "“x”不是数。"
    with translation.override("en"):
        assert told(kept) == "“x” is not a number."
        assert told("三处 100%") == "三处 100%"


def test_a_label_has_the_colon_of_the_language():
    assert labelled("认定", "清理小广告") == "认定：清理小广告"
    with translation.override("en"):
        assert labelled("Judge", "清理小广告") == "Judge: 清理小广告"


@pytest.mark.parametrize(("n", "words"), [(1, "1 day overdue"), (3, "3 days overdue")])
def test_lights_count_in_english(n, words):
    with translation.override("en"):
        assert words_of("days_over", n) == words
    assert words_of("days_over", n) == f"超期 {n} 天"
