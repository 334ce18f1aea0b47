"""From words to themes, answers, decision, telling, looking back and the memory."""

from demo.filling.days import Clock
from demo.filling.taking_part import closing_day
from speelruimte.activities.models import Contribution
from speelruimte.agreements.queries import version_in_force
from speelruimte.decisions.actions import (
    Decided,
    answer_contribution,
    answer_point,
    answer_theme,
    make_theme,
    offer_result,
    place,
    record_decision,
    split_contribution,
    write_result,
)
from speelruimte.decisions.funding import outcome_numbers
from speelruimte.decisions.rules import departure_frames
from speelruimte.decisions.sentences import sentences_of
from speelruimte.evaluation.actions import (
    answer_as_participant,
    answer_as_team,
    draw_lesson,
    open_evaluation,
)
from speelruimte.evaluation.sheets import sheet_of_contributor
from speelruimte.notices.telling import invite_to_look_back, tell_contributors
from speelruimte.people.roles import Role
from speelruimte.policy.schema import AskedOf, LeaderWork
from speelruimte.route.asking_to_stop import ask_to_stop, bodies_to_ask, decide_on_stopping
from speelruimte.route.cosigning import lay_ready
from speelruimte.route.models import LaidReady
from speelruimte.route.rectifying import rectify_decision_and_tell
from speelruimte.route.reporting import draft_report
from speelruimte.shared.terms import local_day
from speelruimte.trajectories.actions import policy_of
from speelruimte.trajectories.deciding import decider_of
from speelruimte.trajectories.models import Step
from speelruimte.trajectories.rules import may_lay_ready
from speelruimte.weighing.actions import show_informed, waive_participation

OUTSIDE = "outside"
BATCH = 400
# How a theme weighed in the decision, by the answer that was given.
WEIGHED = {
    "taken_over": "Dit staat zo in het besluit.",
    "partly": "Het besluit gaat zo ver als het geld en de regels toelaten.",
    "not": "Dit is gelezen en besproken. Waarom niet, staat in ons antwoord.",
    "already": "Dit was al zo, en dat verandert niet.",
    "outside": "Hierover is in dit plan geen besluit genomen.",
}
TEAM_SAID = (
    "De wandeling en de avond. Mensen zagen ter plekke waar het over ging.",
    "De brieven kwamen een week te laat bij de drukker vandaan.",
    "Wij hielden ons aan de data. Eén antwoord kwam twee dagen later.",
    "Jongeren tussen de 12 en 18. Volgende keer gaan we eerst naar school.",
)
PEOPLE_SAID = (
    "Meer tekeningen en minder tekst in de brief.",
    "Ik vond het fijn dat ik kon bellen.",
    "De avond begon te vroeg voor wie kinderen heeft.",
    "",
    "Ik had niet gedacht dat er echt iets mee zou gebeuren.",
    "Zet de volgende keer ook een kaart in de bibliotheek.",
)


def grouped(walk, by_theme, *, day):
    """Themes with their words, and an answer for each theme that has a verdict."""
    frames = {}
    if version := version_in_force(walk.trajectory):
        frames = dict(version.frames.values_list("title", "number"))
    for number, plot_theme in enumerate(walk.plot.themes):
        theme = make_theme(walk.trajectory, title=plot_theme.title, **walk.when(day))
        words = [word.pk for word in by_theme.get(number, ())]
        for start in range(0, len(words), BATCH):
            place(
                walk.trajectory,
                contributions=words[start : start + BATCH],
                theme=theme,
                **walk.when(day),
            )
        if plot_theme.verdict:
            _answer(
                answer_theme,
                walk,
                theme,
                plot_theme.verdict,
                plot_theme.reason,
                frames.get(plot_theme.frame),
                day,
            )
    _one_by_one(walk, day + 1)


def _one_by_one(walk, day):
    """Words with an answer of their own, given or laid ready."""
    for word in walk.plot.words:
        if word.answer:
            contribution = Contribution.objects.filter(
                trajectory=walk.trajectory, text=word.text
            ).first()
            verdict, reason = word.answer
            _answer(answer_contribution, walk, contribution, verdict, reason, None, day)
    for word in walk.plot.words:
        if word.points:
            _split(walk, word, day)
    for word in walk.plot.words:
        if word.laid_ready:
            _lay_ready(walk, word, day + 1)


