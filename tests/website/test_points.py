"""The pages on which a contribution is split into points, and each point has its answer."""

import pytest
from django.test import Client
from django.urls import reverse

from speelruimte.decisions.actions import (
    answer_contribution,
    answer_point,
    answer_theme,
    make_theme,
    place,
    split_contribution,
)
from speelruimte.decisions.models import Point, Theme
from speelruimte.decisions.sentences import sentences_of
from tests.steps.answers import grouped
from tests.steps.at_result import activity, lead, trajectory
from tests.steps.bare import words

__all__ = ["activity", "lead", "trajectory"]

TEXT = "Het pad is te smal. De bomen moeten blijven! En er is geen lamp bij de brug."
SAY = {"verdict": "taken_over", "reason": "Dat doen we."}
BEGIN = sentences_of(TEXT)[1].start


@pytest.fixture(autouse=True)
def _on_9_february(time_machine):
    time_machine.move_to("2027-02-09T10:00:00+01:00", tick=False)


def work(name, trajectory, *of):
    return reverse(f"work-{name}", args=[trajectory.case_number, *of])


@pytest.fixture
def said(activity):
    return words(activity, TEXT)


@pytest.fixture
def split(said, lead):
    return split_contribution(said, begins=[BEGIN], **lead)


def test_a_leader_splits_words_and_reads_the_points(signed_in, cast, trajectory, said):
    client = signed_in(cast.samira)
    own = work("answer-contribution", trajectory, said.public_key)
    assert work("split", trajectory, said.public_key) in client.get(own).content.decode()
    page = client.get(work("split", trajectory, said.public_key))
    etag = page.context["form"]["etag"].value()

    done = client.post(
        work("split", trajectory, said.public_key), {"begins": [BEGIN], "etag": etag}
    )

    assert done.url == own
    html = client.get(own).content.decode()
    assert "Punt 2" in html
    assert "Maak er weer één geheel van" in html
    assert "Splits in punten" not in html


def test_nothing_ticked_is_said_and_what_was_ticked_stays_when_the_words_changed(
    signed_in, cast, trajectory, said
):
    client = signed_in(cast.samira)
    url = work("split", trajectory, said.public_key)
    empty = client.post(url, {})
    assert empty.status_code == 422
    assert "Vink aan waar een nieuw punt begint" in empty.content.decode()
    clash = client.post(url, {"begins": [BEGIN], "etag": "0" * 64})
    assert clash.status_code == 422
    assert f'value="{BEGIN}"\n' in clash.content.decode()
    assert clash.content.decode().count("checked") == 1
    assert not Point.objects.exists()


def test_the_second_of_two_who_split_reads_that_it_was_done(
    signed_in, cast, trajectory, said, lead
):
    client = signed_in(cast.samira)
    url = work("split", trajectory, said.public_key)
    etag = client.get(url).context["form"]["etag"].value()
    split_contribution(said, begins=[BEGIN], **lead)

    second = client.post(url, {"begins": [BEGIN], "etag": etag})

    assert second.status_code == 422
    assert "in punten gesplitst" in second.content.decode()
    assert Point.objects.count() == 2


def test_splitting_is_offered_only_where_it_can_be_done(
    signed_in, cast, trajectory, activity, lead
):
    client = signed_in(cast.samira)
    one, answered, late = (
        words(activity),
        words(activity, TEXT),
        words(activity, TEXT, timing="late"),
    )
    answer_contribution(answered, **SAY, **lead)
    themed = words(activity, TEXT)
    answer_theme(grouped(trajectory, [themed], title="Groen", **lead), **SAY, **lead)
    for row in (one, answered, late, themed):
        page = client.get(work("answer-contribution", trajectory, row.public_key))
        assert not page.context["may_split"]


def test_who_places_words_finds_splitting_beside_them(
    signed_in, cast, trajectory, activity, said, lead
):
    client = signed_in(cast.samira)
    one, themed = words(activity), words(activity, TEXT)
    theme = grouped(trajectory, [themed], title="Groen", **lead)

    listed = client.get(work("answers", trajectory)).content.decode()
    of_theme = client.get(work("theme", trajectory, theme.pk)).content.decode()

    assert work("split", trajectory, said.public_key) in listed
    assert work("split", trajectory, one.public_key) not in listed
    assert work("split", trajectory, themed.public_key) in of_theme
    reads = signed_in(cast.iris).get(work("answers", trajectory)).content.decode()
    assert TEXT[:20] in reads
    assert "Splits in punten" not in reads
    answer_theme(theme, **SAY, **lead)
    answered = signed_in(cast.samira).get(work("theme", trajectory, theme.pk)).content.decode()
    assert "Splits in punten" not in answered


@pytest.mark.parametrize("who", ["iris", "bos"])
def test_who_does_not_lead_reads_the_points_and_changes_nothing(
    signed_in, cast, trajectory, said, split, who
):
    client = signed_in(getattr(cast, who))
    own = work("answer-contribution", trajectory, said.public_key)
    point = work("answer-point", trajectory, said.public_key, 1)
    assert client.get(own).status_code == client.get(point).status_code == 200
    assert client.get(work("split", trajectory, said.public_key)).status_code == 403
    assert client.post(own, {"do": "join"}).status_code == 403
    assert client.post(point, SAY).status_code == 403
    assert client.post(point, {"do": "give"}).status_code == 403


