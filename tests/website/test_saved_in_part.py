"""Pages whose parts are saved each for itself: what was saved and what was not is said as it is."""

import pytest
from django.urls import reverse

from speelruimte.initiatives.models import Initiative, Ruling
from speelruimte.trajectories.actions import policy_of
from speelruimte.weighing.models import CheckAnswer, Weighing
from tests.steps.beginning import trajectory_of


@pytest.fixture(autouse=True)
def _today_is_in_the_story(time_machine, now):
    time_machine.move_to(now, tick=False)


def text(answer):
    return answer.content.decode()


def filled_in(page, **typed):
    form = page.context["form"]
    hidden = {
        name: form[name].value()
        for name, field in form.fields.items()
        if field.widget.is_hidden and form[name].value() is not None
    }
    return hidden | typed


def two_of_mine(page):
    return [row["check"] for row in page.context["rows"] if row["writes"]][:2]


def test_what_was_saved_of_a_weighing_is_said_beside_what_was_not(trajectory, cast, sign_in, work):
    client, address = sign_in(cast.samira), work("weighing")
    page = client.get(address)
    whole, half = two_of_mine(page)
    scale = {"impact": policy_of(trajectory).impact.steps[0].key}
    assert "Kies een antwoord bij ‘Hoe groot is de verandering voor inwoners?’." in text(page)
    sent = scale | {
        f"verdict-{whole.key}": "yes",
        f"reason-{whole.key}": "Er is geld.",
        f"verdict-{half.key}": "no",
    }

    answer = client.post(address, filled_in(page, how_early="Heel vroeg.", **sent))

    assert answer.status_code == 422
    assert CheckAnswer.objects.get().check_key == whole.key
    assert "Nog niet alles is bewaard" in text(answer)
    assert "Het formulier is nog niet verstuurd" not in text(answer)
    assert answer.context["form"].saved == ["Wat er speelt", str(whole.label)]
    assert f"{str(half.label).rstrip('?')}: Waarom" in text(answer)
    assert answer.context["answered"] == 1
    assert "Kies een antwoord bij ‘Hoe groot is de verandering voor inwoners?’." not in text(answer)

    more = {f"reason-{half.key}": "Het is te laat.", f"reason-{whole.key}": "Er is veel geld."}
    again = client.post(address, filled_in(answer, how_early="Nog heel vroeg.", **sent | more))

    assert again.status_code == 302
    assert Weighing.objects.get().how_early == "Nog heel vroeg."
    assert CheckAnswer.objects.get(check_key=whole.key).reason == "Er is veel geld."


def as_it_stands(page):
    form = page.context["form"]
    shown = {name: form[name].value() for name in form.fields}
    for name in form.fields:
        if form.fields[name].widget.is_hidden and "-" not in name:
            assert f'name="{name}"' in text(page)
    return {name: value for name, value in shown.items() if value is not None}


def test_what_an_older_page_did_not_touch_takes_what_was_saved_meanwhile(
    trajectory, cast, sign_in, work
):
    client, address = sign_in(cast.samira), work("weighing")
    client.post(address, filled_in(client.get(address), how_early="Er ligt nog niets."))
    scale = policy_of(trajectory).impact.steps[0].key
    older = as_it_stands(client.get(address))
    newer = as_it_stands(client.get(address))
    client.post(address, newer | {"how_early": "Er ligt een schets.", "impact": scale})

    late = client.post(address, older | {"wishes": "Met een wandeling."})
    assert late.status_code == 422
    assert "Er is niets weg. Wat u niet had veranderd, is bijgewerkt." in text(late)
    assert late.context["told_theirs"][0]["value"] == "Er ligt een schets."
    assert [row["taken"] for row in late.context["told_theirs"]] == [True, True]

    assert client.post(address, as_it_stands(late)).status_code == 302
    weighing = Weighing.objects.get()
    assert (weighing.how_early, weighing.wishes) == ("Er ligt een schets.", "Met een wandeling.")
    assert weighing.impact == scale


