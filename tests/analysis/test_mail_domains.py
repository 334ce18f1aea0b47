import pytest

from speelruimte.analysis.mail_domains import meant_instead


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("jan@gmial.com", "jan@gmail.com"),
        ("jan@gmail.con", "jan@gmail.com"),
        ("jan@gmal.com", "jan@gmail.com"),
        ("jan@gmaill.com", "jan@gmail.com"),
        ("Jan.Jansen@HOTMIAL.nl", "Jan.Jansen@hotmail.nl"),
        ("jan@zigo.nl", "jan@ziggo.nl"),
        ("jan@gmail.com", ""),
        ("jan@lindewold.example", ""),
        ("jan@mail.com", ""),  # a domain of its own, two letters away
        ("jan", ""),
        ("", ""),
    ],
)
def test_a_slip_of_one_letter_is_seen_and_nothing_else(typed, meant):
    assert meant_instead(typed) == meant
