"""What stands beside editions: events, links between indicators, the calendar of a cycle."""

import io
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from tests import make
from wenming.accounts.models import Role
from wenming.core import clock, todo
from wenming.core.errors import Incomplete, NotAllowed, TransitionRefused
from wenming.core.evidence import EvidenceFile
from wenming.core.models import Upload
from wenming.framework import services as editions
from wenming.framework.calendar import figures, in_words
from wenming.framework.crosswalks import served
from wenming.framework.errors import BadEvent, BadLink, BadStage, NeedsSecondPerson
from wenming.framework.models import Correspondence, Cycle, Edition, Event, Stage
from wenming.framework.selectors import countdown, events_between
from wenming.framework.services.crosswalks import Link, add_links, remove_link
from wenming.framework.services.cycles import StageData, change_stage, start_cycle
from wenming.framework.services.events import Report, decide_event, report_event, withdraw_event

pytestmark = pytest.mark.django_db
PDF = EvidenceFile("通报.pdf", b"%PDF-1.7 x")
DAY = date(2026, 5, 1)


@pytest.fixture
def head() -> Any:
    return make.user(Role.LEADER)


def reported(edition: Edition, by: Any, code: str = "N08", **fields: Any) -> Event:
    report = Report(code, DAY, DAY, "扰民被通报")
    return report_event(edition_id=edition.pk, report=report, by=by, **{"files": [PDF], **fields})


def confirmed(edition: Edition, by: Any, head: Any, code: str = "N08") -> Event:
    event = reported(edition, by, code)
    return decide_event(event_id=event.pk, confirmed=True, words="", by=head)


def codes(edition: Edition) -> list[str]:
    found = events_between(edition, start=date(2026, 1, 1), end=date(2026, 12, 31))
    return [event.code for event in found]


# Events


def test_an_event_counts_when_somebody_else_confirms_it(edition, clerk, head):
    event = reported(edition, clerk)
    assert codes(edition) == []

    decide_event(event_id=event.pk, confirmed=True, words="属实", by=head)

    (found,) = events_between(edition, start=DAY, end=DAY)
    assert (found.code, found.effect, found.schemes) == ("N08", "deduct", ("city",))
    assert events_between(edition, start=date(2026, 5, 2), end=date(2026, 6, 1)) == []


def test_nobody_confirms_what_they_reported(edition, clerk):
    both = make.office()
    make.user(Role.LEADER)
    both.grants.create(role=Role.LEADER, area=make.city())
    event = reported(edition, both)

    with pytest.raises(NeedsSecondPerson):
        decide_event(event_id=event.pk, confirmed=True, words="", by=both)

    event.refresh_from_db()
    assert event.status == "reported"


def test_a_declined_event_needs_a_reason_and_never_counts(edition, clerk, head):
    event = reported(edition, clerk)
    with pytest.raises(Incomplete):
        decide_event(event_id=event.pk, confirmed=False, words=" ", by=head)

    decide_event(event_id=event.pk, confirmed=False, words="查无实据", by=head)

    assert codes(edition) == []
    with pytest.raises(TransitionRefused):
        decide_event(event_id=event.pk, confirmed=True, words="", by=head)


def test_a_withdrawal_is_an_entry_of_its_own(edition, clerk, head):
    event = confirmed(edition, clerk, head)

    taken_back = withdraw_event(event_id=event.pk, reason="已更正", files=[PDF], by=clerk)
    assert codes(edition) == ["N08"]
    with pytest.raises(BadEvent):
        withdraw_event(event_id=event.pk, reason="又一次", files=[PDF], by=clerk)
    decide_event(event_id=taken_back.pk, confirmed=True, words="", by=head)

    assert codes(edition) == []
    assert Event.objects.count() == 2


def test_who_confirms_may_report_a_withdrawal_but_not_confirm_it(edition, clerk, head):
    event = confirmed(edition, clerk, head)

    taken_back = withdraw_event(event_id=event.pk, reason="已更正", files=[PDF], by=head)

    with pytest.raises(NeedsSecondPerson):
        decide_event(event_id=taken_back.pk, confirmed=True, words="", by=head)
    with pytest.raises(NotAllowed):
        withdraw_event(
            event_id=event.pk, reason="x", files=[PDF], by=make.user(Role.STREET, unit=make.unit())
        )
    assert codes(edition) == ["N08"]


