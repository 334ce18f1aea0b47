"""A witness on the network: one address to ask it, one page that says whom it watches."""

import time
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from speelruimte.connections.witness.memory import Reply, WitnessMemory
from speelruimte.shared.messages import gettext as _

LONGEST = 64_000  # bytes of a question
PATIENCE = 10  # seconds for one that sends nothing


def witness_server(memory: WitnessMemory, *, host: str, port: int) -> ThreadingHTTPServer:
    """A server that answers for this witness; the caller lets it run and ends it."""

    class Handler(BaseHTTPRequestHandler):
        timeout = PATIENCE
        server_version, sys_version = "getuige", ""

        def do_POST(self) -> None:
            if not self.path.rstrip("/").endswith("/add-checkpoint"):
                self._answer(Reply(HTTPStatus.NOT_FOUND))
                return
            length = self.headers.get("Content-Length", "")
            if not length.isdecimal() or int(length) > LONGEST:
                self._answer(Reply(HTTPStatus.BAD_REQUEST))
                return
            try:
                body = self.rfile.read(int(length)).decode()
            except UnicodeDecodeError:
                self._answer(Reply(HTTPStatus.BAD_REQUEST))
                return
            self._answer(memory.add_checkpoint(body, moment=int(time.time())))

        def do_GET(self) -> None:
            self._answer(Reply(HTTPStatus.OK, watched_in_words(memory)))

        def log_message(self, format: str, *args: object) -> None:
            """Who asks is nobody's business."""

        def _answer(self, reply: Reply) -> None:
            data = reply.text.encode()
            self.send_response(reply.status)
            self.send_header("Content-Type", reply.content_type)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

    return ThreadingHTTPServer((host, port), Handler)


def watched_in_words(memory: WitnessMemory) -> str:
    """The public key of this witness, and how far each journal was that it signed along."""
    lines = [str(memory.key().verifier)]
    for known in memory.watched():
        day = time.strftime("%Y-%m-%d %H:%M", time.gmtime(known.moment)) if known.moment else "-"
        lines.append(
            _("{origin}: {size} regels, getekend {day} (UTC)").format(
                origin=known.origin, size=known.size, day=day
            )
        )
    return "\n".join(lines) + "\n"
