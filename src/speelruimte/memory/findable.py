"""Keeping what processes are found by: written by the actions that change what is said of them."""

from django.db.models import Exists, OuterRef

from speelruimte.journal.acting import action
from speelruimte.memory.index import index_document
from speelruimte.memory.models import SearchText
from speelruimte.memory.stems import tokens_of
from speelruimte.trajectories.models import Trajectory

# After these something else may be said of a process. What is prepared is not findable yet, so
# writing a plan is not among them.
_SAID_ANEW = frozenset(
    {
        "trajectory_started",
        "initiative_joined",
        "step_entered",
        "participation_waived",
        "theme_made",
        "theme_renamed",
        "themes_merged",
        "theme_removed",
        "answered",
        "result_written",
        "result_offered",
        "result_taken_back",
        "decision_recorded",
        "decision_rectified",
        "contributors_told",
        "feedback_rectified",
        "lesson_drawn",
        "lesson_rectified",
        "remembered",
    }
)
# What a process ends in, and the parts of it that are said in words.
_ENDINGS = (
    ("waiver", ("reason",)),
    ("result", ("summary",)),
    ("decision", ("what", "reasons", "departure")),
    ("feedback", ("text",)),
)


def keep_findable_after(entries):
    """Write anew what the processes are found by of which an action said something; part of it."""
    cases = {entry["case_number"] for entry in entries if entry["verb"] in _SAID_ANEW} - {""}
    if cases:
        for trajectory in _with_endings(Trajectory.objects.of_cases(cases)):
            _keep(trajectory)


@action
def keep_all_findable(*, by, at):
    """Write anew what all processes are found by. Returns how many can be found."""
    for key in Trajectory.objects.order_by("pk").values_list("pk", flat=True):
        _keep(_with_endings(Trajectory.objects.filter(pk=key)).get())
    return SearchText.objects.count()


def _with_endings(trajectories):
    """With what there is one of, and whether residents may see it, in the same query."""
    is_public = Exists(Trajectory.objects.public().filter(pk=OuterRef("pk")))
    with_one = trajectories.select_related(
        "subject", "search_text", *(name for name, _ in _ENDINGS)
    )
    return with_one.annotate(is_public=is_public).order_by("pk")


def _keep(trajectory):
    """What is still prepared, was sent back to that, or stopped before anybody saw it is not found."""
    words = ""
    if trajectory.is_public:
        words = "\n".join(text.strip() for text in _texts(trajectory) if text and text.strip())
    written = getattr(trajectory, "search_text", None)
    if written is None and words:
        written = SearchText(trajectory=trajectory)
    if written is not None and written.words != words:
        written.words, written.stems = words, tokens_of(words)
        written.save()
        index_document(written)


def _texts(trajectory):
    """Everything about a process that stays: what it is about, what comes of it, what is learned.

    Own words of contributors are not in it: those can be erased, and stay findable on the pages
    of the process itself.
    """
    yield trajectory.summary
    yield trajectory.title
    yield ", ".join(trajectory.areas.values_list("name", flat=True))
    if trajectory.subject:
        yield trajectory.subject.name
    for initiative in trajectory.initiatives.all():
        yield initiative.title
    for theme in trajectory.themes.all():
        yield f"{theme.title}. {theme.text}"
    for answer in trajectory.answers.filter(contribution__isnull=True):
        yield answer.reason
    yield from _endings(trajectory)
    for lesson in trajectory.lessons.all():
        yield lesson.text


def _endings(trajectory):
    for name, parts in _ENDINGS:
        row = getattr(trajectory, name, None)
        if row is not None:
            said = getattr(row, "standing", row)  # a decision may have been put right
            yield from (getattr(said, part) for part in parts)
    yield trajectory.stopped_reason
