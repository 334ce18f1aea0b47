"""Two colleagues hand over the same work: the second reads what the first did before it is done again."""

from datetime import timedelta

import pytest
from django.urls import reverse

from speelruimte.people.actions import end_role, grant_role
from speelruimte.people.models import Grant
from speelruimte.people.roles import Role
from speelruimte.route.handing_over import hand_over_work, prepare_hand_over, work_etag
from speelruimte.shared.errors import Clash
from tests.steps.refusing import refuses

pytestmark = pytest.mark.once
CASES = ["2027-0001", "2027-0002"]


@pytest.fixture(autouse=True)
def _today_is_in_the_story(time_machine, now):
    time_machine.move_to(now, tick=False)


@pytest.fixture
def work(cast, now, today):
    """Joris leads two cases since a month, and laid his hand-over ready."""
    started = today - timedelta(days=30)
    role = {"role": Role.PROJECT_LEADER, "by": None, "at": now, "starts_on": started}
    for case_number in CASES:
        grant_role(cast.joris, case_number=case_number, **role)
    prepare_hand_over(
        cast.joris, cases=CASES, starts_on=today, by=cast.joris, at=now, on=today, note=""
    )


@pytest.fixture
def over(cast, now, today):
    """Somebody hands over what Joris works on: ``over(cast.wim, to=cast.fatma, until=…)``."""

    def hand(by, *, to, **more):
        return hand_over_work(cast.joris, to=to, by=by, at=now, on=today, **more)

    return hand


def sent(page, **typed):
    form = page.context["form"]
    values = {name: form[name].value() for name in form.fields}
    return {
        name: "" if value is None else getattr(value, "isoformat", lambda kept=value: kept)()
        for name, value in values.items()
    } | typed


@pytest.mark.parametrize("is_for_a_while", [True, False])
def test_who_hands_over_second_reads_what_was_done_by_whom(
    is_for_a_while, work, over, cast, today, browser_of
):
    browser, url = browser_of(cast.wim), reverse("work-hand-over", args=[cast.joris.pk])
    typed = sent(browser.get(url), to=cast.fatma.pk, note="", cases=CASES[0])
    until = today + timedelta(days=20) if is_for_a_while else None
    over(cast.marleen, to=cast.samira, cases=CASES, until=until)

    refused = browser.post(url, typed)

    assert refused.status_code == 422
    page = refused.content.decode()
    said = (
        f"{cast.marleen.name} liet {cast.samira.name} hier net voor invallen, tot en met 1 maart 2027"
        if is_for_a_while
        else f"{cast.marleen.name} droeg dit net over aan {cast.samira.name}"
    )
    assert f"{said}: {', '.join(CASES)}." in page
    assert "staat niet in de lijst" not in page
    assert not Grant.objects.filter(person=cast.fatma, case_number__in=CASES).exists()
    again = browser.post(url, sent(refused))
    if is_for_a_while:
        assert again.status_code == 302  # who has read it may still share the work differently
        assert Grant.objects.filter(person=cast.fatma, case_number=CASES[0]).exists()
    else:
        assert again.status_code == 422
        assert not Grant.objects.filter(person=cast.fatma, case_number__in=CASES).exists()


def test_what_was_left_is_still_ticked_and_what_was_typed_stays(work, over, cast, browser_of):
    browser, url = browser_of(cast.wim), reverse("work-hand-over", args=[cast.joris.pk])
    typed = sent(browser.get(url), to=cast.fatma.pk, cases=CASES)
    typed |= {"asked_of": browser.post(url, typed).context["form"]["asked_of"].value()}
    over(cast.marleen, to=cast.samira, cases=CASES[:1])

    refused = browser.post(url, typed)

    form = refused.context["form"]
    assert [case for case, _label in form.fields["cases"].choices] == CASES[1:]
    assert form["cases"].value() == CASES[1:]
    assert str(form["to"].value()) == str(cast.fatma.pk)
    assert browser.post(url, sent(refused)).status_code == 302
    assert Grant.objects.filter(person=cast.fatma, case_number=CASES[1]).exists()


def test_the_action_holds_it_and_asks_nothing_of_who_looked_at_no_page(
    work, over, cast, now, today
):
    seen = work_etag(cast.joris, on=today)
    over(cast.marleen, to=cast.samira, cases=CASES[:1])

    with refuses("changed_meanwhile", kind=Clash) as refused:
        over(cast.wim, to=cast.fatma, cases=CASES, etag=seen)

    assert refused.value.etag == work_etag(cast.joris, on=today)
    assert over(cast.wim, to=cast.fatma, cases=CASES) == CASES[1:]


def test_that_a_role_ended_meanwhile_is_said_without_naming_a_hand_over(
    work, over, cast, now, today
):
    seen = work_etag(cast.joris, on=today)
    grant = Grant.objects.get(person=cast.joris, case_number=CASES[0])
    end_role(grant, by=cast.wim, at=now, ends_on=today - timedelta(days=1))

    with refuses("changed_meanwhile", kind=Clash) as refused:
        over(cast.wim, to=cast.fatma, cases=CASES[1:], etag=seen)

    assert "net iets veranderd" in refused.value.sentence
