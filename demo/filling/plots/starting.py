"""Not open yet: exploring, weighing, writing, waiting for the council, and one that stopped."""

from demo.filling.plot import COLLEGE, COUNCIL, FrameOf, PhaseOf, Plot
from speelruimte.trajectories.models import Step

ENERGIETUIN = Plot(
    title="Een energietuin bij Zandhuizen",
    summary="Samen met het dorp onderzoeken we of zonnepanelen, natuur en wandelpaden samengaan.",
    idea="Dorpsbelangen wil onderzoeken of op de oude stortplaats een tuin kan komen met "
    "zonnepanelen waar je ook kunt wandelen. Niemand heeft er ervaring mee.",
    areas=("buitengebied-zuid", "zandhuizen"),
    subject="Energie en warmte",
    kind="organisation",
    body=COUNCIL,
    submitter=("Dorpsbelangen Zandhuizen", "bestuur@zandhuizen.example"),
    leader="fatma",
    begins=-40,
    reach=Step.EXPLORING,
    texts={
        "answers": "Het dorp wil zelf stroom maken. Veertig mensen kwamen naar de eerste avond."
    },
)

WARMTE = Plot(
    title="Warmte in De Lanen",
    summary="De huizen in De Lanen gaan van het gas af. Welke warmte komt ervoor in de plaats, en in "
    "welke volgorde?",
    idea="De Lanen is de eerste wijk die van het gas af gaat. Er zijn drie soorten warmte mogelijk. "
    "Ook de volgorde van de straten ligt nog open.",
    areas=("de-lanen",),
    subject="Energie en warmte",
    body=COUNCIL,
    begins=-35,
    reach=Step.WEIGHING,
    choice="Drie soorten warmte zijn mogelijk. Ook de volgorde van straten is vrij.",
)

BEUKENLAAN = Plot(
    title="Nieuw riool en nieuwe straat in de Beukenlaan",
    summary="Het riool in de Beukenlaan is op. De straat gaat open, en kan dan anders terugkomen.",
    idea="Het riool is van 1958 en lekt. Als de straat toch open ligt, kunnen stoep, bomen en "
    "parkeren anders.",
    areas=("de-lanen",),
    subject="Verkeer en vervoer",
    body=COLLEGE,
    leader="fatma",
    begins=-60,
    reach=Step.PLAN,
    choice="Hoe breed de stoep wordt en waar bomen komen, ligt open.",
    room_grew=True,
    looked_again="De hele straat gaat open, dus alles erboven kan anders. Dan kiezen we dat samen met de buurt.",
    texts={
        "what": "Het riool van de Beukenlaan, en de straat die er weer bovenop komt.",
        "worth": "Droge kelders bij zware regen, en een straat waar kinderen kunnen spelen.",
        "rules": "Het riool komt op dezelfde plek. De bus moet er langs kunnen.",
    },
    frames=(
        FrameOf("fixed", "content", "Het riool wordt vervangen", "Dat kan niet wachten.", "Rioleringsplan"),
        FrameOf("open", "content", "Hoe ziet de straat eruit?", "Stoep, bomen en parkeren.", "Rioleringsplan"),
    ),
)  # fmt: skip