def test_what_both_changed_in_a_weighing_stands_as_it_was_typed_beside_what_was_saved(
    trajectory, cast, sign_in, work
):
    client, address = sign_in(cast.samira), work("weighing")
    client.post(address, filled_in(client.get(address), how_early="Er was nog niets."))
    older = as_it_stands(client.get(address))
    saved = client.post(
        address, older | {"how_early": "Er ligt een schets.", "wishes": "Met een wandeling."}
    )
    assert saved.status_code == 302
    late = client.post(address, older | {"how_early": "Er ligt niets."})
    clash, taken = late.context["told_theirs"]
    assert (clash["value"], taken["value"]) == ("Er ligt een schets.", "Met een wandeling.")
    assert late.context["form"]["how_early"].value() == "Er ligt niets."
    assert "Voeg de twee samen en bewaar opnieuw." in text(late)

    client.post(address, as_it_stands(late))
    weighing = Weighing.objects.get()
    assert (weighing.how_early, weighing.wishes) == ("Er ligt niets.", "Met een wandeling.")


def test_an_older_page_shows_what_was_answered_meanwhile_as_answered(
    trajectory, cast, sign_in, work
):
    client, address = sign_in(cast.samira), work("weighing")
    older = client.get(address)
    first, second = two_of_mine(older)
    answered = {f"verdict-{first.key}": "yes", f"reason-{first.key}": "Er is geld."}
    client.post(address, filled_in(client.get(address), **answered))
    empty = {f"verdict-{first.key}": "", f"reason-{first.key}": ""}
    half = {f"verdict-{second.key}": "no", f"reason-{second.key}": ""}

    answer = client.post(address, filled_in(older, **empty, **half))

    assert answer.status_code == 422
    rows = {row["check"].key: row for row in answer.context["rows"]}
    assert not rows[first.key]["writes"]
    assert rows[second.key]["writes"]
    assert "Er is geld." in text(answer)


def test_room_to_choose_that_was_known_at_the_door_is_not_asked_empty(
    trajectory, cast, sign_in, work
):
    initiative = trajectory.initiatives.first()
    space = trajectory_space(trajectory)
    Initiative.objects.filter(pk=initiative.pk).update(
        facts=initiative.facts | {"influence_space": space}
    )
    client, address = sign_in(cast.samira), work("weighing")

    page = client.get(address)
    assert page.context["form"]["influence_space"].value() == space

    client.post(address, filled_in(page, influence_space=space))
    assert Weighing.objects.get().influence_space == space


def test_what_is_weighed_otherwise_than_it_was_filled_in_at_the_door_is_said_as_such(
    policy, cast, areas, sign_in, now
):
    facts = {"competent": "college", "within_existing_policy": "no", "influence_space": "veel"}
    facts |= {"initiator": "resident"}
    route = "samen-met-de-stad"
    trajectory = trajectory_of(policy, cast, areas, at=now, route=route, facts=facts)
    Ruling.objects.create(
        initiative=trajectory.initiatives.get(), proposed=route, chosen=route, ruled_at=now
    )
    client = sign_in(cast.samira)
    address = reverse("work-weighing", args=[trajectory.case_number])
    otherwise = "Bij het begin stond bij ‘Hoeveel valt er te kiezen?’: Veel. Hier staat nu: Niets."
    hangs_on_it = "Met wat er nu staat, zegt het beleid: Het college beslist."

    page = client.get(address)
    assert otherwise not in text(page)
    client.post(address, filled_in(page, influence_space="niets"))
    said = " ".join(text(client.get(address)).split())
    assert otherwise in said
    assert hangs_on_it in said


def trajectory_space(trajectory):
    return policy_of(trajectory).influence_space.steps[1].key


def test_who_fills_nothing_in_is_not_told_that_it_was_kept(trajectory, cast, sign_in, work):
    client, address = sign_in(cast.samira), work("weighing")

    def pressed(**typed):
        sent = filled_in(client.get(address), **typed)
        return text(client.post(address, sent, follow=True))

    assert "U vulde niets nieuws in. Er was niets te bewaren." in pressed()
    assert not Weighing.objects.exists()
    assert "Bewaard. Er is nog geen vraag beantwoord." in pressed(how_early="Heel vroeg.")
    (check, _other) = two_of_mine(client.get(address))
    answer = {f"verdict-{check.key}": "yes", f"reason-{check.key}": "Er is geld."}
    assert "er is nog geen vraag" not in pressed(how_early="Heel vroeg.", **answer).lower()
