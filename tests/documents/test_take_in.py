"""A document comes in whole with its drafts, or not at all."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests import make
from wenming.accounts.models import Role
from wenming.core.errors import NotAllowed
from wenming.core.models import AuditEntry, Upload
from wenming.documents.errors import NothingToRead, StateSecret
from wenming.documents.models import Document, Draft
from wenming.documents.samples import speech
from wenming.documents.services import Original, take_in
from wenming.organization.models import UnitAlias

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(client: Client):
    """A clerk of the office, signed in."""
    found = make.office()
    client.force_login(found)
    return found


def test_what_can_be_chased_waits_and_the_rest_is_kept():
    bureau, police = make.unit("市城管局"), make.unit("市公安局")

    document = make.document(dated_on=date(2026, 11, 18))

    first, second, *rest = document.drafts.all()
    assert (first.verdict, first.is_ticked) == (Draft.Verdict.OPEN, True)
    assert list(first.lead_units.all()) == [bureau]
    assert list(first.support_units.all()) == [police]
    assert first.due_on == date(2026, 12, 10)
    assert [target["value"] for target in first.targets if target["op"] == ">="] == [90]
    assert (second.kind, second.cadence) == ("recurring", "weekly")
    assert rest
    assert {draft.verdict for draft in rest} == {Draft.Verdict.KEPT}


def test_the_text_of_a_draft_stands_where_it_says():
    document = make.document()

    for draft in document.drafts.all():
        assert document.text[draft.start : draft.end] == draft.source
        assert not draft.text.startswith("（")


def test_a_class_of_addressees_never_fans_out():
    for name in ("东湖街道", "西湖街道"):
        make.unit(name, kind="street")

    document = make.document("各街道要在12月10日前完成整改。\n各级各部门要在12月10日前完成整改。")

    for draft in document.drafts.all():
        assert draft.is_generic
        assert draft.verdict == Draft.Verdict.KEPT
        assert not draft.lead_units.exists()


def test_a_known_alias_is_matched():
    bureau = make.unit("市城市管理综合执法局")
    UnitAlias.objects.create(unit=bureau, name="市城管局")

    document = make.document()

    assert list(document.drafts.all()[0].lead_units.all()) == [bureau]


def test_the_title_is_the_first_line_unless_given():
    assert make.document().title == "在动员会上的讲话"
    assert make.document(title=" 讲话 ").title == "讲话"


def test_the_original_is_kept_beside_the_text():
    document = make.document(original=Original(b"abc", "讲话.txt", "text/plain"))

    assert document.upload.name == "讲话.txt"


@pytest.mark.parametrize("word", ["绝密", "机密★1年", "秘密"])
def test_a_state_secret_is_refused_and_nothing_is_stored(word):
    original = Original(b"abc", "讲话.txt", "text/plain")

    with pytest.raises(StateSecret, match="国家秘密"):
        take_in(by=make.office(), text=f"{word}\n{make.SPEECH}", original=original)

    assert not Document.objects.exists()
    assert not Upload.objects.exists()
    assert not AuditEntry.objects.exists()


def test_the_word_in_the_body_is_no_marking():
    make.document(f"{make.SPEECH}\n要做好机密文件的管理。")

    assert Document.objects.exists()


def test_a_text_of_blanks_is_refused():
    with pytest.raises(NothingToRead):
        take_in(by=make.office(), text=" \n　\n")


def test_only_the_office_takes_documents_in():
    with pytest.raises(NotAllowed):
        take_in(by=make.user(Role.DEPARTMENT, unit=make.unit()), text=make.SPEECH)

    assert not Document.objects.exists()


def test_the_trail_holds_no_words_of_the_document():
    make.document()

    entry = AuditEntry.objects.get()
    assert entry.action == "documents.taken_in"
    assert list(entry.data) == ["drafts"]


def test_the_sample_is_read_as_a_real_one():
    sample = speech(date(2026, 11, 18))

    document = make.document(sample.text, title=sample.title, dated_on=sample.dated_on)

    assert 1500 <= len(document.text) <= 2500
    assert "{" not in document.text
    drafts = list(document.drafts.all())
    assert sum(draft.is_ticked for draft in drafts) >= 10
    assert any(draft.cadence for draft in drafts)
    assert {draft.verdict for draft in drafts} == {Draft.Verdict.OPEN, Draft.Verdict.KEPT}
    assert {check["kind"] for check in document.checks} >= {"count", "sum"}
    assert len(document.gaps) >= 3


def post(client: Client, **fields):
    data = {"kind": "speech", "sensitivity": "internal", **fields}
    return client.post(reverse("documents:take_in"), data)


def test_an_uploaded_file_goes_to_its_review(client, clerk):
    file = SimpleUploadedFile("讲话.txt", make.SPEECH.encode())

    answer = post(client, file=file, is_unreviewed="on")

    document = Document.objects.get()
    assert answer.url == reverse("duties:review", args=[document.pk])
    assert document.is_unreviewed
    assert (document.title, document.upload.name) == ("讲话", "讲话.txt")


def test_a_file_named_by_a_machine_takes_the_first_line(client, clerk):
    post(client, file=SimpleUploadedFile("scan_0031.txt", make.SPEECH.encode()))

    assert Document.objects.get().title == "在动员会上的讲话"


def test_a_pasted_text_goes_to_its_review(client, clerk):
    post(client, text=make.SPEECH)

    assert Document.objects.get().upload is None


def test_the_sample_lies_ready_in_the_form(client, clerk):
    page = client.get(reverse("documents:take_in"), {"sample": ""})

    assert "迎测冲刺" in page.content.decode()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("空.txt", b"  \n ", "没有文字"),
        ("讲话.docx", b"not a zip", "后缀与内容不符"),
        ("讲话.pdf", b"%PDF-1.4 broken", "损坏"),
        ("讲话.xyz", "讲话".encode(), "读不了"),
        ("讲话.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "另存为 docx"),
        ("讲话.txt", b"\xff\xfe\x00\xd8\x00\xd8", "编码"),
        ("讲话.txt", f"机密\n{make.SPEECH}".encode(), "国家秘密"),
        ("讲话.txt", b"a" * (20 * 1024 * 1024 + 1), "超过20MB"),
    ],
)
def test_a_bad_file_is_refused_with_a_sentence(client, clerk, name, content, said):
    answer = post(client, file=SimpleUploadedFile(name, content))

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Document.objects.exists()
    assert not Upload.objects.exists()


@pytest.mark.parametrize("both", [True, False])
def test_exactly_one_source_is_asked_for(client, clerk, both):
    file = SimpleUploadedFile("讲话.txt", make.SPEECH.encode())
    fields = {"file": file, "text": "讲话"} if both else {}

    answer = post(client, **fields)

    assert answer.status_code == 422
    assert "只选一样" in answer.content.decode()
    assert not Document.objects.exists()


def test_the_list_shows_how_far_each_is_at_a_fixed_cost(client, clerk, django_assert_num_queries):
    make.document()
    client.get(reverse("documents:list"))

    with django_assert_num_queries(7):
        page = client.get(reverse("documents:list"))
    make.document(title="第二份")
    with django_assert_num_queries(7):
        client.get(reverse("documents:list"))

    assert "2/4" in page.content.decode()


def test_the_list_is_filtered(client, clerk):
    make.document(title="关于公厕的通知")
    make.document(title="关于路口的通知")

    page = client.get(reverse("documents:list"), {"q": "公厕", "status": "reviewing"})

    assert "关于公厕" in page.content.decode()
    assert "关于路口" not in page.content.decode()


@pytest.mark.parametrize("role", [Role.DEPARTMENT, Role.LEADER, Role.INSPECTOR])
def test_others_see_no_documents(client, role):
    document = make.document()
    client.force_login(make.user(role, unit=make.unit()))

    assert document.title not in client.get(reverse("documents:list")).content.decode()
    assert client.get(reverse("documents:take_in")).status_code == 403
    assert client.get(reverse("duties:review", args=[document.pk])).status_code == 404


def test_the_original_opens_for_the_office_only(client, clerk):
    document = make.document(original=Original(b"abc", "a.txt", "text/plain"))
    file = reverse("files:open", args=[document.upload.pk])

    assert client.get(file).status_code == 200
    client.force_login(make.user(Role.DEPARTMENT, unit=make.unit()))
    assert client.get(file).status_code == 404
