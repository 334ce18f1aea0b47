"""Who signs along: outside parties that saw each checkpoint only add to what they saw before."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from speelruimte.journal.models import Cosignature
from speelruimte.journal.signed_note import COSIGNS, NoteFaultyError, VerifierKey, read_verifier_key


@dataclass(frozen=True)
class Witness:
    """Somebody outside: where to ask, the key to believe, and what was signed last."""

    address: str
    key: VerifierKey
    size: int = 0
    moment: datetime | None = None

    @property
    def name(self) -> str:
        """By what others know it."""
        return self.key.name


class WitnessFaultyError(ValueError):
    """What the setting says of a witness is no address and key."""


def witnesses() -> list[Witness]:
    """All that the setting ``WITNESSES`` names, with what each signed last."""
    named = [_read(written) for written in settings.WITNESSES]
    signed = (
        {
            cosignature.witness: cosignature
            for cosignature in Cosignature.objects.filter(
                witness__in=[key.name for _address, key in named]
            ).order_by("checkpoint")
        }
        if named
        else {}
    )
    return [
        Witness(address, key, signed[key.name].checkpoint_id, signed[key.name].moment)
        if key.name in signed
        else Witness(address, key)
        for address, key in named
    ]


def _read(written):
    address, _space, key = written.strip().partition(" ")
    try:
        verifier = read_verifier_key(key)
    except NoteFaultyError as error:
        raise WitnessFaultyError(f"{written[:60]}: an address, a space and a key.") from error
    if verifier.kind != COSIGNS or not address.startswith(("http://", "https://")):
        raise WitnessFaultyError(f"{written[:60]}: an address, a space and a key that cosigns.")
    return address.rstrip("/"), verifier
