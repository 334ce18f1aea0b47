"""Every source that is named stands in docs/sources.md."""

import re
from pathlib import Path

import pytest

from speelruimte.policy.shipped import shipped
from speelruimte.shared.slugs import short_name

ROOT = Path(__file__).parents[2]
NAMED = re.compile(r"[a-z0-9][a-z0-9-]*#[a-z0-9][a-z0-9-]*")


def anchors() -> set[str]:
    """`document#heading` for every heading of the third order in docs/sources.md."""
    anchors_met, document = set(), ""
    for line in (ROOT / "docs/sources.md").read_text().splitlines():
        if line.startswith("## "):
            document = line.removeprefix("## ")
        elif line.startswith("### "):
            anchor = f"{document}#{short_name(line.removeprefix('### '), longest=200)}"
            assert anchor not in anchors_met, f"{anchor} staat er twee keer"
            anchors_met.add(anchor)
    return anchors_met


def named_in_code() -> dict[str, str]:
    """Every source that a `Source:` line in the code names, with the file."""
    places = {}
    for path in (ROOT / "src").rglob("*.py"):
        for said in re.findall(r"Source: *([^\n]*(?:\n +[a-z0-9-]+#[^\n]*)*)", path.read_text()):
            for source in NAMED.findall(said):
                places[source] = path.name
    return places


@pytest.mark.parametrize("name", list(shipped()))
def test_every_source_of_a_shipped_policy_has_a_heading(name):
    text = shipped()[name].read_text()
    sources = set(re.findall(r"source: ([a-z0-9#-]+)", text)) - {"basis"}
    assert sources
    assert sources <= anchors()


def test_every_source_named_in_the_code_has_a_heading():
    missing = {source: file for source, file in named_in_code().items() if source not in anchors()}
    assert missing == {}


def test_the_code_names_sources_at_all():
    assert "heemstede#wie-beslist" in named_in_code()
