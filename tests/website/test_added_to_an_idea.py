"""Who comes back with the code of an idea says something more, and a colleague looks at it."""

import pytest
from django.urls import reverse

from speelruimte.initiatives.actions import (
    add_to_idea,
    end_initiative,
    look_at_addition,
    withdraw_initiative,
    write_letter,
)
from speelruimte.initiatives.models import IdeaAddition, Initiative
from speelruimte.journal.models import Entry
from speelruimte.notices.letters import compose_mail
from speelruimte.notices.models import Message
from speelruimte.people.receipts import new_code, new_idempotency_key
from speelruimte.route.agenda import tasks_for
from speelruimte.route.door import advance, ask_colleague, name_helper
from speelruimte.route.forgetting import forget_oneself
from speelruimte.route.verification import verify
from speelruimte.shared.errors import AlreadyDone, NotAllowed
from speelruimte.shared.fingerprints import fingerprint, in_groups
from tests.steps.door import AT, LETTER, ON, assessed_initiative, received_initiative
from tests.steps.refusing import refuses
from tests.steps.writing import writing_by_hand

MORE = "En er moet water bij de tuin."
WHY = "Dit gaat over een andere tuin."


@pytest.fixture(autouse=True)
def _now(settings, time_machine):
    settings.PAGE_CACHE = False
    time_machine.move_to(AT, tick=False)


@pytest.fixture
def idea(policy):
    """An idea from the website; ``idea.code`` is what its writer kept."""
    received = received_initiative(email="els@lindewold.example")
    code, receipt_hash = new_code()
    Initiative.objects.filter(pk=received.pk).update(receipt_hash=receipt_hash)
    received.refresh_from_db()
    received.code = code
    return received


def added(idea, text=MORE, key=None):
    return add_to_idea(
        idea, text=text, by=None, at=AT, idempotency_key=key or new_idempotency_key()
    )


def send(client, idea, text=MORE, key=None):
    sent = {"code": idea.code, "text": text, "idempotency_key": key or new_idempotency_key()}
    return client.post(reverse("add-to-idea"), sent | {"trap": ""}, follow=True)


def own_page(client, idea):
    sent = {"code": idea.code}
    answer = client.post(reverse("find-contribution"), sent, follow=True)
    return " ".join(answer.content.decode().split())


def test_with_the_code_more_is_added_with_a_day_and_a_fingerprint_of_its_own(client, idea):
    assert reverse("add-to-idea") in own_page(client, idea)

    page = send(client, idea).content.decode()

    addition = idea.additions.get()
    entry = Entry.objects.about(addition.key).get(verb="idea_added_to")
    assert "Dit staat nu bij uw idee. Wij lezen het." in page
    assert (addition.text, addition.state, addition.received_at) == (MORE, "waiting", AT)
    assert entry.case_number == idea.case_number
    assert entry.facts["words_fingerprint"] == fingerprint(addition.salt + MORE)
    own = own_page(client, idea)
    assert own.index(idea.text) < own.index("Dit voegde u toe") < own.index(MORE)
    assert "Dit lezen wij nog." in own
    assert in_groups(entry.fingerprint) in own
    idea.refresh_from_db()
    assert MORE not in idea.text
    assert verify().faults == []


def test_a_second_press_adds_once_and_other_words_under_the_same_form_are_not_lost(client, idea):
    key = new_idempotency_key()

    send(client, idea, key=key)
    again = send(client, idea, key=key)
    other = send(client, idea, text="Nog iets anders.", key=key)

    assert idea.additions.count() == 1
    assert "Dit staat nu bij uw idee." in again.content.decode()
    assert other.status_code == 422
    assert "Nog iets anders." in other.content.decode()


@pytest.mark.parametrize("text", ["", "  ", "x" * 20_001])
def test_what_cannot_be_kept_is_refused_at_its_field_and_stays(client, idea, text):
    page = send(client, idea, text=text)

    assert page.status_code == 422
    assert "text" in page.context["form"].errors
    assert not idea.additions.exists()


