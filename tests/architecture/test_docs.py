import ast
import importlib.machinery
import importlib.util
import re

import pytest
from tests.architecture.finding import ROOT, SRC
from tests.architecture.test_house_rules import ORDER

from speelruimte.commands.main import main
from speelruimte.commands.overview import names


def build_docs():
    loader = importlib.machinery.SourceFileLoader("build_docs", str(ROOT / "bin" / "build-docs"))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader("build_docs", loader))
    loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", build_docs().PAGES)
def test_pages_that_follow_from_the_code_are_up_to_date(name):
    """A part between `gemaakt` and `einde` is written by bin/build-docs and never by hand."""
    page = (ROOT / name).read_text()
    is_up_to_date = build_docs().made(page) == page

    assert "<!-- gemaakt: " in page
    assert is_up_to_date, f"{name} does not say what the code says: run make docs, and commit it"


def test_every_command_is_on_the_page_of_commands():
    """Run make docs; a command is added by the `register` of its module."""
    page = (ROOT / "docs" / "beheer" / "opdrachten.md").read_text()

    assert {"setup", "budget count", "policy fields", "journal verify"} <= set(names())
    assert [name for name in names() if f"### speelruimte {name}\n" not in page] == []


@pytest.mark.parametrize("name", names())
def test_the_page_of_commands_knows_every_option_that_help_shows(name, capsys):
    """Run make docs."""
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
    """One number each, at most 300 words: shorten it, or take the next number."""
    files = sorted((ROOT / "docs" / "adr").glob("*.md"))

    numbers = [int(file.name[:4]) for file in files]
    assert numbers == sorted(set(numbers))
    assert [file.name for file in files if len(file.read_text().split()) > 300] == []


def links_on(page):
    return re.findall(r"\]\((?!https?:|mailto:|#)([^)#]+)", page.read_text())


def test_every_page_of_the_docs_is_found_by_links_from_the_first_one():
    """A page that nobody finds is not read."""
    waiting, reached = [ROOT / "README.md"], set()
    while waiting:
        page = waiting.pop()
        if page in reached:
            continue
        reached.add(page)
        targets = [(page.parent / target).resolve() for target in links_on(page)]
        for target in targets:
            # A link to a folder shows what is in it.
            pages = target.glob("*.md") if target.is_dir() else [target]
            waiting += [below for below in pages if below.suffix == ".md" and below.exists()]
    wrong = [
        f"{page.relative_to(ROOT)}: no page links to it; add it to README.md or to one it links to"
        for page in sorted((ROOT / "docs").rglob("*.md"))
        if page not in reached
    ]

    assert wrong == []


def test_make_help_explains_every_target_that_can_be_made():
    makefile = (ROOT / "Makefile").read_text()
    targets = re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)[1].split()
    explained = re.findall(r"^([a-z-]+):.*## \S", makefile, re.MULTILINE)

    assert targets == explained


def layers():
    """The layers from the top down, each with whether it is there; those beside one another too."""
    contract = (ROOT / ".importlinter").read_text().split("layers =\n")[1].split("\n\n")[0]
    for word in contract.replace("|", " ").split():
        yield word.strip("()"), not word.startswith("(")


def test_the_map_of_the_layers_is_that_of_the_imports():
    """Both name what is not there yet: one between brackets, one in words."""
    page = (ROOT / "docs" / "ARCHITECTURE.md").read_text().split("## The rule")[0]
    rows = re.findall(r"^\| `(\w+)` \| (.*) \|$", page, re.MULTILINE)
    mapped = [(name, not text.startswith("not there yet")) for name, text in rows]
    packages = {file.parent.name for file in SRC.glob("*/__init__.py")}

    assert mapped == list(layers())
    assert {name for name, is_there in mapped if is_there} == packages


def test_foreign_keys_are_held_to_the_same_map():
    assert [name for name, _is_there in layers() if name in ORDER] == ORDER


