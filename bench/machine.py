"""Where a benchmark ran: what a figure means nothing without."""

import os
import platform
import subprocess
from pathlib import Path


def describe() -> str:
    """Processor, cores, memory, Python and commit, in one line."""
    info = Path("/proc/cpuinfo")
    lines = info.read_text().splitlines() if info.exists() else []
    model = next((line.split(":")[1].strip() for line in lines if "model name" in line), "?")
    pages = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 2**30
    return (
        f"{model or platform.machine()}, {os.cpu_count()} cores, {pages:.0f} GiB; "
        f"Python {platform.python_version()}; commit {commit()}"
    )


def commit() -> str:
    """The commit that was measured, with a + when files differ from it."""
    try:
        found = subprocess.run(
            ["git", "describe", "--always", "--dirty=+"], capture_output=True, text=True, check=True
        )
    except (OSError, subprocess.CalledProcessError):
        return "unknown"
    return found.stdout.strip()
