"""Own words come in: the one action that hundreds of people may do at once."""

import secrets

from django.db import IntegrityError, connection
from django.utils.translation import gettext as _

from speelruimte.activities.models import Activity, Contribution
from speelruimte.activities.rules import (
    check_can_enter,
    check_can_take_part,
    check_words,
    may_enter_for_others,
)
from speelruimte.journal.acting import action, record
from speelruimte.people.actions import leave_contact
from speelruimte.people.receipts import give_code, kept_once
from speelruimte.shared.errors import AlreadyDone, RuleBroken
from speelruimte.shared.fingerprints import fingerprint
from speelruimte.shared.terms import local_day
from speelruimte.shared.written_once import written_once
from speelruimte.trajectories.actions import raise_tally
from speelruimte.trajectories.rules import check_may

Channel = Contribution.Channel
State = Contribution.State


def accept_contribution(activity, *, text, by, at, once, **given):
    """Take in somebody's own words, exactly as typed; returns the contribution and its code.

    ``given`` may hold title, area, place, point (longitude, latitude), name, email, phone,
    channel and received_at; without channel it came through the website, now. ``once`` is the
    one-time key of the form: a second press raises AlreadyDone with the first result.
    """
    try:
        return _accept(activity, text=text, by=by, at=at, once=once, **given)
    except IntegrityError as error:
        raise _second_press(once, text, error) from error


# The action itself is below; it cannot look for the first result once its transaction has failed.
accept_contribution.is_action = True


def _second_press(once, text, error):
    first = Contribution.objects.filter(one_time_key=kept_once(once) or "").first()
    if first is None:
        return error
    if first.text != text:
        return RuleBroken(
            _(
                "Met dit formulier hebt u al iets verstuurd. Wilt u dit ook nog insturen? "
                "Druk dan nog een keer op versturen."
            ),
            code="form_was_used",
        )
    code, _kept = give_code(once=once)
    return AlreadyDone(
        _("U hebt dit al verstuurd. Hieronder staat uw code nog een keer."),
        result=(first, code),
        code="sent_already",
    )


@action
def _accept(
    activity,
    *,
    text,
    by,
    at,
    once,
    title="",
    area=None,
    place="",
    point=None,
    name="",
    email="",
    phone="",
    channel=Channel.WEBSITE,
    received_at=None,
):
    check_words(text=text, title=title, place=place, name=name, email=email, phone=phone)
    activity = held(activity)
    received_at = received_at or at
    _check_open(activity, channel=channel, received_at=received_at, by=by, at=at)
    code, receipt_hash = give_code(once=once)
    longitude, latitude = point or (None, None)
    contribution = Contribution.objects.create(
        trajectory=activity.trajectory,
        activity=activity,
        title=title,
        text=text,
        area=area,
        place=place,
        longitude=longitude,
        latitude=latitude,
        channel=channel,
        received_at=received_at,
        created_at=at,
        state=first_state(activity),
        contact=leave_contact(name=name, email=email, phone=phone),
        receipt_hash=receipt_hash,
        one_time_key=kept_once(once),
        salt=new_salt(),
    )
    raise_tally(activity.trajectory, received=1, **{str(contribution.state): 1})
    # For the receipt: it shows this entry's fingerprint and need not look for it.
    contribution.noted = record(
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
    )
    return contribution, code


def held(activity):
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


@written_once
def _as_it_is(*, pk):
    return Activity.objects.filter(pk=pk).select_related("trajectory")


def first_state(activity):
    """Looked at first, or published at once, as the policy said when it was opened."""
    return State.WAITING if activity.moderate_first else State.PUBLISHED


def new_salt():
    """128 random bits: without them nobody can try texts against a fingerprint."""
    return secrets.token_hex(16)


def words_fingerprint(contribution):
    """How the journal knows the words, without holding them."""
    return fingerprint(contribution.salt + contribution.text)


def _check_open(activity, *, channel, received_at, by, at):
    on = local_day(at)
    if channel == Channel.WEBSITE:
        check_can_take_part(activity, on)
        return
    check_may(
        by is not None and may_enter_for_others(by, activity.trajectory, on=on),
        _("Alleen medewerkers voeren inbreng in die op papier of aan de telefoon kwam."),
    )
    check_can_enter(activity, received_on=local_day(received_at), on=on)
