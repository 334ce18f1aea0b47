"""An outcome that binds is departed from only for a frame that it falls outside of."""

import pytest
from django.urls import reverse

from speelruimte.decisions.models import Result
from speelruimte.decisions.rules import departed_from
from speelruimte.website.workbench.decision_form import DecisionForm
from tests.steps.answers import decided
from tests.steps.bare import a_trajectory, an_activity, an_agreement, words
from tests.steps.binding import counted_vote
from tests.steps.refusing import refuses


@pytest.fixture
def secretary(cast, now, today):
    return {"by": cast.iris, "at": now, "on": today}


class TestABindingOutcome:
    @pytest.fixture
    def trajectory(self, policy, cast):
        trajectory = a_trajectory(policy, route="college", step="decision")
        an_agreement(trajectory, level="meebeslissen", say=3)
        return trajectory

    def test_it_is_departed_from_only_for_a_frame_that_was_set(self, trajectory, secretary):
        departs = {"departs": True, "departure": "Er komen minder bomen."}

        with refuses("outcome_binds"):
            decided(trajectory, **secretary, **departs)
        with refuses("outcome_binds"):
            decided(trajectory, **secretary, **departs, departure_frame=9)

        assert decided(trajectory, **secretary, **departs, departure_frame=1).departs

    def test_a_frame_on_how_is_chosen_is_no_ground_to_set_the_choice_aside(self, policy, secretary):
        made = a_trajectory(policy, route="college", step="decision", case_number="2027-0008")
        frames = ("De uitslag geldt.", "Het kost niet meer dan dit.")
        an_agreement(made, level="meebeslissen", say=3, frames=frames, kinds=("proces", "geld"))
        departs = {"departs": True, "departure": "Er komen minder bomen."}

        with refuses("frame_limits_nothing", field="departure_frame"):
            decided(made, **secretary, **departs, departure_frame=1)

        offered = DecisionForm(trajectory=made).fields["departure_frame"].choices
        assert [number for number, _ in offered] == ["", 2]
        assert decided(made, **secretary, **departs, departure_frame=2).departs

    def test_without_a_frame_that_limits_the_form_says_that_the_outcome_is_followed(self, policy):
        made = a_trajectory(policy, route="college", step="decision", case_number="2027-0009")
        frames = ("De uitslag geldt.",)
        an_agreement(made, level="meebeslissen", say=3, frames=frames, kinds=("proces",))

        asked = DecisionForm(trajectory=made).fields["departure_frame"]

        assert asked.choices == [("", "Geen")]
        assert "kan dit besluit niet afwijken" in asked.help_text

    @pytest.mark.parametrize(
        ("money", "is_ground"),
        [
            ("Er is € 1.000", False),
            ("Wij verdelen 1000 euro", False),
            ("Een bank kost ten hoogste € 300", True),
            ("Er is € 1.000, en een bank kost ten hoogste € 300", True),
        ],
    )
    def test_the_money_is_no_ground_where_what_was_chosen_fits_in_it(
        self, policy, secretary, money, is_ground
    ):
        made = a_trajectory(policy, route="college", step="decision", case_number="2027-0010")
        frames = (money, "De dijk blijft vrij.")
        an_agreement(made, level="meebeslissen", say=3, frames=frames, kinds=("geld", "inhoud"))
        counted_vote(made, at=secretary["at"])
        said = {"departs": True, "departure": "Bank twee is te duur.", "funded": ["1"]}

        asked = DecisionForm(trajectory=made)
        offered = [number for number, _ in asked.fields["departure_frame"].choices]
        assert offered == (["", 1, 2] if is_ground else ["", 2])
        assert "hoe de uitkomst buiten het kader valt" in asked.fields["departure"].help_text
        if is_ground:
            assert decided(made, **secretary, **said, departure_frame=1).departs
            return
        with refuses("outcome_fits_the_money", field="departure_frame"):
            decided(made, **secretary, **said, departure_frame=1)
        assert decided(made, **secretary, **said, departure_frame=2).departs

    @pytest.mark.parametrize(("level", "departed"), [("meebeslissen", {3}), ("meedenken", set())])
    def test_departing_is_from_the_frame_that_says_that_the_outcome_holds_or_from_none(
        self, policy, secretary, level, departed
    ):
        made = a_trajectory(policy, route="college", step="decision", case_number="2027-0012")
        frames = ("Er is € 1.000", "De dijk blijft vrij.", "De uitslag geldt.")
        an_agreement(made, level=level, frames=frames, kinds=("geld", "inhoud", "proces"))
        counted_vote(made, at=secretary["at"])

        assert departed_from(made) == departed

    def test_page_and_report_tell_what_people_chose_and_what_it_departs_from(
        self, policy, secretary, client
    ):
        made = a_trajectory(policy, route="college", step="decision", case_number="2027-0011")
        made.summary = "Over het geld."
        made.save()
        frames = ("Er is € 1.000", "De dijk blijft vrij.", "De uitslag geldt.")
        kinds = ("geld", "inhoud", "proces")
        an_agreement(made, level="meebeslissen", say=3, frames=frames, kinds=kinds)
        counted_vote(made, at=secretary["at"])
        kept = [
            {"promise": f"frame:{number}", "what": title, "far": "yes", "note": ""}
            for number, title in enumerate(frames, start=1)
        ]
        Result.objects.create(
            trajectory=made,
            summary="Banken.",
            kept=kept,
            offered_to="college",
            offered_on=secretary["on"],
        )
        said = {"departs": True, "departure": "Bank twee staat op de dijk.", "departure_frame": 2}
        decided(made, **secretary, **said, funded=["1", "3"])

        html = client.get(reverse("decision", args=[made.slug])).content.decode()

        for label in (
            "gekozen",
            "gekozen, maar het besluit neemt het niet over",
            "niet gekozen, maar het besluit neemt het wel op",
        ):
            assert html.count(f">{label}</span>") == 1, label
        table = html[html.index("Wat we afspraken") :].split("</table>")[0]
        rows = [row for row in table.split("<tr")[1:] if "ja, tot het besluit" in row]
        assert len(rows) == 1
        assert "De uitslag geldt." in rows[0]

    def test_other_plans_than_were_counted_depart_from_it(self, trajectory, secretary):
        counted_vote(trajectory, at=secretary["at"])

        with refuses("departs_from_the_count"):
            decided(trajectory, **secretary, funded=["1", "3"])
        with refuses("not_among_the_options"):
            decided(trajectory, **secretary, funded=["1", "9"])

        departs = {"departs": True, "departure": "Alles komt er.", "departure_frame": 1}
        with refuses("more_than_there_is", field="funded"):
            decided(trajectory, **secretary, **departs, funded=["1", "2", "3"])

        assert decided(trajectory, **secretary, funded=["1", "2"]).funded == ["1", "2"]

    def test_what_takes_exactly_what_was_chosen_departs_from_nothing(self, trajectory, secretary):
        counted_vote(trajectory, at=secretary["at"])
        departs = {"departs": True, "departure": "Wij vinken het aan.", "departure_frame": 1}

        with refuses("takes_what_was_chosen", field="departs"):
            decided(trajectory, **secretary, **departs, funded=["2", "1"])

        assert decided(trajectory, **secretary, **departs, funded=["1"]).departs

    def test_beside_a_vote_a_decision_can_depart_from_what_people_wrote(
        self, trajectory, secretary
    ):
        counted_vote(trajectory, at=secretary["at"])
        words(
            an_activity(trajectory, key="schrijven", planned="schrijven"), "Zet er ook bomen bij."
        )
        departs = {"departs": True, "departure": "Er komen geen bomen.", "departure_frame": 1}

        assert decided(trajectory, **secretary, **departs, funded=["1", "2"]).departs

    def test_where_two_votes_give_a_plan_the_same_number_a_decision_can_still_depart(
        self, trajectory, secretary
    ):
        counted_vote(trajectory, at=secretary["at"])
        counted_vote(trajectory, at=secretary["at"], key="tweede")
        departs = {"departs": True, "departure": "Alleen de eerste.", "departure_frame": 1}

        assert decided(trajectory, **secretary, **departs, funded=["1", "2"]).departs
