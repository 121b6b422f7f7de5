"""Files to text: what is read out of each kind, and what is refused with which sentence."""

import re
import zipfile
from datetime import date
from io import BytesIO

import pytest
from docx import Document
from openpyxl import Workbook

from tests.documents import files
from wenming.documents.reading import SIZE_LIMIT, Refusal, read_file
from wenming.documents.reading.refusals import (
    Bomb,
    Broken,
    EmptyFile,
    Encrypted,
    NotText,
    OldWord,
    OnlyPictures,
    TooLarge,
    TooLong,
    UnknownKind,
    WrongName,
)

SENTENCE = "市住建局要在6月底前完成楼道清理。"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


# --- Plain text -----------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le"])
def test_text_is_read_in_every_usual_encoding(encoding):
    found = read_file(SENTENCE.encode(encoding), "通知.txt")

    assert found.text == SENTENCE


def test_big_endian_text_without_a_mark_is_read():
    assert read_file("abc 通知".encode("utf-16-be"), "a.txt").text == "abc 通知"


def test_line_ends_become_line_feeds():
    assert read_file("一\r\n二\r三".encode(), "a.txt").text == "一\n二\n三"


@pytest.mark.parametrize("content", [b"\x00\x01\x02\x03" * 40, b"\xff\xff\xff\xfe\x80" * 9])
def test_bytes_that_are_no_text_are_refused(content):
    with pytest.raises(NotText, match="编码"):
        read_file(content, "a.txt")


def test_markdown_loses_its_marks_and_keeps_placeholders():
    text = "# 方案\n\n> **要求**见[附件](a.md)\n\n---\n1. __市要__清理\n"

    found = read_file(text.encode(), "a.md").text

    assert found == "方案\n\n要求见附件\n\n\n1.__市要__清理"


def test_a_markdown_task_table_becomes_numbered_sentences():
    text = "|序号|任务|牵头单位|\n|---|---|---|\n|1|清理楼道|市住建局|\n完"

    assert read_file(text.encode(), "a.md").text == "1.清理楼道。牵头单位:市住建局。\n完"


def test_html_shows_what_a_reader_sees():
    page = (
        "<html><head><title>t</title><style>p{}</style></head><body><script>x()</script>"
        "<h1>通 知</h1><p>各街道：<br>请于\n5月10日前报送。</p><nav>首页</nav></body></html>"
    )

    assert read_file(page.encode(), "a.html").text == "通 知\n各街道：\n请于 5月10日前报送。"


def test_html_tables_become_sentences_or_rows_with_tabs():
    page = (
        "<table><tr><th>任务</th><th>责任单位</th><th>完成时限</th></tr>"
        "<tr><td>划泊位<p>1500个</td><td>市公安局</td><td>8月底前</td></tr></table>"
        "<table><tr><td>甲</td><td>乙</td></tr></table>"
    )

    assert read_file(page.encode(), "a.htm").text == (
        "划泊位 1500个。责任单位:市公安局;完成时限:8月底前。\n甲\t乙"
    )


@pytest.mark.parametrize("declared", ["gb2312", "no-such-code", "utf-8"])
def test_html_in_a_declared_or_wrongly_declared_encoding(declared):
    page = f'<meta charset="{declared}"><p>通知</p>'.encode("gb18030")

    assert read_file(page, "a.html").text == "通知"


# --- docx -----------------------------------------------------------------------------------


def test_docx_paragraphs_one_a_line():
    assert read_file(files.docx("通知", SENTENCE), "a.docx").text == f"通知\n{SENTENCE}"


