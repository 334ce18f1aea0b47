"""What the state allows at the door, and who may do it."""

from django.utils.translation import gettext as _

from speelruimte.initiatives.models import Initiative
from speelruimte.people.erasing import GONE
from speelruimte.people.rights import is_elected, is_staff, roles_of
from speelruimte.people.roles import STAFF, Role
from speelruimte.policy.queries import parsed_policy
from speelruimte.policy.schema import WayOfDeciding
from speelruimte.policy.ways import is_required, ruling_of
from speelruimte.shared.errors import AlreadyDone, RuleBroken, check_may
from speelruimte.shared.sentences import check_sentence

Kind = Initiative.Kind
Outcome = Initiative.Outcome
Step = Initiative.Step

# These plans come in through a colleague; everybody else comes through the public door.
ENTERED_BY_STAFF = (Kind.MUNICIPALITY, Kind.OTHER_GOVERNMENT)
LONGEST_TITLE = 160
LONGEST_TEXT = 20_000
LONGEST_INVOLVED = 4_000
LONGEST_ANSWER = 8_000
LONGEST_LINE = 200
RECEIVERS = frozenset(
    {Role.OFFICIAL, Role.ACCOUNT_HOLDER, Role.PROJECT_LEADER, Role.COACH, Role.MODERATOR}
)
GUIDES = frozenset({Role.ACCOUNT_HOLDER, Role.COACH})

# How an initiative may end, by who decides about it. From the signal only what was never ours.
ENDS_AT_THE_SIGNAL = frozenset({Outcome.OUT_OF_SCOPE, Outcome.PASSED_ON, Outcome.DUPLICATE})
ENDS_BY_WAY = {
    WayOfDeciding.INITIATORS: frozenset(
        {Outcome.LEFT, Outcome.OPENED, Outcome.JOINED, Outcome.PASSED_ON}
    ),
    WayOfDeciding.OFFICIALS: frozenset(
        {Outcome.HANDLED, Outcome.OPENED, Outcome.JOINED, Outcome.PASSED_ON}
    ),
    WayOfDeciding.BODY: frozenset({Outcome.OPENED, Outcome.JOINED, Outcome.PASSED_ON}),
}


# Who may ------------------------------------------------------------------------------------------


def roles_at(person, initiative, *, on) -> frozenset:
    """The roles of somebody at the door: everywhere, in its area, or in this case."""
    return roles_of(person, on=on, case_number=initiative.case_number, areas=initiative.area_keys)


def may_receive(person, *, on) -> bool:
    """Enter what came by paper, phone or mail, and the municipality's own developments."""
    return bool(roles_of(person, on=on) & RECEIVERS)


def may_write_down_addition(person, initiative, *, on) -> bool:
    """Write down what whoever came with an idea adds by phone or on paper; a plan of our own is mended."""
    return not initiative.is_own and bool(roles_at(person, initiative, on=on) & RECEIVERS)


def may_see(person, initiative, *, on) -> bool:
    """Read an initiative that is still at the door: staff, and who came with it."""
    roles = roles_at(person, initiative, on=on)
    return bool(roles & STAFF) or Role.INITIATOR in roles


def may_read_additions(person, initiative, *, on) -> bool:
    """Read what was added and waits for a look, or was not taken along: who guides the idea, and who
    came with it. What belongs to the idea reads whoever may see that.
    """
    roles = roles_at(person, initiative, on=on)
    return bool(roles & GUIDES) or Role.INITIATOR in roles


def may_see_all(person, *, on) -> bool:
    """Open the list of everything at the door: staff."""
    return bool(roles_of(person, on=on) & STAFF)


def may_guide(person, initiative, *, on) -> bool:
    """Assess, ask views, write the letter, say who decides, and conclude.

    Source: heemstede#quickscan
    """
    return bool(roles_at(person, initiative, on=on) & GUIDES)


def may_name_account_holder(person, initiative, *, on) -> bool:
    """Only the coach says who helps whom."""
    return Role.COACH in roles_at(person, initiative, on=on)


def may_give_first_view(person, view) -> bool:
    """The colleague who was asked, and nobody else."""
    return person is not None and person.pk == view.colleague_id


def may_mend_own_plan(person, initiative) -> bool:
    """Put a typo right: who entered the municipality's own plan, until somebody looked at it."""
    entered = bool(initiative.entered_by) and person.reference == initiative.entered_by
    return entered and initiative.step == Step.SIGNAL and initiative.assessed_at is None


