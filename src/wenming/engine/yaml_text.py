"""YAML text ↔ plain data, with every number as it was written.

YAML 1.1 would read 0.1 as a float, 010 as eight, 1:30 as ninety and `no` as false. Here decimals
become Decimal, codes with leading zeros stay text, only true and false are booleans, a key given
twice in one mapping is refused, and so are aliases, tags and deep nesting.
"""

import re
from collections.abc import Hashable
from decimal import Decimal
from typing import Any

import yaml

from .errors import EngineError
from .wording import said, term

try:  # seven times faster; wheels of PyYAML have it, a build without libyaml has not
    from yaml import CSafeDumper as _BaseDumper
    from yaml import CSafeLoader as _Base
except ImportError:  # pragma: no cover - depends on how PyYAML was built
    from yaml import SafeDumper as _BaseDumper  # type: ignore[assignment]
    from yaml import SafeLoader as _Base  # type: ignore[assignment]

INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]*)$")
DECIMAL = re.compile(r"[-+]?(?:[0-9]+\.[0-9]*|\.[0-9]+|[0-9]+(?=[eE]))(?:[eE][-+]?[0-9]+)?$")
DEEPEST = 50  # levels of nesting
LONGEST_NUMBER = 40  # characters; longer ones stay text and are refused where they stand


class NotYaml(EngineError):
    """The text cannot be read as YAML at all."""


class _Loader(_Base):
    """A safe loader with the scalars of YAML 1.2 and decimals kept."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen: set[str] = set()
        for key, _ in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise EngineError(_at(key.start_mark, said("键应为文本。")))
            if key.value in seen:
                twice = said("“%(key)s”写了两次，请只留一个。", key=key.value)
                raise EngineError(_at(key.start_mark, twice))
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


def _at(mark: Any, what: str) -> str:
    """A sentence with the place in the text."""
    if mark is None:
        where = term("句中", "文件")
    else:
        where = said("第 %(line)s 行第 %(column)s 列", line=mark.line + 1, column=mark.column + 1)
    return said("%(where)s：%(what)s", where=where, what=what)


def parse_yaml(text: str) -> Any:
    """The data in `text`: dicts, lists, str, int, Decimal, bool, None.

    Raises:
        NotYaml: cannot be read; says line and column.
        EngineError: a key stands twice in one mapping.

    >>> parse_yaml("{weight: 1.10, code: 007, count: 3, is: no}")
    {'weight': Decimal('1.10'), 'code': '007', 'count': 3, 'is': 'no'}
    """
    try:
        _check_events(text)
        return yaml.load(text, Loader=_Loader)  # noqa: S506 - a SafeLoader
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        wrong = said("不是正确的 YAML，请检查缩进、引号和括号。")
        raise NotYaml(_at(mark, wrong)) from error
    except yaml.YAMLError as error:
        raise NotYaml(said("不是可以读取的 YAML 文本。")) from error


def _check_events(text: str) -> None:
    """Refuse what plain data never needs.

    Deep nesting, for libyaml's composer recurses and would take the process with it; aliases, for
    a few lines of them unfold to gigabytes; tags, for their constructors raise what they like.
    """
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            raise NotYaml(_at(event.start_mark, said("嵌套超过 %(most)s 层。", most=DEEPEST)))
        if isinstance(event, yaml.AliasEvent):
            raise NotYaml(_at(event.start_mark, said("不支持别名（*），请写出内容。")))
        if getattr(event, "tag", None):
            raise NotYaml(_at(event.start_mark, said("不支持标签（!），请删去。")))


class _Dumper(_BaseDumper):
    """A safe dumper: decimals as they are, text quoted where any reader might take it for more."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _write_number(dumper: Any, value: Decimal) -> yaml.ScalarNode:
    text = str(value)
    kind = "int" if INTEGER.match(text) else "float"
    node: yaml.ScalarNode = dumper.represent_scalar(f"tag:yaml.org,2002:{kind}", text)
    return node


def _write_text(dumper: Any, value: str) -> yaml.ScalarNode:
    style = None if value.isprintable() else '"'
    node: yaml.ScalarNode = dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)
    return node


_Dumper.add_representer(Decimal, _write_number)
_Dumper.add_representer(str, _write_text)
_Dumper.add_implicit_resolver("tag:yaml.org,2002:int", INTEGER, list("-+0123456789"))
_Dumper.add_implicit_resolver("tag:yaml.org,2002:float", DECIMAL, list("-+.0123456789"))


def write_yaml(data: Any) -> str:
    """`data` as YAML that `parse_yaml` reads back the same.

    >>> write_yaml({"weight": Decimal("1.10"), "code": "007", "is": "no"})
    "weight: 1.10\\ncode: '007'\\nis: 'no'\\n"
    """
    return _written(data, flow=False)


def write_yaml_line(data: Any) -> str:
    """`data` as YAML on one line, for a cell.

    >>> write_yaml_line({"scoring": {"on_fail": "cap_place"}})
    '{scoring: {on_fail: cap_place}}'
    """
    return _written(data, flow=True).removesuffix("...\n").strip()


def _written(data: Any, *, flow: bool) -> str:
    text: str = yaml.dump(
        data,
        Dumper=_Dumper,
        default_flow_style=flow,
        allow_unicode=True,
        sort_keys=False,
        width=2**30,
    )
    return text
