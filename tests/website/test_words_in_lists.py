"""What words are called where their writer gave no title."""

from speelruimte.website.public.contribution_words import in_lists
from tests.steps.bare import a_trajectory, an_activity, words


def test_words_without_a_title_are_called_by_how_they_begin(policy, db):
    activity = an_activity(a_trajectory(policy, route="college"))
    said = words(activity, "Het pad bij de brug is te smal voor twee fietsen.")
    short = words(activity, "Meer bomen.")
    titled = words(activity, "Meer bomen.", title="Groen")

    def name(text):
        return in_lists([text], activity.trajectory)[0]["name"]

    assert [name(said), name(short), name(titled)] == [
        "Het pad bij de brug is …",
        "Meer bomen",
        "Groen",
    ]
