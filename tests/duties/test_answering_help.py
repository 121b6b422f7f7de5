"""A unit that asked for help is answered by who judges its work, and goes on (答复协调)."""

import pytest
from django.urls import reverse

from tests import make
from wenming.core.errors import NotAllowed, TransitionRefused
from wenming.core.models import AuditEntry, Message
from wenming.duties import services
from wenming.duties.errors import LineMissing
from wenming.duties.models import Undertaking
from wenming.duties.workflow import Progress

pytestmark = pytest.mark.django_db
LINE = "水电由住建局协调，本周接通"


@pytest.fixture
def stuck(bureau, liaison):
    make.issued_list(make.task(bureau, text="整治背街小巷"))
    row = Undertaking.objects.get()
    return services.report(undertaking_id=row.pk, by=liaison, action="ask_help", line="水电不通")


def answer(row, by, line=LINE):
    return services.judge(undertaking_id=row.pk, by=by, action="answer_help", line=line)


def test_the_answer_sends_the_work_on_and_tells_the_unit(stuck, bureau):
    answer(stuck, make.office())

    stuck.refresh_from_db()
    assert (stuck.status, stuck.line) == (Progress.UNDERWAY, LINE)
    assert [s.action for s in stuck.steps.all()] == ["open", "ask_help", "answer_help"]
    told = Message.objects.get(unit_code=bureau.code)
    assert (told.text, told.path) == (LINE, reverse("duties:undertaking", args=[stuck.pk]))
    assert "整治背街小巷" in told.title
    assert AuditEntry.objects.filter(action="undertaking.help_answered").exists()


def test_who_did_not_ask_is_not_answered(stuck, liaison):
    services.report(undertaking_id=stuck.pk, by=liaison, action="carry_on", line="通了")

    with pytest.raises(TransitionRefused, match="推进中"):
        answer(stuck, make.office())

    assert not Message.objects.exists()


def test_nobody_answers_themselves_and_nobody_without_a_word(stuck, liaison):
    with pytest.raises(NotAllowed):
        answer(stuck, liaison)
    with pytest.raises(LineMissing):
        answer(stuck, make.office(), line=" ")


def test_the_form_stands_on_the_page_only_while_help_is_asked_for(client, stuck):
    client.force_login(make.office())
    page = reverse("duties:undertaking", args=[stuck.pk])
    act = reverse("duties:act", args=[stuck.pk, "answer_help"])
    assert act in client.get(page).content.decode()

    assert client.post(act, {"line": LINE}).status_code == 302

    shown = client.get(page).content.decode()
    assert act not in shown
    assert LINE in shown
