"""The coverage that the gate asks for: overall lines, and every branch of what decides a score."""

import fnmatch
import json
import subprocess
import sys

OVERALL = 90.0
# Files -> least share of lines and branches together, in per cent.
STRICT = {
    "src/wenming/engine/scoring/*": 100.0,
    "src/wenming/engine/sampling*": 100.0,
    "src/wenming/engine/framework/*": 100.0,
    "src/wenming/engine/worktime/*": 100.0,
    "src/wenming/*/workflow.py": 100.0,
    "src/wenming/engine/intake/*": 95.0,
}


def share(summaries: list[dict[str, float]]) -> float:
    """Covered lines and branches of all there are, in per cent."""
    have = sum(s["covered_lines"] + s.get("covered_branches", 0) for s in summaries)
    want = sum(s["num_statements"] + s.get("num_branches", 0) for s in summaries)
    return 100.0 * have / want if want else 100.0


def main() -> int:
    """Print the figures; 1 when one is too low."""
    run = [sys.executable, "-m", "coverage"]
    subprocess.run([*run, "combine", "--quiet"], check=False)
    subprocess.run([*run, "json", "--quiet", "-o", ".coverage.json"], check=True)
    with open(".coverage.json", encoding="utf-8") as file:
        files = {name: data["summary"] for name, data in json.load(file)["files"].items()}
    faults = 0
    for pattern, least in {"*": OVERALL, **STRICT}.items():
        found = {n: s for n, s in files.items() if fnmatch.fnmatch(n, pattern)}
        value = share(list(found.values()))
        is_low = value < least or not found
        faults += is_low
        print(f"{'LOW ' if is_low else 'ok  '}{value:6.2f} % (least {least:.0f}) {pattern}")
        if is_low:
            for name, summary in sorted(found.items(), key=lambda pair: share([pair[1]]))[:12]:
                print(f"       {share([summary]):6.2f} % {name}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
