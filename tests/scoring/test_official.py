"""Official results are entered by sheet, compared, weighted over the cycle, and stay inside."""

import io
from decimal import Decimal

import pytest
from django.conf import settings
from django.urls import reverse
from openpyxl import Workbook

from tests import make
from wenming.accounts.models import Role
from wenming.core import clock, imports
from wenming.core.errors import NotAllowed
from wenming.framework import services as editions
from wenming.framework.models import Cycle, Indicator
from wenming.inspections import services as inspections
from wenming.scoring import importing, official, services
from wenming.scoring.models import OfficialFinding, OfficialResult, Triage

pytestmark = pytest.mark.django_db
RESULTS, FINDINGS = importing.KINDS
YEAR = clock.today().year


def sheet(kind, *rows):
    """A filled sheet of a kind, as a person sends it."""
    layout = kind.layout()
    workbook = Workbook()
    page = workbook.active
    page.title = layout.title
    page.append([column.title for column in layout.columns])
    for row in rows:
        page.append(row)
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def judged(kind, *rows):
    return imports.judge(kind, sheet(kind, *rows), name="表.xlsx", by=None)


def stored(kind, by, *rows):
    report = judged(kind, *rows)
    assert not report.faults
    return kind.store(report.rows, by)


OWN = ["国家测评", YEAR, "", settings.CITY_NAME, 92.35, 12, 113, "2026-11-20"]
OTHER = ["国家测评", YEAR, "", "别市", 93.1, 8, 113, ""]


def test_results_are_entered_and_changed_by_sheet():
    by = make.office()

    first = stored(RESULTS, by, OWN, OTHER)
    again = stored(RESULTS, by, [*OWN[:5], 11, 113, "2026-11-20"], OTHER)

    assert (first.added, first.changed) == (2, 0)
    assert (again.added, again.changed) == (0, 1)
    own = OfficialResult.objects.get(is_own=True)
    assert (own.total, own.rank) == (Decimal("92.35"), 11)
    assert [row.city for row in official.tests()[0].rows] == ["别市", settings.CITY_NAME]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (["市测", YEAR, "", "别市", 90, 1, 2, ""], "国家测评、省级测评"),
        (["国家测评", 1999, "", "别市", 90, 1, 2, ""], "不在 2005 到"),
        (["国家测评", YEAR, "", "别市", "九十", 1, 2, ""], "不是数"),
        (["国家测评", YEAR, "", "别市", 90, 3, 2, ""], "名次 3 大于参评城市数 2"),
        (["国家测评", YEAR, "", "别市", "", "", "", ""], "至少要有一个"),
        (["国家测评", YEAR, "", "", 90, 1, 2, ""], "城市"),
    ],
)
def test_a_wrong_row_is_named(row, words):
    report = judged(RESULTS, [*OTHER[:3], "甲市", 90, "", "", ""], row)

    assert [fault.row for fault in report.faults] == [3]
    assert words in report.faults[0].text


def test_a_city_twice_is_named():
    report = judged(RESULTS, OTHER, OTHER)

    assert "与第 2 行重复" in report.faults[0].text


def test_findings_name_known_indicators_only():
    make.small_edition()
    good = ["省级测评", YEAR, "上半年", "D01-01", "农贸市场", "出店经营", 0.5]

    assert stored(FINDINGS, make.office(), good).added == 1
    report = judged(FINDINGS, [*good[:3], "D99-99", "农贸市场", "占道", 0.5])

    assert OfficialFinding.objects.get().lost == Decimal("0.5")
    assert "没有编号为“D99-99”的指标" in report.faults[0].text


def test_the_template_comes_back_as_it_went_out():
    by = make.office()
    stored(RESULTS, by, OWN, OTHER)

    again = RESULTS.store(judged(RESULTS, *RESULTS.existing(by)).rows, by)

    assert (again.added, again.changed) == (0, 0)


@pytest.mark.parametrize("name", ["official", "aims", "cycle"])
@pytest.mark.parametrize(
    "role", [Role.DISTRICT_OFFICE, Role.DEPARTMENT, Role.STREET, Role.VERIFIER, Role.INSPECTOR]
)
def test_nobody_else_sees_them(client, name, role):
    make.small_edition()
    client.force_login(make.user(role, unit=make.unit(kind="street")))

    assert client.get(reverse(f"scoring:{name}")).status_code == 403


def test_leaders_read_and_do_not_write(client):
    edition = make.small_edition()
    leader = make.user(Role.LEADER)
    stored(RESULTS, make.office(), OWN, OTHER)
    client.force_login(leader)

    assert "第 12 名，共 113 个城市" in client.get(reverse("scoring:official")).content.decode()
    assert client.get(reverse("scoring:official") + "?tab=findings").status_code == 200
    with pytest.raises(NotAllowed):
        stored(RESULTS, leader, OWN)
    key = Indicator.objects.filter(edition=edition).first().pk
    answer = client.post(reverse("scoring:aims"), {f"aim_{key}": "bonus"})
    assert answer.status_code == 403
    assert not Triage.objects.exists()


