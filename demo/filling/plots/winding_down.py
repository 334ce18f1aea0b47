"""Closed, and on their way back to people: result, decision, feedback, looking back."""

from demo.filling.plot import COLLEGE, COUNCIL, FrameOf, PhaseOf, Plot, ThemeOf, VoteOf, Word
from speelruimte.trajectories.models import Step

FIETSROUTE = Plot(
    title="Fietsroute langs de Vaart",
    summary="Het pad langs de Vaart wordt veiliger en breder. Ruim vierhonderd mensen dachten mee.",
    idea="Het pad langs de Vaart is smal en slecht. Er wordt steeds sneller gefietst, ook door wie "
    "naar school gaat. Wij willen het in één keer goed doen.",
    areas=("vaartzijde", "centrum", "molenhoek", "de-lanen"),
    subject="Verkeer en vervoer",
    body=COUNCIL,
    begins=-420,
    adopted=-290,
    decided=-20,
    number="104",
    reach=Step.FEEDBACK,
    crowd=400,
    choice="Waar het pad loopt, hoe breed het wordt en wat ernaast komt, ligt open.",
    texts={
        "what": "Het pad langs de Vaart, van de sluis tot de Molenweg: 3,2 kilometer.",
        "worth": "Veilig naar school, naar het werk en gewoon een ommetje.",
        "who": "Wie er fietst, loopt, vist of woont. Formulieren liggen in de bibliotheek, bij de "
        "huisarts en op de markt.",
        "cost": "Er is € 1,9 miljoen, waarvan de provincie de helft betaalt.",
    },
    frames=(
        FrameOf("fixed", "content", "De 14 oude wilgen blijven", "Het pad gaat eromheen.", "Bomenlijst"),
        FrameOf("fixed", "content", "Dit plan gaat alleen over het pad", "Niet over de bus en niet over de weg ernaast.", "Startnotitie"),
        FrameOf("fixed", "money", "Er is € 1,9 miljoen", "Wat meer kost, wacht op een volgend jaar.", "Begroting"),
        FrameOf("fixed", "process", "De gemeenteraad beslist", "Na alle antwoorden.", "Startnotitie"),
        FrameOf("open", "content", "Hoe delen fietsers en wandelaars het pad?", "Eén pad, twee stroken of twee paden.", "Startnotitie"),
        FrameOf("open", "content", "Wat komt er langs het pad?", "Banken, licht, bloemen en plekken aan het water.", "Startnotitie"),
    ),
    parties=(
        ("Bewonersvereniging Vaartzijde", True, ""),
        ("Natuurgroep Lindewold", True, "Omdat de wilgen vaststaan."),
        ("Basisschool De Lindeboom", True, ""),
    ),
    phases=(
        PhaseOf(
            "Meedenken over het pad", "Wat moet er anders aan het pad langs de Vaart?",
            -275, -205, ("ideas", "walk", "evening", "questionnaire"),
            held={"walk": (-268, "bij de sluis"), "evening": (-240, "Kantine van de roeiclub")},
        ),
    ),
    moments=((-90, "We leggen alle inbreng naast elkaar", False), (-20, "De gemeenteraad neemt het besluit", True)),
    words=(
        Word("Ik ben 81 en loop elke dag met mijn rollator langs de Vaart. Bij de brug is het pad zo smal dat fietsers mij raken.", 0, "paper", name="Henk Mulder", email="henk@lindewold.example"),
        Word("Kunnen er ook bankjes komen, om de 200 meter? Dan kan mijn moeder weer mee.", 1, name="Sofie de Boer", email="sofie@lindewold.example"),
        Word("Kap de oude wilgen niet. Daar zit een ijsvogel.", 2, title="De ijsvogel"),
        Word("De bus moet ook weer stoppen bij de Molenweg.", 4, "phone"),
        Word("Mijn zoon van elf fietst hier elke dag in het donker. Licht graag.", 3, name="Yusuf Amrani", email="yusuf.amrani@post.example"),
        Word("Leg een steiger aan waar kano's in het water kunnen.", 5),
    ),
    themes=(
        ThemeOf("Veilig lopen en fietsen", "taken_over", "U had gelijk, en heel veel anderen ook. Het pad wordt 3 meter breed. Wandelaars krijgen een eigen strook van 1,5 meter. Bij de brug en het gemaal halen we de bocht eruit. Hekjes, drempels en borden tekenen we daarbij opnieuw in."),
        ThemeOf("Rusten onderweg", "partly", "Er komen 9 banken met leuningen, om de 350 meter. Om de 200 meter was te duur: dan blijft er geen geld over voor licht."),
        ThemeOf("Bomen en dieren", "already", "De wilgen stonden al vast in de afspraken: ze blijven. Een bioloog zag ook de ijsvogel. We werken daar niet tussen maart en augustus."),
        ThemeOf("Licht in de winter", "partly", "Er komt licht dat aangaat als u langskomt, behalve bij de wilgen. Daar blijft het donker voor de vleermuizen."),
        ThemeOf("Bus en halte", "outside", "Over de bus gaat de provincie, en dit plan gaat alleen over het pad. Wij stuurden uw woorden door, zonder uw naam.", "Dit plan gaat alleen over het pad"),
        ThemeOf("Op en bij het water", "not", "Een steiger, een trapje, een vissersplek of een bord bij het water past niet in het geld voor dit pad. Over het water zelf gaat het waterschap. Dat wil er volgend jaar met ons over praten."),
    ),
    summary_of_result="Ruim vierhonderd mensen schreven, belden of kwamen langs. De meesten vroegen om een "
    "eigen strook voor wandelaars en om banken. De wilgen hielden iedereen bezig. Over licht waren "
    "mensen verdeeld.",
    slip=("wandelars", "wandelaars", "Het woord ‘wandelaars’ was fout gespeld."),
    what="Het pad wordt 3 meter breed, met een strook van 1,5 meter voor wandelaars. Er komen negen "
    "banken en slimme verlichting, behalve bij de wilgen.",
    reasons="De raad volgt wat de meeste mensen vroegen en blijft binnen het geld. De bochten bij de "
    "brug en het gemaal kosten meer dan gedacht, maar daar gebeurden de meeste ongelukken.",
    feedback="U dacht mee over het pad langs de Vaart. De raad heeft besloten. Per onderwerp leest u "
    "wat wij met uw woorden deden, en waarom.",
)  # fmt: skip

