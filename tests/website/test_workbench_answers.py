from datetime import timedelta

import pytest
from django.core.mail import EmailMessage
from django.urls import reverse

from speelruimte.decisions.models import Decision, Theme
from speelruimte.notices.models import Message
from speelruimte.notices.outbox import enqueue
from speelruimte.trajectories.models import Tally
from speelruimte.website.workbench.messages import mails
from tests.steps.answers import everything_answered, grouped, result_offered
from tests.steps.at_result import activity, lead, trajectory
from tests.steps.bare import words
from tests.steps.writing import writing_by_hand

__all__ = ["activity", "lead", "trajectory"]

PAGES = ["answers", "result", "decision", "feedback", "evaluation"]


@pytest.fixture(autouse=True)
def _on_9_february(time_machine):
    time_machine.move_to("2027-02-09T10:00:00+01:00", tick=False)


def work(name, trajectory, **more):
    return reverse(f"work-{name}", kwargs={"case_number": trajectory.case_number, **more})


def at_step(trajectory, step):
    trajectory.step = step
    trajectory.save()


@pytest.mark.once
@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize(
    ("who", "status"),
    [("samira", 200), ("marleen", 200), ("iris", 200), ("bos", 200), ("henk", 403), (None, 302)],
)
def test_who_gets_in(client, signed_in, cast, trajectory, name, who, status):
    if who:
        client = signed_in(getattr(cast, who))

    assert client.get(work(name, trajectory)).status_code == status


def test_chosen_words_go_with_a_new_theme(signed_in, cast, trajectory, activity):
    first, second, third = (words(activity, f"Tekst {number}") for number in range(3))
    client = signed_in(cast.samira)

    client.post(
        work("answers", trajectory),
        {
            "do": "place",
            "contributions": [first.public_key, second.public_key],
            "title": "Groen",
            "theme": "",
        },
    )

    page = client.get(work("answers", trajectory))
    assert Theme.objects.get().placements.count() == 2
    assert [row.pk for row in page.context["rows"]] == [third.pk]
    assert page.context["unanswered"] == 3


def test_a_theme_is_answered_and_the_count_follows(signed_in, cast, trajectory, activity, lead):
    theme = grouped(trajectory, [words(activity), words(activity, "B")], title="Groen", **lead)
    client = signed_in(cast.samira)

    client.post(
        work("theme", trajectory, pk=theme.pk),
        {"verdict": "not", "reason": "Te duur.", "frame": ""},
    )

    assert Tally.objects.get().answered == 2
    assert client.get(work("answers", trajectory)).context["unanswered"] == 0


def test_an_answer_outside_the_frames_without_frame_keeps_what_was_typed(
    signed_in, cast, trajectory, activity, lead
):
    theme = grouped(trajectory, [words(activity)], title="Groen", **lead)

    page = signed_in(cast.samira).post(
        work("theme", trajectory, pk=theme.pk),
        {"verdict": "outside", "reason": "Dat is van de provincie.", "frame": ""},
    )

    assert page.status_code == 422
    html = page.content.decode()
    assert "Dat is van de provincie." in html
    assert "Noem het kader" in html


def test_one_contribution_gets_an_answer_of_its_own(signed_in, cast, trajectory, activity):
    contribution = words(activity)

    signed_in(cast.samira).post(
        work("answer-contribution", trajectory, key=contribution.public_key),
        {"verdict": "outside", "reason": "De wilgen blijven.", "frame": "1"},
    )

    assert contribution.placement.answer.frame == 1


def test_themes_are_merged_renamed_and_removed(signed_in, cast, trajectory, activity, lead):
    theme = grouped(trajectory, [words(activity)], title="Groen", **lead)
    other = grouped(trajectory, [words(activity, "B")], title="Bomen", **lead)
    client = signed_in(cast.samira)
    change = work("theme-change", trajectory, pk=theme.pk)

    client.post(change, {"title": "Groener", "text": ""})
    theme.refresh_from_db()
    assert theme.title == "Groener"

    client.post(change, {"do": "remove"})
    assert Theme.objects.count() == 2

    client.post(change, {"do": "merge", "into": other.pk})
    assert Theme.objects.get().placements.count() == 2


@pytest.mark.parametrize("who", ["iris", "bos", "lotte"])
def test_who_does_not_lead_reads_and_does_nothing(signed_in, cast, trajectory, activity, who, lead):
    theme = grouped(trajectory, [words(activity)], title="Groen", **lead)
    client = signed_in(getattr(cast, who))

    for page in (
        client.post(work("answers", trajectory), {"do": "new", "new-title": "Nieuw"}),
        client.post(work("theme", trajectory, pk=theme.pk), {"verdict": "not", "reason": "Nee."}),
        client.post(work("result", trajectory), {"summary": "x", "edits": "0"}),
        client.post(work("offer", trajectory)),
        client.post(work("feedback", trajectory), {"text": "x"}),
        client.post(work("evaluation", trajectory), {"do": "lesson", "text": "x"}),
        client.post(work("evaluation", trajectory), {"do": "invite"}),
    ):
        assert page.status_code == 403


def test_the_result_is_written_finished_by_hand_and_offered(signed_in, cast, trajectory, activity):
    client = signed_in(cast.samira)
    form = client.get(work("result", trajectory)).context["form"]
    sent = {"summary": "Een breder pad.", "edits": "0"}
    for number, promise in enumerate(form.kept):
        sent |= {
            f"far_{number}": promise["far"] or "yes",
            f"note_{number}": promise["note"] or "Zo is het gedaan.",
        }

    client.post(work("result", trajectory), sent)
    client.post(work("offer", trajectory))

    trajectory.refresh_from_db()
    assert trajectory.result.offered_to == "college"
    assert client.post(work("result", trajectory), sent).status_code == 422  # written meanwhile


