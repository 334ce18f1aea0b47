"""Who is offered what in the menu. That everything opens is seen in demo/test_every_form."""

from speelruimte.website.navigation import footer_menu, public_menu, workbench_menu


def test_only_who_looks_after_words_is_sent_to_the_queue(cast, policy, today):
    def keys(person):
        return {item.key for item in workbench_menu(person, on=today)}

    assert "contributions" in keys(cast.lotte)
    assert "contributions" not in keys(cast.samira)
    assert {"messages", "people"} <= keys(cast.wim)
    assert not {"messages", "people", "contributions"} & keys(cast.bos)


def test_what_a_menu_says_is_said_once_and_not_at_each_look(cast, policy, today):
    items = [*public_menu(), *workbench_menu(cast.wim, on=today)]
    items += [item for column in footer_menu() for item in column["items"]]

    said = [item.label for item in items] + [column["title"] for column in footer_menu()]

    assert {type(label) for label in said} == {str}
