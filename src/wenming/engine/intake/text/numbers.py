"""Numbers as Chinese papers write them: 12, 1,500, 1.2亿, 三, 六百, 两 (数字)."""

import re

import cn2an

HAN_DIGITS = "零〇一二两三四五六七八九十百千万"
NUMBER = rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d+)(?:\.\d+)?[万亿]?|[{HAN_DIGITS}]+"
_PER_CENT = re.compile(
    rf"百分之(?P<n>[{HAN_DIGITS}]+)|万分之(?P<myriad>[{HAN_DIGITS}]+)|千分之(?P<mille>[{HAN_DIGITS}]+)|(?P<tenths>[一二两三四五六七八九])成(?P<half>[半一二三四五六七八九])?(?=以上|的|多[提升增拉]|以下|以内|左右|[提升增拉降压减](?:[高升加低减]?[到至])|$|[,。;、])"
)
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


def in_digits(text: str) -> str:
    """Shares in words read like shares in digits.

    >>> in_digits("百分之九十,三成,万分之五,七成六,从六成半提到八成")
    '90%,30%,0.05%,76%,从65%提到80%'
    """
    return _PER_CENT.sub(_digits, text)


def _digits(match: re.Match[str]) -> str:
    """百分之九十 reads like 90%, 三成 like 30%, 万分之五 like 0.05%."""
    parts = match["myriad"] or match["mille"]
    if parts:
        return f"{(value(parts) or 0) / (100 if match['myriad'] else 10):g}%"
    if match["tenths"]:
        half = 5 if match["half"] == "半" else value(match["half"] or "0")
        return f"{10 * (value(match['tenths']) or 0) + (half or 0):g}%"
    number = 100 if match["n"] == "百" else value(match["n"])
    return f"{number:g}%" if number is not None else match[0]
