"""What a light change may touch: measured, word by word."""

import pytest

from speelruimte.agreements.light import Mended, what_is_not_light

NAMES = ("Wijkraad Centrum", "De Brink", "college van burgemeester en wethouders")
TITLES = ("Waar het groen komt",)
PLACES = ("Oosterwijk", "Kerklaan", "Kerkplein-Noord", "Hof")
TEXT = "Het plein wordt niet groter. De tuin komt bij het pad van 12 meter."


POLICY = ("Wie doen mee?", "Wij maken samen een plan. Dat wordt opgeschreven.", "de werkvorm")


def rule_for(before, after):
    mended = [Mended("plan.wat", before, after)]
    refused = what_is_not_light(
        mended, names=NAMES, titles=(*TITLES, *PLACES), spelled=iter(POLICY)
    )
    return refused[0].code if refused else ""


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Wij plantne bomen bij de school.", "Wij planten bomen bij de school."),
        ("Een fiets pad langs water.", "Een fietspad langs het water."),
        ("Wij vragen de de buren.", "Wij vragen de buren."),
        ("wij vragen de buren", "Wij vragen de buren."),
        ("Het pad langz water.", "Het pad langs het water."),
        ("het huis en de straat", "het huis en de straat"),
        ("Eerst dit.\n\nDan datt.", "Eerst dit.\n\nDan dat."),
        ("Met \u041e\u043b\u044f\u0430.", "Met \u041e\u043b\u044f."),
        ("Van oosd naar west.", "Van oost naar west."),
        ("wij, de buren", "Wij de buren"),
        ("Zo word het pad.", "Zo wordt het pad."),
        ("Zo wordt het pad.", "Zo word het pad."),
        ("Een plann.", "Een plan."),
        ("Een werk vorm.", "Een werkvorm."),
        ("Een werkvorm.", "Een werk vorm."),
        ("Bij de brugg en de brug.", "Bij de brug en de brug."),
        ("De brug, de bruk, de bruk.", "De brug, de brug, de brug."),
        ("De bank. De bannk en de bannk.", "De bank. De banik en de bannk."),
    ],
)
def test_spelling_is_light(before, after):
    assert rule_for(before, after) == ""


