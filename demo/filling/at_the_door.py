"""Initiatives that are still at the door, or went another way there."""

from dataclasses import dataclass

from demo.filling.choosing import assessment
from demo.filling.days import Clock
from demo.filling.plot import COLLEGE, INITIATORS, OFFICIALS
from demo.filling.walking import EXTRA
from speelruimte.initiatives.actions import (
    Start,
    add_to_idea,
    assess_initiative,
    give_first_view,
    rule_who_decides,
    write_letter,
)
from speelruimte.initiatives.models import Initiative
from speelruimte.initiatives.rules import ends_allowed, further_questions
from speelruimte.people.intake import Reach, Where
from speelruimte.people.receipts import new_idempotency_key
from speelruimte.policy.schema import Gate
from speelruimte.policy.ways import gate_applies
from speelruimte.route.door import (
    advance,
    answer_initiative,
    answer_out_of_scope,
    ask_colleague,
    leave_to_initiators,
    name_helper,
    pass_on,
    send_quickscan_letter,
    submit_idea,
)
from speelruimte.shared.terms import local_day

WAITS, LOOKED_AT, WHO_DECIDES, HANDLED, LEFT, PASSED_ON, OUT_OF_SCOPE = range(7)


@dataclass(frozen=True)
class Came:
    """Somebody came with something, so many days from today, and this is how it stands."""

    title: str
    text: str
    area: str
    days: int
    stands: int
    kind: str = "resident"
    subject: str = ""
    place: str = ""
    name: str = ""
    email: str = ""
    channel: str = "website"
    answer: str = ""
    added: str = ""  # what they said more afterwards; nobody looked at it yet


CAME = (
    Came(
        "Zebrapad bij de bibliotheek",
        "Bij de bibliotheek steken elke woensdagmiddag tientallen kinderen over. Automobilisten "
        "rijden daar door. Kan er een zebrapad komen, of een drempel?",
        "centrum", -3, WAITS, subject="Verkeer en vervoer", place="Bibliotheek, Lindelaan",
        name="Mirjam Tuinstra", email="mirjam.tuinstra@post.example",
        added="De school wil ook graag meedenken. Vraag naar juf Anke.",
    ),
    Came(
        "Samen eten in het dorpshuis",
        "Wij willen een keer per maand koken voor wie alleen woont in Zandhuizen. Het dorpshuis "
        "heeft een keuken. Wij zoeken iemand die meedenkt over de huur en de regels.",
        "zandhuizen", -2, WAITS, subject="Samenleven en zorg", name="Geert Nijboer",
        channel="phone",
    ),
    Came(
        "Boekenkast op het station",
        "Op het perron staat een leeg kaartjeshok. Met vrijwilligers maken wij er een "
        "boekenkast van. Wie wacht, kan lezen.",
        "centrum", -12, LOOKED_AT, subject="Samenleven en zorg", place="Station Lindewold",
        name="Wietske Hofstra", email="wietske.hofstra@post.example",
    ),
    Came(
        "Wonen boven de oude drukkerij",
        "Wij willen de leegstaande drukkerij aan de Kade verbouwen: beneden werkplaatsen en "
        "boven twaalf kleine woningen. De buren weten er nog niets van.",
        "vaartzijde", -16, LOOKED_AT, kind="developer", subject="Wonen", place="Kade 12",
        name="Bureau Hoekig", email="plannen@hoekig.example",
    ),
    Came(
        "Tiny houses aan de rand van Brinkdorp",
        "Met acht gezinnen willen wij klein en zelfvoorzienend wonen op de oude kwekerij.",
        "brinkdorp", -20, WHO_DECIDES, kind="organisation", subject="Wonen",
        place="Kwekerijweg", name="Groep Klein en Fijn", email="klein@fijn.example",
    ),
    Came(
        "Hondenspeelplek in Molenhoek",
        "Honden kunnen in Molenhoek nergens los. Achter de sporthal ligt een veld dat niemand "
        "gebruikt. Met een hek erom is het klaar.",
        "molenhoek", -45, HANDLED, subject="Groen en water", name="Rik Zwart",
        email="rik.zwart@post.example",
        answer="Goed idee. Het veld achter de sporthal wordt in het voorjaar een losloopveld met "
        "een hek en twee poortjes. De buurt onderhoudt de bankjes, wij maaien het gras.",
    ),
    Came(
        "Buurtmoestuin bij de flat aan de Dreef",
        "Op het grasveld voor de flat willen wij met twintig buren groente kweken.",
        "noorderveen", -70, LEFT, subject="Groen en water", name="Latifa Said",
        email="latifa.said@post.example",
        answer="De grond is van de woningcorporatie en die vindt het goed. U kunt zelf aan de "
        "slag. Wij helpen met een watertappunt en een keer per jaar een kar compost.",
    ),
    Came(
        "Bus 14 ook op zondag",
        "Op zondag rijdt er geen bus naar het ziekenhuis. Bezoek komt er dan alleen met de auto.",
        "oosterveld", -60, PASSED_ON, subject="Verkeer en vervoer", name="Thea Koster",
        email="thea.koster@post.example", channel="letter",
        answer="Over de bus beslist de provincie. Wij stuurden uw brief door en vroegen om een "
        "antwoord binnen zes weken. Onze wethouder noemt het in het overleg met de provincie.",
    ),
    Came(
        "Losse stoeptegels in de Beukenlaan",
        "Voor nummer 14 liggen vier tegels los. Mijn buurvrouw is er al over gestruikeld.",
        "de-lanen", -9, OUT_OF_SCOPE, name="Cor Meijer", channel="phone",
        answer="De tegels zijn dezelfde dag rechtgelegd. Daar is geen plan voor nodig. Een "
        "melding kan altijd: bel 0500 12 34 56.",
    ),
)  # fmt: skip