WOONPLAN = Plot(
    title="Woonplan voor heel Lindewold",
    summary="Waar komen de komende vijftien jaar 1.800 woningen, en voor wie? Denk mee over het "
    "woonplan.",
    idea="Er zijn te weinig woningen voor starters en voor ouderen die kleiner willen wonen. De raad "
    "vroeg om een woonplan voor de komende vijftien jaar.",
    areas=("centrum", "vaartzijde", "molenhoek", "noorderveen", "oosterveld", "de-lanen"),
    subject="Wonen",
    body=COUNCIL,
    begins=-120,
    adopted=10,
    reach=Step.ADOPTION,
    choice="Het aantal ligt vast, maar niet waar de woningen komen en voor wie.",
    texts={
        "what": "Een plan dat zegt waar woningen komen, hoe groot en voor wie.",
        "worth": "Wie hier opgroeit of oud wordt, moet hier kunnen blijven wonen.",
        "who": "Woningzoekenden, ouderen, bouwers, de corporatie en de dorpen. Starters vragen we via "
        "werkgevers en sportclubs.",
        "cost": "Het plan zelf kost € 120.000. Bouwen doen anderen.",
        "alternatives": "Een plek die niet op onze kaart staat, mag u noemen. Wij rekenen die door.",
    },
    frames=(
        FrameOf("fixed", "content", "Er komen 1.800 woningen", "Dat spraken we af met de regio.", "Woonafspraken met de regio"),
        FrameOf("fixed", "rules", "Niet in het beekdal", "Daar moet het water naartoe kunnen.", "Verordening van het waterschap"),
        FrameOf("fixed", "money", "Minstens een derde is goedkoop", "Huur of koop die past bij een klein inkomen.", "Raadsbesluit"),
        FrameOf("open", "content", "Waar komen de woningen?", "Er zijn elf plekken in beeld. Er mogen er bij.", "Verkenning"),
        FrameOf("open", "content", "Voor wie bouwen we eerst?", "Starters, gezinnen of ouderen.", "Verkenning"),
        FrameOf("open", "process", "Hoe houden we tussentijds contact?", "Een panel, een avond per wijk, of allebei.", "Startnotitie"),
        FrameOf("unknown", "rules", "Hoeveel stroom is er?", "De netbeheerder zegt waar nog een aansluiting kan.", "Netbeheerder", known_in=50),
    ),
    parties=(
        ("Woningcorporatie Thuis aan de Vaart", True, "Wij bouwen graag mee."),
        ("Huurdersvereniging De Lanen", True, ""),
        ("Dorpsbelangen Zandhuizen", False, "Wij willen eerst weten wat de dorpen krijgen."),
    ),
    phases=(
        PhaseOf(
            "Wat is belangrijk?", "Waar moeten woningen komen, en voor wie het eerst?",
            21, 70, ("ideas", "evening", "questionnaire"), say=1,
            held={"evening": (35, "Schouwburg De Linde")},
        ),
        PhaseOf(
            "Meedenken over het plan", "Klopt dit plan met wat u zei?",
            110, 152, ("ideas", "citizens_panel"), say=2,
        ),
    ),
    moments=((160, "We leggen alle inbreng naast elkaar", False), (216, "De gemeenteraad neemt het besluit", True)),
)  # fmt: skip

PARKEERDEK = Plot(
    title="Een parkeerdek aan de Stationsweg",
    summary="Een extra laag boven het parkeerterrein bij het station.",
    idea="Het terrein bij het station staat vol. Een dek van staal geeft 140 plekken erbij.",
    areas=("centrum",),
    subject="Verkeer en vervoer",
    body=COLLEGE,
    begins=-330,
    adopted=-215,
    reach=Step.STOPPED,
    choice="De hoogte, de gevel en de in- en uitrit liggen nog open.",
    frames=(
        FrameOf("fixed", "content", "Het dek komt op het bestaande terrein", "", "Parkeernota"),
        FrameOf("fixed", "money", "Er is € 2,1 miljoen", "", "Begroting"),
        FrameOf("fixed", "process", "Het college beslist", "", "Parkeernota"),
        FrameOf("open", "content", "Hoe ziet het dek eruit?", "Groen, open of met een gevel van hout.", "Parkeernota"),
    ),
    parties=(("Wijkraad Centrum", False, "Wij zien liever een fietsenstalling."),),
    phases=(
        PhaseOf("Meedenken over het dek", "Hoe past een parkeerdek in deze straat?", -190, -140, ("ideas", "evening")),
    ),
    stopped="Bij de berekening bleek de grond het dek niet te dragen zonder palen van dertig meter. "
    "Dat kost twee keer zoveel. Het college kiest daarom voor een grotere fietsenstalling. Daarover "
    "hoort u apart.",
)  # fmt: skip

STARTING = (ENERGIETUIN, WARMTE, BEUKENLAAN, WOONPLAN, PARKEERDEK)
