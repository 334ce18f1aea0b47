"""One cast for tests, demo, docs and pictures: who works and lives in Lindewold."""

from dataclasses import dataclass

from speelruimte.people.roles import Role


@dataclass(frozen=True)
class Character:
    """Somebody in Lindewold. ``roles`` hold everywhere; roles in one case are given in the story."""

    key: str
    name: str
    function: str
    roles: tuple = ()

    @property
    def email(self):
        return f"{self.key}@lindewold.example"


CAST = (
    Character("marleen", "Marleen Postma", "Participatiecoach", (Role.COACH,)),
    Character("samira", "Samira El Idrissi", "Projectleider openbare ruimte", (Role.OFFICIAL,)),
    Character("fatma", "Fatma Yıldız", "Projectleider riolering", (Role.OFFICIAL,)),
    Character("ruben", "Ruben Hoekstra", "Accounthouder", (Role.ACCOUNT_HOLDER,)),
    Character("joris", "Joris van Dam", "Medewerker verkeer", (Role.OFFICIAL,)),
    Character("lotte", "Lotte Kramer", "Moderator en klantcontact", (Role.MODERATOR,)),
    Character("dewit", "Karel de Wit", "Wethouder", (Role.PORTFOLIO_HOLDER,)),
    Character("iris", "Iris Veenstra", "Gemeentesecretaris", (Role.COLLEGE_SECRETARY,)),
    Character("teun", "Teun Kuipers", "Griffier", (Role.GRIFFIE,)),
    Character("bos", "Anneke Bos", "Raadslid", (Role.COUNCIL_MEMBER,)),
    Character("wim", "Wim Dekker", "Functioneel beheerder", (Role.ADMINISTRATOR,)),
    Character("nadia", "Nadia Haddou", "Initiatiefnemer van de buurttuin"),
    Character("henk", "Henk Mulder", "Buurman van 81"),
    Character("sofie", "Sofie de Boer", "Bewoner van de Vaartzijde"),
)


def welcome_cast(*, by, at, on, password=None):
    """Make an account for everybody in the cast. Returns them by key."""
    from speelruimte.people.actions import grant_role, welcome_person

    people = {}
    for character in CAST:
        person = people[character.key] = welcome_person(
            name=character.name,
            email=character.email,
            function=character.function,
            by=by,
            at=at,
            password=password,
        )
        for role in character.roles:
            grant_role(person, role=role, by=by, at=at, starts_on=on)
    return people
