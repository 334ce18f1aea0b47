"""Writing the agreement of a process, asking the parties, and changing it later."""

from datetime import timedelta

from demo.filling.choosing import (
    frame_kind,
    promise,
    sections_to_write,
    topic_of,
    with_every_means,
)
from demo.filling.days import Clock
from speelruimte.agreements.actions import (
    amend,
    change_frame,
    give_say,
    name_party,
    plan_method,
    plan_moment,
    plan_phase,
    record_stand,
    state_frame,
    write_how_weighed,
    write_section,
)
from speelruimte.agreements.queries import open_version, version_in_force
from speelruimte.route.adopting import offer_amendment
from speelruimte.route.case import Case
from speelruimte.shared.terms import local_day, next_working_day
from speelruimte.toolbox.methods import method

# When what is held by day begins; the rest is in the evening.
STARTS = {"walk": "10 uur", "workshop": "14 uur", "drop_in": "16 tot 18 uur"}

WORDS = {
    "worth": "Wie er woont, heeft er straks elke dag plezier van. En de gemeente leert wat werkt.",
    "rules": "We houden ons aan de wet en aan eerdere besluiten. Wat dat betekent, staat bij de kaders.",
    "who": "Iedereen die er woont, werkt of langskomt. We bellen ook aan bij wie niet vanzelf komt.",
    "interests": (
        "Omwonenden, gebruikers en ondernemers kijken er verschillend naar. "
        "We schrijven elk belang op en leggen ze open naast elkaar."
    ),
    "cost": "Het geld is gereserveerd in de begroting. Meer komt er niet bij.",
    "alternatives": "Een idee dat wij niet bedachten, onderzoeken we als het binnen de kaders past.",
    "information": (
        "Vooraf krijgt iedereen in de buurt een brief. Onderweg staat nieuws op deze site en in het "
        "weekblad. Na afloop sturen we de uitkomst. Alles is ook op papier te krijgen bij de balie."
    ),
    "unknown": "Wat we nog niet weten, staat bij de kaders, met de dag waarop we het wel weten.",
    "made": "De plek en het bedrag zijn gekozen bij de begroting. Verder ligt er nog niets vast.",
}


def written(walk, *, half=False):
    """The open version with everything the policy asks, or the first part of it."""
    plot, day = walk.plot, walk.plot.begins + 33
    version = open_version(walk.trajectory)
    sections = list(sections_to_write(walk.policy))
    for part, question in sections[: len(sections) // 2] if half else sections:
        topic = topic_of(question)
        text = plot.texts.get(topic) or WORDS.get(topic) or plot.idea
        write_section(version, part=part, key=question.key, text=text, edits=0, **walk.who(day))
    _frames(walk, version, day + 2, half=half)
    if half:
        return version
    write_how_weighed(version, text=plot.how_weighed, edits=0, **walk.who(day + 3))
    for phase in plot.phases:
        _phase(walk, version, phase, day + 5)
    for days, what, is_decision, *where in plot.moments:
        held_at, place = where or ("", "")
        day_of_moment = walk.town.today + timedelta(days=days)
        plan_moment(
            version,
            # A body meets on a working day.
            day=next_working_day(day_of_moment) if is_decision else day_of_moment,
            what=what,
            held_at=held_at,
            place=place,
            body=version.decided_by if is_decision else "",
            is_decision=is_decision,
            **walk.who(day + 6),
        )
    _stands(walk, version, plot.adopted - 20)
    return version


def _frames(walk, version, day, *, half):
    stated = set()
    for frame in walk.plot.frames[: 2 if half else None]:
        kind = frame_kind(walk.policy, frame.about)
        stated.add(kind)
        known_on = None
        if frame.known_in is not None:
            known_on = walk.town.today + timedelta(days=frame.known_in)
        state_frame(
            version,
            status=frame.status,
            kind=kind,
            title=frame.title,
            text=frame.text,
            origin=frame.origin,
            known_on=known_on,
            **walk.who(day),
        )
    for kind in walk.policy.frame_kinds:
        if kind.required and kind.key not in stated and not half:
            state_frame(
                version,
                status="fixed",
                kind=kind.key,
                title="Wie beslist, staat vooraf vast",
                text="Aan het eind veranderen we niet wie beslist en hoe de inbreng meeweegt.",
                origin="Beleid voor meedoen",
                **walk.who(day),
            )


def _phase(walk, version, plot_phase, day):
    today, policy = walk.town.today, walk.policy
    methods = with_every_means(policy, Case(trajectory=walk.fresh()).facts, plot_phase.methods)
    said = promise(policy, plot_phase.methods, plot_phase.say)
    phase = plan_phase(
        version,
        name=plot_phase.name,
        question=plot_phase.question,
        starts_on=today + timedelta(days=plot_phase.first),
        ends_on=today + timedelta(days=plot_phase.last),
        purposes=_purposes(policy, methods),
        government_role=policy.government_roles[0].key if policy.government_roles else "",
        **walk.who(day),
    )
    give_say(phase, group=plot_phase.group, **said, **walk.who(day))
    for key in methods:
        days, place = plot_phase.held.get(key, (None, ""))
        plan_method(
            phase,
            method=key,
            held_on=today + timedelta(days=days) if days is not None else None,
            held_at=STARTS.get(key, "19.30 uur") if days is not None else "",
            place=place,
            **walk.who(day),
        )


def _purposes(policy, methods):
    """The purposes of the policy that these methods are for."""
    served = {kind for key in methods for kind in method(key).purposes}
    return [purpose.key for purpose in policy.purposes if str(purpose.kind) in served][:2]


def _stands(walk, version, day):
    """Every party is asked; who is named for the first time becomes one."""
    trajectory = walk.trajectory
    for name, agrees, note in walk.plot.parties:
        organisation = walk.town.organisations[name]
        party = trajectory.parties.filter(organisation=organisation).first()
        party = party or name_party(trajectory, organisation=organisation, **walk.who(day))
        who = walk.who(day)
        record_stand(
            version,
            party=party,
            agrees=agrees,
            note=note,
            heard_on=local_day(who["at"]),
            heard_how="Een mail van het bestuur.",
            **who,
        )


def amended(walk):
    """The agreement changes openly: one frame, the same parties, the same bodies."""
    change = walk.plot.change
    # The evening on which this began lies before the last words that came in.
    walk.clock = Clock(walk.town.today)
    version = amend(
        version_in_force(walk.trajectory), reason=change.reason, **walk.who(change.began)
    )
    frame = version.frames.get(title=change.frame)
    change_frame(
        frame,
        edits=frame.edits,
        status=frame.status,
        kind=frame.kind,
        title=change.title,
        text=change.text,
        origin=f"Bewonersavond, {local_day(walk.clock.last).strftime('%d-%m-%Y')}",
        **walk.who(change.began + 1),
    )
    _stands(walk, version, change.began + 3)
    version = offer_amendment(version, **walk.who(change.began + 5))
    walk.adopt(version, change.adopted, "009")
