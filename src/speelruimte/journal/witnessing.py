"""Who signs along: outside parties that saw each checkpoint only add to what they saw before."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from django.conf import settings
from django.utils.translation import gettext as _

from speelruimte.journal.checkpoint import read_checkpoint
from speelruimte.journal.models import Cosignature
from speelruimte.journal.signed_note import (
    COSIGNS,
    NoteFaultyError,
    VerifierKey,
    read_signatures,
    read_verifier_key,
)


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


def cosignatures_that_do_not_fit() -> Iterator[str]:
    """A sentence for each that its witness did not put under the checkpoint at that moment.

    Who is named in no setting cannot be asked: of those only the name is looked at.
    """
    try:
        keys = _keys_by_name()
    except (NoteFaultyError, WitnessFaultyError) as error:
        yield _(
            "Medeondertekeningen zijn niet na te gaan: SPEELRUIMTE_WITNESSES of "
            "SPEELRUIMTE_EARLIER_WITNESS_KEYS klopt niet. {why}"
        ).format(why=error)
        return
    cosigned = Cosignature.objects.select_related("checkpoint").order_by("pk")
    for cosignature in cosigned.iterator(chunk_size=2000):
        if not _fits(cosignature, keys.get(cosignature.witness)):
            yield _(
                "De medeondertekening van {witness} onder de eerste {number} regels past niet: de "
                "handtekening, het moment of de naam is in de database veranderd. Heeft deze getuige een "
                "nieuwe sleutel? Zet dan de oude in SPEELRUIMTE_EARLIER_WITNESS_KEYS."
            ).format(witness=cosignature.witness, number=cosignature.checkpoint_id)


def _keys_by_name() -> dict[str, list[VerifierKey]]:
    """The keys of those who sign along now, and of those who did before."""
    keys = defaultdict(list)
    earlier = map(read_verifier_key, settings.EARLIER_WITNESS_KEYS)
    for key in (*(key for _address, key in map(_read, settings.WITNESSES)), *earlier):
        keys[key.name].append(key)
    return keys


def _fits(cosignature, keys) -> bool:
    try:
        [signature] = read_signatures(cosignature.line)
        if signature.name != cosignature.witness or keys is None:
            return signature.name == cosignature.witness
        note, _head = read_checkpoint(cosignature.checkpoint.note)
        [key] = [key for key in keys if key.key_id == signature.key_id]
        seconds = key.check(note.text, signature.signed)
        return datetime.fromtimestamp(seconds, UTC) == cosignature.moment
    except (NoteFaultyError, OverflowError, ValueError):
        return False


def _read(written):
    address, _space, key = written.strip().partition(" ")
    try:
        verifier = read_verifier_key(key)
    except NoteFaultyError as error:
        raise WitnessFaultyError(f"{written[:60]}: an address, a space and a key.") from error
    if verifier.kind != COSIGNS or not address.startswith(("http://", "https://")):
        raise WitnessFaultyError(f"{written[:60]}: an address, a space and a key that cosigns.")
    return address.rstrip("/"), verifier
