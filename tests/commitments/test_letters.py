"""Letters of responsibility: written out of duties, issued to all, signed, sent back, reissued."""

import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from docx import Document as Docx

from tests import make
from wenming.accounts.models import Role
from wenming.commitments import letter_paper as paper
from wenming.commitments.errors import BadTerms, LetterOut, NoCopy, NothingToPledge
from wenming.commitments.goals import goals_of, units_with_goals
from wenming.commitments.models import Letter, LetterTerms
from wenming.commitments.services import letters as services
from wenming.commitments.workflow import Pledge
from wenming.core import clock, todo, uploads
from wenming.core.errors import Incomplete, NotAllowed, TransitionRefused
from wenming.core.evidence import EvidenceFile
from wenming.core.models import Ask, AuditEntry
from wenming.duties.services import set_lead
from wenming.organization.models import UnitKind

pytestmark = pytest.mark.django_db
YEAR = 2026


@pytest.fixture
def clerk(client):
    person = make.office()
    client.force_login(person)
    return person


@pytest.fixture
def bureau():
    return make.unit("市城管局")


@pytest.fixture
def liaison(bureau):
    return make.user(Role.DEPARTMENT, unit=bureau)


@pytest.fixture
def duty(bureau):
    """One duty in force that the bureau leads and the police supports."""
    task = make.task(bureau, text="整治背街小巷", supports=[make.unit("市公安局")])
    return make.issued_list(task).duties.get()


def terms(clerk, **changed) -> LetterTerms:
    written = {
        **paper.starting_words(),
        "signer": "总指挥",
        "due_on": clock.today() + timedelta(days=10),
        **changed,
    }
    return services.write_terms(
        owner=make.city(), year=YEAR, by=clerk, terms=services.Terms(**written)
    )


def issued(clerk, bureau) -> Letter:
    return services.issue_letter(terms_id=terms(clerk).pk, unit_id=bureau.pk, by=clerk)


def photo() -> EvidenceFile:
    return EvidenceFile("签字页.jpg", make.photo_bytes())


def texts(content: bytes) -> tuple[str, list[list[str]]]:
    """The words outside tables, and the cells of every ruled table row."""
    document = Docx(io.BytesIO(content))
    rows = [[cell.text for cell in row.cells] for t in document.tables for row in t.rows]
    return "\n".join(line.text for line in document.paragraphs), rows


def test_a_letter_holds_the_units_goals_and_indicators(clerk, bureau, duty):
    indicator = make.edition().indicators.order_by("pk").first()
    set_lead(indicator_id=indicator.pk, units=[bureau], by=clerk)

    made = issued(clerk, bureau)

    words, rows = texts(uploads.read(made.paper))
    assert (made.goals, made.indicators, made.status) == (1, 1, Pledge.ISSUED)
    assert "市城管局2026年承担目标任务1项、牵头测评指标1项" in words
    assert made.number in words
    assert "草稿" not in words
    assert ["1", "整治背街小巷", "", "牵头", "", duty.task_list.number] in rows
    assert ["1", indicator.code, indicator.name_zh] in rows
    assert any("总指挥（签字）" in cell for row in rows for cell in row)


def test_a_supporting_unit_answers_for_its_part(clerk, duty):
    police = duty.units.get(part="support").unit

    assert [(goal.text, goal.part) for goal in goals_of(police)] == [("整治背街小巷", "配合")]


def test_work_at_its_end_is_no_goal(clerk, bureau, duty):
    duty.undertakings.update(status="done")

    assert goals_of(bureau) == []
    with pytest.raises(NothingToPledge, match="市城管局"):
        issued(clerk, bureau)


def test_an_issued_letter_stays_as_it_was(clerk, bureau, duty):
    made = issued(clerk, bureau)
    make.issued_list(make.task(bureau, text="新增的任务"))
    terms(clerk, title="{year}年新标题")

    made.refresh_from_db()
    words, rows = texts(uploads.read(made.paper))
    assert "新标题" not in words
    assert not any("新增的任务" in row for row in rows)


def test_a_second_letter_of_the_year_is_refused(clerk, bureau, duty):
    made = issued(clerk, bureau)

    with pytest.raises(LetterOut, match="换发"):
        services.issue_letter(terms_id=made.terms_id, unit_id=bureau.pk, by=clerk)


@pytest.mark.parametrize(
    ("body", "why"),
    [("见附表 {who}", "没有“{who}”"), ("见附表 {unit", "大括号"), ("目标如下", "附表")],
)
def test_words_that_cannot_be_filled_in_are_refused(clerk, body, why):
    with pytest.raises(BadTerms, match=why):
        terms(clerk, body=body)


def test_a_unit_writes_no_terms(liaison):
    with pytest.raises(NotAllowed):
        terms(liaison)


