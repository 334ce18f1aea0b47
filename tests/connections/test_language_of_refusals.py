"""Who sends a file that cannot be read, reads why in the own language."""

import re

from tests.steps.marked import marked_language, outside_marks

from speelruimte.analysis.budget.ballots import BallotRules, check_ballot
from speelruimte.connections import pabulib, spreadsheet
from speelruimte.connections.spreadsheet.sheet import FileError
from speelruimte.policy.reading import read_policy
from speelruimte.shared.messages import gettext_lazy

BALLOT = BallotRules(costs={"1": 5, "2": 5}, minimum=3, maximum=1, maximum_cost=1)

READERS = {
    "an empty spreadsheet": lambda: spreadsheet.read_spreadsheet(b""),
    "a file that is no spreadsheet": lambda: spreadsheet.read_spreadsheet(b"\x00\x01\x02"),
    "a broken workbook": lambda: spreadsheet.read_spreadsheet(b"PK\x03\x04 kapot"),
    "a column that is not known": lambda: spreadsheet.read_spreadsheet(
        b"tekst;smaak\nmeer bomen;zoet\n"
    ),
    "no column with words": lambda: spreadsheet.read_spreadsheet(b"naam\nNadia\n"),
    "a count without blocks": lambda: pabulib.parse(b"iets anders"),
    "a count without plans": lambda: pabulib.parse(b"META\nkey;value\n"),
    "a policy that is no YAML": lambda: read_policy("a: [\n", file="x.yaml"),
    "a policy that is a word": lambda: read_policy("beleid", file="x.yaml"),
    "a policy with a field of its own": lambda: read_policy("key: x\nsmaak: zoet\n", file="x.yaml"),
    "a ballot with too much": lambda: check_ballot(["1", "1", "9"], BALLOT),
}


def _refusals_of(reader):
    """What a reader says is wrong, as sentences."""
    try:
        answer = reader()
    except (FileError, pabulib.PabulibError) as refusal:
        return str(refusal).splitlines()
    if isinstance(answer, list):
        return [broken.sentence for broken in answer]
    faults = getattr(answer, "faults", ())
    return [text for fault in faults for text in _said_in(fault)]


def _said_in(fault):
    wrong_and_right = [getattr(fault, name, "") for name in ("wrong", "right")]
    return wrong_and_right if any(wrong_and_right) else [str(fault)]


def test_every_reader_of_a_file_refuses_in_the_language_of_who_sent_it(english):
    unmarked = {}
    with marked_language():
        for name, reader in READERS.items():
            sentences = _refusals_of(reader)
            assert sentences, name
            for sentence in sentences:
                pieces = [
                    piece for piece in outside_marks(sentence)[0] if re.search("[a-z]{3}", piece)
                ]
                if pieces:
                    unmarked[name] = pieces

    assert unmarked == {}


def test_a_sentence_that_waits_is_said_in_the_language_of_the_moment():
    sentence = gettext_lazy("Nog {days} dagen.").format(days=3)

    assert str(sentence) == "Nog 3 dagen."
    with marked_language():
        assert str(sentence) == "⟦Nog 3 dagen.⟧"


def test_what_a_policy_file_has_wrong_is_said_anew_in_another_language():
    first = read_policy("beleid", file="x.yaml").faults
    with marked_language():
        second = read_policy("beleid", file="x.yaml").faults

    assert [fault.wrong for fault in second] == [f"⟦{fault.wrong}⟧" for fault in first]
