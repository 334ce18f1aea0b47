import pytest

from speelruimte.commands.main import main
from speelruimte.journal.models import Entry
from speelruimte.places.actions import Imported, import_addresses
from speelruimte.places.finding import areas_of_street, places_meant
from speelruimte.places.models import Street, Stretch
from speelruimte.places.reading import FileRefused
from tests.steps.refusing import refuses

pytestmark = pytest.mark.django_db

# As an extract of the BAG comes: a row per address, in any order.
BAG = """\
Woonplaats;Postcode;Huisnummer;Huisletter;Openbare ruimte;Wijk
Lindewold;9401 AB;1;;Lindelaan;De Lanen
Lindewold;9401AB;3;a;Lindelaan;De Lanen
Lindewold;9401ab;24-30;;Lindelaan;De Lanen
Lindewold;9401AC;2 t/m 20;;Lindelaan;centrum
Lindewold;9402CD;1;;Sluiskade;Vaartzijde
Lindewold;9403EF;1;;Dorpsstraat;Oosterveld
Zandhuizen;9404GH;50;;Dorpsstraat;Vaartzijde
Lindewold;9402CD;8;;'t Hóf;Vaartzijde
"""


@pytest.fixture
def streets(areas, now):
    return import_addresses(text=BAG, file="bag.csv", by=None, at=now)


def test_addresses_become_stretches_of_streets_and_none_is_kept(streets):
    lane = Street.objects.get(key="lindelaan")

    assert streets == Imported(new=6, changed=0, same=0)
    assert sorted(lane.stretches.values_list("postcode", "first", "last")) == [
        ("9401AB", 1, 30),
        ("9401AC", 2, 20),
    ]
    assert [area.key for area in areas_of_street(lane)] == ["centrum", "de-lanen"]
    assert {street.key for street in Street.objects.all()} == {
        *("lindelaan", "sluiskade", "dorpsstraat", "dorpsstraat-zandhuizen", "t-hof"),
    }


def test_the_same_file_again_changes_nothing_and_another_is_the_whole_list(streets, later):
    again = import_addresses(text=BAG, file="bag.csv", by=None, at=later())
    assert again == Imported(new=0, changed=0, same=6)
    assert Entry.objects.filter(verb="addresses_imported").count() == 1

    longer = BAG.replace("24-30", "24-32").replace("Lindewold;9402CD;1;;Sluiskade;Vaartzijde\n", "")
    done = import_addresses(text=longer, file="bag.csv", may_remove_many=True, by=None, at=later(2))
    assert done == Imported(
        new=0, changed=1, same=4, gone=1, streets_gone=("Sluiskade, Lindewold",)
    )
    assert not Street.objects.filter(key="sluiskade").exists()
    assert Stretch.objects.get(postcode="9401AB").last == 32


def test_every_fault_of_a_file_is_told_at_once_and_nothing_comes_in(areas, now):
    faulty = (
        "straat,postcode,nummer,gebied\n"
        "Lindelaan,940 AB,1,Centrum\n"
        ",9401AB,2,Centrum\n"
        "Lindelaan,9401AB,drie,Centrum\n"
        "Lindelaan,9401AB,9-3,Atlantis\n"
        "Lindelaan,9401AB,5,Atlantis\n"
    )

    with pytest.raises(FileRefused) as refused:
        import_addresses(text=faulty, file="bag.csv", by=None, at=now)

    assert [fault.partition(": ")[::2] for fault in refused.value.faults] == [
        (
            "bag.csv, regel 2",
            "‘940 AB’ is geen postcode. Schrijf vier cijfers en twee letters.",
        ),
        ("bag.csv, regel 3", "er staat geen straat."),
        ("bag.csv, regel 4", "‘drie’ is geen huisnummer of reeks, zoals 12 of 2-20."),
        (
            "bag.csv, regel 5 en nog 1",
            "het gebied ‘Atlantis’ kennen we niet. Schrijf de naam zoals bij de gebieden.",
        ),
        ("bag.csv, regel 5", "‘9-3’ is geen huisnummer of reeks, zoals 12 of 2-20."),
    ]
    assert not Street.objects.exists()


