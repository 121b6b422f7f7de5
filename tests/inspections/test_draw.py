"""Sealed and simple draws: what is published when, and that the engine draws the same again."""

import hashlib

import pytest

from tests import make
from wenming.accounts.models import Role
from wenming.core.errors import NotAllowed, TransitionRefused
from wenming.core.models import Ask, AuditEntry
from wenming.engine import sampling
from wenming.inspections import frames, services
from wenming.inspections.errors import DrawRefused, PlanRefused, WitnessRefused
from wenming.inspections.models import Round
from wenming.organization.models import Level

pytestmark = pytest.mark.django_db
MOCK = Round.Purpose.MOCK


@pytest.fixture
def office():
    return make.office()


@pytest.fixture
def witness():
    return make.user(Role.DEPARTMENT, unit=make.unit("市统计局"))


@pytest.fixture
def planned(office, witness):
    """A mock round of seven markets in two districts and four lanes in one."""
    districts = [make.area(), make.area()]
    for index in range(7):
        make.place("L01", area=districts[index % 2])
    for _ in range(4):
        make.place("L02", area=districts[0])
    unit = witness.grants.get().unit
    plan = make.round_plan(purpose=MOCK, sizes={"L01": 3, "L02": 2}, invited=(unit,))
    return services.plan_round(plan=plan, by=office)


@pytest.fixture
def sealed(planned, office):
    return services.seal_round(round_id=planned.pk, by=office)


def add_text(round_, person, text="金桂第三次开花那天"):
    return services.add_witness(
        round_id=round_.pk, by=person, unit=person.grants.get().unit, text=text
    )


def drawn_codes(round_):
    rows = round_.frame.filter(order__isnull=False).order_by("order")
    return [row.place.code for row in rows.select_related("place")]


def test_sealing_freezes_the_frame_and_publishes_digest_and_seal_only(sealed):
    rows = sealed.frame.select_related("place")
    lines = sorted(f"{r.type_code},{r.area_code},{r.place.code}" for r in rows)

    assert len(lines) == 11
    assert sealed.frame_digest == hashlib.sha256("\n".join(lines).encode()).hexdigest()
    assert sealed.seal == hashlib.sha256(sealed.secret.encode()).hexdigest()
    assert drawn_codes(sealed) == []
    entry = AuditEntry.objects.get(action="round.sealed")
    assert entry.data["seal"] == sealed.seal
    assert sealed.secret not in str(entry.data)


def test_the_units_asked_to_witness_stand_in_the_burden_ledger(sealed, witness):
    ask = Ask.objects.get()
    assert (ask.unit_code, ask.kind, ask.answered_at) == (
        witness.grants.get().unit.code,
        "witness",
        None,
    )

    add_text(sealed, witness)

    ask.refresh_from_db()
    assert ask.answered_at is not None


def test_what_changes_after_sealing_does_not_reach_the_frame(sealed, office, witness):
    place = sealed.frame.select_related("place").first().place
    place.type_code, place.area = "L02", make.area()
    place.save()
    add_text(sealed, witness)

    services.draw_round(round_id=sealed.pk, by=office)

    assert sampling.frame_digest(frames.engine_rows(frames.drawable(sealed))) == sealed.frame_digest


def test_the_draw_is_the_one_of_the_engine_and_can_be_checked(sealed, office, witness):
    add_text(sealed, witness)

    round_ = services.draw_round(round_id=sealed.pk, by=office)

    text = "金桂第三次开花那天"
    assert round_.seed == hashlib.sha256(f"{round_.secret}:{text}".encode()).hexdigest()
    rows = frames.engine_rows(frames.drawable(round_))
    again = sampling.draw(rows, {"L01": 3, "L02": 2}, round_.seed)
    assert drawn_codes(round_) == [row.place for row in again]
    assert len(again) == 5
    faults = sampling.verify(
        frame=rows,
        digest=round_.frame_digest,
        secret=round_.secret,
        published_seal=round_.seal,
        texts=[text],
        sizes=frames.sizes(round_),
        drawn=drawn_codes(round_),
    )
    assert faults == []


def test_within_areas_each_area_has_its_own_number(office, planned):
    plan = make.round_plan(sizes={"L01": 1}, is_per_area=True)
    round_ = services.plan_round(plan=plan, by=office)

    services.draw_simple(round_id=round_.pk, by=office)

    rows = round_.frame.filter(order__isnull=False)
    assert len(rows) == len({row.area_code for row in rows}) == 2


def test_without_a_witness_nothing_is_drawn(sealed, office, witness):
    with pytest.raises(DrawRefused, match="还没有人见证"):
        services.draw_round(round_id=sealed.pk, by=office)

    add_text(sealed, witness)
    services.draw_round(round_id=sealed.pk, by=office)


def test_only_an_invited_unit_witnesses_once_and_only_after_sealing(planned, office, witness):
    unit = witness.grants.get().unit
    with pytest.raises(WitnessRefused):  # not sealed yet: the text could be known before the secret
        add_text(planned, witness)
    services.seal_round(round_id=planned.pk, by=office)
    stranger = make.user(Role.DEPARTMENT, unit=make.unit())
    with pytest.raises(WitnessRefused):
        add_text(planned, stranger)
    with pytest.raises(WitnessRefused):
        services.add_witness(round_id=planned.pk, by=office, unit=unit, text="我来见证")
    with pytest.raises(WitnessRefused):
        services.add_witness(round_id=planned.pk, by=stranger, unit=unit, text="我来见证")

    add_text(planned, witness)

    with pytest.raises(WitnessRefused):
        add_text(planned, witness)


