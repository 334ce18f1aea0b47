"""The product's own sentences in a policy's words, and with je where the policy says je."""

import ast
import re

import pytest

from speelruimte.people.roles import Role
from speelruimte.policy.reading import read_file, read_policy
from speelruimte.policy.schema import RouteStep, SystemRole
from speelruimte.policy.schema.text import text
from speelruimte.policy.shipped import policy_file, shipped
from speelruimte.policy.wording import (
    COUNCIL_MEMBER,
    NEUTRAL,
    RECORDING_ROLES,
    SCREEN_WORDS,
    Wording,
)
from speelruimte.website.workbench.my_work import SECRETARIES
from tests.architecture.finding import ROOT
from tests.steps.odd_policy import KRAAIENDAL
from tests.steps.source_trees import looks_through_the_source, nodes_in, tree_of

NOT_FOR_PEOPLE = ("/migrations/", "/policy/", "/commands/")


def sentences():
    """Every Dutch sentence of the source that a page or a letter may show."""
    sentences_met = set()
    for path in (ROOT / "src").rglob("*.py"):
        if not any(part in str(path) for part in NOT_FOR_PEOPLE):
            sentences_met |= set(_calls(tree_of(path)))
    for path in (ROOT / "src").rglob("*.html"):
        text = path.read_text()
        sentences_met |= set(re.findall(r'{%\s*translate\s+"([^"]*)"', text))
        sentences_met |= set(
            re.findall(
                r"{%\s*blocktranslate.*?%}(.*?){%\s*(?:plural|endblocktranslate)", text, re.S
            )
        )
    return sentences_met


def _calls(tree):
    for node in nodes_in(tree):
        name = getattr(getattr(node, "func", None), "id", "")
        if isinstance(node, ast.Call) and name in ("_", "gettext", "gettext_lazy", "ngettext"):
            yield from (arg.value for arg in node.args if isinstance(arg, ast.Constant))


def policy_of_kraaiendal():
    return read_file(KRAAIENDAL).policy


@pytest.fixture
def odd(kraaiendal):
    return Wording(kraaiendal)  # each test its own: a wording remembers what it said


@pytest.fixture(scope="module")
def kraaiendal():
    return policy_of_kraaiendal()


@pytest.mark.parametrize(
    ("neutral", "said"),
    [
        ("U kunt meedoen.", "Je kunt meedoen."),
        ("Kunt u niet? Bel ons.", "Kun je niet? Bel ons."),
        ("Wat vindt u ervan?", "Wat vind je ervan?"),
        ("Hebt u een idee?", "Heb je een idee?"),
        ("Zo controleert u dat zelf", "Zo controleer je dat zelf"),
        ("Daarna moet u wachten. Weet u het?", "Daarna moet je wachten. Weet je het?"),
        ("Sluit u eerder?", "Sluit je eerder?"),
        ("%(name)s helpt u verder.", "%(name)s helpt je verder."),
        ("Deze website volgt u niet.", "Deze website volgt je niet."),
        ("Alleen u zelf wijzigt uw gegevens.", "Alleen jij zelf wijzigt je gegevens."),
        ("Als u zich vergiste", "Als je je vergiste"),
        ("Een 0, O of U komt er niet in voor.", "Een 0, O of U komt er niet in voor."),
        ("Mijn inbreng", "Mijn kwetter"),
        ("Alle inbreng heeft een antwoord.", "Elke kwetter heeft een antwoord."),
        ("Alle inbreng", "Alle kwetters"),
        ("Wat er met alle inbreng is gedaan", "Wat er met alle kwetters is gedaan"),
        ("Inbreng", "Kwetters"),
        ("Inbreng %(number)s", "Kwetter %(number)s"),
        ("Inbreng die wacht op een blik", "Kwetters die wachten op een blik"),
        ("Nog 1 keer inbreng wacht op een blik.", "Nog 1 kwetter wacht op een blik."),
        (
            "Nog {waiting} keer inbreng wacht op een blik.",
            "Nog {waiting} kwetters wachten op een blik.",
        ),
        ("Nog 1 keer inbreng zonder antwoord.", "Nog 1 kwetter zonder antwoord."),
        ("Nog {n} keer inbreng zonder antwoord.", "Nog {n} kwetters zonder antwoord."),
        ("Antwoord op inbreng", "Antwoord op kwetters"),
        ("nog geen inbreng", "nog geen kwetters"),
        ("Hoe inbreng meeweegt", "Hoe kwetters meewegen"),
        ("Hoe uw inbreng meeweegt", "Hoe je kwetter meeweegt"),
        ("Deze inbreng is al te lezen.", "Deze kwetter is al te lezen."),
        (
            "Alleen de projectleider of de coach doet dit.",
            "Alleen de projectleider of de nestwacht doet dit.",
        ),
        ("De afspraken zijn vastgesteld.", "De handslagen zijn vastgesteld."),
        ("Dit kader staat vast.", "Dit hek staat vast."),
        ("Processen", "Ommetjes"),
        ("Het traject en dit lopende traject", "Het ommetje en dit lopende ommetje"),
        ("Dit initiatief", "Deze vonk"),
        ("Naar de weging", "Naar het gewik"),
        ("Schrijf de planomschrijving", "Schrijf de schets"),
        ("Een eerste blik", "Een snuffel"),
        ("Vaststellen", "Handslag geven"),
        ("Dit staat bij ‘Vaststellen’.", "Dit staat bij ‘Handslag geven’."),
        ("Ga verder met ‘wie beslist’.", "Ga verder met ‘wie hakt de knoop door?’."),
        ("Dit proces is in de stap ‘weging’.", "Dit ommetje is in de stap ‘gewik’."),
        ("Kijk bij ‘Uw inbreng’.", "Kijk bij ‘Je kwetter’."),
        ("Bel de participatiecoach.", "Bel de nestwacht."),
        ('<a href="/inbreng/">%(inbreng)s</a>', '<a href="/inbreng/">%(inbreng)s</a>'),
        ("Kijk op /uw-gegevens/.", "Kijk op /uw-gegevens/."),
    ],
)
def test_a_sentence_is_said_in_the_words_of_the_policy(odd, neutral, said):
    assert odd.say(neutral) == said