def test_once_an_idea_is_over_nobody_is_said_to_be_reading_what_was_added(client, idea):
    added(idea)
    with refuses("addition_waits"):
        end_initiative(idea, outcome="out_of_scope", reason=WHY, by=None, at=AT)

    withdraw_initiative(idea, by=None, at=AT)

    own = own_page(client, idea)
    assert MORE in own
    assert "Dit lezen wij nog." not in own
    assert "Dit bekeken wij niet apart voordat uw idee was afgerond." in own


def test_after_an_answer_or_after_it_was_wiped_nothing_is_added(client, idea):
    end_initiative(idea, outcome="out_of_scope", reason="Dit past hier niet.", by=None, at=AT)
    assert reverse("add-to-idea") not in own_page(client, idea)
    late = send(client, idea)
    assert late.status_code == 422
    assert MORE in late.content.decode()
    with refuses("ended_already"):
        added(idea)

    gone = received_initiative(title="Een bank")
    forget_oneself(gone, words=True, by=None, at=AT)
    with refuses("nothing_to_add_to"):
        added(gone)


@pytest.mark.parametrize(
    ("typed", "state", "said"),
    [
        ({"what": "take"}, "taken", "Dit hoort bij uw idee."),
        ({"what": "refuse", "reason": WHY}, "refused", f"De reden: {WHY}"),
    ],
)
def test_a_colleague_takes_it_along_or_says_why_not(
    client, sign_in, cast, idea, typed, state, said
):
    addition = added(idea)
    desk = sign_in(cast.marleen)
    work = desk.get(reverse("work-initiative", args=[idea.case_number])).content.decode()
    page = reverse("work-idea-addition", args=[idea.case_number, addition.pk])
    assert MORE in work
    assert page in work
    assert MORE in desk.get(page).content.decode()

    assert desk.post(page, typed).status_code == 302

    addition.refresh_from_db()
    assert (addition.state, addition.looked_at) == (state, AT)
    assert said in own_page(type(client)(), idea)
    assert Entry.objects.about(addition.key).get(verb="idea_addition_looked_at").facts["state"] == (
        state
    )
    assert (
        page not in desk.get(reverse("work-initiative", args=[idea.case_number])).content.decode()
    )
    twice = desk.post(page, typed)
    assert "Een collega heeft dit al bekeken" in twice.content.decode()


UNREAD = "Aan dit initiatief is iets toegevoegd dat nog niemand las."


@pytest.mark.parametrize(
    ("page", "more"),
    [
        ("work-initiative", ()),
        ("work-assess", ()),
        ("work-who-decides", ()),
        ("work-end", ("traject",)),
        ("work-end", ("buiten-beleid",)),
    ],
)
def test_what_nobody_read_yet_is_named_with_a_link_before_anything_asks_it(
    sign_in, cast, idea, page, more
):
    desk, address = sign_in(cast.marleen), reverse(page, args=[idea.case_number, *more])
    assert UNREAD not in desk.get(address).content.decode()
    first, second = added(idea), added(idea, text="En een bank.")

    shown = desk.get(address).content.decode()

    where = reverse("work-idea-addition", args=[idea.case_number, first.pk])
    assert UNREAD in shown
    assert f'href="{where}">Lees wat er is toegevoegd' in shown
    assert UNREAD not in desk.get(where).content.decode()
    for one in (first, second):
        look_at_addition(one, refused=False, by=cast.marleen, at=AT, on=ON)
    assert UNREAD not in desk.get(address).content.decode()


def test_who_does_not_guide_an_idea_is_not_sent_to_what_nobody_read(sign_in, cast, idea):
    added(idea)

    page = sign_in(cast.samira).get(reverse("work-initiative", args=[idea.case_number]))

    assert page.status_code == 200
    assert "Later toegevoegd" in page.content.decode()
    assert MORE not in page.content.decode()
    assert UNREAD not in page.content.decode()