def test_events_hold_for_later_versions_and_local_standards(edition, clerk, head):
    confirmed(edition, clerk, head, "B01")
    copied = editions.copy_edition(edition_id=edition.pk, by=clerk)

    assert codes(copied) == ["B01"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"code": "N99"}, "没有 N99"),
        ({"occurred_on": date(2199, 1, 1), "effective_on": date(2199, 1, 1)}, "今天以后"),
        ({"effective_on": date(2026, 4, 1)}, "早于发生日期"),
    ],
)
def test_an_event_that_makes_no_sense_is_refused(edition, clerk, change, said):
    report = Report(
        **{"code": "N08", "occurred_on": DAY, "effective_on": DAY, "reason": "x", **change}
    )

    with pytest.raises(BadEvent, match=said):
        report_event(edition_id=edition.pk, report=report, files=[PDF], by=clerk)


@pytest.mark.parametrize("files", [[], [EvidenceFile("a.exe", b"MZ")]])
def test_without_proper_evidence_nothing_is_kept(edition, clerk, files):
    with pytest.raises(Incomplete):
        reported(edition, clerk, files=files)

    assert not Event.objects.exists()
    assert not Upload.objects.exists()


def test_only_those_with_the_right_report_and_confirm(edition, clerk):
    event = reported(edition, clerk)

    with pytest.raises(NotAllowed):
        reported(edition, make.user(Role.DEPARTMENT, unit=make.unit()))
    with pytest.raises(NotAllowed):
        decide_event(event_id=event.pk, confirmed=True, words="", by=make.user(Role.OFFICE))

    chief = make.user(Role.OFFICE_HEAD)
    with pytest.raises(NeedsSecondPerson):
        decide_event(event_id=reported(edition, chief).pk, confirmed=True, words="", by=chief)
    decided = decide_event(event_id=event.pk, confirmed=True, words="", by=chief)
    assert decided.status == "confirmed"


def test_events_are_seen_by_those_who_confirm_and_who_reported(client, edition, clerk, head):
    event = reported(edition, clerk)
    one = reverse("framework:events_one", args=[event.number])
    file = reverse("files:open", args=[event.files.get().upload_id])

    seen = {}
    for name, person in (
        ("clerk", clerk),
        ("head", head),
        ("head of the office", make.user(Role.OFFICE_HEAD)),
        ("other clerk", make.user(Role.OFFICE)),
        ("department", make.user(Role.DEPARTMENT, unit=make.unit())),
        ("inspector", make.user(Role.INSPECTOR)),
    ):
        client.force_login(person)
        listed = client.get(reverse("framework:events"))
        on_list = listed.status_code == 200 and event.number in listed.content.decode()
        seen[name] = (on_list, client.get(one).status_code, client.get(file).status_code)

    assert seen == {
        "clerk": (True, 200, 200),
        "head": (True, 200, 200),
        "head of the office": (True, 200, 200),
        "other clerk": (False, 404, 404),
        "department": (False, 403, 404),
        "inspector": (False, 403, 404),
    }


def test_the_whole_way_through_the_pages(client, edition, clerk, head):
    client.force_login(clerk)
    file = SimpleUploadedFile("a.pdf", PDF.content)
    answer = client.post(
        reverse("framework:events_new"),
        {
            "code": "N08",
            "occurred_on": "2026-05-01",
            "effective_on": "2026-05-01",
            "reason": "被通报",
            "evidence": file,
        },
    )
    number = Event.objects.get().number
    assert answer.url == reverse("framework:events_one", args=[number])
    assert client.post(reverse("framework:events_decide", args=[number])).status_code == 403
    assert todo.counts(head)["framework"] == 1
    assert [t.title for t in todo.collect(head, limit=5)] == [f"核定事项 {number}"]

    client.force_login(head)
    assert client.post(reverse("framework:events_decide", args=[number])).status_code == 422
    client.post(reverse("framework:events_decide", args=[number]), {"confirm": "1"})
    sheet = client.get(reverse("framework:events_export")).content

    assert Event.objects.get().status == "confirmed"
    assert todo.counts(head)["framework"] == 0
    rows = list(load_workbook(io.BytesIO(sheet)).active.values)
    assert rows[1][:4] == (number, "N08", "创建扰民造成恶劣影响", "扣 2 分")
    client.force_login(clerk)
    file = SimpleUploadedFile("b.pdf", PDF.content)
    client.post(
        reverse("framework:events_withdraw", args=[number]), {"reason": "更正", "evidence": file}
    )
    assert Event.objects.filter(withdraws__number=number).exists()


