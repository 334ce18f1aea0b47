"""One process from signal to memory through the pages alone, as people would click and type.

Nothing here calls an action: forms are found on the page, filled in, and pressed. Who presses is
a browser of ``browsing`` (without a screen) or of ``clicking`` (with one).
"""

import re
from datetime import timedelta

from django.utils.timezone import localdate

from speelruimte.initiatives.models import Initiative
from speelruimte.policy.queries import parsed_policy
from speelruimte.route.queries import next_steps
from speelruimte.route.route import ROOMS
from speelruimte.trajectories.models import Trajectory
from tests.steps.own_words import foreign_words
from tests.steps.walking import journal_is_whole, steps_in_journal

SAID = "Zet hier neer wat er is afgesproken."


class Walk:
    """Everybody at a browser of their own, and the process they are in."""

    def __init__(self, open_browser, cast, at):
        """``open_browser`` gives a browser for a person, or for a visitor when it gets None."""
        self.cast, self.at, self._open_browser, self.browsers = cast, at, open_browser, {}
        self.case = self.slug = ""

    def __getattr__(self, name):
        if name not in self.browsers:
            person = None if name == "visitor" else getattr(self.cast, name)
            self.browsers[name] = self._open_browser(person)
        return self.browsers[name]

    def work(self, path=""):
        return f"/werk/trajecten/{self.case}/{path}"

    def public(self, path=""):
        return f"/trajecten/{self.slug}/{path}"

    @property
    def shown(self):
        """The words of every page that anybody saw, by who saw it and where."""
        return {
            f"{name} {address}": words
            for name, browser in self.browsers.items()
            for address, words in browser.shown.items()
        }

    def presses_on(self, *, refused=""):
        page = self.samira.see(self.work())
        form = next(
            (each_form for each_form in page.forms if self.work("naar/") in each_form.action), None
        )
        if form is None:
            # The button is not there; whoever posts anyway is told what is missing.
            assert refused, page.words
            assert refused in page.words, page.words
            forward = next(way for way in next_steps(self.trajectory) if way.is_forward)
            assert refused in self.samira.post(self.work(f"naar/{forward.step}/")).words
            return
        self.samira.send(page, form=form, refused=refused)
        if not refused:
            self._an_old_page_moves_nothing(form)

    def _an_old_page_moves_nothing(self, form):
        step = self.step()
        assert "al in de stap" in self.samira.post(form.action).words
        assert self.step() == step

    def days_go_by(self, number):
        """Sessions of colleagues end in that time: they sign in again."""
        self.at += timedelta(days=number)
        self.clock.move_to(self.at)
        for name, browser in self.browsers.items():
            if name != "visitor":
                browser.sign_in_again(getattr(self.cast, name))

    @property
    def trajectory(self):
        return Trajectory.objects.get(case_number=self.case)

    def step(self):
        return self.trajectory.step


def a_development_comes_in(walk, **facts):
    """Marleen enters it, says what it is and who decides, and opens a trajectory."""
    page = walk.marleen.see("/werk/initiatieven/nieuw/gemeente/")
    form = page.form_with("title", "text")
    starts = {name: SAID for name in form.names() if name.startswith("start_")}
    received = walk.marleen.send(
        page, form=form, title="Het plein bij de kerk", text="Het plein kan mooier.", **starts
    )
    assert "Het plan is opgenomen" in received.words
    initiative = Initiative.objects.get()
    walk.case = initiative.case_number
    door = f"/werk/initiatieven/{walk.case}/"
    sees_what_it_is(walk, door, **facts)
    page = walk.marleen.see(door)
    form = next(
        each_form for each_form in page.forms if each_form.action.endswith("/naar/who_decides/")
    )
    walk.marleen.send(page, form=form)
    decides_and_opens(walk, door, leader=walk.cast.samira)