def test_all_units_get_theirs_and_what_was_interrupted_goes_on(clerk, bureau, duty, monkeypatch):
    row = terms(clerk)
    police = duty.units.get(part="support").unit
    whole = services.letter_paper.content

    def breaks(terms, unit, **options):
        if unit == police:
            raise OSError("disk full")
        return whole(terms, unit, **options)

    monkeypatch.setattr(services.letter_paper, "content", breaks)
    with pytest.raises(OSError, match="disk"):
        services.issue_next(terms_id=row.pk, by=clerk)
    assert [letter.unit for letter in row.letters.all()] == [bureau]

    monkeypatch.setattr(services.letter_paper, "content", whole)
    assert services.issue_next(terms_id=row.pk, by=clerk) == 1
    assert {letter.unit for letter in row.letters.all()} == {bureau, police}
    assert services.issue_next(terms_id=row.pk, by=clerk) == 0


def test_communities_get_none(clerk):
    make.issued_list(make.task(make.unit(kind=UnitKind.COMMUNITY)))

    assert not units_with_goals(make.city()).exists()


def test_the_page_issues_and_says_how_far_it_is(client, clerk, bureau, duty):
    terms(clerk)
    page = client.get(reverse("commitments:letters"), {"year": YEAR})
    assert page.context["pending"] == 2

    answer = client.post(
        reverse("commitments:letters_issue", args=[YEAR]), headers={"HX-Request": "1"}
    )

    assert "2 份责任状都已发出" in answer.content.decode()
    found = client.get(reverse("commitments:letters"), {"year": YEAR, "tab": "issued"})
    assert [unit.name for unit, _letter in found.context["rows"]] == ["市城管局", "市公安局"]
    assert [chip["count"] for chip in found.context["chips"]] == [2, 0, 2, 0]
    assert "尚未签回（2 个）：市城管局、市公安局" in found.content.decode()


def test_a_unit_signs_with_a_photo(clerk, bureau, liaison, duty):
    made = issued(clerk, bureau)
    question = Ask.objects.get(kind="letter", unit_code=bureau.code)
    assert question.answered_at is None
    titles = [item.title for item in todo.collect(liaison, limit=20)]
    assert "签市城管局 2026 年责任状" in titles

    signed = services.hand_in_copy(letter_id=made.pk, by=liaison, files=[photo()])

    question.refresh_from_db()
    assert (signed.status, signed.signed_on) == (Pledge.SIGNED, clock.today())
    assert signed.copies.get().upload.public_digest
    assert question.answered_at is not None
    assert AuditEntry.objects.filter(action="duties.letter_signed").exists()
    titles = [item.title for item in todo.collect(liaison, limit=20)]
    assert "签市城管局 2026 年责任状" not in titles


def test_without_a_copy_or_with_a_wrong_one_it_is_not_signed(clerk, bureau, liaison, duty):
    made = issued(clerk, bureau)

    with pytest.raises(NoCopy):
        services.hand_in_copy(letter_id=made.pk, by=liaison, files=[])
    with pytest.raises(Incomplete, match=r"签字\.docx"):
        services.hand_in_copy(
            letter_id=made.pk, by=liaison, files=[EvidenceFile("签字.docx", b"PK")]
        )

    made.refresh_from_db()
    assert made.status == Pledge.ISSUED


def test_the_office_hands_in_a_paper_copy_another_unit_does_not(clerk, bureau, duty):
    made = issued(clerk, bureau)
    other = make.user(Role.DEPARTMENT, unit=make.unit())

    with pytest.raises(NotAllowed):
        services.hand_in_copy(letter_id=made.pk, by=other, files=[photo()])
    signed = services.hand_in_copy(letter_id=made.pk, by=clerk, files=[photo()])

    assert signed.status == Pledge.SIGNED


def test_a_copy_is_sent_back_with_a_reason_and_kept(clerk, bureau, liaison, duty):
    made = issued(clerk, bureau)
    with pytest.raises(TransitionRefused):
        services.send_back_copy(letter_id=made.pk, by=clerk, line="没盖章")
    services.hand_in_copy(letter_id=made.pk, by=liaison, files=[photo()])

    back = services.send_back_copy(letter_id=made.pk, by=clerk, line="没盖章")

    assert (back.status, back.sent_back_for, back.signed_on) == (Pledge.ISSUED, "没盖章", None)
    assert [copy.is_current for copy in back.copies.all()] == [False]


def test_a_new_version_asks_again_only_who_had_signed(clerk, bureau, liaison, duty):
    first = issued(clerk, bureau)
    second = services.reissue_letter(letter_id=first.pk, by=clerk)
    assert (second.version, Ask.objects.filter(kind="letter").count()) == (2, 1)
    services.hand_in_copy(letter_id=second.pk, by=liaison, files=[photo()])
    assert not Ask.objects.filter(kind="letter", answered_at=None).exists()

    third = services.reissue_letter(letter_id=second.pk, by=clerk)

    second.refresh_from_db()
    assert (second.status, third.status) == (Pledge.REPLACED, Pledge.ISSUED)
    assert Ask.objects.filter(kind="letter", answered_at=None).count() == 1
    with pytest.raises(TransitionRefused):
        services.hand_in_copy(letter_id=second.pk, by=liaison, files=[photo()])


