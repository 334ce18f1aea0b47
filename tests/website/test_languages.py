"""A language has pages once it is complete; days and months are written as that language does."""

from datetime import date

import pytest
from django.utils.translation import override, trans_real

from speelruimte.policy.speaking import Spoken
from speelruimte.website.days import short_date, short_day


def test_a_language_that_is_not_complete_has_no_pages(client, db, settings):
    assert [language for language, _name in settings.LANGUAGES] == ["nl"]
    assert client.get("/en/contact/").status_code == 404
    answer = client.get("/contact/", headers={"accept-language": "en"})
    assert answer.status_code == 200
    assert '<html lang="nl"' in answer.content.decode()


def test_a_complete_language_has_its_own_pages(client, db, english, load_pack):
    load_pack("basis")
    answer = client.get("/en/contact/")

    assert answer.status_code == 200
    assert '<html lang="en"' in answer.content.decode()


@pytest.mark.parametrize(("language", "words"), [("nl", "vr 7 mei"), ("en", "Fri 7 May")])
def test_days_and_months_are_written_small_in_dutch_only(language, words):
    with override(language):
        assert short_day(date(2027, 5, 7)) == words
        assert short_day(date(2027, 5, 7), today=date(2027, 12, 31)) == words
        assert short_day(date(2027, 5, 7), today=date(2028, 1, 1)) == f"{words} 2027"
        assert short_date(date(2027, 5, 7)) == f"{words.split(' ', 1)[1]} 2027"


def test_pages_speak_the_words_of_the_policy_also_after_the_languages_changed(english):
    assert isinstance(trans_real.translation("nl"), Spoken)
