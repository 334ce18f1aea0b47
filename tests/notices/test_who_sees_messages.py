from speelruimte.notices.rules import may_see_messages


def test_who_looks_after_the_installation_or_guides_others_sees_what_goes_out(cast, today):
    sees = [name for name, person in vars(cast).items() if may_see_messages(person, on=today)]

    assert sees == ["marleen", "wim"]
