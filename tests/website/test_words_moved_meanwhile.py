# ruff: noqa: F811  (fixtures come in by name)
"""Words that were moved while a colleague had the old page open: nothing is decided about them unseen."""

import re

import pytest
from django.urls import reverse

from speelruimte.activities.models import Contribution
from speelruimte.people.actions import grant_role
from speelruimte.people.roles import Role
from speelruimte.route.contributions import move_and_tell, publish_and_tell, say_no_to_move
from tests.activities.conftest import elsewhere, evening, ideas, policy, trajectory  # noqa: F401
from tests.steps.taking_part import said

TEXT = "Ik woon op Kerkstraat 12. Bel mij op 06-12345678."
State = Contribution.State
MOVED = "heeft deze inbreng net verplaatst naar ‘"


@pytest.fixture(autouse=True)
def _on_9_february(time_machine):
    time_machine.move_to("2027-02-09T10:00:00+01:00", tick=False)


@pytest.fixture
def waiting(ideas, now):
    ideas.moderate_first = True
    ideas.save()
    return said(ideas, TEXT, at=now)[0]


def state_of(contribution):
    return Contribution.objects.values_list("state", flat=True).get(pk=contribution.pk)


@pytest.fixture
def moves(elsewhere, cast, now):
    """Lotte moves words to the other process: ``moves(words)``."""

    def move(contribution, to=elsewhere):
        move_and_tell(contribution, to=to, reason="Dit gaat over de bus.", by=cast.lotte, at=now)

    return move


def form_on(html, address):
    """What a browser sends of the form on this page that goes to ``address``."""
    form = html.split(f'action="{address}"')[1].split("</form>")[0]
    return dict(re.findall(r'name="(etag|back)" value="([^"]*)"', form))


def ticked_on(html, contributions):
    """What a browser sends of the queue with these words ticked."""
    keys = [contribution.public_key for contribution in contributions]
    marks = {
        f"etag-{key}": html.split(f'name="etag-{key}" value="')[1].split('"')[0] for key in keys
    }
    return {"keys": keys, **marks}


@pytest.mark.parametrize("text", ["De bus rijdt te laat.", TEXT])
@pytest.mark.parametrize("looked_first", [True, False])
def test_who_places_from_an_old_page_reads_where_the_words_were_moved(
    text, looked_first, signed_in, cast, ideas, elsewhere, moves, now
):
    ideas.moderate_first, elsewhere.moderate_first = True, looked_first
    ideas.save()
    elsewhere.save()
    contribution = said(ideas, text, at=now)[0]
    browser = signed_in(cast.marleen)
    queue = reverse("work-inbox", args=[ideas.trajectory.case_number])
    address = reverse("work-publish", args=[contribution.public_key])
    sent = form_on(browser.get(queue).content.decode(), address)
    moves(contribution)
    before = state_of(contribution)

    page = browser.post(address, sent, follow=True).content.decode()

    assert f"Lotte Kramer {MOVED}{elsewhere.trajectory.title}’" in page
    assert "is nu te lezen" not in page
    assert state_of(contribution) == before


def test_who_is_asked_once_more_reads_it_too(signed_in, cast, ideas, waiting, moves):
    browser = signed_in(cast.marleen)
    queue = reverse("work-inbox", args=[ideas.trajectory.case_number])
    address = reverse("work-publish", args=[waiting.public_key])
    sent = form_on(browser.get(queue).content.decode(), address)
    asked = browser.post(address, sent).content.decode()
    etag = re.search(r'name="etag" value="([^"]*)"', asked)[1]
    moves(waiting)

    page = browser.post(address, {"etag": etag, "zeker": ""}, follow=True).content.decode()

    assert MOVED in page
    assert state_of(waiting) == State.WAITING


