"""A sentence that was not drafted becomes a draft at its place in the text."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from tests import make
from wenming.accounts.models import Role
from wenming.core.errors import NotAllowed
from wenming.documents import services
from wenming.documents.errors import DraftedAlready, NotInText, ReviewIsOver, TooShort
from wenming.documents.models import Document

pytestmark = pytest.mark.django_db
PASSED_OVER = "市园林局的同志也在，绿化带里的垃圾12月1日前清掉，每周看一遍。"
TEXT = f"""（一）市城管局要在12月10日前清理马路市场。
{PASSED_OVER}
（二）市公安局要在12月20日前整治路口秩序。"""


@pytest.fixture
def document():
    """Two drafts, and a sentence between them that the intake passed over."""
    for name in ("市城管局", "市公安局", "市园林局"):
        make.unit(name)
    found = make.document(TEXT, dated_on=date(2026, 11, 18))
    at = found.text.index(PASSED_OVER)
    found.drafts.filter(start__gte=at, start__lt=at + len(PASSED_OVER)).delete()
    found.drafts.filter(source__startswith="（二）").update(order=2)
    return found


def orders(document: Document) -> list[tuple[int, str]]:
    """Numbers and first letters of the drafts."""
    return [(draft.order, draft.source[:6]) for draft in document.drafts.all()]


def add(document: Document, words: str):
    return services.add_draft(document_id=document.pk, words=words, by=make.office())


def test_it_stands_at_its_place_and_those_below_move_down(document):
    assert [source for _order, source in orders(document)] == ["（一）市城管", "（二）市公安"]

    draft = add(document, PASSED_OVER)

    assert [source for _order, source in orders(document)] == [
        "（一）市城管",
        "市园林局的同",
        "（二）市公安",
    ]
    assert [order for order, _source in orders(document)] == [1, 2, 3]
    assert (draft.source, draft.verdict) == (PASSED_OVER, "open")
    assert document.text[draft.start : draft.end] == PASSED_OVER


def test_what_the_words_say_is_read(document):
    draft = add(document, "市公安局要在12月20日前整治路口秩序")

    assert (draft.due_on, [unit.name for unit in draft.lead_units.all()]) == (
        date(2026, 12, 20),
        ["市公安局"],
    )


def test_words_that_order_nothing_are_taken_as_they_are(document):
    draft = add(document, "市园林局的同志也在")

    assert (draft.text, draft.deadline, draft.kind) == ("市园林局的同志也在", "", "requirement")


def test_blanks_and_breaks_of_the_page_do_not_matter(document):
    assert add(document, f" 清理马路市场。\n\n{PASSED_OVER[:12]}").start == TEXT.index("清理马路")


def test_words_that_stand_twice_are_taken_where_they_are_no_draft_yet():
    document = make.document("清理马路市场。\n再说一次，清理马路市场。")
    document.drafts.all().delete()

    first, second = add(document, "清理马路市场"), add(document, "清理马路市场")

    assert (first.order, second.order) == (1, 2)
    assert first.start < second.start
    with pytest.raises(DraftedAlready, match="第 1 条"):
        add(document, "清理马路市场")


@pytest.mark.parametrize(
    ("words", "refusal"), [("", TooShort), ("清 理", TooShort), ("打扫马路市场", NotInText)]
)
def test_what_is_no_sentence_of_the_text_is_refused(document, words, refusal):
    before = orders(document)

    with pytest.raises(refusal):
        add(document, words)

    assert orders(document) == before


def test_a_review_that_is_over_takes_no_more(document):
    document.drafts.update(verdict="dropped")
    services.end_review(document_id=document.pk, by=make.office())

    with pytest.raises(ReviewIsOver):
        add(document, PASSED_OVER)


def test_only_who_reviews_documents_may(document):
    with pytest.raises(NotAllowed):
        services.add_draft(document_id=document.pk, words=PASSED_OVER, by=make.user(Role.LEADER))


def test_the_page_opens_the_new_draft_or_says_why_not(client: Client, document):
    client.force_login(make.office())
    address = reverse("duties:draft_add", args=[document.pk])

    page = client.post(address, {"words": PASSED_OVER}, follow=True)
    assert "已补为第 2 条草稿" in page.content.decode()
    assert page.redirect_chain[-1][0].endswith("?draft=2")

    page = client.post(address, {"words": "别的文件里的话"}, follow=True)
    assert "原文里没有“别的文件里的话”这段话" in page.content.decode()