def filled_door(town):
    """Everything that stands at the door, or left it by another way."""
    for came in sorted(CAME, key=lambda arrival: arrival.days):
        _Arrival(town, came).walk()


class _Arrival:
    def __init__(self, town, came):
        self.town, self.came = town, came
        self.clock = Clock(town.today)

    def when(self, days, name="marleen"):
        at = self.clock.at(days, hour=10, minute=len(self.came.title))
        return {"by": self.town.people[name], "at": at, "on": local_day(at)}

    def walk(self):
        came = self.came
        initiative = self._received()
        if came.added:
            add_to_idea(
                initiative,
                text=came.added,
                by=initiative.contact,
                at=self.when(came.days + 1)["at"],
                idempotency_key=new_idempotency_key(),
            )
        if came.stands == WAITS:
            return
        if not self.town.policy.in_scope(came.kind) or came.stands == OUT_OF_SCOPE:
            self._out_of_scope(initiative)
            return
        initiative = self._assessed(initiative)
        if came.stands == LOOKED_AT:
            self._first_look(initiative, done=False)
            return
        if gate_applies(self.town.policy, Gate.QUICKSCAN, initiative.facts):
            initiative = self._first_look(initiative, done=True)
        else:
            initiative = advance(initiative, to="who_decides", **self.when(came.days + 4))
        if came.stands != WHO_DECIDES:
            self._ended(initiative)

    def _received(self):
        came, policy = self.came, self.town.policy
        when = self.when(came.days)
        on_site = came.channel == "website"
        return submit_idea(
            kind=came.kind,
            words=Start(
                title=came.title,
                text=came.text,
                requirements={
                    question.key: EXTRA for question in further_questions(policy, came.kind)
                },
            ),
            where=Where(area=self.town.areas[came.area], place=came.place),
            reach=Reach(name=came.name, email=came.email),
            channel=came.channel,
            policy=self.town.version,
            subject=self.town.subjects.get(came.subject),
            **when | ({"by": None} if on_site else {}),
        ).received

    def _out_of_scope(self, initiative):
        policy, came = self.town.policy, self.came
        if not policy.in_scope(came.kind):
            answer_out_of_scope(initiative, **self.when(came.days + 2))
        elif policy.scope.outside:
            answer_out_of_scope(
                initiative,
                reason=came.answer,
                outside=policy.scope.outside[0].key,
                **self.when(came.days + 2),
            )

    def _assessed(self, initiative):
        wanted = {HANDLED: OFFICIALS, LEFT: INITIATORS}.get(self.came.stands, COLLEGE)
        facts, criteria = assessment(self.town.policy, kind=self.came.kind, wanted=wanted)
        return assess_initiative(
            initiative, facts=facts, criteria=criteria, **self.when(self.came.days + 2)
        )

    def _first_look(self, initiative, *, done):
        day, people = self.came.days + 3, self.town.people
        advance(initiative, to=Initiative.Step.QUICKSCAN, **self.when(day))
        name_helper(initiative, person=people["ruben"], **self.when(day))
        joris = ask_colleague(initiative, colleague=people["joris"], **self.when(day, "ruben"))
        given = self.when(day + 2, "joris")
        give_first_view(
            joris,
            text="Het kan daar veilig. Houd wel twee meter vrij voor rolstoelen en hulpdiensten.",
            by=given["by"],
            at=given["at"],
        )
        if not done:
            ask_colleague(initiative, colleague=people["samira"], **self.when(day + 2, "ruben"))
            return initiative
        write_letter(
            initiative,
            chances="Het past bij de plek en er is belangstelling in de buurt.",
            challenges="De buren moeten het nog horen.",
            route_ahead="Wij zeggen eerst wie hierover beslist.",
            who_does_what="U praat met de buren, wij kijken naar de regels.",
            read_on="",
            **self.when(day + 3, "ruben"),
        )
        send_quickscan_letter(initiative, **self.when(day + 3, "ruben"))
        return advance(initiative, to="who_decides", **self.when(day + 4))

    def _ended(self, initiative):
        came = self.came
        initiative = rule_who_decides(initiative, **self.when(came.days + 8)).initiative
        endings = {
            HANDLED: (Initiative.Outcome.HANDLED, answer_initiative, {}),
            LEFT: (Initiative.Outcome.LEFT, leave_to_initiators, {}),
            PASSED_ON: (Initiative.Outcome.PASSED_ON, pass_on, {"to": "de provincie"}),
        }
        outcome, end, more = endings[came.stands]
        if outcome not in ends_allowed(initiative):
            outcome, end, more = endings[PASSED_ON]
            more = {"to": "het college"}
        end(initiative, reason=came.answer, **more, **self.when(came.days + 9))