@pytest.mark.parametrize(
    ("neutral", "said"),
    [
        ("Lees alle %(counter)s reacties", "Lees alle %(counter)s zegjes"),
        ("Lees de ene reactie", "Lees het ene zegje"),
        (
            "Lees de ene reactie die een eigen antwoord kreeg",
            "Lees het ene zegje dat een eigen antwoord kreeg",
        ),
        ("Eén reactie bij ‘%(title)s’.", "Eén zegje bij ‘%(title)s’."),
        ("Onder elke reactie staat ons antwoord.", "Onder elk zegje staat ons antwoord."),
        ("%(first)d–%(last)d van %(total)d reacties", "%(first)d–%(last)d van %(total)d zegjes"),
        ("Medewerkers gaven een eerste reactie.", "Medewerkers gaven een eerste reactie."),
        ("eerste reacties van medewerkers", "eerste reacties van medewerkers"),
        ("het antwoord op één inbreng", "het antwoord op één zegje"),
        (
            "Eén keer inbreng die nog niemand bekeek, komt niet op de website.",
            "Eén zegje dat nog niemand bekeek, komt niet op de website.",
        ),
        (
            "%(n)s keer inbreng die nog niemand bekeek, komt niet op de website.",
            "%(n)s zegjes die nog niemand bekeek, komen niet op de website.",
        ),
        ("Er wacht geen inbreng op antwoord.", "Er wachten geen zegjes op antwoord."),
        ("Eén keer inbreng krijgt het antwoord.", "Eén zegje krijgt het antwoord."),
        ("%(n)s keer inbreng krijgt het antwoord.", "%(n)s zegjes krijgen het antwoord."),
        ("Nog %(owed)d keer inbreng heeft geen", "Nog %(owed)d zegjes hebben geen"),
        ("%(number)d keer inbreng is nu te lezen.", "%(number)d zegjes zijn nu te lezen."),
        ("1 keer inbreng is nu te lezen.", "1 zegje is nu te lezen."),
        ("Lees uw inbreng zoals iedereen haar leest", "Lees je zegje zoals iedereen het leest"),
        (
            "Uw inbreng bij ‘%(title)s’ is te lezen. Iedereen kan haar lezen.",
            "Je zegje bij ‘%(title)s’ is te lezen. Iedereen kan het lezen.",
        ),
        ("De uitkomst ligt voor. Lees haar.", "De uitkomst ligt voor. Lees haar."),
        ("Meenemen in een lopend traject", "Meenemen in een lopende tocht"),
        ("U begint een ander traject.", "Je begint een andere tocht."),
        ("Het is een eigen traject.", "Het is een eigen tocht."),
    ],
)
def test_counts_articles_and_what_points_at_a_word_follow_the_own_word(neutral, said):
    text = KRAAIENDAL.read_text()
    for here, there in (
        ("kwetter, plural: kwetters, article: de", "zegje, plural: zegjes, article: het"),
        ("ommetje, plural: ommetjes, article: het", "tocht, plural: tochten, article: de"),
    ):
        assert here in text
        text = text.replace(here, there)
    assert Wording(read_policy(text, file=KRAAIENDAL.name).policy).say(neutral) == said


def test_the_screens_name_the_plan_of_a_process_by_its_whole_name(odd):
    for sentence in (
        "Het participatieplan mist nog een werkvorm: {lacking}.",
        "Werkvormen uit het participatieplan, met wat er open is",
    ):
        assert sentence in sentences()
        assert "kompas" in odd.say(sentence)


def test_a_word_that_the_policy_does_not_count_stays_uncounted():
    text = KRAAIENDAL.read_text().replace(" plural: kwetters,", "")
    wording = Wording(read_policy(text, file=KRAAIENDAL.name).policy)

    assert wording.say("Alle inbreng") == "Elke kwetter"
    assert wording.say("Wat er met alle inbreng is gedaan") == "Wat er met elke kwetter is gedaan"


