"""Dutch compounds taken apart, by a short list of words of which a town makes long ones.

A ``fietsroute`` is found by ``fietsen``, ``parkeerplekken`` by ``parkeren``, a ``bushalte`` by
``halte`` and by ``bus halte``. A part counts only when all parts of the word are known, so that
``zonder`` holds no ``zon``. What the list does not know is still found by its beginning and its end
(``memory.stems``).
"""

from functools import lru_cache

SHORTEST_WORD = 3
# Between two parts: stadspark, zonnepaneel, kinderenopvang, speelgoed.
_LINKS = ("", "s", "e", "en", "n", "ne", "er")
# Nouns, and verbs as they begin a compound.
_PARTS = frozenset(
    """
    afval app arbeid asiel auto baan bad bak balie bank basis bed beek beheer beleid berg bericht
    berm besluit bestuur beurs bewoner bezoek bibliotheek bieb blok bloem boek boerderij boom boot
    bord bos bouw brand brandweer brief brug budget buiten bureau burger bus buurt caravan
    centrum club college commissie conflict container cultuur dag dak dam deel dek deur dier dienst
    dijk dok dood dorp draai drempel druk duin eiland energie erf ezel fabriek feest fiets fietser
    film fonds fontein forum garage gas gast gebied gebouw geld geluid gemeente gemeenschap geur gevel
    gezin gezond gids gif glas goot gracht gras groen groep grond haag haard hal halte hang haven heem
    heg hek helft herfst hof hok hond hoofd hoek hout huis huur ijs initiatief jaar jacht jeugd jong
    jongeren kaart kachel kade kamer kanaal kant kantoor kap kast kat kerk keuken kinder kind klas klimaat
    klok kliko knoop koffie kom kosten kroeg kruis kunst laad laan laden land last leef leer
    leerling leeftijd leven licht lijn lijst lok loop lucht maand maat markt meeting mens meter metro
    milieu molen muur nacht natuur net noord norm nood oever onderhoud onderwijs oost opslag opvang
    oord ouder overlast overleg pad paal pand paneel park parkeer parkeren partij perk peuter plaat
    plaats plan plant plek plein poort pont post prijs punt put raad raam rand recht regel regen regio
    reis rek rest restaurant rijk ring riool rit rivier roet rolstoel rook route
    ruimte school schaats schade schap schoon schuur skate slaap sloop sloot snelheid speel
    spel spelen spoor sport staat stad stal stank station steen steiger stem stoep stof stop
    straat straal strand strook stroom struik subsidie taal taxi tank teelt terras terrein tijd
    toestel toilet toren trap trein tram trottoir tuin tunnel uitlaat vaart vak val vee veen veer veld
    veiligheid verkeer verlichting vereniging verbod vergunning vijver vis vloed vlag vlak
    voet voetbal voetganger voorziening vrij vracht vuil vuur waard wacht wagen wal wand
    wandel warmte was water web weer weg weide week werf werk wetenschap west wet wiel wijk wild wind
    winkel winter woon woning zaal zand zebra zee zelf zicht ziekenhuis zit zomer zon zone zorg zuid
    zwem zwerf
    """.split()  # noqa: SIM905 (a list of words reads better than three hundred strings)
)
_HEADS = {part + link: part for part in sorted(_PARTS) for link in reversed(_LINKS)} | {
    part: part for part in sorted(_PARTS)
}
# How a last part may stand there: plans, routes, halten, plekken, wegen, huisje.
_TAILS = ("", "s", "en", "n", "je", "jes", "tje", "tjes", "er", "ers")


@lru_cache(maxsize=20_000)
def parts_of(word: str) -> tuple[str, ...]:
    """The parts of a compound, as they stand in the list; empty when it is no compound that we know."""
    if word in _HEADS or _as_tail(word):
        return ()
    return _taken_apart(word)


def named_by(word: str) -> tuple[str, ...]:
    """The part that somebody means with a word on its own, in whatever form; none for other words."""
    part = _as_tail(word) or _HEADS.get(word)
    return (part,) if part else ()


def _taken_apart(word):
    for at in range(len(word) - SHORTEST_WORD, SHORTEST_WORD - 1, -1):
        head = _HEADS.get(word[:at])
        if head is None:
            continue
        rest = word[at:]
        tail = _as_tail(rest)
        if tail:
            return (head, tail)
        further = _taken_apart(rest)
        if further:
            return (head, *further)
    return ()


def _as_tail(word):
    """The part that this is, in whatever form it ends a word; empty for another word."""
    for ending in _TAILS:
        if not word.endswith(ending):
            continue
        bare = word[: len(word) - len(ending)] if ending else word
        for part in forms_of(bare) if ending in ("en", "er", "ers") else (bare,):
            if part in _PARTS:
                return part
    return ""


@lru_cache(maxsize=20_000)
def beginnings_of(word: str) -> frozenset[str]:
    """How a compound begins that is made with this word: parkeren gives parkeer, wandelen wandel."""
    if not word.endswith("en") or len(word) < SHORTEST_WORD + 2:
        return frozenset()
    return forms_of(word[:-2])


def forms_of(bare: str) -> frozenset[str]:
    """What is left of a word without ``en``, as it is written on its own: plekk is plek, bom boom."""
    forms = {bare}
    if len(bare) < SHORTEST_WORD:
        return frozenset(forms)
    if bare[-1] == bare[-2] and bare[-1] not in _VOWELS:
        forms.add(bare[:-1])
    elif bare[-1] not in _VOWELS and bare[-2] in "aeou" and bare[-3] not in _VOWELS:
        forms.add(f"{bare[:-2]}{bare[-2]}{bare[-2]}{bare[-1]}")
    hardened = {f"{form[:-1]}{_HARDENED[form[-1]]}" for form in forms if form[-1] in _HARDENED}
    return frozenset(forms | hardened)


_VOWELS = "aeiouy"
_HARDENED = {"z": "s", "v": "f"}
