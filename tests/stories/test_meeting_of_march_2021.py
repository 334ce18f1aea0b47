"""What residents asked for on 15 March 2021, under the neutral policy.

Source: sessie-2021-03-15#kaders-samen, sessie-2021-03-15#niet-eenzijdig
"""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils.html import strip_tags
from django.utils.timezone import localdate

from speelruimte.agreements.actions import (
    amend,
    change_phase,
    drop_method,
    give_say,
    leave_party,
    name_party,
    offer_version,
    plan_method,
    record_stand,
    remove_frame,
    state_frame,
    take_back_version,
    write_how_weighed,
)
from speelruimte.agreements.queries import changes_between, open_version, version_in_force
from speelruimte.notices.models import Message
from speelruimte.people.actions import grant_role
from speelruimte.people.models import Organisation
from speelruimte.people.roles import Role
from speelruimte.policy.queries import parsed_policy, policy_in_force
from speelruimte.route.adopting import offer_amendment
from speelruimte.route.door import open_trajectory
from speelruimte.trajectories.models import Step
from tests.steps import answers as ending
from tests.steps.agreement import (
    HEARD,
    adopt_by_all,
    adopted_agreement,
    amended_agreement,
    fresh,
    planning,
    written_plan,
)
from tests.steps.door import (
    assessed_initiative,
    quickscan_done,
    received_initiative,
    ruled_initiative,
    started_trajectory,
)
from tests.steps.taking_part import opened_ideas, words_from
from tests.steps.walking import (
    everything_closed,
    everything_opened,
    finished,
    goes,
    journal_is_whole,
    refused,
    verbs_of,
)


@pytest.fixture(autouse=True)
def neutral(policy):
    return policy


@pytest.fixture
def park(cast, areas):
    """A park that neighbours and municipality design together; the college decides."""
    return started_trajectory(
        title="Een park op de oude werf",
        coach=cast.marleen,
        leader=cast.samira,
        owner=cast.nadia,
        account_holder=cast.ruben,
        colleague=cast.joris,
        areas=[areas["vaartzijde"]],
        competent="college",
    )


def test_residents_set_frames_together_with_the_municipality_and_in_writing(park, cast, now):
    """May residents and organisations help set the frames? Certainly, and absolutely needed."""
    version = planning(park, cast, at=now)
    ours = {"status": "fixed", "title": "De kastanjes blijven", "at": now}
    kind = parsed_policy(park.policy).frame_kinds[0].key

    with refused("Zeg waar dit vandaan komt"):
        state_frame(version, kind=kind, origin=" ", by=cast.nadia, **ours)
    with refused("Alleen wie dit traject leidt of met het initiatief kwam"):
        state_frame(version, kind=kind, origin="Mijn mening", by=cast.henk, **ours)
    from_outside = state_frame(
        version, kind=kind, origin="Afspraak met de buren", by=cast.nadia, **ours
    )
    from_inside = state_frame(
        version, kind=kind, status="unknown", title="De grond", origin="Onderzoek",
        known_on=localdate(now) + timedelta(weeks=26), by=cast.samira, at=now,
    )  # fmt: skip

    assert from_outside.number < from_inside.number
    written_plan(fresh(park), cast, at=now)
    goes(park, by=cast.samira, at=now)
    adopted = adopt_by_all(open_version(fresh(park)), cast, at=now)
    assert "De kastanjes blijven" in adopted.text
    with refused("Deze afspraken staan vast."):
        remove_frame(adopted.frames.get(number=from_outside.number), by=cast.nadia, at=now)


def test_parties_that_do_not_agree_are_named_beside_those_that_do(park, cast, now, client):
    """An initiative only exists when both sides stand behind the frames: who does not, is shown."""
    planning(park, cast, at=now)
    version = written_plan(fresh(park), cast, at=now)
    shops = Organisation.objects.create(name="Winkeliers Vaartzijde")
    party = name_party(park, organisation=shops, by=cast.nadia, at=now)
    record_stand(
        version, party=party, agrees=False, note="Te duur.", by=cast.samira, at=now, **HEARD
    )
    with refused("Deze partij heeft zich al uitgesproken en blijft staan."):
        leave_party(party, by=cast.samira, at=now)
    goes(park, by=cast.samira, at=now)
    adopt_by_all(open_version(fresh(park)), cast, at=now)

    with refused("Een partij kan er niets meer over zeggen."):
        record_stand(version, party=party, agrees=True, by=cast.samira, at=now, **HEARD)
    page = client.get(f"/trajecten/{park.slug}/afspraken/").content.decode()
    assert "Winkeliers Vaartzijde" in page
    assert "Wijkraad Centrum" in page


