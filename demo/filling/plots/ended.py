"""In the memory: what was done, decided and learned."""

from demo.filling.plot import COLLEGE, COUNCIL, FrameOf, PhaseOf, Plot, ThemeOf, Word
from speelruimte.trajectories.models import Step

MOLENHOEK = Plot(
    title="Van het gas af in Molenhoek",
    summary="Hoe worden de huizen in Molenhoek warm zonder aardgas? Bewoners dachten mee over het plan.",
    idea="Molenhoek ligt dicht bij de waterzuivering. Met die warmte kunnen 600 huizen van het gas.",
    areas=("molenhoek",),
    subject="Energie en warmte",
    body=COUNCIL,
    begins=-760,
    adopted=-640,
    decided=-440,
    number="041",
    reach=Step.MEMORY,
    choice="De straten, de volgorde en de hulp bij het verbouwen liggen open.",
    frames=(
        FrameOf("fixed", "content", "De warmte komt van de waterzuivering", "", "Warmtevisie"),
        FrameOf("fixed", "money", "Niemand gaat per maand meer betalen", "", "Raadsbesluit"),
        FrameOf("fixed", "process", "De gemeenteraad beslist", "", "Warmtevisie"),
        FrameOf("open", "content", "Welke straten eerst?", "", "Warmtevisie"),
    ),
    parties=(("Woningcorporatie Thuis aan de Vaart", True, ""),),
    phases=(
        PhaseOf(
            "Meedenken over de warmte", "Wat hebt u nodig om mee te kunnen?",
            -620, -555, ("ideas", "evening", "kitchen_table", "questionnaire"), group="Bewoners van Molenhoek",
            held={"evening": (-600, "Wijkgebouw De Molen"), "kitchen_table": (-590, "Bij twintig huishoudens")},
        ),
    ),
    moments=((-500, "We leggen alle inbreng naast elkaar", False), (-440, "De gemeenteraad neemt het besluit", True)),
    words=(
        Word("Wat kost het mij per maand? Daar zegt de brief niets over.", 0, name="Marijke Jansen", email="marijke.jansen@post.example"),
        Word("Ik huur. Moet ik zelf mijn keuken verbouwen?", 0, "phone"),
        Word("Als ik een elektrische plaat moet kopen, wie betaalt dan de pannen?", 0, "paper"),
        Word("Begin in de Wiekstraat, daar ligt de stoep al open.", 1),
        Word("Doe niet alle straten tegelijk. Met de kinderen erbij wordt dat een puinhoop.", 1, "meeting"),
        Word("Ik wil eerst een huis zien waar het al werkt.", 2, name="Cor Wolters", email="cor.wolters@post.example"),
        Word("Laat iemand van de straat uitleg geven, geen meneer in een pak.", 2, "meeting"),
        Word(
            "Mijn man is ziek, wij kunnen geen week zonder verwarming.", None, "phone",
            answer=("taken_over", "U krijgt tijdens het werk een noodverwarming. De aannemer belt u vooraf."),
        ),
        Word(
            "Ik schrik van de brief. Van mijn pensioen kan ik geen tientjes per maand missen, en nergens staat wat het "
            "gaat kosten. En dan mijn moeder. Zij is 87 en woont boven mij. Ligt de stoep open, dan komt zij met haar "
            "rollator de deur niet uit. Hoe moet zij naar de dokter?",
            None, "paper",
            points=(
                (0, 0, ()),
                (2, None, ("taken_over", "Voor elke deur ligt straks een loopplank waar een rollator over kan. Wie niet kan lopen, brengt de aannemer met een karretje naar de hoek.")),
            ),
        ),
    ),
    themes=(
        ThemeOf("Wat het kost", "taken_over", "Iedereen krijgt een berekening van de kosten per maand, voordat er iets gebeurt. Een pannenset zit erbij."),
        ThemeOf("Straat voor straat", "partly", "De Wiekstraat gaat eerst. Twee straten tegelijk is nodig, meer niet. Niemand zit langer dan een dag zonder warmte."),
        ThemeOf("Eerst zien", "taken_over", "In de Molenstraat staat een voorbeeldhuis. Vier bewoners geven er uitleg."),
    ),
    summary_of_result="Bijna elke vraag ging over de kosten per maand. Daarna over de overlast in de straat.",
    what="Molenhoek gaat in vijf jaar van het gas, straat voor straat, te beginnen in de Wiekstraat.",
    reasons="De raad neemt de voorwaarden van bewoners over: eerst een berekening, dan pas een handtekening.",
    feedback="U vroeg vooral naar de kosten. Daarom krijgt ieder huis eerst een berekening.",
    lessons=(
        (False, "Begin met de kosten per maand. Daar ging elke vraag over."),
        (True, "Laat bewoners zelf het voorbeeldhuis tonen. Daar kwamen meer mensen dan op de avond."),
    ),
)  # fmt: skip

