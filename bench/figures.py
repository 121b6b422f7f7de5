"""Every figure of docs/reference/figures.md that needs a quiet machine, in one run of ten minutes.

    wenming bench figures > figures.txt

Runs the other benchmarks one after the other, each with the size that its figure names, and says how
long each took. Nothing else may run beside it. PostgreSQL is measured where WENMING_TEST_POSTGRES or
postgresql://postgres@127.0.0.1:5432/test answers, Spark where pyspark and Java are.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from listpage import POSTGRES, answers, scratch_postgres
from machine import describe

HERE = Path(__file__).parent
RUNS = [
    ["scoring", "--cities", "100", "--growth", "--repeat", "1", "--without-spark"],
    ["scoring", "--cities", "10", "--only-engines"],
    ["round"],
    ["duties", "--seconds", "1.5"],
    ["listpage", "--seconds", "1"],
    ["framework"],
    ["intake"],
]


def main() -> None:
    """Run them; a failure of one does not keep the others from being measured."""
    argparse.ArgumentParser(description=__doc__.splitlines()[0]).parse_args()
    print(describe())
    began = time.perf_counter()
    failed = [" ".join(words) for words in RUNS if not run(words, os.environ)]
    address = os.environ.get("WENMING_TEST_POSTGRES", POSTGRES)
    if answers(address):
        with scratch_postgres(address) as database:
            if not run(["round"], {**os.environ, "WENMING_DATABASE": database}):
                failed.append("round on PostgreSQL")
    print(f"\nin all {(time.perf_counter() - began) / 60:.1f} minutes")
    if failed:
        sys.exit(f"failed: {', '.join(failed)}")


def run(words: list[str], environment: dict[str, str] | os._Environ[str]) -> bool:
    """One benchmark in a process and a data folder of its own; whether it ended well."""
    print(f"\n== {' '.join(words)}", flush=True)
    began = time.perf_counter()
    with tempfile.TemporaryDirectory(prefix="wenming-bench-") as folder:
        own = {**environment, "WENMING_DATA_DIR": folder}
        done = subprocess.run([sys.executable, str(HERE / f"{words[0]}.py"), *words[1:]], env=own)
    print(f"({time.perf_counter() - began:.0f} s)", flush=True)
    return done.returncode == 0


if __name__ == "__main__":
    main()