def published():
    """A published quarterly round with one lost line."""
    visit = make.accepted_visit(L01_01=make.failed("L01-01", "北门", "南门", outcome=""))
    services.count_visit(visit_id=visit.pk)
    round_ = visit.round
    round_.purpose = "quarterly"
    round_.save()
    inspections.close_round(round_id=round_.pk, by=round_.by)
    make.approved_results(round_)
    second = make.user(Role.OFFICE, unit=make.unit("督查科"))
    services.publish_round(round_id=round_.pk, by=second)
    return round_


def test_aims_say_what_each_indicator_can_still_win(client):
    round_ = published()
    client.force_login(make.office())
    url = reverse("scoring:aims")
    page = client.get(url)
    lost = {row.indicator.code: row for row in page.context["rows"]}
    assert lost["D01-01"].to_win == pytest.approx(lost["D01-01"].result.lost)
    unmeasured = next(row for row in page.context["rows"] if row.result is None)
    assert unmeasured.to_win == float(unmeasured.indicator.weight)

    key = Indicator.objects.get(code="D01-01", edition=round_.edition).pk
    client.post(url, {f"aim_{key}": "weak"})
    client.post(url, {f"aim_{unmeasured.key}": "nonsense"})

    sums = client.get(url).context["sums"]
    assert Triage.objects.get().aim == "weak"
    assert sums["薄弱"] == pytest.approx(lost["D01-01"].to_win)
    client.post(url, {f"aim_{key}": ""})
    assert not Triage.objects.exists()


def test_aims_and_the_last_result_hold_for_the_next_version(client):
    round_ = published()
    office = make.office()
    client.force_login(office)
    url = reverse("scoring:aims")
    row = {r.indicator.code: r for r in client.get(url).context["rows"]}["D01-01"]
    client.post(url, {f"aim_{row.key}": "weak"})
    newer = editions.copy_edition(edition_id=round_.edition_id, by=office)
    editions.publish_edition(edition_id=newer.pk, by=make.user(Role.OFFICE))

    page = client.get(url)
    after = {r.indicator.code: r for r in page.context["rows"]}["D01-01"]
    same = client.post(url, {f"aim_{after.key}": "weak"}, follow=True).content.decode()
    client.post(url, {f"aim_{after.key}": ""})
    taken_back = {r.indicator.code: r for r in client.get(url).context["rows"]}["D01-01"]

    assert page.context["round"] == round_
    assert after.key != row.key
    assert (after.aim, after.to_win) == ("weak", row.to_win)
    assert "已改 0 项" in same
    assert taken_back.aim == ""
    assert official.chosen_aims(round_.edition) == {"D01-01": "weak"}


def test_the_cycle_adds_only_what_is_known(client):
    edition = make.edition()
    cycle = Cycle.objects.create(
        name="第七届", owner=make.city(), first_year=YEAR - 1, last_year=YEAR + 1
    )
    by = make.office()
    stored(RESULTS, by, [*OWN[:1], YEAR - 1, "", settings.CITY_NAME, 80, 1, 2, ""])
    stored(RESULTS, by, OWN)

    view = official.cycle_view(cycle, edition)

    assert [row.weight for row in view.years] == [Decimal("0.15"), Decimal("0.25"), Decimal("0.60")]
    assert view.earned == Decimal("0.15") * 80 + Decimal("0.25") * Decimal("92.35")
    assert view.known_weight == Decimal("0.40")
    assert not view.is_complete
    assert view.years[2].total is None
    client.force_login(by)
    assert "不作预测" in client.get(reverse("scoring:cycle")).content.decode()


def test_the_minors_scheme_stands_with_its_gate_and_share():
    round_ = published()
    cycle = Cycle.objects.create(
        name="第七届", owner=make.city(), first_year=YEAR, last_year=YEAR + 2
    )

    view = official.cycle_view(cycle, round_.edition)

    assert [(gate, share) for _name, _row, gate, share in view.minors] == [
        (scheme.gate_score, scheme.share)
        for scheme in official.selectors.base_framework(round_.edition).schemes.values()
        if scheme.share is not None
    ]


def test_without_a_cycle_the_page_says_what_to_do(client):
    make.small_edition()
    client.force_login(make.office())

    assert "还没有创建周期" in client.get(reverse("scoring:cycle")).content.decode()


def test_tests_stand_newest_first_each_beside_the_one_before(client):
    by = make.office()
    for period, total, rank, day in (
        ("第一季度", 87.9, 6, f"{YEAR}-04-10"),
        ("第三季度", 88.63, 5, f"{YEAR}-10-14"),
        ("第二季度", 89.25, 4, f"{YEAR}-07-12"),
    ):
        stored(
            RESULTS,
            by,
            ["季度测评（上级）", YEAR, period, settings.CITY_NAME, total, rank, 13, day],
        )

    found = official.tests()

    assert [test.period for test in found] == ["第三季度", "第二季度", "第一季度"]
    assert [test.change for test in found] == [Decimal("-0.62"), Decimal("1.35"), None]
    client.force_login(by)
    page = client.get(reverse("scoring:official")).content.decode()
    assert "总分较上次 −0.62，上次第 4 名" in page
