"""Who drafts: the rules; a model where the settings name one, held to the text; the rules when it fails."""

import json
from datetime import date

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from django.urls import reverse

from tests import make
from tests.documents.model import listening
from wenming.config.env import env_address
from wenming.documents.models import Document

pytestmark = pytest.mark.django_db
TEXT = "会议纪要\n老旧小区的事，市住建局多想办法，12月20日前拿个方案，覆盖40个小区。\n"
SENTENCE = "老旧小区的事，市住建局多想办法，12月20日前拿个方案，覆盖40个小区"
ROW = {
    "text": SENTENCE,
    "kind": "task",
    "lead": ["市住建局"],
    "support": [],
    "deadline": "12月20日前",
    "cadence": None,
    "targets": [{"metric": "覆盖小区", "op": "=", "value": 40, "unit": "个", "current": None}],
}


@pytest.fixture
def model(settings):
    """A model that the settings name."""
    with listening() as found:
        settings.DRAFTING_URL = found.url
        settings.DRAFTING_MODEL = "local-7b"
        settings.DRAFTING_SECONDS = 5
        yield found


def taken_in(text: str = TEXT, **fields) -> Document:
    fields = {"sensitivity": "public", "dated_on": date(2026, 11, 18), **fields}
    return make.document(text, **fields)


def test_without_an_address_the_rules_draft_and_nothing_is_sent(model, settings):
    settings.DRAFTING_URL = ""

    document = taken_in()

    assert (document.drafted_by, document.drafting_note) == ("", "")
    assert document.drafts.exists()
    assert model.asked == []


def test_the_model_drafts_and_the_day_is_worked_out_here(model):
    bureau = make.unit("市住建局")
    model.answer(ROW)

    document = taken_in()

    draft = document.drafts.get()
    assert document.drafted_by == "local-7b"
    assert (draft.source, draft.due_on) == (SENTENCE, date(2026, 12, 20))
    assert list(draft.lead_units.all()) == [bureau]
    assert [target["value"] for target in draft.targets] == [40]


def test_it_is_asked_by_the_interface_with_the_text_alone(model, settings):
    settings.DRAFTING_KEY = "secret"
    model.answer(ROW)

    taken_in()

    asked = model.asked[0]
    assert (asked["path"], asked["model"]) == ("/v1/chat/completions", "local-7b")
    assert [row["role"] for row in asked["messages"]] == ["system", "user"]
    assert asked["messages"][1]["content"] == TEXT
    assert model.keys == ["Bearer secret"]


def test_what_is_not_public_is_not_sent(model):
    model.answer(ROW)

    document = taken_in(sensitivity="internal")

    assert model.asked == []
    assert (document.drafted_by, document.drafting_note) == ("", "内部文件不送外部模型。")
    assert document.drafts.exists()


def test_what_is_not_public_is_sent_where_the_settings_say_so(model, settings):
    settings.DRAFTING_INTERNAL = True
    model.answer(ROW)

    assert taken_in(sensitivity="internal").drafted_by == "local-7b"


def test_what_the_text_does_not_bear_out_is_dropped_and_said(model):
    model.answer(ROW, {**ROW, "text": "市住建局要建一百座公园，年底前完成"}, "nonsense")

    document = taken_in()

    assert document.drafts.count() == 1
    assert document.drafting_note == "外部模型另有 2 条在原文里对不上，没有采用。"


def test_a_contradiction_is_named_whoever_drafted(model):
    model.answer(ROW)

    document = taken_in(dated_on=date(2026, 12, 25))

    assert [check["kind"] for check in document.checks] == ["date"]


def wrong(model, said=None, status=200):
    model.status = status
    if said is not None:
        model.say(said)


@pytest.mark.parametrize(
    ("prepare", "note"),
    [
        (lambda m: wrong(m, status=500), "外部模型接口没有照办（500）。"),
        (lambda m: wrong(m, status=302), "外部模型接口没有照办（302）。"),
        (lambda m: wrong(m, "不会"), "外部模型接口的答复不合格式。"),
        (lambda m: wrong(m, '{"directives": 3}'), "外部模型接口的答复不合格式。"),
        (lambda m: setattr(m, "said", b"[]"), "外部模型接口的答复不合格式。"),
        (lambda m: setattr(m, "said", b"[" * 100_000), "外部模型接口的答复不合格式。"),
        (lambda m: m.answer({**ROW, "text": "没有这句话的"}), "外部模型给出的 1 条在原文里都对不上。"),
    ],
)  # fmt: skip
def test_when_it_fails_the_rules_draft_and_a_sentence_says_why(model, prepare, note):
    prepare(model)

    document = taken_in()

    assert (document.drafted_by, document.drafting_note) == ("", note)
    assert document.drafts.exists()


def test_when_nobody_listens_the_rules_draft(settings):
    settings.DRAFTING_URL, settings.DRAFTING_MODEL = "http://127.0.0.1:9/v1", "local-7b"

    assert taken_in().drafting_note == "连不上外部模型接口。"


def test_when_it_takes_too_long_the_rules_draft(model, settings):
    settings.DRAFTING_SECONDS = 1
    model.is_slow = True

    assert taken_in().drafting_note == "外部模型接口 1 秒没有答复。"


def test_a_redirect_is_not_followed(model):
    wrong(model, status=302)

    taken_in()

    assert [row["path"] for row in model.asked] == ["/v1/chat/completions"]


def test_a_long_text_stays_here(model):
    document = taken_in(TEXT + "天气晴好。" * 12_000)

    assert model.asked == []
    assert document.drafting_note == "文件超过 60000 字，没有送外部模型。"


def test_json_in_a_fence_is_read(model):
    model.say(f"```json\n{json.dumps({'directives': [ROW]})}\n```")

    assert taken_in().drafted_by == "local-7b"


def test_the_page_says_who_drafted(client: Client, model):
    client.force_login(make.office())
    model.answer(ROW, {"text": "别的"})
    by_model, by_rules = taken_in(), taken_in(sensitivity="internal")

    first = client.get(reverse("duties:review", args=[by_model.pk])).content.decode()
    second = client.get(reverse("duties:review", args=[by_rules.pk])).content.decode()

    assert "由模型 local-7b 拟稿" in first
    assert "另有 1 条在原文里对不上" in first
    assert "由规则拟稿" in second
    assert "内部文件不送外部模型" in second


@pytest.mark.parametrize(
    "address", ["ftp://a/v1", "file:///etc/passwd", "a/v1", "http://", "http://u@a/"]
)
def test_only_plain_web_addresses_are_taken(monkeypatch, address):
    monkeypatch.setenv("WENMING_DRAFTING_URL", address)

    with pytest.raises(ImproperlyConfigured, match="WENMING_DRAFTING_URL"):
        env_address("WENMING_DRAFTING_URL")


@pytest.mark.parametrize(
    "address", ["", "http://10.0.0.5:8000/v1", "https://models.city.example/v1"]
)
def test_a_good_address_is_taken(monkeypatch, address):
    monkeypatch.setenv("WENMING_DRAFTING_URL", address)

    assert env_address("WENMING_DRAFTING_URL") == address