@pytest.mark.parametrize(
    ("before", "after", "rule"),
    [
        (TEXT, TEXT.replace("niet ", ""), "light_turning_word"),
        ("Het plein wordt neit groter.", "Het plein wordt niet groter.", "light_turning_word"),
        ("De bus mag hier rijden.", "De bus moet hier rijden.", "light_turning_word"),
        ("Ook fietsers.", "Fietsers.", "light_turning_word"),
        ("Dat kan.", "Dat kan ni\u200bet.", "light_turning_word"),
        (TEXT, TEXT.replace("12", "13"), "light_number"),
        ("Het kost € 5.", "Het kost €5.", "light_number"),
        ("Op dinsdag.", "Op dinsdags.", "light_number"),
        ("Er komen twee banken.", "Er komen drie banken.", "light_number"),
        ("Er komen vijfentwintig banken.", "Er komen zesentwintig banken.", "light_number"),
        ("Met Wijkraad Centrum.", "Met Wijkraad Noord.", "light_name"),
        ("Met de wijkrad Centrum.", "Met de wijkraad Centrum.", "light_name"),
        ("Het college beslist.", "De colege beslist.", "light_name"),
        ("Zie Waar het groen komt.", "Zie Waar het groen kom.", "light_name"),
        ("Het pad wordt breed.", "Het pad wordt smal.", "light_not_spelling"),
        ("Dat is mogelijk.", "Dat is onmogelijk.", "light_not_spelling"),
        ("Wij vragen buren.", "Wij vragen soms buren.", "light_not_spelling"),
        ("De raad hoort de buren.", "De buren hoort de raad.", "light_not_spelling"),
        ("Een.\n\nTwee.", "Een. Twee.", "light_paragraphs"),
        ("aa bb cc dd ee", "aab bbc ccd dde ee", "light_words_in_paragraph"),
        ("Een vierjarig plan.", "Een vijfjarig plan.", "light_not_spelling"),
        ("Voor zestigplussers.", "Voor zestienplussers.", "light_not_spelling"),
        ("Na veertien dagen.", "Na veertien jaren.", "light_number"),
        ("In fase II.", "In fase III.", "light_number"),
        ("Op ma.", "Op za.", "light_number"),
        ("Meer + dan nu.", "Meer - dan nu.", "light_number"),
        ("lopen of fietsen", "Lopen en fietsen", "light_turning_word"),
        ("Het pad wordt hoger.", "Het pad wordt lager.", "light_turning_word"),
        ("Zij mochten mee.", "Zij moesten mee.", "light_turning_word"),
        ("Dat is legaal.", "Dat is illegaal.", "light_not_spelling"),
        ("langs de oost", "langs De west", "light_not_spelling"),
        ("Tot aan Oosterwijk.", "Tot aan Westerwijk.", "light_name"),
        ("Langs de Kerklaan.", "Langs de Kerkbaan.", "light_name"),
        ("Langs de Kerkbaan.", "Langs de Kerklaan.", "light_name"),
        ("Op Kerkplein-Noord.", "Op Kerkplein-Noort.", "light_name"),
        ("Op de Hof-tuin.", "Op de Hok-tuin.", "light_name"),
        ("De Brink-zijde.", "De Brink-zijden.", "light_name"),
        ("Langs de Oosterweg.", "Langs de Westerweg.", "light_not_spelling"),
        ("Een niet-openbaar pad.", "Een net-openbaar pad.", "light_turning_word"),
        ("Een twee-onder-een-kap.", "Een tweede-onder-een-kap.", "light_number"),
        ("Bomen bij het pad.", "B\u043emen bij het pad.", "light_letters"),
        ("Wij planten.", "Zij planten.", "light_pronoun"),
        ("Zij planten.", "Ze planten.", "light_pronoun"),
        ("Met uw boom.", "Met u boom.", "light_pronoun"),
        ("Daar planten we.", "Daar planten.", "light_pronoun"),
        ("Een tuin bij ouders.", "Een tuin bij onze ouders.", "light_pronoun"),
        ("Zij planten, wij ook.", "Wij planten, wij ook.", "light_pronoun"),
        ("Wij planten.", "wij Wij planten.", "light_pronoun"),
        ("Omwonenden doen mee.", "Omwonenden doden mee.", "light_another_word"),
        ("Omwonenden doen mee.", "Omwonenden deden mee.", "light_another_word"),
        ("Buren MAKEN een brug.", "Buren raken een brug.", "light_another_word"),
        ("Een plan.", "Een plant.", "light_another_word"),
        ("Een bank, een tank, een bank.", "Een tank, een tank, een bank.", "light_another_word"),
        ("Een plak bij de plak.", "Een plan bij de plak.", "light_another_word"),
    ],
)
def test_what_is_more_than_spelling_is_refused_with_its_rule(before, after, rule):
    assert rule_for(before, after) == rule


def test_ten_words_in_all_and_not_eleven():
    before = "\n\n".join(["Wij plantne bomenn langss wegen."] * 4)
    three = "Wij planten bomen langs wegen."
    mended = before.replace("Wij plantne bomenn langss wegen.", three, 3)
    assert rule_for(before, mended) == ""
    assert rule_for(before, before.replace("plantne bomenn langss", "planten bomen langs")) == (
        "light_words_in_all"
    )


def test_a_long_text_is_measured_at_once():
    words = [f"woord{chr(97 + n % 26)}" for n in range(4_000)]
    changed = words.copy()
    changed[10], changed[3_900] = "wordk", "woordda"
    assert rule_for(" ".join(words), " ".join(changed)) == ""
