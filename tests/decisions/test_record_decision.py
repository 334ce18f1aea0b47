import json
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from speelruimte.activities.actions import publish_contribution
from speelruimte.decisions.actions import answer_contribution, answer_theme
from speelruimte.decisions.models import Decision, Result, Weight
from speelruimte.decisions.rules import (
    binding_of,
    check_outcome_lay,
    may_hold_over_decision,
    may_rectify_decision,
    recorder_named,
    rectifier_named,
)
from speelruimte.decisions.texts import canonical_text_of
from speelruimte.decisions.unanswered import number_we_left
from speelruimte.journal.models import Entry
from speelruimte.policy.schema import Binding
from speelruimte.shared.errors import AlreadyDone
from speelruimte.shared.fingerprints import fingerprint
from speelruimte.trajectories.models import Step
from speelruimte.trajectories.postponing import say_later
from speelruimte.website.days import day_words
from speelruimte.website.workbench.decision_form import DecisionForm
from tests.steps.answers import decided, grouped
from tests.steps.bare import a_trajectory, a_waiver, an_agreement, words
from tests.steps.refusing import refuses
from tests.steps.writing import writing_by_hand


@pytest.fixture
def theme(trajectory, activity, lead):
    theme = grouped(trajectory, [words(activity)], title="Groen", **lead)
    answer_theme(theme, verdict="taken_over", reason="We planten bomen.", **lead)
    trajectory.step = "decision"
    trajectory.save()
    return theme


@pytest.fixture
def secretary(cast, now, today):
    return {"by": cast.iris, "at": now, "on": today}


def test_a_decision_says_how_each_theme_weighed(trajectory, theme, secretary):
    decision = decided(trajectory, **secretary, weights={theme: "Daarom komen er tien bomen."})

    assert decision.body == "college"
    assert decision.weights.get().theme == theme
    entry = Entry.objects.get(verb="decision_recorded")
    assert fingerprint(canonical_text_of(entry.about)) == entry.facts["text_fingerprint"]
    assert "bomen" not in entry.text


@pytest.mark.parametrize("state", ["waiting", "published"])
def test_words_that_came_in_time_and_were_typed_in_too_late_have_an_answer_first(
    trajectory, theme, activity, secretary, lead, cast, state
):
    letter = words(activity, timing="missed", state=state)
    late = words(activity, timing="late")
    with refuses("words_in_time_wait"):
        decided(trajectory, **secretary)
    if state == "waiting":
        publish_contribution(letter, by=cast.lotte, at=lead["at"])
    with refuses("words_in_time_wait"):
        decided(trajectory, **secretary)
    answer_contribution(letter, verdict="not", reason="Er is geen plek voor.", **lead)
    assert decided(trajectory, **secretary)
    assert not late.answers.exists()


def test_what_we_left_is_counted_in_two_queries(trajectory, activity, django_assert_num_queries):
    for state in ("waiting", "published", "withdrawn"):
        words(activity, timing="missed", state=state)
        words(activity, timing="late", state=state)
        words(activity, state=state)

    with django_assert_num_queries(2):
        assert number_we_left(trajectory) == 2


def test_frozen_texts_name_process_and_theme_as_the_journal_does_and_no_row(
    trajectory, theme, secretary
):
    decision = decided(trajectory, **secretary, weights={theme: "Daarom komen er tien bomen."})

    text = json.loads(decision.text)
    assert text["trajectory"] == trajectory.case_number
    assert text["weights"] == {theme.public_key: "Daarom komen er tien bomen."}
    answer = theme.answers.get()
    assert json.loads(answer.text)["theme"] == theme.public_key
    assert Entry.objects.get(verb="answered").facts["theme"] == theme.public_key
    assert Entry.objects.get(verb="theme_made").about == theme.key == f"theme:{theme.public_key}"