def test_lists_cost_the_same_whatever_they_hold(
    client, edition, clerk, head, django_assert_max_num_queries
):
    for _ in range(4):
        reported(edition, clerk)
    client.force_login(head)
    client.get(reverse("framework:events"))

    for name in ("events", "crosswalk", "cycle"):
        with django_assert_max_num_queries(16):
            assert client.get(reverse(f"framework:{name}")).status_code == 200


# Links


@pytest.fixture
def province(edition: Edition, clerk: Any) -> Edition:
    """A framework of the province with the same indicators."""
    return editions.copy_edition(
        edition_id=edition.pk, by=clerk, code="province", name="省测", kind="provincial"
    )


def link(source: Edition, target: Edition, code: str = "D06-04", to: str = "") -> Link:
    return Link(source.indicators.get(code=code), target.indicators.get(code=to or code))


def test_a_link_says_what_serves_what(client, edition, province, clerk):
    add_links(links=[link(edition, province)], by=clerk)
    add_links(links=[link(edition, province)], by=clerk)

    assert Correspondence.objects.count() == 1
    (target,) = served(province.pk).crosswalk.sources
    assert target == ("province@1", "D06-04")
    assert served(edition.pk) is None
    client.force_login(clerk)
    shown = client.get(reverse("framework:crosswalk")).content.decode()
    assert "省测" in shown
    page = client.get(
        reverse("framework:indicator", args=["D06-04"]), {"edition": edition.pk}
    ).content.decode()
    assert "也供" in page
    assert "省测 D06-04 停车秩序" in page


def test_circles_second_sources_and_other_methods_are_refused(edition, province, clerk):
    add_links(links=[link(edition, province)], by=clerk)

    for wrong, said in (
        (link(province, edition), "圈"),
        (link(edition, province, "D06-03", "D06-04"), "只能有一个来源"),
        (link(edition, province, "D01-03", "D06-05"), "测评方法不同"),
    ):
        with pytest.raises(BadLink, match=said):
            add_links(links=[wrong], by=clerk)

    assert Correspondence.objects.count() == 1


def test_only_those_who_maintain_frameworks_write_links(client, edition, province, head):
    with pytest.raises(NotAllowed):
        add_links(links=[link(edition, province)], by=head)
    client.force_login(head)
    assert client.get(reverse("framework:crosswalk_new")).status_code == 403


def test_a_link_is_registered_and_taken_away_by_the_page(client, edition, province, clerk):
    client.force_login(clerk)
    data = {
        "source": edition.pk,
        "source_code": "D06-04",
        "target": province.pk,
        "target_code": "D06-04",
    }
    wrong = client.post(reverse("framework:crosswalk_new"), {**data, "target_code": "X"})
    assert wrong.status_code == 422
    assert "没有指标“X”" in wrong.content.decode()

    client.post(reverse("framework:crosswalk_new"), data)
    row = Correspondence.objects.get()
    client.post(reverse("framework:crosswalk_remove", args=[row.pk]))

    assert not Correspondence.objects.exists()


def test_links_go_out_and_come_back_as_xlsx(client, edition, province, clerk):
    add_links(links=[link(edition, province), link(edition, province, "D06-05")], by=clerk)
    client.force_login(clerk)
    content = client.get(reverse("framework:crosswalk_export")).content
    for row in Correspondence.objects.all():
        remove_link(link_id=row.pk, by=clerk)

    answer = client.post(
        reverse("organization:import_send", args=["crosswalk"]),
        {"file": SimpleUploadedFile("a.xlsx", content)},
    )

    assert answer.status_code == 302
    assert Correspondence.objects.count() == 2


def test_faulty_links_are_reported_by_row_and_column(client, edition, province, clerk):
    add_links(links=[link(edition, province)], by=clerk)
    client.force_login(clerk)
    book = load_workbook(io.BytesIO(client.get(reverse("framework:crosswalk_export")).content))
    book.active.append(["province", "1", "D06-04", edition.code, "1", "D06-04", ""])
    book.active.append([edition.code, "1", "D99-99", "province", "1", "D06-05", ""])
    out = io.BytesIO()
    book.save(out)

    answer = client.post(
        reverse("organization:import_send", args=["crosswalk"]),
        {"file": SimpleUploadedFile("a.xlsx", out.getvalue())},
        follow=True,
    )

    shown = answer.content.decode()
    assert "第 3 行 F 列" in shown
    assert "圈" in shown
    assert "第 4 行 C 列：没有指标“D99-99”" in shown
    assert Correspondence.objects.count() == 1


