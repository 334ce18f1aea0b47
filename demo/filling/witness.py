"""The griffie of Lindewold signs along with the journal: a witness of its own, in a folder beside."""

import socket
import threading
from dataclasses import replace
from pathlib import Path

from speelruimte.connections.witness.memory import WitnessMemory

NAME = "griffie.lindewold.example/getuige"


def witness_in(folder: Path) -> WitnessMemory:
    """The witness in this folder, made when there is none. Needs no Django."""
    memory = WitnessMemory(folder)
    if not (folder / "sleutel").exists():
        memory.make(NAME)
    return memory


def free_port() -> int:
    """A port on which nothing listens."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return taken.getsockname()[1]


def signed_along(memory: WitnessMemory, *, at) -> int:
    """Sign the journal as it is, and have the griffie sign along. Returns how many entries."""
    from speelruimte.connections.witness.asking import ask_witness, unsigned_by
    from speelruimte.connections.witness.serving import witness_server
    from speelruimte.journal.log_key import public_key
    from speelruimte.journal.signing import write_checkpoint

    memory.watch(str(public_key()))
    checkpoint = write_checkpoint(at=at)
    with witness_server(memory, host="127.0.0.1", port=0) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            for witness in unsigned_by():
                ask_witness(replace(witness, address=f"http://127.0.0.1:{server.server_port}"))
        finally:
            server.shutdown()
            thread.join()
    return checkpoint.size if checkpoint else 0
