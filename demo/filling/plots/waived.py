"""Where people are told and not asked, with the reason."""

from demo.filling.plot import COLLEGE, Plot
from speelruimte.trajectories.models import Step

BUURTBUS = Plot(
    title="Nieuwe tijden voor de buurtbus",
    summary="De buurtbus van Zandhuizen krijgt nieuwe tijden. De provincie koos ze al; we leggen uit "
    "waarom.",
    idea="De provincie past de dienstregeling aan op de trein. Onze buurtbus moet mee.",
    areas=("zandhuizen", "buitengebied-zuid"),
    subject="Verkeer en vervoer",
    body=COLLEGE,
    leader="samira",
    begins=-300,
    decided=-200,
    number="077",
    reach=Step.MEMORY,
    choice="De provincie stelde de tijden vast, gekoppeld aan de trein. Vragen wat u ervan vindt "
    "terwijl er niets te kiezen is, vinden we niet eerlijk.",
    waiver=(
        -255,
        "Een brief aan alle adressen in Zandhuizen en het buitengebied, een bord bij elke halte en "
        "een uur in het dorpshuis waar u vragen kunt stellen.",
        "Er gingen 1.340 brieven uit. In het dorpshuis kwamen 27 mensen met vragen. De nieuwe tijden "
        "hangen bij alle negen haltes.",
    ),
    what="De buurtbus rijdt vanaf de nieuwe dienstregeling tien minuten later, zodat u de trein haalt.",
    reasons="De provincie betaalt de bus en koppelt de tijden aan de trein. De gemeente kan daar niet "
    "van afwijken.",
    feedback="Wij konden u hier niets laten kiezen. U hoorde wel waarom. In het dorpshuis gaven "
    "wij antwoord op de vragen van 27 mensen.",
    lessons=(
        (
            True,
            "Vertel meteen dat er niets te kiezen valt. Dat gaf minder boze reacties dan vorige keer.",
        ),
        (False, "Hang de tijden eerder op: veel mensen lazen de brief niet."),
    ),
)

KADEMUUR = Plot(
    title="De kademuur bij de sluis wordt hersteld",
    summary="Er zit een scheur in de kademuur. We herstellen hem meteen en leggen uit wat u merkt.",
    idea="Bij de controle bleek de kademuur onder de Sluiskade te verzakken. Wachten is gevaarlijk.",
    areas=("vaartzijde",),
    subject="Groen en water",
    body=COLLEGE,
    leader="fatma",
    begins=-45,
    reach=Step.INFORMING,
    choice="Er is maar één veilige manier om de muur te herstellen, en die kan niet wachten.",
    waiver=(
        -12,
        "Een brief aan alle bewoners van de Sluiskade en de Kolk, een spreekuur in de bouwkeet en "
        "een bord bij de brug.",
        "",
    ),
)

WAIVED = (BUURTBUS, KADEMUUR)
