"""Leads of indicators come in by sheet, with a report by row and column."""

import pytest

from tests import make
from wenming.accounts.models import Role
from wenming.core import imports, tables
from wenming.core.errors import NotAllowed
from wenming.duties.importing import LEADS
from wenming.duties.selectors import leads_of

pytestmark = pytest.mark.django_db
HEADERS = ["指标编号", "指标名称", "牵头单位"]


@pytest.fixture
def edition():
    return make.edition()


def judged(*rows):
    content = tables.write_xlsx(HEADERS, rows, title="指标牵头")
    return imports.judge(LEADS, content, name="牵头.xlsx", by=make.office())


def test_leads_of_the_sheet_are_set_and_others_stay(edition):
    police, bureau = make.unit("市公安局", pinyin="b"), make.unit("市城管局", pinyin="a")
    bureau.aliases.create(name="城管局")
    report = judged(["D06-04", "停车秩序", "市公安局、城管局"], ["D06-05", "", ""])

    stored = LEADS.store(report.rows, make.office())

    assert (report.faults, stored.added, stored.changed) == ([], 1, 0)
    assert leads_of(edition) == {"D06-04": [bureau, police]}


def test_what_is_wrong_is_named_by_row_and_column(edition):
    make.unit("市公安局")
    report = judged(
        ["D06-04", "", "市公安局"],
        ["D99-01", "", "市公安局"],
        ["D06-05", "", "市公案局"],
        ["D06-04", "", "市公安局"],
        ["", "", "市公安局"],
    )

    assert [(fault.row, fault.column) for fault in report.faults] == [
        (3, "A"),
        (4, "C"),
        (5, "A"),
        (6, "A"),
    ]
    said = " ".join(fault.text for fault in report.faults)
    assert "没有指标“D99-01”" in said
    assert "相近的有：市公安局" in said
    assert [row.number for row in report.rows] == [2]
    assert leads_of(edition) == {}


def test_the_sheet_comes_filled_with_what_is_there(edition):
    make.unit("市公安局")
    LEADS.store(judged(["D06-04", "", "市公安局"]).rows, make.office())

    rows = {row[0]: row for row in LEADS.existing(make.office())}

    assert len(rows) == 110
    assert list(rows["D06-04"]) == ["D06-04", "停车秩序", "市公安局"]
    assert LEADS.layout().columns[0].title == "指标编号"


def test_only_the_office_may(edition):
    make.unit("市公安局")
    stranger = make.user(Role.DEPARTMENT, unit=make.unit())
    rows = judged(["D06-04", "", "市公安局"]).rows

    assert LEADS.allowed(make.office())
    assert not LEADS.allowed(stranger)
    with pytest.raises(NotAllowed):
        LEADS.store(rows, stranger)

    assert leads_of(edition) == {}