def sees_what_it_is(walk, door, **facts):
    """Marleen fills in what is known, and says that no sign of complexity is right."""
    page = walk.marleen.see(f"{door}bekijken/")
    names = page.form_with("fact_competent").names()
    none = {"criteria_none": "on"} if "criteria_none" in names else {}
    walk.marleen.send(page, **{f"fact_{name}": said for name, said in facts.items()}, **none)


def decides_and_opens(walk, door, *, leader, **more):
    walk.marleen.send(f"{door}wie-beslist/", chosen=_proposed(walk, door))
    walk.marleen.send(
        f"{door}verder/traject/",
        title="Het plein bij de kerk",
        summary="Samen maken we een plan voor het plein.",
        leader=str(leader.pk),
        **more,
    )
    walk.slug = Trajectory.objects.get().slug


def _proposed(walk, door):
    page = walk.marleen.see(f"{door}wie-beslist/")
    return page.form_with("chosen").values["chosen"][0]


def weighs(walk, people):
    """Everybody answers the questions that the policy puts to them."""
    walk.presses_on(refused="heeft nog geen antwoord met een reden")
    for name in people:
        browser = getattr(walk, name)
        page = browser.see(walk.work("weging/"))
        form = next((f for f in page.forms if any("verdict-" in n for n in f.names())), None)
        if form is None:
            continue
        given = {}
        for field in form.names():
            if field.startswith("verdict-"):
                given |= {field: "yes", field.replace("verdict-", "reason-"): "Dit is besproken."}
            elif field in ("impact", "influence_space") and not form.values.get(field):
                given[field] = form.choices[field][-1]
            elif field in ("how_early", "spoken_to", "wishes"):
                given[field] = SAID
        browser.send(page, form=form, **given)
    walk.presses_on()
    assert walk.step() == "plan"


def writes_the_plan(walk, *, by):
    """Description, plan, frames, a phase with say and method, and the parties."""
    walk.presses_on(refused="is nog leeg")
    page = by.see(walk.work("plan/"))
    form = page.form_with("how_weighed")
    texts = {n for n in form.names() if n.startswith(("description.", "plan."))}
    by.send(page, form=form, how_weighed="Elke reactie telt.", **dict.fromkeys(texts, SAID))
    _frames(walk, by)
    days = {
        "starts_on": localdate(walk.at).isoformat(),
        "ends_on": (localdate(walk.at) + timedelta(days=30)).isoformat(),
    }
    by.send(
        walk.work("fasen/"),
        name="Meedenken",
        question="Wat kan er beter?",
        button=("do", "phase"),
        **days,
    )
    _say_and_methods(walk, by)
    by.send(walk.work("partijen/"), name="Buurman Henk", button=("do", "party"))
    page = walk.samira.see(walk.work("partijen/"))
    stand = next(n for f in page.forms for n in f.names() if n.endswith("-agrees"))
    party = stand.removesuffix("-agrees")
    heard = {
        f"{party}-heard_on": localdate(walk.at).isoformat(),
        f"{party}-heard_how": "Aan de telefoon, van hemzelf.",
    }
    walk.samira.send(walk.work("partijen/"), **{stand: "yes"}, **heard, button=("do", party))
    walk.presses_on()
    assert walk.step() == "adoption"


def _frames(walk, by):
    page = by.see(walk.work("kaders/"))
    kinds = [choice for choice in page.form_with("status").choices.get("kind", []) if choice] or [
        ""
    ]
    for kind in kinds:
        more = {"kind": kind} if kind else {}
        by.send(
            walk.work("kaders/"), status="fixed", title=f"Vast: {kind}", origin="Besluit", **more
        )
    by.send(
        walk.work("kaders/"), status="open", title="De bomen", origin="Dit plan",
        **({"kind": kinds[0]} if kinds[0] else {}),
    )  # fmt: skip


