"""A confirmed file that the worker takes in: what was asked, and how far it is.

Both stand in one private file, for an hour (`uploads`): with that of the form the codes
can be made again, so it is in no table and no address.
"""

import json
from dataclasses import asdict, dataclass, replace

from . import uploads


@dataclass(frozen=True)
class Order:
    """A confirmed file: ``file`` is its name among the uploads, ``at`` the moment it was confirmed
    (ISO 8601), ``person`` and ``activity`` are primary keys, ``idempotency_key`` is the key of the form.

    ``columns``, ``again``, ``without_faulty`` and ``with_totals`` are what was chosen
    (`ImportChoices`); ``columns`` is None where nobody had to choose; ``month_first`` says how its days are read. ``taken_in`` counts
    rows; ``refused`` holds sentences and is empty while nothing was refused.
    """

    file: str
    fingerprint: str
    activity: int
    person: int
    origin: str
    idempotency_key: str
    at: str
    language: str
    rows: int
    columns: dict[str, str] | None = None
    again: bool = False
    without_faulty: bool = False
    with_totals: bool = False
    month_first: bool = False
    taken_in: int = 0
    refused: tuple[str, ...] = ()


def keep_order(order: Order) -> str:
    """Write an order down; returns its name."""
    return uploads.store_upload(json.dumps(asdict(order)).encode())


def order_named(name: str) -> Order | None:
    """The order with this name; None when it is gone."""
    data = uploads.stored_upload(name)
    if data is None:
        return None
    fields = json.loads(data)
    return Order(**fields | {"refused": tuple(fields["refused"])})


def change_order(name: str, order: Order, **changes) -> Order:
    """Write down how far it is; whoever reads meanwhile sees the old or the new, never half."""
    changed = replace(order, **changes)
    uploads.replace(name, json.dumps(asdict(changed)).encode())
    return changed