def test_agreements_change_only_after_asking_the_parties_again(park, cast, now, later, client):
    """When circumstances change: consult again about frames and agreements."""
    trajectory = adopted_agreement(park, cast, at=now)
    activity = opened_ideas(trajectory, by=cast.samira, at=now, on=localdate(now))
    words_from(activity, 2, at=now, email="sofie@buurt.example")
    words_from(activity, 1, at=now)
    first = version_in_force(trajectory)

    with refused("Leg uit waarom de afspraken veranderen. Deelnemers lezen deze uitleg."):
        amend(first, reason=" ", by=cast.samira, at=later(5))
    with refused("Alleen de projectleider of de coach begint een wijziging van de afspraken."):
        amend(first, reason="Ik wil dit.", by=cast.nadia, at=later(5))
    version = amend(first, reason="De bodem is vervuild.", by=cast.samira, at=later(5))
    with refused("Er wordt al aan een wijziging gewerkt."):
        amend(first, reason="Nog iets.", by=cast.marleen, at=later(5))
    with refused(
        "1 van de partijen die eerder akkoord gingen, is nu niet akkoord of niet gehoord."
    ):
        offer_amendment(version, by=cast.samira, at=later(6))
    assert version_in_force(fresh(park)).number == 1

    party = trajectory.parties.get()
    record_stand(version, party=party, agrees=True, by=cast.samira, at=later(6), **HEARD)
    write_how_weighed(
        version, text="Eerst schoon, dan groen.", edits=version.edits, by=cast.samira, at=later(6)
    )
    with refused("1 van de partijen die eerder akkoord gingen"):  # with an earlier text
        offer_amendment(version, by=cast.samira, at=later(6))
    record_stand(version, party=party, agrees=True, by=cast.samira, at=later(6), **HEARD)
    offer_amendment(version, by=cast.samira, at=later(6))
    second = adopt_by_all(version, cast, at=later(7))

    assert (second.number, second.amends, second.one_sided_reason) == (2, 1, "")
    first.refresh_from_db()
    assert "Eerst schoon" not in first.text
    assert any("Eerst schoon" in str(change) for change in changes_between(first, second))
    assert Message.objects.filter(kind="agreement_changed").count() == 1
    difference = client.get(f"/trajecten/{park.slug}/afspraken/2/verschil/").content.decode()
    assert {"schoon,", "groen."} <= set(strip_tags(difference).split())
    assert "De bodem is vervuild." in difference
    # Policy and both versions of the agreement.
    assert journal_is_whole() == 7


def test_a_one_sided_change_is_shown_to_everyone_as_just_that(park, cast, now, later, client):
    """No one-sided change can be passed off as agreed."""
    trajectory = adopted_agreement(park, cast, at=now)
    version = amend(
        version_in_force(trajectory), reason="Minder geld.", by=cast.samira, at=later(5)
    )
    against = {"agrees": False, "note": "Er was meer beloofd."}
    record_stand(
        version, party=trajectory.parties.get(), **against, by=cast.samira, at=later(5), **HEARD
    )
    with refused("Vraag het hun, of leg uit waarom de wijziging toch nodig is."):
        offer_version(version, one_sided_reason=" ", by=cast.samira, at=later(6))
    offer_amendment(
        version, one_sided_reason="De raad schrapte het geld.", by=cast.samira, at=later(6)
    )
    adopt_by_all(version, cast, at=later(7))

    page = client.get(f"/trajecten/{park.slug}/afspraken/").content.decode()
    assert "De raad schrapte het geld." in page
    assert journal_is_whole() == 4


def test_what_people_take_part_in_is_not_amended_away(park, cast, now, later):
    trajectory = adopted_agreement(park, cast, at=now)
    opened_ideas(trajectory, by=cast.samira, at=now, on=localdate(now))
    version = amend(
        version_in_force(trajectory), reason="Toch geen ideeën.", by=cast.samira, at=later(1)
    )
    phase = version.phases.get()
    for planned in phase.methods.filter(method="ideas"):
        drop_method(planned, by=cast.samira, at=later(1))
    plan_method(phase, method="budget", by=cast.samira, at=later(1))
    strongest = max(parsed_policy(park.policy).influence_levels, key=lambda level: level.say or 0)
    give_say(
        phase,
        group=phase.says.get().group,
        level=strongest.key,
        by=cast.samira,
        at=later(1),
    )
    record_stand(
        version, party=trajectory.parties.get(), agrees=True, by=cast.samira, at=later(1), **HEARD
    )

    with refused("is al geopend. Laat die fase en werkvorm in de afspraken staan."):
        offer_amendment(version, by=cast.samira, at=later(2))


def test_an_open_activity_follows_the_amended_dates(park, cast, now, later):
    trajectory = adopted_agreement(park, cast, at=now)
    activity = opened_ideas(trajectory, by=cast.samira, at=now, on=localdate(now))
    version = amend(version_in_force(trajectory), reason="Meer tijd.", by=cast.samira, at=later(5))
    phase = version.phases.get()
    longer = phase.ends_on + timedelta(days=14)
    change_phase(
        phase,
        edits=phase.edits,
        name=phase.name,
        question=phase.question,
        starts_on=phase.starts_on,
        ends_on=longer,
        by=cast.samira,
        at=later(5),
    )
    record_stand(
        version, party=trajectory.parties.get(), agrees=True, by=cast.samira, at=later(5), **HEARD
    )
    offer_amendment(version, by=cast.samira, at=later(6))
    adopt_by_all(version, cast, at=later(7))

    activity.refresh_from_db()
    assert (activity.closes_on, activity.version) == (longer, 2)


