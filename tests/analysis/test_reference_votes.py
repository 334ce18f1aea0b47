import pytest
from tests.reference_files import pabulib_file

from speelruimte.analysis.budget import TieRule, confirm, count_votes, find_outcome
from speelruimte.analysis.budget.exact import run_exactly
from speelruimte.analysis.budget.fast import FastCount
from speelruimte.connections.pabulib import read_pabulib

pytestmark = pytest.mark.afar

ASSEN = "Netherlands_Assen_2024"
WIELICZKA = "Poland_Wieliczka_2023_Green_Budget"
AMSTERDAM = "Netherlands_Amsterdam_621"


def instance_of(name):
    return read_pabulib(pabulib_file(name)).instance()


@pytest.mark.parametrize(
    ("rule", "funded", "increments"),
    [
        ("equal-shares-add1", "2 3 5 6 9 11 12 13 14", 843),
        # As pabutools 1.2.3 counts it (docs/counting.md).
        ("equal-shares-add1u", "2 3 5 6 7 9 11 12 13 14", 843),
        ("equal-shares", "2 3 9 11 12 13 14", 0),
        ("greedy", "2 3 8 9 11 13 14", 0),
    ],
)
def test_assen_2024_has_its_known_outcomes(rule, funded, increments):
    outcome = count_votes(instance_of(ASSEN), rule=rule)

    assert " ".join(outcome.funded) == funded
    assert outcome.increments == increments


def test_assen_2024_has_one_exact_tie_that_the_file_order_decides():
    outcome = count_votes(instance_of(ASSEN))

    assert [(t.between, t.chosen, t.rule) for t in outcome.tie_breaks] == [
        (("2", "11"), "2", "order")
    ]


def test_assen_2024_overspends_at_the_next_increment():
    instance = instance_of(ASSEN)

    order = run_exactly(instance, instance.share + 844, TieRule().ranks(instance)).order

    assert sum(instance.plans[place].cost for place in order) > instance.budget


def test_wieliczka_2023_funds_what_the_file_marks_as_selected():
    file = read_pabulib(pabulib_file(WIELICZKA))

    outcome = count_votes(file.instance())

    assert set(outcome.funded) == file.selected
    assert len(outcome.funded) == 30
    # 165 increments are tried; the last one overspends.
    assert outcome.increments + 1 == 165


def test_floating_point_and_fractions_agree_on_every_increment_of_wieliczka():
    instance = instance_of(WIELICZKA)
    ranks = TieRule().ranks(instance)
    fast = FastCount(instance, ranks)

    for increments in range(0, 166, 15):
        endowment = instance.share + increments
        run = fast.run(endowment)
        assert run.certain
        assert run.order == run_exactly(instance, endowment, ranks).order


def test_amsterdam_621_is_found_and_confirmed():
    instance = instance_of(AMSTERDAM)

    calculated = find_outcome(instance, rule="equal-shares")
    outcome = confirm(instance, calculated)

    assert (len(outcome.funded), outcome.spent) == (28, 374963)


@pytest.mark.parametrize(
    ("name", "greedy", "add1", "add1u"),
    [
        (
            "Netherlands_Amsterdam_522",
            "41509 41510 41514 41518 41522",
            "41509 41510 41514 41518 41522",
            "41509 41510 41514 41518 41522",
        ),
        ("Netherlands_Amsterdam_643", "44251", "44250", "44250 44252"),
    ],
)
def test_small_votes_of_amsterdam(name, greedy, add1, add1u):
    instance = instance_of(name)

    assert " ".join(count_votes(instance, rule="greedy").funded) == greedy
    assert " ".join(count_votes(instance).funded) == add1
    assert " ".join(count_votes(instance, rule="equal-shares-add1u").funded) == add1u
