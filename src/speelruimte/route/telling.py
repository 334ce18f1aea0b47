"""Telling who waits for it that something changed: an idea, the agreement, or what was announced."""

from django.db.models import Q

from speelruimte.activities.models import Contribution
from speelruimte.agreements.actions import ask_parties_again
from speelruimte.notices.outbox import enqueue, enqueue_many, not_owed_yet, reader_of
from speelruimte.notices.telling import NOT_WRITTEN_TO, owe_contributors
from speelruimte.people.models import Contact, Grant, Membership, Person
from speelruimte.people.roles import Role
from speelruimte.policy.queries import parsed_policy
from speelruimte.route.adopters import bodies_that_adopted
from speelruimte.shared.terms import local_day


def tell_initiator(kind, initiative, *, at, again="", **facts):
    """Owe a mail to whoever came with an initiative, where there is somebody to write to."""
    return enqueue(
        kind,
        contact=initiative.contact,
        about=initiative.key,
        case_number=initiative.case_number,
        at=at,
        again=again,
        **facts,
    )


def tell_of_amendment(trajectory, version, *, at) -> int:
    """Owe a mail to each address that took part or was party. Part of adopting an amendment.

    Every new version is told once to every address. Returns how many addresses.

    Source: sessie-2021-03-15#niet-eenzijdig
    """
    on = local_day(at)
    about = {"about": trajectory.key, "case_number": trajectory.case_number, "at": at}
    readers = [(reader, {"version": version.number}) for reader in _reached(trajectory)]
    readers += [(person, {"version": version.number}) for person in _speakers(trajectory, on=on)]
    return enqueue_many("agreement_changed", readers, again=str(version.number), **about)


def tell_of_light_change(trajectory, version, *, at) -> int:
    """Owe a mail to each party, with until when it can object, and to everybody else who took part.

    Returns how many addresses.

    Source: sessie-2021-03-15#niet-eenzijdig
    """
    about = {"about": trajectory.key, "case_number": trajectory.case_number, "at": at}
    parties = trajectory.parties.select_related("contact")
    named = {party.contact_id: party for party in parties if party.contact_id}
    facts = {"version": version.number, "answer_by": version.objections_until}
    asked = [(party.contact, facts | {"party": party.pk}) for party in named.values()] + [
        (person, facts) for person in _speakers(trajectory, on=local_day(at))
    ]
    told = {reader_of(reader) for reader, _facts in asked}
    others = [
        (reader, {"version": version.number})
        for reader in _reached(trajectory)
        if reader_of(reader) not in told
    ]
    again = str(version.number)
    return enqueue_many("light_change_told", asked, again=again, **about) + enqueue_many(
        "agreement_changed", others, again=again, **about
    )


def tell_leaders(trajectory, kind, *, at, **facts):
    """Owe a mail to who leads a process: its project leaders, or the coaches where there is none."""
    on = local_day(at)
    grants = Grant.objects.current(on).filter(person__is_active=True)
    led = grants.filter(role=Role.PROJECT_LEADER, case_number=trajectory.case_number)
    of = led if led.exists() else grants.filter(role=Role.COACH, case_number="")
    for person in Person.objects.filter(pk__in=of.values("person_id")).order_by("pk"):
        enqueue(
            kind,
            person=person,
            about=trajectory.key,
            case_number=trajectory.case_number,
            at=at,
            again=str(facts.get("version", "")),
            **facts,
        )


def tell_of_agreement(trajectory, *, at) -> int:
    """Owe a mail to who brought it up and who was asked as a party: the agreement stands."""
    about = {"about": trajectory.key, "case_number": trajectory.case_number, "at": at}
    readers = [(contact, {}) for contact in _reached(trajectory)]
    readers += [(person, {}) for person in _speakers(trajectory, on=local_day(at))]
    return enqueue_many("agreement_adopted", readers, **about)


def tell_of_alteration(alteration, *, at) -> int:
    """Owe a mail to each address that took part, brought it up or was party: something goes otherwise
    than was announced. Part of that act. Returns how many addresses.
    """
    activity = alteration.activity
    trajectory = activity.trajectory
    told = {"alteration": alteration.pk}
    readers = [(reader, told) for reader in _reached(trajectory)]
    readers += [(person, told) for person in _speakers(trajectory, on=local_day(at))]
    return enqueue_many(
        f"activity_{alteration.what}",
        readers,
        about=activity.address,
        case_number=trajectory.case_number,
        at=at,
        again=str(alteration.pk),
    )


