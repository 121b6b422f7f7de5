"""Papers keep the measures of GB/T 9704-2012."""

import io
from datetime import date

import pytest
from docx import Document
from docx.oxml.ns import qn

from wenming.core.paper import Paper, docx_response, numeral


@pytest.fixture
def paper():
    made = Paper()
    made.title("关于印发任务清单的通知")
    made.number("市创城办清单〔2026〕3号")
    made.salutation("各有关单位：")
    made.heading("一、总体要求")
    made.subheading("（一）抓紧")
    made.text("请按时完成。")
    made.signature("市创城办", date(2026, 11, 3))
    made.landscape()
    made.caption("任务分解表")
    made.table(["序号", "任务"], [["1", "整治"]], widths=[20, 180])
    return Document(io.BytesIO(made.content()))


def line(paper, words: str):
    return next(line for line in paper.paragraphs if line.text == words)


def test_the_page_and_its_grid(paper):
    upright, turned = paper.sections

    assert [round(side.mm) for side in (upright.page_width, upright.page_height)] == [210, 297]
    margins = (
        upright.top_margin,
        upright.right_margin,
        upright.bottom_margin,
        upright.left_margin,
    )
    assert [round(margin.mm) for margin in margins] == [37, 26, 35, 28]
    grid = upright._sectPr.find(qn("w:docGrid"))
    assert grid.get(qn("w:type")) == "lines"
    assert grid.get(qn("w:linePitch")) == "579"
    assert [round(side.mm) for side in (turned.page_width, turned.page_height)] == [297, 210]
    assert turned._sectPr.find(qn("w:docGrid")) is None


@pytest.mark.parametrize(
    ("words", "font", "points"),
    [
        ("关于印发任务清单的通知", "方正小标宋简体", 22),
        ("一、总体要求", "黑体", 16),
        ("（一）抓紧", "楷体_GB2312", 16),
        ("请按时完成。", "仿宋_GB2312", 16),
    ],
)
def test_each_level_has_its_type(paper, words, font, points):
    run = line(paper, words).runs[0]

    fonts = run._r.rPr.rFonts
    assert (fonts.get(qn("w:eastAsia")), run.font.size.pt) == (font, points)
    assert fonts.get(qn("w:ascii")) == "Times New Roman"
    assert line(paper, words).paragraph_format.line_spacing.pt == pytest.approx(28.95)


def test_twenty_eight_characters_fill_a_line_of_the_body(paper):
    run = line(paper, "请按时完成。").runs[0]
    closer = int(run._r.rPr.find(qn("w:spacing")).get(qn("w:val"))) / 20  # points
    section = paper.sections[0]
    room = section.page_width.pt - section.left_margin.pt - section.right_margin.pt

    assert room // (run.font.size.pt + closer) == 28
    assert line(paper, "关于印发任务清单的通知").runs[0]._r.rPr.find(qn("w:spacing")) is None


@pytest.mark.parametrize(
    ("number", "words"), [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (34, "三十四")]
)
def test_headings_go_on_beyond_ten(number, words):
    assert numeral(number) == words


def test_the_date_is_in_arabic_digits_four_characters_in(paper):
    day = line(paper, "2026年11月3日")

    assert day.paragraph_format.right_indent.pt == 64


def test_pages_are_numbered_at_the_outer_edge(paper):
    assert paper.settings.odd_and_even_pages_header_footer
    odd, even = paper.sections[0].footer, paper.sections[0].even_page_footer
    assert [footer.paragraphs[0].alignment.name for footer in (odd, even)] == ["RIGHT", "LEFT"]
    field = odd.paragraphs[0]._p.xpath(".//w:instrText")
    assert [part.text for part in field] == ["PAGE"]
    assert odd.paragraphs[0].text == "—  —"


def test_rows_never_break_and_the_head_comes_again(paper):
    head, row = paper.tables[0].rows

    assert head._tr.trPr.find(qn("w:tblHeader")) is not None
    assert row._tr.trPr.find(qn("w:cantSplit")) is not None


def test_a_download_carries_its_name():
    answer = docx_response("任务清单", b"x")

    assert "filename*=utf-8''%E4%BB%BB" in answer["Content-Disposition"]
    assert answer["Content-Disposition"].startswith("attachment")