def check_guides(person, initiative, *, on):
    """Only the coach and account holders take an initiative along at the door."""
    check_may(
        may_guide(person, initiative, on=on),
        _("Alleen de participatiecoach of een accounthouder kan dit doen."),
    )


# What the state allows ----------------------------------------------------------------------------


def check_can_receive(policy, *, kind, title, text, already_involved, place, requirements, by, on):
    """An initiative has a title, words, and what the policy asks of this kind at the start.

    Outside the scope of the policy nothing is asked but the words: it is received and answered.

    Source: sessie-2021-03-15#wat-nodig-is-bij-de-start
    """
    if kind in ENTERED_BY_STAFF and not may_receive(by, on=on):
        raise RuleBroken(
            _(
                "Plannen van de gemeente en van andere overheden voert een medewerker in. "
                "Kies een andere optie, of bel ons."
            ),
            field="kind",
            code="not_by_residents",
        )
    check_plan_words(title=title, text=text)
    if kind == Kind.MUNICIPALITY:
        _check_told_in_sentences(policy, text=text, requirements=requirements)
    check_initiative_words(already_involved, field="already_involved", longest=LONGEST_INVOLVED)
    check_initiative_words(place, field="place", longest=LONGEST_LINE)
    check_start_questions(policy, kind=kind, requirements=requirements)


def _check_told_in_sentences(policy, *, text, requirements):
    """What a colleague tells of a plan stands filled in where weighing and process ask a sentence."""
    check_sentence(text, _("Vertel waar het plan over gaat."), field="text")
    for question in further_questions(policy, Kind.MUNICIPALITY):
        if answer := requirements.get(question.key, "").strip():
            check_sentence(answer, "", field=f"start_{question.key}")


def check_plan_words(*, title, text):
    """What it is called and what it is about are told."""
    check_initiative_words(
        title, field="title", longest=LONGEST_TITLE, what=_("Geef uw idee een korte titel.")
    )
    check_initiative_words(
        text, field="text", longest=LONGEST_TEXT, what=_("Vertel in uw eigen woorden wat u wilt.")
    )


def check_start_questions(policy, *, kind, requirements):
    """Every further start question that the policy wants answered, is."""
    questions = further_questions(policy, kind)
    unknown = set(requirements) - {question.key for question in questions}
    if unknown:
        raise RuleBroken(
            _("Er is een antwoord op een vraag die niet gesteld is. Laad de bladzijde opnieuw."),
            code="not_asked",
        )
    for question in questions:
        answer = requirements.get(question.key, "")
        check_initiative_words(
            answer,
            field=f"start_{question.key}",
            longest=LONGEST_INVOLVED,
            what=_("Vul dit in: %(question)s") % {"question": question.label}
            if is_required(policy, question, {"initiator": kind})
            else "",
        )


def check_initiative_words(words, *, field, longest, what=""):
    """Words are there when ``what`` says so, and not longer than they may be."""
    if what and not words.strip():
        raise RuleBroken(what, field=field, code="empty")
    if len(words) > longest:
        raise RuleBroken(
            _(
                "Deze tekst is te lang: %(number)s tekens. Er passen er %(longest)s. "
                "Maak de tekst korter, of bel ons."
            ),
            values={"number": len(words), "longest": longest},
            field=field,
            code="too_long",
        )


def start_questions(policy, kind) -> tuple:
    """What the policy asks of this kind at the start; nothing of who falls outside its scope."""
    return policy.start_questions(kind) if policy.in_scope(kind) else ()


def further_questions(policy, kind) -> tuple:
    """The start questions beside the first: that one is what the own words answer."""
    return start_questions(policy, kind)[1:]


def check_at(initiative, *steps):
    """The initiative must be in one of these steps for this to be done."""
    if initiative.step not in steps:
        raise RuleBroken(
            _(
                "Dit kan nu niet. Dit initiatief is in de stap ‘%(step)s’. "
                "Ververs de bladzijde om te zien wat er nog moet."
            ),
            values={"step": initiative.get_step_display()},
            code="not_in_this_step",
        )


def check_can_withdraw(initiative):
    """Its own initiator takes it back until something came of it."""
    if initiative.ended_at is not None:
        raise AlreadyDone(
            _("Over uw idee is al besloten. Bel ons als u er niet mee verder wilt."),
            result=initiative,
            code="ended_already",
        )


