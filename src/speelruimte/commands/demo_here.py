"""Is this a demo? Known without Django: the command line asks it for its list of commands."""

import os
import sys
from pathlib import Path

from speelruimte.shared.messages import gettext as _

ROOT = Path(__file__).resolve().parents[3]
MARKER = "demo.txt"


def is_demo():
    """The environment says so, or the data folder was filled by `make demo`.

    Then the folder of the demo can be imported too; it lies beside `src`, outside the product.
    """
    asked = os.environ.get("SPEELRUIMTE_DEMO", "").strip().lower() in ("1", "true", "yes", "on")
    data = Path(os.environ.get("SPEELRUIMTE_DATA") or ROOT / "var")
    if not (asked or (data / MARKER).exists()):
        return False
    if str(ROOT) not in sys.path:
        sys.path.append(str(ROOT))
    return True


def refused_here(setting: str) -> str:
    """Why this setting stops a real installation from starting."""
    return _(
        "{setting} staat aan op een echte installatie. Dan kan iedereen meelezen. Haal het uit de "
        "omgeving. Wilt u een proef, doe dan: make demo"
    ).format(setting=setting)
