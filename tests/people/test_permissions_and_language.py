import pytest
from django.contrib.auth.models import Group, Permission
from django.db import IntegrityError, transaction
from django.utils.translation import override

from speelruimte.people.actions import leave_contact
from speelruimte.people.intake import Reach
from speelruimte.people.models import Contact, Person
from speelruimte.route.forgetting import forget_contact, forget_person
from tests.steps.writing import writing_by_hand

MAIL = "nadia@lindewold.example"


def test_nobody_is_superuser(cast):
    with pytest.raises(IntegrityError, match="nobody_is_superuser"), transaction.atomic():
        Person.objects.filter(pk=cast.samira.pk).update(is_superuser=True)


def test_a_permission_comes_from_a_group_and_from_no_role(cast):
    permission = Permission.objects.get(codename="view_person", content_type__app_label="people")
    assert not cast.wim.has_perm("people.view_person")

    group = Group.objects.create(name="redactie")
    group.permissions.add(permission)
    cast.wim.groups.add(group)

    assert Person.objects.get(pk=cast.wim.pk).has_perm("people.view_person")


@pytest.mark.parametrize(
    ("chosen", "language"), [("nl", "nl"), ("en", "en"), ("fy", "nl"), ("", "nl")]
)
def test_who_leaves_an_address_is_written_to_in_the_language_that_was_chosen(
    db, english, chosen, language
):
    with override("en"), writing_by_hand(because="an address comes with words or an initiative"):
        contact = leave_contact(Reach(name="Nadia", email=MAIL, language=chosen))

    assert contact.language == language


def test_a_language_that_the_website_does_not_have_is_that_of_the_municipality(db):
    with writing_by_hand(because="an address comes with words or an initiative"):
        assert leave_contact(Reach(email=MAIL, language="en")).language == "nl"


def test_who_is_forgotten_leaves_no_language_and_no_group_behind(cast, now, today, english):
    with writing_by_hand(because="an address comes with words or an initiative"):
        contact = leave_contact(Reach(name="Nadia", email=MAIL, language="en"))
    forget_contact(contact, by=None, at=now)
    Person.objects.filter(pk=cast.henk.pk).update(language="en")
    cast.henk.groups.add(Group.objects.create(name="redactie"))
    forget_person(cast.henk, by=None, at=now, on=today)

    assert Contact.objects.get(pk=contact.pk).language == "nl"
    henk = Person.objects.get(pk=cast.henk.pk)
    assert (henk.language, henk.groups.count()) == ("nl", 0)
