"""What the pages of duties write cell by cell: a matrix has thousands."""

from collections.abc import Iterable
from functools import cache

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from wenming.duties.coverage.matrix import LEAD, MARKS, MISSING, RESPONSIBLE, SUPPORT, TWICE

register = template.Library()


@register.simple_tag
def matrix_cells(cells: Iterable[tuple[str, str]]) -> SafeString:
    """The cells of a row: (mark, address) each."""
    plain, words = _plain(get_language() or ""), _words()
    return SafeString(
        "".join(_linked(mark, url, words) if url else plain[mark] for mark, url in cells)
    )


@cache
def _plain(_language: str) -> dict[str, SafeString]:
    """A cell of each mark without an address, made once a language."""
    cell = '<td class="m-{}" title="{}">{}</td>'
    made = {mark: format_html(cell, mark, word, MARKS[mark]) for mark, word in _words().items()}
    return {"": SafeString("<td></td>"), **made}


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