def _say_and_methods(walk, by):
    policy = parsed_policy(Trajectory.objects.get().policy)
    phase = walk.work("fasen/meedenken/")
    named = policy.influence_levels or policy.participant_roles
    field = "say-level" if policy.influence_levels else "say-role"
    fitting = next(choice.key for choice in named if choice.say in (1, 2))
    by.send(phase, **{"say-group": "De buurt", field: fitting}, button=("do", "say"))
    for method in ("ideas", "evening"):
        by.send(phase, **{"method-method": method}, button=("do", "method"))


def adopts(walk, *, by):
    walk.presses_on(refused="nog niet vastgesteld")
    page = by.see(walk.work("vaststellen/"))
    form = page.form_with("outcome", "decided_on")
    said = {"outcome": "adopted", "decided_on": localdate(walk.at).isoformat()}
    if "decision_number" in form.names():
        said["decision_number"] = "B-2027-1"
    by.send(page, form=form, button=("do", "adopt"), **said)
    assert walk.step() == "taking_part"


def takes_part(walk):
    """Everything opens, a resident writes, and after the last day everything closes."""
    walk.presses_on(refused="is nog niets geopend")
    while True:
        page = walk.samira.see(walk.work("meedoen/"))
        form = next(
            (each_form for each_form in page.forms if each_form.action.endswith("/openen/")), None
        )
        if form is None:
            break
        walk.samira.send(page, form=form)
    activity = Trajectory.objects.get().activities.get(kind="ideas")
    walk.visitor.see(walk.public())
    write = walk.public(f"meedoen/{activity.key}/schrijf/")
    walk.visitor.send(write, text=" ", refused="Schrijf eerst wat u wilt zeggen.")
    slip = walk.visitor.send(write, text="Zet er een <b>bankje</b> bij.")
    code = re.search(r"SR-\w{4}-\w{4}-\w{4}", slip.words)[0]
    walk.presses_on(refused="is nog open. Sluit deze eerst.")
    walk.days_go_by(31)
    for opened in Trajectory.objects.get().activities.all():
        page = walk.samira.see(walk.work(f"meedoen/{opened.key}/sluiten/"))
        walk.samira.send(page, form=next(f for f in page.forms if "uitloggen" not in f.action))
    walk.presses_on()
    assert walk.step() == "result"
    return code


def answers_and_offers(walk):
    walk.presses_on(refused="Nog 1 keer inbreng zonder antwoord.")
    contribution = Trajectory.objects.get().contributions.get()
    walk.samira.send(
        walk.work(f"antwoorden/inbreng/{contribution.public_key}/"),
        button=("do", "answer"),
        verdict="taken_over",
        reason="Er komt een bankje onder de linde.",
    )
    page = walk.samira.see(walk.work("uitkomst/"))
    form = page.form_with("summary")
    notes = {n: "Zo is het gegaan." for n in form.names() if n.startswith("note_")}
    fars = {n: "partly" for n in form.names() if n.startswith("far_")}
    page = walk.samira.send(page, form=form, summary="Er komt een bankje.", **notes, **fars)
    page = walk.samira.see(walk.work("uitkomst/"))
    offer = page.form_with("summary")
    walk.samira.send(page, form=offer, to="/aanbieden/")
    walk.presses_on()
    assert walk.step() == "decision"


def decides(walk, *, by):
    walk.presses_on(refused="Het besluit met de redenen is nog niet vastgelegd.")
    page = by.see(walk.work("besluit/"))
    form = page.form_with("what", "reasons")
    said = {"decided_on": localdate(walk.at).isoformat(), "what": "Er komt een bankje."}
    if "number" in form.names():
        said["number"] = "B-2027-2"
    if "other_day" in form.names():
        said["other_day"] = "De agenda van de vergadering was vol."
    weights = {n: "Woog zwaar." for n in form.names() if n.startswith("weight_")}
    by.send(page, form=form, refused="waarom", **said, **weights)
    by.send(walk.work("besluit/"), reasons="De buurt vroeg erom.", **said, **weights)
    walk.presses_on()
    assert walk.step() == "feedback"


