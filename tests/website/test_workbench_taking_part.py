# ruff: noqa: F811  (fixtures come in by name)
import base64
import io
import re

import pytest
from allauth.mfa.models import Authenticator
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from speelruimte.activities.models import Activity, Contribution
from speelruimte.activities.queries import contribution_with_code
from speelruimte.connections.spreadsheet import uploads
from speelruimte.connections.spreadsheet.writing import xlsx_of
from speelruimte.journal.models import Entry
from speelruimte.people.actions import grant_role
from speelruimte.route.contributions import publish_and_tell, refuse_and_tell
from speelruimte.trajectories.models import Tally, Trajectory
from tests.activities import ground
from tests.activities.conftest import evening, ideas, policy, trajectory  # noqa: F401
from tests.steps.taking_part import words_from

CODE = re.compile(r"SR-[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}")
FILE = b"tekst;nummer\nHet pad is te smal.;1\n<script>alert(1)</script>;2\n"


@pytest.fixture(autouse=True)
def _on_9_february(time_machine, settings, tmp_path):
    settings.DATA = tmp_path
    time_machine.move_to("2027-02-09T10:00:00+01:00", tick=False)


@pytest.fixture
def as_(client):
    """The browser of somebody who is signed in, with a second factor."""

    def signed_in(person):
        Authenticator.objects.get_or_create(user=person, type="totp", defaults={"data": {}})
        client.force_login(person)
        return client

    return signed_in


def of(name, thing, **parts):
    case = getattr(thing, "trajectory", thing).case_number
    if isinstance(thing, Activity):
        parts["key"] = thing.key
    return reverse(name, kwargs={"case_number": case} | parts)


def test_the_project_leader_opens_what_the_plan_names_and_sees_a_refusal(as_, cast, trajectory):
    browser = as_(cast.samira)
    address = of("work-activities", trajectory)
    assert "Ideeën voor het pad" in browser.get(address).content.decode()
    sent = {"phase": "ophalen", "planned": ground.IDEAS}
    html = browser.post(of("work-open-activity", trajectory), sent, follow=True).content.decode()
    assert "open tot en met 21 maart" in html
    assert Activity.objects.get().key == "ideeen-voor-het-pad"
    sent = {"phase": "ophalen", "planned": "wandeling"}
    html = browser.post(of("work-open-activity", trajectory), sent, follow=True).content.decode()
    assert "staat niet in de vastgestelde afspraken" in html


def test_closing_early_asks_a_reason_on_the_screen(as_, cast, ideas):
    browser = as_(cast.samira)
    answer = browser.post(of("work-close-activity", ideas), {"reason": ""})
    assert answer.status_code == 422
    assert "Sluit u eerder?" in answer.content.decode()
    closing = {"reason": "Het pad is ingestort."}
    told = browser.post(of("work-close-activity", ideas), closing, follow=True)
    assert f"‘{ideas.title}’ is gesloten." in told.content.decode()
    ideas.refresh_from_db()
    assert ideas.closed_at is not None
    public = {"slug": ideas.trajectory.slug, "key": ideas.key}
    assert "ingestort" in browser.get(reverse("take-part", kwargs=public)).content.decode()


def test_an_official_writes_down_a_letter_and_gets_a_slip(as_, cast, evening):
    browser = as_(cast.joris)
    address = of("work-enter", evening)
    form = browser.get(address).context["form"]
    sent = {
        "idempotency_key": form["idempotency_key"].value(),
        "trap": "",
        "channel": "letter",
        "received_on": "2027-02-09",
        "text": "Geachte gemeente,\r\nhet pad.",
        "name": "Henk",
        "phone": "0500 123456",
    }
    slip = browser.post(address, sent)
    assert slip["Cache-Control"] == "no-store"
    assert slip["Referrer-Policy"] == "no-referrer"
    assert "<form" not in slip.content.decode()
    assert browser.get(address)["Referrer-Policy"] == "same-origin"
    assert "Uw woorden tellen mee bij" in slip.content.decode()
    code = CODE.search(slip.content.decode()).group()
    contribution = contribution_with_code(code)
    assert (contribution.channel, contribution.contact.phone) == ("letter", "0500 123456")
    assert code in browser.post(address, sent).content.decode()
    assert Contribution.objects.count() == 1
    early = browser.post(address, sent | {"idempotency_key": "x" * 22, "received_on": "2027-02-08"})
    assert "kwam vóór de eerste dag. U krijgt een eigen antwoord." in early.content.decode()
    assert "tellen mee" not in early.content.decode()
    wrong = {"idempotency_key": "y" * 22, "received_on": "2027-02-10"}
    to_come = browser.post(address, sent | wrong)
    assert to_come.status_code == 422
    assert "Deze dag moet nog komen" in to_come.content.decode()
    assert "Geachte gemeente" in to_come.content.decode()