def _split(walk, word, day):
    """Long words in points: each to its theme, or with an answer of its own."""
    contribution = Contribution.objects.filter(trajectory=walk.trajectory, text=word.text).first()
    starts = [sentence.start for sentence in sentences_of(word.text)]
    points = split_contribution(
        contribution, begins=[starts[number] for number, *_rest in word.points], **walk.when(day)
    )
    themes = list(walk.trajectory.themes.all())
    for point, (_number, theme, answer) in zip(points, word.points, strict=True):
        if theme is not None:
            place(
                walk.trajectory,
                points=[point],
                theme=themes[theme],
                holds=themes[theme].answer_id,
                **walk.when(day),
            )
        if answer:
            verdict, reason = answer
            _answer(answer_point, walk, point, verdict, reason, None, day)


def _lay_ready(walk, word, day):
    """Who came with the idea lays an answer ready, where the policy leaves it to that person."""
    owner = walk.town.people[walk.plot.owner]
    if not may_lay_ready(owner, walk.trajectory, LeaderWork.ANSWERS, on=local_day(walk.at(day))):
        return
    words = Contribution.objects.filter(trajectory=walk.trajectory, text=word.text).first()
    verdict, reason = word.laid_ready
    lay_ready(
        walk.trajectory,
        act=LaidReady.Act.ANSWER_WORDS,
        about=words.public_key,
        said={"verdict": verdict, "reason": reason, "frame": None, "etag": ""},
        **walk.when(day, owner),
    )


def _answer(give, walk, about, verdict, reason, frame, day):
    if verdict == OUTSIDE and frame is None:
        verdict = "not"
    give(about, verdict=verdict, reason=reason, frame=frame, **walk.when(day))


def answered(walk, by_theme):
    """Closed, on to the result, and everything grouped."""
    day = closing_day(walk)
    walk.move(Step.RESULT, day + 1)
    grouped(walk, by_theme, day=day + 14)


def offered(walk):
    """The result with the report on the agreement, offered to who decides."""
    day = walk.plot.decided - 14
    promises = [
        promise | {"far": promise["far"] or "yes", "note": promise["note"]}
        for promise in draft_report(walk.trajectory, on=local_day(walk.at(day)))
    ]
    write_result(
        walk.trajectory,
        summary=walk.plot.summary_of_result,
        promises=promises,
        edits=0,
        **walk.when(day),
    )
    offer_result(walk.trajectory, **walk.when(day))
    return walk.move(Step.DECISION, day)


def asked_to_stop(walk):
    """Whoever leads asked whether it may stop, and who adopted the agreement says no: it goes on.
    Nothing where the policy asks no body."""
    why, day, answer = walk.plot.asked_to_stop
    walk.clock = Clock(walk.town.today)
    if not bodies_to_ask(walk.fresh()):
        return
    for question in ask_to_stop(walk.fresh(), reason=why, **walk.when(day)):
        at = walk.at(day + 8, hour=20)
        role = walk.policy.body(question.body).recorded_by
        decide_on_stopping(
            question,
            agrees=False,
            answer=answer,
            decided_on=local_day(at),
            decision_number=f"{local_day(at).year}-131",
            by=walk.town.somebody(role, walk.trajectory, at=at, body=question.body),
            at=at,
        )


def decided(walk):
    """The decision with its reasons, recorded by who should, and on to telling."""
    plot, trajectory = walk.plot, walk.trajectory
    at = walk.at(plot.decided, hour=20)
    by = walk.leader
    if _recorder(trajectory) != Role.PROJECT_LEADER:
        by = walk.town.somebody(
            _recorder(trajectory), trajectory, at=at, body=decider_of(trajectory).body or ""
        )
    said = Decided(
        decided_on=local_day(at),
        # The agreement was adopted under the number of the plot: the decision has one of its own.
        number=f"{local_day(at).year}-{int(plot.number or 104) + 200}",
        what=_as_first_written(plot),
        reasons=plot.reasons,
        other_day="De vergadering was op een andere dag dan eerst gepland.",
        departs=bool(plot.departure),
        departure=plot.departure,
        departure_frame=_frame_to_depart(walk) if plot.departure else None,
        weights={
            theme: WEIGHED.get(theme.answer.verdict, "") if theme.answer else "Meegewogen."
            for theme in trajectory.themes.select_related("answer")
        },
        funded=sorted(outcome_numbers(trajectory) or (), key=int),
    )
    record_decision(trajectory, decided=said, by=by, at=at, on=local_day(at))
    trajectory = walk.move(Step.FEEDBACK, plot.decided + 1)
    if plot.slip:
        _put_right(walk, said, by)
    return trajectory


