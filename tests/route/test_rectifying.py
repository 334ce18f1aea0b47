"""What was written down wrong is put right: both texts readable, people told, the journal holds."""

from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse

from speelruimte.activities.models import Contribution
from speelruimte.decisions.entries import entry_of_text
from speelruimte.decisions.models import Answer, Decision, Placement, Rectification
from speelruimte.evaluation.actions import draw_lesson
from speelruimte.journal.models import Entry
from speelruimte.journal.signing import write_checkpoint
from speelruimte.memory.actions import archive_trajectory
from speelruimte.memory.index import find_documents
from speelruimte.memory.models import Remembered
from speelruimte.notices.letters import compose_mail
from speelruimte.notices.links import sign
from speelruimte.notices.models import Message
from speelruimte.notices.telling import tell_contributors
from speelruimte.route.rectifying import (
    rectify_decision_and_tell,
    rectify_feedback_and_tell,
    rectify_lesson_and_tell,
)
from speelruimte.route.verification import verify
from speelruimte.shared.edits import etag_of
from speelruimte.shared.errors import Clash, NotAllowed
from speelruimte.shared.fingerprints import in_groups
from speelruimte.trajectories.models import Step, Trajectory
from speelruimte.website.days import day_words
from tests.steps.answers import decided
from tests.steps.bare import a_trajectory, an_activity, an_agreement, words
from tests.steps.binding import ANOTHER, decided_after_a_vote
from tests.steps.refusing import refuses
from tests.steps.writing import writing_by_hand

WHY = "De naam van de straat klopte niet."
GOOD = {
    "number": "B-7",
    "what": "De Havenstraat wordt een fietsstraat.",
    "reasons": "Zo rijdt iedereen rustig.",
    "departure": "",
}
OTHERWISE = {"number": "B-8", "departs": False, "reasons": "Er kwamen te veel auto’s."}


@pytest.fixture
def trajectory(policy, cast, now, today):
    """Decided by the college, with a slip of the pen; somebody who took part left an address."""
    made = a_trajectory(policy, route="college", summary="Over de straat.")
    an_agreement(made, level="meedenken", say=2)
    words(an_activity(made), "Fietsen maar.", name="Henk", email="henk@lindewold.example")
    made.step = Step.DECISION
    made.save()
    decided(
        made,
        by=cast.iris,
        at=now,
        on=today,
        number="B-7",
        what="De Havenstaat wordt een fietsstraat.",
        reasons="Zo rijdt iedereen rustig.",
    )
    return made


def at_step(trajectory, step):
    trajectory.step = step
    trajectory.save()
    return trajectory


def rectified(trajectory, cast, now, today, *, by=None, **more):
    return rectify_decision_and_tell(
        trajectory, why=WHY, by=by or cast.iris, at=now, on=today, **(GOOD | more)
    )


def test_a_decision_is_put_right_everywhere_and_the_first_text_stays(
    client, trajectory, cast, now, today
):
    at_step(trajectory, Step.MEMORY)
    archive_trajectory(trajectory, by=None, at=now, on=today)
    rectification = rectified(trajectory, cast, now, today)
    assert rectification.version == 2
    assert Decision.objects.get().what == "De Havenstaat wordt een fietsstraat."
    assert Remembered.objects.get().outcome == GOOD["what"]
    assert find_documents("Havenstraat", limit=5)
    assert not find_documents("Havenstaat", limit=5)

    html = client.get(reverse("decision", args=[trajectory.slug])).content.decode()
    for part in (GOOD["what"], "De Havenstaat wordt een fietsstraat.", WHY):
        assert part in html
    [letter] = Message.objects.filter(kind="rectified")
    mail = compose_mail(letter).text
    assert "een fout in de tekst van het besluit." in " ".join(mail.split())
    assert WHY in mail
    assert reverse("decision", args=[trajectory.slug]) in mail
    rectified(trajectory, cast, now, today, what="De Havenstraat wordt een fiets-straat.")
    assert Message.objects.filter(kind="rectified").count() == 2
    assert verify().faults == []


@pytest.mark.parametrize(
    "what", ["De Havenstaat werd een fietsstraat.", "Uw Havenstaat wordt een fietsstraat."]
)
def test_another_good_word_or_another_owner_makes_another_decision(
    trajectory, cast, now, today, what
):
    with refuses("another_decision", field="what"):
        rectified(trajectory, cast, now, today, what=what)


