"""YAML as it is written: decimals, codes, and what plain data never needs."""

from decimal import Decimal

import pytest

from wenming.engine.errors import EngineError
from wenming.engine.yaml_text import NotYaml, parse_yaml


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.10", Decimal("1.10")),
        ("-0.5", Decimal("-0.5")),
        ("1e3", Decimal("1E+3")),
        ("42", 42),
        ("007", "007"),
        ("1:30", "1:30"),
        ("no", "no"),
        ("true", True),
        ("~", None),
        ("2026-01-01", "2026-01-01"),
        (".inf", ".inf"),
        ("9" * 41, "9" * 41),
        ("'1.5'", "1.5"),
    ],
)
def test_scalars_are_what_they_look_like(text: str, value: object):
    parsed = parse_yaml(f"x: {text}")["x"]

    assert parsed == value
    assert type(parsed) is type(value)


def test_a_byte_order_mark_is_no_text():
    assert parse_yaml("\ufeffa: 1") == {"a": 1}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a: [1", "第 2 行第 1 列：不是正确的 YAML"),
        ("--- 1\n--- 2", "不是正确的 YAML"),
        ("a: \x00", "不是可以读取的 YAML"),
        ("a: &b {c: 1}\nd: *b", "第 2 行第 4 列：不支持别名"),
        ("a: !!timestamp 2026-13-45", "不支持标签"),
        ("[" * 100_000, "嵌套超过 50 层"),
        ("- " * 100_000, "嵌套超过 50 层"),
    ],
)
def test_what_cannot_be_read_says_where(text: str, words: str):
    with pytest.raises(NotYaml, match=words):
        parse_yaml(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [("a: 1\nb: 2\na: 3", "第 3 行第 1 列：“a”写了两次"), ("? [1, 2]\n: 3", "键应为文本")],
)
def test_keys_are_single_texts(text: str, words: str):
    with pytest.raises(EngineError, match=words):
        parse_yaml(text)