def test_under_a_promise_to_explain_no_theme_is_left_out(trajectory, theme, secretary):
    with refuses("weight_needed"):
        decided(trajectory, **secretary, weights={})


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"reasons": " "}, "empty"),
        ({"what": ""}, "empty"),
        ({"number": ""}, "empty"),
        ({"decided_on": date(2027, 2, 10)}, "day_to_come"),
        ({"decided_on": date(2026, 1, 1)}, "before_it_began"),
        ({"body": "raad"}, "another_body_decides"),
        ({"departs": True}, "empty"),
        ({"departure": "Er komt geen fontein."}, "departure_without_departing"),
        ({"departure_frame": 1}, "departure_without_departing"),
    ],
)
def test_a_decision_without_its_grounds_is_refused(trajectory, theme, secretary, change, code):
    with refuses(code):
        decided(trajectory, **secretary, **change)

    assert not Decision.objects.exists()


def test_a_frame_without_departing_is_named_at_its_own_field(trajectory, theme, secretary):
    with refuses("departure_without_departing", field="departure_frame") as for_a_frame:
        decided(trajectory, **secretary, departure_frame=1)
    with refuses("departure_without_departing", field="departs") as for_what:
        decided(trajectory, **secretary, departure="Zo niet.", departure_frame=1)

    # One page asks it with a tick, another with a choice.
    for refused in (for_a_frame, for_what):
        assert "Geef dan ook aan dat het afwijkt van de uitkomst." in str(refused.value)


@pytest.fixture
def informed(policy, now, today):
    """A process in which people did not take part, and were told yesterday."""
    trajectory = a_trajectory(policy, route="college", step="decision", case_number="2027-0003")
    with writing_by_hand(because="the whole way to it is walked in the story of Assen"):
        a_waiver(
            trajectory,
            inform_by=today,
            published_at=now - timedelta(days=3),
            informed_on=today - timedelta(days=1),
            informed_how="Met een brief.",
        )
    return trajectory


def test_where_people_only_hear_of_it_they_hear_of_it_before_the_decision(
    informed, secretary, today
):
    with refuses("before_people_knew", field="decided_on"):
        decided(informed, **secretary, decided_on=today - timedelta(days=2))
    with refuses("no_outcome", field="departs"):
        decided(informed, **secretary, departs=True, departure="Wij doen het anders.")

    yesterday = today - timedelta(days=1)
    assert decided(informed, **secretary, decided_on=yesterday).decided_on == yesterday


def test_where_nobody_took_part_nothing_is_asked_about_what_came_out(
    informed, secretary, cast, browser_of, time_machine
):
    time_machine.move_to(secretary["at"], tick=False)
    desk, case = browser_of(cast.iris), informed.case_number
    html = desk.get(reverse("work-decision", args=[case])).content.decode()
    assert 'name="reasons"' in html
    assert 'name="departs"' not in html
    assert "Hoe woog de inbreng mee?" not in html
    sent = {
        "idempotency_key": "k" * 32,
        "decided_on": secretary["on"].isoformat(),
        "number": "B-1",
        "what": "De weg wordt breder.",
        "reasons": "Het is nodig voor de bus.",
    }
    assert desk.post(reverse("work-decision", args=[case]), sent).status_code == 302

    address = reverse("work-rectify-decision", args=[case])
    html = desk.get(address).content.decode()
    assert 'name="departs"' not in html
    assert 'name="departure"' not in html
    form = desk.get(address).context["form"]
    again = {name: form[name].value() or "" for name in form.fields}
    again |= {"what": "De weg wordt brede.", "why": "Een tikfout in de tekst."}
    assert desk.post(address, again).status_code == 302


def test_a_second_press_shows_the_first_decision(trajectory, theme, secretary):
    first = decided(trajectory, **secretary, idempotency_key="k" * 32)

    with refuses("decided_already", kind=AlreadyDone) as again:
        decided(trajectory, **secretary, idempotency_key="k" * 32)

    assert again.value.result == first


@pytest.mark.parametrize(
    ("who", "may"),
    [
        ("iris", True),  # secretary of the college, which decides here
        ("teun", False),  # records for the council
        ("samira", False),  # leads, and does not decide
        ("marleen", False),
        ("dewit", False),
        ("bos", False),
        ("wim", False),
        ("henk", False),
        ("stranger", False),
    ],
)
def test_who_records_what_the_college_decides(trajectory, theme, cast, secretary, who, may):
    person = secretary | {"by": getattr(cast, who)}
    if may:
        assert decided(trajectory, **person)
    else:
        with refuses("not_allowed"):
            decided(trajectory, **person)


