"""The one text of an agreement: what is frozen when it is adopted, and what verifying recomputes."""

from speelruimte.agreements.models import (
    Adoption,
    Frame,
    Moment,
    PartyAsked,
    Phase,
    Section,
    Stand,
    Version,
)
from speelruimte.journal.row_marks import name_of_row
from speelruimte.shared.compiled_query import compiled_query
from speelruimte.shared.fetched_ahead import fetch_ahead
from speelruimte.shared.fingerprints import canonical, fingerprint
from speelruimte.shared.terms import local_day


def version_data(version) -> dict:
    """Everything that was promised and who stands behind it, as plain data, read from the rows.

    Organisations that agree or not are named; persons are only counted.
    """
    return promised_data(version) | {
        "one_sided_reason": version.one_sided_reason,
        "stands": _stands(version),
        "adoptions": [
            {
                "body": adoption.body,
                "outcome": adoption.outcome,
                "decided_on": adoption.decided_on,
                "decision_number": adoption.decision_number,
                "document": adoption.document,
                "reason": adoption.reason,
                **({"forwarded_to": adoption.forwarded_to} if adoption.forwarded_to else {}),
            }
            for adoption in _adoptions(version=version.pk)
        ],
    }


def promised_data(version) -> dict:
    """The text that parties and bodies say yes or no to."""
    return {
        "trajectory": version.trajectory.case_number,
        "version": version.number,
        "amends": version.amends,
        "reason_for_change": version.reason_for_change,
        **({"kind": version.kind} if version.kind != Version.Kind.ORDINARY else {}),
        "how_weighed": version.how_weighed,
        "decided_by": version.decided_by,
        "sections": [
            {"part": section.part, "key": section.key, "text": section.text}
            for section in _sections(version=version.pk)
        ],
        "frames": [_frame(frame) for frame in _frames(version=version.pk)],
        "phases": [_phase(phase) for phase in _phases_whole(version)],
        "moments": [
            {
                "day": moment.day,
                "body": moment.body,
                "what": moment.what,
                "is_decision": moment.is_decision,
                **_where_known(held_at=moment.held_at, place=moment.place),
            }
            for moment in _moments(version=version.pk)
        ],
    }


def text_etag(version) -> str:
    """The fingerprint of the text a party reads: another one when a word of it changes."""
    return fingerprint(canonical(promised_data(version)))


def names_of_rows(version) -> list[str]:
    """How the journal names the rows that the text a party reads is made from."""
    phases = list(version.phases.prefetch_related("says", "methods"))
    rows = [
        version,
        *version.sections.all(),
        *version.frames.all(),
        *version.moments.all(),
        *phases,
    ]
    for phase in phases:
        rows += [*phase.says.all(), *phase.methods.all()]
    return [name_of_row(row) for row in rows]


def adoption_etag(version) -> str:
    """The fingerprint of what lies before a body: the text, and how often something was recorded about
    it.
    """
    return fingerprint(f"{text_etag(version)} {version.adoptions.count()}")


def canonical_version(version) -> str:
    """The text that is frozen, and whose fingerprint the journal keeps."""
    return canonical(version_data(version))


def canonical_text_of(pk) -> str:
    """The text of an adopted version, made anew from its rows."""
    return canonical_version(Version.objects.select_related("trajectory").get(pk=pk))


def _frame(frame):
    return {
        "number": frame.number,
        "kind": frame.kind,
        "status": frame.status,
        "title": frame.title,
        "text": frame.text,
        "origin": frame.origin,
        "phase_key": frame.phase_key,
        "known_on": frame.known_on,
        "added_by_body": frame.added_by_body,
        "level": frame.level,
        "say": frame.say,
    }


@compiled_query
def _adoptions(*, version):
    return Adoption.objects.filter(version=version).order_by("recorded_at", "id")


@compiled_query
def _sections(*, version):
    return Section.objects.filter(version=version).order_by("part", "key")


@compiled_query
def _frames(*, version):
    return Frame.objects.filter(version=version).order_by("number")


@compiled_query
def _moments(*, version):
    return Moment.objects.filter(version=version).order_by("day", "id")


@compiled_query
def _phases(*, version):
    return Phase.objects.filter(version=version).order_by("position", "starts_on", "id")


def _phases_whole(version):
    phases = _phases(version=version.pk)
    fetch_ahead(phases, "says", "methods")
    return phases


@compiled_query
def _all_stands(*, version):
    return Stand.objects.filter(version=version).order_by("as_name", "id")


@compiled_query
def _askings(*, version):
    return PartyAsked.objects.filter(version=version).order_by("as_name", "id")


def _phase(phase):
    return {
        "key": phase.key,
        "position": phase.position,
        "policy_phase": phase.policy_phase,
        "name": phase.name,
        "question": phase.question,
        "starts_on": phase.starts_on,
        "ends_on": phase.ends_on,
        "purposes": phase.purposes,
        "government_role": phase.government_role,
        "says": [
            {
                "position": say.position,
                "group": say.group,
                "role": say.role,
                "level": say.level,
                "say": say.say,
            }
            for say in phase.says.all()
        ],
        "methods": [
            {
                "key": method.key,
                "method": method.method,
                "meaning": method.meaning,
                "title": method.title,
                "note": method.note,
                "held_on": method.held_on,
                "place": method.place,
                **_where_known(held_at=method.held_at),
            }
            for method in phase.methods.all()
        ],
    }


def _where_known(**words):
    """Left out of the text where nothing was said of it."""
    return {name: word for name, word in words.items() if word}


def _stands(version):
    """Who agrees and who does not, and why not; apart, and only where there are any, who said so
    earlier, and who was asked and did not answer since."""
    stands = _all_stands(version=version.pk)
    before = [stand for stand in stands if stand.on_earlier_text]
    now = [stand for stand in stands if not stand.on_earlier_text]
    against, against_earlier = _reasons(now), _reasons(before)
    return (
        _by_answer(now)
        | ({"reasons_against": against} if against else {})
        | {f"{name}_earlier": count for name, count in _by_answer(before).items() if count}
        | ({"reasons_against_earlier": against_earlier} if against_earlier else {})
        | _silent(version, spoke_at={stand.party_id: stand.recorded_at for stand in stands})
    )


def _reasons(stands):
    return [
        {"who": stand.as_name, "why": stand.note}
        for stand in stands
        if stand.note and not stand.agrees
    ]


def _silent(version, *, spoke_at):
    """Who was asked and did not answer since: organisations with the day, persons counted."""
    silent = [
        asking
        for asking in _askings(version=version.pk)
        if asking.party_id not in spoke_at or spoke_at[asking.party_id] < asking.asked_at
    ]
    named = [
        {"who": asking.as_name, "asked_on": local_day(asking.asked_at)}
        for asking in silent
        if asking.as_name
    ]
    persons = len(silent) - len(named)
    return ({"organisations_silent": named} if named else {}) | (
        {"persons_silent": persons} if persons else {}
    )


def _by_answer(stands):
    named = [stand for stand in stands if stand.as_name]
    persons = [stand for stand in stands if not stand.as_name]
    return {
        "organisations_for": [stand.as_name for stand in named if stand.agrees],
        "organisations_against": [stand.as_name for stand in named if not stand.agrees],
        "persons_for": sum(stand.agrees for stand in persons),
        "persons_against": sum(not stand.agrees for stand in persons),
    }


def frozen_text_of(pk) -> tuple:
    """The text that was frozen at adoption, with its fingerprint, as the row keeps them."""
    return Version.objects.values_list("text", "fingerprint").get(pk=pk)
