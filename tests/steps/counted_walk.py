"""A municipal development from signal to memory, with 34 contributions, by seven people: as it is
written in the table of steps of which every click and field is counted."""

from datetime import timedelta

from django.utils.timezone import localdate

from speelruimte.trajectories.models import Trajectory

SLIPS, LISTED = 3, 31
SAID = "Dit is besproken met de buurt."


class CountedWalk:
    """``hands(name)`` gives somebody at the pages, by the name in the cast; ``days_go_by(at)`` lets
    time pass until then."""

    title, said, further_slip = "Herinrichting van de Havenstraat", SAID, "Laat het rustig blijven."
    more_methods: tuple = ()
    # How many days after it is planned the phase begins.
    begins = 0
    assessed = {
        "fact_competent": "college",
        "fact_within_existing_policy": "no",
        "fact_influence_space": "iets",
        "criteria": ["veel-partijen", "veel-belangen"],
    }

    def __init__(self, tally, hands, cast, *, at, days_go_by):
        self.tally, self.cast, self.at, self._days_go_by = tally, cast, at, days_go_by
        self.hands, self.leader = hands, "samira"

    @property
    def case(self):
        return Trajectory.objects.get().case_number

    @property
    def slug(self):
        return Trajectory.objects.get().slug

    @property
    def started(self):
        """What a trajectory is started with."""
        summary = "Wij maken de Havenstraat groener en rustiger."
        return {"summary": summary, "leader": str(self.cast.samira.pk)}

    def __getattr__(self, name):
        return self.hands(name)

    def day(self, number=0):
        return (localdate(self.at) + timedelta(days=number)).isoformat()

    def days_go_by(self, number):
        self.at += timedelta(days=number)
        self._days_go_by(self.at)

    def walk(self):
        for step in (
            self.comes_in,
            self.is_weighed,
            self.is_planned,
            self.is_adopted,
            self.opens,
            self.is_moderated,
            self.closes,
            self.is_answered,
            self.is_decided,
            self.is_looked_back_on,
        ):
            self.tally.begin(step.__doc__)
            step()

    def comes_in(self):
        """intake to start"""
        coach = self.marleen.at().follow("Nieuwe ontwikkeling")
        coach.send(
            "Neem het plan op",
            {
                "title": self.title,
                "text": "De Havenstraat wordt opnieuw ingericht, want de riolering moet eruit.",
                "start_eerder": "Er is met de winkeliers gesproken.",
                "start_voorwaarden": "De bussen blijven rijden.",
                "areas": ["centrum"],
            },
        )
        coach.send("Leg vast en ga verder", self.assessed)
        coach.send("Vraag een eerste blik", {"colleague": str(self.cast.joris.pk)})
        official = self.joris.at().follow("Naar de eerste blik")
        official.send("Geef mijn eerste blik", {"text": "Kijk naar de bomen die er al staan."})
        coach = self.marleen.at().follow("Naar de eerste blik").send("Ga verder naar")
        coach.send("Leg vast", {"chosen": "college"}).send("Een traject starten", self.started)

    def is_weighed(self):
        """weighing"""
        for name in ("samira", "dewit", "marleen"):
            somebody = self.hands(name).at().follow("Naar de weging")
            somebody.send("Bewaar", answers_to(somebody.sheet))
        self.samira.at().follow("Ga erheen").send("Ga verder naar")

    def is_planned(self):
        """plan"""
        leader = self.samira
        texts = leader.sheet.forms[-1].fields
        owed = [
            name
            for name in texts
            if name.startswith(("description.", "plan.informatie")) and texts[name].is_empty
        ]
        leader.send(
            "Bewaar alles",
            dict.fromkeys(owed, self.said)
            | {"plan.alternatieven": self.said, "how_weighed": "Elke reactie telt even zwaar."},
        )
        frames = (
            {"status": "fixed", "kind": "proces", "title": "De bussen blijven rijden"},
            {"status": "fixed", "kind": "geld", "title": "Er is twee ton"},
            {"status": "unknown", "kind": "inhoud", "title": "Hoe sterk de kade is"}
            | {"known_on": self.day(11)},
            {"status": "open", "kind": "inhoud", "title": "Waar het groen komt"},
        )
        for frame in frames:
            leader.send("Voeg toe", frame | {"origin": "Raadsbesluit van 12 mei 2026"})
        leader.follow("Fasen en invloed").send(
            "Voeg de fase toe",
            {
                "name": "Ideeën",
                "question": "Wat wilt u in uw straat?",
                "starts_on": self.day(self.begins),
                "ends_on": self.day(49),
            },
        )
        leader.send(
            "Leg deze invloed vast",
            {"say-group": "Bewoners van de Havenstraat", "say-level": "meedenken"},
        )
        for method in self.more_methods:
            leader.send("Voeg de werkvorm toe", {"method-method": method})
        held = {"method-held_on": self.day(14), "method-place": "Dorpshuis De Schakel"}
        for method, more in (("ideas", {}), ("letter", {}), ("evening", held)):
            leader.send("Voeg de werkvorm toe", {"method-method": method} | more)
        leader.follow("Fasen en invloed").send(
            "Voeg het moment toe",
            {
                "moment-day": self.day(119),
                "moment-what": "Het college neemt het besluit",
                "moment-body": "college",
                "moment-is_decision": ["on"],
            },
        )
        leader.follow("Partijen").send("Voeg toe", {"name": "Winkeliers van de Havenstraat"})
        fields = leader.sheet.forms[-1].fields
        party = next(name for name in fields if name.endswith("-agrees")).removesuffix("-agrees")
        leader.send(
            "Leg vast",
            {
                f"{party}-agrees": "yes",
                f"{party}-heard_on": self.day(),
                f"{party}-heard_how": "Aan de telefoon met de voorzitter.",
            },
        )

    def is_adopted(self):
        """adoption"""
        self.samira.send("Ga verder naar")
        self.iris.at().follow("Naar het vaststellen").send(
            "Leg vast",
            {"outcome": "adopted", "decided_on": self.day(), "decision_number": "B-2027-1"},
        )

    def opens(self):
        """open, enter and import 34"""
        leader = self.samira.at().follow("Naar het meedoen").send("van deze fase")
        leader.follow("Inbreng invoeren").send(
            "Leg vast",
            {
                "channel": "paper",
                "text": "Meer groen graag, bij de brug.",
                "more_2": "Graag langzamer verkeer.",
                "more_3": self.further_slip,
            },
        )
        leader.follow("Lees een bestand in").send(
            "Bekijk wat er gebeurt", {"file": ("lijst.csv", _listed(), "text/csv")}
        )
        leader.send(f"Lees {LISTED} rijen in")

    def is_moderated(self):
        """moderation of 34"""
        moderator = self.lotte.at().follow("Bekijk alle inbreng")
        moderator.follow("hierbij, ook op andere bladzijden").send("Plaats wat is aangevinkt")

    def closes(self):
        """close"""
        self.days_go_by(54)
        leader = self.hands(self.leader).at().follow("Naar het meedoen").send("die voorbij zijn")
        leader.send("Ga verder naar")

    def is_answered(self):
        """themes and answers"""
        leader = self.hands(self.leader)
        for word in ("groen", "verkeer"):
            leader.send("Zoek", {"q": word}).follow("Vink alles op deze bladzijde aan")
            leader.send("Plaats", {"title": word.capitalize()})
        leader.follow("Vink alles op deze bladzijde aan").send("Plaats", {"title": "Rust"})
        for _theme in range(3):
            leader.send(
                "Geef dit antwoord",
                {"verdict": "partly", "reason": "Dit past voor een deel in het geld."},
            )

    def is_decided(self):
        """outcome and decision"""
        leader = self.hands(self.leader)
        leader.send("Bewaar", {"summary": "Er komen bankjes en bomen."})
        leader.send("Bied aan").send("Ga verder naar")
        secretary = self.iris.at().follow("Naar het besluit")
        weights = [name for name in secretary.sheet.forms[-1].fields if "weight_" in name]
        secretary.send(
            "Leg het besluit vast",
            {
                "decided_on": self.day(),
                "other_day": "De agenda had eerder plaats.",
                "number": "B-2027-2",
                "what": "De Havenstraat krijgt bankjes en bomen.",
                "reasons": "De buurt vroeg erom, en het past in het geld.",
            }
            | dict.fromkeys(weights, "Woog zwaar mee."),
        )

    def is_looked_back_on(self):
        """feedback, evaluation, memory"""
        leader = self.hands(self.leader).at().follow("Ga erheen").send("Ga verder naar")
        leader.send("Vertel het iedereen", {"text": "Er komen bankjes en bomen. Dank u wel."})
        leader.send("Ga verder naar").send("Vraag deelnemers om terug te kijken")
        team = [name for name in leader.sheet.forms[-1].fields if name.startswith("team-")]
        leader.send("Bewaar mijn antwoorden", dict.fromkeys(team, "Dat ging goed."))
        lesson = {
            "lesson-text": "Met een avond vooraf weten mensen meer.",
            "lesson-went_well": "yes",
        }
        leader.send("Schrijf deze les op", lesson)
        self.days_go_by(30)
        self.hands(self.leader).at().follow("Ga erheen").send("Ga verder naar")


def answers_to(sheet):
    """Yes to every check, and what is asked beside them."""
    fields = next(
        form.fields for form in sheet.forms if any("verdict-" in name for name in form.fields)
    )
    checks = [name.removeprefix("verdict-") for name in fields if name.startswith("verdict-")]
    answers = {f"verdict-{check}": "yes" for check in checks}
    answers |= {f"reason-{check}": SAID for check in checks}
    if "impact" in fields and not fields["impact"].values:
        answers |= {
            "impact": "merkbaar",
            "how_early": "Er ligt alleen een schets.",
            "wishes": "Mensen willen een avond en een brief.",
        }
    if "spoken_to" in fields and fields["spoken_to"].values == [""]:
        answers["spoken_to"] = "Met de buren en de winkeliers."
    return answers


def _listed():
    """A spreadsheet with what came in elsewhere, about three things."""
    about = ("meer groen in de straat", "minder verkeer na tienen", "meer rust in de avond")
    rows = [f"Graag {about[number % 3]}, nummer {number};papier" for number in range(LISTED)]
    return "\r\n".join(["tekst;kanaal", *rows, ""]).encode()
