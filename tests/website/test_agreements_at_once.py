"""Two people at one agreement: who comes second reads why, and loses nothing that was typed."""

import pytest
from django.urls import reverse
from django.utils import timezone

from speelruimte.agreements.actions import (
    amend,
    change_frame,
    record_stand,
    state_frame,
    write_section,
)
from speelruimte.agreements.models import Adoption
from speelruimte.agreements.queries import version_in_force
from speelruimte.people.actions import join_organisation
from speelruimte.route.actions import move_on
from speelruimte.weighing.models import Waiver
from tests.steps import agreement as steps
from tests.steps.agreement import HEARD


@pytest.fixture(autouse=True)
def _today_is_in_the_story(time_machine, now):
    time_machine.move_to(now, tick=False)


def words(answer):
    return answer.content.decode()


def record(client, url, page, **values):
    form = page.context["adoption_forms"]["adopt"]
    data = {name: form[name].value() or "" for name in form.fields}
    return client.post(url, data | {"do": "adopt"} | values)


def test_a_colleague_who_records_second_reads_why_and_keeps_what_was_typed(
    story, cast, sign_in, client, work, today
):
    version = story.offered()
    page = sign_in(cast.teun).get(work("adoption"))
    steps.adopt_by_all(version, cast, at=timezone.now())

    late = record(
        client, work("adoption"), page, outcome="rejected", decided_on=today.isoformat(),
        decision_number="R-99", reason="Geen geld.",
    )  # fmt: skip

    assert late.status_code == 422
    assert "Over deze afspraken valt nu niets vast te leggen." in words(late)
    assert "R-99" in words(late)
    assert "Geen geld." in words(late)


def test_the_secretary_reads_a_text_that_was_taken_back_and_changed_before_recording(
    story, trajectory, cast, sign_in, client, work, today, now
):
    version = story.offered()
    page = sign_in(cast.teun).get(work("adoption"))
    lead = {"by": cast.samira, "at": now}
    move_on(trajectory, to="plan", reason="Er moet iets bij.", on=today, **lead)
    section = version.sections.first()
    write_section(
        version, part=section.part, key=section.key, text="Dit kwam erbij.", edits=1, **lead
    )
    record_stand(version, party=trajectory.parties.get(), agrees=True, **lead, **HEARD)
    move_on(trajectory, to="adoption", on=today, **lead)
    decision = {"outcome": "adopted", "decided_on": today.isoformat(), "decision_number": "R-9"}

    late = record(client, work("adoption"), page, **decision)

    assert late.status_code == 422
    assert "De tekst die voorligt is veranderd" in words(late)
    assert "<ins>" in words(late)
    assert not Adoption.objects.exists()
    seen_again = record(client, work("adoption"), client.get(work("adoption")), **decision)
    assert seen_again.status_code == 302
    assert "Dit kwam erbij." in version_in_force(trajectory).text


def test_two_who_begin_a_change_at_once_lose_no_reason(story, cast, sign_in, client, work, now):
    adopted = version_in_force(story.adopted_agreement())
    sign_in(cast.samira)
    amend(adopted, reason="De avond wilde meer groen.", by=cast.marleen, at=now)

    late = client.post(work("adoption"), {"do": "amend", "reason": "Er is minder geld."})

    assert late.status_code == 422
    assert "Er wordt al aan een wijziging gewerkt." in words(late)
    assert "Er is minder geld." in words(late)


def test_a_party_reads_that_the_text_changed_and_says_it_again(
    story, trajectory, cast, now, sign_in, client, work
):
    story.planning()
    version = story.written_plan()
    party = version.stands.get().party
    join_organisation(party.organisation, person=cast.henk, speaks_for=True, by=None, at=now)
    url, prefix = reverse("agreement-stand", args=[trajectory.slug]), f"party-{party.pk}"
    seen = sign_in(cast.henk).get(url).context["rows"][0][1]["etag"].value()
    section = version.sections.first()
    write_section(
        version, part=section.part, key=section.key, text="Anders.", edits=1, by=cast.samira, at=now
    )
    said = {"do": prefix, f"{prefix}-agrees": "yes", f"{prefix}-note": "Goed zo."}

    late = client.post(url, said | {f"{prefix}-etag": seen})

    assert late.status_code == 422
    assert "U ging akkoord met een eerdere tekst." in words(late)
    assert "Goed zo." in words(late)
    assert "ging akkoord met een eerdere tekst" in words(sign_in(cast.samira).get(work("parties")))
    assert "Vraag het opnieuw voordat u hem voorlegt" in words(client.get(work("process")))
    now_seen = late.context["rows"][0][1]["etag"].value()
    assert sign_in(cast.henk).post(url, said | {f"{prefix}-etag": now_seen}).status_code == 302
    assert not version.stands.get().on_earlier_text