def tells_and_looks_back(walk):
    walk.presses_on(refused="Vertel iedereen die meedeed wat ermee is gedaan.")
    walk.samira.send(walk.work("terugkoppeling/"), text="Er komt een bankje, dank u wel.")
    walk.presses_on()
    assert walk.step() == "evaluation"
    walk.presses_on(refused="Schrijf een les op, of leg uit waarom er geen les is.")
    page = walk.samira.see(walk.work("evaluatie/"))
    walk.samira.send(page, form=page.form_with("lesson-text"), button=("do", "invite"))
    page = walk.samira.see(walk.work("evaluatie/"))
    form = page.form_with("lesson-text")
    team = {name for name in form.names() if name.startswith("team-")}
    if team:
        given = {}
        for name in team:
            offered = form.choices.get(name)
            given[name] = offered[-1] if offered else "Dat ging goed."
        walk.samira.send(page, form=form, button=("do", "team"), **given)
    walk.samira.send(
        walk.work("evaluatie/"),
        button=("do", "lesson"),
        **{"lesson-text": "Eerder bellen.", "lesson-went_well": "no"},
    )
    walk.days_go_by(25)  # who was asked has time to look back
    walk.presses_on()
    assert walk.step() == "memory"


def is_found_again(walk, code):
    """From the slip in somebody's hand to the decision; and the process in the archive."""
    page = walk.visitor.send("/mijn-inbreng/", code=code)
    assert "Zet er een <b>bankje</b> bij." in page.words or "bankje" in page.words
    assert "Er komt een bankje onder de linde." in page.words
    assert "<b>bankje</b>" not in page.html
    assert "Er komt een bankje." in walk.visitor.see(walk.public("besluit/")).words
    assert "Het plein bij de kerk" in walk.visitor.see("/zoeken/?q=bankjes").words
    assert "Het plein bij de kerk" in walk.visitor.see("/geheugen/").words
    walk.visitor.see("/logboek/")
    assert steps_in_journal(walk.case) == [
        "plan", "adoption", "taking_part", "result", "decision", "feedback", "evaluation", "memory",
    ]  # fmt: skip
    texts = journal_is_whole()
    answered_at_the_door = Initiative.objects.exclude(outcome_reason="").count()
    others = Initiative.objects.count() - 1
    assert texts == 9 + answered_at_the_door + others, texts


def walk_a_development(walk):
    """A development of the municipality, under whatever policy is in force."""
    a_development_comes_in(
        walk, competent="college", within_existing_policy="no", influence_space="iets"
    )
    weighs(walk, ["samira", "marleen", "dewit", "ruben", "teun"])
    writes_the_plan(walk, by=walk.samira)
    adopts(walk, by=_who_adopts(walk))
    code = takes_part(walk)
    answers_and_offers(walk)
    decides(walk, by=walk.iris)
    tells_and_looks_back(walk)
    is_found_again(walk, code)


def _who_adopts(walk):
    """Where no body adopts, the project leader records the agreement."""
    words = walk.samira.see(walk.work()).words
    return walk.samira if "vastgesteld door de projectleider" in words else walk.iris


# In its own words ---------------------------------------------------------------------------------


def speaks_its_own_words(walk, policy):
    """On every screen that anybody saw: the policy's steps, and nothing of another policy."""
    seen = walk.shown
    assert len(seen) > 30
    for where, words in seen.items():
        for foreign in foreign_words(policy):
            assert foreign not in words, (where, foreign)
    labels = [policy.step_label(room.key) for room in ROOMS]
    on_the_route = {where: words for where, words in seen.items() if "/werk/trajecten/" in where}
    on_the_route[walk.public()] = walk.visitor.see(walk.public()).words
    for where, words in on_the_route.items():
        if where.endswith(" 200"):
            assert not [label for label in labels if label not in words], where
    everything = " ".join(seen.values())
    for item in (*policy.description_questions, *policy.plan_sections, *policy.frame_kinds):
        assert str(item.label) in everything, item.key


