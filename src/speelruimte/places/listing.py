"""The list of streets as the journal knows it: how many there are, and one fingerprint of all."""

import hashlib
from typing import Any

from speelruimte.places.models import Street, Stretch
from speelruimte.shared.fingerprints import canonical

BEFORE, AFTER = "list_before_fingerprint", "list_fingerprint"
STREETS = ("pk", "key", "name", "town", "sought")
STRETCHES = ("street_id", "area_id", "postcode", "first", "last")


def list_in_force() -> dict[str, Any]:
    """How many streets and stretches there are, and the fingerprint of all of them in their order."""
    hashed, numbers = hashlib.sha256(), []
    for model, columns in ((Street, STREETS), (Stretch, STRETCHES)):
        number = 0
        rows = model.objects.order_by("pk").values_list(*columns)
        for row in rows.iterator(chunk_size=2000):
            hashed.update(f"{canonical(row)}\n".encode(errors="surrogatepass"))
            number += 1
        hashed.update(b"\n")
        numbers.append(number)
    return {"streets": numbers[0], "stretches": numbers[1], AFTER: hashed.hexdigest()}


def became(before: dict[str, Any]) -> dict[str, Any]:
    """What an entry says of the list that was so before, and is otherwise now."""
    return {BEFORE: before[AFTER], **list_in_force()}
