"""The closed words of a policy file: what code knows, whatever a municipality writes.

A policy brings its own levels, roles, bodies and checks. These words are the shape around
them; each carries a Dutch name for the screens.
"""

from enum import StrEnum

from speelruimte.shared.messages import gettext
from speelruimte.shared.messages import gettext_noop as _


class Closed(StrEnum):
    """A closed word with a name for people (`label`)."""

    in_dutch: str

    def __new__(cls, value: str, in_dutch: str = "") -> "Closed":
        word = str.__new__(cls, value)
        word._value_ = value
        word.in_dutch = in_dutch
        return word

    @property
    def label(self) -> str:
        """The name, in the language that is read now."""
        return gettext(self.in_dutch)


class InitiatorKind(Closed):
    """Who something starts with."""

    MUNICIPALITY = "municipality", _("de gemeente")
    OTHER_GOVERNMENT = "other_government", _("een andere overheid")
    RESIDENT = "resident", _("een inwoner")
    ENTREPRENEUR = "entrepreneur", _("een ondernemer")
    DEVELOPER = "developer", _("een projectontwikkelaar")
    ORGANISATION = "organisation", _("een vereniging of organisatie")


class SubjectKind(Closed):
    """What sort of thing it is."""

    INITIATIVE = "initiative", _("een idee van buiten")
    PROJECT = "project", _("een project")
    PROGRAMME = "programme", _("een programma")
    VISION = "vision", _("een visie")
    POLICY = "policy", _("nieuw beleid")
    RULES = "rules", _("een verordening of regel")
    IMPLEMENTATION = "implementation", _("uitvoering van een eerder besluit")


class AreaScale(Closed):
    """How far it reaches, from small to large."""

    STREET = "street", _("één of enkele straten")
    NEIGHBOURHOOD = "neighbourhood", _("een buurt")
    DISTRICT = "district", _("een wijk of dorp")
    MUNICIPALITY = "municipality", _("de hele gemeente")
    REGION = "region", _("meer dan de gemeente")


class WayOfDeciding(Closed):
    """Who decides, in kind."""

    INITIATORS = "initiators", _("de initiatiefnemers zelf")
    OFFICIALS = "officials", _("een medewerker van de gemeente")
    BODY = "body", _("een bestuursorgaan")


class Nature(Closed):
    """What kind of working together it is."""

    OWN_INITIATIVE = "own_initiative", _("een eigen initiatief uit de samenleving")
    COOPERATION = "cooperation", _("samenwerking van gemeente en samenleving")
    PARTICIPATION = "participation", _("meedoen met een plan van de gemeente")


class Complexity(Closed):
    """Simple or complex, as the policy's criteria tell."""

    SIMPLE = "simple", _("eenvoudig")
    COMPLEX = "complex", _("ingewikkeld")


class YesNo(Closed):
    """The answer to a plain question."""

    YES = "yes", _("ja")
    NO = "no", _("nee")


class SystemRole(Closed):
    """Roles with rights in the software; a policy names some of them, and adds none."""

    RESIDENT = "resident", _("inwoner (gebruiker)")
    INITIATOR = "initiator", _("initiatiefnemer van buiten")
    OFFICIAL = "official", _("medewerker")
    ACCOUNT_HOLDER = "account_holder", _("accounthouder")
    PROJECT_LEADER = "project_leader", _("projectleider")
    COACH = "coach", _("participatiecoach")
    MODERATOR = "moderator", _("moderator")
    PORTFOLIO_HOLDER = "portfolio_holder", _("portefeuillehouder")
    GRIFFIE = "griffie", _("griffie")
    COLLEGE_SECRETARY = "college_secretary", _("secretaris van het college")
    RECORDER = "recorder", _("wie de besluiten van dit orgaan vastlegt")
    COUNCIL_MEMBER = "council_member", _("raadslid")
    ADMINISTRATOR = "administrator", _("beheerder")