@pytest.mark.parametrize("chosen", ["nl", "en"])
def test_whose_words_are_written_down_is_written_to_in_the_language_they_asked_for(
    as_, cast, evening, english, chosen
):
    browser, address = as_(cast.joris), of("work-enter", evening)
    form = browser.get(address).context["form"]
    sent = {"channel": "phone", "received_on": "2027-02-09", "text": "Het pad.", "trap": ""}
    sent |= {
        "idempotency_key": form["idempotency_key"].value(),
        "name": "Nadia",
        "language": chosen,
    }
    browser.post(address, sent)

    assert Contribution.objects.get().contact.language == chosen


def preview(browser, activity, data=FILE, origin="Enquête"):
    sent = {
        "origin": origin,
        "file": SimpleUploadedFile("invoer.csv", data),
    }
    return browser.post(of("work-import", activity), sent)


def confirmed(answer):
    form = answer.context["confirm"]
    return {name: form[name].value() for name in form.fields}


def test_a_file_is_shown_first_and_taken_in_on_confirmation(as_, cast, evening):
    browser = as_(cast.joris)
    shown = preview(browser, evening)
    html = shown.content.decode()
    assert html.count("Wordt ingelezen.") == 2
    assert "<script>alert" not in html
    assert not Contribution.objects.exists()
    sent = confirmed(shown)
    done = browser.post(of("work-import", evening), sent)
    assert Contribution.objects.count() == 2
    packed = re.search(r'href="data:text/csv;base64,([^"]+)"', done.content.decode()).group(1)
    head, *rows = base64.b64decode(packed).decode().split()
    assert head == "rij;code"
    assert contribution_with_code(rows[0].split(";")[1]).text == "Het pad is te smal."
    again = browser.post(of("work-import", evening), sent)
    assert packed in again.content.decode()
    assert Contribution.objects.count() == 2
    assert "al ingelezen" in preview(browser, evening).content.decode()


@pytest.mark.once
def test_a_file_that_is_too_heavy_gets_a_sentence_and_no_error(as_, cast, evening, monkeypatch):
    monkeypatch.setattr("speelruimte.connections.contained.MOST_WAITING", 0)

    answer = preview(as_(cast.joris), evening)

    assert answer.status_code < 500
    assert "te zwaar om te lezen" in answer.content.decode()


def test_a_faulty_file_shows_every_fault_and_takes_nothing_in(as_, cast, trajectory, evening):
    browser = as_(cast.joris)
    bad = preview(browser, evening, FILE, origin="")
    assert bad.status_code == 422
    assert "naam voor de herkomst" in bad.content.decode()
    bad = preview(browser, evening, b"PK\x03\x04 geen zip")
    assert "beschadigd" in bad.content.decode()
    assert not Contribution.objects.exists()


OF_ANOTHER_SYSTEM = (
    b"id,title/nl,body/nl,author/email,created_at\n"
    b"11,Bank,Een bankje graag.,,2027-02-09 10:00:00 +0100\n"
    b"12,Pad,=Het pad is smal.,geen adres,2027-02-10\n"
    b"13,Lamp,Een lamp erbij.,,2027-02-09T09:00:00Z\n"
)