def test_who_types_while_a_colleague_offers_the_text_keeps_every_word(
    story, trajectory, cast, sign_in, client, work, now, today
):
    story.planning()
    version = story.written_plan()
    page = sign_in(cast.samira).get(work("plan"))
    section = version.sections.filter(part="plan").first()
    name = f"plan.{section.key}"
    seen = page.context["form"][f"seen-{name}"].value()
    move_on(trajectory, to="adoption", by=cast.marleen, at=now, on=today)

    late = client.post(work("plan"), {name: "Dit typte ik net.", f"seen-{name}": seen})

    assert late.status_code == 422
    assert "De stand van deze tekst is ‘ligt voor’." in words(late)
    assert "Dit typte ik net." in words(late)
    frame = {"status": "open", "title": "Het water", "origin": "Avond", "kind": "inhoudelijk"}
    assert "Het water" in words(client.post(work("frames"), frame | {"edits": "0"}))
    assert not version.frames.filter(title="Het water").exists()


def test_after_adoption_what_was_typed_is_still_there_with_the_way_to_go(
    story, cast, sign_in, client, work
):
    story.adopted_agreement()

    late = sign_in(cast.samira).post(
        work("plan"), {"how_weighed": "Anders.", "seen-how_weighed": ""}
    )

    assert late.status_code == 422
    assert "Maak een wijziging als er iets moet veranderen." in words(late)
    assert "Anders." in words(late)


def test_who_answers_while_a_colleague_closes_the_weighing_keeps_the_reason(
    story, trajectory, cast, sign_in, client, work, now, today
):
    story.weighed()
    form = sign_in(cast.samira).get(work("weighing")).context["form"]
    typed = {name: form[name].value() or "" for name in form.fields}
    typed |= {"verdict-haalbaar": "no", "reason-haalbaar": "Het is te duur."}
    move_on(trajectory, to="plan", by=cast.marleen, at=now, on=today)

    late = client.post(work("weighing"), typed)

    assert late.status_code == 422
    assert "is in de stap" in words(late)
    assert "Het is te duur." in words(late)


def test_what_a_colleague_changed_in_a_frame_is_shown_field_by_field(
    story, cast, sign_in, client, work, now
):
    version = story.planning()
    frame = {"status": "open", "title": "Het water", "origin": "Avond", "kind": "inhoudelijk"}
    lead = {"by": cast.marleen, "at": now}
    made = state_frame(version, **frame, **lead)
    change_frame(made, edits=0, **(frame | {"status": "fixed"}), **lead)

    late = sign_in(cast.samira).post(work("frame", 1), frame | {"text": "Sloot.", "edits": "0"})

    saved = late.context["theirs"]
    assert late.status_code == 422
    assert [str(row["value"]) for row in saved] == ["staat vast", ""]
    assert "Zo staat het er nu" in words(late)
    assert "Sloot." in words(late)


def test_a_reason_to_waive_that_comes_second_is_not_lost(
    story, trajectory, cast, sign_in, client, work, now, today
):
    story.weighed(verdicts={"iets-te-kiezen": "no"})
    said = {"reason": "Het ligt vast.", "inform_how": "Een brief.", "inform_by": today.isoformat()}
    sign_in(cast.samira)

    first, again = (client.post(work("waiver"), said) for _press in range(2))
    other = client.post(work("waiver"), said | {"reason": "Er is haast bij."})

    assert (first.status_code, again.status_code, other.status_code) == (302, 302, 422)
    assert "Deze reden is al gepubliceerd." in words(other)
    assert "Er is haast bij." in words(other)
    assert Waiver.objects.get().reason == "Het ligt vast."
