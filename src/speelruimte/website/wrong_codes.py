"""A brake on wrong codes, for every field in which a code is typed: so many an hour from one network
address, or by one colleague. Receipts and voting codes are counted apart, each at all of its forms
together, so that nobody guesses on at another one.

A right code passes where others typed wrong ones, until far more than people type by mistake: one
visitor shuts no library or school out of a vote.
"""

from contextlib import contextmanager

from django.utils.translation import gettext_lazy

from speelruimte.people.attempts import (
    MOST_WRONG_CODES_PER_HOUR,
    WRONG_CODE_OF_A_COLLEAGUE,
    WRONG_CODES_OF_A_COLLEAGUE,
    WRONG_CODES_PER_HOUR,
    WRONG_RECEIPT,
    WRONG_VOTING_CODE,
    give_back_attempt,
    has_attempt_left,
    source_of,
    take_attempt,
)
from speelruimte.shared.errors import RuleBroken
from speelruimte.website.asking import now, the_address, the_person
from speelruimte.website.brake import when_again

ONE_ANSWER = gettext_lazy(
    "Deze code kennen we niet. Kijk goed na wat op uw ontvangstbewijs staat. Een 0, 1, I, L, O of U komt er "
    "niet in voor. Lukt het niet? Bel ons."
)
AGAIN = gettext_lazy(
    "Vanaf uw netwerk is dit uur al vaak een verkeerde code ingevuld. Ook deze past hier niet. Kijk hem goed "
    "na: met een goede code kunt u verder. Vanaf %(time)s uur tellen we opnieuw. Lukt het niet? Bel ons."
)
ALL_WAIT = gettext_lazy(
    "Vanaf uw netwerk is dit uur heel vaak een verkeerde code ingevuld. Vanaf %(time)s uur kunt u uw code "
    "weer gebruiken. Of bel ons."
)
COLLEAGUE_WAITS = gettext_lazy(
    "U typte dit uur te vaak een verkeerde code. Vanaf %(time)s uur kunt u het opnieuw proberen."
)
# Refusals of a code that is none, or none here; one that was used before is right.
_WRONG = {"unknown_code", "not_marked", "codes_of_another_vote"}
# Once more a wrong one, and one that has to wait whatever it is.
_SHUT = {"wrong_code_again", "too_many_codes"}


def is_shut(refused) -> bool:
    """Whether this refusal, or form that was refused, says that too many wrong codes were typed."""
    if isinstance(refused, RuleBroken):
        return refused.code in _SHUT
    return any(refused.has_error(name, code) for name in refused.errors for code in _SHUT)


def found_by_code(request, find):
    """What ``find`` finds with a typed code. Wrong codes are counted, per address and hour.

    Each try is counted before anything is looked up, and given back when the code was right: of
    any number at the same instant no more than the limit learn whether their code exists. Raises
    RuleBroken, with one answer for every code that leads to nothing.
    """
    at = now()
    source = source_of(the_address(request), at=at)
    is_early = take_attempt(WRONG_RECEIPT, source, WRONG_CODES_PER_HOUR, at)
    if not is_early and not take_attempt(WRONG_RECEIPT, source, MOST_WRONG_CODES_PER_HOUR, at):
        raise _waits(ALL_WAIT, at)
    row = find()
    if row is None and is_early:
        raise RuleBroken(ONE_ANSWER, field="code", code="unknown_code")
    if row is None:
        raise _wrong_again(at)
    give_back_attempt(WRONG_RECEIPT, source, at)
    return row


@contextmanager
def counting_wrong_codes(request):
    """Around what asks for a voting code. Wrong ones are counted as ``found_by_code`` does.

    A right one writes nothing: whoever has the database may not see from where somebody voted. So
    what is asked at the same instant is answered, and no wrong code beyond a limit as one below it.
    """
    at = now()
    source = source_of(the_address(request), at=at)
    if not has_attempt_left(WRONG_VOTING_CODE, source, MOST_WRONG_CODES_PER_HOUR, at):
        raise _waits(ALL_WAIT, at)
    try:
        yield
    except RuleBroken as broken:
        if broken.code not in _WRONG:
            raise
        if take_attempt(WRONG_VOTING_CODE, source, WRONG_CODES_PER_HOUR, at):
            raise
        if take_attempt(WRONG_VOTING_CODE, source, MOST_WRONG_CODES_PER_HOUR, at):
            raise _wrong_again(at, field=broken.field) from broken
        raise _waits(ALL_WAIT, at, field=broken.field) from broken


@contextmanager
def counting_wrong_codes_of_colleague(request):
    """The same for who types codes of others, behind one address with all of the town hall: codes of
    all kinds are counted per account, and from the limit on only this colleague waits."""
    at = now()
    source = source_of(f"person:{the_person(request).pk}", at=at)
    what, most = WRONG_CODE_OF_A_COLLEAGUE, WRONG_CODES_OF_A_COLLEAGUE
    if not has_attempt_left(what, source, most, at):
        raise _waits(COLLEAGUE_WAITS, at)
    try:
        yield
    except RuleBroken as broken:
        if broken.code in _WRONG and not take_attempt(what, source, most, at):
            raise _waits(COLLEAGUE_WAITS, at, field=broken.field) from broken
        raise


def _wrong_again(at, *, field="code"):
    return RuleBroken(AGAIN, field=field, code="wrong_code_again", values=when_again(at))


def _waits(sentence, at, *, field="code"):
    return RuleBroken(sentence, field=field, code="too_many_codes", values=when_again(at))
