"""At which hours somebody hears of own work by mail is chosen on a page of the own account."""

import pytest
from django.urls import reverse

from speelruimte.notices.actions import work_mail_of

pytestmark = pytest.mark.once


def test_the_hours_are_chosen_and_a_wrong_choice_keeps_what_was_chosen(browser_of, cast):
    browser, page = browser_of(cast.teun), reverse("work-mail")
    assert page in browser.get(reverse("my-account")).content.decode()
    assert browser.get(page).context["form"].initial == {
        "digest_hour": 8,
        "at_once": True,
        "until_hour": 18,
    }
    assert browser.post(page, {"digest_hour": 7, "until_hour": 16}).status_code == 302
    wrong = browser.post(page, {"digest_hour": 17, "until_hour": 9, "at_once": "on"})

    assert wrong.status_code == 422
    assert "Kies bij ‘geen post na’ een later uur" in wrong.content.decode()
    assert wrong.context["form"]["digest_hour"].value() == "17"
    kept = work_mail_of(cast.teun)
    assert (kept.digest_hour, kept.until_hour, kept.at_once) == (7, 16, False)


def test_who_has_no_work_here_has_no_mail_about_it(browser_of, cast):
    browser = browser_of(cast.stranger)
    assert browser.get(reverse("work-mail")).status_code == 403
    assert reverse("work-mail") not in browser.get(reverse("my-account")).content.decode()