def test_a_file_of_another_system_comes_in_and_its_columns_are_remembered(as_, cast, evening):
    browser, address = as_(cast.joris), of("work-import", evening)
    asked = preview(browser, evening, OF_ANOTHER_SYSTEM, origin="Decidim")
    form, file = asked.context["form"], asked.context["file"]
    sent = {name: form[name].value() for name in form.fields}
    assert [sent[f"column_{place}"] for place in range(5)] == [
        "number", "title", "text", "email", "received_on",
    ]  # fmt: skip
    sent |= {name: file[name].value() for name in file.fields} | {"step": "columns"}
    wrong = browser.post(address, sent | {"column_1": "text"})
    assert wrong.status_code == 422
    assert "al bij een andere kolom gekozen" in wrong.content.decode()

    shown = browser.post(address, sent)

    html = shown.content.decode()
    assert "‘geen adres’ is geen e-mailadres. Deze dag moet nog komen." in html
    assert "Lees de 2 goede rijen in" in html
    done = browser.post(address, confirmed(shown))
    assert sorted(Contribution.objects.values_list("title", flat=True)) == ["Bank", "Lamp"]
    others = done.context["others"]
    save = {name: others[name].value() for name in others.fields} | {"step": "others"}
    rest = b"".join(browser.post(address, save).streaming_content)
    _number, row = [
        [cell.value for cell in cells] for cells in load_workbook(io.BytesIO(rest)).active.rows
    ]
    assert row[:4] == ["12", "Pad", "=Het pad is smal.", "geen adres"]
    assert row[5].startswith("‘geen adres’ is geen e-mailadres.")
    # Mended in the file that was given back: no question any more which column is which.
    mended = b"".join(
        xlsx_of([["id", "title/nl", "body/nl", "author/email", "created_at", "wat er niet klopt"],
                 ["12", "Pad", "=Het pad is smal.", "", "9-2-2027", "?"]])
    )  # fmt: skip
    browser.post(address, confirmed(preview(browser, evening, mended, origin="Decidim")))
    assert Contribution.objects.get(title="Pad").text == "=Het pad is smal."


def test_a_list_that_has_grown_shows_what_seems_to_be_in_already(as_, cast, evening):
    browser, address = as_(cast.joris), of("work-import", evening)
    browser.post(address, confirmed(preview(browser, evening, b"tekst\nBrief een\n", origin="")))
    grown = b"tekst\tnaam\nBrief twee\t\nBrief een\t\n"

    shown = preview(browser, evening, grown, origin="")

    html = shown.content.decode()
    assert "Dezelfde woorden zijn al binnen." in html
    assert "Lees ook in wat al binnen lijkt: 2 rijen" in html
    browser.post(address, confirmed(shown))
    assert Contribution.objects.count() == 2
    browser.post(address, confirmed(shown) | {"again": "yes", "idempotency_key": "y" * 32})
    assert Contribution.objects.filter(text="Brief een").count() == 2


def test_codes_that_were_lost_are_made_anew_and_the_journal_has_it(as_, cast, evening):
    browser, address = as_(cast.joris), of("work-import", evening)
    done = browser.post(address, confirmed(preview(browser, evening)))
    first = codes_in(done)
    assert "/codes/" not in browser.get(address).content.decode()
    browser = as_(cast.samira)
    link = re.search(r'href="([^"]+/codes/)"', browser.get(address).content.decode())[1]
    form = browser.get(link).context["form"]
    sent = {"idempotency_key": form["idempotency_key"].value(), "trap": ""}
    assert browser.post(link, sent).status_code == 422
    assert contribution_with_code(first["2"]) is not None

    renewed = codes_in(browser.post(link, sent | {"sure": "on"}))

    assert contribution_with_code(renewed["2"]).text == "Het pad is te smal."
    assert contribution_with_code(first["2"]) is None
    assert codes_in(browser.post(link, sent | {"sure": "on"})) == renewed
    assert Entry.objects.get(verb="codes_renewed").facts["rows"] == 2


def test_only_who_leads_has_codes_made_anew_and_of_nobody_who_can_be_mailed(as_, cast, evening):
    browser = as_(cast.joris)
    rows = b"tekst;nummer;e-mail\nPad.;1;ans@buurt.example\nBoom.;2;\n"
    taken = browser.post(of("work-import", evening), confirmed(preview(browser, evening, rows)))
    address = of("work-import-codes", evening, pk=evening.imports.get().pk)
    sent = {"idempotency_key": "k" * 32, "trap": "", "sure": "on"}
    for name in ("joris", "ruben", "lotte", "fatma", "wim", "stranger"):
        browser = as_(getattr(cast, name))
        assert {browser.get(address).status_code, browser.post(address, sent).status_code} == {403}

    assert set(codes_in(as_(cast.samira).post(address, sent))) == {"3"}
    assert contribution_with_code(codes_in(taken)["2"]).contact.email == "ans@buurt.example"
    assert contribution_with_code(codes_in(taken)["3"]) is None


def codes_in(page):
    packed = re.search(r'href="data:text/csv;base64,([^"]+)"', page.content.decode())[1]
    _head, *rows = base64.b64decode(packed).decode().split()
    return dict(row.split(";") for row in rows)


