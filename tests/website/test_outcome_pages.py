from datetime import timedelta

import pytest
from django.urls import reverse

from speelruimte.evaluation.actions import draw_lesson, open_evaluation
from speelruimte.evaluation.models import EvaluationAnswer
from speelruimte.memory.actions import archive_trajectory
from speelruimte.notices import links
from speelruimte.people.models import Attempt
from tests.steps.answers import grouped
from tests.steps.bare import a_trajectory, an_activity, an_agreement, words


@pytest.fixture(autouse=True)
def _on_9_february(time_machine):
    time_machine.move_to("2027-02-09T10:00:00+01:00", tick=False)


@pytest.fixture
def coach(cast, now, today):
    return {"by": cast.marleen, "at": now, "on": today}


@pytest.fixture
def trajectory(policy, cast):
    made = a_trajectory(policy, route="college", step="evaluation")
    an_agreement(made)
    return made


@pytest.fixture
def evaluation(trajectory, coach):
    return open_evaluation(trajectory, **coach)


def address(name, trajectory, **more):
    return reverse(name, kwargs={"slug": trajectory.slug, **more})


def test_the_route_says_from_when_to_when_people_could_take_part(client, trajectory):
    an_activity(trajectory)

    page = client.get(address("process", trajectory)).content.decode()

    assert "van 1 november 2026 tot en met 31 december 2026" in page


def test_after_the_promised_day_the_form_says_that_it_is_open_still(
    client, evaluation, trajectory, time_machine
):
    time_machine.shift(timedelta(days=365))

    page = client.get(address("look-back-form", trajectory)).content.decode()

    assert "Het kan nog." in page
    assert "Dat kan zeker" not in page
    assert "5 is helemaal wel" in page


def test_a_participant_looks_back_by_code_and_is_counted_once(client, evaluation, trajectory):
    contribution = words(an_activity(trajectory))
    form = address("look-back-form", trajectory)
    sheet = {"gehoord": "5", "anders": "Meer tijd.", "code": contribution.code}

    assert "Dat kan zeker tot en met" in client.get(form).content.decode()
    assert client.post(form, sheet).url == address("look-back-thanks", trajectory)
    assert client.post(form, sheet).url == address("look-back-thanks", trajectory)
    assert "Dank u wel" in client.get(address("look-back-thanks", trajectory)).content.decode()

    assert EvaluationAnswer.objects.count() == 2
    public = client.get(address("look-back", trajectory)).content.decode()
    assert "5,0 van 5" in public
    assert "Meer tijd." not in public


def test_a_participant_looks_back_by_the_link_in_the_mail(client, evaluation, trajectory):
    contribution = words(an_activity(trajectory), email="henk@lindewold.example")
    link = reverse("linked-look-back", args=[links.sign("contribution", contribution.public_key)])

    assert "Uw code" not in client.get(link).content.decode()
    client.post(link, {"gehoord": "4"})

    assert EvaluationAnswer.objects.get().score == 4


def test_a_wrong_code_keeps_what_was_typed(client, evaluation, trajectory):
    page = client.post(
        address("look-back-form", trajectory), {"anders": "Meer tijd.", "code": "SR-XXXX"}
    )

    assert page.status_code == 422
    assert "Meer tijd." in page.content.decode()
    assert "Deze code kennen we niet" in page.content.decode()


def test_where_far_too_many_codes_were_tried_one_reads_only_that_one_has_to_wait(
    client, evaluation, trajectory
):
    right = words(an_activity(trajectory)).code
    form = address("look-back-form", trajectory)
    for _try in range(10):
        assert client.post(form, {"gehoord": "5", "code": "SR-XXXX"}).status_code == 422
    assert client.post(form, {"gehoord": "5", "code": "SR-XXXX"}).status_code == 429
    Attempt.objects.update(number=200)

    shut = client.post(form, {"gehoord": "5", "anders": "Meer tijd.", "code": right})

    assert shut.status_code == 429
    assert "<h2>Even wachten</h2>" in shut.content.decode()
    assert "Meer tijd." in shut.content.decode()
    assert not EvaluationAnswer.objects.exists()
    Attempt.objects.update(number=199)
    assert client.post(form, {"gehoord": "5", "code": right}).status_code == 302
    assert EvaluationAnswer.objects.get().score == 5


