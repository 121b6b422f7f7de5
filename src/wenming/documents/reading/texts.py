"""Text files: plain, Markdown, HTML; UTF-8, GB18030 or UTF-16 (纯文本)."""

import re
from html.parser import HTMLParser

from wenming.documents.reading.refusals import NotText
from wenming.documents.reading.result import FileText
from wenming.documents.reading.rows import render

_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufffe\uffff]")
_ASCII = re.compile("[\x00-\x7f]+")
_USUAL = re.compile("[\u4e00-\u9fff\u2000-\u33ff\uff00-\uffef\u00b0-\u00b7×÷\ufeff]+")


def decode(content: bytes, name: str, declared: str = "") -> str:
    """The characters of a text file, line ends evened out.

    GB18030 bytes can happen to be valid UTF-8 (通知, 联通), so the first encoding that gives Chinese
    or English wins before the first that gives characters at all.

    Raises:
        NotText: no encoding gives readable text.
    """
    readable = []
    for encoding in [*filter(None, [declared]), *_encodings(content)]:
        try:
            text = content.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        if not _CONTROL.search(text):
            readable.append((encoding, text))
    usual = [text for _, text in readable if _looks_usual(text)]
    found = usual or [text for encoding, text in readable if encoding != "utf-16-le"]
    if not found:
        raise NotText(name=name)
    return found[0].removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _encodings(content: bytes) -> list[str]:
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return [encoding]
    if b"\x00" in content:
        return ["utf-16-le", "utf-16-be"]
    return ["utf-8", "gb18030", "utf-16-le"]


def _looks_usual(text: str) -> bool:
    """Of what is not ASCII, nearly all is Chinese or punctuation."""
    foreign = _ASCII.sub("", text)
    return len(_USUAL.sub("", foreign)) <= 0.2 * len(foreign)


def read_plain(content: bytes, name: str) -> FileText:
    return FileText(decode(content, name))


_MARKDOWN = (
    (re.compile(r"^ {0,3}#{1,6}\s+"), ""),
    (re.compile(r"^ {0,3}>\s?"), ""),
    (re.compile(r"\*\*(\S(?:.*?\S)?)\*\*"), r"\1"),
    (re.compile(r"!\[[^\]]*\]\([^)]*\)"), ""),
    (re.compile(r"\[([^\]]+)\]\([^)\s]+\)"), r"\1"),
    (re.compile(r"^(\d+)\\?\.\s+"), r"\1."),
)
_RULE = re.compile(
    r"\s*(?:[-*_=]\s*){3,}$|\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)+\|?\s*$|\s*```.*$"
)


def read_markdown(content: bytes, name: str) -> FileText:
    """Markdown without its marks; the rows of tables as sentences."""
    lines: list[str] = []
    table: list[list[str]] = []
    for line in [*decode(content, name).split("\n"), ""]:
        if line.strip().startswith("|") and line.count("|") > 1:
            if not _RULE.match(line):
                table.append([cell.strip() for cell in line.strip().strip("|").split("|")])
            continue
        lines.extend(render(table))
        table = []
        lines.append("" if _RULE.match(line) else _unmarked(line))
    return FileText("\n".join(lines).strip("\n"))


def _unmarked(line: str) -> str:
    for pattern, kept in _MARKDOWN:
        line = pattern.sub(kept, line)
    return line


_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset=["']?\s*([\w-]{3,20})""", re.IGNORECASE)
_OLD_CODES = {"gbk", "gb2312", "hz-gb-2312"}
_BLOCKS = frozenset(
    [
        "p",
        "div",
        "br",
        "li",
        "ul",
        "ol",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "section",
        "article",
        "header",
        "footer",
        "blockquote",
        "pre",
        "dt",
        "dd",
        "hr",
        "form",
    ]
)
_UNSEEN = frozenset(
    ["script", "style", "head", "title", "noscript", "template", "select", "nav", "svg"]
)


def read_html(content: bytes, name: str) -> FileText:
    """What a page shows; scripts, styles and menus left out."""
    charset = _CHARSET.search(content[:4096])
    declared = charset[1].decode("ascii").lower() if charset else ""
    page = _Page()
    page.feed(decode(content, name, "gb18030" if declared in _OLD_CODES else declared))
    page.close()
    return FileText(page.text())


class _Page(HTMLParser):
    """Collects the lines that a reader of the page sees."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = [""]
        self.unseen = 0
        self.cell: list[str] | None = None
        self.rows: list[list[str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN:
            self.unseen += 1
        elif tag == "tr":
            self.rows.append([])
        elif tag in {"td", "th"} and self.rows:
            self.cell = []
        elif tag in _BLOCKS:
            self._new_line()

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self.unseen = max(0, self.unseen - 1)
        elif tag in {"td", "th"} and self.rows and self.cell is not None:
            self.rows[-1].append(" ".join("".join(self.cell).split()))
            self.cell = None
        elif tag == "table":
            self.lines.extend([*render([row for row in self.rows if row]), ""])
            self.rows = []
        elif tag in _BLOCKS:
            self._new_line()

    def handle_data(self, data: str) -> None:
        if self.unseen:
            return
        if self.cell is not None:
            self.cell.append(data)
        else:
            self.lines[-1] += re.sub(r"[ \t\r\n]+", " ", data)

    def _new_line(self) -> None:
        if self.cell is not None:
            self.cell.append(" ")
        elif self.lines[-1].strip():
            self.lines.append("")

    def text(self) -> str:
        """One line a block, blank ones left out."""
        return "\n".join(line.strip(" ") for line in self.lines if line.strip())
