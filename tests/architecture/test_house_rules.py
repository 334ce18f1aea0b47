"""The rules of the house, checked by a machine. docs/ARCHITECTURE.md says them in words."""

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps

ROOT = Path(__file__).resolve().parents[2]
SRC = ROOT / "src" / "speelruimte"

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


def modules(*, under=SRC, tests=False):
    return sorted(
        file
        for file in under.rglob("*.py")
        if "migrations" not in file.parts and (tests or "tests" not in file.parts)
    )


def test_foreign_keys_look_down():
    wrong = []
    for model in own_models():
        for field in (*model._meta.fields, *model._meta.many_to_many):
            target = field.related_model
            if target is None or not target.__module__.startswith("speelruimte."):
                continue
            if ORDER.index(app_of(model)) > ORDER.index(app_of(target)):
                wrong.append(f"{model._meta.label}.{field.name} looks up to {target._meta.label}")

    assert wrong == []


def test_below_people_nothing_points_at_a_person():
    below = ORDER[ORDER.index("people") + 1 :]
    wrong = [
        f"{model._meta.label}.{field.name}"
        for model in own_models()
        if app_of(model) in below
        for field in model._meta.fields
        if field.related_model and field.related_model.__module__.startswith("speelruimte.people")
    ]

    assert wrong == []


def test_every_model_says_what_it_is_and_its_dutch_word():
    wrong = [
        model._meta.label
        for model in own_models()
        if not model.__doc__
        or model.__doc__.startswith(f"{model.__name__}(")
        or not re.search(r"\([^()]+\)\.?", model.__doc__.split("\n\n")[0])
    ]

    assert wrong == []


def test_every_model_is_in_the_glossary():
    glossary = (ROOT / "docs" / "glossary.md").read_text()

    missing = [m.__name__ for m in own_models() if not re.search(rf"\b{m.__name__}\b", glossary)]

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
    for node in ast.walk(tree):
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
        for line, what in writes_in(ast.parse(file.read_text()))
    ]

    assert wrong == []


def actions():
    for file in modules():
        for node in ast.parse(file.read_text()).body:
            if isinstance(node, ast.FunctionDef) and any(
                ast.unparse(decorator) == "action" for decorator in node.decorator_list
            ):
                yield file, node


def test_actions_say_who_and_when():
    wrong = []
    for file, node in actions():
        named = {argument.arg for argument in node.args.kwonlyargs}
        if not {"by", "at"} <= named or len(node.args.args) > 1:
            wrong.append(f"{file.relative_to(ROOT)}: {node.name}")

    assert wrong == []


def test_public_functions_and_classes_explain_themselves():
    wrong = []
    for file, node in actions():
        if not ast.get_docstring(node) and not node.name.startswith("_"):
            wrong.append(f"{file.relative_to(ROOT)}: {node.name}")

    assert wrong == []


CLOCKS = re.compile(r"timezone\.now\(|\.local(date|time)\(\)|datetime\.(now|today)\(|date\.today\(")
MAY_LOOK_AT_THE_CLOCK = ("website", "commands", "config", "journal/chain.py")


def test_only_pages_and_commands_look_at_the_clock():
    wrong = [
        str(file.relative_to(ROOT))
        for file in modules()
        if not str(file.relative_to(SRC)).startswith(MAY_LOOK_AT_THE_CLOCK)
        and CLOCKS.search(file.read_text())
    ]

    assert wrong == []


def days_of_moments_in(tree):
    """Calls of ``.date()``: the day in UTC, which for an hour or two is yesterday's.

    ``datetime.date(…)`` and the like name a class; a call without arguments is a question.
    """
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        called = ast.unparse(node.func)
        if called.endswith(".date") and not node.args:
            yield node.lineno, ast.unparse(node)
        if called in ("localdate", "timezone.localdate") and node.args:
            yield node.lineno, ast.unparse(node)


MAY_ASK_A_DATE_OF_A_MOMENT = {
    "src/speelruimte/shared/terms.py",  # local_day itself
    "src/speelruimte/connections/spreadsheet/columns.py",  # a cell of a sheet has no time zone
}