VERLICHTING = Plot(
    title="Verlichting in het buitengebied",
    summary="Waar moet licht komen, en waar mag het juist donker blijven?",
    idea="De lantaarns in het buitengebied zijn aan vervanging toe. Dat is een kans om het anders te "
    "doen.",
    areas=("buitengebied-noord", "buitengebied-zuid", "brinkdorp"),
    subject="Veiligheid",
    body=COLLEGE,
    begins=-380,
    adopted=-270,
    decided=-48,
    number="088",
    reach=Step.EVALUATION,
    choice="Per weg kiezen we tussen licht, zwak licht en donker.",
    frames=(
        FrameOf("fixed", "rules", "Kruispunten blijven verlicht", "Dat vraagt de politie.", "Richtlijn voor wegen"),
        FrameOf("fixed", "money", "Er is € 310.000", "", "Begroting"),
        FrameOf("fixed", "process", "Het college beslist", "", "Startnotitie"),
        FrameOf("open", "content", "Welke wegen worden donkerder?", "En vanaf hoe laat.", "Startnotitie"),
    ),
    parties=(("Natuurgroep Lindewold", True, ""), ("Dorpsbelangen Zandhuizen", True, "Als de bushalte verlicht blijft.")),
    phases=(
        PhaseOf(
            "Meepraten over licht en donker", "Waar hebt u licht nodig, en waar niet?",
            -255, -215, ("ideas", "kitchen_table", "questionnaire"), say=1, group="Bewoners van het buitengebied",
            held={"kitchen_table": (-240, "Bij zes gezinnen thuis")},
        ),
    ),
    moments=((-120, "We leggen alle inbreng naast elkaar", False), (-48, "Het college neemt het besluit", True)),
    words=(
        Word("Laat de straatlampen in de nacht uit. Dan zien we de sterren weer.", 0, name="Jan Boersma", email="jan.boersma@post.example"),
        Word("Ik werk in ploegen en fiets om vier uur naar huis. Zonder licht doe ik dat niet meer.", 1, "phone"),
        Word("Bij de halte aan de Veldweg moet licht blijven. Daar staan kinderen.", 1, "paper"),
        Word("Lampen langs de bosrand jagen de uilen weg.", 0),
        Word("Bij ons op het erf is het zo licht dat ik geen gordijnen open kan doen.", 0, "letter"),
        Word("Een paar reflectoren in de bocht helpt meer dan een lantaarn.", 2, name="Geert Kuiper", email="geert.kuiper@post.example"),
        Word("Kan de lamp aangaan als er iemand komt?", 2),
        Word("Wij zijn met zeven gezinnen en willen het graag donker na twaalven.", 0, "meeting", name="Trijntje Nijboer", email="trijntje.nijboer@post.example"),
        Word("Ik ben 's avonds bang in het donker. Vergeet ons niet.", 1, "phone"),
        Word("Zet reflectoren langs de weg. Die kosten bijna niets en u ziet de bocht wel.", 2),
    ),
    themes=(
        ThemeOf("Donker voor mensen en dieren", "partly", "Tussen 0 en 5 uur branden de lampen zwakker. Helemaal uit vond de politie niet veilig."),
        ThemeOf("Licht waar het nodig is", "taken_over", "Bij alle haltes en kruispunten blijft het licht, de hele nacht."),
        ThemeOf("Slimmer dan een lantaarn", "taken_over", "In negen bochten komen reflectoren. Op twee wegen proberen we lampen die aangaan als u langskomt."),
    ),
    summary_of_result="De meeste mensen willen het donkerder, maar niet bij haltes en kruispunten.",
    what="De lampen branden na middernacht zwakker. Haltes en kruispunten houden hun licht.",
    reasons="Zo is er minder licht voor mens en dier, en blijft het veilig waar mensen wachten of oversteken.",
    feedback="Wij namen veel over. Helemaal donker wordt het niet: lees waarom.",
)  # fmt: skip

