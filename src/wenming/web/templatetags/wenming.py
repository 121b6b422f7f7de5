"""How figures, times and states are written; the same words on every page.

Whatever is None is written – : not measured is never zero.
"""

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import cache
from typing import Any

from django import template
from django.forms import BaseForm, BoundField
from django.templatetags.static import static
from django.urls import get_script_prefix
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from wenming.core import clock
from wenming.core.lights import Light
from wenming.core.wording import told

register = template.Library()
register.filter("told", told)

DASH = "–"
MINUS = "\N{MINUS SIGN}"
# Statuses that are over: shown in grey with a tick.
_DONE = {"accepted", "closed", "issued", "published", "signed", "stored"}
# Statuses in which somebody has to act next.
_ACTIVE = {"deferring", "draft", "proposed", "released", "reviewed", "started", "submitted"}

Number = int | float | Decimal | Fraction


def rounded(value: Number, places: int) -> Decimal:
    """Half up, after nine decimals: a float a hair below a half still counts as the half.

    >>> rounded(0.49999999999999994 * 100, 0), rounded(Fraction(1, 8), 2), rounded(2.675, 2)
    (Decimal('50'), Decimal('0.13'), Decimal('2.68'))
    """
    exact = Decimal(value.numerator) / value.denominator if isinstance(value, Fraction) else value
    nine = Decimal(str(exact)).quantize(Decimal("1e-9"), ROUND_HALF_UP)
    return nine.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def _written(value: Number | None, places: int) -> str:
    """`value` with a real minus sign, never −0."""
    if value is None or value == "":
        return DASH
    number = rounded(value, places)
    return f"{number + 0:f}".replace("-", MINUS)


@register.filter
def percent(value: Number | None, places: int = 1) -> str:
    """A value that is already 0..100, one place, without the sign: 49.1."""
    return _written(value, places)


@register.filter
def rate(value: Number | None, places: int = 1) -> str:
    """A share 0..1 as per cent, one place: 49.1%."""
    return DASH if value is None or value == "" else f"{_written(value * 100, places)}%"


@register.filter
def marks(value: Number | None, places: int = 2) -> str:
    """Marks, two places; four in arithmetic (`|marks:4`)."""
    return _written(value, places)


@register.filter
def change(value: Number | None, places: int = 2) -> str:
    """A difference with its sign: +0.62, −1.20, 0.00."""
    if value is None or value == "":
        return DASH
    written = _written(value, places)
    return f"+{written}" if rounded(value, places) > 0 else written


@register.filter
def dash(value: Any) -> Any:
    """`value`, or – where there is none; zero stays zero."""
    return DASH if value is None or value == "" else value


@register.simple_tag
def share(part: int | None, whole: int | None) -> Fraction | None:
    """`part` of `whole` as an exact share; None where nothing counts."""
    return Fraction(part, whole) if whole and part is not None else None


def _local(value: datetime | date) -> datetime | date:
    is_aware = isinstance(value, datetime) and timezone.is_aware(value)
    return clock.local(value) if is_aware else value  # type: ignore[arg-type]


@register.filter
def moment(value: datetime | None) -> str:
    """A time in a table: 11-20 17:30, with the year where it is not this one."""
    if not value:
        return DASH
    local = _local(value)
    is_this_year = local.year == clock.today().year
    return f"{local:%m-%d %H:%M}" if is_this_year else f"{local:%Y-%m-%d %H:%M}"


@register.filter
def short_day(value: datetime | date | None) -> str:
    """A day in a table: 11-20, with the year where it is not this one."""
    if not value:
        return DASH
    local = _local(value)
    is_this_year = local.year == clock.today().year
    return f"{local:%m-%d}" if is_this_year else f"{local:%Y-%m-%d}"


@register.filter
def day(value: datetime | date | None) -> str:
    """A day outside tables: 2026-11-20."""
    return f"{_local(value):%Y-%m-%d}" if value else DASH


@register.filter
def paper_day(value: datetime | date | None) -> str:
    """A day on papers and heads of pages: 2026年11月20日; in English 2026-11-20."""
    if not value:
        return DASH
    local = _local(value)
    if not (get_language() or "zh").startswith("zh"):
        return f"{local:%Y-%m-%d}"
    return f"{local.year}年{local.month}月{local.day}日"


@register.filter
def weekday(value: datetime | date) -> str:
    """星期五."""
    names = [
        _("星期一"),
        _("星期二"),
        _("星期三"),
        _("星期四"),
        _("星期五"),
        _("星期六"),
        _("星期日"),
    ]
    return names[_local(value).weekday()]


@register.filter
def clock_time(value: datetime) -> str:
    """11:24."""
    return f"{_local(value):%H:%M}"


@register.filter
def tone(status: str | None) -> str:
    """The look of a status: done (grey, ticked), active (somebody acts next) or plain."""
    word = str(status or "")
    return "done" if word in _DONE else "active" if word in _ACTIVE else "plain"


@register.filter
def width(value: Number | None) -> str:
    """A share 0..1 as a CSS width, kept within the bar."""
    return f"{min(max(float(value or 0), 0.0), 1.0) * 100:.1f}%"


@register.simple_tag
def icon(name: str) -> SafeString:
    """An outline icon of web/icons.svg; it always stands beside a word, so readers skip it."""
    return _icon(get_script_prefix(), name)


@cache
def _icon(_prefix: str, name: str) -> SafeString:
    """Written once a name: a list of fifty rows has two hundred of them."""
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>',
        static("web/icons.svg"),
        name,
    )


@register.simple_tag
def light(light: Light | None, tag: bool = False) -> SafeString:
    """The light of a deadline: shape, colour and words; `tag` for the tinted tag beside titles."""
    if light is None:
        return SafeString("")
    look = " light-tag" if tag else ""
    shape = icon(f"light-{light.state}")
    return format_html(
        '<span class="light light-{}{}">{}{}</span>', light.state, look, shape, light.words
    )


@register.simple_tag
def status(label: str | Promise, value: str = "", look: str = "") -> SafeString:
    """A state as a word on a tag: grey with a tick where it is over, blue where somebody acts next.

    Args:
        value: the stored status, which gives the look.
        look: done, active, plain, warn or key, where the stored status does not say it.
    """
    final = look or tone(value)
    tick = icon("light-done") if final == "done" else ""
    return format_html('<span class="tag tag-{}">{}{}</span>', final, tick, label)


@register.filter
def problems_of(field: BoundField) -> list[str]:
    """What is wrong with a field, in words that name it: 整改说明没有填."""
    return [
        _("%(label)s没有填") % {"label": field.label} if error.code == "required" else message
        for error in field.errors.as_data()
        for message in error.messages
    ]


@register.simple_tag
def problems_in(*forms: BaseForm | None) -> list[tuple[str, str]]:
    """All that is wrong in `forms`: (id of the control or empty, sentence)."""
    found: list[tuple[str, str]] = []
    for form in filter(None, forms):
        if not form.is_bound:
            continue
        found += [("", str(message)) for message in form.non_field_errors()]
        for field in form:
            found += [(field.id_for_label or field.auto_id, text) for text in problems_of(field)]
    return found
