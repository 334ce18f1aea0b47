"""A light change holds at once, is told, and one objection turns it into an ordinary change."""

import re
from datetime import UTC, datetime, time, timedelta

import pytest
from django.urls import reverse

from speelruimte.activities.actions import (
    cancel_activity,
    follow_plan,
    move_activity,
    open_activity,
)
from speelruimte.activities.models import Activity, Contribution
from speelruimte.activities.queries import promised
from speelruimte.activities.rules import day as as_read
from speelruimte.activities.terms import answer_due
from speelruimte.agreements.actions import leave_party, name_party
from speelruimte.agreements.light_texts import texts_to_mend
from speelruimte.agreements.models import Frame, Objection, Party, Stand, Version
from speelruimte.agreements.queries import (
    agreement_of,
    open_version,
    parties_lacking,
    version_in_force,
)
from speelruimte.decisions.actions import answer_contribution
from speelruimte.decisions.kept import draft_of
from speelruimte.decisions.terms import next_answer_due
from speelruimte.notices import letter_context
from speelruimte.notices.letters import compose_mail
from speelruimte.notices.models import Message
from speelruimte.people.actions import join_organisation
from speelruimte.people.models import Organisation
from speelruimte.places.models import Area, Street
from speelruimte.promise.lateness import late_answers
from speelruimte.route.light_change import change_lightly_and_tell, object_and_tell
from speelruimte.route.verification import verify
from speelruimte.shared.errors import AlreadyDone, NotAllowed
from speelruimte.website.days import day_words
from tests.steps.agreement import HEARD, adopted_agreement, fresh
from tests.steps.bare import words
from tests.steps.proving import without_locks
from tests.steps.refusing import refuses
from tests.steps.writing import writing_by_hand

WHY = "Een letter was vergeten."


@pytest.fixture(autouse=True)
def _today_is_in_the_story(time_machine, now):
    time_machine.move_to(now, tick=False)


@pytest.fixture
def adopted(trajectory, cast, now, today):
    """In force, with ideas open; the Wijkraad is party and Henk speaks for it."""
    adopted_agreement(trajectory, cast, at=now)
    council = Organisation.objects.get(name="Wijkraad Centrum")
    join_organisation(council, person=cast.henk, speaks_for=True, by=None, at=now)
    version = version_in_force(fresh(trajectory))
    phase = version.phases.get()
    open_activity(
        version.trajectory,
        phase=phase.key,
        planned=phase.methods.first().key,
        by=cast.samira,
        at=now,
        on=today,
    )
    return version


def place_of(version):
    section = version.sections.filter(part="plan").first()
    return f"section:plan:{section.key}", section.text


def mended(version, cast, now, *, by=None, text="Zo zitt het hier.", days=None):
    place, _text = place_of(version)
    return change_lightly_and_tell(
        version,
        texts={place: text},
        last_days=days or {},
        reason=WHY,
        by=by or cast.samira,
        at=now,
    )


def test_the_mail_says_what_changed_and_not_twice_of_a_day(adopted, cast, now):
    _place, before = place_of(adopted)
    phase = adopted.phases.get()
    day = phase.ends_on + timedelta(days=14)
    mended(adopted, cast, now, days={phase.key: day})

    text = compose_mail(Message.objects.get(kind="light_change_told")).text

    assert "Dit is anders:" in text
    assert f"Eerst: {before}" in text
    assert "Nu: Zo zitt het hier." in text
    assert text.count(day_words(day)) == 1


def test_more_than_a_mail_can_hold_is_left_to_the_page(adopted, cast, now, monkeypatch):
    monkeypatch.setattr(letter_context, "MOST_LETTERS_OF_CHANGES", 20)
    mended(adopted, cast, now)

    text = compose_mail(Message.objects.get(kind="light_change_told")).text

    assert "Dit is anders:" not in text
    assert "U ziet precies wat er anders is en waarom." in text


