from speelruimte.shared.errors import can, check_may
from tests.steps.refusing import refuses


def test_who_may_not_is_refused_with_the_sentence_that_was_given():
    with refuses("not_allowed") as refused:
        check_may(False, "Alleen de projectleider kan dit doen.")
    assert refused.value.sentence == "Alleen de projectleider kan dit doen."
    check_may(True, "Alleen de projectleider kan dit doen.")


def test_what_a_check_refuses_one_cannot_and_what_it_lets_through_one_can():
    assert can(check_may, True, "Dit mag niet.")
    assert not can(check_may, False, sentence="Dit mag niet.")
