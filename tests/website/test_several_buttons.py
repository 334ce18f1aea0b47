"""Several buttons on one page: what was typed elsewhere on it is not lost by pressing one of them."""

import pytest
from django.urls import reverse

from speelruimte.agreements.models import GroupSay, Moment, Phase
from speelruimte.initiatives.actions import write_letter
from speelruimte.initiatives.models import FirstView
from speelruimte.route.door import advance, ask_colleague
from tests.steps import agreement as steps
from tests.steps.at_result import activity, lead, trajectory
from tests.steps.beginning import trajectory_of
from tests.steps.door import LETTER, assessed_initiative, received_initiative

__all__ = ["activity", "lead", "trajectory"]


@pytest.fixture(autouse=True)
def _on_9_february(time_machine):
    time_machine.move_to("2027-02-09T10:00:00+01:00", tick=False)


@pytest.fixture
def looked_at(load_pack, cast, areas, now, today):
    load_pack("heemstede-2020")
    idea = received_initiative(area=areas["centrum"])
    idea = assessed_initiative(
        idea, coach=cast.marleen, criteria=["veel-partijen"], competent="raad"
    )
    return advance(idea, to="quickscan", by=cast.marleen, at=now, on=today)


def text(answer):
    return answer.content.decode()


def url(name, idea, *more):
    return reverse(f"work-{name}", args=[idea.case_number, *more])


def letter_on(page, **typed):
    form = page.context["letter_form"]
    return {name: form[name].value() for name in form.fields} | typed


@pytest.mark.parametrize(
    ("button", "more"),
    [("ask-view", {"colleague": "joris"}), ("name-holder", {"helper-person": "ruben"})],
)
def test_a_letter_is_kept_by_every_button_of_its_page(looked_at, cast, signed_in, button, more):
    client = signed_in(cast.marleen)
    page = client.get(url("quickscan", looked_at))
    more = {name: getattr(cast, who).pk for name, who in more.items()}

    client.post(url(button, looked_at), letter_on(page, chances="Veel groen.") | more)

    assert "Veel groen." in text(client.get(url("quickscan", looked_at)))


@pytest.mark.parametrize("button", ["ask-view", "name-holder"])
def test_a_letter_that_was_kept_stands_on_the_page_that_refuses_the_button(
    looked_at, cast, signed_in, button
):
    client = signed_in(cast.marleen)
    page = client.get(url("quickscan", looked_at))

    answer = client.post(url(button, looked_at), letter_on(page, chances="Veel groen."))

    assert answer.status_code == 422
    assert "Veel groen." in text(answer)


def test_a_letter_that_was_only_looked_at_overwrites_nothing(
    looked_at, cast, signed_in, now, today
):
    client = signed_in(cast.marleen)
    seen = letter_on(client.get(url("quickscan", looked_at)))
    write_letter(looked_at, by=cast.marleen, at=now, on=today, **LETTER)

    answer = client.post(url("ask-view", looked_at), seen | {"colleague": cast.joris.pk})

    assert answer.status_code == 302
    assert LETTER["chances"] in text(client.get(url("quickscan", looked_at)))
    assert FirstView.objects.get().colleague == cast.joris


def test_a_letter_that_a_colleague_wrote_too_stops_the_other_button(
    looked_at, cast, signed_in, now, today
):
    client = signed_in(cast.marleen)
    typed = letter_on(client.get(url("quickscan", looked_at)), challenges="De kabels.")
    write_letter(looked_at, by=cast.marleen, at=now, on=today, **LETTER)

    answer = client.post(url("ask-view", looked_at), typed | {"colleague": cast.joris.pk})

    assert answer.status_code == 422
    assert "De kabels." in text(answer)
    assert LETTER["chances"] in text(answer)
    assert not FirstView.objects.exists()


def test_a_first_view_that_was_begun_stays_when_another_button_is_pressed(
    looked_at, cast, signed_in, now, today
):
    ask_colleague(looked_at, colleague=cast.marleen, by=cast.marleen, at=now, on=today)
    client = signed_in(cast.marleen)

    answer = client.post(
        url("ask-view", looked_at), {"colleague": cast.joris.pk, "text": "Ik zie kansen."}
    )

    assert "Ik zie kansen." in text(answer)
    assert "Dit is bewaard." in text(answer)


