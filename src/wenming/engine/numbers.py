"""Numbers as they are written: decimals in, fractions out, floats never."""

import re
from decimal import Decimal
from fractions import Fraction

# Wide enough for every mark, weight and statistic; narrow enough that 1E+999999 stays a typing
# error instead of a number with a million digits.
LARGEST_EXPONENT = 15
WRITTEN = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]{1,3})?")


def decimal(value: object) -> Decimal | None:
    """The number that `value` writes down, or None when it is not one.

    Takes int, Decimal and text. A float is refused: what it shows is not what it holds.

    >>> decimal("1.10"), decimal(3), decimal(0.1), decimal(True)
    (Decimal('1.10'), Decimal('3'), None, None)
    >>> decimal("1e99"), decimal("1_0"), decimal(Decimal("NaN"))
    (None, None, None)
    """
    if isinstance(value, bool) or not isinstance(value, int | str | Decimal):
        return None
    if isinstance(value, str) and not WRITTEN.fullmatch(value):
        return None
    number = Decimal(value)
    if not number.is_finite():
        return None
    exponent = number.as_tuple().exponent
    if number.adjusted() > LARGEST_EXPONENT or int(exponent) < -LARGEST_EXPONENT:
        return None
    return number


def whole(value: object) -> int | None:
    """The whole number that `value` writes down ("3", 3, "3.0"), or None.

    >>> whole("3.0"), whole("3.5"), whole(None)
    (3, None, None)
    """
    number = decimal(value)
    return int(number) if number is not None and number == int(number) else None


def plain(number: Decimal | Fraction) -> str:
    """A number for reading: no trailing zeros, at most four places, no exponent.

    >>> plain(Decimal("6.0")), plain(Fraction(8, 3)), plain(Decimal("0.80")), plain(Decimal("10"))
    ('6', '2.6667', '0.8', '10')
    """
    places = Decimal("0.0001")
    exact = Fraction(number)
    shown = (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(places)
    text = f"{shown:f}".rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text
