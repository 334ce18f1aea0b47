from datetime import timedelta

import pytest
from django.urls import reverse

from speelruimte.initiatives.models import FirstView, Initiative
from speelruimte.initiatives.terms import initiative_due_on
from speelruimte.trajectories.models import Trajectory
from tests.steps.door import (
    AT,
    LETTER,
    assessed_initiative,
    known_facts,
    quickscan_done,
    received_initiative,
    ruled_initiative,
)


@pytest.fixture(autouse=True)
def _at_now(time_machine, now):
    time_machine.move_to(now, tick=False)


def url(name, idea, *more):
    return reverse(f"work-{name}", args=[idea.case_number, *more])


def text(response):
    return response.content.decode()


def test_a_development_of_the_municipality_walks_to_its_weighing_in_the_browser(
    client, load_pack, cast, areas, signed_in
):
    load_pack("assen-2021")
    signed_in(cast.marleen)

    page = text(client.get(reverse("work-initiative-new", args=["gemeente"])))
    assert "Welke taken van de gemeente spelen mee?" in page
    questions = dict.fromkeys(("start_gebied", "start_eerder", "start_taken"), "Het plein.")
    assert 'name="email"' not in page
    sent = {
        "title": "Het plein",
        "text": "Het plein moet groener.",
        "areas": ["centrum", "vaartzijde"],
        "idempotency_key": "sleutel",
        "trap": "",
        **questions,
    }
    taken_in = client.post(reverse("work-initiative-new", args=["gemeente"]), sent, follow=True)
    assert "SR-" not in text(taken_in)
    assert "In welke gebieden?" in text(taken_in)
    again = client.post(reverse("work-initiative-new", args=["gemeente"]), sent, follow=True)
    back = sent | {"idempotency_key": "een nieuwe sleutel na Terug"}
    anew = client.post(reverse("work-initiative-new", args=["gemeente"]), back, follow=True)
    idea = Initiative.objects.get()
    assert anew.redirect_chain == again.redirect_chain == taken_in.redirect_chain
    assert set(idea.area_keys) == {"centrum", "vaartzijde"}
    for area in idea.area_keys:
        listed = text(client.get(reverse("work-initiatives"), {"gebied": area}))
        assert url("initiative", idea) in listed

    assert "Bekijk wat er binnenkwam" in text(client.get(url("initiative", idea)))
    refused = client.post(url("bring-on", idea, "who_decides"), follow=True)
    assert "Bekijk wat er binnenkwam" in text(refused)
    facts = {f"fact_{k}": v for k, v in known_facts(idea, competent="college").items()}
    chosen = [areas["centrum"].pk, areas["vaartzijde"].pk]
    client.post(url("assess", idea), facts | {"area": chosen})
    client.post(url("bring-on", idea, "who_decides"))
    page = text(client.get(url("who-decides", idea)))
    assert "Deze regel geldt als" in page
    proposed = "college"
    client.post(url("who-decides", idea), {"chosen": proposed, "deviation_reason": ""})

    page = text(client.get(url("initiative", idea)))
    assert "Een ontwikkeling starten" in page
    assert "Beantwoorden" not in page
    form = client.get(url("end", idea, "traject")).context["form"]
    chosen = {areas["centrum"].pk, areas["vaartzijde"].pk}
    assert set(form["areas"].value()) == chosen
    opened = client.post(
        url("end", idea, "traject"),
        {
            "title": "Het plein",
            "summary": "Het wordt groener.",
            "leader": cast.samira.pk,
            "owner": "",
        },
    )
    trajectory = Trajectory.objects.get()
    assert opened.url == reverse("work-process", args=[trajectory.case_number])
    assert trajectory.step == "weighing"