def test_a_first_view_that_was_begun_stays_when_the_letter_is_refused(
    looked_at, cast, signed_in, now, today
):
    ask_colleague(looked_at, colleague=cast.marleen, by=cast.marleen, at=now, on=today)
    client = signed_in(cast.marleen)
    typed = letter_on(client.get(url("quickscan", looked_at)), challenges="De kabels.")
    write_letter(looked_at, by=cast.marleen, at=now, on=today, **LETTER)

    for button in ("write-letter", "ask-view"):
        answer = client.post(
            url(button, looked_at), typed | {"text": "Ik zie kansen.", "colleague": cast.joris.pk}
        )
        assert (button, answer.status_code) == (button, 422)
        assert "Ik zie kansen." in text(answer)


def test_what_is_offered_is_what_stands_on_the_screen(trajectory, cast, signed_in):
    client = signed_in(cast.samira)
    address = reverse("work-result", args=[trajectory.case_number])
    form = client.get(address).context["form"]
    sent = {"summary": "Een breder pad.", "edits": "0"}
    for number, promise in enumerate(form.kept):
        sent |= {
            f"far_{number}": promise["far"] or "yes",
            f"note_{number}": promise["note"] or "Zo is het gedaan.",
        }
    client.post(address, sent)

    typed = sent | {"summary": "Een breder pad met licht.", "edits": "1"}
    client.post(reverse("work-offer", args=[trajectory.case_number]), typed)

    trajectory.result.refresh_from_db()
    assert trajectory.result.summary == "Een breder pad met licht."
    assert trajectory.result.offered_to == "college"


@pytest.fixture
def writes(trajectory_in_plan, cast, signed_in):
    return signed_in(cast.samira)


@pytest.fixture
def trajectory_in_plan(cast, areas, load_pack, now):
    case = trajectory_of(load_pack("heemstede-2020"), cast, areas, at=now)
    steps.planning(case, cast, at=now)
    return case


def page_url(name, trajectory, *more):
    return reverse(f"work-{name}", args=[trajectory.case_number, *more])


PHASE = {
    "name": "Denk mee",
    "question": "Wat wilt u op het plein?",
    "starts_on": "2027-03-01",
    "ends_on": "2027-03-20",
    "edits": "0",
}
MOMENT = {"moment-day": "2027-03-02", "moment-what": "Een brief aan de buurt"}


def test_a_phase_that_is_typed_stays_when_a_moment_is_added(writes, trajectory_in_plan):
    address = page_url("phases", trajectory_in_plan)

    page = text(writes.post(address, PHASE | MOMENT | {"do": "moment"}))

    assert "Toegevoegd." in page
    assert "Een brief aan de buurt" in page
    assert "Wat wilt u op het plein?" in page
    assert "Het formulier is nog niet verstuurd" not in page
    moment = Moment.objects.get()
    page = text(writes.post(address, PHASE | {"do": f"drop-moment-{moment.pk}"}))
    assert "Wat wilt u op het plein?" in page
    assert not Moment.objects.exists()
    added = writes.post(address, PHASE | {"do": "phase"})
    assert added.status_code == 302


def test_enter_in_a_moment_adds_the_moment(writes, trajectory_in_plan):
    nothing = dict.fromkeys(PHASE, "") | {"edits": "0"}

    answer = writes.post(page_url("phases", trajectory_in_plan), nothing | MOMENT | {"do": "phase"})

    assert answer.status_code == 302
    assert Moment.objects.get().what == "Een brief aan de buurt"


def test_a_method_that_is_typed_stays_when_a_say_is_given(writes, trajectory_in_plan):
    writes.post(page_url("phases", trajectory_in_plan), PHASE | {"do": "phase"})
    phase = Phase.objects.get()
    address = page_url("phase", trajectory_in_plan, phase.key)
    role = writes.get(address).context["say_form"].fields["role"].choices[-1][0]
    say = {"say-group": "omwonenden", "say-role": role}
    method = {"method-place": "De Linde", "method-method": ""}

    page = text(writes.post(address, PHASE | say | method | {"do": "say"}))

    assert "De Linde" in page
    assert "Bewaard." in page
    group = GroupSay.objects.get()
    page = text(writes.post(address, PHASE | method | {"do": f"drop-say-{group.pk}"}))
    assert "De Linde" in page
    assert not GroupSay.objects.exists()
    renamed = PHASE | {"name": "Praat mee"}
    page = text(writes.post(address, renamed | method | {"do": "phase"}))
    assert "De Linde" in page
    assert Phase.objects.get().name == "Praat mee"
