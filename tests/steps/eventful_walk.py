"""The same walk, with on the way all that goes wrong in real life; for a plan of the municipality
and for an idea of a resident."""

from tests.steps.counted_walk import SAID, CountedWalk, answers_to

WRONG = "Dit is besproken met de burt."


class EventfulWalk(CountedWalk):
    """A wrong answer, a text that is held over, a typo, a longer phase, an evening that is called
    off, a telephone number, a hand-over, a late letter and a fault in the decision."""

    said = WRONG
    # Where an evening is called off, people can still meet.
    more_methods = ("drop_in",)
    # Where a text is held over, its phase can still begin after it.
    begins = 1

    def is_weighed(self):
        """weighing"""
        leader = self.samira.at().follow("Naar de weging")
        leader.send("Bewaar", answers_to(leader.sheet) | {"verdict-vroeg-genoeg": "no"})
        # Another sitting: the answer was wrong.
        leader = self.samira.at().follow("Naar de weging") if self._waits() else self.to_weighing()
        leader.follow("Wijzig", "wijzig=vroeg-genoeg").send(
            "Bewaar", {"verdict-vroeg-genoeg": "yes", "reason-vroeg-genoeg": "Er ligt nog niets."}
        )
        for name in self.others_who_weigh:
            somebody = self.hands(name).at().follow("Naar de weging")
            somebody.send("Bewaar", answers_to(somebody.sheet))
        self.samira.at().follow("Ga erheen").send("Ga verder naar")

    others_who_weigh = ("dewit", "marleen")

    def _waits(self):
        return "Naar de weging" in self.samira.at().said

    def to_weighing(self):
        return self.samira.at().follow(self.title, "/werk/trajecten/").follow("Weging", "/weging/")

    def is_adopted(self):
        """adoption"""
        self.samira.send("Ga verder naar")
        secretary = self.iris.at().follow("Naar het vaststellen")
        reason = "Wij willen eerst weten wat de kade kost."
        held = {"outcome": "held_over", "decided_on": self.day(), "reason": reason}
        secretary.send("Leg vast", held | {"decision_number": "B-2027-0"})
        self.days_go_by(1)
        leader = self.samira.at()
        assert reason in leader.said
        leader.follow("", "/vaststellen/")
        assert reason in leader.said
        leader.follow("Waar staan we" if "Waar staan we" in leader.said else self.title)
        leader.follow("Terugsturen naar").send("", {"reason": "Wij zoeken uit wat de kade kost."})
        self.samira.at().follow("Ga erheen").send("Ga verder naar")
        self.iris.at().follow("Naar het vaststellen").send(
            "Leg vast",
            {"outcome": "adopted", "decided_on": self.day(), "decision_number": "B-2027-1"},
        )
        self._mends_a_typo_and_makes_the_phase_longer()

    def _mends_a_typo_and_makes_the_phase_longer(self):
        leader = self.samira.at(f"/werk/trajecten/{self.case}/vaststellen/")
        leader.follow("Maak een kleine wijziging")
        changes = self._typo(leader) | self._longer(leader)
        reason = "Er stond een spelfout in, en in de vakantie kon niet iedereen meedoen."
        leader.send("Leg de kleine wijziging vast", changes | {"reason": reason})

    def _typo(self, at_work):
        fields = at_work.sheet.forms[-1].fields.values()
        wrong = {field.name: field.values[0] for field in fields if WRONG in str(field.values)}
        assert wrong
        return {name: text.replace(WRONG, SAID) for name, text in wrong.items()}

    def _longer(self, at_work):
        [name] = [name for name in at_work.sheet.forms[-1].fields if name.startswith("phase:")]
        return {name: self.day(52)}

    def opens(self):
        """open, enter and import 34"""
        super().opens()
        leader = self.samira.at(f"/werk/trajecten/{self.case}/meedoen/")
        leader.follow("Gaat niet door: Bewonersavond").send(
            "Zeg dat het niet doorgaat", {"reason": "Het dorpshuis staat onder water."}
        )
        public = self.visitor.at(f"/trajecten/{self.slug}/")
        assert "Gaat niet door" in public.said
        assert "Het dorpshuis staat onder water." in public.said

    further_slip = "Laat het rustig blijven. Bel mij op 0612345678."

    def is_moderated(self):
        """moderation of 34"""
        moderator = self.lotte.at().follow("Bekijk alle inbreng")
        moderator.send("Zoek", {"q": "Bel mij"}).follow("Maak een deel onleesbaar")
        moderator.send("Laat zien hoe het wordt").send("Maak onleesbaar")
        super().is_moderated()
        public = self.visitor.at(f"/trajecten/{self.slug}/inbreng/").follow("Volgende")
        assert "Laat het rustig blijven. Bel mij op ▇" in public.said
        assert "0612345678" not in public.said

    def closes(self):
        """close"""
        coach = self.marleen.at("/werk/mensen/").follow("Samira").follow("Draag werk over")
        coach.send("Draag", {"to": str(self.cast.fatma.pk), "note": "De winkeliers bellen graag."})
        self.leader = "fatma"
        super().closes()

    def is_answered(self):
        """themes and answers"""
        super().is_answered()
        late = self.joris.at(f"/werk/trajecten/{self.case}/meedoen/").follow("Inbreng invoeren")
        late.send("Leg vast", {"channel": "letter", "text": "Ik wil graag nog een bank."})
        assert "U krijgt een eigen antwoord" in late.said
        # What came too late is answered by itself, before the outcome goes to who decides.
        self.lotte.at().follow("Bekijk alle inbreng").send("Plaats")
        leader = self.hands(self.leader).at().follow("Beantwoord").follow("Eigen antwoord")
        leader.send(
            "Geef dit antwoord",
            {"verdict": "partly", "reason": "Er komen banken bij, maar niet hier."},
        )
        leader.at().follow("Naar de uitkomst")

    def is_decided(self):
        """outcome and decision"""
        super().is_decided()
        secretary = self.iris.at(f"/werk/trajecten/{self.case}/besluit/")
        secretary.follow("Verbeter een fout in deze tekst").send(
            "Leg de verbetering vast",
            {
                "what": "De Havenstraat krijgt banken en bomen.",
                "why": "Er stond bankjes, het zijn banken.",
            },
        )
        public = self.visitor.at(f"/trajecten/{self.slug}/besluit/")
        assert "banken en bomen" in public.said
        assert "Er stond bankjes" in public.said