def check_can_add_to_idea(initiative):
    """Whoever came with it says more until it was answered, or something came of it."""
    if initiative.text == GONE:
        raise RuleBroken(
            _("Uw idee is gewist. Hier kunt u niets meer aan toevoegen. Stuur een nieuw idee in."),
            code="nothing_to_add_to",
        )
    if initiative.ended_at is not None:
        raise RuleBroken(
            _("Over uw idee is al besloten. Bel ons als u nog iets kwijt wilt."),
            code="ended_already",
        )


def check_can_write_down_addition(initiative):
    """The same, said to the colleague who writes it down."""
    if initiative.text == GONE:
        raise RuleBroken(
            _("Dit idee is gewist. Er komt niets meer bij. Voer het in als nieuw idee."),
            code="nothing_to_add_to",
        )
    if initiative.ended_at is not None:
        raise RuleBroken(
            _("Over dit idee is al besloten. Er komt niets meer bij. Voer het in als nieuw idee."),
            code="ended_already",
        )


def check_can_end(initiative, *, outcome, reason):
    """How something ends must fit who decides about it, and whoever came with it hears why."""
    if initiative.ended_at is not None:
        raise AlreadyDone(
            _("Dit initiatief is al afgerond."), result=initiative, code="ended_already"
        )
    also = (Step.QUICKSCAN,) if outcome == Outcome.DUPLICATE else ()
    check_at(initiative, Step.SIGNAL, Step.WHO_DECIDES, *also)
    if outcome not in ends_allowed(initiative):
        raise RuleBroken(
            _(
                "‘%(outcome)s’ past hier niet bij wie er beslist. "
                "Kies een andere uitkomst, of leg eerst met een reden vast dat een ander beslist."
            ),
            values={"outcome": Outcome(outcome).label},
            code="outcome_does_not_fit",
        )
    if initiative.additions.waiting().exists():
        raise RuleBroken(
            _("Aan dit initiatief is iets toegevoegd dat nog niemand las. Lees dat eerst."),
            code="addition_waits",
        )
    if outcome not in (Outcome.OPENED, Outcome.JOINED):
        check_sentence(reason, _("Schrijf een antwoord aan de initiatiefnemer."), field="reason")
    check_initiative_words(reason, field="reason", longest=LONGEST_ANSWER)


def letter_lacks(initiative, quickscan) -> list[str]:
    """What was asked for or added and is not in the letter yet, in a sentence each."""
    owed = quickscan.views.asked().order_by("colleague__name", "pk")
    names = ", ".join(owed.values_list("colleague__name", flat=True))
    said = []
    if names:
        said.append(
            _("Gevraagd en nog niet gegeven: de eerste blik van %(names)s.") % {"names": names}
        )
    if initiative.additions.waiting().exists():
        said.append(_("Er is iets toegevoegd dat nog niemand las."))
    return said


def check_letter_lacks_nothing(initiative, quickscan):
    """Whoever sends a letter knows what is not in it: it never changes afterwards."""
    if lacks := letter_lacks(initiative, quickscan):
        raise RuleBroken(
            _("%(lacks)s Wacht daarop, of zeg dat u de brief toch verstuurt."),
            values={"lacks": " ".join(lacks)},
            code="letter_lacks_something",
        )


def check_can_resume(initiative, *, reason):
    """Only what ended as entered twice is taken up again; whoever came with it hears why."""
    if initiative.outcome != Outcome.DUPLICATE:
        raise RuleBroken(
            _("Dit is niet afgerond als dubbel ingevoerd. Ververs de bladzijde."),
            code="not_entered_twice",
        )
    check_sentence(
        reason,
        _("Schrijf op waarom dit toch iets anders is. Wie ermee kwam, leest dit."),
        field="reason",
    )
    check_initiative_words(reason, field="reason", longest=LONGEST_INVOLVED)


def ends_allowed(initiative) -> frozenset:
    """The outcomes that fit the step, and at the end of the door also who decides."""
    if initiative.step == Step.SIGNAL:
        return ENDS_AT_THE_SIGNAL
    if initiative.step == Step.QUICKSCAN:
        return frozenset({Outcome.DUPLICATE})
    if initiative.step != Step.WHO_DECIDES or not hasattr(initiative, "ruling"):
        return frozenset()
    policy = parsed_policy(initiative.policy)
    ruling = ruling_of(policy, policy.decision_route(initiative.ruling.chosen))
    return ENDS_BY_WAY[ruling.way] | {Outcome.DUPLICATE}


def check_is_colleague(person, *, on):
    """Views come from people who work here, and were not elected."""
    if not is_staff(person, on=on) or is_elected(person, on=on):
        raise RuleBroken(
            _("Kies een medewerker van de gemeente."), field="colleague", code="not_a_colleague"
        )
