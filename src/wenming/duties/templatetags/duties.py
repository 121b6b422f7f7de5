"""What the pages of duties write cell by cell: a matrix has thousands."""

from collections.abc import Iterable

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from wenming.duties.matrix import LEAD, MARKS, MISSING, RESPONSIBLE, SUPPORT, TWICE

register = template.Library()


@register.simple_tag
def matrix_cells(cells: Iterable[tuple[str, str]]) -> SafeString:
    """The cells of a row: (mark, address) each; every kind of plain cell is made once a row."""
    words = _words()
    plain: dict[str, SafeString] = {"": SafeString("<td></td>")}
    for mark, word in words.items():
        plain[mark] = format_html('<td class="m-{}" title="{}">{}</td>', mark, word, MARKS[mark])
    return SafeString(
        "".join(_linked(mark, url, words) if url else plain[mark] for mark, url in cells)
    )


def _linked(mark: str, url: str, words: dict[str, str]) -> SafeString:
    cell = '<td class="m-{}"><a href="{}" title="{}">{}</a></td>'
    return format_html(cell, mark, url, words[mark], MARKS[mark])


def _words() -> dict[str, str]:
    return {
        LEAD: _("牵头"),
        RESPONSIBLE: _("责任"),
        SUPPORT: _("配合"),
        TWICE: _("双牵头"),
        MISSING: _("应有未有，点这里补上"),
    }
