"""Numbers as Chinese papers write them: 12, 1,500, 1.2亿, 三, 六百, 两 (数字)."""

import cn2an

HAN_DIGITS = "零〇一二两三四五六七八九十百千万"
NUMBER = rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d+)(?:\.\d+)?[万亿]?|[{HAN_DIGITS}]+"
_SCALE = {"万": 10_000, "亿": 100_000_000}


def value(written: str) -> float | None:
    """The number that `written` stands for; whole numbers as int, None if it is none.

    >>> value("1,500"), value("13.18"), value("六百"), value("1.2亿"), value("两")
    (1500, 13.18, 600, 120000000, 2)
    """
    bare = written.replace(",", "").replace("〇", "零")
    factor = _SCALE.get(bare[-1:], 1) if bare[:1].isdigit() else 1
    if factor > 1:
        bare = bare[:-1]
    try:
        number = float(bare) if bare[:1].isdigit() else float(cn2an.cn2an(bare, "smart"))
    except (ValueError, TypeError):
        return None
    number = round(number * factor, 6)
    return int(number) if number.is_integer() else number


def ordinal(written: str) -> int:
    """The place in a list that a marker's numeral names: 三 → 3, 12 → 12, 0 if it names none."""
    number = value(written) if written else None
    return int(number) if number is not None else 0
