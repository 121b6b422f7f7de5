"""Apps that stand before accounts ask for rights; nothing is allowed while nobody answers."""

import pytest

from wenming.core import permits


def test_nothing_is_allowed_before_accounts_answers(monkeypatch):
    monkeypatch.setattr(permits, "_deciders", [])

    assert not permits.can(object(), "manage_ground")
    with pytest.raises(RuntimeError):
        permits.require(object(), "manage_ground")
