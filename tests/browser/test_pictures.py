"""The pictures in the docs come from here: `make pictures` writes them to docs/beelden."""

import os
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.once
KEPT = ROOT / "docs" / "beelden"

# Name, who looks, where, and how wide the window is.
PICTURES = (
    ("begin-1280", None, "/", 1280),
    ("proces-1280", None, "/trajecten/de-brink-meer-groen-minder-stenen/", 1280),
    ("proces-390", None, "/trajecten/de-brink-meer-groen-minder-stenen/", 390),
    ("mijn-werk-1280", "samira", "/werk/", 1280),
)


@pytest.mark.parametrize(("name", "person", "path", "width"), PICTURES)
def test_the_page_in_the_picture_is_there(visit, tmp_path, name, person, path, width):
    window = visit(width=width)
    if person:
        window.become(person)
    response = window.go(path)
    folder = KEPT if os.environ.get("SPEELRUIMTE_PICTURES") else tmp_path

    window.page.screenshot(path=folder / f"{name}.png")

    assert response.status == 200
    assert (folder / f"{name}.png").stat().st_size > 10_000


def test_every_picture_in_the_docs_is_made_here():
    used = {
        name
        for page in [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]
        for name in re.findall(r"beelden/([a-z0-9-]+)\.png", page.read_text())
    }

    assert used <= {name for name, *_rest in PICTURES}
    assert {file.stem for file in KEPT.glob("*.png")} <= {name for name, *_rest in PICTURES}
