"""How a way with a page of its own finds its activity, and the workbench a page of a case."""

from types import SimpleNamespace

import pytest
from django.http import Http404
from django.urls import NoReverseMatch

from speelruimte.trajectories.models import Step
from speelruimte.website import spoken
from speelruimte.website.public.shown import activity_of_way
from speelruimte.website.workbench.frame import page_url
from tests.steps.agreement import adopted_agreement, somebody
from tests.steps.taking_part import opened_ideas


@pytest.fixture
def ideas(trajectory, cast, now, today):
    trajectory = adopted_agreement(trajectory, cast, at=now)
    lead = somebody(cast, "project_leader", trajectory, at=now)
    return opened_ideas(trajectory, by=lead, at=now, on=today)


def test_an_activity_is_found_by_its_own_way_only(ideas):
    slug = ideas.trajectory.slug

    assert activity_of_way(slug, ideas.key, kind="ideas") == ideas
    for key, kind in ((ideas.key, "budget"), ("iets-anders", "ideas")):
        with pytest.raises(Http404):
            activity_of_way(slug, key, kind=kind)


def test_what_is_still_being_prepared_is_found_by_nobody(ideas):
    trajectory = ideas.trajectory
    trajectory.step = Step.WEIGHING
    trajectory.save()

    with pytest.raises(Http404):
        activity_of_way(trajectory.slug, ideas.key, kind="ideas")


def test_the_page_speaks_as_the_policy_of_its_process(ideas, monkeypatch):
    spoken_as = []
    monkeypatch.setattr(spoken, "speak_as", spoken_as.append)

    activity_of_way(ideas.trajectory.slug, ideas.key, kind="ideas")

    assert [policy.slug for policy in spoken_as] == ["heemstede-2020"]


@pytest.mark.parametrize("page", ["my-account", "people", "answer", "nergens"])
def test_a_page_that_is_none_of_a_case_is_refused(page):
    with pytest.raises(NoReverseMatch):
        page_url(page, SimpleNamespace(case_number="2027-0001"))