def test_the_split_is_undone_with_a_button(signed_in, cast, trajectory, said, split):
    client = signed_in(cast.samira)
    client.post(work("answer-contribution", trajectory, said.public_key), {"do": "join"})
    assert not Point.objects.exists()


def test_points_stand_in_the_list_and_are_placed_with_whole_words(
    signed_in, cast, trajectory, activity, said, split
):
    whole = words(activity, "Meer bomen.")
    client = signed_in(cast.samira)
    page = client.get(work("answers", trajectory) + "?alles=1")
    html = page.content.decode()
    assert "punt 2 van 2" in html
    keys = [split[1].key, whole.public_key]

    client.post(
        work("answers", trajectory),
        {"do": "place", "contributions": keys, "title": "Groen", "theme": ""},
    )

    theme = Theme.objects.get()
    assert theme.placed == 2
    shown = client.get(work("theme", trajectory, theme.pk)).content.decode()
    assert "De bomen moeten blijven" in shown
    assert "Het pad is te smal" not in shown


def test_a_point_is_answered_and_the_next_one_comes(signed_in, cast, trajectory, said, split):
    client = signed_in(cast.samira)
    first = work("answer-point", trajectory, said.public_key, 1)
    second = work("answer-point", trajectory, said.public_key, 2)
    assert client.post(first, SAY | {"do": "answer"}).url == second
    assert client.post(second, SAY | {"do": "answer"}).url == work("answers", trajectory)
    assert client.get(work("answers", trajectory)).context["unanswered"] == 0
    again = client.post(first, {"verdict": "not", "reason": "Toch niet.", "do": "answer"})
    assert again.status_code == 302
    assert "Dat doen we." in client.get(first).content.decode()
    assert client.get(work("answer-point", trajectory, said.public_key, 3)).status_code == 404


def test_a_point_is_given_to_a_colleague_who_finds_it_among_the_work(
    signed_in, cast, trajectory, said, split, today
):
    client = signed_in(cast.marleen)
    point = work("answer-point", trajectory, said.public_key, 1)
    other = client.get(point).context["give_form"]["etag"].value()
    given = {"do": "give", "give-answerer": cast.samira.pk, "give-answer_by": "2027-02-09"}
    refused = client.post(point, given | {"give-answer_by": "2027-02-01", "give-etag": other})
    assert refused.status_code == 422
    assert client.post(point, given | {"give-etag": other}).status_code == 302
    clash = client.post(point, given | {"give-answerer": cast.marleen.pk, "give-etag": other})
    assert "Zo staat het er nu" in clash.content.decode()

    html = signed_in(cast.samira).get(reverse("my-work")).content.decode()
    assert "Aan u gevraagd: antwoord op punt 1" in html
    assert point in html


# For residents -----------------------------------------------------------------------------------


@pytest.fixture
def half(trajectory, said, split, lead):
    """The first point answered by itself, the second through a theme that has no answer yet."""
    theme = make_theme(trajectory, title="Groen", **lead)
    place(trajectory, points=[split[1]], theme=theme, **lead)
    answer_point(split[0], **SAY, **lead)
    return theme


def test_everybody_reads_the_own_words_point_by_point(client, trajectory, said, half, lead):
    url = reverse("contribution", args=[trajectory.slug, said.public_key])
    html = client.get(url).content.decode()
    assert 'id="punt-1"' in html
    assert 'href="#punt-2"' in html
    assert html.index("Dat doen we.") < html.index("Groen")
    answer_theme(half, verdict="not", reason="De bomen zijn ziek.", **lead)
    another = Client()  # which keeps no page of half a second ago
    assert "De bomen zijn ziek." in another.get(url).content.decode()


def test_a_theme_shows_only_the_point_about_it(client, trajectory, said, half):
    html = client.get(reverse("theme", args=[trajectory.slug, half.public_key])).content.decode()
    assert "De bomen moeten blijven" in html
    assert "Het pad is te smal" not in html.split("Wat mensen schreven")[1].split("<a")[0]
    assert "#punt-2" in html
    alone = client.get(reverse("answered-alone", args=[trajectory.slug])).content.decode()
    assert "Het pad is te smal" in alone
    assert "De bomen moeten blijven" not in alone
    listed = client.get(reverse("contributions", args=[trajectory.slug])).content.decode()
    assert "2 punten" in listed


def test_who_wrote_it_reads_which_part_has_an_answer(client, said, half, lead):
    page = client.post(reverse("find-contribution"), {"code": said.code}, follow=True)
    html = page.content.decode()
    assert "U hebt antwoord op een deel van uw inbreng" in html
    assert 'id="punt-2"' in html
    answer_theme(half, **SAY, **lead)
    html = client.post(
        reverse("find-contribution"), {"code": said.code}, follow=True
    ).content.decode()
    assert "Dit deden we met uw inbreng" in html


def test_a_file_has_a_row_for_each_point(client, trajectory, activity, said, half):
    words(activity, "Meer bomen.")
    url = reverse("contributions-file", args=[trajectory.slug, "csv"])
    text = b"".join(client.get(url).streaming_content).decode("utf-8-sig")
    rows = [row for row in text.splitlines() if said.public_key in row]
    assert len(rows) == 2
    assert "Het pad is te smal." in rows[0]
    assert "Dat doen we." in rows[0]
    assert "Groen" in rows[1]
    assert "Het pad" not in rows[1]