def test_docx_automatic_numbers_are_counted_and_start_again():
    document = Document()
    number = files.numbering(
        document, ("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3.")
    )
    for text, level in [
        ("重点", 0),
        ("环境", 1),
        ("清扫", 2),
        ("清洗", 2),
        ("交通", 1),
        ("保障", 0),
    ]:
        files.numbered(document, text, number, level)
    files.numbered(document, "秩序", number, 1)

    assert read_file(files.saved(document), "a.docx").text.split("\n") == [
        "一、重点", "（一）环境", "1.清扫", "2.清洗", "（二）交通", "二、保障", "（一）秩序",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("form", "text", "expected"),
    [
        ("decimalEnclosedCircle", "%1", ["①", "②"]),
        ("decimalFullWidth", "%1．", ["１．", "２．"]),
        ("upperLetter", "%1)", ["A)", "B)"]),
        ("lowerRoman", "%1.", ["i.", "ii."]),
        ("bullet", "·", ["", ""]),
    ],
)
def test_docx_number_formats(form, text, expected):
    document = Document()
    number = files.numbering(document, (form, text))
    files.numbered(document, "清扫", number)
    files.numbered(document, "清洗", number)

    assert read_file(files.saved(document), "a.docx").text.split("\n") == [
        f"{expected[0]}清扫", f"{expected[1]}清洗",
    ]  # fmt: skip


def test_docx_number_of_a_style():
    document = Document()
    document.add_paragraph("清扫", style="List Number")

    assert read_file(files.saved(document), "a.docx").text == "1.清扫"


def test_docx_task_table_with_cells_merged_over_rows():
    document = Document()
    document.add_paragraph("附表")
    table = files.table(
        document,
        [
            ["序号", "类别", "任务", "牵头单位", "责任单位", "完成时限"],
            ["1", "环境", "清理背街小巷", "市城管局", "各区", "6月底前"],
            ["2", "", "改造公厕；", "市住建局", "", "11月30日"],
        ],
    )
    table.cell(1, 1).merge(table.cell(2, 1))

    assert read_file(files.saved(document), "a.docx").text.split("\n") == [
        "附表",
        "1.环境：清理背街小巷。牵头单位:市城管局;责任单位:各区;完成时限:6月底前。",
        "2.环境：改造公厕；牵头单位:市住建局;完成时限:11月30日。",
    ]


def test_docx_other_tables_keep_their_cells():
    document = Document()
    table = files.table(document, [["甲", "乙", "丙"], ["一", "二", "三"]])
    table.cell(0, 0).merge(table.cell(0, 1))

    assert read_file(files.saved(document), "a.docx").text == "甲 乙\t丙\n一\t二\t三"


def test_docx_tracked_changes_breaks_and_text_boxes():
    document = Document()
    files.raw(
        document,
        "<w:r><w:t>请于</w:t></w:r><w:del><w:r><w:delText>五月</w:delText><w:t>五月</w:t></w:r></w:del>"
        "<w:ins><w:r><w:t>6月底前</w:t><w:tab/><w:t>完成</w:t><w:br/><w:t>特此通知</w:t></w:r></w:ins>"
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:txbxContent><w:p><w:r>"
        "<w:t>框内文字</w:t></w:r></w:p></w:txbxContent></mc:Choice><mc:Fallback><w:t>框内文字</w:t>"
        "</mc:Fallback></mc:AlternateContent></w:r>",
    )

    assert read_file(files.saved(document), "a.docx").text == (
        "请于6月底前\t完成\n特此通知\n框内文字"
    )


# --- xlsx -----------------------------------------------------------------------------------


def workbook(*rows, merged=(), hidden=()):
    book = Workbook()
    sheet = book.active
    for row in rows:
        sheet.append(row)
    for cells in merged:
        sheet.merge_cells(cells)
    for title in hidden:
        book.create_sheet(title).sheet_state = "hidden"
        book[title].append(["不应读出"])
    return files.saved(book)


def test_an_xlsx_task_table_becomes_sentences():
    content = workbook(
        ["任务分解表"], ["2026年3月1日"],
        ["序号", "类别", "工作任务", "目标要求", "主责单位", "协办单位", "完成期限"],
        [1, "市容", "整治占道经营", "设置摊点20处", "市城管局", "各区", date(2026, 6, 30)],
        [2, None, "清理小广告", 0.5, None, None, "长期"],
        ["备注：每月25日前报送。"],
        merged=["A1:G1", "B4:B5", "E4:E5"], hidden=["草稿"],
    )  # fmt: skip

    assert read_file(content, "a.xlsx").text.split("\n") == [
        "任务分解表",
        "2026年3月1日",
        "1.市容：整治占道经营，设置摊点20处。主责单位:市城管局;协办单位:各区;完成期限:2026年6月30日。",
        "2.市容：清理小广告，0.5。主责单位:市城管局;完成期限:长期。",
        "备注：每月25日前报送。",
    ]