# The calendar


@pytest.fixture
def cycle(clerk: Any) -> Cycle:
    return start_cycle(name="2024—2026", first_year=2024, owner=make.city(), by=clerk)


def on(day: str) -> Any:
    return clock.at(clock.datetime.fromisoformat(f"{day}T04:00:00+00:00"))


def test_a_cycle_begins_with_four_procedures_and_five_steps(cycle):
    stages = list(cycle.stages.all())

    assert list(dict.fromkeys(s.procedure for s in stages)) == [
        "apply",
        "recommend",
        "notice",
        "test",
        "result",
    ]
    assert sum(s.procedure == "test" for s in stages) == 5
    assert cycle.last_year == 2026


@pytest.mark.parametrize(
    ("day", "words", "figure"),
    [
        ("2026-05-16", "最早还有 46 天", ("距国家测评", "46 天", "最早")),
        (
            "2026-07-01",
            "随时可能来，最迟还有 167 天",
            ("国家测评", "随时可能来", "最迟还有 167 天"),
        ),
        (
            "2026-12-15",
            "今天是最后一天",
            ("国家测评", "随时可能来", "今天是最后一天"),
        ),
        ("2026-12-20", "正在进行，最迟还有 11 天", ("审定公布", "正在进行", "最迟还有 11 天")),
    ],
)
def test_the_workbench_counts_to_the_window(cycle, clerk, day, words, figure):
    with on(day):
        (shown,) = figures(clerk)
        found = countdown(clock.today())

    assert found is not None
    assert in_words(found) == words
    assert (shown.label, shown.value, shown.note) == figure


def test_without_a_cycle_for_the_year_there_is_no_figure(cycle, clerk):
    assert countdown(date(2030, 1, 1)) is None
    with on("2030-01-01"):
        assert figures(clerk) == []


def test_a_window_is_moved_within_reason(cycle, clerk):
    stage = cycle.stages.get(code="field")
    change_stage(
        stage_id=stage.pk,
        data=StageData(date(2026, 9, 1), date(2026, 10, 31), note_zh="按今年通知"),
        by=clerk,
    )
    stage.refresh_from_db()
    assert (stage.earliest_on, stage.note_zh, stage.note_en) == (
        date(2026, 9, 1),
        "按今年通知",
        "",
    )

    for wrong, said in (
        (StageData(date(2026, 11, 1), date(2026, 10, 1)), "最迟不能早于最早"),
        (StageData(date(2024, 1, 1), date(2026, 10, 1)), "不能早于上一道程序"),
    ):
        with pytest.raises(BadStage, match=said):
            change_stage(stage_id=stage.pk, data=wrong, by=clerk)


def test_what_is_done_is_not_counted_to(cycle, clerk):
    for stage in Stage.objects.filter(is_unannounced=True):
        data = StageData(stage.earliest_on, stage.latest_on, done_on=date(2026, 9, 1))
        change_stage(stage_id=stage.pk, data=data, by=clerk)

    found = countdown(date(2026, 9, 2))

    assert found is not None
    assert found.stage.code == "report"


def test_the_office_keeps_the_calendar_and_everybody_reads_it(client, cycle, clerk):
    stage = reverse("framework:cycle_stage", args=[cycle.stages.get(code="field").pk])
    client.force_login(make.user(Role.STREET, unit=make.unit()))
    assert "实地考察" in client.get(reverse("framework:cycle")).content.decode()
    assert client.get(stage).status_code == 403
    assert client.get(reverse("framework:cycle_new")).status_code == 403

    client.force_login(clerk)
    data = {"earliest_on": "2026-08-01", "latest_on": "2026-10-31"}
    assert client.post(stage, data).status_code == 302
    assert client.post(stage, {**data, "latest_on": "2026-02-30"}).status_code == 422
    again = {"name": "x", "first_year": "2024"}
    assert client.post(reverse("framework:cycle_new"), again).status_code == 422
    client.post(reverse("framework:cycle_new"), {"name": "下一届", "first_year": "2027"})
    assert Cycle.objects.count() == 2
