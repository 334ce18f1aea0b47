"""Now open: the square, the play corner that people vote on, and the garden of Nadia."""

from demo.filling.plot import (
    COLLEGE,
    COUNCIL,
    INITIATORS,
    ChangeOf,
    FrameOf,
    PhaseOf,
    Plot,
    ThemeOf,
    VoteOf,
    Word,
)
from speelruimte.trajectories.models import Step

DE_BRINK = Plot(
    title="De Brink: meer groen, minder stenen",
    summary="Het plein in het centrum krijgt een nieuwe inrichting. Denk mee over bomen, banken en "
    "parkeerplekken.",
    idea="Het plein is versleten en in de zomer te heet. Het riool eronder wordt vervangen. Dat is "
    "het moment om De Brink opnieuw in te richten.",
    areas=("centrum",),
    subject="Centrum en winkels",
    body=COUNCIL,
    begins=-260,
    adopted=-75,
    number="118",
    decided=0,
    reach=Step.TAKING_PART,
    choice="Het aantal bomen, de banken en het parkeren liggen open. De markt blijft.",
    texts={
        "what": "Het plein zelf: stenen, groen, banken en parkeren. Niet de winkels, de huizen of "
        "de wegen eromheen.",
        "worth": "Een koel plein waar u ook komt als er geen markt is.",
        "who": "Bewoners, winkeliers, marktkooplui, de horeca, scholen en wie met de bus komt. "
        "Jongeren spreken we op het plein zelf.",
        "cost": "Er is € 640.000. Onderhoud betalen we uit het gewone budget voor groen.",
        "rules": "De brandweer moet overal kunnen komen. De kastanje is beschermd.",
    },
    frames=(
        FrameOf("fixed", "content", "De markt blijft", "Elke woensdag, met plek voor 22 kramen.", "Marktverordening"),
        FrameOf("fixed", "content", "De oude kastanje en de 6 lindes blijven", "", "Bomenlijst"),
        FrameOf("fixed", "rules", "De brandweer kan overal komen", "Daarom blijft er een strook van 3,5 meter vrij.", "Advies van de brandweer"),
        FrameOf("fixed", "money", "Er is € 640.000", "Meer geld komt er niet bij.", "Begroting"),
        FrameOf("fixed", "process", "De Brink is klaar voor de volgende winter", "Dan is de ijsbaan er weer.", "Planning van het riool"),
        FrameOf("open", "content", "Waar komen bomen, bloemen en water?", "Er is plek voor 15 tot 30 nieuwe bomen.", "Startnotitie"),
        FrameOf("open", "content", "Er blijven 30 tot 45 parkeerplekken", "Nu zijn het er 62.", "Parkeeronderzoek"),
        FrameOf("open", "content", "Welke banken en speeltoestellen?", "U kiest mee uit vier pakketten.", "Startnotitie"),
        FrameOf("unknown", "rules", "Wat ligt er onder de stenen?", "Het onderzoek naar kabels en bodem loopt nog.", "Bodemonderzoek", known_in=31),
    ),
    parties=(
        ("Wijkraad Centrum", True, "Wij willen vooral schaduw en een bank bij de apotheek."),
        ("Ondernemersvereniging De Brink", True, "Mits laden en lossen tot elf uur kan."),
        ("Natuurgroep Lindewold", False, "Wij hadden alle parkeerplekken weg gewild."),
    ),
    phases=(
        PhaseOf(
            "Meedenken over het plein",
            "Waar komen bomen, banken en water? En hoeveel auto's kunnen er nog staan?",
            -29, 40, ("ideas", "evening", "walk"),
            group="Iedereen die hier woont, werkt of komt winkelen",
            held={"evening": (23, "Dorpshuis De Schakel"), "walk": (4, "bij de kastanje op de Brink")},
            called_off={"evening": "In De Schakel is de verwarming stuk. Een andere zaal is er niet. Schrijf of bel ons tot de laatste dag: dat telt even zwaar."},
            moved={"walk": (9, "De boomverzorger die meeloopt, is deze week ziek.")},
        ),
    ),
    moments=(
        (75, "We leggen alle inbreng naast elkaar", False),
        (110, "De gemeenteraad neemt het besluit", True),
    ),
    change=ChangeOf(
        "Er blijven 30 tot 45 parkeerplekken",
        "Er blijven 20 tot 45 parkeerplekken",
        "Nu zijn het er 62. Uit een telling bleek dat 18 plekken bijna altijd leeg staan.",
        "Op de eerste avond vroegen veel bewoners om meer groen. Uit de telling bleek dat 18 "
        "plekken bijna altijd leeg staan. We overlegden opnieuw met de winkeliers en de wijkraad.",
        -24, -12,
    ),
    words=(
        Word("Zet bomen waar in de zomer de zon op de bankjes brandt. Nu zit er niemand.", 0, name="Willemien Vos", email="willemien.vos@post.example", place="Bij de fontein"),
        Word("Ik rijd mijn man naar de dokter. Laat dicht bij de praktijk vier plekken staan.", 1, "paper"),
        Word("Bij zware regen loopt mijn winkel onder. Maak de stenen lager in het midden.", 3, "phone", name="Bakkerij Veldhuis"),
        Word("Een hek om het speelplekje graag. De auto's rijden er vlak langs.", 2, "meeting"),
        Word("Mijn buurvrouw rijdt in een rolstoel en komt de stoep niet op. Bel haar gerust: 06-57831204.", 3, title="De stoep", email="hanneke.mol@post.example", unreadable=("06-57831204", "Er stond een telefoonnummer van iemand anders in. Dat hoort niet op de website.")),
        Word("Kan de oude pomp weer water geven? Mijn kinderen vinden dat prachtig.", 3, title="De pomp"),
        Word("Als marktkoopman wil ik weten waar mijn bus straks staat. Voor zessen rijd ik het plein op.", 1, "counter"),
        Word("Alsjeblieft geen kale betonnen bakken met een zielig boompje erin. Echte bomen in de volle grond.", 0, title="Echte bomen"),
        Word("Zet de banken naar elkaar toe in plaats van op een rij. Dan kun je praten.", 2),
        Word("Parkeren mag van mij helemaal weg. De garage aan de Stationsweg is twee minuten lopen.", 1, name="Bart Wolters", email="bart.wolters@post.example"),
        Word("Wij komen uit Zandhuizen en hebben geen bus. Zonder parkeerplek doen wij onze boodschappen ergens anders.", 1, "letter"),
        Word("Een grote tafel voor jongeren, met een dak. Dan hangen ze niet voor de bank.", 2, title="Plek voor ons"),
        Word("Plant hazelaars en meidoorns, daar komen vogels op af.", 0, "paper"),
        Word("De stenen zijn glad als het vriest. Ik ben vorig jaar gevallen bij de apotheek.", 3, "phone"),
        Word("Geen muziek van de terrassen na tien uur. Wij slapen daarboven.", 4),
        Word("Juist wel terrassen, maar dan aan de zonkant.", 4, name="Café De Kastanje"),
        Word("Laat ruimte voor de kermis en de ijsbaan. Daar woon ik hier voor.", None),
        Word("Meer fietsenrekken, maar niet voor de ingang van de kerk.", None, "meeting"),
        Word("Waar blijft het regenwater? Maak er een wadi van met een bruggetje.", None, title="Regenwater"),
        Word("Graag een openbaar toilet. Wie ouder wordt, durft anders niet meer naar de markt.", None, "paper"),
        Word("Denk aan blinden: een geleidelijn van de bushalte naar het gemeentehuis.", None, name="Ilse Haan", email="ilse.haan@post.example"),
        Word("Mijn buurman verhuurt zijn parkeerplek zwart, bel hem maar op 06 12 34 56 78, dan hoort u het zelf.", None, title="Parkeren", stays_waiting=True),
        Word("Is er al iets bekend over de kabels onder het plein? Dan wacht ik met mijn idee.", None, stays_waiting=True, email="noor.smit@post.example", name="Noor Smit"),
        Word("Zet er een kunstwerk neer van iemand van hier.", None, stays_waiting=True),
        Word("Die wethouder is een dief en zijn vrouw ook, dat weet iedereen.", None, refused_on="scolding", refused="U noemt mensen bij hun functie en beschuldigt hen. Wat u van het plein vindt, lezen we graag."),
    ),
    themes=(
        ThemeOf("Bomen, bloemen en schaduw", "taken_over", "Elke nieuwe boom komt in de volle grond. We tekenen bij alle zes de banken schaduw in."),
        ThemeOf("Parkeren en laden"),
        ThemeOf("Zitten en spelen"),
        ThemeOf("Water en stenen"),
        ThemeOf("Terrassen en geluid"),
    ),
)  # fmt: skip