@pytest.mark.parametrize("text", ["", "   ", "长" * 61, "零宽\u200b字"])
def test_a_text_that_cannot_be_typed_again_is_refused(sealed, witness, text):
    with pytest.raises(WitnessRefused):
        add_text(sealed, witness, text)


def test_those_who_organise_cannot_be_invited_to_witness(office):
    make.place("L01")
    own = office.grants.get().unit

    with pytest.raises(PlanRefused, match="不能自己见证"):
        services.plan_round(plan=make.round_plan(purpose=MOCK, invited=(own,)), by=office)


def test_a_mock_round_cannot_be_drawn_simply_and_a_weekly_one_not_sealed(planned, office):
    weekly = services.plan_round(plan=make.round_plan(), by=office)

    with pytest.raises(DrawRefused, match="封存"):
        services.draw_simple(round_id=planned.pk, by=office)
    with pytest.raises(DrawRefused, match="简单抽取"):
        services.seal_round(round_id=weekly.pk, by=office)

    services.draw_simple(round_id=weekly.pk, by=office)
    services.seal_round(round_id=planned.pk, by=office)


def test_without_an_invited_unit_the_frame_is_not_sealed(office):
    make.place("L01")
    round_ = services.plan_round(plan=make.round_plan(purpose=MOCK), by=office)

    with pytest.raises(DrawRefused, match="见证单位"):
        services.seal_round(round_id=round_.pk, by=office)


def test_steps_out_of_order_are_refused(sealed, office, witness):
    with pytest.raises(TransitionRefused):
        services.release_round(round_id=sealed.pk, by=office)
    with pytest.raises(TransitionRefused):
        services.close_round(round_id=sealed.pk, by=office)
    with pytest.raises(TransitionRefused):
        services.seal_round(round_id=sealed.pk, by=office)
    add_text(sealed, witness)
    services.draw_round(round_id=sealed.pk, by=office)
    with pytest.raises(TransitionRefused):
        services.draw_round(round_id=sealed.pk, by=office)


def test_a_district_draws_for_itself_and_nobody_else_does(planned):
    district = make.area()
    own = make.user(Role.DISTRICT_OFFICE, unit=make.unit(area=district))
    make.place("L01", area=make.area(Level.STREET, parent=district))
    plan = make.round_plan(owner=district, sizes={"L01": 1})
    with pytest.raises(NotAllowed):
        services.plan_round(
            plan=plan, by=make.user(Role.DISTRICT_OFFICE, unit=make.unit(area=make.area()))
        )

    round_ = services.plan_round(plan=plan, by=own)
    services.draw_simple(round_id=round_.pk, by=own)

    assert round_.number.startswith(f"{district.code}-LC-")
    assert round_.frame.count() == 1  # only places of the district
    with pytest.raises(NotAllowed):
        services.seal_round(round_id=planned.pk, by=own)


def test_places_visited_lately_and_closed_places_stay_out_of_the_frame(office):
    visited = make.accepted_visit().frame_place.place
    closed, fresh = make.place("L01", status="closed"), make.place("L01")
    lately = make.round_plan(exclude_days=7)
    everything = make.round_plan(exclude_days=0)

    for plan, expected in ((lately, {fresh}), (everything, {fresh, visited})):
        round_ = services.plan_round(plan=plan, by=office)
        services.draw_simple(round_id=round_.pk, by=office)
        assert {row.place for row in round_.frame.select_related("place")} == expected
    assert closed not in expected


def test_a_look_back_takes_the_drawn_places_of_the_earlier_round(office):
    for _ in range(5):
        make.place("L01")
    earlier = make.released_round(office)
    drawn = set(drawn_codes(earlier))

    plan = make.round_plan(purpose=Round.Purpose.LOOK_BACK, earlier=earlier, sizes={"L01": 99})
    round_ = services.plan_round(plan=plan, by=office)
    services.draw_simple(round_id=round_.pk, by=office)

    assert set(drawn_codes(round_)) == drawn
    assert len(drawn) == 2


def test_named_places_stand_apart_from_the_frame(office):
    first, second = make.place("L01"), make.place("L02")
    named = (services.NamedPlace(second, "市民反映集中"), services.NamedPlace(first, "领导批示"))
    plan = make.round_plan(sizes={"L01": 1}, named=named)
    round_ = services.plan_round(plan=plan, by=office)
    services.draw_simple(round_id=round_.pk, by=office)

    services.release_round(round_id=round_.pk, by=office)

    rows = [sampling.FramePlace("L01", frames.AreaCodes("district").of(first.area), first.code)]
    round_.refresh_from_db()
    assert round_.frame_digest == sampling.frame_digest(rows)
    visits = round_.visits.select_related("frame_place")
    assert {(v.frame_place.place_id, v.frame_place.is_named) for v in visits} == {
        (first.pk, False),  # drawn as well, so visited once, as drawn
        (second.pk, True),
    }


def test_nothing_to_draw_is_said(office):
    round_ = services.plan_round(plan=make.round_plan(), by=office)

    with pytest.raises(DrawRefused, match="没有可抽的点位"):
        services.draw_simple(round_id=round_.pk, by=office)

    round_.refresh_from_db()
    assert round_.status == "planned"


def test_a_code_that_would_make_the_digest_ambiguous_is_refused(office):
    make.place("L01", code="P,1")
    round_ = services.plan_round(plan=make.round_plan(), by=office)

    with pytest.raises(DrawRefused, match="逗号"):
        services.draw_simple(round_id=round_.pk, by=office)

    assert not round_.frame.exists()