BUURTBUDGET = Plot(
    title="Buurtbudget Oosterveld",
    summary="Oosterveld verdeelt € 40.000 over plannen van buren zelf.",
    idea="Elke twee jaar is er geld voor plannen van een wijk. Deze keer is Oosterveld aan de beurt.",
    areas=("oosterveld",),
    subject="Samenleven en zorg",
    body=COLLEGE,
    begins=-210,
    adopted=-110,
    decided=-4,
    number="130",
    reach=Step.DECISION,
    choice="De wijk bedenkt de plannen en kiest ze ook.",
    frames=(
        FrameOf("fixed", "money", "Er is € 40.000", "", "Begroting"),
        FrameOf("fixed", "content", "Een plan is goed voor de hele buurt", "En binnen een jaar klaar.", "Regels voor het buurtbudget"),
        FrameOf("fixed", "process", "De uitslag geldt", "Het college voert uit wat is gekozen.", "Regels voor het buurtbudget"),
        FrameOf("open", "content", "Welke plannen komen er?", "Er zijn acht plannen van buren.", "Wijkplatform"),
    ),
    parties=(("Wijkplatform Oosterveld", True, "Wij controleerden of de plannen kunnen."),),
    phases=(
        PhaseOf(
            "Samen verdelen", "Welke plannen verdienen geld?",
            -80, -45, ("budget", "working_group"), say=3, group="Bewoners van Oosterveld vanaf 12 jaar",
            held={"working_group": (-70, "Buurthuis De Ooster")},
        ),
    ),
    moments=((-40, "De uitslag hangt in het buurthuis", False), (18, "Het college neemt het besluit", True)),
    vote=VoteOf(
        budget=40_000,
        plans=(
            ("Bankjes langs het Oosterpad", 8_000, "Vier banken met leuning, gemaakt in de werkplaats."),
            ("Licht in het park", 15_000, "Zes lage lampen langs het grote pad."),
            ("Moestuin bij de school", 5_000, "Bakken, grond en een schuurtje."),
            ("Pumptrack", 30_000, "Een baan met bulten voor fiets en step."),
            ("Zomerfeest in elke straat", 2_500, "Geld voor tafels en een spelletjeskist."),
            ("Bomen op het plein", 12_000, "Negen bomen in de volle grond."),
            ("Repaircafé", 3_500, "Gereedschap en huur voor een jaar."),
            ("Deelbakfiets", 6_000, "Eén bakfiets, te lenen bij het buurthuis."),
        ),
        favourites=(("1", "3", "6"), ("2", "6"), ("4",), ("3", "5", "7"), ("1", "8")),
        rights=400, digital=148, paper=31,
        who="Bewoners van Oosterveld vanaf 12 jaar. U kreeg een brief met een stemcode.",
    ),
    summary_of_result="Er deden 179 mensen mee, van wie 31 op papier. Eén biljet was niet te lezen. "
    "De telling en alle rondes staan bij de uitslag.",
)  # fmt: skip