SPEELPLEK = Plot(
    title="Een speelplek voor de Vaartzijde",
    summary="Er is € 85.000 voor de speelplek aan de Kolk. De buurt kiest zelf wat er komt.",
    idea="De speeltoestellen aan de Kolk zijn afgekeurd. In de wijk wonen 900 kinderen.",
    areas=("vaartzijde",),
    subject="Spelen en sporten",
    body=COLLEGE,
    begins=-190,
    adopted=-45,
    number="121",
    reach=Step.TAKING_PART,
    choice="De buurt maakte zelf de plannen en kiest welke er komen.",
    asked_to_stop=(
        "De grond aan de Kolk moet misschien worden schoongemaakt. Dan blijft er geen geld over.", -16,
        "Wij betalen het schoonmaken uit een andere pot. De buurt rekent op deze speelplek.",
    ),
    texts={
        "what": "Nieuwe speeltoestellen en plekken om te zitten aan de Kolk.",
        "worth": "Kinderen bewegen meer als er iets te doen is waar ze zelf voor kozen.",
        "cost": "Er is € 85.000 voor aanleg. Voor onderhoud is elk jaar € 3.000 apart gezet.",
        "who": "Alle kinderen vanaf acht jaar en hun ouders, buren en de school. Elk adres krijgt "
        "een stemcode per bewoner.",
    },
    frames=(
        FrameOf("fixed", "content", "De plek ligt aan de Kolk", "Andere plekken zijn te klein of te dicht bij de weg.", "Onderzoek naar speelplekken"),
        FrameOf("fixed", "money", "Er is € 85.000", "De plannen die winnen, kosten samen niet meer dan dit.", "Begroting"),
        FrameOf("fixed", "process", "Wie stemt, beslist", "Het college voert de uitslag uit als die binnen de kaders past.", "Besluit van het college"),
        FrameOf("fixed", "rules", "Alles is veilig gekeurd", "Ook voor kinderen in een rolstoel is er iets te doen.", "Wet"),
        FrameOf("open", "content", "Welke plannen komen er?", "Er zijn zeven plannen van buren zelf. U kiest er hoogstens drie.", "Ontwerpmiddag met de buurt"),
    ),
    parties=(
        ("Bewonersvereniging Vaartzijde", True, "Wij tellen op papier mee."),
        ("Basisschool De Lindeboom", True, "De klassen stemmen op school."),
    ),
    phases=(
        PhaseOf(
            "Stemmen over de speelplek",
            "Welke plannen wilt u voor de speelplek aan de Kolk?",
            -19, 12, ("budget", "workshop"), say=3, group="Iedereen van 8 jaar en ouder in de Vaartzijde",
            held={"workshop": (2, "Gymzaal van De Lindeboom")},
        ),
    ),
    moments=((13, "We tellen de stemmen, iedereen mag erbij zijn", False, "20 uur", "Gymzaal van De Lindeboom"), (76, "Het college neemt het besluit", True)),
    vote=VoteOf(
        budget=85_000,
        plans=(
            ("Waterspeelplaats met pomp", 32_000, "Zand, een pomp en een goot. Met een tegelpad voor rolstoelen."),
            ("Klimbos met touwen", 28_500, "Tussen de bestaande bomen, voor kinderen vanaf acht jaar."),
            ("Grote nestschommel", 9_500, "Er passen vier kinderen in, ook als je niet kunt lopen."),
            ("Picknicktafels en een regendak", 14_000, "Voor ouders, opa's en oma's, en om te schuilen."),
            ("Pannakooi", 21_000, "Een klein voetbalveld met hekken die geen lawaai maken."),
            ("Natuurhoek met wilgentunnel", 6_500, "Hutten van wilgen, die de buurt zelf snoeit."),
            ("Fietscircuit", 24_000, "Bochten en bulten voor kleine fietsen en steps."),
        ),
        favourites=(("1", "3", "6"), ("2", "3"), ("1", "4"), ("5", "3"), ("7", "6")),
        rights=260, digital=71, paper=14,
        who="Iedereen van 8 jaar en ouder in de Vaartzijde. U kreeg een brief met een stemcode.",
    ),
)  # fmt: skip

