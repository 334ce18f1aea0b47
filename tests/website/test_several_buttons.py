"""Several buttons on one page: what was typed elsewhere on it is not lost by pressing one of them."""

import pytest
from django.urls import reverse

from speelruimte.agreements.models import GroupSay, Moment, Party, Phase, Stand
from speelruimte.decisions.models import Answer, Decision, Theme
from speelruimte.evaluation.models import Evaluation, EvaluationAnswer, Lesson
from speelruimte.initiatives.actions import write_letter
from speelruimte.initiatives.models import FirstView
from speelruimte.route.door import advance, ask_colleague
from tests.steps import agreement as steps
from tests.steps.answers import decided, grouped
from tests.steps.at_result import activity, lead, trajectory
from tests.steps.bare import words
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


def in_one_line(answer):
    return " ".join(text(answer).split())


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


def test_what_was_typed_for_a_person_stays_when_an_organisation_says_what_it_thinks(
    writes, trajectory_in_plan
):
    address = page_url("parties", trajectory_in_plan)
    for name in ("Henk", "Aïsha"):
        writes.post(address, {"name": name, "do": "party"})
    henk, aisha = (f"stand-{party.pk}" for party in Party.objects.order_by("pk"))
    noted = {f"{aisha}-note": "Zij wil eerst de tekening zien.", "name": "Buurvrouw Mies"}

    heard = {f"{henk}-heard_on": "2027-02-08", f"{henk}-heard_how": "Aan de telefoon."}
    page = text(writes.post(address, noted | heard | {f"{henk}-agrees": "yes", "do": henk}))

    assert "Vastgelegd." in page
    assert "Zij wil eerst de tekening zien." in page
    assert "Buurvrouw Mies" in page
    assert "gaat akkoord" in page
    assert Stand.objects.get().agrees
    refused = writes.post(address, noted | {"do": henk})
    assert refused.status_code == 422
    assert "Zij wil eerst de tekening zien." in text(refused)
    page = text(writes.post(address, noted | {"do": f"drop-{aisha.removeprefix('stand-')}"}))
    assert "Buurvrouw Mies" in page
    assert Party.objects.count() == 1


def themes_url(trajectory, theme=None, name="theme"):
    more = {"pk": theme.pk} if theme else {}
    case = {"case_number": trajectory.case_number}
    return reverse(f"work-{name}" if theme else "work-answers", kwargs=case | more)


def test_ticks_and_a_new_theme_stay_when_the_other_button_is_pressed(
    trajectory, activity, cast, signed_in
):
    first, second = words(activity, "Een bank."), words(activity, "Meer bomen.")
    client = signed_in(cast.samira)
    ticked = {"contributions": [second.public_key], "theme": ""}
    typed = {"new-title": "Verkeer", "new-text": "Auto's en fietsen."}
    tick = f'value="{second.public_key}" checked'

    nowhere = client.post(themes_url(trajectory), ticked | typed | {"do": "place"})

    assert nowhere.status_code == 422
    assert "Kies een thema, of typ de naam van een nieuw thema." in text(nowhere)
    for answer in (nowhere, client.post(themes_url(trajectory), ticked | typed | {"do": "new"})):
        page = " ".join(text(answer).split())
        assert tick in page
        assert f'value="{first.public_key}" checked' not in page
    assert Theme.objects.get().title == "Verkeer"
    kept = text(
        client.post(themes_url(trajectory), ticked | typed | {"title": "Groen", "do": "place"})
    )
    assert "Auto&#x27;s en fietsen." in kept
    assert second.placement.theme.title == "Groen"