class LeaderWork(Closed):
    """Parts of a leader's work that somebody who came with the idea may do."""

    PARTIES = "parties", _("vastleggen wat een partij van de afspraken vindt")
    ACTIVITIES = (
        "activities",
        _("openen en sluiten wat is afgesproken, en invoeren wat op papier kwam"),
    )
    WAYS = (
        "ways",
        _("wat eigen regels heeft, zoals een stemming: klaarzetten, openen, sluiten en tellen"),
    )
    PLACING = "placing", _("inbreng bij een thema zetten")
    ANSWERS = "answers", _("antwoord geven op inbreng")
    RESULT = "result", _("de uitkomst met het verslag schrijven en aanbieden")
    DECISION = "decision", _("het besluit vastleggen, als geen orgaan beslist")
    FEEDBACK = "feedback", _("iedereen vertellen wat er met de inbreng is gedaan")
    EVALUATION = "evaluation", _("mensen vragen om terug te kijken, en lessen opschrijven")
    LATER = "later", _("zeggen dat iets later wordt dan beloofd")
    STEPS = "steps", _("het traject verder laten gaan")
    ADOPTION = "adoption", _("vastleggen dat de afspraken gelden, als geen orgaan dat doet")

    @classmethod
    def without_signature(cls) -> frozenset["LeaderWork"]:
        """What nobody signs along: it has no effect of its own outside the workbench, or it is itself
        the signature under what was agreed."""
        return frozenset({cls.PARTIES, cls.PLACING, cls.ADOPTION})


class NoMeans(Closed):
    """What follows when a check is answered with no."""

    STOP = "stop", _("we gaan niet verder")
    WAIVE = "waive", _("we zien af van participatie en leggen uit waarom")
    EXPLAIN = "explain", _("we mogen verder, met uitleg")


class Binding(Closed):
    """How far the outcome binds who decides."""

    NONE = "none", _("de uitkomst bindt niet")
    REASONED = "reasoned", _("afwijken mag alleen met uitleg")
    BINDING = "binding", _("de uitkomst geldt, binnen de kaders")


class PurposeKind(Closed):
    """What a purpose comes down to, so that methods can be matched with it."""

    INFORM = "inform", _("vertellen")
    THINK = "think", _("verkennen en ophalen")
    DO = "do", _("uitwerken en uitvoeren")
    DECIDE = "decide", _("kiezen")
    LEARN = "learn", _("leren")


class Holder(Closed):
    """Who may hold a participant role."""

    MUNICIPALITY = "municipality", _("de gemeente")
    INITIATOR = "initiator", _("wie met het initiatief kwam")
    BODY = "body", _("een bestuursorgaan")
    RESIDENT = "resident", _("inwoners")
    VISITOR = "visitor", _("bezoekers")
    INTERESTED = "interested", _("belanghebbenden")
    ENTREPRENEUR = "entrepreneur", _("ondernemers")
    ORGANISATION = "organisation", _("verenigingen en organisaties")
    OTHER_GOVERNMENT = "other_government", _("andere overheden")
    EXPERT = "expert", _("deskundigen")


class Adopts(Closed):
    """What a body adopts."""

    DESCRIPTION = "description", _("de planomschrijving")
    PLAN = "plan", _("het participatieplan")


class Means(Closed):
    """Ways to be reached or to take part."""

    IN_PERSON = "in_person", _("elkaar ontmoeten")
    ONLINE = "online", _("digitaal")
    PAPER = "paper", _("op papier")
    PHONE = "phone", _("aan de telefoon")


class Unit(Closed):
    """In what a term is counted."""

    WORKING_DAYS = "working_days", _("werkdagen")
    DAYS = "days", _("dagen")
    WEEKS = "weeks", _("weken")


class CountsFrom(Closed):
    """From when the term for an answer to somebody's words counts."""

    RECEIVED = "received", _("de dag waarop iemand iets instuurt")
    CLOSED = "closed", _("de laatste dag van het meedoen")


class Moderation(Closed):
    """When a contribution is looked at by a person."""

    BEFORE = "before", _("voordat het op de site staat")
    AFTER = "after", _("nadat het op de site staat")


class AnnouncedFrom(Closed):
    """From which step on residents read that something is being prepared."""

    START = "start", _("zodra het traject begint, ook als het verkent")
    WEIGHING = "weighing", _("vanaf de weging")
    PLAN = "plan", _("vanaf het plan maken")
    ADOPTION = "adoption", _("pas als de afspraken voorliggen")