def test_a_residents_idea_outside_the_policy_is_answered_in_the_browser(
    client, load_pack, cast, signed_in
):
    load_pack("assen-2021")
    idea = received_initiative(requirements={})
    signed_in(cast.marleen)

    page = text(client.get(url("end", idea, "buiten-beleid")))
    assert "Bel 14 0592" in page
    client.post(url("end", idea, "buiten-beleid"), {"outside": "", "reason": ""})

    idea.refresh_from_db()
    assert idea.outcome == "out_of_scope"
    page = text(client.get(url("initiative", idea)))
    assert "valt buiten het beleid" in page
    assert "Bel 14 0592" in page


@pytest.fixture
def complex_idea(load_pack, cast, areas):
    load_pack("heemstede-2020")
    idea = received_initiative(area=areas["centrum"], email="nadia@buurt.example", name="Nadia")
    return assessed_initiative(
        idea, coach=cast.marleen, criteria=["veel-partijen"], competent="raad"
    )


def test_the_first_look_is_done_in_the_browser(client, complex_idea, cast, signed_in):
    idea = complex_idea
    signed_in(cast.marleen)
    not_yet = client.get(url("quickscan", idea)).content.decode()
    assert "geen eerste blik begonnen" in not_yet
    assert f'href="{url("initiative", idea)}"' in not_yet.split("geen eerste blik begonnen")[1]
    client.post(url("bring-on", idea, "quickscan"))
    page = text(client.get(url("quickscan", idea)))
    assert "Accounthouder voor alle gebieden" in page
    client.post(url("name-holder", idea), {"helper-person": cast.ruben.pk})
    assert client.post(url("ask-view", idea), {"colleague": ""}).status_code == 422
    client.post(url("ask-view", idea), {"colleague": cast.joris.pk})
    view = FirstView.objects.get()

    signed_in(cast.joris)
    assert "Van u gevraagd" in text(client.get(url("quickscan", idea)))
    client.post(url("give-view", idea, view.pk), {"text": "Kan goed hier."})

    signed_in(cast.ruben)
    assert "Kan goed hier." in text(client.get(url("quickscan", idea)))
    client.post(url("write-letter", idea), LETTER)
    assert LETTER["chances"] in text(client.get(url("letter", idea)))
    client.post(url("letter", idea))
    client.post(url("bring-on", idea, "who_decides"))

    idea.refresh_from_db()
    assert idea.step == "who_decides"


def test_our_own_plan_gets_a_first_look_and_no_letter_to_ourselves(
    client, load_pack, cast, areas, signed_in
):
    load_pack("heemstede-2020")
    idea = assessed_initiative(
        received_initiative(kind="municipality", by=cast.marleen),
        coach=cast.marleen,
        criteria=["veel-partijen"],
        competent="raad",
    )
    signed_in(cast.marleen)
    client.post(url("bring-on", idea, "quickscan"))
    page = text(client.get(url("quickscan", idea)))
    assert "Wijs een accounthouder aan" not in page
    assert "De brief" not in page
    client.post(url("ask-view", idea), {"colleague": cast.joris.pk})
    signed_in(cast.joris)
    client.post(url("give-view", idea, FirstView.objects.get().pk), {"text": "Kan goed hier."})

    signed_in(cast.marleen)
    client.post(url("bring-on", idea, "who_decides"))

    idea.refresh_from_db()
    assert idea.step == "who_decides"
    assert initiative_due_on(idea) is None


def test_a_letter_that_is_not_whole_stays_here(client, complex_idea, cast, signed_in):
    signed_in(cast.marleen)
    client.post(url("bring-on", complex_idea, "quickscan"))
    client.post(url("name-holder", complex_idea), {"helper-person": cast.ruben.pk})

    answer = client.post(url("letter", complex_idea), follow=True)

    assert "Schrijf op welke kansen u ziet" in text(answer)
    assert "Nog niet verstuurd" in text(answer)


def test_too_long_a_text_is_refused_and_stays_on_the_screen(client, complex_idea, cast, signed_in):
    signed_in(cast.marleen)
    client.post(url("bring-on", complex_idea, "quickscan"))

    answer = client.post(url("write-letter", complex_idea), {"chances": "kans " * 801})

    assert answer.status_code == 422
    assert "Er passen er 4000" in text(answer)
    assert "kans kans" in text(answer)