def test_an_amendment_that_waits_does_not_outlive_the_taking_part(park, cast, now):
    """What was agreed is what the decision is held against; it cannot change behind the outcome."""
    trajectory = adopted_agreement(park, cast, at=now)
    everything_opened(trajectory, by=cast.samira, at=now)
    last = everything_closed(fresh(park), by=cast.samira)
    goes(park, by=cast.samira, at=last)
    version = amend(
        version_in_force(fresh(park)), reason="Het moest achteraf.", by=cast.samira, at=last
    )
    record_stand(
        version, party=trajectory.parties.get(), agrees=True, by=cast.samira, at=last, **HEARD
    )
    offer_amendment(version, by=cast.samira, at=last)
    ending.result_offered(fresh(park), by=cast.samira, at=last, on=localdate(last))

    with refused("Er ligt nog een wijziging van de afspraken voor."):
        goes(park, by=cast.samira, at=last)
    take_back_version(version, reason="Dit past niet meer.", by=cast.samira, at=last)
    assert goes(park, by=cast.samira, at=last).step == Step.DECISION


def test_a_draft_of_a_change_lapses_when_the_decision_is_at_hand(park, cast, now):
    trajectory = adopted_agreement(park, cast, at=now)
    everything_opened(trajectory, by=cast.samira, at=now)
    last = everything_closed(fresh(park), by=cast.samira)
    version = amend(version_in_force(fresh(park)), reason="Nog iets.", by=cast.samira, at=last)
    finished(park, cast, at=last)

    version.refresh_from_db()
    assert version.state == "withdrawn"
    assert "agreement_lapsed" in verbs_of(park.case_number)
    assert version_in_force(fresh(park)).number == 1


def test_a_process_that_stopped_is_not_revived_by_adopting_its_agreement(park, cast, now):
    planning(park, cast, at=now)
    version = written_plan(fresh(park), cast, at=now)
    goes(park, by=cast.samira, at=now)
    goes(park, to=Step.STOPPED, reason="Het geld is op.", by=cast.samira, at=now)

    with refused("Over deze afspraken valt nu niets vast te leggen."):
        adopt_by_all(version, cast, at=now)
    assert fresh(park).step == Step.STOPPED


def test_exploring_without_frames_has_an_end_and_a_budget(cast, areas, now, today):
    """Room to find out, still without frames, preferably with a municipal budget."""
    idea = received_initiative(kind="organisation", title="Energie van de wijk")
    idea = assessed_initiative(idea, coach=cast.marleen, competent="college")
    if idea.facts.get("complexity") == "complex":
        idea = quickscan_done(
            idea, coach=cast.marleen, account_holder=cast.ruben, colleague=cast.joris
        )
    ruled = ruled_initiative(idea, coach=cast.marleen)
    exploring = parsed_policy(policy_in_force(on=today)).route.exploring
    said = {
        "title": "Energie van de wijk",
        "summary": "We zoeken uit of een wijk zijn eigen energie kan maken.",
        "areas": [areas["de-lanen"]],
        "leader": cast.samira,
        "by": cast.marleen,
        "at": now,
        "on": today,
        "explores_until": today + timedelta(weeks=2),
    }
    with refused(f"Verkennen mag hoogstens {exploring.weeks} weken duren."):
        open_trajectory(
            ruled, **said | {"explores_until": today + timedelta(weeks=exploring.weeks + 1)},
            explores_for=Decimal(100),
        )  # fmt: skip
    if exploring.euros is not None:
        with refused(f"Verkennen mag hoogstens {exploring.euros} euro kosten."):
            open_trajectory(ruled, explores_for=Decimal(exploring.euros) + 1, **said)
    trajectory = open_trajectory(ruled, explores_for=Decimal(100), **said)

    assert trajectory.step == Step.EXPLORING
    assert goes(trajectory, by=cast.samira, at=now).step == Step.WEIGHING


def test_the_whole_process_with_an_amendment_ends_in_the_memory(park, cast, now, later):
    trajectory = adopted_agreement(park, cast, at=now)
    activity = opened_ideas(trajectory, by=cast.samira, at=now, on=localdate(now))
    words_from(activity, 4, at=now, email="sofie@buurt.example")
    amended_agreement(fresh(park), cast, at=later(10))
    everything_opened(fresh(park), by=cast.samira, at=later(10))
    last = everything_closed(fresh(park), by=cast.samira)
    finished(park, cast, at=last)

    assert verbs_of(park.case_number).count("agreement_adopted") == 2
    # Policy, idea, two agreements, four times own words, answer, result, decision, what was told, lesson.
    assert journal_is_whole() == 13


def test_the_council_reads_along_and_changes_nothing(park, cast, now):
    grant_role(cast.bos, role=Role.COUNCIL_MEMBER, starts_on=localdate(now), by=cast.wim, at=now)
    with refused("Alleen de projectleider of de coach kan dit traject verder laten gaan."):
        goes(park, by=cast.bos, at=now)
