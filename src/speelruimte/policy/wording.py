"""A sentence of the screens in the words of one policy, and in its form of address.

Pure. The screens are written in neutral Dutch: traject, inbreng, kader, afspraken, u. A policy
that has a word of its own for one of these, or that says je, reads its own way everywhere. What a
policy or a person wrote is never touched: only the product's own sentences pass through here.

Source: sessie-2021-03-15#positie-helder
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from speelruimte.shared.messages import gettext_noop as _

from .recording import recorder_of
from .schema import Address, Policy, RouteStep, SystemRole, Word

Change = tuple[re.Pattern[str], Callable[[re.Match[str]], str]]


@dataclass(frozen=True)
class Neutral:
    """A word of the screens: its key in `words`, how it is written there, and its article."""

    key: str
    singular: tuple[str, ...]
    plural: tuple[str, ...]
    article: str


NEUTRAL = (
    Neutral("trajectory", ("traject", "proces"), ("trajecten", "processen"), "het"),
    Neutral("initiative", ("initiatief",), ("initiatieven",), "het"),
    Neutral("contribution", ("inbreng",), (), "de"),
    Neutral("frame", ("kader",), ("kaders",), "het"),
    Neutral("agreement", ("afspraak",), ("afspraken",), "de"),
    Neutral("description", ("planomschrijving",), ("planomschrijvingen",), "de"),
    Neutral("plan", ("participatieplan",), ("participatieplannen",), "het"),
    Neutral("weighing", ("weging",), ("wegingen",), "de"),
    Neutral("quickscan", ("eerste blik", "quickscan"), ("eerste blikken", "quickscans"), "de"),
)
COACH = "participatiecoach"
# The bare names of the roles that record, as lists of roles have them.
RECORDING_ROLES = {
    SystemRole.GRIFFIE: _("Griffie"),
    SystemRole.COLLEGE_SECRETARY: _("Secretaris van het college"),
    SystemRole.RECORDER: _("Legt vast voor een orgaan"),
}
# Who sits in the body that was chosen: not everywhere is it a council.
COUNCIL_MEMBER = SystemRole.COUNCIL_MEMBER, _("Raadslid")
SCREEN_WORDS = (
    *(neutral.key for neutral in NEUTRAL),
    str(SystemRole.COUNCIL_MEMBER),
    "site_title",
)

# What stands before a het-word, and before a de-word.
_BEFORE = {
    "het": "de",
    "dit": "deze",
    "dat": "die",
    "elk": "elke",
    "ieder": "iedere",
    "ons": "onze",
    "welk": "welke",
    "ander": "andere",
}
# Placeholders and tags stay as they are; so do addresses and parts of longer words.
_KEEP = r"\b[A-Z] of U\b|%\([^)]*\)[sd]|\{[^}]*\}|<[^>]*>|&[a-z]+;"
_EDGE = r"(?<![\w/@\-]){}(?![\w/@])(?!-\w)"


class Wording:
    """Says neutral sentences as one policy says them, in Dutch."""

    def __init__(self, policy: Policy) -> None:
        self._names = _step_names(policy) | _recorder_names(policy) | _council_names(policy)
        self._quoted = _in_quotation_marks(self._names)
        self._keep = "|".join([_KEEP, *map(re.escape, self._quoted)])
        own = {word.key: word for word in policy.words}
        pairs = [(neutral, own[neutral.key]) for neutral in NEUTRAL if neutral.key in own]
        self._changes = [change for pair in pairs for change in _of_word(*pair)]
        self._changes += _of_coach(policy)
        if policy.municipality.form_of_address == Address.JE:
            self._changes += _JE
        told = own.get("contribution")
        self._is_it = told is not None and str(told.article) == "het"
        self._said: dict[str, str] = {}

    def say(self, sentence: str) -> str:
        """The sentence in the words of the policy."""
        said = self._said.get(sentence)
        if said is None:
            said = self._said[sentence] = self._names.get(sentence) or self._change(sentence)
        return said

    def _change(self, sentence: str) -> str:
        parts = re.split(f"({self._keep})", sentence)
        parts[1::2] = [self._quoted.get(part, part) for part in parts[1::2]]
        changes = self._changes
        if self._is_it and _ABOUT_WORDS.search(sentence):
            changes = [*changes, _IT]
        for number in range(0, len(parts), 2):
            for pattern, change in changes:
                parts[number] = pattern.sub(change, parts[number])
        return "".join(parts)


def _step_names(policy: Policy) -> dict[str, str]:
    """The bare names of the steps, as tabs, filters and lists show them."""
    names = {}
    for step in RouteStep:
        own = policy.step_label(step)
        if own != step.in_dutch:
            names[step.in_dutch] = own
            names[step.in_dutch.lower()] = own[:1].lower() + own[1:]
    return names


def _in_quotation_marks(names: dict[str, str]) -> dict[str, str]:
    """Bare names as sentences quote them, with or without their question mark."""
    bare = {neutral.rstrip("?"): own for neutral, own in names.items()} | names
    return {f"‘{neutral}’": f"‘{own}’" for neutral, own in bare.items()}


def _recorder_names(policy: Policy) -> dict[str, str]:
    """The bare names of the roles that record, where the policy calls who holds them otherwise."""
    names = {}
    for role, label in RECORDING_ROLES.items():
        bodies = [body for body in policy.deciding_bodies if body.recorded_by == role]
        if any(body.recorder for body in bodies):
            own = _either(list(dict.fromkeys(_small(recorder_of(body)) for body in bodies)))
            names[label] = own[:1].upper() + own[1:]
            names[role.in_dutch] = own
    return names


def _council_names(policy: Policy) -> dict[str, str]:
    """The bare name of who sits in the council, where the policy has another word for that."""
    role, label = COUNCIL_MEMBER
    own = policy.word(str(role), "")
    return {label: own[:1].upper() + own[1:], role.in_dutch: _small(own)} if own else {}


def _small(name: str) -> str:
    """A name of a role as it stands within a sentence, with or without a capital in the policy."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def _either(names: list[str]) -> str:
    return " of ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def _of_coach(policy: Policy) -> list[Change]:
    """Whom people can turn to is called what the contact says."""
    contact = policy.municipality.contact
    if contact is None or contact.role is None:
        return []
    own = _small(str(contact.role))
    return [_replace(name, own) for name in (COACH, "coach")] if own != COACH else []