def test_the_letter_asks_first_whether_one_is_sure_without_what_was_asked_or_added(
    sign_in, cast, idea
):
    who = {"by": cast.marleen, "at": AT, "on": ON}
    assessed_initiative(idea, coach=cast.marleen)
    advance(idea, to="quickscan", **who)
    name_helper(idea, person=cast.ruben, **who)
    ask_colleague(idea, colleague=cast.joris, **who)
    write_letter(idea, **LETTER, **who)
    added(idea)
    desk, letter = sign_in(cast.ruben), reverse("work-letter", args=[idea.case_number])
    lacks = f"Gevraagd en nog niet gegeven: de eerste blik van {cast.joris.name}."

    assert lacks in desk.get(letter).content.decode()
    asked = desk.post(letter)

    assert asked.status_code == 422
    shown = asked.content.decode()
    assert lacks in shown
    # It stands above the letter, where who pressed below it begins to read again.
    assert shown.index("Weet u het zeker? Er is nog niets verstuurd.") < shown.index("brief-titel")
    assert not Message.objects.filter(kind="quickscan_letter").exists()
    assert desk.post(letter, {"sure": "1"}).status_code == 302
    assert Message.objects.filter(kind="quickscan_letter").count() == 1


def test_who_refuses_says_why_and_who_does_not_guide_it_looks_at_nothing(sign_in, cast, idea):
    addition = added(idea)
    page = reverse("work-idea-addition", args=[idea.case_number, addition.pk])

    for reason in ("", "x"):
        refused = sign_in(cast.marleen).post(page, {"what": "refuse", "reason": reason})
        assert refused.status_code == 422
        assert "reason" in refused.context["form"].errors
    assert sign_in(cast.wim).get(page).status_code == 403
    with pytest.raises(NotAllowed):
        look_at_addition(addition, refused=False, by=cast.wim, at=AT, on=ON)
    look_at_addition(addition, refused=False, by=cast.marleen, at=AT, on=ON)
    with pytest.raises(AlreadyDone):
        look_at_addition(addition, refused=False, by=cast.marleen, at=AT, on=ON)


def test_it_waits_for_who_guides_the_idea_until_it_was_looked_at(cast, idea):
    def waits(person):
        tasks = tasks_for(person, on=ON).tasks
        return [task for task in tasks if "toegevoegd" in str(task.sentences)]

    assert waits(cast.marleen) == []
    addition = added(idea)
    (task,) = waits(cast.marleen)
    assert (task.page, task.case_number, task.since) == ("initiative", idea.case_number, ON)
    assert waits(cast.wim) == []
    look_at_addition(addition, refused=False, by=cast.marleen, at=AT, on=ON)
    assert waits(cast.marleen) == []


@pytest.mark.parametrize("named", [True, False])
def test_who_is_forgotten_with_the_words_loses_what_was_added_too(client, idea, named):
    if not named:
        Initiative.objects.filter(pk=idea.pk).update(contact=None)
        idea.refresh_from_db()
    addition = added(idea)

    forget_oneself(idea, words=True, by=None, at=AT)

    addition.refresh_from_db()
    assert addition.text == ""
    assert verify().faults == []


def test_what_stands_beside_the_journal_or_was_changed_behind_it_is_found(idea):
    addition = added(idea)
    IdeaAddition.objects.filter(pk=addition.pk).update(text="Wat anders.")
    assert any(f"addition:{addition.pk}" in fault for fault in verify().faults)

    with writing_by_hand(because="somebody puts it beside the journal"):
        beside = IdeaAddition.objects.create(
            initiative=idea, text=MORE, received_at=AT, idempotency_hash="met de hand"
        )

    assert [said for said in verify().beside if f"addition:{beside.pk} " in said] == [
        f"initiatives_ideaaddition:{beside.pk} staat in de database, en het logboek weet er niets van."
    ]