def _from_plan_to_memory(walk, policy, *, leader):
    writes_the_plan(walk, by=leader)
    adopts(walk, by=walk.iris)
    code = takes_part(walk)
    answers_and_offers(walk)
    decides(walk, by=walk.iris)
    tells_and_looks_back(walk)
    is_found_again(walk, code)
    speaks_its_own_words(walk, policy)


def walk_a_development_under_assen_2021(walk, policy):
    """The vision of Assen; a resident with an idea is pointed to the right place."""
    a_development_comes_in(walk, competent="college", influence_space="beperkt")
    _a_resident_is_pointed_to_the_right_place(walk)
    weighs(walk, ["samira", "dewit", "teun"])
    _from_plan_to_memory(walk, policy, leader=walk.samira)


def _a_resident_is_pointed_to_the_right_place(walk):
    page = walk.visitor.send(
        "/idee/bewoner/", title="Een moestuin", text="Wij willen een moestuin in de straat."
    )
    assert "Onze visie op participatie gaat over plannen van de gemeente." in page.words
    own = Initiative.objects.get(kind="resident")
    walk.marleen.send(f"/werk/initiatieven/{own.case_number}/verder/buiten-beleid/", outside="")
    own.refresh_from_db()
    assert "Bel 14 0592 of mail info@assen.nl." in own.outcome_reason


def walk_an_idea_from_outside_under_heemstede_2020(walk, policy):
    """An idea from outside, led by its initiator, in the same screens."""
    page = walk.visitor.see("/idee/bewoner/")
    form = page.form_with("title", "text")
    starts = {name: SAID for name in form.names() if name.startswith("start_")}
    words = {"title": "Een dorpshuis", "text": "Van de school een dorpshuis."}
    walk.visitor.send(page, form=form, email=walk.cast.nadia.email, **words, **starts)
    initiative = Initiative.objects.get()
    walk.case = initiative.case_number
    door = f"/werk/initiatieven/{walk.case}/"
    walk.marleen.send(
        f"{door}bekijken/",
        fact_competent="college",
        fact_within_existing_policy="no",
        criteria=["veel-partijen"],
    )
    _first_look(walk, door)
    decides_and_opens(walk, door, leader=walk.cast.samira, owner=walk.cast.nadia.email)
    weighs(walk, ["samira", "ruben", "dewit", "nadia"])
    _from_plan_to_memory(walk, policy, leader=walk.nadia)


def _first_look(walk, door):
    """Who helps, what a colleague sees, and the letter; in the words of the policy a quickscan."""
    page = walk.marleen.see(door)
    assert not any(form.action.endswith("/naar/who_decides/") for form in page.forms)
    walk.marleen.send(
        page, form=next(form for form in page.forms if form.action.endswith("/naar/quickscan/"))
    )
    scan = f"{door}quickscan/"
    walk.marleen.send(scan, to="/accounthouder/", **{"helper-person": str(walk.cast.ruben.pk)})
    walk.ruben.send(scan, to="/vragen/", colleague=str(walk.cast.joris.pk))
    walk.joris.send(scan, to="/blik/", text="Het dak is aan vervanging toe.")
    page = walk.ruben.see(scan)
    walk.ruben.send(
        page,
        to="/schrijven/",
        chances="Mooi voor de buurt.",
        challenges="Het dak lekt.",
        route_ahead="Een plan.",
        who_does_what="Dat doen wij samen.",
    )
    page = walk.ruben.see(f"{scan}brief/")
    send = next(form for form in page.forms if "uitloggen" not in form.action)
    walk.ruben.send(page, form=send)
    page = walk.ruben.see(scan)
    form = next(form for form in page.forms if "/quickscan/" in form.action)
    walk.ruben.send(page, form=form, to="/naar/who_decides/")
