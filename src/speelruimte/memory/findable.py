"""Keeping what processes are found by: written by the actions that change what is said of them."""

from django.db.models import Exists, OuterRef

from speelruimte.activities.kind import kinds
from speelruimte.agreements.queries import version_in_force
from speelruimte.decisions.models import Answer
from speelruimte.initiatives.models import Initiative
from speelruimte.journal.acting import action
from speelruimte.memory.index import index_document
from speelruimte.memory.lines import Said, words_of, written_as
from speelruimte.memory.models import SearchText
from speelruimte.memory.stems import tokens_of, whole_words
from speelruimte.memory.suggesting import keep_words
from speelruimte.memory.words import write_words_anew
from speelruimte.places.models import Area
from speelruimte.shared.compiled_query import compiled_query
from speelruimte.shared.fetched_ahead import fetch_ahead
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
        "decision_replaced",
        "contributors_told",
        "feedback_rectified",
        "contributors_told_again",
        "lesson_drawn",
        "lesson_rectified",
        "remembered",
        "agreement_adopted",
        "adoption_recorded",
        "activity_opened",
        "activity_altered",
        "activity_follows_plan",
    }
)
# What a process ends in, and the parts of it that are said in words.
_ENDINGS = (
    ("waiver", ("reason",), Said.WAIVER),
    ("result", ("summary",), Said.RESULT),
    ("decision", ("what", "reasons", "departure"), Said.DECISION),
    ("feedback", ("text",), Said.FEEDBACK),
)


def cases_said_anew(entries) -> set[str]:
    """The cases of which an action may have said something that they are found by."""
    said_anew = _SAID_ANEW | {verb.key for kind in kinds() for verb in kind.verbs}
    cases = {entry["case_number"] for entry in entries if entry["verb"] in said_anew} - {""}
    return cases.union(*(_cases_in(e["about"]) for e in entries if e["verb"] == "place_renamed"))


def _cases_in(place):
    """Of an area or a subject that was renamed: a process is found by its name."""
    kind, _colon, key = place.partition(":")
    where = {"areas__key" if kind == "area" else "subject__key": key}
    return Trajectory.objects.filter(**where).values_list("case_number", flat=True)


@action
def keep_all_findable(*, by, at):
    """Write anew what all processes are found by. Returns how many can be found."""
    for key in Trajectory.objects.order_by("pk").values_list("pk", flat=True):
        keep_findable(with_what_is_said(Trajectory.objects.filter(pk=key)).get())
    return SearchText.objects.count()


@action
def keep_all_words(*, by, at):
    """Write anew what the words of contributors are found by. Returns how many can be found."""
    return write_words_anew()


def with_what_is_said(trajectories):
    """With what there is one of, and whether residents may see it, in the same query."""
    is_public = Exists(Trajectory.objects.public().filter(pk=OuterRef("pk")))
    with_one = trajectories.select_related(
        "subject", "search_text", *(name for name, _, _ in _ENDINGS)
    )
    return with_one.annotate(is_public=is_public).order_by("pk")


def keep_findable(trajectory):
    """Write anew what a process is found by; it was fetched ``with_what_is_said``, in an action.

    What is still prepared and nobody saw yet, or stopped before anybody saw it, is not found.
    """
    words = written_as(_said(trajectory)) if trajectory.is_public else ""
    written = getattr(trajectory, "search_text", None)
    if written is None and words:
        written = SearchText(trajectory=trajectory)
    if written is not None and written.words != words:
        write_search_text(written, words)


def write_search_text(written, words):
    """Put these words in a search text, with all that follows from them; part of an action."""
    before = whole_words(written.stems)
    written.words, written.stems = words, tokens_of(words_of(words))
    written.save()
    index_document(written)
    keep_words(before, whole_words(written.stems))


def _said(trajectory):
    """Everything about a process that stays: what it is about, what comes of it, what is learned.

    Own words of contributors are not in it: those can be erased, and have an index of their own
    (``memory.words``).
    """
    of_versions = ("versions__frames", "versions__phases__methods", "versions__moments")
    fetch_ahead([trajectory], *of_versions, "activities", "themes", "lessons")
    yield Said.SUMMARY, trajectory.summary
    yield Said.TITLE, trajectory.title
    yield Said.CASE, trajectory.case_number
    yield Said.AREA, ", ".join(_names_of_areas(trajectory=trajectory.pk))
    if trajectory.subject:
        yield Said.SUBJECT, trajectory.subject.name
    for case_number, title in _initiatives(trajectory=trajectory.pk):
        yield Said.CASE, case_number
        yield Said.INITIATIVE, title
    yield from _promised(trajectory)
    yield from _said_back(trajectory)


@compiled_query
def _names_of_areas(*, trajectory):
    return Area.objects.filter(trajectories=trajectory).values_list("name", flat=True)


@compiled_query
def _initiatives(*, trajectory):
    joined = Initiative.objects.filter(trajectories=trajectory)
    return joined.values_list("case_number", "title")


@compiled_query
def _reasons_of_answers(*, trajectory):
    of_themes = Answer.objects.filter(trajectory=trajectory, contribution__isnull=True)
    return of_themes.values_list("reason", flat=True)


def _promised(trajectory):
    """What stands in the agreement that holds, what was opened, and what people choose between."""
    version = version_in_force(trajectory)
    for frame in version.frames.all() if version else ():
        yield Said.FRAME, _sentences(frame.title, frame.text)
    activities = trajectory.activities.all()
    for activity in activities:
        yield Said.ACTIVITY, _sentences(activity.title, activity.question)
    yield from ((Said.PLACE, meeting.place) for meeting in _meetings(version, activities))
    opened = {activity.kind for activity in activities}
    for kind in kinds():
        if kind.key in opened:
            yield from ((Said.OPTION, text) for text in kind.findable(trajectory))


def _meetings(version, activities):
    """Where people come together: what was opened, and what is announced and not open yet. What does
    not go on is nowhere."""
    yield from (activity for activity in activities if activity.cancelled_at is None)
    if version is None:
        return
    begun = {(activity.phase, activity.planned) for activity in activities}
    for phase in version.phases.all():
        yield from (way for way in phase.methods.all() if (phase.key, way.key) not in begun)
    yield from version.moments.all()


def _said_back(trajectory):
    for theme in trajectory.themes.all():
        yield Said.THEME, _sentences(theme.title, theme.text)
    for reason in _reasons_of_answers(trajectory=trajectory.pk):
        yield Said.ANSWER, reason
    yield from _endings(trajectory)
    for lesson in trajectory.lessons.all():
        yield Said.LESSON, lesson.text


def _sentences(*texts):
    """What a thing is called and what is said of it, each closed as a sentence."""
    said = [text.strip() for text in texts if text.strip()]
    return " ".join(text if text[-1] in ".!?:;…" else f"{text}." for text in said)


def _endings(trajectory):
    for name, parts, place in _ENDINGS:
        row = getattr(trajectory, name, None)
        if row is not None:
            said = getattr(row, "standing", row)  # a decision may have been put right
            yield from ((place, getattr(said, part)) for part in parts)
    yield Said.STOPPED, trajectory.stopped_reason