@pytest.mark.parametrize(
    ("typed", "kind", "said"),
    [
        ({"what": "take"}, "idea_addition_taken", "hoort vanaf nu bij uw idee"),
        ({"what": "refuse", "reason": WHY}, "idea_addition_refused", WHY),
    ],
)
def test_who_left_an_address_is_mailed_once_what_became_of_what_was_added(
    sign_in, cast, idea, typed, kind, said
):
    addition = added(idea)
    page = reverse("work-idea-addition", args=[idea.case_number, addition.pk])

    desk = sign_in(cast.marleen)
    told = desk.post(page, typed, follow=True).content.decode()
    desk.post(page, typed)

    message = Message.objects.get(kind=kind)
    mail = compose_mail(message)
    assert "Wie dit schreef, krijgt een mail." in told
    assert (mail.to, message.case_number) == ("els@lindewold.example", idea.case_number)
    assert said in mail.text
    assert f"> {MORE}" in mail.text
    assert Message.objects.filter(kind__startswith="idea_addition").count() == 1


def test_who_left_no_address_reads_it_with_the_code(sign_in, cast, policy):
    addition = added(received_initiative())
    page = reverse("work-idea-addition", args=[addition.initiative.case_number, addition.pk])

    told = sign_in(cast.marleen).post(page, {"what": "take"}, follow=True).content.decode()

    assert "Wie dit schreef, leest het met de code." in told
    assert not Message.objects.filter(kind__startswith="idea_addition").exists()


@pytest.fixture
def desk_page(idea):
    return reverse("work-idea-addition-new", args=[idea.case_number])


def typed_at_the_desk(text=MORE, channel="phone", key=None):
    key = key or new_idempotency_key()
    return {"text": text, "channel": channel, "idempotency_key": key, "trap": ""}


def test_a_colleague_writes_down_what_is_added_by_telephone_or_on_paper(
    client, sign_in, cast, idea, desk_page
):
    desk = sign_in(cast.marleen)
    assert (
        desk_page in desk.get(reverse("work-initiative", args=[idea.case_number])).content.decode()
    )
    typed = typed_at_the_desk()

    assert desk.post(desk_page, typed).status_code == 302
    assert desk.post(desk_page, typed).status_code == 302

    addition = idea.additions.get()
    assert (addition.text, addition.channel, addition.is_waiting) == (MORE, "phone", True)
    entry = Entry.objects.about(addition.key).get(verb="idea_added_to")
    assert (entry.facts["channel"], entry.case_number) == ("phone", idea.case_number)
    own = own_page(type(client)(), idea)
    assert MORE in own
    assert "· telefoon" in own
    assert (
        "telefoon" in desk.get(reverse("work-initiative", args=[idea.case_number])).content.decode()
    )
    assert verify().faults == []


@pytest.mark.parametrize(
    ("typed", "field"),
    [({"text": ""}, "text"), ({"text": "x" * 20_001}, "text"), ({"channel": "website"}, "channel")],
)
def test_what_cannot_be_written_down_is_refused_at_its_field(
    sign_in, cast, idea, desk_page, typed, field
):
    page = sign_in(cast.marleen).post(desk_page, typed_at_the_desk(**typed))

    assert page.status_code == 422
    assert field in page.context["form"].errors
    assert not idea.additions.exists()


def test_what_is_over_is_said_to_a_colleague_in_the_words_of_a_colleague(
    sign_in, cast, idea, desk_page
):
    withdraw_initiative(idea, by=None, at=AT)
    desk = sign_in(cast.marleen)

    page = desk.post(desk_page, typed_at_the_desk())

    assert page.status_code == 422
    assert MORE in page.content.decode()
    assert "Er komt niets meer bij." in page.content.decode()
    assert "Bel ons" not in page.content.decode()
    work = desk.get(reverse("work-initiative", args=[idea.case_number])).content.decode()
    assert desk_page not in work


def test_only_who_writes_down_what_comes_in_writes_down_what_is_added(
    sign_in, cast, idea, desk_page
):
    assert sign_in(cast.bos).get(desk_page).status_code == 403
    assert sign_in(cast.bos).post(desk_page, typed_at_the_desk()).status_code == 403
    own_plan = received_initiative(kind="municipality", by=cast.marleen)
    page = reverse("work-idea-addition-new", args=[own_plan.case_number])
    assert sign_in(cast.marleen).get(page).status_code == 403
