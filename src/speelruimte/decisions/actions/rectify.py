"""A decision or what was told is put right: a new text, with what was wrong; the first stays."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from speelruimte.decisions.actions.decision import trajectory_needs_number
from speelruimte.decisions.another import (
    check_another_decision,
    check_chosen_stays,
    check_only_spelling,
    check_weights_stay,
    same_weights,
    same_words,
)
from speelruimte.decisions.funding import check_funded, takes_what_came_out
from speelruimte.decisions.models import Decision, EarlierFeedback, Feedback, Rectification, Weight
from speelruimte.decisions.rules import (
    ONLY_WHO_LEADS,
    check_departure,
    check_weights,
    may_rectify_decision,
    may_tell,
    rectifier_named,
)
from speelruimte.decisions.texts import text_of_rectification
from speelruimte.journal.acting import action, record
from speelruimte.shared.edits import check_filled, check_fits, check_unchanged
from speelruimte.shared.errors import AlreadyDone, RuleBroken, check_may
from speelruimte.shared.fingerprints import fingerprint
from speelruimte.shared.sentences import check_sentence
from speelruimte.trajectories.actions import lock_trajectory
from speelruimte.trajectories.rules import may_lead

# What of a decision can be written down wrong; who decided, when and what was chosen cannot.
WRITTEN = ("number", "what", "reasons", "departure")
NO_DEPARTURE = {"departs": False, "departure_frame": None}


@action
def rectify_decision(
    trajectory, *, why, decided_on=None, etag="", by, at, on, **said
) -> Rectification:
    """Put right how a decision was written down. ``said`` holds number, what, reasons, departure.

    What is more than spelling is no correction but another decision: it has a number and a day of
    its own, ``decided_on``, is called so, and holds to all that a first decision holds to. It may
    say anew what is funded, and it says whether it departs and because of which frame, and how every
    theme weighed in it: ``weights`` maps keys of themes to that. Only a departure that never was one
    is taken away by a correction.

    By whoever may put that decision right, in whatever step the process is since. ``etag`` is the mark
    of what its writer saw (``etag_of`` over WRITTEN); raises Clash when it was put right since.

    Source: assen-visie-2021#uitleg-van-besluiten
    """
    trajectory = lock_trajectory(trajectory)
    decision = Decision.objects.filter(trajectory=trajectory).first()
    if decision is None:
        raise RuleBroken(_("Er is nog geen besluit om te verbeteren."), code="not_decided_yet")
    check_may(
        may_rectify_decision(by, trajectory, on=on),
        _("Dit besluit wordt verbeterd door: %(role)s.") % {"role": rectifier_named(trajectory)},
    )
    values = {name: said.pop(name).strip() for name in WRITTEN}
    stood = {row.theme_id: row.how for row in decision.weights.standing()}
    weights = _weighed(said.pop("weights", None), stood)
    before = _chosen_before(decision)
    chosen = _chosen(before, said, is_another=decided_on is not None)
    _check_written(trajectory, values, why)
    standing = decision.standing
    check_unchanged(standing, WRITTEN, etag=etag, to=values)
    is_as_it_was = chosen == before and same_weights(weights, stood)
    if is_as_it_was and all(getattr(standing, key) == value for key, value in values.items()):
        raise RuleBroken(_("Er is nog niets veranderd in de tekst."), code="nothing_changed")
    never_departed = decided_on is None and _never_departed(trajectory, before, chosen)
    if decided_on is None:
        check_chosen_stays(before | NO_DEPARTURE if never_departed else before, chosen)
        check_weights_stay(stood, weights)
    check_departure(
        trajectory,
        departs=chosen["departs"],
        departure=values["departure"],
        frame=chosen["departure_frame"],
    )
    if decided_on is None:
        check_only_spelling(decision, values, departs=chosen["departs"])
    else:
        check_another_decision(decision, values, decided_on=decided_on, on=on)
        check_weights(trajectory, weights)
        check_funded(trajectory, chosen["funded"], departs=chosen["departs"])
    rectification = Rectification(
        decision=decision,
        decided_on=decided_on,
        version=getattr(standing, "version", 1) + 1,
        why=why.strip(),
        rectified_at=at,
        **values,
        **(chosen if decided_on else {}),
    )
    weighed = weights if decided_on else {}
    rectification.text = text_of_rectification(rectification, _by_public_key(trajectory, weighed))
    rectification.fingerprint = fingerprint(rectification.text)
    rectification.save(force_insert=True)
    Weight.objects.bulk_create(
        Weight(decision=decision, rectification=rectification, theme_id=pk, how=how)
        for pk, how in weighed.items()
    )
    replaced = _owed_again(trajectory, decided_on)
    record(
        "decision_replaced" if decided_on else "decision_rectified",
        about=f"rectification:{rectification.pk}",
        by=by,
        at=at,
        case_number=trajectory.case_number,
        version=rectification.version,
        text_fingerprint=rectification.fingerprint,
        wrote=(rectification, *replaced),
        **_says_anew(rectification, never_departed=never_departed),
    )
    return rectification


def _owed_again(trajectory, decided_on) -> tuple[Feedback, ...]:
    """What was told is about the decision from before, once there is another one."""
    feedback = Feedback.objects.filter(trajectory=trajectory).first()
    if decided_on is None or feedback is None:
        return ()
    feedback.replaced_on, feedback.told_again_at = decided_on, None
    feedback.save(update_fields=["replaced_on", "told_again_at"])
    return (feedback,)


def _chosen_before(decision) -> dict:
    """What it departs from and takes as it stands."""
    return {
        "departs": decision.departs_still,
        "departure_frame": decision.departs_for,
        "funded": decision.decided_last.funded,
    }


def _never_departed(trajectory, before, chosen) -> bool:
    """It was laid down as one that departs while it takes exactly what came out: that was never so,
    and to say so makes no other decision of it."""
    return (
        before["departs"]
        and not chosen["departs"]
        and takes_what_came_out(trajectory, before["funded"])
    )


def _weighed(weights, stood) -> dict:
    """How each theme weighs from now on; a correction that says nothing of it leaves that."""
    if weights is None:
        return stood
    return {pk: how.strip() for pk, how in weights.items() if how.strip()}


def _by_public_key(trajectory, weights) -> dict:
    keys = dict(trajectory.themes.values_list("pk", "public_key"))
    return {keys[pk]: how for pk, how in weights.items()}


def _chosen(before, said, *, is_another) -> dict:
    """What is chosen and departed from: a correction leaves that, another decision says it anew."""
    if said.get("departs") is None:
        said.pop("departs", None)
    if set(said.get("funded", ())) == set(before["funded"]):
        said.pop("funded", None)
    if not is_another:
        corrected = before | said
        # A frame that still stands there when it does not depart (any more) goes with that.
        goes_too = corrected["departure_frame"] == before["departure_frame"]
        is_without = not corrected["departs"] and goes_too
        return corrected | NO_DEPARTURE if is_without else corrected
    if "departs" not in said:
        raise RuleBroken(
            _("Zeg of dit andere besluit de uitkomst volgt, of daarvan afwijkt."),
            field="departs",
            code="departing_not_said",
        )
    return before | {"departure_frame": None} | said


def _says_anew(rectification, *, never_departed) -> dict:
    if rectification.decided_on is None:
        return {"departs": False} if never_departed else {}
    return {"departs": rectification.departs, "funded": len(rectification.funded)}


def _check_written(trajectory, values, why):
    check_sentence(why, _("Schrijf op wat er fout was. Iedereen kan dit lezen."), field="why")
    check_sentence(values["what"], _("Schrijf op wat er is besloten."), field="what")
    check_sentence(
        values["reasons"],
        _("Schrijf op waarom zo is besloten. Iedereen kan dit lezen."),
        field="reasons",
    )
    if trajectory_needs_number(trajectory):
        check_filled(values["number"], _("Vul het nummer van het besluit in."), field="number")
    check_fits(Rectification, why=why.strip(), **values)


@action
def rectify_feedback(trajectory, *, text, why, by, at, on) -> EarlierFeedback:
    """Put right what everybody was told; what they were told first stays to be read.

    Source: assen-visie-2021#uitleg-van-besluiten
    """
    trajectory = lock_trajectory(trajectory)
    check_may(may_lead(by, trajectory, on=on), ONLY_WHO_LEADS)
    feedback = Feedback.objects.filter(trajectory=trajectory).first()
    if feedback is None:
        raise RuleBroken(_("Er is nog niets verteld om te verbeteren."), code="not_told_yet")
    if feedback.is_owed_again:
        raise RuleBroken(
            _("Er is anders besloten. Vertel eerst opnieuw wat er met alle inbreng is gedaan."),
            code="told_again_first",
        )
    check_sentence(why, _("Schrijf op wat er fout was. Iedereen kan dit lezen."), field="why")
    check_sentence(text, _("Schrijf op wat er met alle inbreng is gedaan."), field="text")
    check_fits(Feedback, text=text.strip())
    if text.strip() == feedback.text:
        raise RuleBroken(_("Er is nog niets veranderd in de tekst."), code="nothing_changed")
    earlier = EarlierFeedback.objects.create(
        feedback=feedback, text=feedback.text, why=why.strip(), rectified_at=at
    )
    feedback.text = text.strip()
    feedback.save(update_fields=["text"])
    record("feedback_rectified", by=by, at=at, **_told_otherwise(trajectory, feedback, earlier))
    return earlier


def _told_otherwise(trajectory, feedback, earlier):
    """What the journal holds of a text that came in the place of an earlier one."""
    return {
        "about": trajectory.key,
        "case_number": trajectory.case_number,
        "before_text": fingerprint(earlier.text),
        "text_fingerprint": fingerprint(feedback.text),
        "wrote": (feedback, earlier),
    }


@action
def tell_again(trajectory, *, text, by, at, on) -> EarlierFeedback:
    """After another decision: what was done with it all, told anew. What was told of the decision from
    before stays to be read, and says that it is of that one. Who pressed twice told once.

    Source: assen-visie-2021#uitleg-van-besluiten
    """
    trajectory = lock_trajectory(trajectory)
    check_may(may_tell(by, trajectory, on=on), ONLY_WHO_LEADS)
    feedback = Feedback.objects.filter(trajectory=trajectory).first()
    if feedback is None or not feedback.is_owed_again:
        raise AlreadyDone(
            _("Er is niets opnieuw te vertellen."), result=feedback, code="nothing_to_tell_again"
        )
    check_sentence(text, _("Schrijf op wat er met alle inbreng is gedaan."), field="text")
    check_fits(Feedback, text=text.strip())
    if same_words(text, feedback.text):
        raise RuleBroken(
            _(
                "Deze tekst hoort bij het besluit van eerst. Schrijf op wat het nieuwe besluit betekent."
            ),
            field="text",
            code="text_of_the_first",
        )
    earlier = EarlierFeedback.objects.create(
        feedback=feedback,
        text=feedback.text,
        why=_("Op %(day)s is anders besloten.")
        % {"day": date_format(feedback.replaced_on, "j F Y")},
        rectified_at=at,
        of_the_first=True,
    )
    feedback.text, feedback.told_again_at = text.strip(), at
    feedback.save(update_fields=["text", "told_again_at"])
    record(
        "contributors_told_again", by=by, at=at, **_told_otherwise(trajectory, feedback, earlier)
    )
    return earlier
