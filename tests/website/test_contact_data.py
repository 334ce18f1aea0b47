"""A telephone number is no policy: an administrator keeps contact data up to date on a page."""

import pytest
from demo.cast import welcome_cast
from django.core import mail
from django.urls import reverse

from speelruimte.journal.models import Entry
from speelruimte.notices.letters import compose_mail
from speelruimte.notices.models import Message
from speelruimte.people.presenting import change_contact, contact_now
from speelruimte.policy.models import Letterhead, PolicyVersion
from speelruimte.shared.edits import etag_of_values
from speelruimte.shared.errors import Clash, NotAllowed, RuleBroken
from tests.steps.at_once import at_once
from tests.steps.beginning import load_shipped

PAGE = "/werk/contact/"


@pytest.fixture(autouse=True)
def _at_now(time_machine, now):
    time_machine.move_to(now, tick=False)


def filled_in(page):
    form = page.context["form"]
    return {name: form[name].value() or "" for name in form.fields}


@pytest.mark.once
def test_another_number_stands_everywhere_at_once(browser_of, client, cast, trajectory, today, now):
    administrator = browser_of(cast.wim)
    sent = filled_in(administrator.get(PAGE))
    by_policy = contact_now(on=today)
    assert {key: sent[key] for key in by_policy} == by_policy
    change_contact({"phone": "0592 10 20 30"}, by=cast.wim, at=now)
    sent = filled_in(administrator.get(PAGE))
    new = {"phone": "0599 11 22 33", "email": "samen@lindewold.example", "hours": "ma tot do"}

    assert administrator.post(PAGE, sent | new).status_code == 302

    assert PolicyVersion.objects.count() == 1
    for name in ("home", "contact", "accessibility", "privacy"):
        page = client.get(reverse(name)).content.decode()
        assert new["phone"] in page, name
        assert "0592 10 20 30" not in page, name
    plan = client.get(reverse("process", kwargs={"slug": trajectory.slug})).content.decode()
    assert new["phone"] in plan
    entry = Entry.objects.filter(verb="contact_changed").last()
    assert entry.facts == {"what": ["email", "hours", "phone"]}
    assert not any(text in entry.text for text in new.values())
    page = administrator.get(PAGE).content.decode()
    assert "Dit stond er eerder" in page
    assert "0592 10 20 30" in page


def test_letters_of_what_runs_already_name_the_new_number(cast, trajectory, now):
    change_contact({"phone": "0599 11 22 33", "email": "a@b.example"}, by=cast.wim, at=now)
    letter = Message(
        kind="trajectory_stopped",
        about=f"trajectory:{trajectory.case_number}",
        person=cast.samira,
        created_at=now,
    )

    written = compose_mail(letter)

    assert "0599 11 22 33" in written.text
    assert written.reply_to == "a@b.example"
    assert not mail.outbox


def test_who_comes_second_reads_what_the_first_wrote(browser_of, cast, policy, today):
    administrator = browser_of(cast.wim)
    seen = filled_in(administrator.get(PAGE))
    administrator.post(PAGE, seen | {"phone": "0599 11 22 33"})

    late = administrator.post(PAGE, seen | {"phone": "0599 99 99 99"})

    assert late.status_code == 422
    page = late.content.decode()
    assert "0599 11 22 33" in page
    assert 'value="0599 99 99 99"' in page
    again = administrator.post(PAGE, filled_in(late))
    assert again.status_code == 302
    assert contact_now(on=today)["phone"] == "0599 99 99 99"


def test_what_cannot_be_reached_is_refused_and_the_same_again_is_no_change(cast, policy, now):
    who = {"by": cast.wim, "at": now}
    for texts, code in (
        ({"phone": "", "email": " "}, "not_reachable"),
        ({"phone": "bel maar"}, "no_number"),
        ({"address": "x" * 201}, "too_long"),
    ):
        with pytest.raises(RuleBroken) as refused:
            change_contact(texts, **who)
        assert refused.value.code == code
    with pytest.raises(NotAllowed):
        change_contact({"phone": "14 0592"}, by=cast.marleen, at=now)

    assert change_contact({"phone": "14 0592"}, **who) == ["phone"]
    assert change_contact({"phone": "14 0592"}, etag="old", **who) == []
    with pytest.raises(Clash):
        change_contact({"phone": "14 0593"}, etag="old", **who)


def test_the_name_of_who_is_no_coach_any_more_is_not_kept(cast, policy, now, today):
    before = contact_now(on=today)["coach"]
    change_contact({"coach": "Het loket"}, by=cast.wim, at=now)

    kept = [str(edition.content) for edition in Letterhead.objects.all()]
    assert len(kept) == 2
    assert not any(before in content for content in kept)
    assert str(Letterhead.objects.first()) == "1"


def test_only_an_administrator_changes_contact_data(browser_of, cast, policy):
    coach = browser_of(cast.marleen)
    assert coach.get(PAGE).status_code == 403
    assert PAGE not in coach.get(reverse("my-work")).content.decode()


def test_of_two_who_change_it_at_once_the_second_reads_the_first(own_database, now, today):
    load_shipped("basis", at=now)
    wim = welcome_cast(by=None, at=now, on=today)["wim"]
    etag = etag_of_values(contact_now(on=today))

    def press(phone):
        return lambda: change_contact({"phone": phone}, etag=etag, by=wim, at=now)

    done = at_once(press("0599 11 22 33"), press("0599 44 55 66"))

    (refusal,) = [outcome for outcome in done if isinstance(outcome, Clash)]
    assert refusal.theirs["phone"] == contact_now(on=today)["phone"]
