"""One duty carries all that an order holds: written in the form, kept over versions, shown, printed."""

import io
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from docx import Document as Docx
from hypothesis import given
from hypothesis import strategies as st

from tests import make
from wenming.accounts.models import Role
from wenming.core import uploads
from wenming.duties import services
from wenming.duties.fields import PartiesField
from wenming.duties.forms.duty import initial_of
from wenming.duties.milestones import NotAMilestone, from_lines, to_lines
from wenming.duties.models import Duty
from wenming.duties.selectors import whole
from wenming.organization.models import Level, Post

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("signed_in")]


def written(**changed: str) -> dict[str, str]:
    """The form of a duty, filled in; a test changes what it is about."""
    return {
        "text": "整治占道经营",
        "kind": "campaign",
        "leads": "市城管局",
        "leader": "分管副市长",
        "responsible": "市公安局（路面、路口秩序）",
        "supports": "",
        "starts_on": "2026-09-01",
        "due_on": "2026-12-31",
        "milestones": "2026-11-01 完成整改\n2026年10月15日前完成摸底",
        "measures": "错时执法",
        "acceptance": "随机走两条街，没有占道",
        "evidence": "",
        "place_types": "主次干道",
        "areas": "东湖区",
        "indicators": "D06-02",
        "targets": "投诉量 <= 10 件（现 24）",
        **changed,
    }


def sent(client, made, **changed: str):
    return client.post(reverse("duties:new_duty", args=[made.pk]), written(**changed))


@pytest.fixture
def made(clerk, bureau, police):
    make.edition()
    make.area(Level.DISTRICT, name="东湖区")
    return make.task_list()


def test_everything_that_was_written_is_kept(client, made, bureau, police):
    answer = sent(client, made)

    assert answer.status_code == 302, answer.content.decode()
    duty = whole(made.duties.all()).last()
    assert duty is not None
    assert (duty.leader, duty.measures, duty.starts_on) == (
        "分管副市长",
        "错时执法",
        date(2026, 9, 1),
    )
    assert duty.milestones == [
        {"what": "完成摸底", "due_on": "2026-10-15"},
        {"what": "完成整改", "due_on": "2026-11-01"},
    ]
    assert (duty.acceptance, duty.evidence) == ("随机走两条街，没有占道", "")
    assert [area.name for area in duty.areas.all()] == ["东湖区"]
    assert [row.code for row in duty.place_types.all()] == ["L01"]
    assert {(row.unit, row.part, row.share) for row in duty.units.all()} == {
        (bureau, "lead", ""),
        (police, "responsible", "路面、路口秩序"),
    }


def test_the_form_gives_back_what_it_was_given(client, made):
    sent(client, made)
    before = written()
    duty = whole(made.duties.all()).last()

    page = client.get(reverse("duties:duty", args=[made.pk, duty.pk]))

    form = page.context["form"]
    shown = {name: form[name].value() for name in form.fields}
    assert form.fields["responsible"].prepare_value(shown["responsible"]) == before["responsible"]
    assert form.fields["areas"].prepare_value(shown["areas"]) == before["areas"]
    assert form.fields["milestones"].prepare_value(shown["milestones"]) == (
        "2026-10-15 完成摸底\n2026-11-01 完成整改"
    )
    assert page.context["opens"]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"starts_on": "2027-01-01"}, "开始日期晚于完成日期"),
        ({"milestones": "2027-01-01 验收"}, "不在起止日期之内"),
        ({"milestones": "尽快完成"}, "第 1 行“尽快完成”看不出节点"),
        ({"milestones": "2026-13-01 验收"}, "看不出节点"),
        ({"areas": "没有这个区"}, "没有代码或名称是“没有这个区”的区域"),
        ({"place_types": "月球"}, "没有点位类型“月球”"),
        ({"responsible": "市公安局（路面）、市工商所"}, "没有找到单位“市工商所”"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_kept(client, made, changed, said):
    before = made.duties.count()

    answer = sent(client, made, **changed)

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert made.duties.count() == before


def test_a_name_with_brackets_is_a_name_first():
    office = make.unit("市税务局（第一分局）")
    tax = make.unit("市税务局")

    found = PartiesField().clean("市税务局（第一分局）、市税务局（窗口）")

    assert [(party.unit, party.share) for party in found] == [(office, ""), (tax, "窗口")]
    with pytest.raises(ValidationError):
        PartiesField().clean("没有的局（窗口）")


def test_a_new_version_carries_it_on(clerk, bureau):
    task = make.task(bureau, leader="副市长", milestones=[{"what": "摸底", "due_on": "2026-10-01"}])
    issued = make.issued_list(task, by=clerk)

    new = services.draft_version(task_list_id=issued.pk, by=clerk)

    old_duty, new_duty = (whole(Duty.objects.filter(task_list=row)).get() for row in (issued, new))
    assert initial_of(new_duty) == initial_of(old_duty)


def test_the_page_names_the_post_from_the_register_and_asks_for_nothing(client, clerk, bureau):
    Post.objects.create(unit=bureau, title="局长", kind=Post.Kind.HEAD, holder="甲某")
    issued = make.issued_list(make.task(bureau), by=clerk)

    page = client.get(reverse("duties:work_on", args=[issued.duties.get().pk])).content.decode()

    assert "市城管局：局长 甲某" in page
    assert "不要求，一句话说明即可" in page


def test_the_page_shows_the_value_reported_last(client, clerk, bureau):
    target = {"metric": "投诉量", "op": "<=", "value": 10.0, "unit": "件", "current": 24.0}
    issued = make.issued_list(make.task(bureau, targets=[target]), by=clerk)
    row = issued.duties.get().undertakings.get()
    services.report(
        undertaking_id=row.pk,
        by=make.user(Role.DEPARTMENT, unit=bureau),
        action="carry_on",
        line="在做",
        values={0: "15"},
    )

    page = client.get(reverse("duties:work_on", args=[issued.duties.get().pk])).content.decode()

    assert "投诉量 ≤ 10 件（现 15）" in page


def test_the_paper_prints_it(clerk, bureau, police):
    task = make.task(
        bureau,
        leader="副市长",
        responsible=[police],
        shares={police.pk: "路面秩序"},
        measures="错时执法",
        acceptance="随机走两条街",
        starts_on=date(2026, 9, 1),
        due_on=date(2026, 12, 31),
    )
    issued = make.issued_list(task, by=clerk)

    paper = Docx(io.BytesIO(uploads.read(issued.paper)))

    cells = [cell.text for cell in paper.tables[0].rows[1].cells]
    assert "措施：错时执法" in cells[1]
    assert "验收标准：随机走两条街" in cells[1]
    assert cells[3:5] == ["市城管局（副市长）", "市公安局（路面秩序）"]
    assert cells[6] == "2026-09-01 起，2026-12-31"


DAYS = st.dates(min_value=date(2000, 1, 1), max_value=date(2099, 12, 31))
WORDS = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=40).filter(
    lambda words: not words[0].isnumeric() and words[0] not in "日前之以"
)


@given(
    st.lists(st.builds(lambda day, what: {"what": what, "due_on": day.isoformat()}, DAYS, WORDS))
)
def test_milestones_come_back_from_their_lines(rows):
    rows = sorted(rows, key=lambda row: row["due_on"])

    assert from_lines(to_lines(rows)) == rows


@given(st.text(max_size=60))
def test_a_text_without_a_day_is_no_milestone(text):
    words = "".join(sign for sign in text if not sign.isdecimal()).strip()
    if words:
        with pytest.raises(NotAMilestone) as refused:
            from_lines("完成" + words.splitlines()[0])
        assert refused.value.number == 1
