"""Security marking at the head of a document (密级), so that the product can refuse it."""

import re
from typing import Literal

from .text.clean import clean

Marking = Literal["绝密", "机密", "秘密"]

_HEAD_LINES = 12
_LINE_LENGTH = 40
_WORD = r"(?P<word>绝\s*密|机\s*密|秘\s*密)"
# A line of its own: copy number, marking, period of secrecy, urgency, in any order but this alone.
_LINE = re.compile(
    r"[【\[(（]?(?:份号|№|No\.?)?[:：\s]*\d*\s*(?:密\s*级|保密等级)?\s*[:：]?\s*"
    + _WORD
    + r"\s*(?:级|件)?\s*(?:[★☆*].{0,8}?)?[】\])）]?\s*(?:特急|加急|平急|特提|急件|急)?\s*"
)
_STARRED = re.compile(_WORD + r"\s*[★☆]")


def secrecy(text: str) -> Marking | None:
    """The security marking in the first lines of `text`, or None; the body is not looked at.

    >>> secrecy("000012\\n机密★1年\\n特急\\n中共某市委文件")
    '机密'
    >>> secrecy("关于做好机密文件管理的通知\\n各单位:")
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()][:_HEAD_LINES]
    for line in clean("\n".join(lines)).splitlines():
        short = " ".join(line.split())
        found = (len(short) <= _LINE_LENGTH and _LINE.fullmatch(short)) or _STARRED.search(short)
        if found:
            return _marking(found["word"])
    return None


def _marking(word: str) -> Marking:
    first = word[0]
    return "绝密" if first == "绝" else "机密" if first == "机" else "秘密"
