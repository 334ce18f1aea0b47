"""The rules of the house, checked by a machine. docs/ARCHITECTURE.md says them in words."""

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps
from tests.architecture.finding import ROOT, SRC, lines_with, modules, place_of
from tests.steps.source_trees import called_in, looks_through_the_source, nodes_in, tree_of

from speelruimte.route.locks import LOCKED_APPS
from speelruimte.route.words_everywhere import LISTS

pytestmark = looks_through_the_source

ORDER = [
    "config",
    "website",
    "connections",
    "route",
    "memory",
    "notices",
    "evaluation",
    "decisions",
    "activities",
    "agreements",
    "weighing",
    "trajectories",
    "initiatives",
    "toolbox",
    "documents",
    "people",
    "places",
    "policy",
    "journal",
]


def own_models():
    return [m for m in apps.get_models() if m.__module__.startswith("speelruimte.")]


def app_of(model):
    return model.__module__.split(".")[1]


def test_every_app_with_tables_has_its_place_in_the_order():
    """Name it in ORDER (tests/architecture/test_house_rules.py), in .importlinter and in the map of
    docs/ARCHITECTURE.md, where its layer stands.
    """
    assert {app_of(model) for model in own_models()} - set(ORDER) == set()


@pytest.mark.parametrize(
    ("file", "named", "where"),
    [
        ("locks.py", LOCKED_APPS, "LOCKED_APPS (route/locks.py)"),
        ("free_text.py", LISTS, "LISTS (route/words_everywhere.py)"),
    ],
)
def test_what_an_app_says_for_all_is_asked_of_it(file, named, where):
    """A way says it in its Kind (docs/kinds.md)."""
    saying = {path.parent.name for path in SRC.glob(f"*/{file}")} - {"route"}

    assert saying ^ (set(named) - {"route"}) == set(), f"name it in {where}, or take it out"


def test_foreign_keys_look_down():
    """Turn it round, or join the two in route/; the order is that of docs/ARCHITECTURE.md."""
    wrong = []
    for model in own_models():
        for field in (*model._meta.fields, *model._meta.many_to_many):
            target = field.related_model
            if target is None or not target.__module__.startswith("speelruimte."):
                continue
            if ORDER.index(app_of(model)) > ORDER.index(app_of(target)):
                wrong.append(f"{place_of(model)}: {field.name} looks up to {target._meta.label}")

    assert wrong == []


def test_below_people_nothing_points_at_a_person():
    """Personal data stands in people/ only: keep a reference there, not here."""
    below = ORDER[ORDER.index("people") + 1 :]
    wrong = [
        f"{place_of(model)}: {field.name}"
        for model in own_models()
        if app_of(model) in below
        for field in model._meta.fields
        if field.related_model and field.related_model.__module__.startswith("speelruimte.people")
    ]

    assert wrong == []


def test_every_model_says_what_it_is_and_its_dutch_word():
    """Give it a docstring whose first paragraph ends with its Dutch word: `A thing (ding).`"""
    wrong = [
        f"{place_of(model)}: {model.__name__}"
        for model in own_models()
        if not model.__doc__
        or model.__doc__.startswith(f"{model.__name__}(")
        or not re.search(r"\([^()]+\)\.?", model.__doc__.split("\n\n")[0])
    ]

    assert wrong == []


def test_every_model_is_in_the_glossary():
    """Add a row to docs/glossary.md: the Dutch word, the name in the code, the meaning."""
    glossary = (ROOT / "docs" / "glossary.md").read_text()

    missing = [
        f"{place_of(model)}: {model.__name__}"
        for model in own_models()
        if not re.search(rf"\b{model.__name__}\b", glossary)
    ]

    assert missing == []


WRITES = {
    "save",
    "create",
    "bulk_create",
    "bulk_update",
    "update",
    "delete",
    "get_or_create",
    "update_or_create",
    "add",
    "set",
    "remove",
    "clear",
}


