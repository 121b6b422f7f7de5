"""A meeting in Chromium: what is stuck stands on its agenda, is decided, and the unit reads the answer."""

import pytest
from playwright.sync_api import expect

from tests import make
from tests.e2e.browser import press
from wenming.accounts.models import Role
from wenming.core import clock
from wenming.duties import services as duties
from wenming.duties.models import Undertaking

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_call_for_help_goes_to_a_meeting_and_comes_back_decided(people):
    clerk, bureau = make.office(), make.unit("市城管局")
    liaison = make.clerk(bureau, Role.DEPARTMENT)
    for text in ("整治背街小巷", "规范停车秩序"):
        made = make.issued_list(make.task(bureau, text=text), by=clerk, title=text)
        work = Undertaking.objects.get(duty__task_list=made)
        duties.report(undertaking_id=work.pk, by=liaison, action="ask_help", line="管线迁改没着落")
    office, unit = people.at_desk(clerk), people.on_phone(liaison)

    office.goto("/meetings/")
    expect(office.get_by_text("2 项任务请求协调，还没有计划会议。")).to_be_visible()
    office.get_by_role("link", name="计划会议").first.click()
    office.get_by_label("会议名称").fill("第四次联席会议")
    office.get_by_label("日期").fill(f"{clock.today():%Y-%m-%d}")
    office.get_by_label("地点").fill("三楼会议室")
    press(office, "计划")
    rows = office.locator("tbody tr")
    expect(rows.nth(1)).to_contain_text("规范停车秩序")
    press(office, "第 2 项往前")
    expect(rows.nth(0)).to_contain_text("规范停车秩序")

    unit.goto(f"/duties/work/{work.pk}/")
    expect(unit.get_by_text("联席会议议程（三楼会议室）")).to_be_visible()

    office.get_by_role("link", name="登记召开").click()
    press(office, "登记召开")
    rows.nth(0).get_by_role("link", name="登记议定").click()
    office.get_by_label("议定事项").fill("由市住建局月底前完成迁改")
    office.get_by_label("谁定的（职务）").fill("常务副市长")
    press(office, "登记")
    expect(office.get_by_text("共 2 项，议定 1 项")).to_be_visible()

    unit.reload()
    expect(unit.get_by_text("由市住建局月底前完成迁改").first).to_be_visible()
    expect(unit.get_by_text("推进中").first).to_be_visible()
