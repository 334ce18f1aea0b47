"""A body of a policy file that sends a plan on to others: to whom, and who is left to adopt it."""

import pytest

from tests.policy.test_reading import SMALL, faults, only_fault

COUNCIL = "  - {key: raad, label: De raad, adopts: %s, recorded_by: griffie, source: basis}\n"


def forwarding(to):
    return SMALL.replace("recorded_by: griffie\n", f"recorded_by: griffie\n    forwards_to: {to}\n")


def to_a_council(adopts):
    """The body of SMALL sends on to a council that adopts this."""
    council = COUNCIL % adopts
    return forwarding("[raad]").replace("decision_routes:", council + "decision_routes:")


def test_a_body_sends_nothing_on_to_itself():
    assert "stuurt niet naar zichzelf door" in only_fault(forwarding("[bestuur]"))


def test_who_is_forwarded_to_adopts_what_is_left():
    assert faults(to_a_council("[plan]")) == []
    fault = only_fault(to_a_council("[description]"))
    assert "na doorsturen stelt niemand het participatieplan vast" in fault


@pytest.mark.parametrize(("nobody", "number"), [("[]", 1), ("5", 2)])
def test_where_a_rule_names_nobody_who_adopts_its_body_forwards(nobody, number):
    named = f"    body: bestuur\n    adopted_by: {nobody}\n"
    found = faults(to_a_council("[description]").replace("    body: bestuur\n", named))

    assert len(found) == number
    assert any("na doorsturen stelt niemand het participatieplan vast" in fault for fault in found)


def test_who_is_forwarded_to_without_a_name_is_a_fault_like_any_other():
    assert "forwards_to" in only_fault(forwarding("[[raad]]"))


def test_who_adopts_without_a_name_is_a_fault_like_any_other():
    unnamed = "    body: bestuur\n    adopted_by: [[raad]]\n"
    assert "adopted_by" in only_fault(
        to_a_council("[plan]").replace("    body: bestuur\n", unnamed)
    )