def _as_first_written(plot):
    if not plot.slip:
        return plot.what
    slip, right, _why = plot.slip
    return plot.what.replace(right, slip)


def _put_right(walk, said, by):
    """Two days later somebody reads what stands there."""
    at = walk.at(walk.plot.decided + 2)
    rectify_decision_and_tell(
        walk.fresh(),
        number=said.number,
        what=walk.plot.what,
        reasons=said.reasons,
        departure=said.departure,
        why=walk.plot.slip[2],
        by=by,
        at=at,
        on=local_day(at),
    )


def _frame_to_depart(walk):
    return next((frame.number for frame in departure_frames(walk.trajectory)), None)


def told(walk):
    tell_contributors(walk.trajectory, text=walk.plot.feedback, **walk.when(walk.plot.decided + 6))


def looked_back(walk, *, everything=True):
    """Evaluated: participants and team answered, and lessons drawn."""
    plot = walk.plot
    walk.move(Step.EVALUATION, plot.decided + 8)
    evaluation = invite_to_look_back(walk.trajectory, **walk.when(plot.decided + 9))
    _participants(walk, evaluation, plot.decided + 14)
    if everything:
        _team(walk, evaluation, plot.decided + 20)
        _lessons(walk, plot.decided + 22)


def _participants(walk, evaluation, day):
    questions = walk.policy.questions_for(AskedOf.PARTICIPANTS)
    people = walk.trajectory.contributions.filter(state="published").order_by("pk")[:24]
    for place_, person in enumerate(people):
        answers = {question.key: _said(question, place_, PEOPLE_SAID) for question in questions}
        if any(answers.values()):
            answer_as_participant(
                evaluation,
                answers=answers,
                sheet=sheet_of_contributor(evaluation, person),
                at=walk.at(day + place_ // 5),
            )


def _team(walk, evaluation, day):
    questions = walk.policy.questions_for(AskedOf.TEAM)
    if questions:
        answers = {
            question.key: _said(question, place_, TEAM_SAID)
            for place_, question in enumerate(questions)
        }
        answer_as_team(evaluation, answers=answers, **walk.when(day))


def _said(question, number, texts):
    texts_ = texts[number % len(texts)]
    return {"text": texts_, "scale": 5 - (number * 7) % 3, "yes_no": number % 4 != 3}[
        str(question.answer)
    ]


def _lessons(walk, day):
    for went_well, text in walk.plot.lessons:
        draw_lesson(walk.trajectory, text=text, went_well=went_well, **walk.when(day))


def remembered(walk):
    """Into the memory, where everybody finds it."""
    return walk.move(Step.MEMORY, walk.plot.decided + 30)


# Where people do not take part --------------------------------------------------------------------


def waived(walk, *, inform=True):
    """Refrained in public, with the reason; people told where ``inform`` says so."""
    plot = walk.plot
    check, exclusion = walk.ground_to_waive()
    walk.weighed(no=check)
    day, how, told_how = plot.waiver
    when = walk.who(day)
    waive_participation(
        walk.trajectory,
        reason=plot.choice,
        inform_how=how,
        inform_by=local_day(when["at"]) + walk.three_weeks,
        exclusion=exclusion,
        **when,
    )
    walk.move(Step.INFORMING, day + 1)
    if inform:
        waiver = walk.fresh().waiver
        when = walk.who(day + 14)
        show_informed(waiver, on=local_day(when["at"]), how=told_how, **when)
        walk.move(Step.DECISION, day + 15)


def closed_without_participation(walk):
    """Told, a lesson, and into the memory."""
    told(walk)
    open_evaluation(walk.trajectory, **walk.when(walk.plot.decided + 9))
    _lessons(walk, walk.plot.decided + 10)
    remembered(walk)


def _recorder(trajectory):
    """In which role the decision is recorded: what the body names, else as project leader."""
    body = decider_of(trajectory).body
    policy = policy_of(trajectory)
    return Role(policy.body(body).recorded_by) if body else Role.PROJECT_LEADER
