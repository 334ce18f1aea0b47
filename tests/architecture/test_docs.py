import importlib.machinery
import importlib.util
import re

import pytest
from tests.architecture.test_house_rules import ROOT

from speelruimte.commands.main import main
from speelruimte.commands.overview import names


def build_docs():
    loader = importlib.machinery.SourceFileLoader("build_docs", str(ROOT / "bin" / "build-docs"))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader("build_docs", loader))
    loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", build_docs().PAGES)
def test_pages_that_follow_from_the_code_are_up_to_date(name):
    page = (ROOT / name).read_text()

    assert build_docs().made(page) == page, "Run: make docs"


def test_every_command_is_on_the_page_of_commands():
    page = (ROOT / "docs" / "beheer" / "opdrachten.md").read_text()

    assert {"setup", "budget count", "policy fields", "journal verify"} <= set(names())
    assert [name for name in names() if f"### speelruimte {name}\n" not in page] == []


@pytest.mark.parametrize("name", names())
def test_the_page_of_commands_knows_every_option_that_help_shows(name, capsys):
    page = (ROOT / "docs" / "beheer" / "opdrachten.md").read_text()
    part = page.split(f"### speelruimte {name}\n")[1].split("\n### ")[0]

    with pytest.raises(SystemExit):
        main([*name.split(), "--help"])
    shown = set(re.findall(r"--[a-z][a-z-]+", capsys.readouterr().out)) - {"--help"}

    assert {option for option in shown if option not in part} == set()


def test_every_setting_from_the_environment_is_explained_and_no_other():
    settings = (ROOT / "src/speelruimte/config/settings.py").read_text()
    page = (ROOT / "docs" / "beheer" / "installeren.md").read_text()
    read = set(re.findall(r"(?:env(?:\.\w+)?|kept_secret)\(\s*\"([A-Z_]+)\"", settings))
    explained = set(re.findall(r"^\| `([A-Z_]+)` \|", page, re.MULTILINE))

    assert {"DATABASE_URL", "SECRET_KEY", "EMAIL_URL"} <= read
    assert explained == read


def test_decision_records_are_short_and_numbered():
    files = sorted((ROOT / "docs" / "adr").glob("*.md"))

    numbers = [int(file.name[:4]) for file in files]
    assert numbers == sorted(set(numbers))
    assert [file.name for file in files if len(file.read_text().split()) > 300] == []


def test_links_between_pages_of_the_docs_lead_somewhere():
    broken = [
        f"{page.relative_to(ROOT)}: {target}"
        for page in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
        for target in re.findall(r"\]\((?!https?:|mailto:|#)([^)#]+)", page.read_text())
        if not (page.parent / target).exists()
    ]

    assert broken == []
