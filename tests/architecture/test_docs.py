import importlib.machinery
import importlib.util
import re

from tests.architecture.test_house_rules import ROOT


def build_docs():
    loader = importlib.machinery.SourceFileLoader("build_docs", str(ROOT / "bin" / "build-docs"))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader("build_docs", loader))
    loader.exec_module(module)
    return module


def test_the_page_on_the_route_follows_the_table():
    page = (ROOT / "docs" / "route.md").read_text()

    assert build_docs().made(page) == page, "Run: make docs"


def test_decision_records_are_short_and_numbered():
    files = sorted((ROOT / "docs" / "adr").glob("*.md"))

    assert [int(file.name[:4]) for file in files] == list(range(1, len(files) + 1))
    assert [file.name for file in files if len(file.read_text().split()) > 300] == []


def test_links_between_pages_of_the_docs_lead_somewhere():
    broken = [
        f"{page.relative_to(ROOT)}: {target}"
        for page in [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]
        for target in re.findall(r"\]\((?!https?:|mailto:|#)([^)#]+)", page.read_text())
        if not (page.parent / target).exists()
    ]

    assert broken == []