def test_the_secretary_lays_the_decision_down_once(signed_in, cast, trajectory, activity, lead):
    words(activity)
    theme = everything_answered(trajectory, title="Groen", **lead)
    result_offered(trajectory, **lead)
    at_step(trajectory, "decision")
    client = signed_in(cast.iris)
    key = client.get(work("decision", trajectory)).context["form"]["idempotency_key"].value()
    sent = {
        "idempotency_key": key,
        "decided_on": "2027-02-09",
        "number": "2027-104",
        "what": "Het pad wordt breder.",
        "reasons": "Dat vroeg bijna iedereen.",
    }

    refused = client.post(work("decision", trajectory), sent)
    assert refused.status_code == 422
    assert "hoe het thema ‘Groen’ meewoog" in refused.content.decode()

    client.post(work("decision", trajectory), sent | {f"weight_{theme.pk}": "Het woog zwaar."})
    assert Decision.objects.get().weights.get().how == "Het woog zwaar."
    again = client.post(work("decision", trajectory), sent, follow=True)
    assert "Het besluit ligt vast." in again.content.decode()
    assert Decision.objects.get().what == "Het pad wordt breder."


def test_the_project_leader_does_not_decide(signed_in, cast, trajectory):
    at_step(trajectory, "decision")
    client = signed_in(cast.samira)

    assert "secretaris van het college" in client.get(work("decision", trajectory)).content.decode()
    assert client.post(work("decision", trajectory), {"what": "x"}).status_code == 403


def test_everybody_is_told_from_one_page(signed_in, cast, trajectory, activity):
    words(activity, email="henk@lindewold.example")
    at_step(trajectory, "feedback")
    client = signed_in(cast.samira)

    page = client.post(work("feedback", trajectory), {"text": "Dit deden we."}, follow=True)

    assert "aan één adres" in page.content.decode()
    assert Message.objects.count() == 1


def test_the_team_looks_back_and_draws_a_lesson(signed_in, cast, trajectory):
    at_step(trajectory, "evaluation")
    client = signed_in(cast.samira)

    client.post(work("evaluation", trajectory), {"do": "invite"})
    team = client.get(work("evaluation", trajectory)).context["team_form"]
    said = {team.add_prefix(name): "De avond." for name in team.keys}
    client.post(work("evaluation", trajectory), said | {"do": "team"})
    lesson = {"lesson-text": "Eerder bellen.", "lesson-went_well": "no"}
    client.post(work("evaluation", trajectory), lesson | {"do": "lesson"})

    html = client.get(work("evaluation", trajectory)).content.decode()
    assert "De avond." in html
    assert "Eerder bellen." in html


def test_the_list_of_loose_words_costs_the_same_however_long_it_is(
    signed_in, cast, trajectory, activity, django_assert_max_num_queries
):
    for number in range(60):
        words(activity, f"Tekst {number}")
    client = signed_in(cast.samira)
    client.get(work("answers", trajectory))

    with django_assert_max_num_queries(14):
        page = client.get(work("answers", trajectory))

    assert len(page.context["rows"]) == 25
    assert page.context["next_url"]


def test_a_failed_mail_is_shown_with_its_reason_and_tried_again(signed_in, cast, activity, now):
    contribution = words(activity, email="henk@lindewold.example")
    with writing_by_hand(because="a letter is enqueued by the action that owes it"):
        enqueue(
            "contribution_received", contact=contribution.contact, about=contribution.key, at=now
        )
    Message.objects.update(dropped_at=now, last_error="OSError: mailbox full", attempts=7)
    client = signed_in(cast.wim)

    html = client.get(reverse("messages"), {"stand": "mislukt"}).content.decode()
    assert "mailbox full" in html
    assert "henk@" not in html
    assert "1 bericht is opgegeven" in html

    client.post(reverse("message-retry", args=[Message.objects.get().pk]))
    assert Message.objects.get().dropped_at is None
    assert "opgegeven:" not in client.get(reverse("messages")).content.decode()

    Message.objects.update(dropped_at=now, attempts=11)
    assert client.get(reverse("messages-retry")).status_code == 302
    assert Message.objects.given_up().exists()
    client.post(reverse("messages-retry"))
    assert not Message.objects.given_up().exists()


@pytest.mark.parametrize("who", ["samira", "iris", "lotte"])
def test_the_outbox_is_for_administrator_and_coach(signed_in, cast, who):
    for name in ("messages", "messages-retry"):
        assert signed_in(getattr(cast, who)).get(reverse(name)).status_code == 403


def test_the_post_of_the_demo_is_not_there_outside_it(client, policy):
    assert client.get(reverse("post")).status_code == 404


def test_the_post_of_the_demo_reads_every_mail(settings, tmp_path):
    settings.EMAIL_FILE_PATH = str(tmp_path)
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    for name in ("Henk", "Sofie"):
        EmailMessage(
            "Uw idée", f"Beste {name},\n\nUw ‘idee’ is er.", to=[f"{name}@b.example"]
        ).send()

    read_mails = mails(tmp_path)

    assert {mail["text"].splitlines()[0] for mail in read_mails} == {"Beste Henk,", "Beste Sofie,"}
    assert {mail["subject"] for mail in read_mails} == {"Uw idée"}
    assert {mail["text"].splitlines()[2] for mail in read_mails} == {"Uw ‘idee’ is er."}
    # A page shows a moment with its zone in Dutch time, one without as it stands: in UTC.
    assert {mail["sent_at"].utcoffset() for mail in read_mails} == {timedelta(0)}
    assert mails(tmp_path / "nergens") == []
