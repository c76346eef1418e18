"""A webhook's receiver on loopback: what it was sent, and answers as a test wants them."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Receiver:
    """Requests as (path, JSON), and the status of each answer to come; 204 when there are no more."""

    port: int = 0
    seen: list[tuple[str, Any]] = field(default_factory=list)
    answers: list[int] = field(default_factory=list)
    hang: threading.Event | None = None

    @property
    def url(self) -> str:
        """Its address, with a secret in it."""
        return f"http://127.0.0.1:{self.port}/hooks/hunter2?token=hunter3"

    @property
    def bodies(self) -> list[Any]:
        """What it was sent."""
        return [body for _, body in self.seen]


@contextmanager
def receiving() -> Iterator[Receiver]:
    """A receiver at work."""
    told = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            told.seen.append((self.path, json.loads(body)))
            if told.hang:
                told.hang.wait(30)
            self.send_response(told.answers.pop(0) if told.answers else 204)
            self.send_header("Location", f"http://127.0.0.1:{told.port}/elsewhere")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *arguments: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    told.port = server.server_port
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield told
    finally:
        server.shutdown()
        server.server_close()
