"""Several people press at the same instant: one of them does it, the others read that it was done."""

from datetime import date
from types import SimpleNamespace

import pytest
from demo.cast import welcome_cast

from speelruimte.activities.actions import accept_contribution
from speelruimte.activities.models import Contribution
from speelruimte.decisions.actions import make_theme, merge_themes, place
from speelruimte.decisions.models import Placement, StopQuestion, Theme
from speelruimte.initiatives.actions import withdraw_initiative
from speelruimte.initiatives.models import Initiative, Ruling
from speelruimte.journal.models import Entry
from speelruimte.journal.verification import verify_chain
from speelruimte.people.actions import grant_role
from speelruimte.people.intake import Where, Words
from speelruimte.people.roles import Role
from speelruimte.places.models import Area
from speelruimte.route.asking_to_stop import ask_to_stop, decide_on_stopping
from speelruimte.route.door import pass_on
from speelruimte.route.merging import merge_places
from speelruimte.shared.errors import RuleBroken
from speelruimte.trajectories.models import CaseNote
from speelruimte.trajectories.noting import correct_note, write_note
from speelruimte.weighing.fresh_look import look_again_who_decides
from speelruimte.weighing.models import FreshLook
from tests.conftest import NOW, TODAY
from tests.steps.agreement import adopted_agreement, fresh, weighed
from tests.steps.at_once import at_once
from tests.steps.bare import a_trajectory, an_activity, an_agreement, an_initiative, words
from tests.steps.beginning import load_changed, load_shipped, trajectory_of
from tests.steps.door import received_initiative
from tests.steps.taking_part import opened_ideas

WHY = "Er valt minder te kiezen dan we dachten."
STOPPING = "  gates:\n    - {gate: stopping_decided, source: heemstede#quickscan}\n"

pytestmark = pytest.mark.postgresql("SQLite lets in one writer at a time; there is no same instant")


@pytest.fixture
def lindewold(own_database):
    """The cast, in a database in which connections really meet."""
    return SimpleNamespace(**welcome_cast(by=None, at=NOW, on=date(2026, 1, 1)))


def begun(policy, cast, **more):
    centre = Area.objects.create(key="centrum", name="Centrum")
    return trajectory_of(policy, cast, {"centrum": centre}, at=NOW, **more)


def one_of(ends, *, verb):
    """One of them did it, every other was refused, and the journal tells it once."""
    assert sum(not isinstance(end, RuleBroken) for end in ends) == 1, ends
    assert Entry.objects.filter(verb=verb).count() == 1
    assert verify_chain().faults == []


def test_one_of_three_looks_again_who_decides(lindewold):
    facts = {
        "initiator": "resident",
        "subject_kind": "project",
        "competent": "college",
        "influence_space": "groot",
    }
    route, policy = "samen-met-de-stad", load_shipped("assen-2022", at=NOW)
    square = begun(policy, lindewold, route=route, facts=facts)
    Ruling.objects.create(
        initiative=square.initiatives.get(), proposed=route, chosen=route, ruled_at=NOW
    )
    square = weighed(square, lindewold, at=NOW, influence_space="beperkt")

    def look(chosen):
        return lambda: look_again_who_decides(
            fresh(square), chosen=chosen, reason=WHY, by=lindewold.marleen, at=NOW
        )

    one_of(at_once(look("college"), look(route), look("college")), verb="who_decides_looked_at")
    assert fresh(square).decision_route == FreshLook.objects.get().chosen


def test_one_of_three_asks_to_stop_and_one_of_three_records_what_was_decided(lindewold):
    policy = load_changed("basis", "  gates:\n", STOPPING, at=NOW)
    running = adopted_agreement(begun(policy, lindewold), lindewold, at=NOW)

    def ask():
        return ask_to_stop(fresh(running), reason=WHY, by=lindewold.samira, at=NOW, on=TODAY)

    one_of(at_once(ask, ask, ask), verb="stopping_asked")
    question = StopQuestion.objects.get()
    for role in (Role.COLLEGE_SECRETARY, Role.GRIFFIE):
        grant_role(lindewold.iris, role=role, starts_on=TODAY, by=None, at=NOW)

    def record(agrees):
        return lambda: decide_on_stopping(
            StopQuestion.objects.get(pk=question.pk),
            agrees=agrees,
            answer=WHY,
            decided_on=TODAY,
            decision_number="C-1",
            by=lindewold.iris,
            at=NOW,
        )

    ends = at_once(record(True), record(False), record(True))
    one_of(ends, verb="stopping_decided")
    question.refresh_from_db()
    told = Entry.objects.get(verb="stopping_decided").facts["agrees"]
    assert question.agrees is told


