# ruff: noqa: F811  (fixtures come in by name)
"""A leader lets a phase last longer with one button: at once, or laid before who adopts."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate

from speelruimte.activities.terms import day_of_answer
from speelruimte.agreements.actions import plan_moment
from speelruimte.agreements.queries import open_version, version_in_force
from speelruimte.policy.terms import last_day_made_later
from speelruimte.route.altering import close_and_tell, reopen_and_tell
from speelruimte.route.extending import longer_at_once, why_no_longer
from speelruimte.route.light_change import change_lightly_and_tell
from speelruimte.shared.terms import next_working_day
from speelruimte.trajectories.actions import policy_of
from speelruimte.trajectories.models import Step, Trajectory
from speelruimte.website.days import day_words
from tests.agreements.test_light_change import _today_is_in_the_story, adopted  # noqa: F401
from tests.steps.agreement import adopted_agreement, fresh
from tests.steps.proving import without_locks
from tests.steps.refusing import refuses
from tests.steps.snapshots import built_anew
from tests.steps.writing import writing_by_hand

WHY = "Veel mensen waren met vakantie."


@pytest.fixture
def phase(adopted):
    return adopted.phases.get()


@pytest.fixture
def page(adopted, phase):
    return reverse("work-extend", args=[adopted.trajectory.case_number, phase.key])


def last_day(adopted):
    return version_in_force(fresh(adopted.trajectory)).phases.get().ends_on


@pytest.mark.parametrize("name", ["process", "activities", "move-activity"])
def test_the_button_stands_where_a_leader_sees_the_last_day(signed_in, cast, adopted, page, name):
    more = [adopted.trajectory.activities.get().key] if name == "move-activity" else []
    here = reverse(f"work-{name}", args=[adopted.trajectory.case_number, *more])
    held_on = adopted.phases.get().ends_on
    if more:
        adopted.trajectory.activities.update(held_on=held_on)

    assert f'href="{page}"' in signed_in(cast.samira).get(here).content.decode()


def test_it_stands_for_nobody_else_and_not_once_the_phase_is_over(
    signed_in, cast, adopted, page, phase, time_machine
):
    here = reverse("work-process", args=[adopted.trajectory.case_number])
    reads = signed_in(cast.iris)
    assert page not in reads.get(here).content.decode()
    assert reads.get(page).status_code == 403
    time_machine.move_to(f"{phase.ends_on + timedelta(days=1)}T10:00:00+01:00", tick=False)
    leads = signed_in(cast.samira)
    assert page not in leads.get(here).content.decode()
    assert "zonder nieuw besluit" not in leads.get(page).content.decode()


def test_a_day_within_the_term_of_the_policy_holds_at_once(signed_in, cast, adopted, page, phase):
    day = phase.ends_on + timedelta(days=14)
    client = signed_in(cast.samira)
    etag = client.get(page).context["form"]["etag"].value()

    done = client.post(page, {"ends_on": day.isoformat(), "reason": WHY, "etag": etag})

    assert done.url == reverse("work-process", args=[adopted.trajectory.case_number])
    assert last_day(adopted) == day
    assert adopted.trajectory.activities.get().closes_on == day


def test_beside_a_later_last_day_stands_until_when_a_party_can_say_no_and_which_day_holds_then(
    signed_in, cast, adopted, page, phase, client, time_machine, today
):
    day, until = phase.ends_on + timedelta(days=7), today + timedelta(days=7)
    says_no = f"Een partij kan nog nee zeggen tot en met {day_words(until)}."
    falls_back = (
        f"Tot en met {day_words(until)} kan een partij daar nee tegen zeggen. Dan kan het tot en met "
        f"{day_words(phase.ends_on)}."
    )
    activity = adopted.trajectory.activities.get()
    slug = adopted.trajectory.slug
    public = [reverse("process", args=[slug]), reverse("take-part", args=[slug, activity.key])]
    leads = signed_in(cast.samira)
    assert says_no in leads.get(page).content.decode()
    assert all(falls_back not in client.get(url).content.decode() for url in public)

    done = leads.post(page, {"ends_on": day.isoformat(), "reason": WHY})

    assert says_no in leads.get(done.url).content.decode()
    assert all(falls_back in client.get(url).content.decode() for url in public)
    time_machine.move_to(f"{until + timedelta(days=1)}T10:00:00+01:00", tick=False)
    assert all(falls_back not in client.get(url).content.decode() for url in public)


def test_what_changed_says_before_the_texts_what_goes_otherwise_now(
    signed_in, cast, adopted, page, phase, client, now
):
    day = phase.ends_on + timedelta(days=7)
    typed = {"ends_on": day.isoformat(), "reason": WHY}
    assert signed_in(cast.samira).post(page, typed).status_code == 302
    activity = adopted.trajectory.activities.get()
    on = localdate(now)
    close_and_tell(activity, reason="Er kwam genoeg binnen.", on=on, by=cast.samira, at=now)
    slug = adopted.trajectory.slug

    for name in ("agreement-difference", "agreement-version"):
        shown = " ".join(client.get(reverse(name, args=[slug, 2])).content.decode().split())
        notice, locked = shown.index(f"Eerder gesloten: {activity.title}"), "Dit gaat nu anders:"
        assert shown.index(locked) < notice < shown.index(phase.question, notice)
        assert "De reden: Er kwam genoeg binnen." in shown


def test_a_later_day_is_laid_before_who_adopts_with_what_was_typed(
    signed_in, cast, adopted, page, phase
):
    day = phase.ends_on + timedelta(days=60)

    client, typed = signed_in(cast.samira), {"ends_on": day.isoformat(), "reason": WHY}
    asked = client.post(page, typed)
    assert asked.status_code == 422
    assert "begint u een gewone wijziging" in asked.content.decode()
    assert WHY in asked.content.decode()
    assert open_version(fresh(adopted.trajectory)) is None

    done = client.post(page, typed | {"do": "change"})

    assert done.url == reverse("work-adoption", args=[adopted.trajectory.case_number])
    assert last_day(adopted) == phase.ends_on
    draft = open_version(fresh(adopted.trajectory))
    assert (draft.phases.get().ends_on, draft.reason_for_change) == (day, WHY)
    assert draft.phases.get().question == phase.question


def test_a_phase_that_lasts_as_long_as_it_can_is_offered_no_later_day(
    signed_in, cast, trajectory, now, monkeypatch
):
    version, page = plan_with(
        trajectory, cast, now, monkeypatch, days=41, _parties=lambda version, who: None
    )
    client = signed_in(cast.samira)
    light = reverse("work-light-change", args=[trajectory.case_number])
    named = f"phase:{version.phases.get().key}"
    assert named in client.get(light).context["form"].fields
    longest = last_day_made_later(policy_of(trajectory), version.phases.get().ends_on)

    assert client.post(page, {"ends_on": longest.isoformat(), "reason": WHY}).status_code == 302

    assert last_day(version) == longest
    assert named not in client.get(light).context["form"].fields
    assert "zonder nieuw besluit" not in client.get(page).content.decode()


def plan_with(trajectory, cast, now, monkeypatch, *, days, **instead):
    """In force with another step in its plan."""
    for name, step in instead.items():
        monkeypatch.setattr(f"tests.steps.agreement.{name}", step)
    ends_on = localdate(now) + timedelta(days=days)
    with built_anew():
        adopted_agreement(trajectory, cast, at=now, ends_on=ends_on)
    version = version_in_force(fresh(trajectory))
    key = version.phases.get().key
    return version, reverse("work-extend", args=[trajectory.case_number, key])


def test_where_no_party_is_asked_again_the_change_lies_before_the_body_at_once(
    signed_in, cast, trajectory, now, monkeypatch
):
    version, page = plan_with(
        trajectory, cast, now, monkeypatch, days=37, _parties=lambda version, who: None
    )
    day = version.phases.get().ends_on + timedelta(days=14)

    client = signed_in(cast.samira)
    typed = {"ends_on": day.isoformat(), "reason": WHY, "do": "change"}
    done = client.post(page, typed)

    assert "De verlenging ligt voor." in client.get(done.url).content.decode()
    assert open_version(fresh(version.trajectory)).state == "offered"
    told = client.get(page).content.decode()
    assert "Er wordt al aan een wijziging" in told
    assert "zonder nieuw besluit" not in told
    second = client.post(page, {"ends_on": day.isoformat(), "reason": WHY})
    assert second.status_code == 422
    assert WHY in second.content.decode()


def test_a_day_that_needs_more_to_change_goes_into_a_change_that_says_what_is_missing(
    signed_in, cast, trajectory, now, monkeypatch
):
    version, page = plan_with(
        trajectory,
        cast,
        now,
        monkeypatch,
        days=38,
        _decision_day=lambda policy, phase: next_working_day(
            day_of_answer(policy, closes_on=phase.ends_on, received_on=phase.ends_on)
        ),
    )
    day = version.phases.get().ends_on + timedelta(days=21)
    typed = {"ends_on": day.isoformat(), "reason": WHY}
    client = signed_in(cast.samira)

    refused = client.post(page, typed)
    assert refused.status_code == 422
    assert "Begin een gewone wijziging" in refused.content.decode()
    done = client.post(page, typed | {"do": "change"})

    draft = open_version(fresh(version.trajectory))
    assert (draft.state, draft.phases.get().ends_on) == ("draft", day)
    assert "De wijziging staat klaar" in client.get(done.url).content.decode()


def a_count(days_after):
    """Who leads plans the counting so many days after the phase."""

    def with_counting(version, who):
        ends_on = version.phases.get().ends_on
        day = next_working_day(ends_on + timedelta(days=days_after))
        plan_moment(version, day=day, what="We tellen de stemmen", **who)

    return {"_parties": with_counting}


def a_decision_soon_after_the_answers():
    def day(policy, phase):
        due = day_of_answer(policy, closes_on=phase.ends_on, received_on=phase.ends_on)
        return next_working_day(due + timedelta(days=5))

    return {"_parties": lambda version, who: None, "_decision_day": day}


@pytest.mark.parametrize(
    ("days", "instead", "why"),
    [
        (44, a_count(1), "We tellen de stemmen"),
        (45, a_count(9), "We tellen de stemmen"),
        (46, a_decision_soon_after_the_answers(), "krijgt antwoord uiterlijk op"),
    ],
)
def test_the_day_that_the_page_promises_holds_and_the_day_after_it_does_not(
    signed_in, cast, trajectory, now, monkeypatch, days, instead, why
):
    version, page = plan_with(trajectory, cast, now, monkeypatch, days=days, **instead)
    phase, policy = version.phases.get(), policy_of(trajectory)
    client = signed_in(cast.samira)
    shown = client.get(page)
    assert why in shown.content.decode()
    light = reverse("work-light-change", args=[trajectory.case_number])
    field = client.get(light).context["form"].fields[f"phase:{phase.key}"]
    assert why in field.help_text
    promised = longer_at_once(cast.samira, version, phase, policy, on=localdate(now)).until
    assert promised is None or promised < last_day_made_later(policy, phase.ends_on)
    assert shown.context["until"] == day_words(promised)
    assert day_words(promised) in field.help_text
    last = promised or phase.ends_on
    named = f"Kiest u {day_words(last + timedelta(days=1))} of later, dan staat dit in de weg: "
    assert named in " ".join(shown.content.decode().split())
    assert named in field.help_text
    later = {"ends_on": (last + timedelta(days=1)).isoformat(), "reason": WHY}
    with refuses("not_yet"):
        change_lightly_and_tell(
            version,
            texts={},
            last_days={phase.key: last + timedelta(days=1)},
            reason=WHY,
            by=cast.samira,
            at=now,
        )
    assert client.post(page, later).status_code == 422
    assert open_version(fresh(version.trajectory)) is None

    if promised:
        sent = {"ends_on": promised.isoformat(), "reason": WHY}
        assert client.post(page, sent).status_code == 302
    assert last_day(version) == last


def test_a_change_is_not_asked_for_before_what_is_wrong_is_said(
    signed_in, cast, adopted, page, phase
):
    late = (phase.ends_on + timedelta(days=60)).isoformat()
    client = signed_in(cast.samira)

    for do in ({}, {"do": "change"}):
        answer = client.post(page, {"ends_on": late, "reason": "x"} | do)
        assert answer.status_code == 422
        assert "Schrijf een zin." in answer.content.decode()
        assert "begint u een gewone wijziging" not in answer.content.decode()


@pytest.mark.parametrize("do", ["", "change"])
def test_a_moment_after_the_phase_does_not_come_to_lie_in_it(
    signed_in, cast, trajectory, now, monkeypatch, do
):
    def with_counting(version, who):
        plan_moment(version, day=counted, what="We tellen de stemmen", **who)

    ends_on = localdate(now) + timedelta(days=43)
    counted = next_working_day(ends_on + timedelta(days=3))
    version, page = plan_with(trajectory, cast, now, monkeypatch, days=43, _parties=with_counting)
    typed = {"reason": WHY, "do": do}
    client = signed_in(cast.samira)

    answer = client.post(page, typed | {"ends_on": counted.isoformat()})

    if do:  # it lies before nobody, so that the moment can get another day first
        assert open_version(fresh(version.trajectory)).state == "draft"
        return
    said = answer.content.decode()
    assert answer.status_code == 422
    assert "We tellen de stemmen" in said
    assert "Begin een gewone wijziging" in said
    day_before = counted - timedelta(days=1)
    assert client.post(page, typed | {"ends_on": day_before.isoformat()}).status_code == 302
    assert last_day(version) == day_before


def test_what_is_no_longer_last_day_or_gives_no_reason_is_said_and_stays_typed(
    signed_in, cast, adopted, page, phase
):
    client = signed_in(cast.samira)
    for typed, said in (
        ({"ends_on": phase.ends_on.isoformat(), "reason": WHY}, "niets veranderd"),
        ({"ends_on": "2027-12-31", "reason": "x"}, "Schrijf een zin."),
        ({"ends_on": "", "reason": WHY}, "Nieuwe laatste dag"),
    ):
        answer = client.post(page, typed)
        assert answer.status_code == 422
        assert said in answer.content.decode()
        assert typed["reason"] in answer.content.decode()
    assert last_day(adopted) == phase.ends_on


@pytest.mark.parametrize(("name", "days"), [("extend", 39), ("light-change", 40)])
def test_after_a_colleague_changed_the_agreement_the_same_words_hold_with_the_next_press(
    signed_in, cast, trajectory, now, monkeypatch, name, days
):
    version, extending = plan_with(
        trajectory, cast, now, monkeypatch, days=days, _parties=lambda version, who: None
    )
    phase = version.phases.get()
    page = extending if name == "extend" else reverse(f"work-{name}", args=[trajectory.case_number])
    day_named = "ends_on" if name == "extend" else f"phase:{phase.key}"
    client = signed_in(cast.samira)
    form = client.get(page).context["form"]
    typed = {bound.html_name: bound.value() or "" for bound in form}
    longer = (phase.ends_on + timedelta(days=14)).isoformat()
    typed |= {day_named: longer, "reason": WHY, "do": "" if name == "extend" else "change"}
    theirs = (phase.ends_on + timedelta(days=7)).isoformat()
    assert client.post(extending, {"ends_on": theirs, "reason": WHY}).status_code == 302

    refused = client.post(page, typed)

    assert refused.status_code == 422
    told = refused.content.decode()
    assert "De afspraken zijn intussen gewijzigd." in told
    assert WHY in told
    assert longer in told
    assert date_format(last_day(version), "j F Y") in told
    again = typed | {"etag": refused.context["form"]["etag"].value()}
    assert client.post(page, again).status_code == 302
    assert last_day(version).isoformat() == longer


def test_a_phase_of_which_all_was_closed_says_so_and_lasts_no_longer(
    signed_in, cast, adopted, page, phase, now, today
):
    lead = {"by": cast.samira, "at": now}
    trajectory, day = adopted.trajectory, phase.ends_on + timedelta(days=14)
    here = reverse("work-process", args=[trajectory.case_number])
    light = reverse("work-light-change", args=[trajectory.case_number])
    client = signed_in(cast.samira)
    typed = {"ends_on": day.isoformat(), "reason": WHY}
    assert page in client.get(here).content.decode()

    close_and_tell(trajectory.activities.get(), reason="Alles is binnen.", on=today, **lead)

    shown = client.get(here).content.decode()
    assert page not in shown
    assert f"Gesloten op {date_format(today, 'j F Y')}" in shown
    opened = client.get(page).content.decode()
    assert "Heropen eerst wat verder moet gaan." in opened
    assert 'name="ends_on"' not in opened
    for more in ({}, {"do": "change"}):
        refused = client.post(page, typed | more)
        assert refused.status_code == 422
        assert "Heropen eerst wat verder moet gaan." in refused.content.decode()
        assert WHY in refused.content.decode()
    assert f"phase:{phase.key}" not in client.get(light).context["form"].fields
    with refuses("closed_before_its_last_day"):
        change_lightly_and_tell(
            adopted, texts={}, last_days={phase.key: day}, reason=WHY, etag="", **lead
        )
    assert last_day(adopted) == phase.ends_on
    reopen_and_tell(trajectory.activities.get(), reason="Toch nog een week.", **lead)
    assert page in client.get(here).content.decode()


def test_what_can_still_open_keeps_the_phase_and_further_on_nothing_opens_any_more(
    signed_in, cast, adopted, page, phase, now, today
):
    trajectory = adopted.trajectory
    close_and_tell(
        trajectory.activities.get(),
        reason="Er kwam genoeg binnen.",
        on=today,
        by=cast.samira,
        at=now,
    )
    with writing_by_hand(because="another way is planned, and the process is further on"):
        with without_locks():
            method = phase.methods.get()
            method.pk, method.key = None, "avond"
            method.save(force_insert=True)
        assert why_no_longer(phase, on=today) == ""
        Trajectory.objects.filter(pk=trajectory.pk).update(step=Step.RESULT)
        phase.version.trajectory.step = Step.RESULT
    assert "opent niets meer" in why_no_longer(phase, on=today)
    over = phase.ends_on + timedelta(days=1)
    assert why_no_longer(phase, on=over) == ""
