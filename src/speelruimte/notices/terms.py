"""By which day a message of receipt was promised, and whether it went out by then."""

from datetime import date

from speelruimte.notices.models import Message
from speelruimte.policy.schema import Policy, TermKey
from speelruimte.policy.terms import promised_day
from speelruimte.shared.terms import local_day


def receipt_due(policy: Policy, *, received_on: date) -> date | None:
    """The last day on which a message of receipt is in time; None when the policy promises none.

    Source: wet#elektronisch-bestuurlijk-verkeer
    """
    return promised_day(policy, TermKey.RECEIPT, received_on)


def promised_on(message) -> date | None:
    """The day by which this message was promised to its reader, if any."""
    day = message.facts.get("promised_on")
    return date.fromisoformat(day) if day else None


def receipts_in_time(case_number: str, *, on: date) -> tuple[int, int]:
    """Of the messages of receipt about words in a case: how many went out in time, and how many
    later or are late by this day. What still can be in time counts in neither.
    """
    in_time = late = 0
    messages = Message.objects.filter(case_number=case_number, kind="contribution_received")
    for message in messages.only("facts", "sent_at").iterator():
        promised = promised_on(message)
        if promised is None:
            continue
        sent_on = local_day(message.sent_at) if message.sent_at else None
        if sent_on is not None and sent_on <= promised:
            in_time += 1
        elif sent_on is not None or promised < on:
            late += 1
    return in_time, late
