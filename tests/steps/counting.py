"""What kept counts must equal, counted from the rows themselves."""


def unanswered_in(trajectory):
    """Words that stand and have no answer, neither of their own nor through a theme."""
    return trajectory.contributions.owed_an_answer().filter(
        placement__answer__isnull=True, placement__theme__answer__isnull=True
    )