def test_who_heard_nothing_of_the_decision_yet_reads_that_there_is_one(
    trajectory, cast, now, today
):
    rectified(trajectory, cast, now, today)
    [letter] = Message.objects.filter(kind="rectified")
    untold = "Daarover is een besluit genomen. U krijgt daar nog bericht over."

    assert untold in " ".join(compose_mail(letter).text.split())
    at_step(trajectory, Step.FEEDBACK)
    tell_contributors(trajectory, text="Wij lazen alles.", by=cast.marleen, at=now, on=today)
    assert untold not in " ".join(compose_mail(letter).text.split())


def test_of_what_was_put_right_both_texts_can_be_kept_each_with_its_own_fingerprint(
    trajectory, cast, now, today, client
):
    rectification = rectified(trajectory, cast, now, today)
    first, since = (reverse("decision-text", args=[trajectory.slug, *more]) for more in ((), (2,)))
    html = client.get(reverse("decision", args=[trajectory.slug])).content.decode()
    assert html.index(since) < html.index(first)
    assert client.get(since).content.decode() == rectification.text
    assert client.get(first).content.decode() == trajectory.decision.text
    entry = Entry.objects.get(verb="decision_rectified")
    assert in_groups(entry.fingerprint) in html
    assert entry_of_text(rectification.fingerprint) == entry
    write_checkpoint(at=now)
    proof = client.get(reverse("decision-proof", args=[trajectory.slug, 2])).content.decode()
    assert entry.text in proof
    assert client.get(reverse("decision-text", args=[trajectory.slug, 3])).status_code == 404


