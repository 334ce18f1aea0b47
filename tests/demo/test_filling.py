"""The demo fills under every shipped policy, with a process in every step, and holds together."""

import pytest
from demo.cast import CAST
from demo.filling.crowd import crowd_files
from demo.filling.plots import PLOTS
from demo.second_factor import PASSWORD
from django.conf import settings as django_settings
from django.contrib.auth import authenticate
from django.test import Client
from django.urls import reverse

from speelruimte.activities.models import Contribution
from speelruimte.decisions.models import StopQuestion
from speelruimte.initiatives.models import Initiative
from speelruimte.journal.models import Entry
from speelruimte.memory.search import search
from speelruimte.notices.models import Message
from speelruimte.people.models import Person, PreparedHandOver
from speelruimte.policy.shipped import shipped
from speelruimte.route.verification import verify
from speelruimte.route.words_everywhere import free_text_fields
from speelruimte.shared.slugs import short_name
from speelruimte.trajectories.models import Step, Trajectory
from speelruimte.weighing.models import FreshLook

# One worker fills Lindewold, and only once.
pytestmark = pytest.mark.xdist_group("lindewold")


def test_every_step_has_a_process(lindewold):
    existing = set(Trajectory.objects.values_list("step", flat=True))
    assert existing == set(Step.values)


def test_it_is_marked_as_filled_and_says_how_far_it_is(lindewold):
    assert lindewold.marked
    assert len(lindewold.said) >= len(PLOTS)


def test_one_was_waived_one_amended_and_one_has_four_hundred_contributions(lindewold):
    assert Trajectory.objects.filter(waiver__isnull=False, step=Step.MEMORY).count() == 1
    assert Trajectory.objects.filter(versions__number=2, versions__amends=1).count() == 1
    assert Trajectory.objects.filter(tally__received__gte=400).count() == 1


def test_nobody_says_the_same_and_words_came_by_many_channels(lindewold):
    words = Contribution.objects.values_list("text", "channel")
    assert len({text for text, _channel in words}) == len(words)
    assert len({channel for _text, channel in words}) >= 6


def test_a_vote_has_its_outcome_and_another_is_open(lindewold):
    from speelruimte.activities.kinds.budget.models import Vote

    closed = Vote.objects.get(closed_at__isnull=False)
    assert closed.outcome.invalid == 1
    assert Vote.objects.filter(closed_at__isnull=True, opened_at__isnull=False).count() == 1


def test_something_waits_at_every_place_of_the_door(lindewold):
    existing = set(Initiative.objects.values_list("step", flat=True))
    outcomes = set(Initiative.objects.values_list("outcome", flat=True))
    assert existing == set(Initiative.Step.values)
    assert {"handled", "left", "passed_on", "out_of_scope", "opened"} <= outcomes


def test_moderators_have_something_to_look_at(lindewold):
    waiting = Contribution.objects.waiting()
    assert waiting.count() >= 3
    assert any("06 12 34" in contribution.text for contribution in waiting)
    assert Contribution.objects.filter(state="refused").exclude(refusal_reason="").exists()


def test_a_hand_over_lies_ready_with_what_to_know(lindewold):
    prepared = PreparedHandOver.objects.get()
    assert len(prepared.cases) == 2
    assert prepared.note
    assert Trajectory.objects.running().filter(case_number__in=prepared.cases).count() == 2


def test_a_body_said_no_to_stopping_and_the_coach_looked_again_who_decides(lindewold, client):
    question = StopQuestion.objects.get()
    assert question.agrees is False
    assert question.trajectory.step == Step.TAKING_PART
    page = client.get(reverse("process", args=[question.trajectory.slug])).content.decode()
    assert question.answer in page
    look = FreshLook.objects.get()
    assert look.chosen == look.follows != look.before
    assert look.reason


def test_the_journal_verifies(lindewold):
    verdict = verify()
    assert not verdict.faults
    assert verdict.beside == []
    assert verdict.entries > 1_000


def test_the_journal_holds_no_name_and_no_sentence_that_somebody_typed(lindewold):
    """Neither as it was typed, nor as the short name that is made of it."""
    journal = "\n".join(Entry.objects.values_list("text", flat=True)).lower()
    typed = {
        str(value).lower()
        for model, fields in free_text_fields().items()
        for row in model._base_manager.values_list(*fields)
        for value in row
        if value and len(str(value).split()) > 1
    }
    assert len(typed) > 1_000

    leaked = [
        typed_text
        for typed_text in typed
        if typed_text in journal or short_name(typed_text, longest=54) in journal
    ]
    assert leaked == []


def test_what_ended_is_found_in_the_memory(lindewold):
    titles = [result.trajectory.title for result in search("berekening")]
    assert "Van het gas af in Molenhoek" in titles


def test_the_post_was_sent_on_its_own_day(lindewold):
    assert not Message.objects.unsent().exists()
    days = {moment.date() for moment in Message.objects.values_list("sent_at", flat=True)}
    assert len(days) > 10


def test_everybody_on_the_sheet_signs_in(lindewold):
    people = {member.email: Person.objects.get(email=member.email) for member in CAST}

    signed_in = {email: authenticate(username=email, password=PASSWORD) for email in people}

    assert signed_in == people


def test_every_public_process_has_a_page(lindewold):
    for trajectory in Trajectory.objects.public():
        page = Client().get(reverse("process", args=[trajectory.slug]))
        assert page.status_code == 200
        assert trajectory.title in page.content.decode()


def test_the_crowd_is_the_same_every_time(today):
    first, again = (
        [row.text for file in crowd_files(60, first_day=today, days=42, areas=["Centrum"])
         for row in file.rows]
        for _time in range(2)
    )  # fmt: skip
    assert first == again
    assert len(set(first)) == 60


def test_no_key_of_a_policy_stands_in_the_filling():
    from pathlib import Path

    from speelruimte.policy.reading import read_policy

    keys = set()
    for name, path in shipped().items():
        policy = read_policy(path.read_text(), file=name).policy
        for items in (policy.influence_levels, policy.participant_roles, policy.checks):
            keys |= {item.key for item in items}
    folder = Path(django_settings.PACKAGE).parents[1] / "demo" / "filling"
    for file in folder.rglob("*.py"):
        text = file.read_text()
        assert not [key for key in keys if f'"{key}"' in text], file.name
