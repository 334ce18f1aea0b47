"""A public name of a module means one thing, so that who searches for it finds that thing."""

import ast
from collections import defaultdict
from pathlib import Path

from tests.steps.source_trees import looks_through_the_source, tree_of

import speelruimte

pytestmark = looks_through_the_source

SOURCE = Path(speelruimte.__file__).parent

# What several modules say on purpose, each for itself: who asks looks them up by module.
BY_MODULE = {
    "canonical_text_of": "the texts.py of an app makes its own texts again",
    "frozen_text_of": "the texts.py of an app reads its own frozen texts",
    "locks": "the locks.py of an app names its own locked tables",
    "register": "a command adds itself to the command line",
}


def _is_page_or_tag(node, decorators):
    """A page is addressed by its name in the addresses, a tag by its name in a template."""
    if not isinstance(node, ast.FunctionDef):
        return False
    first = node.args.args[0].arg if node.args.args else ""
    return first == "request" or any(one.startswith("register.") for one in decorators)


def public_names(files):
    """Name to the modules that define it, without pages and tags."""
    names = defaultdict(list)
    for file in files:
        for node in tree_of(file).body:
            if not isinstance(node, ast.FunctionDef | ast.ClassDef) or node.name.startswith("_"):
                continue
            decorators = [ast.unparse(decorator) for decorator in node.decorator_list]
            if not _is_page_or_tag(node, decorators):
                names[node.name].append(f"{file.name}:{node.lineno}")
    return names


def sources():
    """What a component draws (website/components) bears the name of the thing it is drawn of."""
    # checker.py stands alone: people run it without the rest.
    passed_over = {"migrations", "components", "checker.py"}
    return [path for path in SOURCE.rglob("*.py") if passed_over.isdisjoint(path.parts)]


def test_no_public_name_means_two_things():
    """Rename one of the two, or begin it with an underscore."""
    twice = {
        name: ", ".join(sorted(modules))
        for name, modules in public_names(sources()).items()
        if len(modules) > 1 and name not in BY_MODULE
    }
    assert twice == {}


def test_what_may_stand_twice_does():
    """Take it out of BY_MODULE: it stands once."""
    names = public_names(sources())
    assert [name for name in BY_MODULE if len(names[name]) < 2] == []


def test_a_name_that_two_modules_define_is_seen_and_a_page_is_not(tmp_path):
    (tmp_path / "lower.py").write_text("def close(vote): ...\n\n\ndef _close(vote): ...\n")
    (tmp_path / "upper.py").write_text("class close: ...\n\n\ndef _close(vote): ...\n")
    (tmp_path / "page.py").write_text("def close(request, vote): ...\n")
    names = public_names(sorted(tmp_path.glob("*.py")))
    assert names == {"close": ["lower.py:1", "upper.py:1"]}
