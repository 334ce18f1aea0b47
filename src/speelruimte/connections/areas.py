"""Reading a file of areas apart, in a process that may be stopped."""

from speelruimte.connections.contained import OF_A_COMMAND, TooHeavyError, contained_within
from speelruimte.places.reading import FileRefused, PlaceRow, read_areas
from speelruimte.shared.messages import gettext as _


def read_areas_apart(text, *, file, municipality="", kind="") -> list[PlaceRow]:
    """As read_areas, within limits of time and memory; a file that passes them is refused."""
    try:
        rows, faults = contained_within(
            OF_A_COMMAND, _rows_or_faults, text, file=file, municipality=municipality, kind=kind
        )
    except TooHeavyError as error:
        too_heavy = _(
            "{file}: dit bestand is te zwaar om te lezen. Haal er alleen de gebieden van uw gemeente "
            "uit."
        )
        raise FileRefused([too_heavy.format(file=file)]) from error
    if faults:
        raise FileRefused(faults)
    return rows


def _rows_or_faults(text, **given):
    try:
        return read_areas(text, **given), ()
    except FileRefused as refused:
        return [], refused.faults
