"""Where a slip is told when the reader of YAML says little about it."""

import pytest
import yaml

from speelruimte.policy.reading.contradictions import texts_are_in_dutch
from speelruimte.policy.reading.yaml_faults import _fault

MARK = yaml.Mark("beleid.yaml", 5, 1, 3, None, 0)


def fault(section="a: b\nc: d", **said):
    return _fault(section, yaml.MarkedYAMLError(**said), yaml.SafeLoader)


def test_a_slip_without_a_place_is_told_on_the_first_line():
    line, wrong, _right = fault(problem="something new")

    assert (line, wrong) == (1, "dit is geen geldige YAML")


def test_a_quotation_mark_open_at_the_end_is_told_where_it_opens():
    line, wrong, _right = fault(
        problem="found unexpected end of stream", context_mark=MARK, problem_mark=MARK
    )

    assert (line, wrong) == (2, "een aanhalingsteken is niet gesloten")


def test_a_slip_of_which_only_the_beginning_is_known_is_told_there():
    assert fault(problem="something new", context_mark=MARK)[0] == 2


@pytest.mark.parametrize("languages", [["fy"], ["en", "fy"]])
def test_a_policy_that_is_not_in_dutch_needs_no_dutch(languages):
    texts = {"municipality": {"languages": languages}, "languages": languages}

    assert list(texts_are_in_dutch(texts)) == []


def test_a_slip_on_the_line_below_a_closed_quotation_is_not_about_the_quotation():
    section = 'a: "b"\n}c'
    line, wrong, _right = fault(
        section, problem="something new", problem_mark=yaml.Mark("x", 7, 1, 0, None, 0)
    )

    assert line == 2
    assert "aanhalingsteken" not in wrong
