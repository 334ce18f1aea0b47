"""The pages on which agreements are made, adopted and read."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from speelruimte.agreements.actions import amend
from speelruimte.agreements.models import Adoption, Frame, Section
from speelruimte.agreements.queries import current_agreement, open_version, version_in_force
from speelruimte.people.actions import join_organisation
from speelruimte.people.models import Organisation
from speelruimte.people.roles import Role
from speelruimte.route.actions import move_on
from speelruimte.weighing.actions import waive_participation
from speelruimte.weighing.models import CheckAnswer, Weighing
from tests.steps import agreement as steps
from tests.steps.browsing import Browser

SCRIPT = "<script>alert(1)</script>"


@pytest.fixture(autouse=True)
def _today_is_in_the_story(time_machine, now):
    time_machine.move_to(now, tick=False)


def words(answer):
    return answer.content.decode()


def test_who_writes_reads_that_the_text_is_locked_and_how_it_changes(
    story, trajectory, cast, now, sign_in, work
):
    story.planning()
    version = story.written_plan()
    phase = version.phases.first()
    move_on(steps.fresh(trajectory), by=cast.samira, at=now, on=timezone.localdate(now))

    locked = sign_in(cast.samira).get(work("phase", phase.key))

    assert locked.status_code == 403
    assert "Deze tekst ligt vast" in words(locked)
    assert "Uw rol mag dit hier niet doen" not in words(locked)
    assert "Uw rol mag dit" in words(sign_in(cast.fatma).get(work("phase", phase.key)))


PAGES = ["weighing", "waiver", "plan", "frames", "phases", "parties", "adoption"]


@pytest.mark.parametrize("page", PAGES)
def test_every_page_shows_at_every_moment_of_the_story(
    page, story, trajectory, cast, now, sign_in, work
):
    client = sign_in(cast.samira)
    moments = [lambda: None, story.planning, story.written_plan]
    for moment in moments:
        moment()
        assert client.get(work(page)).status_code == 200
    leader = {"by": cast.samira, "at": now}

    move_on(steps.fresh(trajectory), by=cast.samira, at=now, on=timezone.localdate(now))
    assert client.get(work(page)).status_code == 200
    version = steps.adopt_by_all(open_version(trajectory), cast, at=now)
    assert client.get(work(page)).status_code == 200

    amend(version, reason="Het moest anders.", **leader)
    assert client.get(work(page)).status_code == 200


@pytest.mark.once
@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("name", ["henk", "stranger"])
def test_who_has_no_role_gets_in_nowhere(name, page, cast, trajectory, sign_in, work):
    assert sign_in(getattr(cast, name)).get(work(page)).status_code == 403


@pytest.mark.parametrize("page", PAGES)
def test_who_is_not_signed_in_is_asked_to(page, trajectory, client, work):
    assert client.get(work(page)).status_code == 302


def test_the_weighing_is_filled_in_and_saved(trajectory, cast, sign_in, work):
    client = sign_in(cast.samira)
    page = client.get(work("weighing"))
    assert "Valt er iets te kiezen?" in words(page)

    answer = client.post(
        work("weighing"),
        {
            "how_early": "Heel vroeg.",
            "spoken_to": SCRIPT,
            "wishes": "Een avond.",
            "impact": "groot",
            "edits": "0",
            "seen": page.context["form"]["seen"].value(),
            "verdict-haalbaar": "yes",
            "reason-haalbaar": "Er is geld en tijd.",
            "edits-haalbaar": "0",
            **empty_answers(page),
        },
        follow=True,
    )

    assert answer.status_code == 200
    assert Weighing.objects.get().impact == "groot"
    assert CheckAnswer.objects.get().check_key == "haalbaar"
    assert SCRIPT not in words(answer)


def empty_answers(page):
    """The hidden counts of the questions that stay empty."""
    return {
        name: "0"
        for name in page.context["form"].fields
        if name.startswith("edits-") and name != "edits-haalbaar"
    }


def test_the_weighing_is_saved_in_two_sittings_and_an_answer_is_changed(trajectory, cast, work):
    samira, address = Browser(cast.samira), work("weighing")
    samira.send(address, **{"verdict-haalbaar": "no", "reason-haalbaar": "Er is geen geld."})
    page = samira.see(address)
    assert "reason-haalbaar" not in page.form_with("how_early").names()
    samira.send(page, how_early="Heel vroeg.", spoken_to="Met de buurt.", wishes="Een avond.")
    samira.send(
        f"{address}?wijzig=haalbaar",
        **{"verdict-haalbaar": "yes", "reason-haalbaar": "Er kwam geld."},
    )
    samira.send(address, how_early="Er ligt een schets.")

    answer, weighing = CheckAnswer.objects.get(), Weighing.objects.get()
    assert (answer.verdict, answer.reason, answer.edits) == ("yes", "Er kwam geld.", 2)
    assert (weighing.how_early, weighing.wishes) == ("Er ligt een schets.", "Een avond.")


def test_a_question_for_somebody_else_has_no_field(trajectory, cast, sign_in, work):
    page = sign_in(cast.samira).get(work("weighing"))

    fields = page.context["form"].fields
    assert "verdict-haalbaar" in fields
    assert "verdict-bestuur-staat-open" not in fields
    assert "portefeuillehouder" in words(page)


def test_the_portfolio_holder_answers_for_the_board_and_nothing_else(
    trajectory, cast, sign_in, work
):
    page = sign_in(cast.dewit).get(work("weighing"))

    named = [name for name in page.context["form"].fields if name.startswith("verdict-")]
    assert named == ["verdict-bestuur-staat-open"]
    assert "impact" not in page.context["form"].fields


def test_a_reason_that_is_missing_is_asked_for_and_nothing_typed_is_lost(
    trajectory, cast, sign_in, work
):
    client = sign_in(cast.dewit)

    answer = client.post(
        work("weighing"),
        {
            "verdict-bestuur-staat-open": "no",
            "reason-bestuur-staat-open": " ",
            "edits-bestuur-staat-open": "0",
        },
    )

    assert answer.status_code == 422
    assert "Geef een reden" in words(answer)
    assert answer.context["form"]["verdict-bestuur-staat-open"].value() == "no"


def post_text(client, url, page, name, text):
    """Press the button beside one text, with everything else as the page showed it."""
    form = page.context["form"]
    data = {field: form[field].value() or "" for field in form.fields}
    return client.post(url, data | {name: text, "save": name})


def test_two_people_typing_see_both_texts_and_nothing_is_lost(story, cast, sign_in, client, work):
    story.planning()
    page = sign_in(cast.samira).get(work("plan"))
    other = sign_in(cast.nadia).get(work("plan"))
    assert post_text(client, work("plan"), other, "plan.doel", "Van Nadia.").status_code == 302

    sign_in(cast.samira)
    clash = post_text(client, work("plan"), page, "plan.doel", "Van Samira.")

    assert clash.status_code == 422
    assert "Van Nadia." in words(clash)
    assert "Van Samira." in words(clash)
    assert Section.objects.get(key="doel").text == "Van Nadia."
    merged = post_text(client, work("plan"), clash, "plan.doel", "Van ons beiden.")
    assert merged.status_code == 302
    assert Section.objects.get(key="doel").text == "Van ons beiden."


def test_who_only_looked_at_a_text_overwrites_nothing(story, cast, sign_in, client, work):
    story.planning()
    page = sign_in(cast.samira).get(work("plan"))
    other = sign_in(cast.nadia).get(work("plan"))
    post_text(client, work("plan"), other, "plan.doel", "Van Nadia.")

    sign_in(cast.samira)
    answer = post_text(client, work("plan"), page, "plan.fasen", "In het voorjaar.")

    assert answer.status_code == 302
    assert Section.objects.get(key="doel").text == "Van Nadia."


def test_the_initiator_from_outside_writes_in_the_same_screens(story, cast, sign_in, work):
    story.planning()

    page = sign_in(cast.nadia).get(work("plan"))

    assert page.status_code == 200
    assert page.context["writes"]


def test_a_council_member_reads_and_does_not_write(story, cast, sign_in, work):
    story.planning()
    client = sign_in(cast.bos)

    assert not client.get(work("plan")).context["writes"]
    assert client.post(work("plan"), {}).status_code == 403
    assert client.post(work("frames"), {}).status_code == 403


def test_a_frame_is_added_changed_and_removed(story, cast, sign_in, client, work):
    story.planning()
    sign_in(cast.samira)
    frame = {
        "status": "fixed",
        "kind": "inhoudelijk",
        "title": "De markt",
        "origin": "Raad",
        "edits": "0",
    }

    assert client.post(work("frames"), frame).status_code == 302
    assert client.post(work("frames"), frame).status_code == 302
    assert Frame.objects.count() == 1
    assert client.post(work("frames"), frame | {"origin": ""}).status_code == 422
    changed = client.post(work("frame", 1), frame | {"title": "De markt blijft"})
    late = client.post(work("frame", 1), frame | {"title": "Te laat"})

    assert changed.status_code == 302
    assert late.status_code == 422
    assert "De markt blijft" in words(late)
    assert Frame.objects.get().title == "De markt blijft"
    client.post(work("frame", 1), {"remove": "1"})
    assert not Frame.objects.exists()


def test_a_phase_is_planned_with_say_and_method(story, cast, sign_in, client, work, today):
    version = story.planning()
    sign_in(cast.samira)
    dates = {"starts_on": today.isoformat(), "ends_on": (today + timedelta(days=40)).isoformat()}

    made = client.post(
        work("phases"),
        {"do": "phase", "name": "Denk mee", "question": "Wat wilt u?", "edits": "0", **dates},
    )
    assert made.url == work("phase", "denk-mee")
    client.post(made.url, {"do": "say", "say-group": "Buren", "say-role": "adviseur"})
    client.post(made.url, {"do": "method", "method-method": "evening"})
    client.post(
        work("phases"),
        {
            "do": "moment",
            "moment-day": today.isoformat(),
            "moment-what": "Raad",
            "moment-body": "raad",
        },
    )

    phase = version.phases.get()
    assert (phase.says.get().say, phase.methods.get().method) == (2, "evening")
    assert version.moments.get().body == "raad"
    assert client.get(made.url).status_code == 200
    assert client.post(made.url, {"do": "say", "say-group": ""}).status_code == 422


def record(client, url, page, **values):
    form = page.context["adoption_forms"]["adopt"]
    data = {name: form[name].value() or "" for name in form.fields}
    return client.post(url, data | {"do": "adopt"} | values)


def test_the_secretary_records_the_decision_once(
    story, cast, sign_in, client, work, today, trajectory
):
    story.offered()
    page = sign_in(cast.teun).get(work("adoption"))
    decision = {"outcome": "adopted", "decided_on": today.isoformat(), "decision_number": "R-9"}

    first = record(client, work("adoption"), page, **decision)
    second = record(client, work("adoption"), page, **decision)

    assert (first.status_code, second.status_code) == (302, 302)
    assert Adoption.objects.count() == 1
    assert steps.fresh(trajectory).step == "taking_part"


def test_who_is_not_the_secretary_has_no_form_and_no_button(story, cast, sign_in, client, work):
    story.offered()

    page = sign_in(cast.samira).get(work("adoption"))

    assert "adopt" not in page.context["adoption_forms"]
    assert client.post(work("adoption"), {"do": "adopt"}).status_code == 403


def test_amending_from_the_screen_until_everyone_can_read_it(
    story, trajectory, cast, sign_in, client, work, today
):
    story.adopted_agreement()
    sign_in(cast.samira)
    assert client.post(work("adoption"), {"do": "amend", "reason": ""}).status_code == 422
    client.post(work("adoption"), {"do": "amend", "reason": "De avond wilde meer groen."})
    frame = Frame.objects.get(version__number=2, number=1)
    client.post(
        work("frame", 1),
        {
            "status": "fixed",
            "kind": frame.kind,
            "title": "De markt verhuist",
            "origin": "Avond",
            "edits": "0",
        },
    )
    refused = client.post(work("adoption"), {"do": "offer"})
    assert refused.status_code == 422
    client.post(work("adoption"), {"do": "offer", "one_sided_reason": "Het moest van de wet."})
    page = sign_in(cast.teun).get(work("adoption"))
    record(
        client, work("adoption"), page,
        outcome="adopted", decided_on=today.isoformat(), decision_number="R-10",
    )  # fmt: skip
    client.logout()

    difference = client.get(reverse("agreement-difference", args=[trajectory.slug, 2]))

    assert version_in_force(trajectory).number == 2
    assert "De avond wilde meer groen." in words(difference)
    assert "<ins>" in words(difference)
    assert "verhuist" in words(difference)
    assert "Het moest van de wet." in words(difference)


# What everyone reads ----------------------------------------------------------------------------


def test_everyone_reads_the_agreement_with_its_seal(story, trajectory, client):
    agreed = story.adopted_agreement()
    version = version_in_force(agreed)

    page = client.get(reverse("agreements", args=[trajectory.slug]))

    html = words(page)
    assert "De bomen" in html
    assert "Wijkraad Centrum" in html
    assert version.fingerprint[:4] in html
    assert page.context["mark"].facts["text_fingerprint"] == version.fingerprint
    assert "csrf" not in html
    assert "<form" not in html
    assert "Set-Cookie" not in str(page.headers)


def test_the_agreement_is_read_in_few_queries(
    story, trajectory, client, settings, django_assert_max_num_queries
):
    settings.PAGE_CACHE = False
    story.adopted_agreement()
    client.get(reverse("agreements", args=[trajectory.slug]))

    with django_assert_max_num_queries(8):
        client.get(reverse("agreements", args=[trajectory.slug]))


def test_the_current_agreement_takes_one_query(story, trajectory, django_assert_num_queries):
    trajectory = steps.fresh(story.adopted_agreement())

    with django_assert_num_queries(1):
        agreement = current_agreement(trajectory)

    assert agreement.widest.say == 2
    assert agreement.phases[0].methods[0].way == "ideas"


@pytest.mark.parametrize("moment", ["weighed", "planning"])
def test_what_is_being_prepared_is_not_public(moment, story, trajectory, client):
    getattr(story, moment)()

    assert client.get(reverse("agreements", args=[trajectory.slug])).status_code == 404


def test_before_adoption_it_says_that_nothing_holds_yet(story, trajectory, client):
    story.offered()

    page = client.get(reverse("agreements", args=[trajectory.slug]))

    assert "nog niet vastgesteld" in words(page)
    assert "De bomen" not in words(page)


def test_a_waiver_is_public_with_its_reasons_from_the_moment_of_publishing(
    story, trajectory, cast, now, today, client
):
    story.weighed(verdicts={"iets-te-kiezen": "no"})
    waive_participation(
        trajectory, reason="De wet legt alles vast.", inform_how="Een brief.",
        inform_by=today + timedelta(days=9), by=cast.samira, at=now,
    )  # fmt: skip

    page = client.get(reverse("agreements", args=[trajectory.slug]))

    assert "De wet legt alles vast." in words(page)
    assert "18 februari 2027" in words(page)


def test_the_weighing_is_public_once_it_is_closed(story, trajectory, client):
    story.adopted_agreement()

    html = words(client.get(reverse("agreements", args=[trajectory.slug])))

    assert "Valt er iets te kiezen?" in html
    assert "Dit is besproken en zo vastgelegd." in html
    assert "Portefeuillehouder" in html


def test_every_version_stays_to_be_read(story, trajectory, cast, now, client):
    agreed = story.adopted_agreement()
    steps.amended_agreement(agreed, cast, at=now)

    old = client.get(reverse("agreement-version", args=[trajectory.slug, 1]))
    new = client.get(reverse("agreements", args=[trajectory.slug]))

    assert "Er is een nieuwere versie" in words(old)
    assert "Twintig plekken" not in words(old)
    assert "Twintig plekken" in words(new)
    assert client.get(reverse("agreement-version", args=[trajectory.slug, 9])).status_code == 404
    assert client.get(reverse("agreement-difference", args=[trajectory.slug, 1])).status_code == 404


def test_who_speaks_for_an_organisation_says_so_on_a_page_of_its_own(
    story, trajectory, cast, now, sign_in, client
):
    version = story.offered()
    join_organisation(
        Organisation.objects.get(), person=cast.henk, speaks_for=True, by=None, at=now
    )
    url = reverse("agreement-stand", args=[trajectory.slug])
    assert client.get(url).status_code == 302
    assert sign_in(cast.stranger).get(url).status_code == 403

    page = sign_in(cast.henk).get(url)
    prefix = f"party-{version.stands.get().party_id}"
    pressed = client.post(
        url, {"do": prefix, f"{prefix}-agrees": "no", f"{prefix}-note": "Wij zien het niet zitten."}
    )

    assert "De bomen" in words(page)
    assert page["Cache-Control"] == "no-store"
    assert pressed.status_code == 302
    assert version.stands.get().agrees is False


PACKS = ["heemstede-2020", "assen-2021", "assen-2022", "aa-en-hunze-2023", "basis"]


@pytest.mark.parametrize("pack", PACKS)
def test_residents_read_the_policy_in_its_own_words(pack, load_pack, client):
    from speelruimte.policy.queries import parsed_policy

    policy = parsed_policy(load_pack(pack))

    page = client.get(reverse("policy"))
    days = policy.own_words.look_again_days
    assert f"Dan kijkt iemand anders opnieuw, binnen {days} dagen." in " ".join(
        page.content.decode().split()
    )

    html = words(page)
    assert page.status_code == 200
    for item in (*policy.influence_levels, *policy.participant_roles, *policy.deciding_bodies):
        assert str(item.label) in html or str(item.label).capitalize() in html
    assert html.count("Bij één plan is niemand tegelijk") == len(policy.roles_apart)
    assert ("iedereen bij dat plan waarom" in html) == bool(policy.roles_apart)
    assert "<form" not in html
    has_both = any(len(body.adopts) == 2 for body in policy.deciding_bodies)
    assert ("Taak: vaststellen van de afspraken." in html) == has_both


def test_the_cast_of_roles_is_complete():
    assert set(steps.WHO) == set(Role)