def test_one_of_three_windows_puts_a_note_right(lindewold):
    square = begun(load_shipped("basis", at=NOW), lindewold)
    note = write_note(square, text="Bel de school.", by=lindewold.samira, at=NOW)

    def correct(text):
        return lambda: correct_note(
            CaseNote.objects.get(pk=note.pk), text=text, by=lindewold.samira, at=NOW
        )

    ends = at_once(
        correct("Bel de school voor 9 uur."), correct("Mail de school."), correct("Bel.")
    )
    one_of(ends, verb="note_corrected")
    assert CaseNote.objects.filter(corrects=note).count() == 1


def test_an_idea_that_is_taken_back_while_it_is_passed_on_has_one_end(lindewold):
    idea = an_initiative(load_shipped("basis", at=NOW), kind="resident")

    def take_back():
        return withdraw_initiative(Initiative.objects.get(pk=idea.pk), by=None, at=NOW)

    def passes_on():
        return pass_on(
            Initiative.objects.get(pk=idea.pk),
            to="de woningbouwvereniging",
            reason="Daar gaat de grond over, en zij weten ervan.",
            by=lindewold.marleen,
            at=NOW,
            on=TODAY,
        )

    one_of(at_once(take_back, passes_on, take_back), verb="initiative_ended")
    idea.refresh_from_db()
    told = Entry.objects.get(verb="initiative_ended").facts["outcome"]
    assert idea.outcome == told


def test_words_that_come_in_while_their_area_goes_into_another_are_about_the_other(lindewold):
    version = load_shipped("basis", at=NOW)
    square = adopted_agreement(begun(version, lindewold), lindewold, at=NOW)
    ideas = opened_ideas(fresh(square), by=lindewold.samira, at=NOW, on=TODAY)
    gone = Area.objects.get(key="centrum")
    into = Area.objects.create(key="vaartzijde", name="Vaartzijde")
    about, who = Where(area=gone), {"by": None, "at": NOW}

    def merge():
        return merge_places(gone, into=into, by=lindewold.wim, at=NOW, on=TODAY)

    def say(text):
        return lambda: accept_contribution(
            ideas, words=Words(text), where=about, idempotency_key=text, **who
        )

    def idea(text):
        return lambda: received_initiative(title=text, area=gone)

    ends = at_once(merge, say("Een bank."), idea("Een tuin"), say("Een boom."), idea("Een pad"))

    assert not [end for end in ends if isinstance(end, RuleBroken)]
    assert set(Contribution.objects.values_list("area", flat=True)) == {into.pk}
    assert set(Initiative.objects.values_list("area", flat=True)) == {into.pk}
    assert verify_chain().faults == []


def test_words_that_are_placed_while_their_theme_goes_into_another_are_in_no_theme_that_is_gone(
    lindewold,
):
    square = a_trajectory(load_shipped("basis", at=NOW), route="college")
    an_agreement(square)
    said = words(an_activity(square))
    who = {"by": lindewold.marleen, "at": NOW, "on": TODAY}
    gone, into = (make_theme(square, title=title, **who) for title in ("Groen", "Bomen"))

    ends = at_once(
        lambda: merge_themes(Theme.objects.get(pk=gone.pk), into=into, **who),
        lambda: place(fresh(square), contributions=[said.pk], theme=gone, **who),
    )

    refused = [end.code for end in ends if isinstance(end, RuleBroken)]
    assert refused in ([], ["theme_is_gone"])
    assert list(Theme.objects.all()) == [into]
    assert list(Placement.objects.values_list("theme", flat=True)) == ([] if refused else [into.pk])