def test_another_way_without_a_reason_is_refused(client, complex_idea, cast, signed_in):
    quickscan_done(
        complex_idea, coach=cast.marleen, account_holder=cast.ruben, colleague=cast.joris
    )
    signed_in(cast.ruben)

    answer = client.post(
        url("who-decides", complex_idea), {"chosen": "college-eenvoudig", "deviation_reason": ""}
    )

    assert answer.status_code == 422
    assert "Leg uit waarom u anders kiest" in text(answer)


def test_an_owner_from_outside_needs_an_account(client, complex_idea, cast, signed_in):
    quickscan_done(
        complex_idea, coach=cast.marleen, account_holder=cast.ruben, colleague=cast.joris
    )
    ruled_initiative(type(complex_idea).objects.get(pk=complex_idea.pk), coach=cast.marleen)
    signed_in(cast.marleen)
    words = {"title": "De tuin", "summary": "Een tuin.", "leader": cast.samira.pk}

    refused = client.post(url("end", complex_idea, "traject"), words | {"owner": "x@y.example"})
    assert "nog geen account" in text(refused)
    asked = client.post(url("end", complex_idea, "traject"), words | {"owner": cast.nadia.email})
    assert f"{cast.nadia.name} ({cast.nadia.email}) is niet wie hiermee kwam" in text(asked)
    assert "Ja, start de opgave" in text(asked)
    assert not cast.nadia.grants.exists()

    sure = words | {"owner": cast.nadia.email, "sure": "1"}
    client.post(url("end", complex_idea, "traject"), sure)

    assert cast.nadia.grants.get().case_number == Trajectory.objects.get().case_number
    page = text(client.get(url("initiative", complex_idea)))
    assert "Een opgave starten" in page


def test_who_came_with_it_owns_the_process_without_a_question(
    client, complex_idea, cast, signed_in
):
    quickscan_done(
        complex_idea, coach=cast.marleen, account_holder=cast.ruben, colleague=cast.joris
    )
    ruled_initiative(type(complex_idea).objects.get(pk=complex_idea.pk), coach=cast.marleen)
    type(complex_idea.contact).objects.filter(pk=complex_idea.contact.pk).update(
        email=cast.nadia.email.upper()
    )
    signed_in(cast.marleen)
    words = {"title": "De tuin", "summary": "Een tuin.", "leader": cast.samira.pk}

    client.post(url("end", complex_idea, "traject"), words | {"owner": cast.nadia.email})

    assert cast.nadia.grants.get().case_number == Trajectory.objects.get().case_number


def test_the_list_shows_what_waits_and_what_is_late(client, load_pack, cast, areas, signed_in):
    load_pack("basis")
    received_initiative(title="Verse tuin", area=areas["centrum"])
    received_initiative(title="Oude brug", at=AT - timedelta(days=60), area=areas["vaartzijde"])
    signed_in(cast.lotte)

    page = text(client.get(reverse("work-initiatives")))
    assert "dagen te laat" in page
    assert page.index("Verse tuin") < page.index("Oude brug")
    chosen = text(client.get(reverse("work-initiatives"), {"gebied": "centrum"}))
    assert "Oude brug" not in chosen
    ended = text(client.get(reverse("work-initiatives"), {"stap": "ended"}))
    assert "Verse tuin" not in ended


def test_the_list_asks_as_little_at_sixty_as_at_ten(
    client, load_pack, cast, areas, signed_in, django_assert_max_num_queries
):
    load_pack("basis")
    for number in range(60):
        received_initiative(title=f"Idee {number}", at=AT + timedelta(minutes=number))
    signed_in(cast.marleen)

    with django_assert_max_num_queries(12):
        first = text(client.get(reverse("work-initiatives")))
    assert "Idee 59" in first
    assert "Idee 34" not in first
    second = text(client.get(reverse("work-initiatives"), {"na": "2027-0036"}))
    assert "Idee 34" in second
    assert "Idee 35" not in second


