"""Reading a Pabulib file that somebody sends over the web: apart, so that it holds up nobody else."""

from speelruimte.connections.contained import TooHeavyError, contained
from speelruimte.shared.messages import gettext as _

from .faults import PabulibError, PabulibFault
from .file import PabulibFile
from .reading import parse


def parse_uploaded(data: bytes) -> PabulibFile:
    """As parse, within limits of time and memory. Raises PabulibError, also when it passes those."""
    try:
        file, faults = contained(_file_or_faults, data)
    except TooHeavyError as error:
        too_heavy = _("Dit bestand is te zwaar om hier te lezen. Doe: speelruimte budget import")
        raise PabulibError([PabulibFault(None, too_heavy)]) from error
    if faults:
        raise PabulibError(faults)
    return file


def _file_or_faults(data):
    try:
        return parse(data), ()
    except PabulibError as error:
        return None, error.faults
