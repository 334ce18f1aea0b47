"""A policy of random words walks the whole route: the code knows only the shape of a policy.

Source: design, idea 2
"""

import re
from datetime import timedelta

import pytest
import time_machine
from django.utils.html import strip_tags
from hypothesis import settings

from speelruimte.policy.actions import load_policy
from speelruimte.policy.queries import parsed_policy
from speelruimte.route.route import ROOMS
from speelruimte.trajectories.models import Step
from tests.policy.made_up import as_text, random_policy
from tests.steps.agreement import adopted_agreement, amended_agreement, fresh
from tests.steps.door import started_trajectory
from tests.steps.own_words import foreign_words
from tests.steps.walking import finished, journal_is_whole, took_part

# Two on both databases: the words of the others are as strange to PostgreSQL as these.
SEEDS = [1, 2, *(pytest.param(seed, marks=pytest.mark.once) for seed in (3, 5, 8, 13))]
if settings.get_current_profile_name() == "deep":
    SEEDS += range(100, 150)

pytestmark = pytest.mark.deep


@pytest.fixture
def made_up(db, now):
    def load(seed):
        return load_policy(
            text=as_text(random_policy(seed)), file=f"zelfbedacht-{seed}.yaml", by=None, at=now
        )

    return load


def walked(version, cast, areas, now):
    """A development of the municipality from the signal to taking part."""
    policy = parsed_policy(version)
    started = started_trajectory(
        title="Het grote plein",
        coach=cast.marleen,
        leader=cast.samira,
        account_holder=cast.ruben,
        colleague=cast.joris,
        areas=[areas["centrum"]],
        competent=policy.deciding_bodies[0].key,
    )
    return adopted_agreement(started, cast, at=now, methods=_methods(policy))


def _methods(policy):
    """Ideas where the policy has say enough for them, else a letter."""
    items = (*policy.influence_levels, *policy.participant_roles)
    says = {item.say for item in items}
    return ("ideas",) if says & {1, 2} else ("letter",) if 0 in says else ("working_group",)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_policy_of_random_words_walks_from_signal_to_memory(seed, made_up, cast, areas, now):
    trajectory = walked(made_up(seed), cast, areas, now)
    amended_agreement(trajectory, cast, at=now + timedelta(days=1))
    last = took_part(fresh(trajectory), cast, at=now + timedelta(days=2))
    finished(trajectory, cast, at=last)

    assert fresh(trajectory).step == Step.MEMORY
    assert journal_is_whole() >= 4


def words_on(client, path):
    response = client.get(path)
    assert response.status_code == 200, path
    text = response.content.decode()
    text = re.sub(r"<(script|style)\b.*?</\1>", " ", text, flags=re.DOTALL)
    return " ".join(strip_tags(text).split())


@pytest.mark.once
@pytest.mark.parametrize("seed", SEEDS[:3])
def test_its_own_words_stand_on_the_pages_and_those_of_no_other_policy(
    seed, made_up, cast, areas, now, client, browser_of, time_stands_still
):
    version = made_up(seed)
    policy = parsed_policy(version)
    trajectory = walked(version, cast, areas, now)
    leader = browser_of(cast.samira)
    case = trajectory.case_number
    public = [
        "/",
        "/zo-doen-we-mee/",
        f"/trajecten/{trajectory.slug}/",
        f"/trajecten/{trajectory.slug}/afspraken/",
    ]
    work = [
        f"/werk/trajecten/{case}/",
        *(
            f"/werk/trajecten/{case}/{page}/"
            for page in ("weging", "plan", "kaders", "fasen", "partijen", "vaststellen")
        ),
    ]
    shown = {path: words_on(client, path) for path in public}
    shown |= {path: words_on(leader, path) for path in work}

    everything = " ".join(shown.values())
    for path, text in shown.items():
        for words in foreign_words(policy):
            assert words not in text, (path, words)
    assert policy.municipality.name in shown["/"]
    assert all(
        str(deciding_body.label) in shown["/zo-doen-we-mee/"]
        for deciding_body in policy.deciding_bodies
    )
    for room in ROOMS:
        assert policy.step_label(room.key) in shown[f"/trajecten/{trajectory.slug}/"]
    for check in policy.checks:
        assert str(check.label) in everything
    for question in policy.description_questions:
        assert str(question.label) in everything


@pytest.fixture
def time_stands_still(now, monkeypatch):
    """Pages look at the clock; here it says what the story says."""
    with time_machine.travel(now, tick=False):
        yield
