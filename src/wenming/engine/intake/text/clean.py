"""Cleaning: bracketed pinyin goes, Traditional becomes Simplified, nothing else is touched (清洗).

Noise of copied web pages stays (page footers, placeholders such as XX or __, doubled
punctuation): the reader meets it, and what stands in the document is evidence.
"""

import re
import unicodedata
from functools import cache

import opencc
from pypinyin import Style, pinyin

_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U000323af]")
_BRACKETED = re.compile(
    r"(?P<han>[\u3400-\u9fff\U00020000-\U000323af])[(（](?P<sound>(?:[^\W\d_A-Z][\u0300-\u030c]*){1,6})[)）]"
)
_TONES = re.compile("[\u0300\u0301\u0304\u030c]")
_SYLLABLE = re.compile(
    r"(?:[bpmfdtnlgkhjqxrzcsyw]|[zcs]h)?"
    r"(?:a(?:i|ng?|o)?|e(?:i|ng?|r)?|i(?:a(?:ng?|o)?|e|ng?|ong|u)?|o(?:ng|u)?"
    r"|u(?:a(?:i|ng?)?|e|i|n|o)?|[üv](?:e|n|an)?)|ng?|hm|m"
)
# A text is Traditional when at least this share of its Han characters has another Simplified form.
_TRADITIONAL_SHARE = 0.05
_PARTICLE = re.compile(r"(?<![显卓昭名专原编巨论译遗合土拙旧新])著(?![名作称述书者录])")


def clean(text: str) -> str:
    """`text` without bracketed pinyin, and Simplified if it was Traditional.

    >>> clean("文(wén)明(míng)城市(地级市),提升(5张)")
    '文明城市(地级市),提升(5张)'
    >>> clean("開展著專項整治,顯著改善")
    '开展着专项整治,显著改善'
    """
    bare = _BRACKETED.sub(_without_pinyin, text)
    return _simplified(bare) if _is_traditional(bare) else bare


def _without_pinyin(match: re.Match[str]) -> str:
    han = match["han"]
    letters = unicodedata.normalize("NFD", match["sound"])
    sound = unicodedata.normalize("NFC", _TONES.sub("", letters))
    if _SYLLABLE.fullmatch(sound) is None:
        return match[0]
    if _TONES.search(letters) or sound in _sounds(han):
        return han
    return match[0]


@cache
def _sounds(han: str) -> frozenset[str]:
    """All toneless readings of a character, so that 人工智能(ai) is not taken for pinyin."""
    readings = pinyin(han, style=Style.NORMAL, heteronym=True, v_to_u=True)[0]
    return frozenset(form for sound in readings for form in (sound, sound.replace("ü", "v")))


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


def _is_traditional(text: str) -> bool:
    han = "".join(_HAN.findall(text))
    if not han:
        return False
    converted: str = _converter().convert(han)
    changed = sum(old != new for old, new in zip(han, converted, strict=False))
    return changed >= _TRADITIONAL_SHARE * len(han)


def _simplified(text: str) -> str:
    converted: str = _converter().convert(text)
    return _PARTICLE.sub("着", converted)
