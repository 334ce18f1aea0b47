import pytest
from django.contrib.auth.models import Group, Permission
from django.db import IntegrityError, transaction
from django.utils.translation import override

from speelruimte.people.actions import leave_contact
from speelruimte.people.models import Contact, Person
from speelruimte.route.forgetting import forget_contact, forget_person
from tests.steps.writing import writing_by_hand


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


@pytest.mark.parametrize(("page", "language"), [("nl", "nl"), ("en", "en"), ("fy", "nl")])
def test_who_leaves_an_address_is_written_to_in_the_language_of_that_page(
    db, english, page, language
):
    with override(page), writing_by_hand():
        contact = leave_contact(name="Nadia", email="nadia@lindewold.example")

    assert contact.language == language


def test_who_is_forgotten_leaves_no_language_and_no_group_behind(cast, now, today, english):
    with override("en"), writing_by_hand():
        contact = leave_contact(name="Nadia", email="nadia@lindewold.example")
    forget_contact(contact, by=None, at=now)
    Person.objects.filter(pk=cast.henk.pk).update(language="en")
    cast.henk.groups.add(Group.objects.create(name="redactie"))
    forget_person(cast.henk, by=None, at=now, on=today)

    assert Contact.objects.get(pk=contact.pk).language == "nl"
    henk = Person.objects.get(pk=cast.henk.pk)
    assert (henk.language, henk.groups.count()) == ("nl", 0)