class EventfulIdea(EventfulWalk):
    """The same for what a resident came with."""

    others_who_weigh = ("dewit", "marleen")

    def comes_in(self):
        """intake to start"""
        visitor = self.visitor.at("/idee/bewoner/")
        visitor.send(
            "Verstuur mijn idee",
            {
                "title": self.title,
                "text": "De Havenstraat kan veel groener.",
                "email": "bewoner@example.nl",
            },
        )
        coach = self.marleen.at().follow("Bekijk het initiatief").follow("Bekijk het en vul in")
        coach.send("Leg vast en ga verder", self.assessed)
        helper = {"helper-person": str(self.cast.ruben.pk)}
        coach.send("Wijs aan", helper).send("Vraag", {"colleague": str(self.cast.joris.pk)})
        official = self.joris.at().follow("Naar de eerste blik")
        official.send("Geef mijn eerste blik", {"text": "Kijk naar de bomen die er al staan."})
        holder = self.ruben.at().follow("Naar de eerste blik")
        letter = {
            "route_ahead": "Wij maken samen een plan.",
            "who_does_what": "Dat doen wij samen.",
        }
        holder.send("Bewaar", letter).follow("Lees de brief na en verstuur hem")
        holder.send("Verstuur de brief").follow("Terug naar de eerste blik").send("Ga verder naar")
        holder.send("Leg vast", {"chosen": "college"}).send("Een traject starten", self.started)
