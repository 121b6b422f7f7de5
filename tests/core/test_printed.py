"""A workbook that is printed: its page, its merged cells, its heights; nothing becomes a formula."""

import io

from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from wenming.core.spans import spans_of
from wenming.core.tables import printed_xlsx

WIDTHS = [10.0, 10.0, 20.0]
ROWS = [["生活环境", "停车", "甲"], ["生活环境", "停车", "长" * 60], ["社会环境", "", "=1+1"]]


def sheet(**options):
    content = printed_xlsx(["Ⅰ", "Ⅱ", "Ⅲ"], ROWS, title="表", widths=WIDTHS, **options)
    return load_workbook(io.BytesIO(content)).active


def test_it_prints_landscape_with_its_head_on_every_page():
    found = sheet()

    assert (found.page_setup.orientation, found.page_setup.paperSize) == ("landscape", 9)
    assert (found.page_setup.fitToWidth, found.page_setup.fitToHeight) == (1, 0)
    assert found.sheet_properties.pageSetUpPr.fitToPage
    assert found.print_title_rows == "$1:$2"
    assert found.oddFooter.center.text == "— &P —"


def test_a_wide_one_is_printed_on_a3():
    content = printed_xlsx(["Ⅰ"], [], title="表", widths=[200.0])

    assert load_workbook(io.BytesIO(content)).active.page_setup.paperSize == 8


def test_equal_cells_at_the_left_become_one():
    found = sheet(merged=2)

    assert {str(merged) for merged in found.merged_cells.ranges} == {"A1:C1", "A3:A4", "B3:B4"}
    assert found["A4"].value in {None, "生活环境"}


def test_rows_are_as_high_as_their_words():
    found = sheet()

    assert found.row_dimensions[4].height > 4 * found.row_dimensions[3].height / 2


def test_no_text_is_a_formula():
    cell = sheet()["C5"]

    assert (cell.value, cell.data_type, cell.quotePrefix) == ("=1+1", "s", True)


@given(st.lists(st.tuples(st.sampled_from("甲乙"), st.sampled_from(["一", "二", "", "—"]))))
def test_spans_fill_every_column_without_a_gap(rows):
    for column, spans in enumerate(spans_of(rows, 2)):
        assert len(spans) == len(rows)
        at = 0
        while at < len(rows):
            assert spans[at] >= 1
            assert all(span == 0 for span in spans[at + 1 : at + spans[at]])
            same = {rows[n][: column + 1] for n in range(at, at + spans[at])}
            assert len(same) == 1
            at += spans[at]
