"""Asking our witnesses to sign along with the newest checkpoint. Done by the worker only.

Source: techniek#c2sp-tlog-witness
"""

import base64
import logging
import urllib.error
import urllib.request
from datetime import UTC, datetime
from http import HTTPStatus

from speelruimte.journal.checkpoint import read_checkpoint
from speelruimte.journal.growing import Nodes
from speelruimte.journal.models import Checkpoint, Cosignature
from speelruimte.journal.signed_note import NoteFaultyError, read_signatures
from speelruimte.journal.signing import newest_checkpoint
from speelruimte.journal.tree import consistency_proof
from speelruimte.journal.witnessing import Witness, witnesses
from speelruimte.journal.write_guard import worker_step

logger = logging.getLogger(__name__)
PATIENCE = 10  # seconds


class WitnessRefusesError(RuntimeError):
    """A witness does not sign along: it is away, or saw another journal than this one."""


def unsigned_by() -> list[Witness]:
    """The witnesses that did not sign along with the newest checkpoint yet."""
    newest = newest_checkpoint()
    if newest is None:
        return []
    return [witness for witness in witnesses() if witness.size < newest.size]


@worker_step(because="no lock may be held while a witness thinks")
def ask_witness(witness: Witness) -> Cosignature:
    """Have one witness sign along with the newest checkpoint, and keep that it did.

    Raises WitnessRefusesError.
    """
    newest = newest_checkpoint()
    if newest is None:
        raise WitnessRefusesError("There is nothing to sign yet.")
    status, text = _post(witness, newest, old=witness.size)
    if status == HTTPStatus.CONFLICT and text.strip().isdecimal():
        old = int(text)
        if old > newest.size:
            raise WitnessRefusesError(
                f"{witness.name} saw {old} entries, and there are {newest.size}."
            )
        status, text = _post(witness, newest, old=old)
    if status != HTTPStatus.OK:
        raise WitnessRefusesError(f"{witness.name} does not sign: {status}.")
    return _keep(witness, newest, text)


def _post(witness, checkpoint, *, old):
    path = consistency_proof(old, checkpoint.size, Nodes())
    lines = [f"old {old}", *(base64.b64encode(beside).decode() for beside in path)]
    body = "\n".join(lines) + "\n\n" + checkpoint.note
    request = urllib.request.Request(  # noqa: S310 (the address is a setting, and is http)
        f"{witness.address}/add-checkpoint",
        data=body.encode(),
        headers={"Content-Type": "text/plain; charset=utf-8"},
        method="POST",
    )
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE) as response:  # noqa: S310
            return response.status, response.read(20_000).decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read(200).decode(errors="replace")
    except (OSError, ValueError) as error:
        raise WitnessRefusesError(f"{witness.name} does not answer: {error}") from error


def _keep(witness, checkpoint: Checkpoint, text: str) -> Cosignature:
    note, _head = read_checkpoint(checkpoint.note)
    try:
        for signature in read_signatures(text):
            if (signature.name, signature.key_id) == (witness.name, witness.key.key_id):
                seconds = witness.key.check(note.text, signature.signed)
                return Cosignature.objects.get_or_create(
                    checkpoint=checkpoint,
                    witness=witness.name,
                    defaults={
                        "line": signature.line,
                        "moment": datetime.fromtimestamp(seconds, UTC),
                    },
                )[0]
    except (NoteFaultyError, OverflowError, ValueError) as error:
        raise WitnessRefusesError(f"{witness.name} signed wrongly.") from error
    raise WitnessRefusesError(f"{witness.name} signed with another key.")
