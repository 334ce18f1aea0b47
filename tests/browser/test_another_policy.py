"""Pages that no policy of the demo has, under the policy of Kraaiendal."""

import pytest
from django.urls import reverse
from tests.browser.looking import WindowOn, look
from tests.steps.agreement import body_decided, recording_for, weighed
from tests.steps.beginning import trajectory_of
from tests.steps.browsing import signed_in_client
from tests.steps.odd_policy import load_kraaiendal

pytestmark = pytest.mark.once


def test_the_page_where_a_body_decides_about_taking_part_is_accessible(chromium, cast, areas, now):
    nest = trajectory_of(load_kraaiendal(at=now), cast, areas, at=now, route="alleen")
    weighed(nest, cast, at=now)
    page = reverse("work-participation", kwargs={"case_number": nest.case_number})
    people = {"recorder": recording_for(cast.joris, "burgemeester", at=now), "leader": cast.samira}
    windows = {who: WindowOn(chromium, signed_in_client(person)) for who, person in people.items()}

    faults = [fault for who, window in windows.items() for fault in look(window, page, who)]
    assert "Leg vast" in windows["recorder"].page.inner_text("main")
    body_decided(nest, cast, at=now)
    faults += look(windows["leader"], page, "leader, decided")

    assert "Mensen kunnen meedoen" in windows["leader"].page.inner_text("main")
    for window in windows.values():
        window.close()
    assert faults == []
