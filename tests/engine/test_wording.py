"""Sentences in another language (engine.wording)."""

import copy
import json
import pickle

import pytest

from wenming.engine.wording import Said, recalled, said, term, told

ENGLISH = {
    "没有%(name)s“%(code)s”，可以是：%(known)s。": "There is no %(name)s “%(code)s”: %(known)s.",
    "维度": "Dimension",
    "、": ", ",
}
IN_SENTENCES = {"维度": "dimension"}


class English:
    """A catalogue of three messages."""

    def gettext(self, message: str) -> str:
        return ENGLISH.get(message, message)

    def pgettext(self, context: str, message: str) -> str:
        return IN_SENTENCES[message]


SENTENCE = said(
    "没有%(name)s“%(code)s”，可以是：%(known)s。",
    name=term("句中", "维度"),
    code="D9",
    known=["D1", "D2"],
)


def test_a_sentence_is_its_chinese_text() -> None:
    assert SENTENCE == "没有维度“D9”，可以是：D1、D2。"
    assert json.loads(json.dumps([SENTENCE])) == ["没有维度“D9”，可以是：D1、D2。"]


def test_a_sentence_is_told_with_its_values() -> None:
    assert told(SENTENCE, English()) == "There is no dimension “D9”: D1, D2."


def test_other_text_is_told_as_it_is() -> None:
    assert told("100% 的维度", English()) == "100% 的维度"


@pytest.mark.parametrize(
    "again",
    [
        pytest.param(lambda s: recalled(json.loads(json.dumps(s.as_json()))), id="json"),
        pytest.param(lambda s: pickle.loads(pickle.dumps(s)), id="pickle"),
        pytest.param(copy.deepcopy, id="copy"),
    ],
)
def test_a_kept_sentence_can_be_told(again) -> None:
    kept = again(SENTENCE)

    assert isinstance(kept, Said)
    assert kept == SENTENCE
    assert told(kept, English()) == "There is no dimension “D9”: D1, D2."