def test_a_light_change_holds_at_once_and_parties_hear_until_when_they_can_object(
    client, adopted, cast, now, today
):
    phase = adopted.phases.get()
    day = phase.ends_on + timedelta(days=14)
    light = mended(adopted, cast, now, days={phase.key: day})

    trajectory = fresh(adopted.trajectory)
    assert version_in_force(trajectory) == light
    assert light.objections_until == today + timedelta(days=7)
    assert trajectory.activities.get().closes_on == day
    assert verify().faults == []
    [letter] = Message.objects.filter(kind="light_change_told")
    assert letter.person == cast.henk
    assert reverse("agreement-objection", args=[trajectory.slug]) in compose_mail(letter).text
    assert f"De laatste dag van ‘{phase.name}’ is nu {day_words(day)}." in compose_mail(letter).text
    assert not Message.objects.filter(kind="agreement_changed", person=cast.henk).exists()
    page = client.get(reverse("agreement-difference", args=[trajectory.slug, 2])).content.decode()
    assert "Dit is een kleine wijziging" in page
    assert WHY in page
    # Who agreed is still somebody whose agreement a next change must ask.
    assert [stand.on_earlier_text for stand in light.stands.all()] == [True]
    assert light.askings.get().asked_at == adopted.askings.get().asked_at
    assert not [said for said in verify().beside if said.startswith("agreements_")]


def test_one_objection_puts_the_text_back_and_makes_it_an_ordinary_change(
    adopted, cast, now, today, browser_of
):
    phase = adopted.phases.get()
    light = mended(adopted, cast, now, days={phase.key: phase.ends_on + timedelta(days=14)})
    trajectory = adopted.trajectory
    browser = browser_of(cast.henk)
    page = reverse("agreement-objection", args=[trajectory.slug])
    assert browser.post(page, {"reason": "x"}).status_code == 422
    browser.get(page)
    answer = browser.post(page, {"reason": "Die twee weken zijn te lang."})
    assert answer.status_code == 302
    said = browser.get(answer.url).content.decode()
    assert "Uw nee is vastgelegd" in said.partition("</title>")[0]
    again = browser.post(page, {"reason": "Nog een keer nee."})
    assert again.status_code == 422
    assert "uiterlijk op" not in again.content.decode()

    back = version_in_force(fresh(trajectory))
    assert (back.number, back.kind, back.amends) == (3, Version.Kind.PUT_BACK, light.number)
    assert [agreement_of(version).is_put_back for version in (light, back)] == [False, True]
    assert back.phases.get().ends_on == phase.ends_on
    assert trajectory.activities.get().closes_on == phase.ends_on
    draft = open_version(fresh(trajectory))
    assert (draft.kind, draft.amends) == (Version.Kind.ORDINARY, 3)
    assert draft.phases.get().ends_on == phase.ends_on + timedelta(days=14)
    assert parties_lacking(draft)
    assert Message.objects.get(kind="light_change_objected").person == cast.samira
    assert verify().faults == []
    answer = browser_of(cast.stranger).get(page)
    assert answer.status_code == 403


def test_what_is_no_light_change_is_refused(adopted, cast, now, today):
    phase = adopted.phases.get()
    Area.objects.create(key="zat", name="Zat")
    Street.objects.create(key="heir", name="Heir", sought="heir")
    for text, said in (
        ("Zo zat het hier.", "een gebied, een straat"),
        ("Zo zit het heir.", "een gebied, een straat"),
        ("Zo zit het niet hier.", "kan een belofte omkeren"),
        ("Zo zit het hier in 2027.", "is een getal, een dag of een bedrag"),
        ("Zo zit het daarginds.", "meer dan spelling"),
        ("Zo zit het hierr.", "‘hier’ is goed gespeld"),
        ("Zo zit het hier u.", "zegt over wie het gaat"),
    ):
        with refuses("not_light", field=place_of(adopted)[0]) as broken:
            mended(adopted, cast, now, text=text)
        assert said in broken.value.sentence
    with refuses("nothing_changed"):
        mended(adopted, cast, now, text=place_of(adopted)[1])
    for days, code in ((29, "longer_than_the_policy"), (-1, "earlier_last_day")):
        with refuses(code, field=f"phase:{phase.key}"):
            mended(adopted, cast, now, days={phase.key: phase.ends_on + timedelta(days=days)})
    with pytest.raises(NotAllowed):
        mended(adopted, cast, now, by=cast.iris)
    assert fresh(adopted.trajectory).versions.count() == 1


