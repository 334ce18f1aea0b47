"""Who is offered what in the menu. That everything opens is seen in demo/test_every_form."""

from speelruimte.website.navigation import workbench_menu


def test_only_who_looks_after_words_is_sent_to_the_queue(cast, policy, today):
    def keys(person):
        return {item.key for item in workbench_menu(person, on=today)}

    assert "contributions" in keys(cast.lotte)
    assert "contributions" not in keys(cast.samira)
    assert {"messages", "people"} <= keys(cast.wim)
    assert not {"messages", "people", "contributions"} & keys(cast.bos)
