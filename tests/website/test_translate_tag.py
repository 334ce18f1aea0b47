"""A sentence in a template is said as Django says it, only sooner."""

import pytest
from django.template import Context, engines
from django.templatetags import i18n
from django.utils.translation import override

from speelruimte.policy.queries import parsed_policy
from speelruimte.policy.speaking import speaking
from speelruimte.website.components.i18n import Passage, Sentence

pytestmark = pytest.mark.once

SENTENCES = [
    '{% translate "Zoeken" %}',
    "{% translate 'Zoeken' %}",
    '{% translate "Zoeken" as said %}<b>{{ said }}</b>{{ said|upper }}',
    '{% translate "Meedoen &amp; meepraten" %}',
    '{% translate "" %}',
    '{% translate "Het proces loopt nog." %}',
]
# What is more than a sentence is left to Django.
OTHERS = [
    "{% translate name %}",
    '{% translate "Zoeken"|upper %}',
    '{% translate "Zoeken" noop %}',
    '{% translate "mei" context "maand" %}',
    '{% translate "10% van het budget, 100%% zeker" %}',
]
PASSAGES = [
    "{% blocktranslate %}Het proces loopt nog.{% endblocktranslate %}",
    "{% blocktranslate trimmed %}\n  Zoek naar {{ name }}\n  of iets anders.\n{% endblocktranslate %}",
    "{% blocktranslate with who=name|upper %}{{ who }}: 10% van {{ name }}{% endblocktranslate %}",
    "{% blocktranslate count number=many %}{{ number }} proces{% plural %}{{ number }} processen van"
    " {{ name }}{% endblocktranslate %}",
    '{% blocktranslate context "maand" asvar said %}mei {{ gone }}{% endblocktranslate %}<b>{{ said }}',
]


def compiled(source, library):
    return engines["django"].engine.from_string("{% load " + library + " %}" + source)


@pytest.fixture
def djangos(monkeypatch):
    monkeypatch.setitem(engines["django"].engine.template_libraries, "djangos", i18n.register)
    return "djangos"


def drawn(template, many=2):
    return template.render(Context({"name": "Zoek <hier>", "many": many}))


@pytest.mark.parametrize("source", SENTENCES + OTHERS)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_it_says_what_django_says(source, language, djangos, load_pack):
    policy = parsed_policy(load_pack("basis"))

    with override(language), speaking(lambda: policy):
        assert drawn(compiled(source, "i18n")) == drawn(compiled(source, djangos))


@pytest.mark.parametrize("source", PASSAGES)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_passage_is_what_django_makes_of_it_each_time_it_is_shown(
    source, language, djangos, load_pack
):
    policy = parsed_policy(load_pack("heemstede-2020"))
    ours, theirs = compiled(source, "i18n"), compiled(source, djangos)

    assert ours.nodelist.get_nodes_by_type(Passage)
    with override(language), speaking(lambda: policy):
        for many in (1, 2, 1, 2):
            assert drawn(ours, many) == drawn(theirs, many)


def test_a_passage_is_put_together_once(monkeypatch):
    template = compiled(PASSAGES[1], "i18n")
    first = drawn(template)
    monkeypatch.setattr(i18n.BlockTranslateNode, "render_token_list", None)

    assert drawn(template) == first == "Zoek naar Zoek &lt;hier&gt; of iets anders."


@pytest.mark.parametrize("source", SENTENCES)
def test_a_sentence_alone_is_said_at_once(source):
    assert compiled(source, "i18n").nodelist.get_nodes_by_type(Sentence)


@pytest.mark.parametrize("source", OTHERS)
def test_what_is_more_than_a_sentence_is_left_to_django(source):
    template = compiled(source, "i18n")

    assert not template.nodelist.get_nodes_by_type(Sentence)
    assert template.nodelist.get_nodes_by_type(i18n.TranslateNode)


def test_one_template_speaks_as_each_policy_in_its_turn(load_pack):
    template = compiled('{% translate "Het proces loopt nog." %}', "i18n")
    names = ("basis", "heemstede-2020", "basis")

    said = []
    for policy in [parsed_policy(load_pack(name)) for name in names]:
        with override("nl"), speaking(lambda policy=policy: policy):
            said.append(drawn(template))

    assert said == ["Het proces loopt nog.", "De opgave loopt nog.", "Het proces loopt nog."]
