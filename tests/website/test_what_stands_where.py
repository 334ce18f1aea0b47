"""Small things that a page says of what it shows: that it is over, laid ready, looked up or empty."""

from datetime import timedelta

import pytest
from django.urls import reverse

from speelruimte.agreements.queries import agreement_of
from speelruimte.places.actions import import_addresses
from speelruimte.route.cosigning import lay_ready
from speelruimte.trajectories.models import Step
from tests.route.test_cosigning import SAID, a_garden
from tests.steps.bare import a_trajectory, an_activity, an_agreement, words


@pytest.fixture(autouse=True)
def _this_day(time_machine, now, settings):
    settings.PAGE_CACHE = False
    time_machine.move_to(now, tick=False)


def test_an_answer_that_lies_ready_stands_so_in_the_list(cast, now, today, browser_of):
    garden = a_garden(cast, now)
    ideas = an_activity(garden)
    first, second = (words(ideas, text) for text in ("Kippen!", "Een vijver."))
    for_nadia = {"by": cast.nadia, "at": now, "on": today}
    lay_ready(garden, act="answer_words", about=first.public_key, said=SAID, **for_nadia)

    page = browser_of(cast.nadia).get(reverse("work-answers", args=[garden.case_number]))

    html = page.content.decode()
    marked = {
        text: "antwoord klaargelegd, wacht op de projectleider"
        in html[html.index(text) :].split("</li>")[0]
        for text in (first.text, second.text)
    }
    assert marked == {first.text: True, second.text: False}
    assert "Er ligt 1 antwoord klaar. Het wacht op de projectleider." in html


@pytest.mark.parametrize(("step", "is_over"), [(Step.TAKING_PART, False), (Step.MEMORY, True)])
def test_a_card_of_what_is_over_says_what_was_open(client, load_pack, areas, step, is_over, today):
    trajectory = a_trajectory(load_pack("basis"), route="zelf", step=step)
    an_agreement(trajectory, open_to="meepraten")
    an_activity(trajectory, closes_on=today + timedelta(days=9), closed_at=None)
    if is_over:
        trajectory.activities.update(closed_at=trajectory.initiatives.first().received_at)

    html = client.get(reverse("process-list")).content.decode()

    assert ("<dt>Was open</dt>" in html) is is_over
    assert ("<dt>Stond vast</dt>" in html) is is_over
    assert ("<dt>Open</dt>" in html) is not is_over


def test_what_closes_first_stands_first_among_what_is_open(client, load_pack, today):
    for number, (days, title) in enumerate(((5, "Zonder bomen"), (20, "Aan de beurt")), start=1):
        trajectory = a_trajectory(
            load_pack("basis"),
            route="zelf",
            step=Step.TAKING_PART,
            case_number=f"2027-000{number}",
            title=title,
        )
        an_agreement(trajectory)
        an_activity(trajectory, closes_on=today + timedelta(days=days), closed_at=None)

    html = client.get(reverse("process-list")).content.decode()

    assert html.index("Zonder bomen") < html.index("Aan de beurt")


def test_who_looks_for_a_street_that_is_not_there_is_not_told_that_a_form_was_not_sent(
    client, areas, now
):
    streets = "straat;postcode;woonplaats;gebied\nDorpsweg;9403EF;A;Centrum\n"
    import_addresses(text=streets, file="s.csv", by=None, at=now)

    unknown = client.post(reverse("my-street"), {"where": "Kolk"}).content.decode()
    empty = client.post(reverse("my-street"), {"where": ""}).content.decode()

    assert "<h2>We vonden niets</h2>" in unknown
    assert "Vul nog in waar u woont" in empty
    assert "nog niet verstuurd" not in unknown + empty


def test_a_fingerprint_that_is_none_is_not_a_form_that_was_not_sent(client, load_pack):
    html = client.post(reverse("journal"), {"fingerprint": "nee"}).content.decode()

    assert "Deze vingerafdruk klopt niet" in html
    assert "nog niet verstuurd" not in html


def test_where_nothing_is_open_no_heading_says_that_one_can_join_now(client, areas):
    area = next(iter(areas.values()))

    html = client.get(reverse("neighbourhood", args=[area.key])).content.decode()

    assert "Nu kunt u hier nergens aan meedoen." in html
    assert "U kunt nu meedoen</h2>" not in html


@pytest.mark.parametrize(
    ("number", "is_taken"), [("06 1", False), ("nee", False), ("14 0592", True), ("", True)]
)
def test_a_number_that_nobody_can_call_is_asked_again(client, load_pack, number, is_taken):
    load_pack("heemstede-2020")
    address = reverse("idea-form", args=["bewoner"])

    page = client.post(address, {"title": "Een tuin", "text": "Graag.", "phone": number})

    assert ("Dit nummer is te kort om te bellen." in page.content.decode()) is not is_taken
    assert number in page.content.decode()


def test_a_resident_with_an_account_reads_nothing_of_colleagues(browser_of, cast):
    for person, is_staff in ((cast.henk, False), (cast.nadia, False), (cast.iris, True)):
        html = browser_of(person).get(reverse("my-account")).content.decode()

        assert ("Vraag de beheerder." in html) is is_staff, person
        assert ("Collega&#x27;s en deelnemers" in html) is is_staff, person
        assert ("U vindt het met de code die u kreeg." in html) is not is_staff, person


def test_what_is_held_elsewhere_says_what_it_is_and_how_to_sign_up(client, load_pack, today):
    trajectory = a_trajectory(load_pack("basis"), route="zelf", step=Step.TAKING_PART)
    version = an_agreement(trajectory)
    bell = an_activity(
        trajectory, method="doorbell", kind="", title="Aanbellen", closed_at=None, held_on=None
    )
    said = agreement_of(version).phases[0].methods[0].short

    page = client.get(reverse("take-part", args=[trajectory.slug, bell.key])).content.decode()
    bell.held_on, bell.closes_on = today, today
    bell.save()
    held = client.get(reverse("take-part", args=[trajectory.slug, bell.key])).content.decode()

    assert said
    assert f"<p>{said}</p>" in page
    assert "Wilt u zich opgeven of iets vragen? Bel ons." in held