SCHOOLROUTE = Plot(
    title="Veilig naar school in Noorderveen",
    summary="Waar is het gevaarlijk op weg naar school, en wat helpt?",
    idea="Ouders van drie scholen vroegen om een veilige route. Wij zetten alle plekken op een rij.",
    areas=("noorderveen",),
    subject="Verkeer en vervoer",
    kind="organisation",
    submitter=("Ouderraad De Lindeboom", "ouderraad@delindeboom.example"),
    body=COLLEGE,
    leader="samira",
    begins=-200,
    adopted=-110,
    decided=40,
    reach=Step.RESULT,
    choice="De plekken en de maatregelen liggen open, binnen het geld.",
    frames=(
        FrameOf("fixed", "money", "Er is € 150.000", "Genoeg voor drie tot vijf plekken.", "Begroting"),
        FrameOf("fixed", "rules", "De busroute blijft", "", "Afspraak met de provincie"),
        FrameOf("fixed", "process", "Kinderen tellen mee", "Zij lopen de route met ons.", "Ouderraad"),
        FrameOf("open", "content", "Welke plekken eerst?", "", "Ouderraad"),
    ),
    parties=(("Basisschool De Lindeboom", True, "De kinderen lopen de route met u."),),
    phases=(
        PhaseOf(
            "Gevaarlijke plekken", "Waar is het gevaarlijk op weg naar school?",
            -95, -40, ("ideas", "walk", "doorbell"), group="Kinderen, ouders en buren van de scholen",
            held={"walk": (-80, "Schoolplein De Lindeboom")},
        ),
    ),
    moments=((10, "Inloopuur over de plekken op het schoolplein", False, "15 tot 17 uur", "Schoolplein De Lindeboom"), (45, "Het college neemt het besluit", True)),
    words=(
        Word("Bij de rotonde kijken auto's alleen naar links. Wij komen van rechts.", 0, title="Rotonde", name="Sem, groep 7"),
        Word("Ouders parkeren dubbel voor de school. Maak daar een kus-en-rijplek.", 1),
        Word("De stoep in de Esdoornstraat is zo smal dat ik met de kinderwagen over de weg moet.", 2, "paper"),
        Word("Zet vrijwilligers met een bord bij de oversteek, dat deden wij vroeger ook.", 0, "phone"),
        Word("Om half negen scheurt iedereen door de Dreef. Een drempel graag.", 2, name="Hilde Postma", email="hilde.postma@post.example"),
        Word("Maak de straat voor de school dicht tussen acht en negen.", 1, name="Ewout Brouwer", email="ewout.brouwer@post.example"),
        Word("Als de straat dichtgaat, kan ik mijn moeder niet naar de dagopvang brengen.", 1, "letter"),
        Word("De struiken bij het fietspad zijn zo hoog dat niemand ons ziet.", 0, "meeting"),
        Word("Een licht dat knippert als er kinderen oversteken.", 0),
        Word("Leer kinderen fietsen in plaats van alles af te zetten.", None),
        Word("Er staan paaltjes midden op het fietspad. Daar ben ik tegenaan gereden.", None, title="Paaltjes"),
        Word("Ik wil wel helpen schilderen: voetstappen naar school.", None, name="Roos Hofstra", email="roos.hofstra@post.example"),
    ),
    themes=(
        ThemeOf("Oversteken", "taken_over", "Bij de rotonde en de Dreef komen plateaus. De struiken zijn al gesnoeid."),
        ThemeOf("Drukte voor de deur"),
        ThemeOf("Stoepen en snelheid"),
    ),
    summary_of_result="",
)  # fmt: skip

WINDING_DOWN = (FIETSROUTE, VERLICHTING, BUURTBUDGET, SCHOOLROUTE)