def test_a_sheet_without_a_task_table_keeps_its_cells():
    content = workbook(["得分", None], ["东湖区", 91.5], [None, None], ["复核", True])

    assert read_file(content, "a.xlsx").text == "得分\n东湖区\t91.5\n复核\tTrue"


def test_an_xlsx_that_is_none_is_refused():
    with pytest.raises(Refusal, match="Word"):
        read_file(files.docx("正文"), "a.xlsx")
    with pytest.raises(Refusal, match="损坏"):
        read_file(files.package(xl__workbook_xml=b"<x/>"), "a.xlsx")


# --- pdf ------------------------------------------------------------------------------------

FULL = "各区要对照测评标准逐条排查背街小巷和老旧小区的突出"  # 25 characters, a full line


def test_pdf_lines_become_paragraphs_with_their_pages():
    content = files.pdf(
        [
            (230, "通知"),
            (112, FULL[:23]),
            (80, FULL),
            (80, "问题。"),
            (112, "一、重点任务"),
            (80, "— 1 —"),
        ],
        [(112, FULL[:23]), (80, "短行。"), (80, "2")],
    )

    found = read_file(content, "a.pdf")

    assert found.text.split("\n") == [
        "通知", FULL[:23] + FULL + "问题。", "一、重点任务", FULL[:23] + "短行。",
    ]  # fmt: skip
    assert found.pages == (1, 1, 1, 2)


def test_pdf_running_heads_stay_once():
    # No two lines alike: where no Chinese font is installed, the reader takes such for bold print.
    body = [(80, FULL[:-1] + last) for last in "甲乙丙丁"]
    pages = [[(112, "内部资料 注意保存"), *body, (80, f"{n}.内容如下。")] for n in "甲乙丙"]

    text = read_file(files.pdf(*pages), "a.pdf").text

    assert text.count("内部资料") == 1
    assert text.count("内容如下") == 3


TASKS = [
    ["序号", "工作任务", "牵头单位", "责任单位", "完成时限"],
    ["1", "清理楼道堆物", "市住建局", "各街道", "6月底前"],
    ["2", "新建公厕9座", None, "各区", "9月底前"],
]


def test_pdf_rows_of_a_task_table_become_sentences_and_keep_their_page():
    found = read_file(
        files.ruled(([(80, "任务分解表。")], []), ([(80, "二、分工")], TASKS)), "a.pdf"
    )

    assert found.text.split("\n") == [
        "任务分解表。",
        "二、分工",
        "1.清理楼道堆物。牵头单位:市住建局;责任单位:各街道;完成时限:6月底前。",
        "2.新建公厕9座。牵头单位:市住建局;责任单位:各区;完成时限:9月底前。",
    ]
    assert found.pages == (1, 2, 2, 2)


def test_a_pdf_table_that_goes_on_has_the_head_of_the_page_before():
    more = [
        ["3", "施划泊位", "市公安局", "各区", "年底前"],
        ["4", "修补路面", "市城管局", "各区", "年底前"],
    ]

    found = read_file(files.ruled(([(80, "附表")], TASKS), ([], more)), "a.pdf")

    assert found.text.endswith("4.修补路面。牵头单位:市城管局;责任单位:各区;完成时限:年底前。")
    assert found.pages == (1, 1, 1, 2, 2)


def test_a_pdf_table_of_figures_keeps_its_cells():
    found = read_file(files.ruled(([(80, "得分")], [["东湖", "91"], ["西岭", "88"]])), "a.pdf")

    assert found.text == "得分\n东湖\t91\n西岭\t88"


def test_the_place_of_a_character_is_its_paragraph_and_page():
    found = read_file(files.pdf([(80, "通知。")], [(80, "正文在这里。")]), "a.pdf")

    assert found.places([0, found.text.index("正文")]) == [(1, 1), (2, 2)]
    assert read_file(SENTENCE.encode(), "a.txt").places([3]) == [(1, None)]


# --- Refusals -------------------------------------------------------------------------------


def _large() -> bytes:
    return b"a" * (SIZE_LIMIT + 1)


