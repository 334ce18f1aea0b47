"""Words as they were before a part was made unreadable: the one door to them.

Redaction keeps an original the first time, the archive and whoever must judge a redaction read it
with a reason, erasure wipes it. A test holds that nothing else names the table.
"""

from django.utils.translation import gettext as _

from speelruimte.activities.models import Contribution, Original, OriginalReading
from speelruimte.activities.rules import ONLY_MODERATORS, may_moderate
from speelruimte.journal.acting import action, record
from speelruimte.people.erasing import UNREADABLE
from speelruimte.shared.errors import RuleBroken, check_may
from speelruimte.shared.fingerprints import fingerprint
from speelruimte.shared.sentences import check_sentence
from speelruimte.shared.terms import local_day

WORDS = ("title", "text", "place")


def keep_original(contribution, *, kept_until, at) -> Original | None:
    """Keep the words as they are now. Part of making them unreadable.

    Returns what is kept from now on; None where words from before are kept already.
    """
    original, is_new = Original.objects.get_or_create(
        contribution=contribution,
        defaults={
            **{name: getattr(contribution, name) for name in WORDS},
            "kept_at": at,
            "kept_until": kept_until,
        },
    )
    return original if is_new else None


def has_original(contribution) -> bool:
    """Whether the words from before are still kept."""
    return Original.objects.filter(pk=contribution.pk).exists()


def made_unreadable_in(contribution) -> list[str]:
    """The pieces that stood where nothing can be read now, for who must not say them again."""
    original = Original.objects.filter(pk=contribution.pk).first()
    if original is None:
        return []
    return [
        piece
        for name in WORDS
        for piece in _between(getattr(contribution, name), getattr(original, name))
    ]


def _between(now, before):
    """What stood before between the parts that are left: the last part stands at the end."""
    first, *parts = now.split(UNREADABLE)
    start = len(first)
    for number, part in enumerate(parts, start=1):
        is_last = number == len(parts)
        end = len(before) - len(part) if is_last else before.find(part, start + 1)
        yield before[start : max(end, start)].strip()
        start = max(end, start) + len(part)


@action
def read_original(contribution, *, reason, by, at) -> Original:
    """Give the words as they came in to who must see them, and write down who did and why."""
    check_may(may_moderate(by, contribution.trajectory, on=local_day(at)), ONLY_MODERATORS)
    reason = reason.strip()
    check_sentence(
        reason, _("Schrijf op waarom u de oorspronkelijke tekst moet lezen."), field="reason"
    )
    original = Original.objects.filter(pk=contribution.pk).first()
    if original is None:
        raise RuleBroken(
            _("De oorspronkelijke tekst is er niet meer. Alleen de tekst van nu is bewaard."),
            code="original_is_gone",
        )
    reading = OriginalReading.objects.create(
        contribution=contribution, read_at=at, read_by=by.reference or "", reason=reason
    )
    record(
        "original_read",
        about=contribution.key,
        by=by,
        at=at,
        case_number=contribution.trajectory.case_number,
        reading=reading.pk,
        reason_fingerprint=fingerprint(contribution.salt + reason),
        wrote=(reading,),
    )
    return original


@action
def wipe_original(contribution, *, why, by, at) -> bool:
    """The words from before go for good; what everyone reads stays. Returns whether any were kept.

    ``why`` is ``erasure`` (somebody is forgotten) or ``term`` (the last day has passed).
    """
    wiped, _rows = Original.objects.filter(pk=contribution.pk).delete()
    if wiped:
        record(
            "original_wiped",
            about=contribution.key,
            by=by,
            at=at,
            case_number=contribution.trajectory.case_number,
            why=why,
            removed=(Original(contribution=contribution),),
        )
    return bool(wiped)


def wipe_past_originals(*, on, at) -> int:
    """Wipe every original whose last day has passed, each by itself. Returns how many."""
    past = Contribution.objects.filter(
        pk__in=Original.objects.filter(kept_until__lt=on).values("pk")
    ).select_related("trajectory")
    wiped = 0
    for contribution in past.order_by("pk"):
        wiped += wipe_original(contribution, why="term", by=None, at=at)
    return wiped


def originals_naming(pattern) -> list[Contribution]:
    """The contributions of which the original matches a pattern of names, for who is forgotten."""
    named = [
        original.pk
        for original in Original.objects.iterator()
        if any(pattern.search(getattr(original, name)) for name in WORDS)
    ]
    rows = Contribution.objects.filter(pk__in=named).select_related("trajectory")
    return list(rows.order_by("pk"))


def text_of_original(public_key) -> str:
    """The words from before, as the journal knows them. Raises DoesNotExist when they are gone."""
    original = Original.objects.select_related("contribution").get(
        contribution__public_key=public_key
    )
    return original.contribution.salt + original.text
