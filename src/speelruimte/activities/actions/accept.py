"""Own words come in: the one action that hundreds of people may do at once."""

from dataclasses import replace

from django.db import connection
from django.utils.translation import gettext as _

from speelruimte.activities.models import Activity, Contribution
from speelruimte.activities.rules import (
    check_can_add,
    check_can_enter,
    check_can_take_part,
    check_contribution_words,
    may_enter_for_others,
    timing_of,
)
from speelruimte.activities.texts import (
    area_fingerprint,
    code_fingerprint,
    contact_mark,
    fingerprints_beside,
)
from speelruimte.journal.acting import action, record
from speelruimte.people.actions import leave_contact
from speelruimte.people.intake import NOBODY, NOWHERE, Channel, Receipt, receipt_of, received_once
from speelruimte.places.merging import as_it_is_now
from speelruimte.shared.compiled_query import compiled_query
from speelruimte.shared.errors import check_may
from speelruimte.shared.fingerprints import fingerprint
from speelruimte.shared.terms import local_day
from speelruimte.trajectories.actions import raise_tally

State = Contribution.State


@received_once(Contribution)
@action
def accept_contribution(
    activity,
    *,
    words,
    where=NOWHERE,
    reach=NOBODY,
    channel=Channel.WEBSITE,
    received_at=None,
    by,
    at,
    idempotency_key,
    adds_to=None,
    then=None,
) -> Receipt:
    """Take in somebody's own words, exactly as typed; returns the contribution and its code.

    Without ``channel`` it came through the website, without ``received_at`` now. ``idempotency_key`` is the
    idempotency key of the form: a second press raises AlreadyDone with the first result. ``adds_to`` are
    the first words of who adds these, who is reached as for those. ``then`` is what else is done with
    the contribution as part of this action.
    """
    check_contribution_words(
        text=words.text,
        title=words.title,
        place=where.place,
        name=reach.name,
        email=reach.email,
        phone=reach.phone,
    )
    activity = lock_activity_shared(activity)
    received_at = received_at or at
    _check_open(activity, channel=channel, received_at=received_at, by=by, at=at)
    where = replace(where, area=as_it_is_now(where.area))
    if adds_to is not None:
        adds_to.refresh_from_db()
        check_can_add(adds_to, activity)
    code, columns = receipt_of(idempotency_key)
    contribution = Contribution.objects.create(
        trajectory=activity.trajectory,
        activity=activity,
        channel=channel,
        received_at=received_at,
        created_at=at,
        state=first_state(activity),
        timing=_timing(activity, channel, received_at),
        adds_to=adds_to,
        contact=leave_contact(reach) if adds_to is None else adds_to.contact,
        **words.columns(),
        **where.columns(),
        **columns,
    )
    raise_tally(activity.trajectory, received=1, **{str(contribution.state): 1})
    record(
        "contribution_accepted",
        about=contribution.key,
        by=by,
        at=at,
        case_number=activity.trajectory.case_number,
        activity=activity.address,
        channel=str(channel),
        received_at=received_at,
        state=str(contribution.state),
        text_fingerprint=words_fingerprint(contribution),
        code_fingerprint=code_fingerprint(contribution),
        area_fingerprint=area_fingerprint(contribution),
        contact_mark=contact_mark(contribution),
        **fingerprints_beside(contribution),
        **({"timing": str(contribution.timing)} if contribution.timing else {}),
        **({"adds_to": adds_to.key} if adds_to is not None else {}),
    )
    if then is not None:
        then(contribution)
    return Receipt(contribution, code)


def lock_activity_shared(activity):
    """The activity as it is now, with its trajectory, which nobody can move on until we are done.

    On PostgreSQL a shared lock: any number of people take it at once, and whoever lets the
    trajectory go on waits for them. SQLite lets in one writer at a time as it is.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT 1 FROM trajectories_trajectory WHERE id = %s FOR KEY SHARE",
                [activity.trajectory_id],
            )
    return _as_it_is(pk=activity.pk)[0]


@compiled_query
def _as_it_is(*, pk):
    return Activity.objects.filter(pk=pk).select_related("trajectory")


def first_state(activity):
    """Looked at first, or published at once, as the policy said when it was opened."""
    return State.WAITING if activity.moderate_first else State.PUBLISHED


def words_fingerprint(contribution):
    """How the journal knows the words, without holding them."""
    return fingerprint(contribution.salt + contribution.text)


def _timing(activity, channel, received_at):
    """The website takes words only while people can take part."""
    if channel == Channel.WEBSITE:
        return ""
    return timing_of(activity, received_on=local_day(received_at))


def _check_open(activity, *, channel, received_at, by, at):
    on = local_day(at)
    if channel == Channel.WEBSITE:
        check_can_take_part(activity, on)
        return
    check_may(
        by is not None and may_enter_for_others(by, activity.trajectory, on=on),
        _("Alleen medewerkers voeren inbreng in die op papier of aan de telefoon kwam."),
    )
    check_can_enter(activity, received_on=local_day(received_at), on=on, channel=channel)
