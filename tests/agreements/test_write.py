import pytest

from speelruimte.agreements.actions import (
    start_version,
    write_how_weighed,
    write_section,
    write_texts,
)
from speelruimte.agreements.models import Section
from speelruimte.people.roles import Role
from speelruimte.shared.errors import AlreadyDone, Clash, NotAllowed
from tests.steps.agreement import WHO, somebody
from tests.steps.refusing import refuses

WRITERS = {Role.PROJECT_LEADER, Role.COACH, Role.INITIATOR}


@pytest.fixture
def version(story):
    return story.planning()


def test_the_first_version_begins_with_the_plan(version):
    assert (version.number, version.state, version.amends) == (1, "draft", None)
    assert version.decided_by == "raad"


def test_a_second_start_shows_the_version_that_is_there(version, cast, now):
    with refuses("writing_already", kind=AlreadyDone) as done:
        start_version(version.trajectory, by=cast.samira, at=now)

    assert done.value.result == version


@pytest.mark.parametrize("role", list(Role))
def test_who_leads_and_the_initiator_write(role, version, cast, now):
    person = somebody(cast, role, version.trajectory, at=now)
    also = {each_role for each_role in Role if getattr(cast, WHO[each_role]) == person}

    def press():
        return write_section(
            version, part="plan", key="doel", text="Samen denken.", edits=0, by=person, at=now
        )

    if also & WRITERS:
        assert press().text == "Samen denken."
    else:
        with pytest.raises(NotAllowed):
            press()


def test_a_stranger_does_not_write(version, cast, now):
    with pytest.raises(NotAllowed):
        write_section(
            version, part="plan", key="doel", text="Grap.", edits=0, by=cast.stranger, at=now
        )


def test_two_people_typing_never_overwrite_each_other_silently(version, cast, now):
    where = {"part": "description", "key": "wat", "at": now}
    write_section(version, text="Van Samira.", edits=0, by=cast.samira, **where)

    with refuses("changed_meanwhile", kind=Clash) as clash:
        write_section(version, text="Van Nadia.", edits=0, by=cast.nadia, **where)

    assert clash.value.theirs.text == "Van Samira."
    assert clash.value.theirs.edits == 1
    merged = write_section(version, text="Van beiden.", edits=1, by=cast.nadia, **where)
    assert (merged.text, merged.edits) == ("Van beiden.", 2)


def test_how_input_weighs_is_guarded_the_same_way(version, cast, now):
    write_how_weighed(version, text="Alles telt.", edits=0, by=cast.samira, at=now)

    with refuses("changed_meanwhile", kind=Clash) as clash:
        write_how_weighed(version, text="Niets telt.", edits=0, by=cast.nadia, at=now)

    assert clash.value.theirs.how_weighed == "Alles telt."


def test_saving_all_saves_what_it_can_and_names_the_rest(version, cast, now):
    write_section(version, part="plan", key="doel", text="Eerst.", edits=0, by=cast.nadia, at=now)

    written = write_texts(
        version,
        texts={("plan", "doel"): ("Later.", 0), ("plan", "fasen"): ("In het voorjaar.", 0)},
        how_weighed=("Alles telt.", 0),
        by=cast.samira,
        at=now,
    )

    assert written.saved == [("plan", "fasen"), "how_weighed"]
    assert written.clashes["plan", "doel"].theirs.text == "Eerst."
    assert dict(Section.objects.values_list("key", "text")) == {
        "doel": "Eerst.",
        "fasen": "In het voorjaar.",
    }


def test_the_same_text_again_is_no_edit(version, cast, now):
    where = {"part": "plan", "key": "doel", "by": cast.samira, "at": now}
    write_section(version, text="Samen\r\ndenken.", edits=0, **where)

    again = write_section(version, text="Samen\ndenken.\n", edits=0, **where)

    assert (again.text, again.edits) == ("Samen\ndenken.", 1)


def test_a_text_of_20_001_characters_is_refused_with_a_sentence(version, cast, now):
    with refuses("too_long"):
        write_section(
            version, part="plan", key="doel", text="x" * 20_001, edits=0, by=cast.samira, at=now
        )


def test_a_question_that_the_policy_does_not_ask_is_refused(version, cast, now):
    with refuses("not_asked"):
        write_section(version, part="plan", key="wat", text="Zo.", edits=0, by=cast.samira, at=now)


def test_nobody_writes_in_what_lies_before_the_body(story, cast, now):
    version = story.offered()

    with refuses("not_a_draft"):
        write_section(
            version, part="plan", key="doel", text="Anders.", edits=1, by=cast.samira, at=now
        )


def test_nobody_writes_in_what_was_adopted(story, cast, now):
    adopted = story.adopted_agreement().versions.get()

    with refuses("adopted_already"):
        write_section(
            adopted, part="plan", key="doel", text="Toch anders.", edits=0, by=cast.samira, at=now
        )
