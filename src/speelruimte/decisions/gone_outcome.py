"""That an outcome which everybody could read holds no more: since when, and what took it back."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Subquery

from speelruimte.agreements.models import Version
from speelruimte.decisions.models import Answer
from speelruimte.journal.models import Entry
from speelruimte.trajectories.models import Passage, Step


@dataclass(frozen=True)
class GoneOutcome:
    """When it was taken back, and by what: an answer, a version of the agreements, or the passage with
    which it was sent back. None of them where whoever wrote it went on writing.
    """

    at: datetime
    answer: Answer | None = None
    version: Version | None = None
    sent_back: Passage | None = None


def gone_outcome(trajectory) -> GoneOutcome | None:
    """What became of the outcome that was offered last, when it is not offered any more.

    One query, and one for what took it back.
    """
    result = getattr(trajectory, "result", None)
    if result is None or result.offered_on is not None:
        return None
    of_case = Entry.objects.of_case(trajectory.case_number)
    offered = of_case.filter(verb="result_offered").order_by("-number").values("number")[:1]
    taken = (
        of_case.filter(verb__in=("result_taken_back", "result_written"))
        .filter(number__gt=Subquery(offered))
        .order_by("number")
        .first()
    )
    if taken is None:
        return None
    if taken.verb == "result_written":
        return GoneOutcome(taken.at)
    facts = taken.facts
    if "answer" in facts:
        answers = Answer.objects.select_related("theme", "contribution")
        return GoneOutcome(taken.at, answer=answers.get(pk=facts["answer"]))
    if "version" in facts:
        return GoneOutcome(taken.at, version=trajectory.versions.get(number=facts["version"]))
    back = trajectory.passages.filter(step=Step.RESULT, entered_at__lte=taken.at)
    return GoneOutcome(taken.at, sent_back=back.order_by("entered_at", "pk").last())
