"""A decision answers the call for help in one transaction; minutes come in as a document."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tests import make
from wenming.accounts.models import Role
from wenming.core.clock import now
from wenming.core.errors import NotAllowed, TransitionRefused
from wenming.core.models import AuditEntry, Message
from wenming.documents import services as documents
from wenming.documents.errors import NothingToRead
from wenming.documents.models import Document
from wenming.duties import services as duties
from wenming.duties.workflow import Progress
from wenming.meetings import services
from wenming.meetings.agenda import Agenda
from wenming.meetings.errors import DecidedAlready, FollowUnfit, MinutesThere, NoMinutes, NotDecided
from wenming.meetings.models import Decision
from wenming.meetings.services import Verdict

pytestmark = pytest.mark.django_db
LINE = "由市住建局月底前完成管线迁改"


@pytest.fixture
def held(plan, stuck, hold):
    """A meeting that was held on one stuck piece of work."""
    meeting, row = plan(0), stuck()
    hold(meeting)
    meeting.refresh_from_db()
    return meeting, row


def decide(meeting, key, by, follow="back"):
    verdict = Verdict(line=LINE, post="常务副市长", follow=follow)
    return services.decide(meeting_id=meeting.pk, key=key, verdict=verdict, by=by)


def test_a_decision_is_the_answer_that_the_unit_reads(held, clerk, bureau):
    meeting, row = held

    decide(meeting, f"w{row.pk}", clerk)

    row.refresh_from_db()
    day = f"{meeting.on.month}月{meeting.on.day}日"
    told = f"{day}联席会议议定（常务副市长）：{LINE}"
    assert (row.status, row.line) == (Progress.UNDERWAY, told)
    assert row.steps.last().action == "answer_help"
    assert Message.objects.get(unit_code=bureau.code).text == told
    actions = set(AuditEntry.objects.values_list("action", flat=True))
    assert {"meetings.settled", "undertaking.help_answered"} <= actions
    assert Agenda(meeting).open == []


def test_a_decision_that_cannot_be_kept_changes_nothing(held, clerk, monkeypatch):
    meeting, row = held

    def broken(**_told):
        raise RuntimeError

    monkeypatch.setattr(duties, "judge", broken)
    with pytest.raises(RuntimeError):
        decide(meeting, f"w{row.pk}", clerk)

    row.refresh_from_db()
    assert row.status == Progress.STUCK
    assert not Decision.objects.exists()
    assert not Message.objects.exists()


def test_a_unit_that_went_on_by_itself_is_told_and_not_moved(held, clerk, liaison, bureau):
    meeting, row = held
    duties.report(undertaking_id=row.pk, by=liaison, action="finish", line="都做完了")

    decide(meeting, f"w{row.pk}", clerk)

    row.refresh_from_db()
    assert (row.status, row.line) == (Progress.FINISHED, "都做完了")
    assert LINE in Message.objects.get(unit_code=bureau.code).text


def test_nothing_is_decided_twice_or_before_the_meeting(held, clerk, plan, stuck):
    meeting, row = held
    decide(meeting, f"w{row.pk}", clerk)
    with pytest.raises(DecidedAlready, match=LINE):
        decide(meeting, f"w{row.pk}", clerk)

    planned, other = plan(3), stuck("还没开会的")
    with pytest.raises(TransitionRefused, match="现为“待召开”"):
        decide(planned, f"w{other.pk}", clerk)


def test_what_follows_fits_the_item(plan, hold, clerk, bureau, stuck):
    meeting, row = plan(0), stuck()
    item = services.add_item(meeting_id=meeting.pk, text="通报", unit=bureau, by=clerk)
    hold(meeting)

    with pytest.raises(FollowUnfit, match="另行交办，见纪要、不另办"):
        decide(meeting, f"i{item.pk}", clerk, "back")
    with pytest.raises(FollowUnfit, match="不另办"):
        decide(meeting, f"w{row.pk}", clerk, "noted")

    decide(meeting, f"i{item.pk}", clerk, "noted")
    decide(meeting, f"w{row.pk}", clerk, "order")
    row.refresh_from_db()
    assert row.status == Progress.UNDERWAY


def test_only_the_office_decides(held, liaison):
    meeting, row = held

    for by in (liaison, make.user(Role.LEADER)):
        with pytest.raises(NotAllowed):
            decide(meeting, f"w{row.pk}", by)


def correct(meeting, key, by, line="由市住建局年底前完成"):
    return services.correct(meeting_id=meeting.pk, key=key, line=line, post="市长", by=by)


def test_a_correction_is_told_and_read_on_the_work(client, held, clerk, liaison, bureau):
    meeting, row = held
    decide(meeting, f"w{row.pk}", clerk)

    correct(meeting, f"w{row.pk}", clerk)

    told = [
        message.text for message in Message.objects.filter(unit_code=bureau.code).order_by("pk")
    ]
    assert ["月底" in text for text in told] == [True, False]
    client.force_login(liaison)
    page = client.get(reverse("duties:undertaking", args=[row.pk])).content.decode()
    assert "联席会议议定（市长）：由市住建局年底前完成" in page
    assert AuditEntry.objects.filter(action="meetings.corrected").count() == 1


def test_only_what_was_decided_is_corrected_and_only_by_the_office(held, clerk, liaison):
    meeting, row = held
    with pytest.raises(NotDecided, match="还没有议定"):
        correct(meeting, f"w{row.pk}", clerk)
    decide(meeting, f"w{row.pk}", clerk)

    with pytest.raises(NotAllowed):
        correct(meeting, f"w{row.pk}", liaison)

    assert Decision.objects.get().line == LINE


def test_the_form_of_a_correction_starts_from_the_words(client, held, clerk):
    meeting, row = held
    decide(meeting, f"w{row.pk}", clerk)
    client.force_login(clerk)
    url = reverse("meetings:list_correct", args=[meeting.pk, f"w{row.pk}"])
    assert url in client.get(reverse("meetings:list_one", args=[meeting.pk])).content.decode()
    assert LINE in client.get(url).content.decode()

    assert client.post(url, {"line": "", "post": "市长"}).status_code == 422
    assert client.post(url, {"line": "改后的话", "post": "市长"}).status_code == 302

    assert Decision.objects.get().line == "改后的话"


# Minutes


def test_minutes_are_read_by_the_intake_and_linked(held, clerk):
    meeting, _row = held

    document = services.enter_minutes(
        meeting_id=meeting.pk, by=clerk, text=make.SPEECH, title="纪要"
    )

    meeting.refresh_from_db()
    assert (meeting.minutes, document.kind) == (document, Document.Kind.MINUTES)
    assert document.drafts.exists()
    with pytest.raises(MinutesThere, match="《纪要》"):
        services.enter_minutes(meeting_id=meeting.pk, by=clerk, text=make.SPEECH)
    assert Document.objects.count() == 1


def test_minutes_without_a_word_are_refused_and_leave_nothing(held, clerk):
    meeting, _row = held

    with pytest.raises(NothingToRead):
        services.enter_minutes(meeting_id=meeting.pk, by=clerk, text=" ")

    meeting.refresh_from_db()
    assert meeting.minutes is None


def test_a_planned_meeting_has_no_minutes(plan, clerk):
    with pytest.raises(TransitionRefused):
        services.enter_minutes(meeting_id=plan().pk, by=clerk, text=make.SPEECH)


@pytest.mark.parametrize("page", ["list_minutes", "list_link_minutes"])
def test_the_pages_of_minutes_lead_to_holding_a_meeting_that_is_to_come(client, plan, clerk, page):
    meeting = plan()
    client.force_login(clerk)

    answer = client.get(reverse(f"meetings:{page}", args=[meeting.pk]), follow=True)

    assert answer.redirect_chain == [(reverse("meetings:list_hold", args=[meeting.pk]), 302)]
    assert "先登记召开，再收纪要" in answer.content.decode()


def test_the_page_takes_minutes_in_and_leads_to_their_review(client, held, clerk):
    meeting, _row = held
    client.force_login(clerk)
    url = reverse("meetings:list_minutes", args=[meeting.pk])
    assert client.get(url).status_code == 200
    assert client.post(url, {"sensitivity": "internal"}).status_code == 422

    answer = client.post(url, {"text": make.SPEECH, "title": "纪要", "sensitivity": "internal"})

    document = Document.objects.get()
    assert answer["Location"] == reverse("duties:review", args=[document.pk])
    page = client.get(reverse("meetings:list_one", args=[meeting.pk])).content.decode()
    assert reverse("duties:review", args=[document.pk]) in page


def test_a_document_that_is_in_becomes_the_minutes_without_taking_it_in_again(client, held, clerk):
    meeting, _row = held
    client.force_login(clerk)
    one = reverse("meetings:list_one", args=[meeting.pk])
    url = reverse("meetings:list_link_minutes", args=[meeting.pk])
    assert url not in client.get(one).content.decode()
    first = reverse("meetings:list_minutes", args=[meeting.pk])
    answer = client.get(url, follow=True)
    assert answer.redirect_chain == [(first, 302)]
    assert "会后还没有收进来" in answer.content.decode()
    document = documents.take_in(by=clerk, text=make.SPEECH, title="会议纪要第3期")
    assert url in client.get(one).content.decode()
    assert "会议纪要第3期" in client.get(url).content.decode()
    assert client.post(url, {"document": document.pk + 1}).status_code == 422

    assert client.post(url, {"document": document.pk})["Location"] == one

    meeting.refresh_from_db()
    assert meeting.minutes == document
    assert AuditEntry.objects.filter(action="meetings.minutes_linked").count() == 1
    with pytest.raises(MinutesThere):
        services.link_minutes(meeting_id=meeting.pk, document_id=document.pk, by=clerk)


def test_no_document_is_the_minutes_of_two_meetings_or_older_than_its_meeting(
    held, plan, hold, clerk
):
    meeting, _row = held
    document = documents.take_in(by=clerk, text=make.SPEECH, title="纪要")
    services.link_minutes(meeting_id=meeting.pk, document_id=document.pk, by=clerk)
    other = plan(0)
    hold(other)
    old = documents.take_in(by=clerk, text=make.SPEECH + "。", title="旧文件")
    Document.objects.filter(pk=old.pk).update(at=now() - timedelta(days=2))

    for refused in (document, old):
        with pytest.raises(NoMinutes, match="会后收的"):
            services.link_minutes(meeting_id=other.pk, document_id=refused.pk, by=clerk)
