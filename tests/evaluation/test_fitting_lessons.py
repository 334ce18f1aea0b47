"""Which lessons fit the work of somebody now."""

import pytest

from speelruimte.evaluation.models import Lesson
from speelruimte.evaluation.queries import lessons_like
from speelruimte.places.models import Subject
from tests.steps.bare import a_trajectory, a_waiver


@pytest.fixture
def lesson(policy, now):
    """What was learned in a process about a subject."""

    def drawn(text, subject):
        number = Lesson.objects.count() + 1
        process = a_trajectory(policy, route="college", case_number=f"2027-000{number}")
        type(process).objects.filter(pk=process.pk).update(subject=subject)
        return Lesson.objects.create(trajectory=process, text=text, went_well=True, drawn_at=now)

    return drawn


def test_lessons_fit_by_their_subject_and_where_people_took_part(lesson):
    green = Subject.objects.create(key="groen-hier", name="Groen")
    roads = Subject.objects.create(key="wegen-hier", name="Wegen")
    fits, waived = lesson("Bel eerst de buren.", green), lesson("Er valt niets te kiezen.", green)
    lesson("Begin eerder.", roads)
    a_waiver(waived.trajectory)

    assert lessons_like(subjects={green.pk}, limit=3) == [fits]
    assert lessons_like(subjects=set(), limit=3) == []
