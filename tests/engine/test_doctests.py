"""The examples in the docstrings of the engine."""

import doctest
import importlib
import pkgutil

import pytest

import wenming.engine

MODULES = sorted(
    module.name
    for module in pkgutil.walk_packages(wenming.engine.__path__, "wenming.engine.")
    if ".intake" not in module.name
)


@pytest.mark.parametrize("name", MODULES)
def test_examples(name: str):
    assert doctest.testmod(importlib.import_module(name)).failed == 0
