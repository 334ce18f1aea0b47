"""What an activity allows, and who may open, moderate and enter for others."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from speelruimte.activities.kind import kind_of
from speelruimte.activities.models import Activity, Contribution
from speelruimte.people.intake import Channel
from speelruimte.people.rights import has_role_somewhere
from speelruimte.people.roles import Role
from speelruimte.policy.schema import LeaderWork
from speelruimte.shared.errors import RuleBroken, can
from speelruimte.shared.sentences import check_sentence
from speelruimte.shared.terms import local_day
from speelruimte.shared.visible_text import has_words
from speelruimte.trajectories.deciding import cosigned_in
from speelruimte.trajectories.models import BEHIND_US, Step
from speelruimte.trajectories.rules import may_do, may_lay_ready, may_lead, roles_in

LONGEST = {"text": 20_000, "title": 160, "place": 200, "name": 120, "email": 254, "phone": 30}
ENTERERS = {Role.OFFICIAL, Role.ACCOUNT_HOLDER, Role.PROJECT_LEADER, Role.COACH, Role.MODERATOR}
MODERATORS = {Role.MODERATOR, Role.COACH}
ONLY_MODERATORS = gettext_lazy(
    "Alleen een moderator of de coach beslist welke inbreng te lezen is."
)
# What its writer took back or had wiped: nobody decides about it any more.
TAKEN_AWAY = (Contribution.State.WITHDRAWN, Contribution.State.ERASED)
# What everybody may read.
ON_THE_SITE = (Contribution.State.PUBLISHED, Contribution.State.REDACTED)
# Words that came in time are still taken in, and looked at, while the result is being made.
WORDS_COUNT_IN = (Step.TAKING_PART, Step.RESULT)
# Why nobody can take part on a day, by the code of the refusal. A way that says it in words of its
# own gives those to `check_is_on`.
SHUT = {
    "last_day_is_over": gettext_lazy(
        "Meedoen kon tot en met %(day)s. Hier kunt u niets meer sturen. "
        "Bel ons als u toch nog iets kwijt wilt."
    ),
    "not_begun_yet": gettext_lazy(
        "Dit gaat open op %(day)s. Kom dan terug, of bel ons met uw vraag."
    ),
    "process_went_on": gettext_lazy(
        "Meedoen kan nu niet. Op de pagina van het plan staat hoe het verder gaat."
    ),
}
# What came before a process began may be weighed along. A day longer ago than this is a slip, or
# the way in which another program writes that there is none: 1900, 1970, the year 1.
YEARS_BEFORE = 10


def may_open(person, trajectory, *, on) -> bool:
    """Open and close activities: who leads the trajectory, or does this part of it."""
    return may_do(person, trajectory, LeaderWork.ACTIVITIES, on=on)


def may_close_now(person, trajectory, activity, *, on) -> bool:
    """Close it. Earlier than was promised, where the policy has a later day signed along, only who leads:
    people hear of both in the name of the municipality.
    """
    alone = not closes_early_for_leader(trajectory, activity, on=on)
    return may_open(person, trajectory, on=on) and (alone or may_lead(person, trajectory, on=on))


def closes_early_for_leader(trajectory, activity, *, on) -> bool:
    """Closing it on this day breaks a promised day, of which the policy wants it signed along."""
    return on <= activity.promised_until and LeaderWork.LATER in cosigned_in(trajectory)


def may_enter_for_others(person, trajectory, *, on) -> bool:
    """Write down what came by paper, phone or letter, or in a file."""
    is_colleague = roles_in(person, trajectory, on=on) & ENTERERS
    if is_colleague or may_open(person, trajectory, on=on):
        return True
    return may_lay_ready(person, trajectory, LeaderWork.ACTIVITIES, on=on)


def may_renew_codes(person, trajectory, *, on) -> bool:
    """Have new codes made for words of others: with a code one is who wrote them, so only who leads."""
    return may_lead(person, trajectory, on=on)


def may_moderate(person, trajectory, *, on) -> bool:
    """Publish and refuse contributions. Not who leads: that is whose plan is spoken about."""
    return bool(roles_in(person, trajectory, on=on) & MODERATORS)


def may_read_waiting(person, trajectory, *, on) -> bool:
    """Read what waits for a look: who moderates, and who leads. Nobody from outside."""
    roles = roles_in(person, trajectory, on=on)
    return bool(roles & (MODERATORS | {Role.PROJECT_LEADER, Role.COACH}))


def may_read_words(person, contribution, *, on) -> bool:
    """Read these words on the workbench: what stands on the website everybody there, all else who reads
    what waits where they are.
    """
    is_placed = contribution.state in ON_THE_SITE
    return is_placed or may_read_waiting(person, contribution.trajectory, on=on)


def may_moderate_somewhere(person, *, on) -> bool:
    """Open the queue over all trajectories: a moderator, wherever that role reaches."""
    return has_role_somewhere(person, MODERATORS, on=on)


def day(value):
    """A day as people read it: 21 maart 2027."""
    return date_format(value, "j F Y")


def check_can_open_activity(trajectory, phase, *, on):
    """Only while people take part, and not after the last day that was promised."""
    if trajectory.step != Step.TAKING_PART:
        raise RuleBroken(
            _(
                "Dit kan nog niet open. Eerst moeten de afspraken zijn vastgesteld "
                "en moet het traject in de stap ‘meedoen’ zijn."
            )
            if trajectory.step in (Step.WEIGHING, Step.PLAN, Step.ADOPTION, Step.EXPLORING)
            else _("Dit traject is niet meer in de stap ‘meedoen’. Er kan niets meer open."),
            code="not_in_this_step",
        )
    if on > phase.ends_on:
        raise RuleBroken(
            _(
                "Deze fase liep tot en met %(day)s. Wilt u nog iets openen? "
                "Wijzig dan eerst de afspraken."
            ),
            values={"day": day(phase.ends_on)},
            code="phase_is_over",
        )


def check_can_close_activity(activity, *, on, reason):
    """What was promised to be open stays open, unless everyone can read why not."""
    if activity.closed_at is not None:
        raise RuleBroken(
            _("‘%(title)s’ is al gesloten op %(day)s."),
            values={"title": activity.title, "day": day(local_day(activity.closed_at))},
            code="closed_already",
        )
    kind_of(activity.kind).check_can_alter(activity)
    if activity.is_held and on <= activity.promised_until:
        raise RuleBroken(
            _(
                "‘%(title)s’ is op %(day)s. Sluiten kan daarna. Gaat het niet door, of wordt het een "
                "andere dag? Zeg dat dan, met de reden."
            ),
            values={"title": activity.title, "day": day(activity.promised_until)},
            code="still_to_be_held",
        )
    if on <= activity.promised_until:
        check_sentence(
            reason,
            _(
                "Aan mensen is beloofd dat dit open is tot en met %(day)s. "
                "Sluit u eerder? Schrijf dan op waarom. Iedereen kan dit lezen."
            )
            % {"day": day(activity.promised_until)},
            field="reason",
        )


def check_is_on(activity, *, on, words=SHUT):
    """People can take part on this day, in whatever way: not closed, within the days that were
    promised, in the step for it. ``words``: why not, as ``SHUT`` says it.
    """
    last = activity.closes_on
    # Who calls something off asks people to write or ring until the last day.
    if activity.closed_at is not None and activity.cancelled_at is None:
        last = min(last, local_day(activity.closed_at))
    if activity.closed_at is not None or on > last:
        raise RuleBroken(
            words["last_day_is_over"], values={"day": day(last)}, code="last_day_is_over"
        )
    if on < activity.opens_on:
        begins = day(activity.opens_on)
        raise RuleBroken(words["not_begun_yet"], values={"day": begins}, code="not_begun_yet")
    if activity.trajectory.step != Step.TAKING_PART:
        raise RuleBroken(words["process_went_on"], code="process_went_on")


def check_can_take_part(activity, on):
    """A visitor may send own words today: people can take part, with words, on the website."""
    check_is_on(activity, on=on)
    if not kind_of(activity.kind).words_on_site:
        raise RuleBroken(
            _(
                "Hier kunt u op de website geen tekst insturen. "
                "Op de pagina van het plan staat hoe u wel meedoet."
            ),
            code="takes_no_words",
        )


def can_take_part(activity, *, on) -> bool:
    """As ``check_can_take_part``, for what is only said."""
    return can(check_can_take_part, activity, on)


def activity_is_over(activity, *, day) -> bool:
    """It was closed, its last day has passed, or the process went on."""
    went_on = activity.trajectory.step in BEHIND_US
    return went_on or activity.closed_at is not None or day > activity.last_day


def way_to_write(activity, *, on) -> Activity | None:
    """Where one sends own words on the website: here, or else at another way of the same plan that is
    open. Reads the activities of the plan."""
    if can_take_part(activity, on=on):
        return activity
    if activity.trajectory.step != Step.TAKING_PART:
        return None
    ways = activity.trajectory.activities.all()
    return next((way for way in ways if can_take_part(way, on=on)), None)


def way_that_takes_words(activity, *, on) -> Activity | None:
    """Where words are still taken in, on the website or not: here, or else at another way of the same
    plan. None where all that is over. Reads the activities of the plan."""
    if activity.trajectory.step in BEHIND_US:
        return None
    ways = [activity, *activity.trajectory.activities.all()]
    takes_words = (way for way in ways if kind_of(way.kind).takes_words)
    return next((way for way in takes_words if not activity_is_over(way, day=on)), None)


def shuts_by_moving(came_from, went_to, *, on) -> bool:
    """Whoever wrote words could still write more on the website where they are, and not where they go."""
    return can_take_part(came_from, on=on) and not can_take_part(went_to, on=on)


def check_can_enter(activity, *, received_on, on, channel):
    """Staff write down what was received, also what came before the first day or after the last.

    Source: market#op-papier
    """
    check_takes_words(activity)
    if channel == Channel.MEETING:
        _check_was_held(activity, received_on)
    if received_on > on:
        raise RuleBroken(
            _("Deze dag moet nog komen. Vul in wanneer u dit kreeg."),
            field="received_on",
            code="day_to_come",
        )
    first_year = activity.trajectory.started_on.year - YEARS_BEFORE
    if received_on.year < first_year:
        raise RuleBroken(
            _(
                "Deze dag kan niet: het is meer dan %(years)d jaar voor het begin. Kijk het jaar na."
            ),
            values={"years": YEARS_BEFORE},
            field="received_on",
            code="day_cannot_be",
        )


def _check_was_held(activity, received_on):
    """Nobody said anything at an evening that was called off, or still had to come."""
    if not activity.is_held:
        return
    if activity.cancelled_at is not None:
        raise RuleBroken(
            _("‘%(title)s’ ging niet door. Kies hoe u dit wel kreeg."),
            values={"title": activity.title},
            field="channel",
            code="was_not_held",
        )
    if received_on < activity.held_on:
        raise RuleBroken(
            _("‘%(title)s’ is op %(day)s. Kies hoe u dit eerder kreeg, of kijk de dag na."),
            values={"title": activity.title, "day": day(activity.held_on)},
            field="channel",
            code="was_not_held",
        )


def check_takes_words(activity):
    """Own words belong to this way of taking part."""
    kind = kind_of(activity.kind)
    if not kind.takes_words:
        raise RuleBroken(
            _("‘%(title)s’ is bedoeld voor: %(way)s. Daar hoort geen tekst bij."),
            values={"title": activity.title, "way": kind.name},
            code="takes_no_words",
        )


def check_words_count(trajectory):
    """Words can still be weighed: the result has not gone to who decides."""
    if trajectory.step not in WORDS_COUNT_IN:
        raise RuleBroken(
            _(
                "Dit traject is al verder op de route. Voer wat nog komt één voor één in: het krijgt "
                "dan een eigen antwoord."
            ),
            code="process_went_on",
        )


def timing_of(activity, *, received_on) -> str:
    """Whether words came while people could take part; empty when they did.

    Words that came in time and are written down when the result has gone to who decides were
    missed by us, not sent late.
    """
    if received_on < activity.opens_on:
        return Contribution.Timing.EARLY
    last = activity.closes_on
    # Who calls something off asks people to write or ring until the last day.
    if activity.closed_at is not None and activity.cancelled_at is None:
        last = min(last, local_day(activity.closed_at))
    if received_on > last:
        return Contribution.Timing.LATE
    is_in_time = activity.trajectory.step in WORDS_COUNT_IN
    return "" if is_in_time else Contribution.Timing.MISSED


def check_contribution_words(*, text, **others):
    """Words are there, and fit. Nothing is cut off."""
    if not has_words(text):
        raise RuleBroken(_("Schrijf eerst wat u wilt zeggen."), field="text", code="empty")
    for field, value in {"text": text, **others}.items():
        if "\x00" in value:
            raise RuleBroken(
                _("Er staat een teken in dat we niet kunnen bewaren. Typ de tekst opnieuw."),
                field=field,
                code="unkeepable_character",
            )
        if len(value) > LONGEST[field]:
            raise RuleBroken(
                _(
                    "Dit is te lang: er passen %(most)d tekens en u hebt er %(number)d. "
                    "Maak het korter, of stuur het in delen."
                ),
                values={"most": LONGEST[field], "number": len(value)},
                field=field,
                code="too_long",
            )


def check_can_add(first, activity):
    """Whoever wrote it may say more while it stands, or waits for a look, where it was sent to."""
    stands = first.state in (*ON_THE_SITE, Contribution.State.WAITING)
    if not stands or first.adds_to_id is not None or first.activity_id != activity.pk:
        raise RuleBroken(
            _("Hier kunt u niets aan toevoegen. Schrijf het als nieuwe inbreng, of bel ons."),
            code="nothing_to_add_to",
        )


def is_settled(contribution, trajectory) -> bool:
    """Its process went on, or stopped: nobody places or refuses these words any more."""
    return trajectory.step not in WORDS_COUNT_IN and not contribution.timing


def check_can_moderate(contribution, trajectory):
    """Until the result has gone to who decides; what was withdrawn or erased stays so. What came
    too early or too late is looked at whenever it comes."""
    _check_not_settled(
        contribution,
        trajectory,
        settled=_("Dit traject is al verder. Over deze inbreng kunt u niet meer beslissen."),
        gone=_("Deze inbreng is ingetrokken of gewist. Er valt niets te beslissen."),
    )


def check_can_withdraw_words(contribution, trajectory):
    """As ``check_can_moderate``, said to whoever wrote it."""
    _check_not_settled(
        contribution,
        trajectory,
        settled=_("Dit plan is al verder. U kunt uw inbreng niet meer intrekken. Bel of mail ons."),
        gone=_("Deze inbreng is al gewist. Er valt niets in te trekken."),
    )


def _check_not_settled(contribution, trajectory, *, settled, gone):
    if is_settled(contribution, trajectory):
        raise RuleBroken(settled, code="process_went_on")
    if contribution.state in TAKEN_AWAY:
        raise RuleBroken(gone, code="withdrawn_or_erased")


def website_activity(activity: Activity) -> bool:
    """Whether people send own words to it on the website."""
    return kind_of(activity.kind).words_on_site
