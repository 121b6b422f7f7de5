"""A document reviewed at a desk with the keyboard alone."""

import pytest
from playwright.sync_api import expect

from tests import make
from wenming.core.models import Ask
from wenming.documents.models import Draft
from wenming.duties.models import Restatement
from wenming.organization.models import Level

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TEXT = """（一）整治占道经营。市市场监管局牵头，12月10日前清理东湖区农贸市场周边的马路市场。
（二）检查公平秤。市市场监管局每周检查一次农贸市场的公平秤。
（三）修补道路。市住建局要在11月底前修补破损路面，更换井盖。
（四）美化街巷。市住建局要在12月5日前粉刷围挡。
（五）美化校园。市教育局要在12月15日前更新宣传栏。
"""

SELECT = """words => {
    const walk = document.createTreeWalker(document.querySelector(".document-text"), NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
        const at = walk.currentNode.data.indexOf(words);
        if (at < 0) continue;
        const range = document.createRange();
        range.setStart(walk.currentNode, at);
        range.setEnd(walk.currentNode, at + words.length);
        getSelection().removeAllRanges();
        getSelection().addRange(range);
    }
}"""


@pytest.fixture
def document():
    """Five duties, the first of which is asked already."""
    make.edition()
    make.area(Level.DISTRICT, name="东湖区")
    market = make.unit("市市场监管局")
    for name in ("市住建局", "市教育局", "市城管局"):
        make.unit(name)
    found = make.document(TEXT)
    make.issued_list(make.task(market, text=found.drafts.get(order=1).text))
    return found


def test_a_document_is_reviewed_with_the_keyboard_alone(people, document):
    page = people.at_desk(make.office())
    page.goto(f"/duties/review/{document.pk}/")
    at = page.locator(".draft-walk")
    asked = Ask.objects.count()
    expect(at).to_contain_text("第 1 条，共 5 条")

    page.keyboard.press("?")
    expect(page.locator("dialog[open]")).to_contain_text("并过去，不再向单位要")
    page.keyboard.press("Escape")
    expect(page.locator("dialog[open]")).to_have_count(0)

    page.keyboard.press("l")  # asked already
    expect(at).to_contain_text("第 2 条")

    suggested = page.locator('.chip[data-key="1"]')
    expect(suggested).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("1")  # not that indicator
    expect(page.locator('[name="indicators"]')).to_have_value("")
    expect(page.locator("#saved")).to_contain_text("已自动保存")
    page.keyboard.press("a")
    expect(at).to_contain_text("第 3 条")

    page.keyboard.press("w")  # another lead, another day
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("市城管局")
    page.keyboard.press("Escape")
    expect(page.locator("#saved")).to_contain_text("已自动保存")
    page.keyboard.press("t")
    page.keyboard.type("11282026")  # as Chromium asks for it in English
    page.keyboard.press("Escape")
    page.keyboard.press("a")
    expect(at).to_contain_text("第 4 条")

    page.keyboard.press("m")
    expect(at).to_contain_text("第 3 条")
    for key, there in (("j", 4), ("j", 5), ("k", 4), ("j", 5)):
        page.keyboard.press(key)
        expect(at).to_contain_text(f"第 {there} 条")
    page.keyboard.press("d")
    expect(page.locator(".card-note").first).to_contain_text("已定 5")
    expect(page.locator("#page-actions")).to_contain_text("生成 2 项任务")

    page.locator("[name=words]").fill("不在原文里的话")
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    expect(page.locator("#messages")).to_contain_text("原文里没有“不在原文里的话”")
    page.evaluate(SELECT, "更换井盖")  # what the rules took as one with the sentence before it
    expect(page.locator("[name=words]")).to_have_value("更换井盖")
    page.keyboard.press("n")
    expect(at).to_contain_text("第 4 条，共 6 条")
    expect(page.locator("#messages")).to_contain_text("已补为第 4 条草稿")
    page.keyboard.press("d")
    expect(page.locator(".card-note").first).to_contain_text("已定 6")

    verdicts = dict(document.drafts.values_list("order", "verdict"))
    assert verdicts == {
        1: "linked",
        2: "accepted",
        3: "accepted",
        4: "dropped",
        5: "merged",
        6: "dropped",
    }
    second, third = document.drafts.get(order=2), document.drafts.get(order=3)
    assert second.indicators == []
    assert [unit.name for unit in third.lead_units.all()] == ["市城管局"]
    assert str(third.due_on) == "2026-11-28"
    assert Restatement.objects.get().draft == document.drafts.get(order=1)
    assert Ask.objects.count() == asked
    assert not document.drafts.filter(verdict=Draft.Verdict.OPEN).exists()
