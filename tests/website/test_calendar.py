"""The calendar of the home page: all that is due soon, also when that is much."""

from datetime import date

from tests.steps.bare import a_trajectory, an_activity, an_agreement


def test_all_of_the_coming_two_weeks_stands_in_the_calendar(client, policy, time_machine, settings):
    settings.PAGE_CACHE = False
    time_machine.move_to("2026-11-29T10:00:00+01:00", tick=False)
    path = a_trajectory(policy, route="college", step="taking_part")
    an_agreement(path, announced_on=date(2026, 12, 12), decided_on=date(2026, 12, 30))
    for number, day in enumerate((1, 2, 3, 7, 9), start=1):
        an_activity(
            path,
            key=f"avond-{number}",
            planned=f"avond-{number}",
            title=f"Avond {number}",
            closed_at=None,
            held_on=date(2026, 12, day),
            held_at="19.30 uur",
            place="De kantine",
        )

    page = client.get("/")
    html, days = page.content.decode(), [row["date"].day for row in page.context["calendar"]]

    assert all(f"Avond {number}" in html for number in range(1, 6))
    assert "19.30 uur, De kantine" in html
    assert "Avond in de kantine" in html
    assert days == [1, 2, 3, 7, 9, 12]


def test_the_calendar_leads_to_the_meeting_itself_and_says_that_hour_and_place_follow(
    client, policy, time_machine, settings
):
    settings.PAGE_CACHE = False
    time_machine.move_to("2026-11-29T10:00:00+01:00", tick=False)
    path = a_trajectory(policy, route="college", step="taking_part")
    an_agreement(path, announced_on=date(2026, 12, 12), decided_on=date(2026, 12, 30))
    meeting = an_activity(
        path, key="avond", title="De avond", closed_at=None, held_on=date(2026, 12, 7)
    )

    rows = {row["title"]: row for row in client.get("/").context["calendar"]}
    process = client.get(f"/trajecten/{path.slug}/").content.decode()

    assert rows["De avond"]["url"].endswith(f"/{path.slug}/meedoen/{meeting.key}/")
    assert client.get(rows["De avond"]["url"]).status_code == 200
    assert rows["De avond"]["text"] == f"{path.title}. Tijd en plek volgen."
    follow = "Is het een bijeenkomst? Tijd en plek volgen."
    assert rows["Avond in de kantine"]["text"] == f"{path.title}. {follow}"
    assert rows["Besluit"]["text"] == path.title
    assert process.count(follow) == 2  # of the letter and the evening, not of the decision
