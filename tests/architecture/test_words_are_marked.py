"""Every word that is shown stands between marks for translation, found without opening a page.

tests/demo/test_every_sentence.py walks the pages and finds what is glued together; this one takes a
second and says file and line.
"""

import ast
import re

import pytest
from tests.architecture.finding import ROOT, modules
from tests.architecture.test_house_rules import MARKS
from tests.architecture.test_templates import TEMPLATES, where
from tests.steps.source_trees import called_in, looks_through_the_source, nodes_in, tree_of

pytestmark = [pytest.mark.pure, looks_through_the_source]

# What is shown and is no sentence: the same in every language.
SAME_EVERYWHERE = {
    "Speelruimte",
    "____________                                           SR-____-____-____",
}
# A page for who builds screens, that shows components with made-up words.
OF_BUILDERS = {"styleguide.html"}
MARKED = re.compile(
    r"\{%\s*comment\b.*?endcomment\s*%\}"
    r"|\{#.*?#\}"
    r"|\{%\s*blocktrans(?:late)?\b.*?endblocktrans(?:late)?\s*%\}"
    r"|<!--.*?-->"
    r"|\{%\s*block\s+\w+_class\s*%\}.*?endblock\s*%\}"
    # What somebody types or a file says, letter for letter.
    r"|<(script|style|code|pre)\b.*?</\1>",
    re.DOTALL,
)
TAG_OF_DJANGO = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
ELEMENT = re.compile(r"</?[a-zA-Z!](?:[^<>\"']|\"[^\"]*\"|'[^']*')*>", re.DOTALL)
# Attributes that somebody reads or hears.
SHOWN = re.compile(r"\b(alt|title|aria-label|placeholder|aria-description)=\"([^\"]*)\"")
WORD = re.compile(r"[^\W\d_]{2,}")
QUOTED = re.compile(r"(_\()?\"([^\"]*)\"|(_\()?'([^']*)'")
# The first word of a tag whose strings are names or patterns, and never shown.
OF_NAMES = {
    *("load", "url", "static", "extends", "include", "block", "if", "elif", "translate", "trans"),
    *("with", "now", "cache", "get_static_prefix", "for", "regroup", "cycle"),
}


def blanked(pattern, text):
    """The text with every match blanked, so that all the rest keeps its place."""
    return pattern.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)


def unmarked_in(text):
    """Words that are shown without a mark, with their position."""
    text = blanked(MARKED, text)
    for tag in TAG_OF_DJANGO.finditer(text):
        yield from unmarked_in_tag(tag)
    bare = blanked(TAG_OF_DJANGO, text)
    for element in ELEMENT.finditer(bare):
        for attribute in SHOWN.finditer(element[0]):
            if WORD.search(attribute[2]):
                yield element.start() + attribute.start(2), attribute[2]
    for shown in re.finditer(r"[^\n]+", blanked(ELEMENT, bare)):
        words = re.sub(r"&\w+;", " ", shown[0])
        if WORD.search(words) and words.strip() not in SAME_EVERYWHERE:
            yield shown.start() + len(shown[0]) - len(shown[0].lstrip()), words.strip()


def unmarked_in_tag(tag):
    """Strings that a component is given as they are: two words, or one with a capital."""
    name = tag[0][2:].split()[0]
    if name in OF_NAMES:
        return
    for match in QUOTED.finditer(tag[0]):
        marked, said = match[1] or match[3], match[2] or match[4] or ""
        is_shown = re.match(r"[A-Z][a-z]", said) or re.search(r"[a-z] [a-z]", said)
        if not marked and is_shown and not tag[0][: match.start()].endswith(("date:", "time:")):
            yield tag.start() + match.start(), said


def test_every_word_of_a_template_is_marked_for_translation():
    """Put each in {% translate %} or {% blocktranslate %}, or give a component _("…")."""
    wrong = [
        f"{where(file, text, position)}: put {said!r} in {{% translate %}} or {{% blocktranslate %}}"
        for file in TEMPLATES
        if file.name not in OF_BUILDERS
        for text in [file.read_text()]
        for position, said in unmarked_in(text)
    ]

    assert wrong == []


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("<p>\n  Wij lezen alles.\n</p>", "Wij lezen alles."),
        ("<p>{% if late %}Te laat{% endif %}</p>", "Te laat"),
        ("{% translate 'Binnen' as name %}<b>{{ name }} weken</b>", "weken"),
        ('<img alt="De kaart" src="{{ map }}">', "De kaart"),
        ('<input placeholder="Uw {{ what }}">', "Uw"),
        ('{% button "Ga verder" url %}', "Ga verder"),
    ],
)
def test_words_without_a_mark_are_seen(template, said):
    assert [words.strip() for _position, words in unmarked_in(template)] == [said]


@pytest.mark.parametrize(
    "template",
    [
        '<p class="sr-lead">{% translate "Wij lezen alles." %}</p>',
        "{% blocktranslate trimmed %}Binnen {{ weeks }} weken.{% endblocktranslate %}",
        '{% button _("Ga verder") url %}{# Later een ander woord. #}',
        '<a href="{% url "work" %}" title="{{ name }}">{{ name }}</a> &nbsp; 3',
        "{% comment %} Uitleg voor wie bouwt. {% endcomment %}<code>speelruimte work</code>",
    ],
)
def test_words_with_a_mark_and_what_nobody_reads_are_passed_over(template):
    assert list(unmarked_in(template)) == []


