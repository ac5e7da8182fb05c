"""Dutch."""

from undersigned.reading.languages import Vocabulary

VOCABULARY = Vocabulary(
    code="nl",
    function_words="""
        de het een en van in op dat die is zijn wij we voor met niet te aan door ook onze uw om naar wordt
        bij
    """,
    months="""
        januari/jan februari/feb maart/mrt april/apr mei juni/jun juli/jul augustus/aug september/sept/sep
        oktober/okt november/nov december/dec
    """,
    closings="""
        met vriendelijke groet | met vriendelijke groeten | vriendelijke groeten | hoogachtend |
        met hartelijke groet | met de meeste hoogachting | met collegiale groet | ondertekend |
        ondertekend door | getekend | namens | in solidariteit | groeten
    """,
    salutations="geachte | beste | waarde | zeer geachte | excellentie | edelachtbare",
    signers="""
        ondertekenaars ondertekenaar ondertekenaren ondergetekenden ondergetekende medeondertekenaars
        handtekeningen
    """,
    offices="""
        burgemeester burgemeesters wethouder wethouders gedeputeerde raadslid gemeenteraadslid minister
        staatssecretaris senator kamerlid europarlementarier commissaris schepen schepenen gouverneur
    """,
    roles="""
        voorzitter vicevoorzitter directeur directrice secretaris penningmeester hoogleraar professor
        docent onderzoeker wetenschapper decaan rector coordinator woordvoerder arts huisarts advocaat
        journalist schrijver schrijfster auteur historicus socioloog econoom ingenieur leraar lerares
        student kunstenaar regisseur oprichter oprichtster lid bisschop predikant redacteur uitgever
        filosoof jurist musicus acteur actrice bestuurder bestuurslid leider manager medewerker
        verpleegkundige architect bibliothecaris emeritus
    """,
    leading="""
        voorzitter vicevoorzitter directeur directrice secretaris woordvoerder oprichter oprichtster
        rector coordinator bestuurder
    """,
    organisations="""
        vereniging verenigingen netwerk coalitie stichting instituut universiteit hogeschool school
        vakbond vakbonden raad federatie alliantie bond maatschappij centrum organisatie organisaties
        groep beweging campagne comite commissie initiatief project fonds bedrijf agentschap ministerie
        afdeling kamer congres collectief cooperatie kerk ziekenhuis laboratorium bibliotheek museum
        pers partij academie genootschap platform unie vzw
    """,
    sections="""
        organisaties personen particulieren verenigingen burgemeesters instellingen vakbonden bedrijven
        wetenschappers ondertekenaars eerste overige gemeenten provincies
    """,
    counted="""
        mensen personen ondertekenaars burgemeesters organisaties verenigingen wetenschappers
        hoogleraren onderzoekers leden burgers kamerleden senatoren initiatieven economen schrijvers
        artsen advocaten gemeenten vakbonden bedrijven historici juristen journalisten kunstenaars
        studenten docenten leraren wethouders handtekeningen
    """,
    signing="""
        wier namen | ondertekend | ondertekenen | ondertekenden | ondertekenaars | ondergetekenden |
        handtekeningen | tekenden | onderschrijven
    """,
    joined="samen met | en | met | evenals",
    others="andere anderen overige",
    ours="lokale plaatselijke naburige",
    at_least="meer dan | ruim | minstens | ten minste | bijna | ongeveer | circa",
    asking="""
        wij vragen | wij verzoeken | wij roepen | wij dringen | wij pleiten | wij eisen | wij bevelen |
        vragen wij | verzoeken wij | roepen wij | we vragen | we verzoeken | we roepen | we eisen |
        roepen u op | verzoeken u | vragen u
    """,
    thanking="wij danken | danken wij | hartelijk dank | wij waarderen | wij zijn dankbaar | onze dank",
    copies="cc | kopie aan | afschrift aan | c c",
    after="""
        contact | perscontact | noten | bronnen | over ons | meer informatie | achtergrond | bijlage |
        bijlagen | delen
    """,
    on_behalf="namens | namens de | namens het | in naam van",
    former="voormalig voormalige oud-burgemeester oud-minister ex",
    honorifics="dhr mevr mw dr drs prof ir",
    of="van",
    conjunctions="en",
    ordinals="ten eerste | ten tweede | ten derde | ten vierde | ten vijfde | ten zesde",
    place_kinds="stad gemeente provincie dorp waterschap",
    letter_words="brief verklaring oproep petitie manifest",
    dated="gedateerd | van | d.d.",
)
