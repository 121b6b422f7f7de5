"""By the national standard and by our own, stricter one: both are shown, ours is never above."""

import pytest
from django.core.management import call_command
from django.urls import reverse

from tests import make
from wenming.accounts.models import Role
from wenming.framework.services import publish_edition
from wenming.framework.services.local import overlay_of, start_local_edition, write_overlay
from wenming.inspections import services as inspections
from wenming.scoring import pages, selectors, services
from wenming.scoring.models import Run, VisitSum

pytestmark = pytest.mark.django_db
FAULT = {"L01_01": make.failed("L01-01", "北门", outcome="")}
EXTRA = {
    "code": "L01-99",
    "place_type": "L01",
    "indicator": "D01-01",
    "text_zh": "门口有文明引导员",
    "text_en": "A guide at the gate",
    "scoring": {"type": "binary", "max": 5},
}


def local_over(base, **tables):
    """A published local standard over `base`."""
    by, second = make.office(), make.user(Role.OFFICE, unit=make.unit())
    made = start_local_edition(base_id=base.pk, name="本市加严", by=by)
    overlay = {**overlay_of(made), **tables}
    write_overlay(edition_id=made.pk, overlay=overlay, by=by)
    publish_edition(edition_id=made.pk, by=second)
    made.refresh_from_db()
    return made


STRICTER = [{"code": "D01-01", "grades": {"A": 99, "B": 95, "C": 90}}]


def accepted(round_, **changed):
    visit = make.visit(round_)
    answers = make.answers(visit, **changed)
    inspections.submit_visit(visit_id=visit.pk, by=visit.inspectors.first(), answers=answers)
    inspections.accept_visit(visit_id=visit.pk, by=make.user(Role.VERIFIER))
    services.count_visit(visit_id=visit.pk)
    return visit


def test_a_round_by_the_base_is_shown_by_our_own_standard_too(client):
    base = make.small_edition()
    local_over(base, indicators=STRICTER)
    make.place("L01")
    round_ = make.released_round(edition=base, sizes={"L01": 1})
    accepted(round_, **FAULT)

    page = (
        client.force_login(make.office()),
        client.get(reverse("scoring:round", args=[round_.number])),
    )[1]

    row = next(r for r in page.context["indicators"] if r.indicator.code == "D01-01")
    assert row.result.grade < row.local.grade  # A is before B
    assert page.context["local_rate"] <= page.context["headline"].rate
    assert "按本地加严标准" in page.content.decode()


def test_a_round_by_the_local_standard_leaves_its_own_items_out_of_the_official_figure():
    base = make.small_edition()
    local = local_over(base, check_items=[EXTRA])
    make.place("L01")
    round_ = make.released_round(edition=local, sizes={"L01": 1})

    visit = accepted(round_, L01_99=make.failed("L01-99"))

    scored = selectors.scored(round_, "first")
    ours = pages.local_rate(scored, selectors.local_result(round_, scored))
    assert scored.field_rate == 100
    assert ours < 100
    assert VisitSum.objects.filter(visit=visit, local_only=True).count() == 1
    call_command("verify_scores")


def test_what_was_published_keeps_the_local_standard_of_its_day():
    base = make.small_edition()
    local = local_over(base, check_items=[EXTRA])
    make.place("L01")
    round_ = make.released_round(edition=local, sizes={"L01": 1})
    accepted(round_, L01_99=make.failed("L01-99"))
    inspections.close_round(round_id=round_.pk, by=round_.by)
    make.approved_results(round_)
    second = make.user(Role.OFFICE, unit=make.unit("考评科"))
    services.publish_round(round_id=round_.pk, by=second)
    round_.refresh_from_db()
    scored = selectors.scored(round_, "first")
    before = pages.local_rate(scored, selectors.local_result(round_, scored))

    local_over(base, indicators=STRICTER)

    run = Run.objects.get(pk=round_.publication.run_id)
    assert run.overlay_digest == local.digest
    assert run.result["local"]["schemes"] != run.result["schemes"]
    call_command("rescore", run.pk)
    scored = selectors.scored(round_, "first")
    assert pages.local_rate(scored, selectors.local_result(round_, scored)) == before


def test_totals_with_events_are_for_those_who_confirm_them(client):
    make.small_edition()
    make.place("L01")
    round_ = make.released_round(sizes={"L01": 1})
    accepted(round_, **FAULT)
    url = reverse("scoring:totals", args=[round_.number])

    client.force_login(make.user(Role.LEADER))
    assert client.get(url).context["with_events"] is not None
    client.force_login(make.office())
    answer = client.get(url)
    assert answer.context["with_events"] is None
    assert "负面清单" not in answer.content.decode()