OUD_EN_NIEUW = Plot(
    title="Oud en nieuw vieren zonder schade",
    summary="Waar mag vuurwerk, en waar niet? Lindewold dacht mee over een veilige jaarwisseling.",
    idea="Na twee onrustige jaarwisselingen vroeg de raad om een plan, samen met de inwoners.",
    areas=("centrum", "oosterveld", "noorderveen"),
    subject="Veiligheid",
    body=COUNCIL,
    begins=-620,
    adopted=-520,
    decided=-380,
    number="112",
    reach=Step.MEMORY,
    choice="Of er plekken zonder vuurwerk komen, en welke, ligt open.",
    frames=(
        FrameOf("fixed", "rules", "Wat de wet verbiedt, blijft verboden", "", "Wet"),
        FrameOf("fixed", "money", "Er is € 60.000 per jaar", "", "Begroting"),
        FrameOf("fixed", "process", "De gemeenteraad beslist", "", "Raadsbesluit"),
        FrameOf("open", "content", "Komen er plekken zonder vuurwerk?", "", "Raadsbesluit"),
    ),
    parties=(("Wijkraad Centrum", True, ""), ("Ondernemersvereniging De Brink", True, "")),
    phases=(
        PhaseOf(
            "Meedenken over de jaarwisseling", "Hoe wilt u dat oud en nieuw eruitziet?",
            -505, -460, ("ideas", "evening", "questionnaire"),
            held={"evening": (-490, "Sportkantine VV Lindewold")},
        ),
    ),
    moments=((-420, "We leggen alle inbreng naast elkaar", False), (-380, "De gemeenteraad neemt het besluit", True)),
    words=(
        Word("Waarom geen vuurwerkverbod op het plein voor de kerk?", 0, name="Thea Smit", email="thea.smit@post.example"),
        Word("Vuurwerk hoort erbij. Laat ons één avond per jaar.", 0),
        Word("Onze hond durft drie weken niet naar buiten.", 0, "phone"),
        Word("Een mooie show op het sportveld, dan komt iedereen samen.", 1, name="Tom Bakker", email="tom.bakker@post.example"),
        Word("Haal de containers weg op 31 december. Die gaan elk jaar in brand.", 2, "paper"),
        Word("Meer jongerenwerkers op straat en minder politie.", 2, "meeting"),
        Word("Laat de verenigingen die nacht open zijn met soep en muziek.", 1),
    ),
    themes=(
        ThemeOf("Plekken zonder vuurwerk", "not", "De raad koos voor een vuurwerkshow op het sportveld en niet voor een verbod op het plein. De uitleg staat in het besluit."),
        ThemeOf("Samen vieren", "taken_over", "Er komt een show op het sportveld. Vijf verenigingen zijn die nacht open."),
        ThemeOf("Schade voorkomen", "taken_over", "Op 30 december gaan alle containers weg. Er zijn twee jongerenwerkers extra."),
    ),
    summary_of_result="Ongeveer de helft vroeg om een plek zonder vuurwerk rond de kerk. Bijna iedereen wilde een show.",
    what="Er komt een show op het sportveld. Op het plein voor de kerk blijft vuurwerk toegestaan.",
    reasons="De raad verwacht meer van een feest dan van een verbod dat niet te handhaven is.",
    departure="De helft van de mensen vroeg om een verbod op het plein. De raad volgt dat niet: er zijn "
    "te weinig handhavers om het waar te maken.",
    feedback="Niet alles namen wij over. De raad legt uit waarom het plein geen verbod krijgt.",
    lessons=(
        (False, "Zeg vooraf hoeveel handhavers er zijn. Dan weten mensen wat kan."),
        (True, "De sportkantine trok mensen die nooit op het gemeentehuis komen."),
    ),
)  # fmt: skip