def test_an_answer_that_was_begun_stays_when_words_are_placed_elsewhere(
    trajectory, activity, cast, signed_in, lead
):
    theme = grouped(trajectory, [words(activity, "Een bank.")], title="Groen", **lead)
    word = theme.placements.get().contribution
    client = signed_in(cast.samira)
    typed = {"verdict": "not", "reason": "Daar is geen geld voor.", "frame": ""}
    place = {"contributions": [word.public_key], "theme": "none", "title": "", "do": "place"}

    page = client.post(themes_url(trajectory, theme), typed | place)

    assert "De inbreng is geplaatst." in text(page)
    assert "Daar is geen geld voor." in text(page)
    assert not Answer.objects.exists()
    change = themes_url(trajectory, theme, "theme-change")
    renamed = client.post(change, {"title": "Groener", "text": "", "do": "remove"})
    assert "Groener" in text(renamed)
    assert Theme.objects.get().title == "Groen"


def test_a_lesson_that_was_begun_stays_when_people_are_asked_and_the_team_answers(
    trajectory, cast, signed_in
):
    trajectory.step = "evaluation"
    trajectory.save()
    client = signed_in(cast.samira)
    address = reverse("work-evaluation", args=[trajectory.case_number])
    lesson = {"lesson-text": "Bel de buurt eerder."}

    asked = text(client.post(address, lesson | {"do": "invite"}))

    assert Evaluation.objects.exists()
    assert "Bel de buurt eerder." in asked
    team = client.get(address).context["team_form"]
    half = {team.add_prefix(name): "" for name in team.keys}
    refused = client.post(address, lesson | half | {"do": "team"})
    assert refused.status_code == 422
    assert "Bel de buurt eerder." in text(refused)
    whole = {name: _some(team, name.removeprefix("team-")) for name in half}
    answered = client.post(address, lesson | whole | {"do": "team"})
    assert "Bel de buurt eerder." in text(answered)
    assert EvaluationAnswer.objects.count() == len(whole)
    client.post(address, lesson | {"lesson-went_well": "no", "do": "lesson"})
    assert Lesson.objects.get().text == "Bel de buurt eerder."


def _some(form, name):
    choices = getattr(form.fields[name], "choices", None)
    return choices[-1][0] if choices else "De avond ging goed."


def test_a_decision_and_a_feedback_that_came_second_stay_on_the_screen(
    trajectory, cast, signed_in, lead
):
    trajectory.step = "decision"
    trajectory.save()
    client = signed_in(cast.iris)
    address = reverse("work-decision", args=[trajectory.case_number])
    page = client.get(address).context["form"]
    typed = {name: page[name].value() or "" for name in page.fields} | {
        "decided_on": "2027-02-08",
        "number": "12",
        "what": "Er komt een smal pad.",
        "reasons": "Dat past bij de buurt.",
    }
    decided(trajectory, **lead | {"by": cast.iris})

    late = client.post(address, typed)

    assert late.status_code == 422
    assert "Er komt een smal pad." in text(late)
    assert "Het plan wordt uitgevoerd." in text(late)
    assert Decision.objects.get().what == "Het plan wordt uitgevoerd."
    trajectory.refresh_from_db()
    trajectory.step = "feedback"
    trajectory.save()
    address = reverse("work-feedback", args=[trajectory.case_number])
    samira = signed_in(cast.samira)
    for status in (302, 302):
        told = samira.post(address, {"text": "Het pad wordt breder."})
        assert told.status_code == status
    late = samira.post(address, {"text": "Het pad wordt toch smaller."})
    assert late.status_code == 422
    assert "Het pad wordt toch smaller." in text(late)


def test_after_the_decision_the_page_to_tell_of_it_leads_on_for_who_tells(
    trajectory, cast, signed_in, lead
):
    trajectory.step = "decision"
    trajectory.save()
    address = reverse("work-feedback", args=[trajectory.case_number])
    on = f'href="{reverse("work-process", args=[trajectory.case_number])}" >Ga verder bij'
    assert on not in in_one_line(signed_in(cast.samira).get(address))
    decided(trajectory, **lead | {"by": cast.iris})

    hers = in_one_line(signed_in(cast.samira).get(address))
    assert "Er is een besluit. Laat het traject eerst verder gaan naar ‘Terug naar u’." in hers
    assert on in hers
    others = in_one_line(signed_in(cast.iris).get(address))
    assert "Dit gebeurt na het besluit, door de projectleider of de coach." in others
    assert on not in others
