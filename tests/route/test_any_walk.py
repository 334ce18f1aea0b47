"""Random steps by random people, right and wrong ones: whatever they try, the promises hold."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils.timezone import localdate
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from speelruimte.activities.actions import (
    close_activity,
    open_activity,
)
from speelruimte.activities.queries import promised
from speelruimte.agreements.actions import amend, change_phase, write_how_weighed
from speelruimte.agreements.models import Phase, Version
from speelruimte.agreements.queries import version_in_force
from speelruimte.decisions.actions import (
    answer_contribution,
    gather,
    join_points,
    merge_themes,
    split_contribution,
    take_back,
)
from speelruimte.decisions.models import Point
from speelruimte.decisions.sentences import sentences_of
from speelruimte.policy.actions import load_policy
from speelruimte.policy.shipped import policy_file
from speelruimte.route.actions import move_on
from speelruimte.route.adopting import bodies_for, offer_amendment
from speelruimte.route.contributions import refuse_and_tell
from speelruimte.route.forgetting import forget_words
from speelruimte.route.later_days import hold_over_decision
from speelruimte.route.redacting import redact_and_tell
from speelruimte.route.tasks import tasks_of
from speelruimte.shared.errors import RuleBroken
from speelruimte.trajectories.models import Step
from tests.steps import agreement as writing
from tests.steps import answers as ending
from tests.steps.beginning import trajectory_of
from tests.steps.counting import unanswered_in
from tests.steps.recording import adopt
from tests.steps.taking_part import said
from tests.steps.walking import journal_is_whole

NOW = datetime(2027, 2, 9, 9, 0, tzinfo=UTC)
PACKS = ["assen-2021", "heemstede-2020", "aa-en-hunze-2023", "basis"]
PEOPLE = ["samira", "samira", "samira", "marleen", "iris", "teun", "nadia", "joris", "henk", "bos"]
WALKS = {"quick": 6, "deep": 200}
anybody = st.sampled_from(PEOPLE)
steps = st.sampled_from([None, None, None, None, *Step])
titles = st.sampled_from(["Groen", "Zitten", "Bomen"])
reasons = st.sampled_from(["", " ", "Het is anders gelopen.", "Het geld is op."])


def said_of(task):
    """What a task says, kept or not."""
    fields = ("role", "body", "page", "sentences", "number", "position", "due_on", "waits_from")
    return {name: getattr(task, name) for name in fields}


class AnyWalk(RuleBasedStateMachine):
    """One trajectory, everybody in Lindewold, and no manners."""

    cast = areas = None

    @initialize(pack=st.sampled_from(PACKS))
    def begin(self, pack):
        self.inside = transaction.atomic()
        self.inside.__enter__()
        file = policy_file(pack)
        version = load_policy(text=file.read_text(), file=file.name, by=None, at=NOW)
        self.trajectory = trajectory_of(version, self.cast, self.areas, at=NOW)
        self.now = NOW
        self.frozen, self.said = {}, set()

    def teardown(self):
        if hasattr(self, "inside"):
            transaction.set_rollback(True)
            self.inside.__exit__(None, None, None)

    def tries(self, do, *args, **more):
        """Somebody tries something; a refusal is a Dutch sentence and nothing else."""
        try:
            with transaction.atomic():
                return do(*args, **more)
        except RuleBroken as refusal:
            self.said.add(refusal.sentence.strip())
            return None

    def who(self, name):
        return {"by": getattr(self.cast, name), "at": self.now}

    @property
    def on(self):
        return localdate(self.now)

    def held(self):
        return writing.fresh(self.trajectory)

    @rule(days=st.integers(1, 40))
    def time_goes_by(self, days):
        self.now += timedelta(days=days)

    @rule(name=anybody, to=steps, reason=reasons)
    def somebody_presses_the_button(self, name, to, reason):
        self.tries(move_on, self.trajectory, to=to, reason=reason, on=self.on, **self.who(name))

    @precondition(lambda self: self.held().step == Step.WEIGHING)
    @rule()
    def the_weighing_is_done(self):
        self.tries(writing.weighed, self.trajectory, self.cast, at=self.now)

    @precondition(lambda self: self.held().step == Step.PLAN)
    @rule(days=st.integers(0, 14))
    def the_plan_is_written(self, days):
        begins = self.on + timedelta(days=days)
        self.tries(writing.written_plan, self.held(), self.cast, at=self.now, starts_on=begins)

    @precondition(lambda self: self.held().step == Step.PLAN)
    @rule(name=anybody, days=st.integers(-1, 14))
    def the_first_day_is_chosen_anew(self, name, days):
        for phase in Phase.objects.filter(version__in=self.trajectory.versions.open()):
            self.tries(
                change_phase,
                phase,
                edits=phase.edits,
                name=phase.name,
                question=phase.question,
                starts_on=self.on + timedelta(days=days),
                ends_on=phase.ends_on,
                purposes=phase.purposes,
                government_role=phase.government_role,
                **self.who(name),
            )

    @rule(name=anybody, outcome=st.sampled_from(["adopted", "held_over", "rejected"]))
    def a_body_is_said_to_decide(self, name, outcome):
        for version in self.trajectory.versions.order_by("-number")[:1]:
            for body in bodies_for(self.held()):
                self.tries(
                    adopt,
                    version,
                    body=body,
                    outcome=outcome,
                    reason="Zo is besloten." if outcome != "adopted" else "",
                    decided_on=self.on,
                    decision_number="2027-1",
                    **self.who(name),
                )

    @precondition(lambda self: self.held().step == Step.ADOPTION)
    @rule()
    def the_bodies_adopt(self):
        for version in self.trajectory.versions.open():
            version.trajectory = self.held()
            self.tries(writing.adopt_by_all, version, self.cast, at=self.now)

    @rule(name=anybody)
    def the_agreement_is_amended(self, name):
        version = version_in_force(self.held())
        if version is not None:
            fresh = self.tries(amend, version, reason="Het moet anders.", **self.who(name))
            if fresh is not None:
                self.tries(
                    offer_amendment, fresh, one_sided_reason="Het kon niet.", **self.who(name)
                )

    @rule(name=anybody)
    def somebody_writes_in_an_adopted_text(self, name):
        for version in self.trajectory.versions.adopted():
            version.trajectory = self.held()
            self.tries(write_how_weighed, version, text="Anders.", edits=1, **self.who(name))
            with pytest.raises(DatabaseError), transaction.atomic():
                Version.objects.filter(pk=version.pk).update(how_weighed="Het gaat anders.")

    @rule(name=anybody)
    def everything_is_opened(self, name):
        for promise in promised(self.held()):
            self.tries(
                open_activity,
                self.trajectory,
                phase=promise.phase.key,
                planned=promise.planned.key,
                on=self.on,
                **self.who(name),
            )

    @rule(text=st.sampled_from(["", "Meer groen. En een bank.", "<script>alert(1)</script>"]))
    def a_resident_writes(self, text):
        for activity in self.trajectory.activities.all():
            self.tries(said, activity, text, at=self.now)

    @rule(name=anybody, reason=reasons)
    def everything_is_closed(self, name, reason):
        for activity in self.trajectory.activities.all():
            self.tries(close_activity, activity, reason=reason, on=self.on, **self.who(name))

    @rule(name=anybody)
    def a_word_is_refused_or_taken_back(self, name):
        for contribution in self.trajectory.contributions.all()[:1]:
            self.tries(refuse_and_tell, contribution, ground="scolding", **self.who(name))
            self.tries(take_back, contribution, by=None, at=self.now)

    @rule(name=anybody, verdict=st.sampled_from(["taken_over", "not", "outside", "misschien"]))
    def one_word_is_answered(self, name, verdict):
        for contribution in unanswered_in(self.held())[:1]:
            self.tries(
                answer_contribution,
                contribution,
                verdict=verdict,
                reason="Het is zo beter.",
                on=self.on,
                **self.who(name),
            )

    @rule(name=anybody, theme=titles, other=titles)
    def words_are_put_together(self, name, theme, other):
        who = {"on": self.on, **self.who(name)}
        words = list(self.trajectory.contributions.all()[:2])
        self.tries(gather, self.trajectory, contributions=words, title=theme, **who)
        points = Point.objects.filter(contribution__trajectory=self.trajectory)
        self.tries(gather, self.trajectory, points=list(points[:1]), title=other, **who)
        themes = list(self.trajectory.themes.order_by("title"))
        if len(themes) > 1:
            self.tries(merge_themes, themes[0], into=themes[1], **who)

    @rule(name=anybody)
    def words_are_split_or_made_whole(self, name):
        who = {"on": self.on, **self.who(name)}
        for words in self.trajectory.contributions.all()[:2]:
            if self.tries(join_points, words, **who) is None:
                begins = [sentence.start for sentence in sentences_of(words.text)]
                self.tries(split_contribution, words, begins=begins, **who)

    @rule(name=anybody, whole=st.booleans())
    def a_part_of_words_becomes_unreadable_or_all_of_it_goes(self, name, whole):
        for words in self.trajectory.contributions.order_by("-pk")[:1]:
            if whole:
                self.tries(forget_words, words, by=None, at=self.now)
            else:
                reason = "Dat is van een ander."
                self.tries(
                    redact_and_tell, words, pieces=["groen"], reason=reason, **self.who(name)
                )

    @rule()
    def everything_is_answered_and_offered(self):
        lead = {**self.who("samira"), "on": self.on}
        self.tries(ending.everything_answered, self.held(), **lead)
        self.tries(ending.result_offered, self.held(), **lead)

    @rule(name=anybody, days=st.integers(-1, 150))
    def the_decision_is_said_to_be_held_over(self, name, days):
        self.tries(
            hold_over_decision,
            self.held(),
            decided_on=self.on,
            later_on=self.on + timedelta(days=days),
            reason="Eerst moet het geld er zijn.",
            on=self.on,
            **self.who(name),
        )

    @rule(name=anybody)
    def somebody_decides_tells_and_looks_back(self, name):
        lead = {**self.who(name), "on": self.on}
        self.tries(ending.decided, self.held(), **lead)
        self.tries(ending.told, self.held(), **lead)
        self.tries(ending.looked_back, self.held(), **lead)

    # What holds after every step ----------------------------------------------------------------

    @invariant()
    def what_waits_is_kept_as_the_gates_say_it(self):
        if hasattr(self, "trajectory"):
            trajectory = self.held()
            tasks = [said_of(task) for task in trajectory.open_tasks.all()]
            assert tasks == [said_of(task) for task in tasks_of(trajectory)]

    @invariant()
    def every_refusal_is_a_sentence(self):
        for sentence in self.said:
            assert sentence[-1:] in (".", "?", "!"), sentence
            assert "None" not in sentence

    @invariant()
    def the_kept_count_of_unanswered_words_is_exact(self):
        trajectory = self.held()
        assert (
            trajectory.tally.published - trajectory.tally.answered
            == unanswered_in(trajectory).count()
        )

    @invariant()
    def nothing_ends_with_an_unanswered_word(self):
        trajectory = self.held()
        if trajectory.step in (
            Step.DECISION,
            Step.FEEDBACK,
            Step.EVALUATION,
            Step.MEMORY,
            Step.STOPPED,
        ):
            assert not unanswered_in(trajectory).exists()
            assert not trajectory.activities.filter(closed_at=None).exists()
            assert not trajectory.versions.open().exists()

    @invariant()
    def nothing_is_open_without_an_adopted_agreement(self):
        trajectory = self.held()
        if trajectory.activities.exists():
            assert version_in_force(trajectory) is not None
        if trajectory.step == Step.TAKING_PART:
            assert version_in_force(trajectory) is not None

    @invariant()
    def no_adopted_text_ever_changes(self):
        for version in self.trajectory.versions.adopted():
            frozen = self.frozen.setdefault(version.pk, (version.text, version.fingerprint))
            assert (version.text, version.fingerprint) == frozen

    @invariant()
    def what_reached_the_memory_was_decided_told_and_learned_from(self):
        trajectory = self.held()
        if trajectory.step == Step.MEMORY:
            assert trajectory.decision.reasons
            assert trajectory.feedback.told_at
            assert trajectory.lessons.exists() or trajectory.evaluation.no_lesson_reason
            assert trajectory.remembered

    @invariant()
    def the_journal_is_whole(self):
        journal_is_whole()


@pytest.mark.once
@pytest.mark.deep
def test_whatever_people_try_the_promises_hold(cast, areas):
    AnyWalk.cast, AnyWalk.areas = cast, areas
    run_state_machine_as_test(
        AnyWalk,
        settings=settings(
            deadline=None,
            max_examples=WALKS[settings.get_current_profile_name()],
            stateful_step_count=30,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_the_walk_can_reach_the_memory(cast, areas):
    """Straight on, without mistakes: the rules above are enough to get to the end."""
    AnyWalk.cast, AnyWalk.areas = cast, areas
    walk = AnyWalk()
    walk.begin("basis")
    for _round in range(12):
        if walk.held().step == Step.WEIGHING:
            walk.the_weighing_is_done()
        if walk.held().step == Step.PLAN:
            walk.the_plan_is_written(days=1)
        if walk.held().step == Step.ADOPTION:
            walk.the_bodies_adopt()
        walk.everything_is_opened("samira")
        walk.a_resident_writes("Meer groen.")
        walk.time_goes_by(80 if walk.held().activities.exists() else 1)
        walk.everything_is_closed("samira", "")
        walk.everything_is_answered_and_offered()
        for name in ("iris", "teun", "samira"):
            walk.somebody_decides_tells_and_looks_back(name)
        walk.somebody_presses_the_button("samira", None, "")
        walk.the_journal_is_whole()
    assert walk.held().step == Step.MEMORY
    walk.what_reached_the_memory_was_decided_told_and_learned_from()
    assert date(2027, 2, 9) < walk.on
    walk.teardown()