BUURTTUIN = Plot(
    title="Een buurttuin aan de Vaartzijde",
    summary="Op het lege veld aan de Sluiskade willen buren een tuin maken waar iedereen welkom is. "
    "Nadia Haddou kwam ermee, de gemeente helpt.",
    idea="Aan de Sluiskade ligt al zes jaar een leeg veld. Met elf buren wil ik er een tuin maken: "
    "groente, bloemen en een lange tafel. Wij doen het werk. Wij vragen de grond, een watertap en "
    "iemand die meedenkt.",
    areas=("vaartzijde",),
    subject="Groen en water",
    kind="resident",
    body=INITIATORS,
    submitter=("Nadia Haddou", "nadia@lindewold.example"),
    owner="nadia",
    leader="fatma",
    begins=-130,
    adopted=-40,
    reach=Step.TAKING_PART,
    choice="Hoe de tuin eruitziet en wie er wanneer komt, maken de buren samen uit.",
    texts={
        "answers": "Elf buren doen al mee. In de flat kent bijna niemand elkaar; daar willen wij iets aan doen.",
        "what": "Een tuin met twintig bakken, een lange tafel, een schuurtje en een hek dat overdag "
        "open is.",
        "worth": "Buren leren elkaar kennen, kinderen zien waar eten vandaan komt.",
        "cost": "Het hout en de grond kosten € 4.200. Wij vragen geld uit het budget voor de buurt "
        "en houden een rommelmarkt.",
        "who": "De buren van de Sluiskade en de Kolk. Ook wie last kan hebben van geluid of "
        "parkeren, vragen we aan de deur.",
    },
    frames=(
        FrameOf("fixed", "content", "Het veld blijft voor iedereen open", "Overdag gaat het hek niet op slot.", "Afspraak met de gemeente"),
        FrameOf("fixed", "money", "De gemeente geeft hoogstens € 4.200", "De rest brengen de buren zelf bij elkaar.", "Budget voor de buurt"),
        FrameOf("fixed", "process", "De buren beslissen zelf", "De gemeente tekent alleen de antwoorden mee en schrijft het besluit op.", "Beleid voor meedoen"),
        FrameOf("open", "content", "Wat groeit er, en wat staat er?", "Bloemen, groente, een kas, kippen: alles mag genoemd.", "Buren van de Sluiskade"),
        FrameOf("open", "process", "Wie zorgt waarvoor?", "In vakanties moet er ook iemand water geven.", "Buren van de Sluiskade"),
    ),
    parties=(
        ("Bewonersvereniging Vaartzijde", True, "Wij lenen het gereedschap uit."),
        ("Woningcorporatie Thuis aan de Vaart", True, "De kraan aan onze gevel mag gebruikt worden."),
    ),
    phases=(
        PhaseOf(
            "Samen de tuin bedenken",
            "Wat wilt u in de tuin? En wat kunt u zelf doen?",
            -21, 28, ("ideas", "doorbell", "kitchen_table"),
            group="Buren van de Sluiskade en de Kolk",
            held={"kitchen_table": (9, "Bij Nadia thuis aan de Sluiskade, voor het huisnummer belt u ons")},
        ),
    ),
    moments=((35, "Wij laten de tekening zien in het veld", False),),
    words=(
        Word("Graag ook plek voor bloemen, niet alleen groente. Mijn vrouw bindt boeketten.", name="Sofie de Boer", email="sofie@lindewold.example"),
        Word("Ik ben bang voor lawaai 's avonds. Kan de tuin om negen uur dicht?", channel="counter", answer=("taken_over", "Om negen uur gaan wij naar huis en halen we de stoelen binnen. Dat zetten we op het bord bij het hek.")),
        Word("Wij hebben een oude regenton over en vier zakken tuinaarde.", channel="paper", laid_ready=("taken_over", "Graag! De regenton komt naast het schuurtje. Zaterdag halen wij alles bij u op.")),
        Word("Kippen! Ik wil elke dag eieren rapen.", title="Kippen"),
        Word("Kan er een bak op hoogte komen? Ik zit in een rolstoel en wil ook wieden.", channel="phone", answer=("taken_over", "Er komen drie bakken van 75 centimeter hoog, met ruimte voor uw knieën eronder.")),
        Word("Als er een lange tafel komt, kook ik in de zomer soep van wat er groeit.", name="Aysel Öztürk", email="aysel.ozturk@post.example"),
        Word("Ik heb geen groene vingers maar wel een accuboor.", channel="meeting"),
        Word("Denk aan een slot op het schuurtje. Bij ons is twee keer iets weggehaald.", stays_waiting=True),
    ),
    themes=(),
)  # fmt: skip

RUNNING = (DE_BRINK, SPEELPLEK, BUURTTUIN)