@pytest.mark.parametrize("name", ["work-refuse", "work-move"])
def test_who_refuses_or_moves_on_from_an_old_page_reads_it_and_decides_with_the_next_press(
    name, signed_in, cast, ideas, elsewhere, moves, now
):
    contribution = said(ideas, "De bus rijdt te laat.", at=now)[0]
    browser = signed_in(cast.marleen)
    address = reverse(name, args=[contribution.public_key])
    opened = browser.get(address).context["form"]
    sent = {
        "ground": "advertising",
        "reason": "Dit is reclame voor de bus.",
        "etag": opened["etag"].value(),
    }
    sent |= {"to": elsewhere.public_key} if name == "work-move" else {}
    moves(contribution)
    before = state_of(contribution)

    refused = browser.post(address, sent)

    assert refused.status_code == 422
    assert MOVED in refused.content.decode()
    assert sent["reason"] in refused.content.decode()
    contribution.refresh_from_db()
    assert (contribution.activity, contribution.state) == (elsewhere, before)
    again = sent | {"etag": refused.context["form"]["etag"].value(), "to": ideas.public_key}
    assert browser.post(address, again).status_code == 302


@pytest.mark.parametrize("button", ["plaats", "weigeren", "met-reden"])
def test_of_what_was_ticked_on_an_old_page_the_moved_is_told_apart_and_left(
    button, signed_in, cast, ideas, elsewhere, moves, now
):
    ideas.moderate_first = True
    ideas.save()
    stays, gone, too = (said(ideas, f"De bus, {number}.", at=now)[0] for number in range(3))
    browser = signed_in(cast.marleen)
    queue = reverse("work-inbox", args=[ideas.trajectory.case_number])
    html = browser.get(queue).content.decode()
    sent = ticked_on(html, [stays, gone, too]) | {button: "", "ground": "advertising"}
    moves(gone)
    moves(too)

    page = browser.post(reverse("work-ticked"), sent, follow=True).content.decode()

    told = f"Lotte Kramer heeft 2 keer inbreng net verplaatst naar ‘{elsewhere.trajectory.title}’."
    assert told in page
    assert {state_of(gone), state_of(too)} == {State.WAITING}
    assert (
        state_of(stays)
        == {
            "plaats": State.PUBLISHED,
            "weigeren": State.WAITING,
            "met-reden": State.REFUSED,
        }[button]
    )
    if button == "weigeren":
        assert gone.public_key not in page
        assert stays.public_key in page


def test_what_was_refused_since_it_was_ticked_is_not_seen_as_looked_at_while_one_writes_why(
    signed_in, cast, ideas, now
):
    ideas.moderate_first = True
    ideas.save()
    contribution = said(ideas, "De bus.", at=now)[0]
    browser = signed_in(cast.marleen)
    queue = reverse("work-inbox", args=[ideas.trajectory.case_number])
    sent = ticked_on(browser.get(queue).content.decode(), [contribution])
    publish_and_tell(contribution, by=cast.lotte, at=now)

    asked = browser.post(reverse("work-ticked"), sent | {"weigeren": ""}).content.decode()
    sent = ticked_on(asked, [contribution]) | {"met-reden": "", "ground": "advertising"}
    page = browser.post(reverse("work-ticked"), sent, follow=True).content.decode()

    assert "besliste intussen een collega" in page
    assert state_of(contribution) == State.PUBLISHED


def test_who_looks_after_the_old_process_only_reads_where_it_went_and_nobody_else_does(
    signed_in, cast, ideas, elsewhere, moves, now, today
):
    contribution = said(ideas, "De bus rijdt te laat.", at=now)[0]
    for person, case in ((cast.joris, ideas), (cast.fatma, None)):
        number = case.trajectory.case_number if case else "2027-0999"
        role = {"role": Role.MODERATOR, "by": None, "at": now, "starts_on": today}
        grant_role(person, case_number=number, **role)
    moves(contribution)
    addresses = [
        reverse(name, args=[contribution.public_key])
        for name in ("work-publish", "work-refuse", "work-move", "work-redact")
    ]

    for address in addresses:
        answer = signed_in(cast.joris).post(address)
        assert answer.status_code == 403
        assert MOVED in answer.content.decode()
        assert signed_in(cast.fatma).post(address).status_code == 404
    keys = {"keys": [contribution.public_key]}
    page = signed_in(cast.joris).post(reverse("work-ticked"), keys, follow=True)
    assert "net verplaatst naar" in page.content.decode()
    assert signed_in(cast.fatma).post(reverse("work-ticked"), keys).status_code == 404


