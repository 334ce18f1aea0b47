"""A brake on wrong codes, for every field in which a code is typed: so many an hour from one network
address, or by one colleague. Of all kinds of codes together, so that nobody guesses on at another form.
"""

from contextlib import contextmanager

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from speelruimte.people.attempts import (
    WRONG_CODE,
    WRONG_CODES_OF_A_COLLEAGUE,
    WRONG_CODES_PER_HOUR,
    give_back_attempt,
    has_attempt_left,
    source_of,
    take_attempt,
)
from speelruimte.shared.errors import RuleBroken
from speelruimte.website.asking import now, the_address, the_person

ONE_ANSWER = gettext_lazy(
    "Deze code kennen we niet. Kijk goed na wat op uw ontvangstbewijs staat. Een 0, 1, I, L, O of U komt er "
    "niet in voor. Lukt het niet? Bel ons."
)
TOO_OFTEN = gettext_lazy(
    "Er is te vaak een verkeerde code ingevuld. Probeer het over een uur opnieuw, of bel ons."
)
# Refusals of a code that is none, or none here; one that was used before is right.
_WRONG = {"unknown_code", "not_marked", "codes_of_another_vote"}


def is_shut(refused) -> bool:
    """Whether this refusal, or form that was refused, says that too many wrong codes were typed."""
    if isinstance(refused, RuleBroken):
        return refused.code == "too_many_codes"
    return any(refused.has_error(name, "too_many_codes") for name in refused.errors)


def found_by_code(request, find):
    """What ``find`` finds with a typed code. Wrong codes are counted, per address and hour.

    Each try is counted before anything is looked up, and given back when the code was right: of
    any number at the same instant no more than the limit learn whether their code exists. Raises
    RuleBroken, with one answer for every code that leads to nothing.
    """
    at = now()
    source = source_of(the_address(request), at=at)
    if not take_attempt(WRONG_CODE, source, WRONG_CODES_PER_HOUR, at):
        raise _too_often(TOO_OFTEN)
    row = find()
    if row is None:
        raise RuleBroken(ONE_ANSWER, field="code", code="unknown_code")
    give_back_attempt(WRONG_CODE, source, at)
    return row


@contextmanager
def counting_wrong_codes(request):
    """Around what asks for a voting code. Wrong ones are counted as ``found_by_code`` does.

    A right one writes nothing: whoever has the database may not see from where somebody voted. So
    what is asked at the same instant is answered, and no wrong code beyond the limit is told so.
    """
    at = now()
    with _counting(source_of(the_address(request), at=at), WRONG_CODES_PER_HOUR, TOO_OFTEN, at):
        yield


@contextmanager
def counting_wrong_codes_of_colleague(request):
    """The same for who types codes of others, behind one address with all of the town hall: counted
    per account."""
    at = now()
    source = source_of(f"person:{the_person(request).pk}", at=at)
    sentence = _("U typte dit uur te vaak een verkeerde code. Probeer het over een uur opnieuw.")
    with _counting(source, WRONG_CODES_OF_A_COLLEAGUE, sentence, at):
        yield


@contextmanager
def _counting(source, most, sentence, at):
    if not has_attempt_left(WRONG_CODE, source, most, at):
        raise _too_often(sentence)
    try:
        yield
    except RuleBroken as broken:
        if broken.code in _WRONG and not take_attempt(WRONG_CODE, source, most, at):
            raise _too_often(sentence, field=broken.field) from broken
        raise


def _too_often(sentence, *, field="code"):
    return RuleBroken(sentence, field=field, code="too_many_codes")