def test_without_a_body_who_leads_records_it(policy, cast, now, today):
    trajectory = a_trajectory(policy, route="medewerker", step="decision")
    an_agreement(trajectory)

    decision = decided(trajectory, by=cast.marleen, at=now, on=today, number="")

    assert decision.body == "officials"
    other = a_trajectory(policy, route="medewerker", step="decision", case_number="2027-0002")
    with refuses("not_allowed"):
        decided(other, by=cast.iris, at=now, on=today)


@pytest.mark.parametrize("step", ["taking_part", "result", "feedback", "memory"])
def test_a_decision_is_recorded_in_its_own_step_only(trajectory, theme, secretary, step):
    trajectory.step = step
    trajectory.save()

    with refuses("not_in_this_step"):
        decided(trajectory, **secretary)


@pytest.mark.parametrize(
    ("group", "open_to", "binding"),
    [
        ("meeweten", "", Binding.NONE),
        ("meeweten", "meedenken", Binding.REASONED),
        ("meeweten", "meebeslissen", Binding.BINDING),
        ("meedenken", "meebeslissen", Binding.BINDING),
        ("meedenken", "meepraten", Binding.REASONED),
        ("meebeslissen", "meepraten", Binding.BINDING),
    ],
)
def test_the_strongest_promise_binds_whether_made_to_a_group_or_for_an_open_question(
    policy, group, open_to, binding
):
    trajectory = a_trajectory(policy, route="college", step="decision")
    an_agreement(trajectory, level=group, open_to=open_to)

    assert binding_of(trajectory) == binding


def test_a_group_with_a_role_alone_takes_nothing_from_what_was_promised_to_the_others(policy):
    trajectory = a_trajectory(policy, route="college", step="decision")
    an_agreement(trajectory, level="meebeslissen", say=3, helped_by="uitvoerder")

    assert binding_of(trajectory) == Binding.BINDING