def test_the_day_of_a_moment_is_the_local_one():
    """``shared.terms.local_day`` is the one word for it: a last day may hang on it."""
    wrong = [
        f"{file.relative_to(ROOT)}:{line} {what}"
        for file in [*modules(), *modules(under=ROOT / "demo")]
        if str(file.relative_to(ROOT)) not in MAY_ASK_A_DATE_OF_A_MOMENT
        for line, what in days_of_moments_in(ast.parse(file.read_text()))
    ]

    assert wrong == []


def test_one_place_turns_a_promised_term_into_a_day():
    """Pages, letters, tasks and reports ask the function of the term; none of them counts itself."""
    wrong = [
        str(file.relative_to(ROOT))
        for file in [*modules(), *modules(under=ROOT / "demo")]
        if re.search(r"\bterm_ends\b", file.read_text())
        and file not in (SRC / "shared" / "terms.py", SRC / "policy" / "terms.py")
    ]

    assert wrong == []


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
    expressions = (node.value for node in ast.walk(tree) if isinstance(node, ast.Expr))
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
    wrong = [
        f"{file.relative_to(ROOT)}:{line}: {text}"
        for file in modules()
        if "migrations" not in file.parts
        for line, text in unwrapped_strings(ast.parse(file.read_text()))
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
    wrong = [
        str(file.relative_to(ROOT))
        for file in modules()
        if re.search(r"^(from gettext|import gettext)", file.read_text(), flags=re.MULTILINE)
    ]

    assert wrong == []


def refusals():
    """Each place in the product that makes a refusal, with the code it gives it."""
    for file in modules():
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in REFUSALS:
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
    wrong = [
        str(file.relative_to(ROOT))
        for file in modules()
        if re.search(r"@receiver|\.connect\(|django\.dispatch", file.read_text())
        and file != SRC / "config" / "apps.py"
    ]

    assert wrong == []


def test_files_and_names_stay_small():
    long = [
        f"{file.relative_to(ROOT)}: {len(file.read_text().splitlines())}"
        for file in [*modules(), *modules(under=ROOT / "tests", tests=True)]
        if len(file.read_text().splitlines()) > 500
    ]
    banned = [
        str(file.relative_to(ROOT))
        for file in modules()
        if file.stem in {"utils", "helpers", "services", "managers", "common", "core"}
    ]

    assert long == []
    assert banned == []


KINDS_OF_PAGE = (".html", ".svg")
INLINE = re.compile(r"\sstyle=|<style|\son[a-z]+=|<script(?![^>]*src=)")
ELSEWHERE = re.compile(r"https?://(?!www\.w3\.org/)|(src|href)=\"//")


def test_no_style_attribute_and_nothing_from_elsewhere_in_templates():
    website = SRC / "website"
    wrong, pages = [], [p for p in (website / "templates").rglob("*") if p.suffix in KINDS_OF_PAGE]
    assert pages
    for file in pages:
        text = re.sub(r"{% comment %}.*?{% endcomment %}", "", file.read_text(), flags=re.DOTALL)
        if INLINE.search(text):
            wrong.append(f"{file.relative_to(ROOT)}: inline style or script")
        if ELSEWHERE.search(text):
            wrong.append(f"{file.relative_to(ROOT)}: an address elsewhere")
    wrong += [
        f"{file.relative_to(ROOT)}: inline style"
        for file in (website / "components").glob("*.py")
        if re.search(r"\sstyle=", file.read_text())
    ]
    for file in (website / "styles").glob("*.css"):
        for address in re.findall(r"url\(\s*[\"']?([^\"')]+)", file.read_text()):
            if not address.startswith(("data:image/svg+xml", "fonts/")):
                wrong.append(f"{file.relative_to(ROOT)}: loads {address}")

    assert wrong == []


@pytest.mark.parametrize("word", ["bezwaar", "zienswijze", "klacht", "amendement"])
def test_words_reserved_by_law_name_nothing_of_ours(word):
    wrong = [
        model._meta.label for model in own_models() if word in str(model._meta.verbose_name).lower()
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
    pattern = re.compile(r"(^|[^a-z])/" + "(work|farm|root|tmp/wt)/")
    wrong = [
        str(file.relative_to(ROOT))
        for folder in ("src", "tests", "demo", "docs", "bench", "bin")
        for file in (ROOT / folder).rglob("*")
        if file.suffix in {".py", ".md", ".html", ".yaml", ".toml", ""}
        and file.is_file()
        and "build" not in file.parts
        and pattern.search(file.read_text(errors="ignore"))
        and file != Path(__file__)
    ]

    assert wrong == []
