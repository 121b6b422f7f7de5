"""A model behind an OpenAI-compatible address, on this machine, that says what it is told to say."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any


class Model:
    """`said` is what it answers; `asked` what it was sent, `keys` with which Authorization."""

    def __init__(self) -> None:
        self.said: bytes = b""
        self.status = 200
        self.wait = threading.Event()
        self.is_slow = False
        self.asked: list[dict[str, Any]] = []
        self.keys: list[str | None] = []
        self.url = ""

    def answer(self, *directives: Any) -> None:
        """Answer with these directives."""
        self.say(json.dumps({"directives": directives}, ensure_ascii=False))

    def say(self, content: str) -> None:
        """Answer with this content."""
        self.said = json.dumps({"choices": [{"message": {"content": content}}]}).encode()


@contextmanager
def listening() -> Iterator[Model]:
    """A model that listens until the end of the block."""
    model = Model()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            """The one thing that such an address does here."""
            body = self.rfile.read(int(self.headers["Content-Length"]))
            model.asked.append({"path": self.path, **json.loads(body)})
            model.keys.append(self.headers["Authorization"])
            if model.is_slow:
                model.wait.wait(10)
            self.send_response(model.status)
            if model.status == 302:
                self.send_header("Location", f"{model.url}/elsewhere")
            self.end_headers()
            self.wfile.write(model.said)

        def log_message(self, *_args: Any) -> None:
            """Quiet."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    model.url = f"http://127.0.0.1:{server.server_port}/v1"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield model
    finally:
        model.wait.set()
        server.shutdown()
        server.server_close()
        thread.join()