class Address(Closed):
    """How residents are spoken to."""

    U = "u", _("u")
    JE = "je", _("je")


class Ground(Closed):
    """What a statutory procedure rests on."""

    LAW = "law", _("een wet")
    BY_LAW = "by_law", _("een verordening")
    POLICY = "policy", _("eigen beleid")


class AskedOf(Closed):
    """Who answers an evaluation question."""

    PARTICIPANTS = "participants", _("deelnemers")
    TEAM = "team", _("het team")


class ResultKind(Closed):
    """Results one can count, and results one can feel."""

    HARD = "hard", _("telbaar resultaat")
    SOFT = "soft", _("merkbaar resultaat")


class EvaluationMoment(Closed):
    """When an evaluation question is asked."""

    DURING = "during", _("tussendoor")
    AFTER = "after", _("achteraf")


class AnswerKind(Closed):
    """The shape of an answer."""

    TEXT = "text", _("eigen woorden")
    SCALE = "scale", _("een cijfer van 1 tot en met 5")
    YES_NO = "yes_no", _("ja of nee")


class PlanPart(Closed):
    """Which data of the agreement a section of the plan shows."""

    TEXT = "text", _("een eigen tekst")
    FRAMES = "frames", _("de kaders")
    PURPOSES = "purposes", _("de doelen")
    PARTICIPANTS = "participants", _("de deelnemers en hun rollen")
    PHASES = "phases", _("de fasen met datums")
    METHODS = "methods", _("de werkvormen")
    PARTIES = "parties", _("wie het eens is met de afspraken")
    INFORMATION = "information", _("de informatie")
    WEIGHING = "weighing", _("hoe de inbreng meeweegt")


class Told(Closed):
    """What is told once, at the start, and is asked again further on."""

    PLAN = "plan", _("wat het plan is")
    VALUE = "value", _("waarom het goed is")
    SPOKEN_TO = "spoken_to", _("met wie al is gesproken")
    CONDITIONS = "conditions", _("wat kan en mag, en de voorwaarden")
    PEOPLE = "people", _("wie meedoet en wie er iets van merkt")
    INTERESTS = "interests", _("welke belangen en andere plannen er zijn")


class TermKey(Closed):
    """Promises with a term."""

    RECEIPT = "receipt", _("bericht van ontvangst")
    ANSWER_TO_SIGNAL = "answer_to_signal", _("eerste antwoord op een idee")
    QUICKSCAN = "quickscan", _("brief met de eerste blik")
    FIRST_VIEWS = "first_views", _("eerste reacties van medewerkers")
    ANSWER_CONTRIBUTION = "answer_contribution", _("antwoord op inbreng")
    RESULT_TOLD = "result_told", _("bericht over het besluit")
    EVALUATION = "evaluation", _("terugkijken na het besluit")
    LOOK_BACK = "look_back", _("tijd om terug te kijken, vanaf de uitnodiging")


class ReportContent(Closed):
    """What a chapter of the periodic report is filled with."""

    HAPPENED = "happened", _("wat er gebeurde")
    TRIED = "tried", _("wat we probeerden")
    RESULTS = "results", _("wat het opleverde")
    GOALS = "goals", _("hoe ver we zijn met de doelen")
    LESSONS = "lessons", _("wat we leerden")
    AHEAD = "ahead", _("wat eraan komt")


class RouteStep(Closed):
    """The steps of the route, in their order; then where a process can be beside them."""

    SIGNAL = "signal", _("Signaal")
    QUICKSCAN = "quickscan", _("Eerste blik")
    WHO_DECIDES = "who_decides", _("Wie beslist?")
    WEIGHING = "weighing", _("Weging")
    PLAN = "plan", _("Plan maken")
    ADOPTION = "adoption", _("Vaststellen")
    TAKING_PART = "taking_part", _("Meedoen")
    RESULT = "result", _("Uitkomst")
    DECISION = "decision", _("Besluit")
    FEEDBACK = "feedback", _("Terug naar u")
    EVALUATION = "evaluation", _("Leren")
    MEMORY = "memory", _("Geheugen")
    EXPLORING = "exploring", _("Verkennen")
    INFORMING = "informing", _("Informeren")
    STOPPED = "stopped", _("Gestopt")
