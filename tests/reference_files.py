"""Real votes to compare with. They are not part of the product: tests skip without them."""

import os
from pathlib import Path

import pytest

BESIDE = Path(__file__).resolve().parents[2] / "shared" / "data"


def reference_file(*parts):
    """A file under SPEELRUIMTE_DATA_DIR, or under ../shared/data beside the project."""
    path = Path(os.environ.get("SPEELRUIMTE_DATA_DIR", BESIDE)).joinpath(*parts)
    if not path.exists():
        pytest.skip(f"{'/'.join(parts)} is not here; SPEELRUIMTE_DATA_DIR can name its folder")
    return path


def pabulib_file(name):
    return reference_file("pabulib", f"{name}.pb")