# What a form, a model or a field of the policy shows of what it is given by these names.
SHOWN_ARGUMENTS = {
    *("label", "help_text", "verbose_name", "verbose_name_plural", "placeholder", "empty_label"),
    *("description", "legend"),
}
BEGINS_A_SENTENCE = re.compile(r"[A-ZÀ-Ü][a-zà-ü]+[ :,.]")


def plain(value):
    """The letters of a string or an f-string that stands as it is; nothing for another value."""
    if isinstance(value, ast.JoinedStr):
        return " ".join(part.value for part in value.values if isinstance(part, ast.Constant))
    is_text = isinstance(value, ast.Constant) and isinstance(value.value, str)
    return value.value if is_text else ""


def never_shown(tree):
    """By id: what is said to who builds (a name in Python, an error of ours) or is marked already."""
    passed_over = set()
    for node in nodes_in(tree):
        is_name = isinstance(node, ast.FunctionDef) and node.name in ("__str__", "__repr__")
        is_mark = isinstance(node, ast.Call) and called_in(node).split(".")[-1] in MARKS
        if is_name or is_mark or isinstance(node, ast.Raise):
            passed_over |= {id(below) for below in ast.walk(node)}
    return passed_over


def shown_strings(tree):
    """Strings that are shown: named arguments, messages, names of models, beginnings of sentences."""
    for node in nodes_in(tree):
        if isinstance(node, ast.Call):
            called = called_in(node)
            yield from (word.value for word in node.keywords if word.arg in SHOWN_ARGUMENTS)
            if re.match(r"messages\.(success|info|warning|error)$", called):
                yield from node.args[1:]
            if re.match(r"models\.(?!ForeignKey|OneToOne|ManyToMany)\w+Field$", called):
                yield from node.args[:1]
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            if node.targets[0].id in ("verbose_name_plural", "verbose_name"):
                yield node.value
        elif isinstance(node, ast.JoinedStr) and BEGINS_A_SENTENCE.match(plain(node)):
            yield node


def unmarked_in_python(tree):
    passed_over = never_shown(tree)
    for value in shown_strings(tree):
        if id(value) not in passed_over and re.search(r"[^\W\d_]{2,}", plain(value)):
            yield value.lineno, plain(value)


def test_every_label_help_and_message_is_marked_for_translation():
    """Put each in _("…"), lazily at module level and in models."""
    wrong = [
        f'{file.relative_to(ROOT)}:{line}: put {said!r} in _("…")'
        for file in modules()
        if file.name not in ("apps.py", "reference.py")
        for line, said in unmarked_in_python(tree_of(file))
    ]

    assert wrong == []


# A place without a name; what stands between braces with a colon is a form of a day or a number.
NAMELESS = re.compile(r"(?<!%)%[sdri]|(?<!\{)\{(?::[^}]*)?\}(?!\})")


def nameless_in(tree):
    for node in nodes_in(tree):
        if isinstance(node, ast.Call) and called_in(node).split(".")[-1] in MARKS:
            for said in (plain(value) for value in node.args):
                if NAMELESS.search(re.sub(r"\{\w+:[^}]*\}", "", said)):
                    yield node.lineno, said


def test_every_value_in_a_message_has_a_name():
    """Write {days} or %(days)s: who translates must see what comes there, and may turn it round."""
    wrong = [
        f"{file.relative_to(ROOT)}:{line}: {said!r}"
        for file in modules()
        for line, said in nameless_in(tree_of(file))
    ]

    assert wrong == []


@pytest.mark.parametrize(
    ("source", "number"),
    [
        ('_("Binnen %s.") % term', 1),
        ('gettext_lazy("Rij %d")', 1),
        ('ngettext("{} dag", "{} dagen", days)', 2),
        ('_("Binnen %(term)s, 100%%.") % {"term": term}', 0),
        ('_("Vanaf {day:%d-%m-%Y}.").format(day=day)', 0),
        ('logger.info("%s", key)', 0),
    ],
)
def test_a_value_without_a_name_is_seen(source, number):
    assert len(list(nameless_in(ast.parse(source)))) == number


@pytest.mark.parametrize(
    "source",
    [
        'forms.CharField(label="Naam")',
        'forms.CharField(help_text=f"tot {most} tekens")',
        'messages.success(request, "Bewaard.")',
        'models.TextField("tekst")',
        'class Meta:\n    verbose_name = "weging"',
        'faults.append(f"Rij {row}: {fault}")',
    ],
)
def test_a_label_without_a_mark_is_seen(source):
    assert len(list(unmarked_in_python(ast.parse(source)))) == 1


@pytest.mark.parametrize(
    "source",
    [
        'forms.CharField(label=_("Naam"), help_text=_("tot {most}").format(most=9))',
        'raise ValueError(f"Unknown {key}.")',
        "def __str__(self):\n    return f'Weging van {self.trajectory}'",
        'models.ForeignKey("people.Person", models.PROTECT)',
    ],
)
def test_a_label_with_a_mark_and_what_builders_read_are_passed_over(source):
    assert list(unmarked_in_python(ast.parse(source))) == []