def test_a_part_of_the_list_takes_nothing_away_before_somebody_said_so(
    streets, later, tmp_path, capsys
):
    file = tmp_path / "deel.csv"
    file.write_text("straat;woonplaats;gebied\nLindelaan;Lindewold;De Lanen\n")

    assert main(["places", "import-addresses", str(file)]) == 1
    said = capsys.readouterr().err
    assert "verdwijnen 4 van de 5 straten en 6 van de 6 stukken straat" in said
    assert "'t Hóf, Lindewold; Dorpsstraat, Lindewold" in said
    assert "--remove-many" in said
    assert (Street.objects.count(), Stretch.objects.count()) == (5, 6)

    assert main(["places", "import-addresses", "--remove-many", str(file)]) == 0
    said = capsys.readouterr().out
    assert "Stukken straat: 1 nieuw, 0 gewijzigd, 0 hetzelfde." in said
    assert "Verdwenen stukken straat: 6." in said
    assert "Verdwenen straten: 4, namelijk" in said
    assert [street.name for street in Street.objects.all()] == ["Lindelaan"]


def test_stretches_that_go_are_held_against_what_there_was_too(streets, later):
    stretch = "Lindewold;9401AC;2 t/m 20;;Lindelaan;centrum\n"

    with refuses("many_would_go"):
        import_addresses(text=BAG.replace(stretch, ""), file="bag.csv", by=None, at=later())


def test_a_street_of_many_may_go_unasked(areas, now, later):
    lines = [f"Laan {number};Centrum" for number in range(10)]
    import_addresses(text="\n".join(["straat;gebied", *lines]), file="s.csv", by=None, at=now)

    done = import_addresses(
        text="\n".join(["straat;gebied", *lines[1:]]), file="s.csv", by=None, at=later()
    )

    assert (done.gone, done.streets_gone) == (1, ("Laan 0",))
    assert Entry.objects.filter(verb="addresses_imported").latest("number").facts["gone"] == 1


@pytest.mark.parametrize(
    ("typed", "streets_meant", "areas_meant", "exactly"),
    [
        ("Lindelaan", ["lindelaan"], [], True),
        ("linde laan 12a", ["lindelaan"], [], True),
        ("9402 cd", ["t-hof", "sluiskade"], [], True),
        ("Lindelaan 3, 9401AB Lindewold", ["lindelaan"], [], True),
        ("'t Hof 8", ["t-hof"], [], True),
        ("de lanen", [], ["de-lanen"], True),
        ("dorpsstr.", ["dorpsstraat", "dorpsstraat-zandhuizen"], [], True),
        ("Dorpsstraat 50", ["dorpsstraat-zandhuizen"], [], True),
        ("sluis", ["sluiskade"], [], False),
        ("Sluiskaade", ["sluiskade"], [], False),
        ("9999ZZ", [], [], True),
        ("?!", [], [], False),
    ],
)
def test_what_people_type_finds_their_street(streets, typed, streets_meant, areas_meant, exactly):
    meant = places_meant(typed)

    assert [street.key for street in meant.streets] == streets_meant
    assert [area.key for area in meant.areas] == areas_meant
    assert meant.exactly is exactly


def test_a_street_without_numbers_may_be_meant_with_any_number(areas, now):
    listed = "straat;woonplaats;gebied;nummer\nMolenweg;Lindewold;Centrum;2-20\n"
    listed += "Molenweg;Zandhuizen;Vaartzijde;\n"
    import_addresses(text=listed, file="straten.csv", by=None, at=now)

    assert len(places_meant("Molenweg 4").streets) == 2
    assert [street.town for street in places_meant("Molenweg 40").streets] == ["Zandhuizen"]


def test_the_command_takes_a_file_in_or_says_every_fault(areas, tmp_path, capsys):
    file = tmp_path / "bag.csv"
    file.write_text(BAG)
    assert main(["places", "import-addresses", str(file)]) == 0
    assert "Straten: 5. Stukken straat: 6 nieuw" in capsys.readouterr().out

    file.write_text("naam;gebied\nLindelaan;Centrum\n")
    assert main(["places", "import-addresses", str(file)]) == 1
    assert "de kolom ‘straat’ ontbreekt" in capsys.readouterr().err