def _like(stood: str, word: str) -> str:
    """The word with a capital where the one that stood there had one."""
    return word[:1].upper() + word[1:] if stood[:1].isupper() else word


def _of_word(neutral: Neutral, word: Word) -> list[Change]:
    """The changes for one word: with what stands before it, then the word itself."""
    singular = str(word.label)
    known = (*neutral.singular, *neutral.plural)
    if singular in known:
        return []
    plural = str(word.plural or word.label)
    changes = [_replace(form, plural) for form in neutral.plural]
    if not neutral.plural:
        changes += _counted(neutral.singular[0], word)
    article = str(word.article or neutral.article)
    if article == neutral.article:
        return changes + [_replace(form, singular) for form in neutral.singular]
    before = _BEFORE if article == "de" else {past: here for here, past in _BEFORE.items()}
    for form in neutral.singular:
        if article == "de":
            changes.append(_after_an_adjective(form, singular))
        changes += [_with_article(form, singular, before), _replace(form, singular)]
    return (
        changes if article == "de" else [*changes, _replace(f"{singular} die", f"{singular} dat")]
    )


# Before these, a word for one and for many is about one; before nothing, it is about many.
_ABOUT_ONE = frozenset(
    [
        "de",
        "het",
        "deze",
        "die",
        "dit",
        "dat",
        "uw",
        "mijn",
        "elke",
        "iedere",
        "welke",
        "een",
        "één",
        "eén",
        "ene",
        "onze",
        "andere",
        "eigen",
        "nieuwe",
    ]
)
# What one does, and many do: of the verbs that stand after a count.
_OF_MANY = {"wacht": "wachten", "is": "zijn", "krijgt": "krijgen", "heeft": "hebben"}
# How lists of words of people call them; a first view of a colleague is called so, too.
_LISTED = r"(?<!eerste )(?<![\w/@\-]){}(?![\w/@\-])"


def _counted(form: str, word: Word) -> list[Change]:
    """The changes for a word that is not counted, where the policy's own word is.

    Alle inbreng: elke reactie, or alle reacties. Drie keer inbreng: drie reacties.
    """
    singular, plural = str(word.label), str(word.plural or word.label)
    every = "elk" if str(word.article) == "het" else "elke"
    changes = [
        (re.compile(rf"\b(1|[ée]én) keer {form}\b", re.I), lambda hit: f"{hit[1]} {singular}"),
        (re.compile(rf"^alle {form}(?= \w)", re.IGNORECASE), _saying(f"{every} {singular}")),
    ]
    if word.plural is None:
        return [*changes, _replace(f"alle {form}", f"{every} {singular}")]
    bare = re.compile(
        rf"(?<![\w/@\-])(?:(\w+) )?({form})(?![\w/@\-])(?! $| %\(key\)s)", re.IGNORECASE
    )

    def change(match: re.Match[str]) -> str:
        before, noun = match.groups()
        if before is None:
            return _like(noun, plural)
        return match.group() if before.lower() in _ABOUT_ONE else f"{before} {_like(noun, plural)}"

    verbs = "|".join(_OF_MANY)
    return [
        *changes,
        (
            re.compile(rf"\bkeer {form} ({verbs})\b", re.IGNORECASE),
            lambda hit: f"{plural} {_OF_MANY[hit[1].lower()]}",
        ),
        _replace(
            f"keer {form} die nog niemand bekeek, komt", f"{plural} die nog niemand bekeek, komen"
        ),
        _replace(f"keer {form}", plural),
        _replace(f"{form} die wacht", f"{plural} die wachten"),
        _replace(f"wacht geen {form}", f"wachten geen {plural}"),
        _replace(f"hoe {form} meeweegt", f"hoe {plural} meewegen"),
        (bare, change),
        (re.compile(_LISTED.format("reacties"), re.IGNORECASE), _saying(plural)),
        *_listed_one(singular, is_het=str(word.article) == "het"),
    ]


