"""`wenming demo`: make the demonstration city where there is none, then serve it."""

import os
import sys
import time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser

from wenming.demo import build, certificate


class Command(BaseCommand):
    """Migrate, build the city, serve."""

    help = "启动演示城市并打印地址。Start the demonstration city and print its address."

    def add_arguments(self, parser: CommandParser) -> None:
        """`--https` for phones; `--build-only` for tests and benchmarks."""
        parser.add_argument(
            "--https", action="store_true", help="自签名证书，手机拍照定位需要 https"
        )
        parser.add_argument("--build-only", action="store_true", help="只生成数据，不启动服务")
        parser.add_argument("--port", type=int, default=int(os.environ.get("WENMING_PORT", "8000")))

    def handle(self, *, https: bool, build_only: bool, port: int, **options: Any) -> None:
        """Build once; the second start is quick."""
        settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
        call_command("migrate", verbosity=0, skip_checks=True)
        if not build.exists():
            started = time.monotonic()
            build.build(tell=lambda stage: self.stdout.write(f"正在生成演示城市：{stage} …"))
            self.stdout.write(f"演示城市已生成，用时 {time.monotonic() - started:.0f} 秒。")
        if not build_only:
            self._serve(https=https, port=port)

    def _serve(self, *, https: bool, port: int) -> None:
        host = "0.0.0.0" if https else "127.0.0.1"  # noqa: S104 - phones reach it over the LAN
        arguments = ["wenming.config.wsgi", "--bind", f"{host}:{port}", "--workers", "2"]
        arguments += ["--access-logfile", os.devnull, "--log-level", "warning"]
        shown = f"http://127.0.0.1:{port}"
        if https:
            cert, key = certificate.ensure(Path(settings.DATA_DIR) / "certificate")
            arguments += ["--certfile", str(cert), "--keyfile", str(key)]
            shown = f"https://{certificate.own_address()}:{port}"
        self.stdout.write(f"打开 {shown}  （按 Ctrl+C 停止）")
        self.stdout.flush()
        os.execv(sys.executable, [sys.executable, "-m", "gunicorn", *arguments])  # noqa: S606
