"""`wenming demo`: make the demonstration city where there is none, then serve it."""

import gc
import os
import socket
import sys
import time
from argparse import ArgumentTypeError
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from wenming.demo import build, certificate

PORT = "8000"
STOPPED = "已停止，没有存下任何数据；再次运行会重新生成。Stopped; nothing was stored."


class Command(BaseCommand):
    """Migrate, build the city, serve."""

    help = "启动演示城市并打印地址。Start the demonstration city and print its address."

    def add_arguments(self, parser: CommandParser) -> None:
        """`--https` for phones; `--build-only` for tests and benchmarks."""
        parser.add_argument(
            "--https", action="store_true", help="自签名证书，手机拍照定位需要 https"
        )
        parser.add_argument("--build-only", action="store_true", help="只生成数据，不启动服务")
        parser.add_argument("--port", type=_port, default=os.environ.get("WENMING_PORT", PORT))

    def handle(self, *, https: bool, build_only: bool, port: int, **options: Any) -> None:
        """Build once; the second start is quick."""
        host = "0.0.0.0" if https else "127.0.0.1"  # noqa: S104 - phones reach it over the LAN
        if not build_only:
            _require_free(host, port)
        try:
            self._build()
        except KeyboardInterrupt:
            raise CommandError(STOPPED, returncode=130) from None
        if not build_only:
            self._serve(host, port, https=https)

    def _build(self) -> None:
        gc.set_threshold(100_000, 50, 100)  # millions of rows come and go, hardly any in a circle
        settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
        call_command("migrate", verbosity=0, skip_checks=True)
        if not build.exists():
            started = time.monotonic()
            build.build(tell=lambda stage: self.stdout.write(f"正在生成演示城市：{stage} …"))
            self.stdout.write(f"演示城市已生成，用时 {time.monotonic() - started:.0f} 秒。")

    def _serve(self, host: str, port: int, *, https: bool) -> None:
        arguments = ["wenming.config.wsgi", "--bind", f"{host}:{port}", "--workers", "2"]
        arguments += ["--access-logfile", os.devnull, "--log-level", "warning"]
        shown = f"http://127.0.0.1:{port}"
        if https:
            cert, key = certificate.ensure(Path(settings.DATA_DIR) / "certificate")
            arguments += ["--certfile", str(cert), "--keyfile", str(key)]
            os.environ["WENMING_HTTPS"] = "True"  # for the server that takes this one's place
            shown = f"https://{certificate.own_address()}:{port}"
        self.stdout.write(f"打开 {shown}  （按 Ctrl+C 停止）")
        self.stdout.flush()
        os.execv(sys.executable, [sys.executable, "-m", "gunicorn", *arguments])  # noqa: S606


def _port(text: str) -> int:
    if text.isdecimal() and 0 < int(text) < 65536:
        return int(text)
    raise ArgumentTypeError(
        f"端口“{text}”不能用：请给 1 到 65535 之间的整数。Give a port from 1 to 65535."
    )


def _require_free(host: str, port: int) -> None:
    """Refuse before the city is built rather than after.

    Raises:
        CommandError: another program listens there, or this user may not.
    """
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CommandError(
                f"端口 {port} 用不了（{error.strerror}）：可能已有一个服务在用。请先停掉它，或换一个端口，"
                f"例如 WENMING_PORT={port + 1 if port < 65535 else PORT} script/demo。"
                f" Port {port} cannot be used; stop what listens there or choose another."
            ) from error
