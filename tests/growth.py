"""How the work of a call grows with its input, without asserting seconds: machines differ."""

from collections.abc import Callable
from time import process_time
from typing import Any

SLACK_SECONDS = 1.0  # below this, noise outweighs growth


def cost(call: Callable[[], Any]) -> float:
    """Processor seconds of one call."""
    began = process_time()
    call()
    return process_time() - began


def assert_grows_at_most(
    call: Callable[[int], Any], *, small: int, large: int, factor: float
) -> None:
    """`call(large)` costs at most `factor` times as much as `call(small)`.

    A factor well under (large ÷ small)² tells a straight line from a square.
    """
    first = cost(lambda: call(small))
    second = cost(lambda: call(large))
    assert second <= factor * first + SLACK_SECONDS