PAGES = ("initiative", "assess", "quickscan", "who-decides", "letter")
SEES = {
    "marleen": PAGES,
    "ruben": PAGES,
    "joris": ("initiative", "quickscan", "who-decides", "letter"),
    "bos": ("initiative", "quickscan", "who-decides", "letter"),
    "nadia": (),
    "stranger": (),
    "": (),
}


@pytest.mark.parametrize("who", SEES)
def test_who_sees_which_page(client, complex_idea, cast, signed_in, who):
    quickscan_done(
        complex_idea, coach=cast.marleen, account_holder=cast.ruben, colleague=cast.joris
    )
    if who:
        signed_in(getattr(cast, who))

    seen = [page for page in PAGES if client.get(url(page, complex_idea)).status_code == 200]

    assert tuple(seen) == SEES[who]


@pytest.mark.once
@pytest.mark.parametrize("who", ["joris", "bos", "lotte", "stranger", ""])
@pytest.mark.parametrize("word", ["beantwoorden", "doorsturen", "traject", "buiten-beleid"])
def test_who_may_not_conclude_gets_no_form(client, complex_idea, cast, signed_in, who, word):
    if who:
        signed_in(getattr(cast, who))

    assert client.get(url("end", complex_idea, word)).status_code in (302, 403)
    assert client.post(url("end", complex_idea, word), {}).status_code in (302, 403)


def test_what_is_not_there_is_not_found(client, cast, signed_in, load_pack):
    load_pack("basis")
    signed_in(cast.marleen)

    assert client.get("/werk/initiatieven/2027-9999/").status_code == 404
    assert client.get(reverse("work-initiative-new", args=["koning"])).status_code == 404


def test_what_nobody_looked_at_is_not_known_yet_and_is_not_said_to_be_no(
    client, cast, load_pack, areas, sign_in
):
    load_pack("heemstede-2020")
    idea = received_initiative(area=areas["centrum"])
    page = text(sign_in(cast.marleen).get(url("who-decides", idea)))
    signs = page[page.index("Is het ingewikkeld?") :].split("</ul>")[0]
    assert ("weten we nog niet" in signs, "nee" in signs) == (True, False)

    assessed_initiative(idea, coach=cast.marleen, criteria=[])
    page = text(sign_in(cast.marleen).get(url("who-decides", idea)))
    signs = page[page.index("Is het ingewikkeld?") :].split("</ul>")[0]
    assert ("weten we nog niet" in signs, "nee" in signs) == (False, True)


@pytest.mark.parametrize(
    ("email", "said"),
    [
        ("nadia@buurt.example", "Wie ermee kwam, hoort het."),
        ("", "Er is geen e-mailadres: wie ermee kwam, leest het met de code."),
    ],
)
def test_an_end_says_whether_who_came_with_it_hears_or_reads_it(
    client, load_pack, cast, signed_in, email, said
):
    load_pack("basis")
    idea = received_initiative(email=email)
    signed_in(cast.marleen)
    sent = {"to": "het waterschap", "reason": "Het water is van het waterschap."}

    page = client.post(url("end", idea, "doorsturen"), sent, follow=True)

    assert f"Dit initiatief is afgerond. {said}" in text(page)
    assert "Wat u nu kunt doen" not in text(page)


def test_what_was_looked_at_without_an_answer_is_not_said_to_be_filled_in(
    client, load_pack, cast, signed_in
):
    load_pack("basis")
    idea = received_initiative()
    signed_in(cast.marleen)

    def history():
        return [row["title"] for row in client.get(url("initiative", idea)).context["history"]]

    for _press in range(2):
        empty = {"etag": client.get(url("assess", idea)).context["form"]["etag"].value()}
        assert client.post(url("assess", idea), empty).status_code == 302
        assert history() == ["Bekeken: nog niet ingevuld wat het is", "Ontvangen"]

    assessed_initiative(idea, coach=cast.marleen)
    assert history()[0] == "Bekeken: ingevuld wat het is"
