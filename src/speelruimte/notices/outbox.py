"""The outbox: a mail that is owed is written down in the transaction of what it is about."""

from django.conf import settings

from speelruimte.notices.announced import ANNOUNCED, TO_AN_OLD_ADDRESS
from speelruimte.notices.letters import LETTERS
from speelruimte.notices.models import AskedNotice, Message
from speelruimte.people.models import Contact, Person
from speelruimte.shared.fingerprints import canonical, keyed_fingerprint


def enqueue(kind, *, contact=None, person=None, about, case_number="", at, again="", **facts):
    """Owe somebody a mail; part of the caller's action. Returns the Message.

    ``kind`` is one of ``letters.LETTERS``, ``about`` the key of what it is about. Returns None
    when there is no e-mail address to send it to. Who is owed the same already is not owed it
    again: then the first message is returned, unless ``again`` says what makes it another one.
    """
    message = _message(kind, contact, person, about, case_number, at, facts)
    if message is None:
        return None
    message.idempotency_key += f":{again}" if again else ""
    fields = {
        field.attname: getattr(message, field.attname)
        for field in Message._meta.concrete_fields
        if field.attname not in ("id", "idempotency_key")
    }
    return Message.objects.get_or_create(idempotency_key=message.idempotency_key, defaults=fields)[
        0
    ]


def enqueue_many(kind, readers, *, about, case_number="", at, again="") -> int:
    """Owe many people a mail at once; part of the caller's action. Returns how many addresses.

    ``readers`` are pairs of a contact or a person and the facts for that reader; an address that
    comes more than once is written to once, with the facts that came first.
    """
    owed = {}
    for reader, facts in readers:
        contact, person = (None, reader) if isinstance(reader, Person) else (reader, None)
        message = _message(kind, contact, person, about, case_number, at, facts)
        if message is not None:
            message.idempotency_key += f":{again}" if again else ""
            owed.setdefault(message.idempotency_key, message)
    Message.objects.bulk_create(owed.values(), ignore_conflicts=True, batch_size=500)
    return len(owed)


def not_owed_yet(kind, readers, *, about) -> list:
    """Of these ``readers``, as for ``enqueue_many``, those whose address is not owed this letter."""
    keys = [f"{kind}:{about}:{reader_of(reader)}" for reader, _facts in readers]
    owed = Message.objects.filter(idempotency_key__in=keys)
    told = set(owed.values_list("idempotency_key", flat=True))
    return [pair for key, pair in zip(keys, readers, strict=True) if key not in told]


def take_back_unsent(contact, kinds, *, about) -> list[str]:
    """Take back what nobody tried to send yet; part of the caller's action.

    Returns the kinds of what left or may have left, the oldest first.
    """
    owed = Message.objects.filter(contact=contact, kind__in=kinds, about=about)
    owed.unsent().filter(attempts=0).delete()
    return list(owed.order_by("created_at", "pk").values_list("kind", flat=True))


def tell_old_address(contact, *, email, about, case_number, at):
    """Owe the address that a contact had the news that there is another; part of the caller's action.

    The old address is kept for this one mail.
    """
    [kind] = TO_AN_OLD_ADDRESS
    if email:
        old = Contact.objects.create(email=email, language=contact.language)
        enqueue(
            kind,
            contact=old,
            about=about,
            case_number=case_number,
            at=at,
            again=at.isoformat(),
            mended=contact.pk,
        )


def forget_reader(contact) -> int:
    """Remove every message to a contact who is being forgotten, and what was asked for."""
    AskedNotice.objects.filter(contact=contact).delete()
    to_old = Message.objects.filter(kind__in=TO_AN_OLD_ADDRESS, facts__mended=contact.pk)
    Contact.objects.filter(pk__in=to_old.values("contact")).delete()
    return Message.objects.filter(contact=contact).delete()[0]


def reader_of(reader) -> str:
    """One short key per address, that shows nobody the address. Empty without an address."""
    if reader is None or not reader.email:
        return ""
    key = settings.RECEIPT_KEY.encode()
    return keyed_fingerprint(f"reader:{reader.email.strip().lower()}", key=key)[:32]


def _message(kind, contact, person, about, case_number, at, facts):
    if kind not in LETTERS:
        raise ValueError(f"There is no letter of the kind {kind}; see notices/letters.py.")
    if (contact is not None) and (person is not None):
        raise ValueError("A message has one reader: a contact or a person.")
    if contact is not None and kind not in ANNOUNCED:
        raise ValueError(
            f"Nobody who left an address was told of {kind}; see notices/announced.py."
        )
    reader = reader_of(contact if person is None else person)
    if not reader:
        return None
    return Message(
        idempotency_key=f"{kind}:{about}:{reader}",
        kind=kind,
        contact=contact,
        person=person,
        case_number=case_number,
        about=about,
        facts=_plain(facts),
        created_at=at,
        try_after=at,
    )


def _plain(facts):
    """Facts as JSON holds them: days and moments as text."""
    import json

    return json.loads(canonical(facts))