def test_links_between_pages_of_the_docs_lead_somewhere():
    """Mend the path, or take the link away."""
    broken = [
        f"{page.relative_to(ROOT)}: {target}"
        for page in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
        for target in links_on(page)
        if not (page.parent / target).exists()
    ]

    assert broken == []


WRITTEN = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md"]
WRITTEN += sorted((ROOT / "docs").rglob("*.md"))
# A file or a folder of the repository, between backticks. What begins with / is an address.
A_PATH = re.compile(r"`(\w[\w.-]*(?:/[\w.-]+)+/?)`")
# What stands there only in an installation, or once somebody made it.
MADE_LATER = {
    *("keys/secret_key", "keys/receipt_key", "keys/second_factor_key", "keys/checkpoint_key"),
    *("website/locale/en/LC_MESSAGES/django.po", "website/pages/"),
}


def places(path):
    """Where a path of the docs may lead: from the repository, or from the package."""
    return [place for place in (ROOT / path, SRC / path) if place.exists()]


def test_every_file_and_folder_that_the_docs_name_is_there():
    """Name it as it is called now, from the repository or from src/speelruimte."""
    wrong = [
        f"{page.relative_to(ROOT)}: {path}"
        for page in WRITTEN
        for path in A_PATH.findall(page.read_text())
        if path not in MADE_LATER and not places(path) and not re.fullmatch(r"[\d/]+", path)
    ]

    assert wrong == []


def test_every_name_that_the_docs_say_a_file_holds_stands_in_it():
    """Of `NAME` in `file.py` and `NAME` (`file.py`)."""
    held = re.compile(r"`(?:\w+\.)?(\w+)(?:\(.*?\))?`,?\s(?:in\s|of\s|\()`(\w+/[\w/.-]+\.\w+)`")
    said = [
        (page.relative_to(ROOT), name, path)
        for page in WRITTEN
        for name, path in held.findall(page.read_text())
        if places(path)
    ]
    wrong = [
        f"{page}: {name} stands not in {path}"
        for page, name, path in said
        if not re.search(rf"\b{name}\b", places(path)[0].read_text())
    ]

    assert len(said) > 20
    assert wrong == []


def test_every_target_and_command_that_the_docs_name_can_be_given():
    """Name it as `make` and `speelruimte --help` call it now."""
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    commands = {*names(), "demo code"}
    groups = {name.split()[0] for name in commands if " " in name}
    wrong = []
    for page in WRITTEN:
        text = page.read_text()
        made = re.findall(r"(?:`|^ *)make ([a-z-]+)", text, re.MULTILINE)
        given = re.findall(
            r"(?:`|^ *|bin/)speelruimte ([a-z]+)(?: ([a-z][a-z-]+))?", text, re.MULTILINE
        )
        wrong += [f"{page.relative_to(ROOT)}: make {name}" for name in made if name not in targets]
        wrong += [
            f"{page.relative_to(ROOT)}: speelruimte {first} {second}"
            for first, second in given
            if not {first, f"{first} {second}"} & commands and not (first in groups and not second)
        ]

    assert wrong == []


def test_the_changelog_names_every_command():
    row = (ROOT / "CHANGELOG.md").read_text().split("- **Commands.** ")[1].split("\n- ")[0]

    assert set(re.findall(r"`(\w+)`", row)) == {name.split()[0] for name in names()}


def test_every_rule_says_what_to_do_where_it_is_broken():
    """Give it a docstring: conftest.py shows that above the places that break the rule."""
    wrong = [
        f"{file.relative_to(ROOT)}:{node.lineno}: {node.name}"
        for file in sorted((ROOT / "tests" / "architecture").glob("test_*.py"))
        for node in ast.parse(file.read_text()).body
        if isinstance(node, ast.FunctionDef)
        and node.name.startswith("test_every_")
        and " == []" in ast.unparse(node)
        and not ast.get_docstring(node)
    ]

    assert wrong == []