def test_many_light_changes_are_measured_together(adopted, cast, now, later):
    phase = adopted.phases.get()
    first = mended(adopted, cast, now, days={phase.key: phase.ends_on + timedelta(days=20)})
    with refuses("objections_possible"):
        mended(first, cast, now, text="Zo zzit het hier.")
    with refuses("longer_than_the_policy"):
        mended(
            first, cast, later(8), text="Zo zzit het hier.",
            days={phase.key: phase.ends_on + timedelta(days=40)},
        )  # fmt: skip
    with refuses("not_light"):
        mended(first, cast, later(8), text="Zoo ziit hett hierr.")
    place = f"frame:{Frame.objects.filter(version=first, text__gt='').first().number}"
    party = first.trajectory.parties.get()
    with refuses("too_late_to_object"):
        object_and_tell(
            first, party=party, reason="Te laat gezegd.", by=cast.samira, at=later(8), **HEARD
        )
    assert change_lightly_and_tell(
        first, texts={place: "dat is eerder besloten"}, last_days={}, reason=WHY,
        by=cast.samira, at=later(8),
    ).number == 3  # fmt: skip


def test_the_form_keeps_what_was_typed_and_says_which_rule(adopted, cast, browser_of):
    page = reverse("work-light-change", args=[adopted.trajectory.case_number])
    browser = browser_of(cast.samira)
    opened = browser.get(page).content.decode()
    assert "Hoogstens drie woorden in een alinea" in opened
    assert "Geen woord dat goed gespeld is." in opened
    place, _text = place_of(adopted)
    phase = adopted.phases.get()
    sent = {there: text.text for there, text in texts_to_mend(adopted).items()}
    sent |= {f"phase:{phase.key}": phase.ends_on.isoformat(), "reason": WHY, "do": "change"}
    refused = browser.post(page, sent | {place: "Zo zit het niet hier."})
    assert refused.status_code == 422
    assert "kan een belofte omkeren" in refused.content.decode()
    assert "Zo zit het niet hier." in refused.content.decode()
    stale = browser.post(page, sent | {place: "Zo zitt het hier.", "etag": "0" * 64})
    assert "intussen gewijzigd" in stale.content.decode()
    assert browser.post(page, sent | {place: "Zo zitt het hier."}).status_code == 302
    objecting = browser.get(page).content.decode()
    assert "Welke partij zegt nee?" in objecting
    assert browser_of(cast.nadia).get(page).status_code == 403


def test_who_is_party_by_name_objects_with_the_link_of_the_mail(trajectory, client, cast, now):
    adopted_agreement(trajectory, cast, at=now)
    version = version_in_force(fresh(trajectory))
    party = name_party(
        version.trajectory, name="Els", email="els@lindewold.example", by=cast.samira, at=now
    )
    mended(version, cast, now)
    mail = compose_mail(Message.objects.get(kind="light_change_told", contact=party.contact)).text
    link = re.search(r"http\S+(/trajecten/\S+/nee/\S+)", mail).group(1)
    assert "Els" in client.get(link).content.decode()
    answered = client.post(link, {"reason": "Dit klopt zo niet."}, follow=True)
    assert "vastgelegd" in answered.content.decode()
    assert version_in_force(fresh(trajectory)).reason_for_change.startswith("Een partij zei nee")
    cut_off = client.get(link[:-3] + "/")
    assert cut_off.status_code == 404
    assert "Kijk of u het hele adres uit onze mail hebt" in cut_off.content.decode()