def _listed_one(singular: str, *, is_het: bool) -> Iterator[Change]:
    if is_het:
        yield _with_article("reactie", singular, {past: here for here, past in _BEFORE.items()})
    yield re.compile(_LISTED.format("reactie"), re.IGNORECASE), _saying(singular)


def _saying(words: str) -> Callable[[re.Match[str]], str]:
    return lambda match: _like(match.group(), words)


def _replace(form: str, word: str) -> Change:
    pattern = re.compile(_EDGE.format(re.escape(form)), re.IGNORECASE)
    return pattern, _saying(word)


def _with_article(form: str, word: str, before: dict[str, str]) -> Change:
    """The word after an article, with at most one adjective between."""
    articles = "|".join(before)
    pattern = re.compile(
        rf"(?<![\w\-])({articles})(\s+(?:\w+e\s+)?)({re.escape(form)})(?![\w/@\-])", re.IGNORECASE
    )

    def change(match: re.Match[str]) -> str:
        article, between, noun = match.groups()
        return _like(article, before[article.lower()]) + between + _like(noun, word)

    return pattern, change


# Where a sentence is about words of people, the word that points at them follows their article.
_ABOUT_WORDS = re.compile(r"(?<![\w/@\-])inbreng(?![\w/@\-])", re.IGNORECASE)
_IT: Change = _replace("haar", "het")


def _after_an_adjective(form: str, word: str) -> Change:
    """A word with de, after an adjective: een nieuw traject, een nieuwe tocht."""
    pattern = re.compile(
        rf"\b(een|geen) (?!eigen\b)(\w+[^e\W]) ({re.escape(form)})(?![\w/@\-])", re.IGNORECASE
    )
    return pattern, lambda hit: f"{hit[1]} {hit[2]}e {_like(hit[3], word)}"


# From u to je -------------------------------------------------------------------------------------

# After its verb, je loses the t: leest u, lees je. Verbs whose stem ends in t, or that are no
# present tense, stay as they are.
_TURNED = {
    "bent": "ben",
    "hebt": "heb",
    "heeft": "heb",
    "kunt": "kun",
    "wilt": "wil",
    "zult": "zul",
    "doet": "doe",
    "gaat": "ga",
    "staat": "sta",
    "ziet": "zie",
    "slaat": "sla",
    "vindt": "vind",
    "wordt": "word",
    "houdt": "houd",
    "rijdt": "rijd",
}
_STAYS: tuple[str, ...] = (
    "moet",
    "weet",
    "laat",
    "zet",
    "sluit",
    "ontmoet",
    "heet",
    "let",
    "past",
    "kost",
    "wat",
)
_STAYS += ("dat", "niet", "met", "omdat", "zodat", "voordat", "nadat", "totdat", "uit", "tot")
_STAYS += ("het", "dit", "juist", "eerst", "bericht", "antwoord", "mocht", "moest")
# Here u is whom it is done to, not who does it.
_DONE_TO = re.compile(r"\b(helpt|volgt|bereikt|raakt|kost|belooft) u (verder|niet|niets|het)\b")


def _turned(match: re.Match[str]) -> str:
    verb, between = match.group(1), match.group(2)
    low = verb.lower()
    if low in _TURNED:
        return _like(verb, _TURNED[low]) + between + "je"
    if low in _STAYS or not low.endswith("t"):
        return verb + between + "je"
    return verb[:-1] + between + "je"


_JE: list[Change] = [
    (re.compile(r"\bu heeft\b"), lambda match: "je hebt"),
    (re.compile(r"\bU heeft\b"), lambda match: "Je hebt"),
    (re.compile(r"(?<![\w/@\-])u zelf\b"), lambda match: "jij zelf"),
    (re.compile(r"\bu zich\b"), lambda match: "je je"),
    (_DONE_TO, lambda match: f"{match.group(1)} je {match.group(2)}"),
    (re.compile(r"\b(\w+)(\s+)u(?![\w/@\-])"), _turned),
    (re.compile(r"\buzelf\b"), lambda match: "jezelf"),
    (re.compile(r"(?<![\w/@\-])uw?(?![\w/@\-])"), lambda match: "je"),
    (re.compile(r"(?<![\w/@\-])Uw?(?![\w/@\-])"), lambda match: "Je"),
]
