"""What the journal holds a fingerprint of, made again from the rows themselves."""

from speelruimte.decisions.models import Answer, Decision, Feedback, Rectification, Result
from speelruimte.shared.fingerprints import canonical


def text_of_answer(answer) -> str:
    """One answer as one text, from its own columns."""
    return canonical(
        {
            "kind": "answer",
            "theme": answer.theme and answer.theme.public_key,
            "contribution": answer.contribution and answer.contribution.public_key,
            **({"point": answer.point} if answer.point else {}),
            "number": answer.number,
            "verdict": str(answer.verdict),
            "reason": answer.reason,
            "frame": answer.frame,
            "given_at": answer.given_at,
        }
    )


def text_of_decision(decision, weights) -> str:
    """One decision as one text. ``weights`` maps public keys of themes to how they
    weighed. A decision on the promised day says nothing of another.
    """
    other_day = {"other_day": decision.other_day} if decision.other_day else {}
    return canonical(
        other_day
        | {
            "kind": "decision",
            "trajectory": decision.trajectory.case_number,
            "body": decision.body,
            "decided_on": decision.decided_on,
            "number": decision.number,
            "document": decision.document,
            "what": decision.what,
            "reasons": decision.reasons,
            "departs": decision.departs,
            "departure": decision.departure,
            "departure_frame": decision.departure_frame,
            "funded": decision.funded,
            "weights": weights,
        }
    )


def text_of_rectification(rectification, weights) -> str:
    """One rectification as one text, from its own columns; of another decision with its day,
    what it departs from, what it takes, and how each theme weighed: ``weights``, as of a decision.
    """
    another = {
        "decided_on": rectification.decided_on,
        "departs": rectification.departs,
        "departure_frame": rectification.departure_frame,
        "funded": rectification.funded,
        "weights": weights,
    }
    return canonical(
        (another if rectification.decided_on else {})
        | {
            "kind": "rectification",
            "trajectory": rectification.decision.trajectory.case_number,
            "version": rectification.version,
            "number": rectification.number,
            "what": rectification.what,
            "reasons": rectification.reasons,
            "departure": rectification.departure,
            "why": rectification.why,
        }
    )


def canonical_text_of_rectification(pk) -> str:
    """The text of the rectification with this key as its row has it now."""
    rows = Rectification.objects.select_related("decision__trajectory")
    rectification = rows.get(pk=pk)
    weights = rectification.weights.values_list("theme__public_key", "how")
    return text_of_rectification(rectification, dict(weights))


def frozen_rectification(pk) -> tuple:
    """The text and the fingerprint that the row of a rectification keeps."""
    return Rectification.objects.values_list("text", "fingerprint").get(pk=pk)


def canonical_text_of_answer(pk) -> str:
    """The text of the answer with this key as its row has it now."""
    return text_of_answer(Answer.objects.select_related("contribution", "theme").get(pk=pk))


def canonical_text_of_decision(pk) -> str:
    """The text of the decision with this key as its rows have it now."""
    decision = Decision.objects.select_related("trajectory").get(pk=pk)
    weights = decision.weights.filter(rectification=None).values_list("theme__public_key", "how")
    return text_of_decision(decision, dict(weights))


def frozen_answer(pk) -> tuple:
    """The text and the fingerprint that the row of an answer keeps."""
    return Answer.objects.values_list("text", "fingerprint").get(pk=pk)


def frozen_decision(pk) -> tuple:
    """The text and the fingerprint that the row of a decision keeps."""
    return Decision.objects.values_list("text", "fingerprint").get(pk=pk)


# What an entry is about, before the colon, and who makes its text again.
TEXTS = {
    "answer": canonical_text_of_answer,
    "decision": canonical_text_of_decision,
    "rectification": canonical_text_of_rectification,
}


def canonical_text_of(key) -> str:
    """The text behind a key of the journal: ``answer:12`` or ``decision:3``."""
    kind, _colon, pk = key.partition(":")
    return TEXTS[kind](int(pk))


def text_of_feedback(case_number) -> str:
    """What everybody was told of the process with this number, as it stands now."""
    return Feedback.objects.values_list("text", flat=True).get(trajectory__case_number=case_number)


def column_of_feedback(case_number) -> tuple[str, str]:
    """The row and the column that hold it."""
    pk = Feedback.objects.values_list("pk", flat=True).get(trajectory__case_number=case_number)
    return f"{Feedback._meta.db_table}:{pk}", "text"


def summary_of_result(case_number) -> str:
    """What came out of the process with this number, as it was written last."""
    return Result.objects.values_list("summary", flat=True).get(trajectory__case_number=case_number)


def column_of_result(case_number) -> tuple[str, str]:
    """The row and the column that hold it."""
    pk = Result.objects.values_list("pk", flat=True).get(trajectory__case_number=case_number)
    return f"{Result._meta.db_table}:{pk}", "summary"
