"""A template that nobody shows and a parameter that no template passes are taken out."""

import ast
import re
from pathlib import Path

import allauth
import pytest
from tests.architecture.finding import ROOT, SRC, modules
from tests.architecture.test_templates import TEMPLATES
from tests.steps.source_trees import looks_through_the_source, nodes_in, tree_of

pytestmark = [pytest.mark.pure, looks_through_the_source]

COMPONENTS = SRC / "website/components"
# Django looks these up by name, and the demo shows the style guide.
BY_NAME = {"403.html", "404.html", "500.html", "styleguide.html"}
TAG = re.compile(r"\{%\s*(\w+)\b(.*?)%\}", re.DOTALL)
# What a tag is given: strings, marked strings and names, with the filters behind them.
GIVEN = re.compile(r"(?:(\w+)=)?((?:_\()?\"[^\"]*\"\)?\S*|(?:_\()?'[^']*'\)?\S*|\S+)")


def components():
    """Each function that is a tag of ours, with its file and its parameters in order."""
    for file in modules(under=COMPONENTS):
        for node in tree_of(file).body:
            if not isinstance(node, ast.FunctionDef):
                continue
            decorators = " ".join(ast.unparse(each) for each in node.decorator_list)
            if re.match(r"component|(\w+\.)?simple_(block_)?tag|register\.\w+tag", decorators):
                arguments = [each.arg for each in (*node.args.args, *node.args.kwonlyargs)]
                given = {"context", "content"} & set(arguments)
                yield file, node, [each for each in arguments if each not in given]


def passed():
    """Of each tag which parameters templates pass: numbers for places, words for names."""
    used = {}
    for template in TEMPLATES:
        for tag in TAG.finditer(template.read_text()):
            words = re.sub(r"\bas \w+\s*$", "", tag[2].strip())
            for place, given in enumerate(GIVEN.finditer(words)):
                used.setdefault(tag[1], set()).add(given[1] or place)
            used.setdefault(tag[1], set())
    return used


def test_every_component_and_parameter_is_used_by_a_template():
    """Use it or take it out; the style guide counts as a user."""
    used = passed()
    wrong = []
    for file, node, parameters in components():
        where = f"{file.relative_to(ROOT)}:{node.lineno}: {node.name}"
        if node.name not in used:
            wrong.append(f"{where} is used by no template")
            continue
        wrong += [
            f"{where}: no template passes {name}; take it out"
            for place, name in enumerate(parameters)
            if not {place, name} & used[node.name]
        ]

    assert wrong == []


def shown_by_python():
    """Names of templates that product code says: pages, letters, components."""
    for file in modules():
        for node in nodes_in(tree_of(file)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


def is_shown_by_allauth(name):
    """Ours lies over the template of that name with which the library shows its own page."""
    library = Path(allauth.__file__).parent / "templates"
    return (library / name).exists()


def test_every_template_is_shown_by_a_page_or_by_another_template():
    """Show it or take it out."""
    named = {word for word in shown_by_python() if word.endswith(".html")}
    for template in TEMPLATES:
        named |= set(re.findall(r"[\"']([\w/.-]+\.html)[\"']", template.read_text()))
    wrong = [
        f"{file.relative_to(ROOT)}: no page and no template shows it; take it out"
        for file in TEMPLATES
        if file.is_relative_to(SRC)
        for name in [str(file.relative_to(SRC / "website/templates"))]
        if name not in named and name not in BY_NAME and not is_shown_by_allauth(name)
    ]

    assert wrong == []


def test_what_a_template_passes_by_place_and_by_name_is_seen():
    tag = TAG.search("""{% sheet _("De weging") note|default:"" open=True %}""")
    given = [match[1] or place for place, match in enumerate(GIVEN.finditer(tag[2].strip()))]

    assert (tag[1], given) == ("sheet", [0, 1, "open"])
