"""Telling everybody who took part."""

from django.utils.translation import gettext as _

from speelruimte.activities.models import Contribution
from speelruimte.decisions.models import Feedback
from speelruimte.decisions.rules import ONLY_WHO_LEADS, may_tell
from speelruimte.evaluation.actions import open_evaluation
from speelruimte.journal.acting import action, record
from speelruimte.notices.outbox import enqueue_many, reader_of
from speelruimte.shared.errors import AlreadyDone, RuleBroken, check_may
from speelruimte.shared.fingerprints import fingerprint
from speelruimte.shared.sentences import check_sentence
from speelruimte.trajectories.actions import lock_trajectory
from speelruimte.trajectories.models import Step
from speelruimte.trajectories.rules import check_in_step

State = Contribution.State
# Who took the words back, or is forgotten, is not written to.
NOT_WRITTEN_TO = (State.WITHDRAWN, State.ERASED)


@action
def tell_contributors(trajectory, *, text, by, at, on):
    """Tell everybody who took part what was done with it; once for each address.

    The text stands on the page of the process. Who left no address finds it with the code.

    Source: assen-visie-2021#uitleg-van-besluiten
    """
    trajectory = lock_trajectory(trajectory)
    check_may(may_tell(by, trajectory, on=on), ONLY_WHO_LEADS)
    check_can_tell(trajectory, text)
    text = text.strip()
    number = owe_contributors("told", trajectory, at=at)
    feedback = Feedback.objects.create(trajectory=trajectory, text=text, told_at=at, told=number)
    record(
        "contributors_told",
        about=trajectory.key,
        by=by,
        at=at,
        case_number=trajectory.case_number,
        number=feedback.told,
        text_fingerprint=fingerprint(text),
        wrote=(feedback,),
    )
    return feedback


def check_can_tell(trajectory, text):
    """A text that says something, in the step for it, and nobody was told before."""
    check_in_step(trajectory, Step.FEEDBACK)
    check_sentence(text.strip(), _("Schrijf op wat er met alle inbreng is gedaan."), field="text")
    if len(text.strip()) > Feedback._meta.get_field("text").max_length:
        raise RuleBroken(
            _("Maak de tekst korter: 8.000 tekens passen."), field="text", code="too_long"
        )
    existing = Feedback.objects.filter(trajectory=trajectory).first()
    if existing is not None:
        raise AlreadyDone(_("Iedereen heeft dit al gehoord."), result=existing, code="told_already")


def owe_contributors(kind, trajectory, *, at, only=None, **facts) -> int:
    """Owe a letter to everybody who took part and left an address; part of the caller's action.

    Each letter leads to that reader's own words. Returns how many addresses. ``version`` among the
    facts makes each version of an agreement a letter of its own. ``only``: who wrote these words.
    """
    told = {}
    words = Contribution.objects.all() if only is None else only
    rows = (
        words.filter(trajectory=trajectory, contact__isnull=False)
        .exclude(contact__email="")
        .exclude(state__in=NOT_WRITTEN_TO)
        .select_related("contact")
        .only("public_key", "contact__email")
        .order_by("pk")
    )
    for contribution in rows.iterator(chunk_size=2000):
        reader = reader_of(contribution.contact)
        contact, own = told.setdefault(reader, (contribution.contact, []))
        own.append(contribution.public_key)
    readers = [(contact, {**facts, "contributions": own}) for contact, own in told.values()]
    return enqueue_many(
        kind,
        readers,
        about=trajectory.key,
        case_number=trajectory.case_number,
        at=at,
        again=str(facts.get("version", "")),
    )


@action
def invite_to_look_back(trajectory, *, by, at, on):
    """Open the evaluation and ask everybody who took part, once for each address.

    Source: heemstede#evaluatie
    """
    evaluation = open_evaluation(trajectory, by=by, at=at, on=on)
    owe_contributors("look_back", trajectory, at=at)
    return evaluation
