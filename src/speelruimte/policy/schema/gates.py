"""What the gates of the route ask for: what holds everywhere, and what a policy may switch."""

from speelruimte.shared.messages import gettext_noop as _

from .closed import Closed, RouteStep


class FirmGate(Closed):
    """Holds under every policy; a policy file that names one is refused.

    Each is asked by one or more gates of the route, except the last: that every action holds.
    """

    ASSESSED = "assessed", _("Wat binnenkomt, is bekeken.")
    REASON_FOR_NO = "reason_for_no", _("Elk nee heeft een reden.")
    WHO_DECIDES = "who_decides", _("Vooraf staat vast wie beslist.")
    NO_COUNTS = "no_counts", _("Een nee waar het beleid gewicht aan geeft, telt.")
    TWO_WAYS = "two_ways", _("Een stap geldt met meedoen, of zonder.")
    ROOM = "room", _("Elke fase zegt wie hoeveel invloed heeft, en de werkvorm past daarbij.")
    DAYS = "days", _("De dagen die we beloven, kloppen met elkaar.")
    AGREEMENT = "agreement", _("Er is een vastgestelde of vastgelegde afspraak.")
    OPENED = "opened", _("Wat is beloofd, ging open, en is weer dicht.")
    ANSWERS = "answers", _("Alle inbreng heeft een antwoord.")
    REASONED_DECISION = "reasoned_decision", _("Het besluit is gemotiveerd.")
    TOLD = "told", _("Wie iets inbracht, weet wat ermee gebeurde.")
    LESSON = "lesson", _("Er is een les, of de reden waarom er geen is.")
    JOURNAL = "journal", _("Elke verandering staat in het journaal.")


class Gate(Closed):
    """A gate that a policy may switch, always or under a condition."""

    step: RouteStep
    on_by_default: bool

    def __new__(
        cls,
        value: str,
        in_dutch: str = "",
        step: RouteStep = RouteStep.QUICKSCAN,
        on_by_default: bool = False,
    ) -> "Gate":
        gate = str.__new__(cls, value)
        gate._value_ = value
        gate.in_dutch = in_dutch
        gate.step = step
        gate.on_by_default = on_by_default
        return gate

    QUICKSCAN = "quickscan", _("Er is een eerste blik."), RouteStep.QUICKSCAN, False
    ACCOUNT_HOLDER = (
        "account_holder_named",
        _("De initiatiefnemer weet wie helpt."),
        RouteStep.QUICKSCAN,
        True,
    )
    FIRST_VIEWS = (
        "first_views",
        _("Medewerkers gaven een eerste reactie."),
        RouteStep.QUICKSCAN,
        True,
    )
    LETTER = "letter_sent", _("De initiatiefnemer kreeg een brief."), RouteStep.QUICKSCAN, True
    CHECKS = (
        "checks_answered",
        _("Alle vragen van de weging zijn beantwoord."),
        RouteStep.WEIGHING,
        True,
    )
    IMPACT = "impact_weighed", _("De gevolgen en de ruimte zijn gewogen."), RouteStep.WEIGHING, True
    DESCRIPTION = "description_complete", _("De planomschrijving is af."), RouteStep.PLAN, True
    PLAN = "plan_complete", _("Het participatieplan is af."), RouteStep.PLAN, True
    FRAMES = "frames_stated", _("De kaders staan op papier."), RouteStep.PLAN, True
    PARTIES = "parties_heard", _("De partijen zeiden wat ze ervan vinden."), RouteStep.PLAN, False
    MIX = "mix_met", _("De mix van middelen klopt."), RouteStep.PLAN, True
    BODY_ADOPTS = "body_adopts", _("Het orgaan stelt de afspraken vast."), RouteStep.ADOPTION, True
    STOPPING = (
        "stopping_decided",
        _("Wie de afspraken vaststelde, laat het traject stoppen."),
        RouteStep.TAKING_PART,
        False,
    )
    KEPT_REPORT = "kept_report", _("Er is een verslag over de afspraken."), RouteStep.RESULT, True
    PARTICIPANTS_ASKED = (
        "participants_asked",
        _("Deelnemers keken terug."),
        RouteStep.EVALUATION,
        True,
    )
    TEAM_ASKED = "team_asked", _("Het team keek terug."), RouteStep.EVALUATION, True
