"""Whoever came with an idea reads behind the code that what came of it stopped, when and why."""

from django.urls import reverse

from speelruimte.notices.links import sign
from speelruimte.trajectories.models import Step
from tests.steps.agreement import fresh
from tests.steps.walking import goes

WHY = "De grond blijkt van een ander te zijn."


def test_behind_the_code_of_an_idea_it_is_said_that_its_process_stopped(
    trajectory, cast, client, now
):
    idea = trajectory.initiatives.get()
    address = reverse("linked", args=[sign("initiative", idea.case_number)])
    stopped = "Wat uit uw idee kwam, is gestopt."
    assert stopped not in client.get(address).content.decode()

    goes(fresh(trajectory), to=Step.STOPPED, reason=WHY, by=cast.marleen, at=now)

    page = client.get(address).content.decode()
    assert stopped in page
    assert f"‘{trajectory.title}’ stopte op 9 februari 2027." in page
    assert WHY in page