def test_a_file_that_is_gone_or_another_is_not_taken_in(as_, cast, trajectory, evening):
    browser = as_(cast.joris)
    sent = confirmed(preview(browser, evening))
    for change in (
        {"name": "../../keys/secret_key"},
        {"name": "x" * 43},
        {"fingerprint": "0" * 64},
        {"columns": '{"tekst": "password"}'},
        {"columns": "[1]"},
        {"columns": '{"tekst": ["text"]}'},
    ):
        answer = browser.post(of("work-import", evening), sent | change)
        assert answer.status_code == 422
        assert "niet meer bewaard" in answer.content.decode()
    uploads.forget(sent["name"])
    assert browser.post(of("work-import", evening), sent).status_code == 422
    assert not Contribution.objects.exists()


def test_kept_files_are_private_and_gone_after_an_hour(tmp_path, time_machine):
    import os
    import stat

    name = uploads.store_upload(b"geheim")
    file = tmp_path / "uploads" / name
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert uploads.stored_upload(name) == b"geheim"
    old = file.stat().st_mtime - 10 * 365 * 86_400
    os.utime(file, (old, old))
    assert uploads.stored_upload(name) is None


def test_the_moderator_publishes_and_refuses_and_sees_hints(as_, cast, ideas):
    ideas.moderate_first = True
    ideas.save()

    first, second = (
        contribution for contribution, _code in words_from(ideas, 2, at=timezone.now())
    )
    Contribution.objects.filter(pk=first.pk).update(text="Bel 06-12345678")
    browser = as_(cast.lotte)
    queue = reverse("contribution-list")
    html = browser.get(queue).content.decode()
    assert "telefoonnummer" in html
    answer = browser.post(reverse("work-publish", args=[second.public_key]), {"back": queue})
    assert answer["Location"] == queue
    address = reverse("work-refuse", args=[first.public_key])
    typed = {"reason": "Er staat een nummer in."}
    refused = browser.post(address, typed)
    assert refused.status_code == 422
    assert typed["reason"] in refused.content.decode()
    assert "Gegevens van iemand anders: In uw tekst staan gegevens" in refused.content.decode()
    browser.post(address, {"ground": "personal_data"})
    states = dict(Contribution.objects.values_list("pk", "state"))
    assert states == {first.pk: "refused", second.pk: "published"}
    assert "Alles is bekeken" in browser.get(queue).content.decode()
    shown = browser.get(of("work-inbox", ideas.trajectory) + "?stand=te-lezen").content.decode()
    assert f"inbreng-{second.public_key}" in shown


def test_words_that_were_placed_meanwhile_are_not_taken_away_unseen(as_, cast, ideas, now):
    key = waiting_words(ideas).public_key
    browser, address = as_(cast.lotte), reverse("work-refuse", args=[key])
    form = browser.get(address).context["form"]
    sent = {"ground": "sent_twice", "reason": "Staat er al.", "etag": form["etag"].value()}
    publish_and_tell(Contribution.objects.get(), by=cast.marleen, at=now)

    late = browser.post(address, sent)

    assert late.status_code == 422
    assert (
        f"{cast.marleen.name} heeft deze inbreng net op de website gezet." in late.content.decode()
    )
    assert Contribution.objects.get().state == "published"
    again = sent | {"etag": late.context["form"]["etag"].value()}
    told = browser.post(address, again, follow=True).content.decode()
    assert f"Inbreng {key} is geweigerd." in told
    assert Contribution.objects.get().state == "refused"


def test_words_that_were_refused_meanwhile_are_not_placed_unseen(as_, cast, ideas, now):
    waiting_words(ideas)
    browser, queue = as_(cast.lotte), of("work-inbox", ideas.trajectory)
    [row] = browser.get(queue).context["rows"]
    refuse_and_tell(Contribution.objects.get(), ground="scolding", by=cast.marleen, at=now)

    late = browser.post(row["publish_url"], {"etag": row["etag"]}, follow=True).content.decode()

    assert f"{cast.marleen.name} heeft deze inbreng net geweigerd." in late
    assert Contribution.objects.get().state == "refused"
    looked_at_again = browser.get(f"{queue}?stand=geweigerd")
    assert "Geweigerd: In uw tekst wordt gescholden," in looked_at_again.content.decode()
    [row] = looked_at_again.context["rows"]
    browser.post(row["publish_url"], {"etag": row["etag"]})
    assert Contribution.objects.get().state == "published"


