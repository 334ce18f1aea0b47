"""What a letter and a page say of an idea that was answered: what was promised, and whom to call."""

from django.utils.translation import gettext as _

from speelruimte.initiatives.merged import became_of_kept
from speelruimte.initiatives.models import Initiative
from speelruimte.initiatives.outcome_words import may_disagree, what_follows
from speelruimte.initiatives.terms import first_answer_due
from speelruimte.notices.promised_words import letter_day
from speelruimte.policy.letterheads import presented_on
from speelruimte.shared.terms import local_day
from speelruimte.trajectories.models import LaterDay
from speelruimte.trajectories.postponing import last_said

Outcome = Initiative.Outcome
WITH_A_WAY_BACK = (
    *("initiative_answered", "initiative_opened", "idea_addition_refused"),
    "kept_idea_ended",
)


def promised_and_answered(initiative) -> list[tuple[str, str]]:
    """What was promised to whoever came with an idea, what was said later, and the days on which
    something went out; empty as long as nothing did."""
    quickscan = getattr(initiative, "quickscan", None)
    letter_at = quickscan.sent_at if quickscan is not None else None
    was_answered = initiative.ended_at is not None and initiative.outcome != Outcome.WITHDRAWN
    rows = []
    if letter_at or was_answered:
        day = first_answer_due(initiative)
        if day is not None:
            rows.append((_("Beloofd"), _("uiterlijk op %(day)s") % {"day": letter_day(day)}))
        said = last_said(initiative, LaterDay.What.FIRST_ANSWER)
        if said is not None and (day is None or said.later_on > day):
            words = _("uiterlijk op %(day)s. De reden: %(reason)s")
            values = {"day": letter_day(said.later_on), "reason": said.reason}
            rows.append((_("Nieuwe dag"), words % values))
    if letter_at:
        rows.append((_("Onze eerste blik"), letter_day(local_day(letter_at))))
    if was_answered:
        rows.append((_("Ons antwoord"), letter_day(local_day(initiative.ended_at))))
    elif initiative.ended_at is not None:
        rows.append((_("Ingetrokken"), letter_day(local_day(initiative.ended_at))))
    return rows


def helper_of(initiative, *, on) -> str:
    """Whom one can call about an idea: by the letter somebody of one's own, until then the coach."""
    quickscan = getattr(initiative, "quickscan", None)
    if quickscan is not None and quickscan.sent_at:
        return helper_words(quickscan.account_holder)
    said = presented_on(on)
    return ", ".join(part for part in (said.coach, said.phone) if part) if said.coach else ""


def helper_words(holder) -> str:
    """Somebody of one's own, with where to reach them."""
    more = ", ".join(part for part in (holder.function, holder.phone, holder.email) if part)
    return f"{holder.name} ({more})" if more else holder.name


def answered_words(message, initiative, *, on) -> dict:
    """Of an answer: why, what was promised, and where to turn."""
    words = {}
    if message.kind in ("initiative_answered", "initiative_opened"):
        reason = initiative.outcome_reason
        said = [text for text in (reason, what_follows(initiative)) if text]
        words["reason"] = "".join(f"\n\n{text}" for text in said)
        words["promised"] = _promised_and_answered(initiative)
    if message.kind == "kept_idea_ended":
        became = became_of_kept(initiative)
        words["became"] = became.sentence if became else ""
        words["reason"] = f"\n\n{became.reason}" if became and became.reason else ""
    if message.kind in WITH_A_WAY_BACK:
        words["way_back"] = _way_back(initiative, on) if may_disagree(initiative) else ""
    return words


def _promised_and_answered(initiative):
    """What was promised, what was said later and when the answer came, a line each."""
    rows = promised_and_answered(initiative)
    lines = [_("%(label)s: %(words)s") % {"label": label, "words": words} for label, words in rows]
    return "\n\n" + "\n".join(lines) if lines else ""


def _way_back(initiative, on):
    """Where somebody turns who does not agree."""
    said = _(
        "Bent u het hier niet mee eens? Bel of mail ons en noem zaaknummer %(number)s. Komen wij er "
        "samen niet uit? Dan kunt u een klacht indienen bij de gemeente."
    ) % {"number": initiative.case_number}
    helper = helper_of(initiative, on=on)
    helps = "\n" + _("Wie u helpt: %(helper)s") % {"helper": helper} if helper else ""
    return f"\n\n{said}{helps}"