def test_the_unit_signs_on_its_page_and_others_do_not_see_it(client, clerk, bureau, liaison, duty):
    made = issued(clerk, bureau)
    client.force_login(make.user(Role.DEPARTMENT, unit=make.unit()))
    assert client.get(reverse("commitments:letters_one", args=[made.pk])).status_code == 404

    client.force_login(liaison)
    assert client.get(reverse("commitments:letters_paper", args=[made.pk])).status_code == 200
    empty = client.post(reverse("commitments:letters_sign", args=[made.pk]))
    assert empty.status_code == 422
    assert "签字件没有填" in empty.content.decode()
    scan = SimpleUploadedFile("扫描.pdf", b"%PDF-1.7 signed", "application/pdf")
    client.post(reverse("commitments:letters_sign", args=[made.pk]), {"copies": [scan]})

    page = client.get(reverse("commitments:letters_one", args=[made.pk])).content.decode()
    copy = made.copies.get()
    assert copy.upload.name in page
    assert client.get(reverse("files:open", args=[copy.upload_id])).status_code == 200


def test_a_unit_sees_its_own_letter_only(client, clerk, bureau, liaison, duty):
    services.issue_next(terms_id=terms(clerk).pk, by=clerk)
    client.force_login(liaison)

    page = client.get(reverse("commitments:letters"), {"year": YEAR})

    assert [unit for unit, _letter in page.context["rows"]] == [bureau]
    assert client.get(reverse("commitments:letters_terms", args=[YEAR])).status_code == 403
    assert client.post(reverse("commitments:letters_issue", args=[YEAR])).status_code == 403


def test_an_office_elsewhere_sees_no_letters_of_the_city(client, clerk, bureau, duty):
    services.issue_next(terms_id=terms(clerk).pk, by=clerk)
    assert client.get(reverse("commitments:letters"), {"year": YEAR}).context["total"] == 2

    client.force_login(make.user(Role.OFFICE, area=make.area()))

    page = client.get(reverse("commitments:letters"), {"year": YEAR})
    assert (page.context["total"], page.context["found"].terms) == (0, None)


def test_a_leader_hands_in_nothing_for_a_unit(client, clerk, bureau, duty):
    made = issued(clerk, bureau)
    client.force_login(make.user(Role.LEADER))

    assert client.get(reverse("commitments:letters_one", args=[made.pk])).status_code == 200
    assert client.post(reverse("commitments:letters_sign", args=[made.pk])).status_code == 403


def test_terms_are_written_on_the_page(client, clerk, bureau, duty):
    address = reverse("commitments:letters_terms", args=[YEAR])
    given = {
        **paper.starting_words(),
        "signer": "总指挥",
        "due_on": f"{clock.today():%Y-%m-%d}",
    }
    assert "第一责任人" in client.get(address).content.decode()
    refused = client.post(address, {**given, "body": "没有表"})
    assert refused.status_code == 422
    assert not LetterTerms.objects.exists()

    client.post(address, given)

    row = LetterTerms.objects.get()
    assert (row.year, row.signer) == (YEAR, "总指挥")
    draft = client.get(reverse("commitments:letters_draft", args=[YEAR, bureau.pk]))
    words, _rows = texts(draft.content)
    assert "草稿" in words


def test_the_list_costs_the_same_for_more_units(client, clerk, bureau, duty):
    row = terms(clerk)
    services.issue_next(terms_id=row.pk, by=clerk)
    address = reverse("commitments:letters") + f"?year={YEAR}"
    client.get(address)
    with CaptureQueriesContext(connection) as first:
        client.get(address)
    make.issued_list(*[make.task(make.unit()) for _ in range(5)])
    services.issue_next(terms_id=row.pk, by=clerk, limit=3)
    with CaptureQueriesContext(connection) as second:
        client.get(address)

    assert len(second) == len(first) <= 13  # 11 with the figures of the frame kept


def test_the_tabs_count_under_the_form_and_the_office_counts_all(client, clerk, bureau, duty):
    make.issued_list(make.task(make.unit("市教育局")))
    issued(clerk, bureau)

    page = client.get(reverse("commitments:letters"), {"year": YEAR, "q": "教育"}).context

    assert page["found"].counts == {"all": 1, "none": 1}
    assert [page[name] for name in ("pending", "out", "all")] == [2, 1, 3]


def test_the_export_holds_what_was_filtered(client, clerk, bureau, duty):
    issued(clerk, bureau)

    answer = client.get(
        reverse("commitments:letters"), {"year": YEAR, "tab": "none", "export": "1"}
    )

    assert answer["Content-Type"].endswith("sheet")
