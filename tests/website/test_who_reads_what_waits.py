"""Words that wait for a look, or were refused, are read by who handles them and by nobody else here."""

import pytest
from django.urls import NoReverseMatch, reverse

from speelruimte.activities.rules import may_read_waiting
from speelruimte.decisions.models import Theme
from speelruimte.initiatives.models import IdeaAddition
from speelruimte.initiatives.rules import may_read_additions
from speelruimte.people.roles import Role
from speelruimte.website.urls import WORKBENCH, _addresses_of
from tests.steps.agreement import somebody
from tests.steps.bare import NOW, a_trajectory, an_activity, words
from tests.steps.browsing import signed_in_client

SAID, ASKED, LATER = "Het hek moet weg.", "Wat kost dat hek?", "En graag een bank."
WAITS, REFUSED = "Dit las nog niemand na.", "Dit kwam er niet op."
ADDED, NOT_TAKEN, TAKEN = "Ook water erbij.", "Geen honden meer.", "Met een pomp."
HIDDEN = "Deze woorden leest alleen wie inbreng bekijkt of het traject leidt."


@pytest.fixture
def case(policy):
    """A process with words in every state, from an idea to which was added."""
    trajectory = a_trajectory(policy, route="college")
    activity = an_activity(trajectory)
    words(activity, WAITS, state="waiting")
    refused = words(activity, REFUSED, state="refused", refusal_reason="Dit is reclame.")
    trajectory.said = words(activity, SAID, adds_to=refused)
    trajectory.asked = words(activity, ASKED, adds_to=words(activity, LATER))
    trajectory.theme = Theme.objects.create(trajectory=trajectory, title="Het hek")
    initiative = trajectory.initiatives.get()
    looked_at = {"received_at": NOW, "looked_at": NOW, "salt": "x"}
    why = "Dat speelt daar niet."
    for number, (text, state, more) in enumerate(
        (
            (ADDED, "waiting", {"looked_at": None}),
            (NOT_TAKEN, "refused", {"refusal_reason": why}),
            (TAKEN, "taken", {}),
        )
    ):
        IdeaAddition.objects.create(
            initiative=initiative,
            text=text,
            state=state,
            idempotency_hash=f"{number}",
            **looked_at | more,
        )
    return trajectory


def addresses_of(case):
    """Every address of the workbench that can be asked with what this process has."""
    keys = [row.public_key for row in case.contributions.all()]
    numbers = [row.pk for row in case.initiatives.get().additions.all()]
    known = {
        "case_number": [case.case_number],
        "key": [*keys, "ideeen"],
        "number": numbers,
        "pk": [case.theme.pk],
        "kind": ["csv"],
        "table_kind": ["csv"],
    }
    for pattern in _addresses_of(f"workbench.{name}" for name in WORKBENCH):
        given = [{}]
        for name in pattern.pattern.converters:
            given = [one | {name: value} for one in given for value in known.get(name, [])]
        for one in given:
            try:
                yield reverse(pattern.name, kwargs=one)
            except NoReverseMatch:
                continue


def read_in(browser, address):
    return " ".join(browser.get(address, follow=True).content.decode().split())


def read_by(person, address):
    return read_in(signed_in_client(person), address)


# Who opens other pages than the others do; what each role may read stands in the table of
# tests/route/test_who_may_what.py.
OUTSIDE = [Role.COUNCIL_MEMBER, Role.OFFICIAL, Role.INITIATOR]


@pytest.mark.once
@pytest.mark.parametrize("role", OUTSIDE)
def test_no_page_shows_words_that_wait_or_were_refused_to_who_does_not_handle_them(
    role, case, cast, now, today, time_machine
):
    time_machine.move_to(now, tick=False)
    person = somebody(cast, role, case, at=now)
    initiative = case.initiatives.get()
    hidden = [] if may_read_waiting(person, case, on=today) else [WAITS, REFUSED]
    if not may_read_additions(person, initiative, on=today):
        hidden += [ADDED, NOT_TAKEN]
    assert hidden
    browser, addresses = signed_in_client(person), [*addresses_of(case)]
    assert reverse("work-initiative", args=[case.case_number]) in addresses

    shown = {
        address: [text for text in hidden if text in page]
        for address in addresses
        if (page := read_in(browser, address))
    }

    assert {address: texts for address, texts in shown.items() if texts} == {}


def test_who_sits_on_the_council_reads_what_belongs_to_the_idea_and_that_more_was_added(
    case, cast, now, time_machine
):
    time_machine.move_to(now, tick=False)
    bos = somebody(cast, Role.COUNCIL_MEMBER, case, at=now)

    page = read_by(bos, reverse("work-initiative", args=[case.case_number]))

    assert TAKEN in page
    assert page.count("Deze woorden leest alleen wie het idee begeleidt.") == 2
    assert "wacht op een blik" in page


@pytest.mark.parametrize("role", [Role.ACCOUNT_HOLDER, Role.COACH, Role.INITIATOR])
def test_who_guides_an_idea_or_came_with_it_reads_all_that_was_added(
    role, case, cast, now, time_machine
):
    time_machine.move_to(now, tick=False)
    person = somebody(cast, role, case, at=now)

    page = read_by(person, reverse("work-initiative", args=[case.case_number]))

    assert [text in page for text in (ADDED, NOT_TAKEN, TAKEN)] == [True] * 3


@pytest.mark.parametrize(
    ("role", "reads"), [(Role.PROJECT_LEADER, True), (Role.COUNCIL_MEMBER, False)]
)
def test_earlier_words_of_the_same_writer_stand_beside_these_for_who_may_read_them(
    role, reads, case, cast, now, time_machine
):
    time_machine.move_to(now, tick=False)
    person = somebody(cast, role, case, at=now)

    beside_refused, beside_placed = (
        read_by(
            person, reverse("work-answer-contribution", args=[case.case_number, one.public_key])
        )
        for one in (case.said, case.asked)
    )

    assert SAID in beside_refused
    assert (REFUSED in beside_refused) == reads
    assert (HIDDEN in beside_refused) == (not reads)
    assert LATER in beside_placed
