"""Editions as files: workbooks and yaml go out, come back, are reported by row."""

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from tests import make
from wenming.accounts.models import Role
from wenming.core.models import PendingImport
from wenming.engine.framework.text import framework_yaml
from wenming.framework.models import Edition
from wenming.framework.services.storing import data_of
from wenming.framework.workbooks import xlsx_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("signed_in")]


def as_written(edition: Edition) -> Any:
    """The data of an edition apart from its version."""
    data = data_of(edition)
    del data["meta"]["version"]
    return data


def upload(client: Client, content: bytes, name: str) -> Any:
    file = SimpleUploadedFile(name, content)
    return client.post(reverse("framework:editions_import"), {"file": file, "kind": ""})


@pytest.fixture
def faulty(edition) -> bytes:
    """A workbook of the next version with one wrong weight and one formula."""
    book = load_workbook(io.BytesIO(xlsx_of(data_of(edition))))
    book["基本信息"]["D3"] = 2
    book["指标"]["G2"] = "重"
    book["检查项"]["I3"] = "=1+1"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_workbook_goes_out_and_comes_back(client, clerk, edition):
    content = client.get(reverse("framework:editions_xlsx", args=[edition.pk])).content
    book = load_workbook(io.BytesIO(content))
    assert book.sheetnames[:3] == ["说明", "基本信息", "体系"]
    assert len(book["检查项"].data_validations.dataValidation) >= 4
    book["基本信息"]["D3"] = 2
    out = io.BytesIO()
    book.save(out)

    answer = upload(client, out.getvalue(), "改.xlsx")

    made = Edition.objects.get(version=2)
    assert answer.url == reverse("framework:editions_one", args=[made.pk])
    assert as_written(made) == as_written(edition)


def test_yaml_goes_out_and_comes_back(client, clerk, edition):
    content = client.get(reverse("framework:editions_yaml", args=[edition.pk])).content
    changed = content.replace(b"version: 1\n", b"version: 2\n")

    upload(client, changed, "a.yaml")

    assert as_written(Edition.objects.get(version=2)) == as_written(edition)


def test_a_draft_goes_to_excel_and_takes_its_own_place_again(client, clerk, draft, edition):
    book = load_workbook(
        io.BytesIO(client.get(reverse("framework:editions_xlsx", args=[draft.pk])).content)
    )
    before = draft.indicators.get(code="D01-01").pk
    address = reverse("framework:editions_replace", args=[draft.pk])

    def send(name: str) -> Any:
        book["指标"]["B2"] = name
        out = io.BytesIO()
        book.save(out)
        return client.post(address, {"file": SimpleUploadedFile("a.xlsx", out.getvalue())})

    assert send("理论学习（改）").status_code == 302
    row = draft.indicators.get(code="D01-01")
    assert (row.pk, row.name_zh) == (before, "理论学习（改）")

    book["指标"]["G2"] = "重"
    refused = send("又改")
    report = client.get(refused.url)
    assert ("指标", 2, "G") in {(f.sheet, f.row, f.column) for f in report.context["faults"]}
    assert not report.context["can_take"]
    assert client.post(refused.url, {"seen": 1}).status_code == 404
    assert client.get(f"{refused.url}xlsx/").status_code == 200
    book["指标"]["G2"] = 1.28
    book["基本信息"]["D3"] = 9
    assert "不是这份草稿" in send("又改").content.decode()
    assert draft.indicators.get(code="D01-01").name_zh == "理论学习（改）"
    published = reverse("framework:editions_replace", args=[edition.pk])
    assert client.get(published).status_code == 404


def test_a_faulty_workbook_is_reported_by_sheet_row_and_column(client, clerk, faulty):
    answer = upload(client, faulty, "错.xlsx")

    page = client.get(answer.url)
    found = [str(fault) for fault in page.context["faults"]]
    assert "指标 第 2 行 G 列：“重”不是数。" in found
    assert "检查项 第 3 行 I 列：是公式。请复制后“选择性粘贴”为数值。" in found
    assert "“重”不是数。" in page.content.decode()
    assert Edition.objects.count() == 1


def test_the_office_gets_its_own_workbook_back_with_the_faults_marked(client, clerk, faulty):
    report = upload(client, faulty, "错.xlsx").url

    answer = client.get(f"{report}xlsx/")

    book = load_workbook(io.BytesIO(answer.content))
    assert book.sheetnames[0] == "导入说明"
    assert book["指标"]["G2"].value == "重"
    assert "G 列：“重”不是数。" in [cell.value for cell in book["指标"][2]]
    for other in (make.user(Role.OFFICE, unit=make.unit()), make.user(Role.LEADER)):
        client.force_login(other)
        assert client.get(f"{report}xlsx/").status_code in {403, 404}


def test_a_faulty_yaml_is_reported_without_a_workbook(client, clerk, edition):
    content = framework_yaml(data_of(edition)).replace("version: 1", "version: 2", 1)
    report = upload(client, content.replace("weight: 1.28", "weight: -1").encode(), "a.yaml").url

    page = client.get(report)

    assert page.status_code == 200
    assert "D01-01 weight" in page.context["faults"][0].sheet
    assert client.get(f"{report}xlsx/").status_code == 404


def test_a_report_speaks_the_language_of_its_reader(client, clerk, faulty):
    report = upload(client, faulty, "错.xlsx").url

    page = client.get(report, headers={"accept-language": "en"}).content.decode()

    assert "“重” is not a number." in page
    assert "不是数" not in page


def test_an_edition_has_its_english_name_on_english_pages(client, clerk, edition):
    address = reverse("framework:editions_one", args=[edition.pk])

    page = client.get(address, headers={"accept-language": "en"}).content.decode()

    assert data_of(edition)["meta"]["name_en"] in page
    assert edition.name not in page
    assert edition.name in client.get(address).content.decode()


def test_the_right_rows_alone_become_a_draft(client, clerk, faulty):
    pending = upload(client, faulty, "错.xlsx").url
    seen = client.get(pending).context["found"].right_count
    client.post(pending, {"seen": seen - 1})
    assert Edition.objects.count() == 1

    client.post(pending, {"seen": seen})

    made = Edition.objects.get(version=2)
    assert made.is_draft
    assert made.fault_count
    assert "D01-01" not in {row["code"] for row in data_of(made)["indicators"]}
    assert not PendingImport.objects.exists()


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"PK\x03\x04broken", "a.xlsx", "已损坏"),
        (b"\xd0\xcf\x11\xe0old", "a.xls", "旧格式"),
        (b"a: [1", "a.yaml", "不是正确的 YAML"),
        (b"\xff\xfe\x00\x81\xff", "a.yaml", "编码的文本"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_reason(client, clerk, content, name, said):
    make.city()

    answer = upload(client, content, name)

    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_a_version_that_is_there_is_not_imported_again(client, clerk, edition):
    answer = upload(client, framework_yaml(data_of(edition)).encode(), "a.yaml")

    assert answer.status_code == 422
    assert "已经导入过" in answer.content.decode()
