"""A server to ask and a load to put on it, for benchmarks of pages."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

WARM_UP = 8
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Figures:
    """What one page took: per second at most, milliseconds for one person and under load."""

    per_second: float
    p50: float
    p95: float
    p95_loaded: float
    processor: float  # milliseconds of the workers for one request


@dataclass(frozen=True)
class Server:
    """A running gunicorn."""

    port: int
    pid: int

    def get(self, path: str, cookie: str) -> tuple[bytes, float]:
        """The page and the seconds it took, over a connection of its own (sync workers close theirs)."""
        began = time.perf_counter()
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request("GET", path, headers={"Cookie": cookie, "Accept-Language": "zh-hans"})
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        if answer.status != 200:
            raise SystemExit(f"{path}: {answer.status} {answer.getheader('Location', '')}")
        return body, time.perf_counter() - began

    def processor(self) -> float:
        """Processor seconds of the workers so far."""
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()
        fields = [Path(f"/proc/{pid}/stat").read_text().rsplit(")")[1].split() for pid in children]
        return sum(int(field[11]) + int(field[12]) for field in fields) / TICKS


@contextmanager
def serve(application: str, environment: dict[str, str], *, workers: int = 2) -> Iterator[Server]:
    """Gunicorn with sync workers until the block ends."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", application, "--workers", str(workers)]
    command += ["--bind", f"127.0.0.1:{port}", "--log-level", "warning"]
    process = subprocess.Popen(command, env=environment, cwd=Path(__file__).parent)
    try:
        _wait_for(port, process)
        yield Server(port, process.pid)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.2)
    raise SystemExit("gunicorn did not start")


def measure(server: Server, path: str, cookie: str, *, seconds: float, people: int) -> Figures:
    """One person after the other for latency, then `people` at once for the rate."""
    for _ in range(WARM_UP):
        server.get(path, cookie)
    alone, _elapsed, busy = _ask(server, path, cookie, seconds, 1)
    loaded, elapsed, _busy = _ask(server, path, cookie, seconds, people)
    return Figures(
        per_second=len(loaded) / elapsed,
        p50=_quantile(alone, 0.5),
        p95=_quantile(alone, 0.95),
        p95_loaded=_quantile(loaded, 0.95),
        processor=1000 * busy / len(alone),
    )


def _ask(
    server: Server, path: str, cookie: str, seconds: float, people: int
) -> tuple[list[float], float, float]:
    """All times, the seconds it took and the processor seconds of the workers."""
    took: list[float] = []
    began, worked = time.perf_counter(), server.processor()

    def ask() -> None:
        while time.perf_counter() - began < seconds:
            took.append(server.get(path, cookie)[1])

    threads = [threading.Thread(target=ask) for _ in range(people)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return took, time.perf_counter() - began, server.processor() - worked


def at_rate(
    server: Server, path: str, cookie: str, *, rate: float, seconds: float
) -> tuple[float, float]:
    """p50 and p95 in milliseconds, a request begun every 1/rate seconds whatever became of the last.

    A request's time begins when it was due, so that a queue before the workers counts.
    """
    took: list[float] = []
    first = time.perf_counter() + 0.1

    def ask(due: float) -> None:
        time.sleep(max(0.0, due - time.perf_counter()))
        server.get(path, cookie)
        took.append(time.perf_counter() - due)

    dues = [first + n / rate for n in range(int(rate * seconds))]
    threads = [threading.Thread(target=ask, args=(due,)) for due in dues]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return _quantile(took, 0.5), _quantile(took, 0.95)


def _quantile(values: list[float], share: float) -> float:
    """Milliseconds."""
    ordered = sorted(values)
    return 1000 * ordered[min(len(ordered) - 1, int(share * len(ordered)))]