@pytest.mark.afar
@looks_through_the_source
def test_no_sentence_counts_on_an_office_that_a_policy_may_not_have():
    office = re.compile(r"\b(raadsleden|de griffie)\b", re.IGNORECASE)
    assert [said for said in sentences() if office.search(said)] == []


@pytest.mark.afar
@looks_through_the_source
def test_no_verb_follows_from_the_name_of_a_body():
    """A policy may name one body or many people: the council, the mayor and aldermen."""
    verb = (
        "besluit|besloot|beslist|besliste|stelt|stelde|stuurt|stuurde|houdt|hield|verwerpt|verwierp|"
        "neemt|nam|is|was|heeft|had|moet|kan|wil|legt|legde|leest|vindt|krijgt|zegt|zei"
    )
    name = r"(?:%\((?:body|bodies|decider)\)s|\{(?:body|bodies)\}|\{\{ ?(?:body|bodies) ?\}\})"
    someone = r"(?:%\(who\)s|\{\{ ?who ?\}\}|\{label\})"
    decides = "besluit|besloot|beslist|stelde|stelt|neemt"
    wrong = re.compile(
        rf"{name} (?:{verb})\b|\b(?:{verb}) {name}|{someone} (?:{decides})\b|\b(?:{decides}) {someone}"
    )
    assert [said for said in sentences() if wrong.search(said)] == []


@pytest.mark.afar
@looks_through_the_source
def test_no_sentence_of_the_source_says_u_where_the_policy_says_je(odd):
    all_of_them = sentences()
    assert len(all_of_them) > 1_000
    left = re.compile(r"(?<![\w/\-])(?:u|uw|uzelf|U|Uw)(?![\w/\-])")
    still = [
        said
        for sentence in all_of_them
        if left.search(said := odd.say(sentence)) and "O of U" not in said
    ]
    assert still == []


@looks_through_the_source
@pytest.mark.afar
def test_no_sentence_of_the_source_keeps_a_neutral_word_that_the_policy_replaced(odd):
    forms = [form for neutral in NEUTRAL for form in (*neutral.singular, *neutral.plural)]
    word = re.compile(rf"(?<![\w/@\-])(?:{'|'.join(forms)})(?![\w/@\-])", re.IGNORECASE)
    plain = re.compile(r"%\([^)]*\)[sd]|\{[^}]*\}|<[^>]*>")
    still = [sentence for sentence in sentences() if word.search(plain.sub("", odd.say(sentence)))]
    assert still == []


@looks_through_the_source
@pytest.mark.afar
def test_the_neutral_policy_says_the_sentences_as_they_are_but_for_the_names_of_its_steps():
    basis = Wording(read_file(policy_file("basis")).policy)
    quoted = re.compile("‘[^’]*’")
    changed = {
        sentence.capitalize()
        for sentence in sentences()
        if quoted.sub("", basis.say(sentence)) != quoted.sub("", sentence)
    }
    assert changed <= {step.label for step in RouteStep}


@pytest.mark.parametrize("name", list(shipped()))
def test_a_shipped_policy_that_says_u_leaves_u(name):
    wording = Wording(read_file(policy_file(name)).policy)
    assert wording.say("Uw woorden. Leest u dit?") == "Uw woorden. Leest u dit?"


def test_the_manual_names_the_words_that_screens_know():
    page = (ROOT / "docs/beheer/beleid.md").read_text()
    assert all(f"`{key}`" in page for key in SCREEN_WORDS)


def test_a_role_that_records_is_called_what_the_policy_calls_it():
    policy = policy_of_kraaiendal()
    bodies = [
        body.model_copy(update={"recorded_by": SystemRole.GRIFFIE}) if body.order == 3 else body
        for body in policy.deciding_bodies
    ]
    wording = Wording(policy.model_copy(update={"deciding_bodies": bodies}))
    capital = [body.model_copy(update={"recorder": text("Dijkschrijver")}) for body in bodies]
    with_capital = Wording(policy.model_copy(update={"deciding_bodies": capital}))
    assert with_capital.say("griffie") == "dijkschrijver"
    assert wording.say("Griffie") == "Dijkschrijver"
    assert wording.say("griffie") == "dijkschrijver"
    assert wording.say("Legt vast voor een orgaan") == "Kabinetschef of kringschrijver"
    assert wording.say("Secretaris van het college") == "Secretaris van het college"


def test_who_sits_in_the_council_is_called_what_the_policy_calls_it_where_there_is_no_council():
    odd, plain = Wording(policy_of_kraaiendal()), Wording(read_file(policy_file("basis")).policy)
    assert Role(str(COUNCIL_MEMBER[0])).label == COUNCIL_MEMBER[1]

    assert [odd.say(name) for name in ("Raadslid", "raadslid")] == ["Nestgenoot", "nestgenoot"]
    assert [plain.say(name) for name in ("Raadslid", "raadslid")] == ["Raadslid", "raadslid"]


def test_the_roles_that_record_are_called_here_as_they_are_among_the_roles():
    for role, label in RECORDING_ROLES.items():
        assert Role(str(role)).label == label
    everybody = {Role(str(body)) for body in RECORDING_ROLES}
    assert everybody == SECRETARIES