def test_a_rectification_is_locked_and_verified(trajectory, cast, now, today):
    rectification = rectified(trajectory, cast, now, today)
    entry = Entry.objects.get(verb="decision_rectified")
    assert entry.facts["text_fingerprint"] == rectification.fingerprint
    with (
        writing_by_hand(because="an attacker asks nobody"),
        pytest.raises(Exception, match="staat vast"),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE decisions_rectification SET what = 'Niets.'")


def test_only_who_records_it_puts_a_decision_right_and_says_what_was_wrong(
    trajectory, cast, now, today
):
    with pytest.raises(NotAllowed):
        rectified(trajectory, cast, now, today, by=cast.samira)
    for field in ("what", "reasons", "number"):
        with refuses("empty", field=field):
            rectified(trajectory, cast, now, today, **{field: " "})
    with refuses("empty", field="why"):
        rectify_decision_and_tell(trajectory, why=" ", by=cast.iris, at=now, on=today, **GOOD)
    with refuses("departure_without_departing"):
        rectified(trajectory, cast, now, today, departure="Hier.")
    seen = etag_of(trajectory.decision, ("number", "what", "reasons", "departure"))
    rectified(trajectory, cast, now, today, etag=seen)
    with refuses("nothing_changed"):
        rectified(trajectory, cast, now, today)
    with pytest.raises(Clash):
        rectified(trajectory, cast, now, today, etag=seen, what="Het werd anders.")
    assert Rectification.objects.count() == 1


def test_what_is_more_than_spelling_is_another_decision_with_a_day_and_a_number_of_its_own(
    client, trajectory, cast, now, today
):
    turned = {"what": "De Havenstraat wordt geen fietsstraat en gaat dicht."}
    with refuses("another_decision", field="what"):
        rectified(trajectory, cast, now, today, **turned)
    with refuses("number_of_the_first", field="number"):
        rectified(trajectory, cast, now, today, decided_on=today, departs=False, **turned)
    tomorrow = today + timedelta(days=1)
    turned |= {"number": "B-8", "departs": False}
    with refuses("reasons_of_the_first", field="reasons"):
        rectified(
            trajectory, cast, now, today, decided_on=today,
            **turned | {"reasons": "zo  rijdt Iedereen\nrustig."},
        )  # fmt: skip
    turned |= {"reasons": "Er kwamen te veel auto’s."}
    with refuses("day_of_another_decision", field="decided_on"):
        rectified(trajectory, cast, now, today, decided_on=tomorrow, **turned)
    with refuses("departing_not_said", field="departs"):
        rectified(trajectory, cast, now, today, decided_on=today, **turned | {"departs": None})

    rectified(trajectory, cast, now, today, decided_on=today, **turned)

    html = client.get(reverse("decision", args=[trajectory.slug])).content.decode()
    assert "Een ander besluit, vastgelegd op" in html
    assert "Het besluit volgt de" not in html
    assert "Verbeterd op" not in html
    [letter] = Message.objects.all()
    assert letter.kind == "decision_replaced"
    mail = compose_mail(letter)
    assert mail.subject.startswith("Er is een ander besluit")
    assert WHY in mail.text
    assert Entry.objects.filter(verb="decision_replaced").count() == 1
    assert verify().faults == []


def test_every_page_gives_the_day_of_the_decision_as_it_stands(
    client, trajectory, cast, now, today
):
    next_week = today + timedelta(days=7)
    rectified(trajectory, cast, now, next_week, decided_on=next_week, **OTHERWISE)

    mine = sign("contribution", Contribution.objects.get().public_key)
    pages = (
        reverse("process", args=[trajectory.slug]),
        reverse("decision", args=[trajectory.slug]),
        reverse("linked", args=[mine]),
    )
    for page in pages:
        html = client.get(page, follow=True).content.decode()
        assert day_words(next_week) in html
        assert f"Genomen op {day_words(today)}" not in html


def test_what_was_told_and_a_lesson_are_put_right_and_both_texts_stay(
    client, trajectory, cast, now, today
):
    who = {"by": cast.marleen, "at": now, "on": today}
    at_step(trajectory, Step.FEEDBACK)
    with refuses("not_told_yet"):
        rectify_feedback_and_tell(trajectory, text="Beter.", why=WHY, **who)
    tell_contributors(trajectory, text="Dit deden we met uw inbreng.", **who)
    at_step(trajectory, Step.EVALUATION)
    lesson = draw_lesson(trajectory, text="Bel aan.", went_well=True, **who)
    with refuses("nothing_changed"):
        rectify_feedback_and_tell(trajectory, text="Dit deden we met uw inbreng.", why=WHY, **who)
    rectify_feedback_and_tell(trajectory, text="Dit deden we ermee.", why=WHY, **who)
    with refuses("nothing_changed"):
        rectify_lesson_and_tell(lesson, text="Bel aan.", why=WHY, **who)
    rectify_lesson_and_tell(lesson, text="Bel ook bij de buren aan.", why="Te kort.", **who)

    html = client.get(reverse("decision", args=[trajectory.slug])).content.decode()
    assert "Dit deden we ermee." in html
    assert "Dit deden we met uw inbreng." in html
    html = client.get(reverse("look-back", args=[trajectory.slug])).content.decode()
    assert "Bel ook bij de buren aan." in html
    assert "Eerst stond er: ‘Bel aan.’" in html
    mails = [compose_mail(letter).text for letter in Message.objects.filter(kind="rectified")]
    assert len(mails) == 2
    assert any("Te kort." in mail for mail in mails)
    assert verify().faults == []


@pytest.fixture
def binding(policy, cast, now, today):
    return decided_after_a_vote(policy, by=cast.iris, at=now, on=today)


def test_another_decision_departs_from_a_binding_outcome_only_for_a_frame_and_takes_other_plans(
    client, binding, cast, now, today
):
    another = {"decided_on": today, **ANOTHER}
    with refuses("departs_from_the_count", field="funded"):
        rectified(binding, cast, now, today, **another, departs=False, funded=["1"])
    departing = another | {"departs": True, "departure": "Bank twee komt er niet."}
    with refuses("outcome_binds", field="departure_frame"):
        rectified(binding, cast, now, today, **departing, funded=["1"])
    with refuses("not_among_the_options", field="funded"):
        rectified(binding, cast, now, today, **departing, departure_frame=1, funded=["9"])
    with refuses("empty", field="departure"):
        silent = departing | {"departure": " ", "departure_frame": 1}
        rectified(binding, cast, now, today, **silent)

    made = rectified(binding, cast, now, today, **departing, departure_frame=1, funded=["1"])

    assert (made.departs, made.departure_frame, made.funded) == (True, 1, ["1"])
    html = client.get(reverse("decision", args=[binding.slug])).content.decode()
    assert "Hier wijkt het besluit af van de uitkomst" in html
    assert "Bank twee komt er niet." in html
    assert "Vanwege kader 1: ‘De wilgen blijven staan.’" in html
    assert "staan.." not in html
    assert html.count(">niet gekozen<") == 1
    assert html.count(">gekozen, maar het besluit neemt het niet over<") == 1
    before = html[html.index("Zo stond het er eerst") :].split("</details>")[0]
    assert "Bank 2" in before
    entry = Entry.objects.get(verb="decision_replaced")
    assert (entry.facts["departs"], entry.facts["funded"]) == (True, 1)
    assert verify().faults == []


def test_a_correction_changes_no_plan_and_departs_from_nothing_else(binding, cast, now, today):
    standing = binding.decision
    same = {"number": "B-7", "what": "Het plan wordt uitgevoerd!", "reasons": standing.reasons}
    for more in ({"funded": ["1"]}, {"departs": True}, {"departure_frame": 1}):
        with refuses("another_decision", field=next(iter(more))):
            rectified(binding, cast, now, today, **same, **more)

    made = rectified(binding, cast, now, today, **same, departs=None, funded=["2", "1"])

    assert made.decided_on is None
    assert binding.decision.decided_last == standing


NEVER = {
    "why": "Het vinkje stond er ten onrechte.",
    "number": "B-7",
    "what": "Het plan wordt uitgevoerd.",
    "reasons": "De uitkomst past binnen de afspraken.",
    "departure": "",
    "departs": False,
    "departure_frame": 1,
    "funded": ["2", "1"],
}
TICKED = {"departs": True, "departure": "Wij vinken het aan.", "departure_frame": 1}


@pytest.fixture
def ticked(policy, cast, now, today, monkeypatch):
    """Decided as the vote came out, and yet as one that departs: as it could be laid down before."""
    with monkeypatch.context() as before:
        before.setattr("speelruimte.decisions.actions.decision.check_funded", lambda *_, **__: None)
        return decided_after_a_vote(policy, by=cast.iris, at=now, on=today, **TICKED)


def test_a_departure_that_never_was_one_is_put_right_without_another_decision(
    client, ticked, cast, browser_of, time_machine, now, today
):
    time_machine.move_to(now, tick=False)
    office = browser_of(cast.iris)
    address = reverse("work-rectify-decision", args=[ticked.case_number])
    assert "ten onrechte" in office.get(address).content.decode()
    typed = NEVER | {"departs": "nee", "departure_frame": "1", "decided_on": ""}
    left = office.post(address, typed | {"departure": TICKED["departure"]})
    assert left.status_code == 422

    assert office.post(address, typed).status_code == 302

    made = Rectification.objects.get()
    assert (made.decided_on, made.departs, made.number) == (None, False, "B-7")
    decision = Decision.objects.get()
    assert (decision.departs, decision.departs_still) == (True, False)
    html = client.get(reverse("decision", args=[ticked.slug])).content.decode()
    assert "Het besluit volgt de uitkomst" in html
    assert "Hier wijkt het besluit af" not in html
    assert "ja, tot het besluit" not in html
    since, _fold, first = html.partition("Zo stond het er eerst")
    assert NEVER["why"] in since
    assert "Verbeterd op" in since
    assert TICKED["departure"] in first.partition("</details>")[0]
    assert "Vanwege kader 1: ‘De wilgen blijven staan.’" in first.partition("</details>")[0]
    work = office.get(reverse("work-decision", args=[ticked.case_number])).content.decode()
    assert TICKED["departure"] not in work
    assert Entry.objects.get(verb="decision_rectified").facts["departs"] is False
    assert "ten onrechte aangekruist" not in office.get(address).content.decode()
    assert verify().faults == []

    spelled = NEVER | {"what": "Het plan wordt uitgevoerd!", "departs": None, "funded": ["1", "2"]}
    who = {"by": cast.iris, "at": now, "on": today}
    rectify_decision_and_tell(ticked, **spelled | {"departure_frame": None}, **who)
    assert not Decision.objects.get().departs_still
    with refuses("another_decision", field="departs"):
        rectify_decision_and_tell(ticked, **NEVER | TICKED, **who)


def test_what_really_departs_stays_so_until_another_decision(policy, cast, now, today):
    said = TICKED | {"funded": ["1"]}
    made = decided_after_a_vote(policy, by=cast.iris, at=now, on=today, **said)
    who = {"by": cast.iris, "at": now, "on": today}

    for taken in (["1"], ["1", "2"]):
        with refuses("another_decision", field="departs"):
            rectify_decision_and_tell(made, **NEVER | {"funded": taken}, **who)

    assert made.decision.departs_still


def test_what_never_departed_is_put_right_and_nothing_else_with_it(ticked, cast, now, today):
    who = {"by": cast.iris, "at": now, "on": today}
    with refuses("another_decision", field="what"):
        rectify_decision_and_tell(ticked, **NEVER | {"what": "Er komt maar één bank."}, **who)
    with refuses("another_decision", field="funded"):
        rectify_decision_and_tell(ticked, **NEVER | {"funded": ["1"]}, **who)
    another = NEVER | TICKED | ANOTHER | {"decided_on": today}
    with refuses("takes_what_was_chosen", field="departs"):
        rectify_decision_and_tell(ticked, **another, **who)
    spelled = NEVER | TICKED | {"what": "Het plan wordt uitgevoerd!"}

    assert rectify_decision_and_tell(ticked, **spelled, **who).departure == TICKED["departure"]


def test_who_took_part_reads_that_another_decision_came_after_the_answer(
    client, trajectory, cast, now, today
):
    words_of = Contribution.objects.get()
    with writing_by_hand(because="the answer came before the decision"):
        answer = Answer.objects.create(
            trajectory=trajectory,
            contribution=words_of,
            verdict="taken_over",
            reason="De straat wordt een fietsstraat.",
            given_at=now - timedelta(days=1),
            text="{}",
            fingerprint="0" * 64,
        )
        Placement.objects.create(contribution=words_of, answer=answer)
    pages = [
        reverse("linked", args=[sign("contribution", words_of.public_key)]),
        reverse("answered-alone", args=[trajectory.slug]),
    ]
    overtaken = "Na dit antwoord is een ander besluit genomen"
    assert overtaken not in client.get(pages[0], follow=True).content.decode()

    departing = {"departs": True, "departure": "De straat gaat toch dicht."}
    another = {"what": "De straat gaat dicht.", "number": "B-8", "decided_on": today}
    another["reasons"] = "Er kwamen te veel auto’s."
    rectified(trajectory, cast, now, today, **another, **departing)

    for page in pages:
        html = client.get(page, follow=True).content.decode()
        assert overtaken in html
        assert WHY in html
    mine = client.get(pages[0], follow=True).content.decode()
    assert "De straat gaat toch dicht." in mine


def test_who_leads_finds_the_page_to_put_right_what_was_told_and_a_lesson(
    trajectory, cast, now, today, browser_of, time_machine
):
    time_machine.move_to(now, tick=False)
    who = {"by": cast.marleen, "at": now, "on": today}
    at_step(trajectory, Step.FEEDBACK)
    tell_contributors(trajectory, text="Dit deden we met uw inbreng.", **who)
    at_step(trajectory, Step.EVALUATION)
    lesson = draw_lesson(trajectory, text="Bel aan.", went_well=True, **who)
    coach = browser_of(cast.marleen)
    pages = {
        "feedback": ("Dit deden we met uw inbreng.", []),
        "evaluation": ("Bel aan.", [lesson.pk]),
    }

    for name, (first, more) in pages.items():
        kind = "lesson" if more else "feedback"
        page = reverse(f"work-rectify-{kind}", args=[trajectory.case_number, *more])
        start = reverse(f"work-{name}", args=[trajectory.case_number])
        assert f'href="{page}"' in coach.get(start).content.decode(), name
        assert browser_of(cast.lotte).get(page).status_code == 403, name
        assert first in coach.get(page).content.decode(), name

        refused = coach.post(page, {"text": "Zo was het wel.", "why": "x"})
        assert refused.status_code == 422, name
        assert "Zo was het wel." in refused.content.decode(), name
        done = coach.post(page, {"text": "Zo was het wel.", "why": WHY}, follow=True)
        assert "De tekst van eerst blijft te lezen." in done.content.decode(), name

    lesson.refresh_from_db()
    feedback = Trajectory.objects.get(pk=trajectory.pk).feedback
    assert (feedback.text, lesson.text) == ("Zo was het wel.", "Zo was het wel.")
    assert verify().faults == []
