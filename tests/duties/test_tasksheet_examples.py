"""The examples in the docstrings of the reader of task tables."""

import doctest
import importlib

import pytest


@pytest.mark.parametrize("name", ["heads", "names", "targets"])
def test_examples(name: str):
    module = importlib.import_module(f"wenming.duties.tasksheet.{name}")

    found = doctest.testmod(module)

    assert found.attempted
    assert found.failed == 0