def waiting_words(activity):

    [(contribution, _code)] = words_from(activity, 1, at=timezone.now())
    Contribution.objects.update(state="waiting")
    Tally.objects.update(waiting=1, published=0)
    contribution.refresh_from_db()
    return contribution


@pytest.mark.parametrize("back", ["https://elders.example/", "//elders.example", "javascript:x"])
def test_a_button_never_leads_to_another_site(as_, cast, ideas, back):

    contribution = words_from(ideas, 1, at=timezone.now())[0][0]
    Contribution.objects.update(state="waiting")
    answer = as_(cast.lotte).post(
        reverse("work-publish", args=[contribution.public_key]), {"back": back}
    )
    assert answer["Location"] == of("work-inbox", ideas.trajectory)


def test_a_moderator_for_a_subject_sees_the_queues_about_it_only(cast, policy, areas, today, now):
    from speelruimte.activities.queues import moderated_by
    from speelruimte.places.models import Subject

    green = Subject.objects.create(key="groen", name="Groen")
    about_green, of_something_else, elsewhere = (
        ground.a_trajectory(policy, number=number) for number in (2, 3, 4)
    )
    for process in (about_green, elsewhere):
        Trajectory.objects.filter(pk=process.pk).update(subject=green)
    for process in (about_green, of_something_else):
        process.areas.set([areas["centrum"]])
    given = {"role": "moderator", "by": None, "at": now, "starts_on": today}
    grant_role(cast.joris, subject=green, **given)
    grant_role(cast.sofie, subject=green, area=areas["centrum"], **given)

    assert {*moderated_by(cast.joris, on=today)} == {about_green, elsewhere}
    assert {*moderated_by(cast.sofie, on=today)} == {about_green}


def test_a_moderator_of_one_trajectory_sees_that_queue_only(as_, cast, policy, ideas, today):

    from speelruimte.activities.queues import moderated_by

    other = ground.a_trajectory(policy, number=2)
    words_from(ideas, 1, at=timezone.now())
    Contribution.objects.update(state="waiting")
    grant_role(
        cast.joris,
        role="moderator",
        by=None,
        at=timezone.now(),
        starts_on=today,
        case_number=other.case_number,
    )
    assert list(moderated_by(cast.joris, on=today)) == [other]
    assert moderated_by(cast.lotte, on=today) is None
    browser = as_(cast.joris)
    assert "Alles is bekeken" in browser.get(reverse("contribution-list")).content.decode()
    key = Contribution.objects.get().public_key
    assert browser.post(reverse("work-publish", args=[key])).status_code == 404


PAGES = {
    "work-activities": "all",
    "work-enter": {"samira", "joris", "lotte"},
    "work-import": {"samira", "joris", "lotte"},
    "work-close-activity": {"samira"},
    "work-inbox": {"samira", "lotte"},
    "contribution-list": {"lotte"},
}


@pytest.mark.once
@pytest.mark.parametrize("who", ["samira", "joris", "lotte", "dewit"])
@pytest.mark.parametrize("page", PAGES)
def test_who_sees_which_page(as_, cast, ideas, page, who):
    of_one = page in ("work-enter", "work-import", "work-close-activity")
    address = (
        reverse(page)
        if page == "contribution-list"
        else of(page, ideas if of_one else ideas.trajectory)
    )
    may = PAGES[page] == "all" or who in PAGES[page]
    assert as_(getattr(cast, who)).get(address).status_code == (200 if may else 403)


@pytest.mark.parametrize("who", ["henk", "stranger"])
def test_residents_have_no_workbench(as_, cast, ideas, who):
    assert as_(getattr(cast, who)).get(of("work-inbox", ideas.trajectory)).status_code == 403


@pytest.mark.parametrize("number", [1, 60])
def test_queues_take_the_same_few_statements_at_any_length(
    as_,
    cast,
    ideas,
    number,
    django_assert_max_num_queries,
):

    words_from(ideas, number, at=timezone.now())
    Contribution.objects.update(state="waiting")
    browser = as_(cast.lotte)
    with django_assert_max_num_queries(12):
        browser.get(reverse("contribution-list"))
    with django_assert_max_num_queries(MOST_IN_FRAME):
        browser.get(of("work-inbox", ideas.trajectory))


# Session, person, second factor, roles, and what the frame of a trajectory asks.
MOST_IN_FRAME = 24
