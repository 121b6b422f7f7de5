"""From a cold clone to passing tests: seconds of git clone, of script/bootstrap and of script/test.

Clones what is committed, into a temporary folder, with nothing but the lock to go by: a virtual
environment of its own, packages out of pip's cache or off the network, whichever there is (--no-cache
forbids the cache).

    wenming bench clone                        everything that script/test runs
    wenming bench clone tests/core             hands the arguments to script/test
    wenming bench clone --no-cache
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from machine import describe

ROOT = Path(__file__).resolve().parent.parent
SUMMARY = re.compile(r"\d+ passed.*")


def environment(*, is_cached: bool) -> dict[str, str]:
    """The caller's, without what would lead the clone back to the caller's checkout."""
    ours = ("WENMING_", "DJANGO_", "PYTHONPATH", "VIRTUAL_ENV", "GIT_")
    own = {key: value for key, value in os.environ.items() if not key.startswith(ours)}
    return own if is_cached else own | {"PIP_NO_CACHE_DIR": "1"}


def step(label: str, command: list[str], folder: Path, env: dict[str, str]) -> str:
    """Run it, print its seconds, return what it printed; stops here where it fails."""
    began = time.perf_counter()
    done = subprocess.run(
        command, cwd=folder, env=env, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    print(f"{label:>10} {time.perf_counter() - began:8.1f} s", flush=True)
    if done.returncode:
        sys.exit(f"{' '.join(command)} ended with {done.returncode}:\n{done.stdout[-4000:]}")
    return done.stdout


def main() -> None:
    """The three steps and how many tests passed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--no-cache", action="store_true", help="fetch every package again")
    args, tests = parser.parse_known_args()
    env = environment(is_cached=not args.no_cache)
    print(describe())
    with tempfile.TemporaryDirectory(prefix="wenming-clone-") as name:
        folder = Path(name, "wenming")
        began = time.perf_counter()
        step("clone", ["git", "clone", "--quiet", f"file://{ROOT}", str(folder)], Path(name), env)
        step("bootstrap", ["script/bootstrap"], folder, env)
        said = step("test", ["script/test", *tests], folder, env)
        print(f"{'in all':>10} {time.perf_counter() - began:8.1f} s")
    found = SUMMARY.findall(said)
    print(found[-1].strip(" =") if found else said[-400:])


if __name__ == "__main__":
    main()