def test_words_that_went_back_at_the_word_of_their_writer_are_told_so(
    signed_in, cast, ideas, elsewhere, moves, now
):
    contribution = said(ideas, "De bus rijdt te laat.", at=now)[0]
    moves(contribution)
    browser = signed_in(cast.marleen)
    address = reverse("work-refuse", args=[contribution.public_key])
    etag = browser.get(address).context["form"]["etag"].value()
    say_no_to_move(contribution.moves.get(), by=contribution.contact, at=now)

    refused = browser.post(address, {"ground": "advertising", "etag": etag})

    assert f"De schrijver {MOVED}{ideas.trajectory.title}’" in refused.content.decode()
    assert state_of(contribution) == State.PUBLISHED


def test_within_one_process_the_way_it_went_to_is_named(signed_in, cast, ideas, evening, now):
    contribution = said(ideas, "De bus rijdt te laat.", at=now)[0]
    browser = signed_in(cast.marleen)
    address = reverse("work-refuse", args=[contribution.public_key])
    etag = browser.get(address).context["form"]["etag"].value()
    move_and_tell(contribution, to=evening, reason="Voor de avond.", by=cast.lotte, at=now)

    refused = browser.post(address, {"ground": "advertising", "etag": etag})

    assert f"Lotte Kramer {MOVED}{evening.title}’" in refused.content.decode()


@pytest.mark.parametrize("name", ["work-answer-contribution", "work-split"])
def test_who_answers_or_splits_what_was_moved_reads_where_it_went(
    name, signed_in, cast, ideas, moves, now
):
    contribution = said(ideas, "De bus rijdt te laat. De trein ook.", at=now)[0]
    browser = signed_in(cast.samira)
    address = reverse(name, args=[ideas.trajectory.case_number, contribution.public_key])
    moves(contribution)

    for answer in (browser.get(address), browser.post(address, {"do": "join"})):
        assert answer.status_code == 403
        assert MOVED in answer.content.decode()
    unknown = reverse(name, args=[ideas.trajectory.case_number, "QQQQQQQQQQ"])
    assert browser.get(unknown).status_code == 404


def test_an_answer_typed_for_what_was_moved_stays_on_the_screen(signed_in, cast, ideas, moves, now):
    contribution = said(ideas, "De bus rijdt te laat.", at=now)[0]
    case = ideas.trajectory.case_number
    address = reverse("work-answer-contribution", args=[case, contribution.public_key])
    browser = signed_in(cast.samira)
    moves(contribution)

    typed = {"verdict": "not", "reason": "De bus is van de provincie, niet van ons."}
    page = browser.post(address, typed)

    assert page.status_code == 422
    assert MOVED in page.content.decode()
    assert typed["reason"] in page.content.decode()
    assert not contribution.answers.exists()


@pytest.mark.parametrize("waits_there", [True, False])
def test_beside_an_answer_for_what_was_moved_the_words_stand_for_who_may_read_them_there(
    waits_there, signed_in, cast, ideas, elsewhere, moves, now, today
):
    contribution = said(ideas, "De bus rijdt te laat.", at=now)[0]
    case = ideas.trajectory.case_number
    role = {"role": Role.PROJECT_LEADER, "case_number": case, "starts_on": today}
    grant_role(cast.joris, **role, by=None, at=now)
    elsewhere.moderate_first = waits_there
    elsewhere.save()
    moves(contribution)

    address = reverse("work-answer-contribution", args=[case, contribution.public_key])
    typed = {"verdict": "not", "reason": "Dat is niet van ons."}
    page = signed_in(cast.joris).post(address, typed).content.decode()

    assert MOVED in page
    assert ("De bus rijdt te laat." in page) == (not waits_there)


def test_words_that_were_moved_are_placed_with_no_theme_unseen(signed_in, cast, ideas, moves, now):
    stays, gone = (said(ideas, f"De bus, {number}.", at=now)[0] for number in range(2))
    browser = signed_in(cast.samira)
    address = reverse("work-answers", args=[ideas.trajectory.case_number])
    keys = [stays.public_key, gone.public_key]
    moves(gone)

    sent = {"do": "place", "contributions": keys, "theme": "", "title": "Openbaar vervoer"}
    page = browser.post(address, sent).content.decode()

    assert MOVED in page
    assert not ideas.trajectory.themes.exists()
