"""Whoever came with an idea reads behind the code where it is, and whether what came of it stopped."""

import re
from datetime import date

from django.urls import reverse

from speelruimte.notices.links import sign
from speelruimte.trajectories.models import Step
from tests.steps.agreement import fresh
from tests.steps.bare import NOW, a_trajectory, an_activity, an_agreement
from tests.steps.door import received_initiative
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


def test_where_an_idea_is_stands_above_its_way_and_the_way_itself_is_folded(
    trajectory, cast, client, now
):
    received = received_initiative(kind="resident")
    ideas = {received: "(stap 1 van 12)", trajectory.initiatives.get(): "(stap 4 van 12)"}
    for idea, step in ideas.items():
        address = reverse("linked", args=[sign("initiative", idea.case_number)])
        html = " ".join(client.get(address).content.decode().split())
        before, way = html.split('<details class="sr-fold" data-fold', 1)

        assert re.search(rf"Nu: [^.]+ {re.escape(step)}\.", before)
        assert '<ol class="sr-route">' not in before
        assert way.index('<ol class="sr-route">') < way.index("</details>")
        assert way.split("</details>")[0].count("</li>") == 12


def test_the_way_of_an_idea_has_the_days_that_the_page_of_its_plan_has(
    policy, client, time_machine
):
    time_machine.move_to(NOW, tick=False)
    plan = a_trajectory(policy, route="college", step=Step.RESULT)
    an_agreement(plan)
    an_activity(plan, opens_on=date(2026, 11, 1), closes_on=date(2026, 12, 30))
    idea = plan.initiatives.get()

    own = client.get(reverse("linked", args=[sign("initiative", idea.case_number)]))
    of_plan = client.get(reverse("process", args=[plan.slug]))

    assert own.context["steps"] == of_plan.context["steps"]
    days = [step["day"] for step in own.context["steps"]]
    assert "van 1 november 2026 tot en met 30 december 2026" in days