def writes_in(tree):
    """Calls such as ``Thing.objects.create(…)`` or ``thing.save()``."""
    for node in nodes_in(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        name, owner = node.func.attr, ast.unparse(node.func.value)
        if (
            name in {"save", "delete"}
            and not owner.endswith(("storage", "_file"))
            or name in WRITES
            and ".objects" in owner
        ):
            yield node.lineno, f"{owner}.{name}"


def test_state_changes_live_in_actions():
    """Never in rules, queries, gates or models, not even while an action is going on.

    That nothing is written outside one is held by the connection (journal/write_guard.py).
    """
    wrong = [
        f"{file.relative_to(ROOT)}:{line} {what}"
        for file in modules()
        if file.name
        in (
            "rules.py",
            "queries.py",
            "gates.py",
            "later_gates.py",
            "case.py",
            "models.py",
            "texts.py",
        )
        or file.parent.name == "models"
        for line, what in writes_in(tree_of(file))
    ]

    assert wrong == []


def actions():
    for file in modules():
        for node in tree_of(file).body:
            if isinstance(node, ast.FunctionDef) and any(
                ast.unparse(decorator) == "action" for decorator in node.decorator_list
            ):
                yield file, node


def test_actions_say_who_and_when():
    """An action takes the thing acted on, then keyword-only `by` and `at`."""
    wrong = []
    for file, node in actions():
        named = {argument.arg for argument in node.args.kwonlyargs}
        if not {"by", "at"} <= named or len(node.args.args) > 1:
            wrong.append(f"{file.relative_to(ROOT)}:{node.lineno}: {node.name}")

    assert wrong == []


def test_public_functions_and_classes_explain_themselves():
    """Give it a docstring: what happens, in what units, which errors, from which source."""
    wrong = []
    for file, node in actions():
        if not ast.get_docstring(node) and not node.name.startswith("_"):
            wrong.append(f"{file.relative_to(ROOT)}:{node.lineno}: {node.name}")

    assert wrong == []


CLOCKS = re.compile(r"timezone\.now\(|\.local(date|time)\(\)|datetime\.(now|today)\(|date\.today\(")
MAY_LOOK_AT_THE_CLOCK = ("website", "api", "commands", "config", "journal/chain.py")


def test_only_pages_and_commands_look_at_the_clock():
    """Take the day or the moment as an argument (`on=`, `at=`); a page or a command gives it."""
    below = [
        file
        for file in modules()
        if not str(file.relative_to(SRC)).startswith(MAY_LOOK_AT_THE_CLOCK)
    ]

    assert list(lines_with(CLOCKS, below)) == []


def days_of_moments_in(tree):
    """Calls of ``.date()``: the day in UTC, which for an hour or two is yesterday's.

    ``datetime.date(…)`` and the like name a class; a call without arguments is a question.
    """
    for node in nodes_in(tree):
        if not isinstance(node, ast.Call):
            continue
        called = called_in(node)
        if called.endswith(".date") and not node.args:
            yield node.lineno, ast.unparse(node)
        if called in ("localdate", "timezone.localdate") and node.args:
            yield node.lineno, ast.unparse(node)


MAY_ASK_A_DATE_OF_A_MOMENT = {
    "src/speelruimte/shared/terms.py",  # local_day itself
    "src/speelruimte/connections/spreadsheet/cells.py",  # a cell of a sheet has no time zone
}


def test_the_day_of_a_moment_is_the_local_one():
    """``shared.terms.local_day`` is the one word for it: a last day may hang on it."""
    wrong = [
        f"{file.relative_to(ROOT)}:{line} {what}"
        for file in [*modules(), *modules(under=ROOT / "demo")]
        if str(file.relative_to(ROOT)) not in MAY_ASK_A_DATE_OF_A_MOMENT
        for line, what in days_of_moments_in(tree_of(file))
    ]

    assert wrong == []


def test_one_place_turns_a_promised_term_into_a_day():
    """Pages, letters, tasks and reports ask the function of the term; none of them counts itself."""
    its_place = {SRC / "shared" / "terms.py", SRC / "policy" / "terms.py"}
    others = {*modules(), *modules(under=ROOT / "demo")} - its_place

    assert list(lines_with(r"\bterm_ends\b", sorted(others))) == []


REFUSALS = {"RuleBroken", "NotAllowed", "AlreadyDone", "Clash"}


# Words that stand in nearly every Dutch sentence and in no English one.
DUTCH = set(
    [
        "aan",
        "als",
        "bij",
        "de",
        "deze",
        "dit",
        "dat",
        "een",
        "elke",
        "en",
        "er",
        "geen",
        "heeft",
        "het",
        "hij",
        "hoe",
        "iedereen",
        "kan",
        "kies",
        "kunnen",
        "maar",
        "moet",
        "naar",
        "niet",
        "nog",
        "nu",
        "ook",
        "op",
        "schrijf",
        "te",
        "uit",
        "uw",
        "van",
        "voor",
        "waar",
        "waarom",
        "wat",
        "wie",
        "wordt",
        "worden",
        "wij",
        "ze",
        "zij",
        "zijn",
        "zonder",
    ]
)
MARKS = {"_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy", "pgettext"}


def unwrapped_strings(tree):
    """Each string of a module that is no docstring and stands in no mark, with its line."""
    expressions = (node.value for node in nodes_in(tree) if isinstance(node, ast.Expr))
    passed_over = {id(value) for value in expressions if isinstance(value, ast.Constant)}
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else node.func
            if getattr(name, "id", name) in MARKS:
                continue
        if isinstance(node, ast.JoinedStr):
            pieces = (part.value for part in node.values if isinstance(part, ast.Constant))
            yield node.lineno, " ".join(pieces)
        elif isinstance(node, ast.Constant) and id(node) not in passed_over:
            yield node.lineno, str(node.value)
        waiting += ast.iter_child_nodes(node)


def reads_as_a_dutch_sentence(text):
    words = re.findall(r"[a-zà-ü]+", text.lower())
    is_code = "/<" in text or "\\" in text
    return " " in text and not is_code and sum(word in DUTCH for word in words) >= 2


def test_every_sentence_is_wrapped_for_translation():
    """Put it in `_("…")` with its values by name (CONTRIBUTING, ADR 22)."""
    wrong = [
        f"{file.relative_to(ROOT)}:{line}: {text}"
        for file in modules()
        if "migrations" not in file.parts
        for line, text in unwrapped_strings(tree_of(file))
        if reads_as_a_dutch_sentence(text)
    ]

    assert wrong == []


def test_a_sentence_that_is_not_wrapped_is_found():
    tree = ast.parse("""
def f(name):
    'Uitleg die er niet toe doet.'
    g(_("Dit is er al."), f"Dit is {name} niet.", "is_over", code="not_here")
""")
    sentences = [text for _line, text in unwrapped_strings(tree) if reads_as_a_dutch_sentence(text)]

    assert sentences == ["Dit is   niet."]


def test_gettext_comes_from_django_or_from_the_messages():
    """Import it from django.utils.translation, or from shared/messages.py where no Django is loaded."""
    assert list(lines_with(r"^(from gettext|import gettext)", modules())) == []


def refusals():
    """Each place in the product that makes a refusal, with the code it gives it."""
    for file in modules():
        for node in nodes_in(tree_of(file)):
            if isinstance(node, ast.Call) and called_in(node) in REFUSALS:
                code = next((k.value for k in node.keywords if k.arg == "code"), None)
                yield f"{file.relative_to(ROOT)}:{node.lineno}", code


def test_every_refusal_has_a_code_that_no_wording_changes():
    """Short snake_case, written out where it is raised: machines and tests know it by that."""
    wrong = [
        f"{place} {ast.unparse(code) if code else 'has no code'}"
        for place, code in refusals()
        if not (isinstance(code, ast.Constant) and re.fullmatch(r"[a-z]+(_[a-z]+)*", code.value))
    ]

    assert wrong == []


def test_no_signals_but_the_one_for_triggers():
    """Call it from the action instead: what happens is read where it happens (ADR 5)."""
    others = [file for file in modules() if file != SRC / "config" / "apps.py"]

    assert list(lines_with(r"@receiver|\.connect\(|django\.dispatch", others)) == []


def test_files_and_names_stay_small():
    """Split it by subject, and call each part after its subject."""
    long = [
        f"{file.relative_to(ROOT)}:1: {len(file.read_text().splitlines())} lines, at most 500"
        for file in [*modules(), *modules(under=ROOT / "tests", tests=True)]
        if len(file.read_text().splitlines()) > 500
    ]
    banned = [
        f"{file.relative_to(ROOT)}:1: a name that says nothing of what is in it"
        for file in modules()
        if file.stem in {"utils", "helpers", "services", "managers", "common", "core"}
    ]

    assert long + banned == []


KINDS_OF_PAGE = (".html", ".svg")
INLINE = re.compile(r"\sstyle=|<style|\son[a-z]+=|<script(?![^>]*src=)")
ELSEWHERE = re.compile(r"https?://(?!www\.w3\.org/)|(src|href)=\"//")


def test_no_style_attribute_and_nothing_from_elsewhere_in_templates():
    """Give it a class in website/styles/, and bring files along."""
    website = SRC / "website"
    wrong, pages = [], [p for p in (website / "templates").rglob("*") if p.suffix in KINDS_OF_PAGE]
    assert pages
    for file in pages:
        wrong += [f"{place} (inline style or script)" for place in lines_with(INLINE, [file])]
        wrong += [f"{place} (an address elsewhere)" for place in lines_with(ELSEWHERE, [file])]
    wrong += lines_with(r"\sstyle=", (website / "components").glob("*.py"))
    for file in (website / "styles").glob("*.css"):
        for address in re.findall(r"url\(\s*[\"']?([^\"')]+)", file.read_text()):
            if not address.startswith(("data:image/svg+xml", "fonts/")):
                wrong += lines_with(re.escape(address), [file])

    assert wrong == []


@pytest.mark.parametrize("word", ["bezwaar", "zienswijze", "klacht", "amendement"])
def test_words_reserved_by_law_name_nothing_of_ours(word):
    """The law has this word for something else: take another (docs/glossary.md)."""
    wrong = [
        place_of(model) for model in own_models() if word in str(model._meta.verbose_name).lower()
    ]

    assert wrong == []


def test_lock_files_name_versions_and_hashes_but_no_addresses():
    locks = [str(file.relative_to(ROOT)) for file in (ROOT / "requirements").glob("*.txt")]
    assert len(locks) == 3
    for name in (*locks, "package-lock.json"):
        text = (ROOT / name).read_text()
        assert "://registry" not in text, name
        assert '"resolved"' not in text, name
        assert "--index-url" not in text, name


def test_no_path_of_a_machine_in_the_repository():
    """Say it relative to the repository."""
    pattern = re.compile(r"(^|[^a-z])/" + "(work|farm|root|tmp/wt)/")
    files = [
        file
        for folder in ("src", "tests", "demo", "docs", "bench", "bin")
        for file in (ROOT / folder).rglob("*")
        if file.suffix in {".py", ".md", ".html", ".yaml", ".toml", ""}
        and file.is_file()
        and "build" not in file.parts
        and file != Path(__file__)
    ]

    assert list(lines_with(pattern, files)) == []


def test_tests_move_the_clock_and_replace_nothing_that_reads_it():
    """A module that is loaded meanwhile would keep what took its place, in every later test."""
    replaced = re.compile(r"setattr\(.*\b(today|now)" + '"')

    assert list(lines_with(replaced, (ROOT / "tests").rglob("*.py"))) == []