def tell_of_later_day(later, *, only=None, at) -> int:
    """Owe a mail to who waits for what becomes later: who wrote ``only`` these words, or else each
    address that took part, brought it up or was party. Part of that act.
    """
    trajectory, facts = later.trajectory, {"later": later.pk, "version": f"later:{later.pk}"}
    if only is not None:
        return owe_contributors("day_later", trajectory, at=at, only=only, **facts)
    return enqueue_many(
        "day_later",
        [(reader, facts) for reader in _reached(trajectory)],
        about=trajectory.key,
        case_number=trajectory.case_number,
        at=at,
        again=facts["version"],
    )


def tell_of_stopping(trajectory, *, at) -> int:
    """Owe a mail to each address that took part, brought it up or was party: the process stopped. Part
    of that act. Who took part reads of the own words; nobody is written to twice. Returns how many
    addresses.

    Source: sessie-2021-03-15#niet-eenzijdig
    """
    about = {"about": trajectory.key, "case_number": trajectory.case_number, "at": at}
    took_part = owe_contributors("trajectory_stopped", trajectory, at=at)
    came_up_with_it = trajectory.initiatives.filter(contact__isnull=False).select_related("contact")
    named = trajectory.parties.filter(contact__isnull=False).select_related("contact")
    readers = [
        *(
            (idea.contact, {"initiative": idea.case_number})
            for idea in came_up_with_it.order_by("pk")
        ),
        *((party.contact, {}) for party in named.order_by("pk")),
        *((person, {}) for person in _speakers(trajectory, on=local_day(at))),
    ]
    others = not_owed_yet("trajectory_stopped", readers, about=trajectory.key)
    return took_part + enqueue_many("plan_stopped", others, **about)


def tell_who_adopted(trajectory, kind, *, at):
    """Owe a mail to who records for each body that adopted the agreement: the process stopped, or was
    looked back on. Part of that act.

    Source: sessie-2021-03-15#niet-eenzijdig
    """
    grants = Grant.objects.current(local_day(at)).filter(person__is_active=True)
    policy = parsed_policy(trajectory.policy)
    for body in bodies_that_adopted(trajectory):
        of = grants.filter(role=policy.body(body).recorded_by)
        of = of.filter(body=body) if policy.body(body).recorded_by == Role.RECORDER else of
        for person in Person.objects.filter(pk__in=of.values("person_id")).order_by("pk"):
            enqueue(
                kind,
                person=person,
                about=trajectory.key,
                case_number=trajectory.case_number,
                at=at,
            )


def ask_for_a_stand(trajectory, organisation, *, at, again=""):
    """Owe a mail to who speaks for an organisation whose agreement is asked."""
    for person in _speaking_for([organisation.pk], on=local_day(at)):
        enqueue(
            "stand_asked",
            person=person,
            about=trajectory.key,
            case_number=trajectory.case_number,
            at=at,
            again=again,
        )


def ask_again_for_a_stand(version, *, by, at):
    """Ask who said nothing of the text that lies before who adopts, and owe them a mail."""
    for asked in ask_parties_again(version, by=by, at=at):
        organisation = asked.party.organisation
        ask_for_a_stand(version.trajectory, organisation, at=at, again=at.isoformat())


def _speakers(trajectory, *, on):
    """Who speaks for the organisations that are party."""
    parties = trajectory.parties.filter(organisation__isnull=False)
    return _speaking_for(parties.values("organisation_id"), on=on)


def _speaking_for(organisations, *, on):
    speaking = Membership.objects.speaking(on).filter(organisation__in=organisations)
    return list(
        Person.objects.filter(is_active=True, pk__in=speaking.values("person_id")).order_by("pk")
    )


def _reached(trajectory):
    """Contacts with an address: who wrote something and did not take all of it back, who brought it up,
    and parties by name."""
    wrote = Contribution.objects.filter(trajectory=trajectory, contact__isnull=False)
    sources = (
        wrote.exclude(state__in=NOT_WRITTEN_TO),
        trajectory.initiatives.filter(contact__isnull=False),
        trajectory.parties.filter(contact__isnull=False),
    )
    reached = Q()
    for rows in sources:
        reached |= Q(pk__in=rows.order_by().values("contact_id"))
    return Contact.objects.filter(reached).exclude(email="").order_by("pk")
