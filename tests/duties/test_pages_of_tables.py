"""Pages and papers of responsibility tables."""

import io

import pytest
from django.urls import reverse
from docx import Document as Docx
from openpyxl import load_workbook

from tests import make
from tests.duties.tables import drafted, first_codes, issued, led, written
from wenming.core import uploads
from wenming.duties import services
from wenming.duties.models import TaskList
from wenming.duties.tables.grid import Grid, Key
from wenming.duties.tables.pasting import judge
from wenming.duties.workflow import Status
from wenming.organization.models import Unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("signed_in")]


def make_police() -> Unit:
    return Unit.objects.get(name="市公安局")


def test_a_row_names_what_nobody_filled_in(client, table, edition, clerk, bureau, police):
    key = next(iter(Grid(table).duties))

    def blanks():
        return next(row.blanks for row in Grid(table).rows if row.key == key)

    assert blanks() == ["责任领导", "责任单位", "配合单位"]
    cells = led(bureau, leader="市长", supports=[police])
    services.write_rows(table_id=table.pk, by=clerk, rows={key: cells})
    assert blanks() == ["责任单位"]
    page = client.get(reverse("duties:task_list", args=[table.pk])).content.decode()
    assert '<td class="only-phone" data-label="没有填">责任单位</td>' in page


def test_the_paper_has_its_cells_merged_and_its_head_on_every_page(table, edition, clerk, bureau):
    code, _type = first_codes(edition)
    written(table, clerk, **{code.replace("-", "_"): led(bureau, leader="副市长")})
    made = issued(table, clerk)

    paper = Docx(io.BytesIO(uploads.read(made.paper)))

    [sheet] = paper.tables
    assert "市城管局（副市长）" in [cell.text for cell in sheet.rows[1].cells]
    assert len(sheet.rows) == made.duties.count() + 1
    xml = sheet._tbl.xml
    assert 'w:vMerge w:val="restart"' in xml
    assert "w:tblHeader" in xml
    assert "方正小标宋简体" in paper.element.xml
    assert paper.sections[-1].page_width > paper.sections[-1].page_height


def test_the_workbook_comes_back_by_paste_without_a_change(client, table, edition, clerk, bureau):
    code, place_type = first_codes(edition)
    services.write_rows(
        table_id=table.pk,
        by=clerk,
        rows={
            Key(code, ""): led(bureau, leader="副市长"),
            Key(code, place_type): led(make_police(), supports=[bureau]),
        },
    )

    answer = client.get(reverse("duties:export", args=[table.pk]))

    sheet = load_workbook(io.BytesIO(answer.content)).active
    assert (sheet["A1"].value, sheet.page_setup.orientation) == ("责任分解表", "landscape")
    assert sheet.print_title_rows == "$1:$2"
    assert len(sheet.merged_cells.ranges) > 1
    # Merged cells that are copied leave all but their first empty.
    covered = {cell for merged in sheet.merged_cells.ranges for cell in list(merged.cells)[1:]}
    text = "\n".join(
        "\t".join(
            "" if (cell.row, cell.column) in covered else str(cell.value or "") for cell in row
        )
        for row in sheet.iter_rows(min_row=2)
    )
    report = judge(Grid(table), text)
    assert (report.wrong, report.changing) == ([], [])
    assert report.same == table.duties.count()


def test_the_pages_of_a_table(client, table, clerk):
    assert "责任分解表" in client.get(reverse("duties:tables")).content.decode()
    assert client.get(reverse("duties:new_table")).status_code == 302
    assert client.get(reverse("duties:grid", args=[table.pk])).status_code == 200
    assert client.get(reverse("duties:paper", args=[table.pk])).status_code == 200
    assert client.get(reverse("duties:new_duty", args=[table.pk])).status_code == 404
    duty = table.duties.first()
    assert client.get(reverse("duties:duty", args=[table.pk, duty.pk])).status_code == 200
    client.post(reverse("duties:withdraw", args=[table.pk]))
    assert not TaskList.objects.exists()


def test_a_table_is_made_on_its_page(client, edition, clerk):
    page = client.get(reverse("duties:new_table"))

    answer = client.post(reverse("duties:new_table"), page.context["form"].initial)

    made = TaskList.objects.get()
    assert answer["Location"] == reverse("duties:grid", args=[made.pk])
    assert (made.kind, made.edition, made.status) == ("table", edition, Status.DRAFT)


def test_a_list_has_no_grid(client, clerk):
    assert client.get(reverse("duties:grid", args=[make.task_list().pk])).status_code == 404


def test_the_page_of_a_table_costs_the_same_for_more_rows(
    client, edition, clerk, bureau, django_assert_max_num_queries
):
    made = drafted(clerk)
    with django_assert_max_num_queries(30):
        client.get(reverse("duties:task_list", args=[made.pk]))
    with django_assert_max_num_queries(20):
        client.get(reverse("duties:grid", args=[made.pk]))