def _many() -> bytes:
    return files.package(**{f"f{n}": b"" for n in range(5_001)})


def _inflated() -> bytes:
    return files.package(word__document_xml=b"0" * (4 * 1024 * 1024))


def _huge() -> bytes:
    """Declares 300 MB without holding them."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name in ("a", "b", "c"):
            package.writestr(name, b"x")
    content = bytearray(out.getvalue())
    position = 0
    while (position := content.find(b"PK\x01\x02", position)) >= 0:
        content[position + 24 : position + 28] = (100 * 1024 * 1024).to_bytes(4, "little")
        position += 4
    return bytes(content)


def _zip_locked() -> bytes:
    content = bytearray(files.package(word__document_xml=b"<a/>"))
    position = content.find(b"PK\x01\x02")
    content[position + 8] |= 1
    return bytes(content)


REFUSED = {
    "empty": (b"", "a.txt", EmptyFile),
    "blank": (b" \n\t ", "a.docx", EmptyFile),
    "empty docx": (files.docx(), "a.docx", EmptyFile),
    "blank pdf": (files.pdf([]), "a.pdf", EmptyFile),
    "html without words": (b"<p></p>", "a.html", EmptyFile),
    "too large": (_large(), "a.txt", TooLarge),
    "too long": ("清理街巷。".encode() * 100_001, "a.txt", TooLong),
    "locked docx": (OLE + "EncryptedPackage".encode("utf-16-le"), "a.docx", Encrypted),
    "locked zip": (_zip_locked(), "a.docx", Encrypted),
    "locked pdf": (files.pdf([(80, "通知")], locked=True), "a.pdf", Encrypted),
    "old word": (OLE + b"WordDocument", "a.docx", OldWord),
    "old word by its name": (OLE, "a.doc", OldWord),
    "scanned pdf": (files.pdf([], picture=True), "a.pdf", OnlyPictures),
    "a photo": (b"\xff\xd8\xff\xe0rest", "a.jpg", OnlyPictures),
    "a photo called pdf": (b"\xff\xd8\xff\xe0rest", "a.pdf", WrongName),
    "pdf called docx": (files.pdf([(80, "通知")]), "a.docx", WrongName),
    "docx called pdf": (files.docx("通知"), "a.pdf", WrongName),
    "docx called txt": (files.docx("通知"), "a.txt", WrongName),
    "text called pdf": (SENTENCE.encode(), "a.pdf", WrongName),
    "rtf called txt": (b"{\\rtf1 a}", "a.txt", WrongName),
    "sheet called docx": (files.package(xl__workbook_xml=b"<a/>"), "a.docx", WrongName),
    "archive called docx": (files.package(a=b"b"), "a.docx", WrongName),
    "unknown kind": (b"abc", "a.exe", UnknownKind),
    "no suffix": (b"abc", "readme", UnknownKind),
    "cut docx": (files.docx("通知")[:900], "a.docx", Broken),
    "docx without parts": (files.package(word__document_xml=b"<a/>"), "a.docx", Broken),
    "cut pdf": (b"%PDF-1.5\n1 0 obj", "a.pdf", Broken),
    "many entries": (_many(), "a.docx", Bomb),
    "inflated": (_inflated(), "a.docx", Bomb),
    "declares too much": (_huge(), "a.docx", Bomb),
}


def test_a_refusal_is_told_in_another_language_with_the_words_in_it():
    english = {
        Bomb.message: "%(name)s is too large (%(why)s).",
        "内含%(n)d个文件": "%(n)d files inside",
    }

    with pytest.raises(Bomb) as caught:
        read_file(_many(), "a.docx")

    said = caught.value.told(lambda message: english[message])
    assert re.fullmatch(r"a\.docx is too large \(\d+ files inside\)\.", said)


@pytest.mark.parametrize("case", REFUSED)
def test_bad_files_are_refused_with_a_sentence(case):
    content, name, expected = REFUSED[case]

    with pytest.raises(Refusal) as caught:
        read_file(content, name)

    assert type(caught.value) is expected
    assert name in str(caught.value)
    assert str(caught.value).endswith("。")
    assert caught.value.code.startswith("documents.reading_")
