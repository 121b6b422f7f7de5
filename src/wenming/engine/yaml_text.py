"""YAML text → plain data, with every number as it was written.

YAML 1.1 would read 0.1 as a float, 010 as eight, 1:30 as ninety and `no` as false. Here decimals
become Decimal, codes with leading zeros stay text, only true and false are booleans, a key given
twice in one mapping is refused.
"""

import re
from collections.abc import Hashable
from decimal import Decimal
from typing import Any

import yaml

from .errors import EngineError

try:  # seven times faster; wheels of PyYAML have it, a build without libyaml has not
    from yaml import CSafeLoader as _Base
except ImportError:  # pragma: no cover - depends on how PyYAML was built
    from yaml import SafeLoader as _Base  # type: ignore[assignment]

INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]*)$")
DECIMAL = re.compile(r"[-+]?(?:[0-9]+\.[0-9]*|\.[0-9]+|[0-9]+(?=[eE]))(?:[eE][-+]?[0-9]+)?$")
LONGEST_NUMBER = 40  # characters; longer ones stay text and are refused where they stand


class _Loader(_Base):
    """A safe loader with the scalars of YAML 1.2 and decimals kept."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen: set[str] = set()
        for key, _ in node.value:
            if key.value in seen:
                raise EngineError(f"{_place(key.start_mark)}：“{key.value}”写了两次，请只留一个。")
            seen.add(key.value)
        return super().construct_mapping(node, deep)


def _number(loader: _Loader, node: yaml.ScalarNode) -> Decimal | int | str:
    text = loader.construct_scalar(node)
    if len(text) > LONGEST_NUMBER:
        return str(text)
    return int(text) if INTEGER.match(text) else Decimal(text)


for _tag, _pattern, _first in (
    ("null", re.compile(r"(?:~|null|Null|NULL|)$"), ["~", "n", "N", ""]),
    ("bool", re.compile(r"(?:true|True|TRUE|false|False|FALSE)$"), list("tTfF")),
    ("int", INTEGER, list("-+0123456789")),
    ("float", DECIMAL, list("-+.0123456789")),
):
    _Loader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", _pattern, _first)
_Loader.add_constructor("tag:yaml.org,2002:int", _number)
_Loader.add_constructor("tag:yaml.org,2002:float", _number)


def _place(mark: yaml.Mark | None) -> str:
    return f"第 {mark.line + 1} 行第 {mark.column + 1} 列" if mark is not None else "文件"


def parse_yaml(text: str) -> Any:
    """The data in `text`: dicts, lists, str, int, Decimal, bool, None.

    Raises:
        EngineError: not YAML, a key given twice; says line and column.

    >>> parse_yaml("{weight: 1.10, code: 007, count: 3, is: no}")
    {'weight': Decimal('1.10'), 'code': '007', 'count': 3, 'is': 'no'}
    """
    try:
        return yaml.load(text, Loader=_Loader)  # noqa: S506 - a SafeLoader
    except yaml.MarkedYAMLError as error:
        where = _place(error.problem_mark or error.context_mark)
        raise EngineError(f"{where}：不是正确的 YAML（{error.problem}）。") from error
    except (yaml.YAMLError, RecursionError) as error:
        raise EngineError("不是可以读取的 YAML 文本。") from error