def test_lessons_are_there_for_everyone(client, evaluation, trajectory, coach):
    draw_lesson(trajectory, text="Bellen werkt.", went_well=True, **coach)
    draw_lesson(trajectory, text="Eerder beginnen.", went_well=False, **coach)

    html = client.get(address("look-back", trajectory)).content.decode()

    assert html.index("Bellen werkt.") < html.index("Eerder beginnen.")


@pytest.mark.parametrize("name", ["decision", "look-back", "look-back-form"])
def test_what_is_not_there_yet_is_not_found(client, trajectory, name):
    assert client.get(address(name, trajectory)).status_code == 404


def test_what_is_being_prepared_is_not_shown(client, policy, coach):
    hidden = a_trajectory(policy, route="college", step="plan", case_number="2027-0002")

    assert client.get(address("look-back", hidden)).status_code == 404
    assert client.get(address("theme", hidden, key="nergens")).status_code == 404


def test_a_theme_with_thousands_of_words_is_read_a_page_at_a_time(
    client, policy, coach, django_assert_max_num_queries
):
    trajectory = a_trajectory(policy, route="college")
    activity = an_activity(trajectory)
    some = [words(activity, f"Nummer {number:03}") for number in range(60)]
    theme = grouped(trajectory, some, title="Groen", **coach)
    first = address("theme", trajectory, key=theme.public_key)

    with django_assert_max_num_queries(12):
        page = client.get(first)
    second = client.get(first + page.context["next_url"])

    shown = [word["text"] for word in page.context["words"]]
    assert len(shown) == 25
    assert not set(shown) & {word["text"] for word in second.context["words"]}
    assert second.context["previous_url"]


def test_the_memory_and_search_lead_to_what_ended(client, policy, cast, now, today):
    ended = a_trajectory(policy, route="college", step="memory")
    archive_trajectory(ended, by=cast.marleen, at=now, on=today)

    archive = client.get(reverse("archive")).content.decode()
    html = client.get(reverse("search"), {"q": "paden"}).content.decode()
    nothing = client.get(reverse("search"), {"q": "<script>alert(1)</script>"}).content.decode()

    assert ended.title in archive
    assert f'href="{address("process", ended)}"' in html
    assert "<mark>pad</mark>" in html
    assert "Geen plannen gevonden" in nothing
    assert "<script>alert" not in nothing


@pytest.mark.parametrize("year", ["0000", "²²²²", "99999", "abcd", "2027"])
def test_odd_years_and_places_break_nothing(client, policy, year):
    page = client.get(reverse("archive"), {"jaar": year, "na": "9" * 30})

    assert page.status_code == 200


@pytest.mark.parametrize("name", ["decision", "theme", "look-back", "archive", "search"])
def test_pages_for_everyone_hold_no_form_that_posts(
    client, policy, cast, coach, evaluation, trajectory, name
):
    trajectory.step = "result"
    trajectory.save()
    theme = grouped(trajectory, [words(an_activity(trajectory))], title="Groen", **coach)
    trajectory.step = "decision"
    trajectory.save()
    from tests.steps.answers import decided

    decided(trajectory, **coach | {"by": cast.iris})
    addresses = {
        "decision": address("decision", trajectory),
        "theme": address("theme", trajectory, key=theme.public_key),
        "look-back": address("look-back", trajectory),
        "archive": reverse("archive"),
        "search": reverse("search") + "?q=pad",
    }

    html = client.get(addresses[name]).content.decode()

    assert 'method="post"' not in html
    assert "csrf" not in html
