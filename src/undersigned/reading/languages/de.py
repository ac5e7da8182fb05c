"""German."""

from undersigned.reading.languages import Vocabulary

VOCABULARY = Vocabulary(
    code="de",
    function_words="""
        der die das und in zu den von mit fur auf ist wir sie ihre unsere ein eine nicht des dem im sich
        als auch werden dass
    """,
    months="""
        januar/janner/jan februar/feber/feb marz/mrz april/apr mai juni/jun juli/jul august/aug
        september/sept/sep oktober/okt november/nov dezember/dez
    """,
    closings="""
        mit freundlichen grussen | mit freundlichem gruss | mit besten grussen |
        mit herzlichen grussen | mit vorzuglicher hochachtung | hochachtungsvoll | freundliche grusse |
        herzliche grusse | beste grusse | viele grusse | mit solidarischen grussen | gezeichnet | gez |
        unterzeichnet | unterzeichnet von | mit kollegialen grussen | es grussen | ihre | mit respekt
    """,
    salutations="""
        sehr geehrte | sehr geehrter | sehr geehrtes | liebe | lieber | werte | werter | geehrte |
        verehrte | hochverehrte | an die | an den
    """,
    signers="""
        unterzeichner unterzeichnerin unterzeichnerinnen unterzeichner:innen unterzeichner*innen
        unterzeichnerinnen unterzeichnende unterzeichnenden unterzeichneten erstunterzeichner
        erstunterzeichnerinnen erstunterzeichner:innen erstunterzeichner*innen erstunterzeichnende
        erstunterzeichnenden mitunterzeichner unterschriften unterzeichner_innen unterzeichner/innen
        unterzeichnenden
    """,
    offices="""
        bischof bischofin landesbischof landesbischofin erzbischof
        burgermeister burgermeisterin oberburgermeister oberburgermeisterin ministerprasident
        ministerprasidentin senator senatorin abgeordnete abgeordneter stadtrat stadtratin gemeinderat
        gemeinderatin landrat landratin minister ministerin bezirksburgermeister bezirksburgermeisterin
        bundestagsabgeordnete bundestagsabgeordneter landeshauptmann mdb mdl mdep ortsburgermeister
        ortsvorsteher ortsvorsteherin nationalrat nationalratin standerat standeratin regierungsrat
        gemeindeprasident gemeindeprasidentin stadtprasident stadtprasidentin landtagsabgeordnete
        landtagsabgeordneter regierungsprasident staatssekretar bundesminister bundesministerin kreisrat
        kreisratin
    """,
    roles="""
        prasident prasidentin vizeprasident vizeprasidentin vorsitzende vorsitzender vorstand vorstandin
        direktor direktorin leiter leiterin geschaftsfuhrer geschaftsfuhrerin sekretar sekretarin
        generalsekretar generalsekretarin professor professorin dozent dozentin forscher forscherin
        wissenschaftler wissenschaftlerin dekan dekanin rektor rektorin sprecher sprecherin arzt arztin
        rechtsanwalt rechtsanwaltin anwalt anwaltin journalist journalistin schriftsteller
        schriftstellerin autor autorin historiker historikerin soziologe soziologin okonom okonomin
        ingenieur ingenieurin lehrer lehrerin student studentin kunstler kunstlerin regisseur
        regisseurin grunder grunderin mitglied referent referentin bischof bischofin pfarrer pfarrerin
        redakteur redakteurin herausgeber herausgeberin verleger philosoph philosophin jurist juristin
        politikwissenschaftler politikwissenschaftlerin musiker musikerin schauspieler schauspielerin
        beauftragte koordinator koordinatorin stellvertretende stellvertretender ehrenamtliche intendant
        intendantin mitarbeiter mitarbeiterin
    """,
    leading="""
        prasident prasidentin vizeprasident vizeprasidentin vorsitzende vorsitzender direktor direktorin
        leiter leiterin geschaftsfuhrer geschaftsfuhrerin generalsekretar generalsekretarin sprecher
        sprecherin rektor rektorin grunder grunderin intendant intendantin
    """,
    organisations="""
        verein vereine verband verbande netzwerk koalition stiftung institut universitat hochschule
        schule gewerkschaft gewerkschaften rat bund bundnis gesellschaft zentrum organisation
        organisationen gruppe bewegung kampagne ausschuss initiative projekt fonds forum unternehmen
        agentur ministerium abteilung kammer liga kongress kollektiv genossenschaft kirche krankenhaus
        labor bibliothek museum presse partei akademie konfoderation plattform union gmbh ev e.v. ag
        arbeitsgemeinschaft arbeitskreis diakonie caritas fakultat stadt gemeinde verlag landesverband
        bundesverband klinikum kreisverband ortsverband dachverband freunde hilfswerk
    """,
    sections="""
        organisationen personen einzelpersonen verbande vereine initiativen burgermeister institutionen
        gewerkschaften unternehmen wissenschaft kultur politik unterzeichner erstunterzeichner weitere
        privatpersonen stadte gemeinden bundeslander zivilgesellschaft wissenschaftler kirchen medien
        international national
    """,
    counted="""
        hochschullehrende hochschullehrerinnen hochschullehrer lehrende beschaftigte
        personen menschen unterzeichner unterzeichnerinnen unterzeichnende unterzeichnenden
        burgermeister burgermeisterinnen organisationen verbande vereine wissenschaftler
        wissenschaftlerinnen forscher mitglieder burger burgerinnen abgeordnete abgeordneten senatoren
        initiativen okonomen schriftsteller intellektuelle arzte arztinnen anwalte stadte gemeinden
        kommunen gewerkschaften unternehmen historiker juristen journalisten kunstler kunstlerinnen
        studierende professoren professorinnen lehrkrafte unterschriften oberburgermeister
        oberburgermeisterinnen landrate landratinnen kolleginnen kollegen
    """,
    signing="""
        deren namen |
        unterzeichnet | unterzeichnen | unterzeichneten | unterschrieben | unterschrieb |
        unterzeichner | unterzeichnende | unterzeichnenden | unterschriften | unterzeichnerinnen |
        unterstutzen | unterschreiben
    """,
    joined="gemeinsam mit | zusammen mit | und | mit | sowie",
    others="weitere weiteren weiterer andere anderen",
    ours="hiesige hiesigen ortliche ortlichen benachbarte benachbarten lokale lokalen",
    at_least="uber | mehr als | mindestens | rund | fast | etwa | knapp",
    asking="""
        wir fordern | wir bitten | wir appellieren | wir rufen | wir ersuchen | wir empfehlen |
        wir schlagen vor | wir verlangen | fordern wir | bitten wir | appellieren wir |
        wir mochten sie bitten | rufen wir | wir regen an | daher fordern wir | daher bitten wir |
        ersuchen wir | empfehlen wir
    """,
    thanking="""
        wir danken | danken wir | vielen dank | wir begrussen | wir bedanken uns | unser dank |
        wir wurdigen | herzlichen dank | bedanken wir uns | begrussen wir
    """,
    copies="cc | kopie an | in kopie | nachrichtlich | kopie | verteiler | c c",
    after="""
        fur die richtigkeit |
        kontakt | pressekontakt | anmerkungen | quellen | fussnoten | uber uns | weitere informationen |
        ruckfragen | hintergrund | impressum | anlage | anlagen | teilen | hinweis | ansprechpartner |
        ansprechpartnerin
    """,
    on_behalf="""
        im namen von | im namen der | im namen des | im auftrag von | fur den | fur die | fur das |
        i a | im auftrag der | stellvertretend fur
    """,
    former="ehemalige ehemaliger ehemaligen ehem a.d. altburgermeister fruhere fruherer",
    honorifics="""
        herr frau dr prof pd dipl ing dipl.-ing dipl.-ing. dr.-ing dr.-ing. mag univ.-prof.
        professor professorin med phil rer nat jur h c hc
    """,
    of="von der des vom zu",
    conjunctions="und",
    ordinals="erstens | zweitens | drittens | viertens | funftens | sechstens",
    place_kinds="""
        stadt landkreis gemeinde kreis markt landeshauptstadt hansestadt bezirk land kanton ortsgemeinde
    """,
    letter_words="brief erklarung appell aufruf petition stellungnahme",
    dated="vom | datiert vom | datiert auf den",
)
