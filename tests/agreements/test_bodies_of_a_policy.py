"""Bodies as a policy describes them: what each adopts, to whom it forwards, who records for it."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from speelruimte.agreements.actions import amend
from speelruimte.agreements.models import Adoption
from speelruimte.agreements.rules import may_record
from speelruimte.notices.models import Message
from speelruimte.people.actions import join_organisation, register_organisation
from speelruimte.people.roles import Role
from speelruimte.policy.actions import load_policy
from speelruimte.policy.queries import parsed_policy
from speelruimte.policy.reading import read_policy
from speelruimte.promise import agreement_in_force, decider_of
from speelruimte.route.adopting import ask_party, bodies_for, offer_amendment
from speelruimte.route.agenda import tasks_for
from speelruimte.route.case import Case
from speelruimte.shared.errors import NotAllowed
from tests.policy.test_reading import SMALL
from tests.steps.agreement import fresh, offered, recording_for
from tests.steps.answers import decided as settled
from tests.steps.answers import everything_answered, result_offered
from tests.steps.beginning import trajectory_of
from tests.steps.odd_policy import KRAAIENDAL, load_kraaiendal
from tests.steps.recording import adopt
from tests.steps.refusing import refuses
from tests.steps.walking import goes, took_part


@pytest.fixture
def policy_version(now, db):
    return load_kraaiendal(at=now)


def laid_before(policy_version, cast, areas, now, route):
    trajectory = trajectory_of(policy_version, cast, areas, at=now, route=route)
    return offered(trajectory, cast, at=now)


@pytest.fixture
def mayors(policy_version, cast, areas, now):
    """Lies before the mayor and then the dike warden."""
    return laid_before(policy_version, cast, areas, now, "alleen")


@pytest.fixture
def circles(policy_version, cast, areas, now):
    """Lies before the circle and then the dike warden, who each adopt a part."""
    return laid_before(policy_version, cast, areas, now, "samen")


@pytest.fixture
def decided(today, now, cast):
    def values(body, **more):
        by = recording_for(cast.joris, body, at=now)
        adopted = {"outcome": "adopted", "decided_on": today, "decision_number": "1"}
        return {"body": body, "by": by, "at": now} | adopted | more

    return values


def test_who_records_for_one_body_records_for_no_other(mayors, cast, decided, now, today):
    policy = parsed_policy(mayors.trajectory.policy)
    person = recording_for(cast.lotte, "dijkgraaf", at=now)
    assert may_record(person, mayors.trajectory, policy, "dijkgraaf", on=today)
    assert not may_record(person, mayors.trajectory, policy, "burgemeester", on=today)

    with pytest.raises(NotAllowed, match="vastgelegd door: kabinetschef"):
        adopt(mayors, **decided("burgemeester", by=person))


def test_only_who_records_for_the_body_whose_turn_it_is_has_the_task(mayors, cast, now, today):
    mayor = recording_for(cast.joris, "burgemeester", at=now)
    warden = recording_for(cast.lotte, "dijkgraaf", at=now)
    waits = {
        person.pk: [task.sentences[0] for task in tasks_for(person, on=today).tasks]
        for person in (mayor, warden)
    }
    assert any("burgemeester" in sentence for sentence in waits[mayor.pk])
    assert not any("burgemeester" in sentence for sentence in waits[warden.pk])


def test_a_body_that_forwards_gives_way_to_the_body_it_names(mayors, decided):
    forwarded = decided("burgemeester", outcome="forwarded", reason="Dit is aan de kring.")
    adopt(mayors, forwarded_to="kring", **forwarded)
    assert bodies_for(fresh(mayors.trajectory)) == ("kring", "dijkgraaf")

    with refuses("not_its_turn"):
        adopt(mayors, **decided("burgemeester"))
    adopt(mayors, **decided("kring"))
    assert adopt(mayors, **decided("dijkgraaf")).version.is_adopted


def test_what_the_first_body_changed_is_asked_about_before_the_next_one_decides(
    mayors, decided, cast, now
):
    dikes = register_organisation(name="Dijkbewoners", by=None, at=now)
    join_organisation(dikes, person=cast.henk, speaks_for=True, by=None, at=now)
    ask_party(mayors.trajectory, organisation=dikes, by=cast.samira, at=now)
    asked = Message.objects.filter(kind="stand_asked", person=cast.henk)
    part, key = mayors.sections.values_list("part", "key").first()
    assert asked.count() == 1

    changed = {"outcome": "with_changes", "reason": "Het moet goedkoper."}
    said = decided("burgemeester", **changed) | {"at": now + timedelta(hours=1)}
    adopt(mayors, changes={(part, key): "Het kost minder."}, **said)

    assert asked.count() == 2
    adopt(mayors, **decided("dijkgraaf", at=now + timedelta(hours=2)))
    assert asked.count() == 2


def test_the_body_to_which_it_was_forwarded_decides_from_then_on(
    mayors, decided, cast, now, today, client
):
    forwarded = decided("burgemeester", outcome="forwarded", reason="Dit is aan de kring.")
    adopt(mayors, forwarded_to="kring", **forwarded)
    nest = fresh(mayors.trajectory)
    assert decider_of(nest).label == "de kring"
    assert Case(trajectory=nest).facts["body"] == "kring"

    adopt(mayors, **decided("kring"))
    adopt(mayors, **decided("dijkgraaf"))
    agreement = agreement_in_force(fresh(nest))
    assert agreement.decided_by_key == "kring"
    page = client.get(f"/trajecten/{nest.slug}/").content.decode()
    assert "Het besluit is voortaan aan de kring" in page
    assert "Het besluit is aan de kring" in page
    assert "Het besluit is aan de burgemeester" not in page

    last = took_part(fresh(nest), cast, at=now + timedelta(days=2))
    lead = {"by": cast.samira, "at": last, "on": localdate(last)}
    goes(fresh(nest), by=cast.samira, at=last)
    everything_answered(fresh(nest), **lead)
    assert result_offered(fresh(nest), **lead).offered_to == "kring"
    goes(fresh(nest), by=cast.samira, at=last)
    circle = recording_for(cast.lotte, "kring", at=last)
    mayor = recording_for(cast.fatma, "burgemeester", at=last)
    waits = {
        person.pk: {task.page for task in tasks_for(person, on=lead["on"]).tasks}
        for person in (circle, mayor)
    }
    assert ("decision" in waits[circle.pk], "decision" in waits[mayor.pk]) == (True, False)
    with pytest.raises(NotAllowed):
        settled(fresh(nest), **lead | {"by": mayor})
    assert settled(fresh(nest), **lead | {"by": circle}).body == "kring"


def test_a_change_that_is_forwarded_moves_who_decides_once_it_is_adopted(
    mayors, decided, cast, now, later
):
    nest, who = mayors.trajectory, {"by": cast.samira, "at": now}
    adopt(mayors, **decided("burgemeester"))
    adopted = adopt(mayors, **decided("dijkgraaf")).version
    forwarded = {"outcome": "forwarded", "reason": "Dit is aan de kring."}
    for outcome, decides in (("rejected", "burgemeester"), ("adopted", "kring")):
        draft = amend(adopted, reason="Het nest is groter.", **who)
        draft = offer_amendment(draft, one_sided_reason="Er is haast.", **who)
        adopt(draft, forwarded_to="kring", **decided("burgemeester", **forwarded))
        assert decider_of(fresh(nest)).body == "burgemeester"
        adopt(draft, **decided("kring", outcome=outcome, reason="Zo is het."))
        if outcome == "adopted":
            adopt(draft, **decided("dijkgraaf"))
        assert decider_of(fresh(nest)).body == decides
    assert bodies_for(fresh(nest)) == ("kring", "dijkgraaf")


def test_no_body_sends_it_back_to_the_one_it_came_from(cast, areas, now, decided):
    text = KRAAIENDAL.read_text()
    order = "    order: 2\n"
    both_ways = text.replace(order, f"{order}    forwards_to: [burgemeester, dijkgraaf]\n")
    both_ways = both_ways.replace("adopts: [plan]", "adopts: [description, plan]")
    policy = load_policy(text=both_ways, file=KRAAIENDAL.name, by=None, at=now)
    version = laid_before(policy, cast, areas, now, "alleen")
    on = {"outcome": "forwarded", "reason": "Niet voor ons."}
    adopt(version, forwarded_to="kring", **decided("burgemeester", **on))

    with refuses("not_to_this_body"):
        adopt(version, forwarded_to="burgemeester", **decided("kring", **on))

    adopt(version, forwarded_to="dijkgraaf", **decided("kring", **on))
    assert bodies_for(fresh(version.trajectory)) == ("dijkgraaf",)


@pytest.mark.parametrize("to", ["", "dijkgraaf", "burgemeester", "niemand"])
def test_a_body_forwards_only_where_the_policy_lets_it(to, mayors, decided):
    with refuses("not_to_this_body") as broken:
        adopt(
            mayors,
            forwarded_to=to,
            **decided("burgemeester", outcome="forwarded", reason="Niet voor mij."),
        )
    assert broken.value.field == "forwarded_to"
    assert not Adoption.objects.exists()


def test_a_body_changes_no_text_of_a_part_that_it_does_not_adopt(circles, decided):
    change = {"outcome": "with_changes", "reason": "Beter zo."}
    plan, description = ("plan", "aanpak"), ("description", "beeld")
    with refuses("not_of_this_body"):
        adopt(circles, changes={plan: "Hoger."}, **decided("kring", **change))
    adopt(circles, changes={description: "Een nest."}, **decided("kring", **change))
    with refuses("not_of_this_body"):
        adopt(circles, changes={description: "Iets."}, **decided("dijkgraaf", **change))
    adopted = adopt(circles, changes={plan: "Hoger."}, **decided("dijkgraaf", **change))
    assert adopted.version.is_adopted
    assert "Een nest." in adopted.version.text


def test_whoever_records_for_a_body_gets_the_body_with_the_role(cast, now):
    from speelruimte.people.actions import grant_role

    plain = {"by": None, "at": now, "starts_on": now.date()}
    for role, body in ((Role.RECORDER, ""), (Role.GRIFFIE, "kring")):
        with refuses("body_does_not_fit") as broken:
            grant_role(cast.joris, role=role, body=body, **plain)
        assert broken.value.field == "body"


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("    adopts: [description]\n", "stelt het participatieplan vast"),
        ("    forwards_to: [bestuur]\n", "niet naar zichzelf"),
        ("    forwards_to: [raad]\n", "'raad' staat niet in deciding_bodies"),
    ],
)
def test_bodies_that_cannot_do_their_work_are_a_fault_of_the_file(line, says):
    broken = SMALL.replace("    recorded_by: griffie\n", "    recorded_by: griffie\n" + line)
    (fault,) = read_policy(broken, file="x.yaml").faults
    assert says in str(fault)
