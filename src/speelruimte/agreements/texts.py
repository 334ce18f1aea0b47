"""The one text of an agreement: what is frozen when it is adopted, and what verifying recomputes."""

from speelruimte.agreements.models import Version
from speelruimte.shared.fingerprints import canonical, fingerprint


def version_data(version) -> dict:
    """Everything that was promised and who stands behind it, as plain data, read from the rows.

    Organisations that agree or not are named; persons are only counted.
    """
    return promised_data(version) | {
        "one_sided_reason": version.one_sided_reason,
        "stands": _stands(version),
        "adoptions": [
            {
                "body": one.body,
                "outcome": one.outcome,
                "decided_on": one.decided_on,
                "decision_number": one.decision_number,
                "document": one.document,
                "reason": one.reason,
                **({"forwarded_to": one.forwarded_to} if one.forwarded_to else {}),
            }
            for one in version.adoptions.order_by("recorded_at", "id")
        ],
    }


def promised_data(version) -> dict:
    """The text that parties and bodies say yes or no to."""
    return {
        "trajectory": version.trajectory.case_number,
        "version": version.number,
        "amends": version.amends,
        "reason_for_change": version.reason_for_change,
        "how_weighed": version.how_weighed,
        "decided_by": version.decided_by,
        "sections": [
            {"part": one.part, "key": one.key, "text": one.text}
            for one in version.sections.order_by("part", "key")
        ],
        "frames": [_frame(one) for one in version.frames.order_by("number")],
        "phases": [_phase(one) for one in _phases(version)],
        "moments": [
            {"day": one.day, "body": one.body, "what": one.what, "is_decision": one.is_decision}
            for one in version.moments.order_by("day", "id")
        ],
    }


def mark_of_text(version) -> str:
    """The fingerprint of the text a party reads: another one when a word of it changes."""
    return fingerprint(canonical(promised_data(version)))


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


def _phases(version):
    return version.phases.order_by("position", "starts_on", "id").prefetch_related(
        "says", "methods"
    )


def _phase(phase):
    return {
        "key": phase.key,
        "policy_phase": phase.policy_phase,
        "name": phase.name,
        "question": phase.question,
        "starts_on": phase.starts_on,
        "ends_on": phase.ends_on,
        "purposes": phase.purposes,
        "government_role": phase.government_role,
        "says": [
            {"group": one.group, "role": one.role, "level": one.level, "say": one.say}
            for one in phase.says.all()
        ],
        "methods": [
            {
                "key": one.key,
                "method": one.method,
                "meaning": one.meaning,
                "title": one.title,
                "note": one.note,
                "held_on": one.held_on,
                "place": one.place,
            }
            for one in phase.methods.all()
        ],
    }


def _stands(version):
    """Who agrees and who does not; apart, and only where there are any, who said so earlier."""
    stands = list(version.stands.order_by("as_name", "id"))
    earlier = _by_answer([one for one in stands if one.on_earlier_text])
    return _by_answer([one for one in stands if not one.on_earlier_text]) | {
        f"{name}_earlier": found for name, found in earlier.items() if found
    }


def _by_answer(stands):
    named = [one for one in stands if one.as_name]
    persons = [one for one in stands if not one.as_name]
    return {
        "organisations_for": [one.as_name for one in named if one.agrees],
        "organisations_against": [one.as_name for one in named if not one.agrees],
        "persons_for": sum(one.agrees for one in persons),
        "persons_against": sum(not one.agrees for one in persons),
    }


def frozen_text_of(pk) -> tuple:
    """The text that was frozen at adoption, with its fingerprint, as the row keeps them."""
    return Version.objects.values_list("text", "fingerprint").get(pk=pk)