def test_an_evening_in_the_longer_phase_keeps_its_day_when_a_party_objects(
    trajectory, cast, now, today, later
):
    adopted_agreement(trajectory, cast, at=now, methods=("ideas", "evening"))
    version = version_in_force(fresh(trajectory))
    phase = version.phases.get()
    who = {"by": cast.samira, "at": now}
    evening = open_activity(
        version.trajectory, phase=phase.key, planned="bewonersavond", held_on=today, on=today, **who
    )
    light = mended(version, cast, now, days={phase.key: phase.ends_on + timedelta(days=14)})
    day = phase.ends_on + timedelta(days=7)
    move_activity(evening, held_on=day, reason="De zaal staat onder water.", **who)

    object_and_tell(
        light, party=light.trajectory.parties.get(), reason="Dat duurt te lang.", **who, **HEARD
    )

    evening = Activity.objects.get(pk=evening.pk)
    assert (evening.closes_on, evening.promised_until) == (day, day)
    (row,) = (row for row in promised(fresh(trajectory)) if row.activity == evening)
    assert not row.plan_moved
    with refuses("follows_already", kind=AlreadyDone):
        follow_plan(evening, on=today, **who)
    report = draft_of(fresh(trajectory), on=day + timedelta(days=1))
    (kept,) = (row for row in report if row["promise"].endswith(f":{evening.planned}"))
    assert (kept["measured"], kept["seen"]) == ("partly", f"Verplaatst: dit was op {as_read(day)}.")
    cancel_activity(evening, reason="Niemand kan die avond.", **who)


def test_who_sent_words_before_a_last_day_became_later_keeps_the_promised_day_of_answer(
    adopted, cast, now, today
):
    activity = Activity.objects.get()
    before = words(activity, "Te smal.", received_at=now, created_at=now)
    promised = answer_due(before)
    phase = adopted.phases.get()
    days = {phase.key: phase.ends_on + timedelta(days=14)}

    mended(adopted, cast, now, days=days)
    tomorrow = now + timedelta(days=1)
    activity.refresh_from_db()
    after = words(activity, "Een bank.", received_at=tomorrow, created_at=tomorrow)

    assert answer_due(fresh_words(before)) == promised
    assert answer_due(after) == promised + timedelta(days=14) == answer_due(activity)
    assert next_answer_due(activity.trajectory) == promised
    late = promised + timedelta(days=1)
    assert late_answers(fresh(activity.trajectory), day=late) == {activity.pk: promised}
    said = {"verdict": "taken_over", "reason": "Dat kan.", "by": cast.samira, "on": today}
    on_that_day = datetime.combine(late, time(12), tzinfo=UTC)
    for contribution in (before, after):
        answer_contribution(contribution, at=on_that_day, **said)
    report = {row["promise"]: row for row in draft_of(fresh(activity.trajectory), on=late)}
    assert report["answers"]["seen"] == "1 keer op tijd, 1 keer later."


def fresh_words(contribution):
    return Contribution.objects.get(pk=contribution.pk)


def _beside():
    """What verifying says of rows of the agreement."""
    return [said for said in verify().beside if said.startswith("agreements_")]


def test_what_parties_said_is_held_by_the_journal_also_in_a_text_that_was_put_back(
    adopted, cast, now
):
    light = mended(adopted, cast, now)
    party = light.trajectory.parties.get()
    object_and_tell(light, party=party, reason="Dat is niet alleen spelling.", by=cast.henk, at=now)
    named = name_party(light.trajectory, name="Anna de Vries", by=cast.samira, at=now)
    leave_party(named, by=cast.samira, at=now)
    assert Stand.objects.count() > 1
    assert _beside() == []

    month = timedelta(days=-30)
    other = Organisation(name="Een andere club", kind=party.organisation.kind)
    otherwise = {
        (Version, "state"): Version.State.REJECTED,
        (Version, "reason_for_change"): "Zomaar.",
        (Version, "one_sided_reason"): "Het moest.",
        (Version, "how_weighed"): "Niet.",
        (Version, "decided_by"): "anders",
        (Stand, "agrees"): False,
        (Stand, "as_name"): "Een andere club",
        (Stand, "note"): "Van harte.",
        (Stand, "on_earlier_text"): True,
        (Stand, "recorded_at"): now + month,
        (Objection, "reason"): "Zomaar.",
        (Objection, "recorded_at"): now + month,
        (Party, "organisation"): other,
    }
    with without_locks(), writing_by_hand(because="somebody changes a row in the database"):
        other.save()
        for (model, column), value in otherwise.items():
            row = model.objects.order_by("pk").last()
            stood = getattr(row, column)
            assert stood != value
            rows = model.objects.filter(pk=row.pk)
            rows.update(**{column: value})
            key = f"{model._meta.db_table}:{row.pk} "
            assert [said.startswith(key) for said in _beside()] == [True], column
            rows.update(**{column: stood})
    assert _beside() == []