def test_the_database_refuses_to_rewrite_a_decision(trajectory, theme, secretary):
    decision = decided(trajectory, **secretary)

    for change in (
        lambda: Decision.objects.filter(pk=decision.pk).update(reasons="Anders."),
        lambda: Weight.objects.filter(decision=decision).update(how="Anders."),
        lambda: Weight.objects.filter(decision=decision).delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_a_decision_of_yesterday_is_recorded_today(trajectory, theme, secretary):
    yesterday = secretary["on"] - timedelta(days=1)

    assert decided(trajectory, **secretary, decided_on=yesterday).decided_on == yesterday


def test_departing_from_what_binds_names_a_frame_that_was_set(policy, cast, now, today, secretary):
    trajectory = a_trajectory(policy, route="college", step="decision", case_number="2027-0007")
    an_agreement(trajectory, level="meebeslissen", say=3)
    away = {"departs": True, "departure": "Het plan valt buiten het kader."}

    with refuses("outcome_binds", field="departure_frame"):
        decided(trajectory, **secretary, **away)
    with refuses("outcome_binds", field="departure_frame"):
        decided(trajectory, **secretary, **away, departure_frame=2)

    assert decided(trajectory, **secretary, **away, departure_frame=1).departs


def test_departing_from_what_does_not_bind_is_explained_and_names_no_frame(
    trajectory, theme, secretary
):
    away = {"departs": True, "departure": "Er was te weinig geld."}

    assert decided(trajectory, **secretary, **away).departs


def test_only_themes_of_this_process_weigh(policy, trajectory, theme, secretary):
    elsewhere = a_trajectory(policy, route="college", case_number="2027-0009")
    other = elsewhere.themes.create(title="Verlichting")

    with refuses("theme_of_another_process"):
        decided(trajectory, **secretary, weights={theme: "Zwaar.", other: "Licht."})


@pytest.fixture
def promised(policy, today):
    """Lies before the college, with a decision promised for this day, and an evening before it."""

    def make(decided_on, announced_on=None, **more):
        trajectory = a_trajectory(policy, route="college", step="decision", **more)
        an_agreement(trajectory, decided_on=decided_on, announced_on=announced_on)
        return trajectory

    return make


def test_a_decision_on_another_day_than_promised_says_why_and_passes_nothing_over(
    client, promised, secretary, today
):
    day = today + timedelta(days=40)
    evening = promised(day, today + timedelta(days=10), case_number="2027-0002")
    with refuses("announced_first", field="decided_on"):
        decided(evening, **secretary, other_day="Er was haast.")
    trajectory = promised(day)
    with refuses("empty", field="other_day"):
        decided(trajectory, **secretary, other_day="")
    assert "other_day" in DecisionForm(trajectory=trajectory).fields

    decision = decided(trajectory, **secretary, other_day="Er was haast.")

    entry = Entry.objects.get(verb="decision_recorded")
    assert fingerprint(canonical_text_of(entry.about)) == entry.facts["text_fingerprint"]
    assert json.loads(decision.text)["other_day"] == "Er was haast."
    html = client.get(reverse("decision", args=[trajectory.slug])).content.decode()
    assert "Er was haast." in html
    assert f"Beloofd was een besluit op {day_words(day)}." in html


def test_a_body_decides_on_a_day_on_which_the_outcome_lay_there(promised, secretary, today):
    trajectory, day = promised(today), today - timedelta(days=1)
    check_outcome_lay(trajectory, day)  # where nothing was offered, nothing lies there
    result = Result.objects.create(trajectory=trajectory, summary="Bomen.", kept=[])
    check_outcome_lay(trajectory, day)
    result.offered_to, result.offered_on = "college", today
    result.save()

    with refuses("before_it_lay", field="decided_on"):
        decided(trajectory, **secretary, decided_on=day, other_day="Er was haast.")
    assert decided(trajectory, **secretary, decided_on=today)


def test_on_the_promised_day_no_reason_is_asked_and_none_is_kept(promised, secretary, today):
    decision = decided(promised(today), **secretary, other_day="Niet nodig.")

    assert decision.other_day == ""
    assert "other_day" not in json.loads(decision.text)


def test_a_later_day_that_was_told_with_its_reason_asks_no_second_one(
    promised, secretary, today, now, cast
):
    trajectory, day = promised(today - timedelta(days=3)), today - timedelta(days=3)
    before = {"at": now - timedelta(days=5), "on": today - timedelta(days=5)}
    said = {"what": "decision", "promised_on": day, "later_on": today, "reason": "Het was vol."}
    say_later(trajectory, **said, by=cast.samira, **before)

    assert decided(trajectory, **secretary, other_day="").decided_on == today


def test_departing_from_an_outcome_that_does_not_bind_is_departing_from_no_frame(
    trajectory, theme, secretary, client
):
    row = {"promise": "frame:1", "what": "Dit staat vast.", "far": "yes", "note": ""}
    Result.objects.create(
        trajectory=trajectory,
        summary="Bomen.",
        kept=[row],
        offered_to="college",
        offered_on=secretary["on"],
    )
    decided(trajectory, **secretary, departs=True, departure="Er komen minder bomen.")

    html = client.get(reverse("decision", args=[trajectory.slug])).content.decode()

    assert "Hier wijkt het besluit af" in html
    assert "tot het besluit" not in html
    assert "<b>ja</b>" in html


def test_the_secretary_of_the_body_rectifies_and_holds_over_and_without_a_body_who_leads_rectifies(
    policy, cast, today
):
    of_college = a_trajectory(policy, route="college", step=Step.DECISION)
    of_nobody = a_trajectory(policy, route="zelf", step=Step.DECISION, case_number="2027-0002")

    assert may_rectify_decision(cast.iris, of_college, on=today)
    assert not may_rectify_decision(cast.marleen, of_college, on=today)
    assert not may_rectify_decision(cast.iris, of_nobody, on=today)
    assert may_rectify_decision(cast.marleen, of_nobody, on=today)
    assert may_hold_over_decision(cast.iris, of_college, on=today)
    assert not may_hold_over_decision(cast.marleen, of_college, on=today)
    assert not may_hold_over_decision(cast.iris, of_nobody, on=today)
    assert not may_hold_over_decision(cast.marleen, of_nobody, on=today)
    assert rectifier_named(of_college) != rectifier_named(of_nobody) == "Projectleider"
    assert recorder_named(of_college) != recorder_named(of_nobody) == "Projectleider"