LINDEPARK = Plot(
    title="Speeltuin Lindepark",
    summary="De speeltuin in het Lindepark is vernieuwd, naar het ontwerp van kinderen en buren.",
    idea="De speeltuin is twintig jaar oud. Het wijkplatform wil hem met kinderen opnieuw ontwerpen.",
    areas=("oosterveld", "de-lanen"),
    subject="Spelen en sporten",
    kind="organisation",
    submitter=("Wijkplatform Oosterveld", "wijkplatform@oosterveld.example"),
    body=COLLEGE,
    leader="fatma",
    begins=-540,
    adopted=-440,
    decided=-290,
    number="063",
    reach=Step.MEMORY,
    choice="Alles behalve de plek en het geld ligt open.",
    frames=(
        FrameOf("fixed", "content", "De speeltuin blijft in het Lindepark", "", "Speelplan"),
        FrameOf("fixed", "money", "Er is € 70.000", "", "Begroting"),
        FrameOf("fixed", "process", "Kinderen ontwerpen mee", "", "Speelplan"),
        FrameOf("open", "content", "Welke toestellen komen er?", "", "Speelplan"),
    ),
    parties=(("Wijkplatform Oosterveld", True, ""), ("Sportvereniging VV Lindewold", True, "")),
    phases=(
        PhaseOf(
            "Samen ontwerpen", "Hoe ziet jouw speeltuin eruit?",
            -425, -380, ("ideas", "workshop"), group="Kinderen en buren van het park",
            held={"workshop": (-405, "In het park, onder de tent")},
        ),
    ),
    moments=((-340, "We leggen alle inbreng naast elkaar", False), (-290, "Het college neemt het besluit", True)),
    words=(
        Word("Een glijbaan van de heuvel af. En een schommel voor grote kinderen.", 0, "meeting"),
        Word("Schaduw bij de zandbak, mijn dochter verbrandt er elke zomer.", 1),
        Word("Een hek tegen honden graag.", 1, "paper"),
        Word("Iets waar mijn zoon met zijn rolstoel op kan.", 0, "phone", name="Anja Meijer", email="anja.meijer@post.example"),
        Word("Banken waar je je kind kunt zien.", 1, name="Daan Vos", email="daan.vos@post.example"),
        Word("Een kabelbaan!", 0, "meeting"),
        Word("Wij willen ook na acht uur nog rust.", 2, "letter"),
    ),
    themes=(
        ThemeOf("Toestellen", "partly", "De glijbaan, de nestschommel en een draaischijf voor rolstoelen komen er. De kabelbaan was te duur."),
        ThemeOf("Schaduw, banken en hek", "taken_over", "Drie bomen bij de zandbak, vier banken en een hek van wilgentakken."),
        ThemeOf("Rust in de avond", "already", "Om negen uur gaat het park op slot. Dat was al zo, en het blijft zo."),
    ),
    summary_of_result="Kinderen tekenden 84 speeltuinen. De glijbaan van de heuvel stond op de meeste.",
    what="De speeltuin krijgt een glijbaan, een nestschommel, een draaischijf en schaduw.",
    reasons="Dit past binnen het geld en komt van de tekeningen van kinderen.",
    feedback="Bijna alles van de tekeningen komt er. Alleen de kabelbaan niet.",
    lessons=(
        (True, "Vraag kinderen te tekenen en niet te kiezen: er kwamen ideeën die geen catalogus heeft."),
        (False, "Ouders deden mee, buren niet. Bel de volgende keer ook bij de buren aan."),
    ),
)  # fmt: skip

ENDED = (MOLENHOEK, OUD_EN_NIEUW, LINDEPARK)
