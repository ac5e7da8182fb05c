"""Italian."""

from undersigned.reading.languages import Vocabulary

VOCABULARY = Vocabulary(
    code="it",
    function_words="""
        il lo la i gli le di che e in un una per con del della dei delle non si al alla nel nella sono
        questo questa da
    """,
    months="""
        gennaio/gen febbraio/feb marzo aprile/apr maggio/mag giugno/giu luglio/lug agosto/ago
        settembre/set ottobre/ott novembre/nov dicembre/dic
    """,
    closings="""
        cordialmente | distinti saluti | cordiali saluti | con i migliori saluti | con stima |
        con osservanza | in fede | sinceramente | rispettosamente | firmato | firmato da | firmano |
        un cordiale saluto | saluti
    """,
    salutations="""
        gentile | gentili | egregio | egregia | egregi | caro | cara | cari | care | onorevole |
        illustre | spettabile | signor | signora | illustrissimo
    """,
    signers="firmatari firmatarie firmatario sottoscritti sottoscrittori firme adesioni firmano",
    offices="""
        vescovo arcivescovo vicesindaco vicesindaca
        sindaco sindaca sindaci governatore governatrice senatore senatrice deputato deputata
        consigliere consigliera assessore assessora ministro ministra prefetto eurodeputato eurodeputata
    """,
    roles="""
        presidente vicepresidente direttore direttrice segretario segretaria professore professoressa
        ricercatore ricercatrice docente rettore rettrice coordinatore coordinatrice portavoce
        rappresentante delegato delegata medico avvocato avvocata giornalista scrittore scrittrice
        storico storica sociologo sociologa economista ingegnere studente studentessa dottore dottoressa
        poeta artista attore attrice regista editore fondatore fondatrice responsabile membro ordinario
        ordinaria associato associata emerito emerita architetto magistrato insegnante
    """,
    leading="""
        presidente vicepresidente direttore direttrice rettore rettrice segretario segretaria coordinatore
        coordinatrice portavoce fondatore fondatrice rappresentante
    """,
    organisations="""
        associazione associazioni rete coalizione fondazione istituto universita scuola sindacato
        sindacati consiglio federazione alleanza societa centro organizzazione organizzazioni gruppo
        movimento campagna comitato iniziativa progetto fondo forum impresa azienda agenzia ministero
        dipartimento camera lega congresso collettivo cooperativa chiesa ospedale laboratorio biblioteca
        museo stampa partito accademia confederazione osservatorio piattaforma unione comune politecnico
        ateneo circolo
    """,
    sections="""
        organizzazioni persone individui associazioni collettivi sindaci istituzioni sindacati imprese
        accademici firmatari primi prime docenti enti citta comuni personalita
    """,
    counted="""
        persone firmatari sindaci organizzazioni associazioni enti professori ricercatori accademici
        membri cittadini deputati senatori collettivi economisti scrittori intellettuali scienziati
        medici avvocati docenti comuni citta sindacati imprese storici giuristi giornalisti artisti
        studenti firme
    """,
    signing="""
        i cui nomi |
        firmano | firmata | firmato | firmatari | sottoscritta | sottoscritto | sottoscrivono | firme |
        seguenti
    """,
    joined="insieme a | con | e | oltre a",
    others="altri altre",
    ours="locali vicini vicine",
    at_least="oltre | piu di | almeno | circa | quasi",
    asking="""
        chiediamo | esortiamo | sollecitiamo | invitiamo | ci appelliamo | facciamo appello |
        raccomandiamo | le chiediamo | vi chiediamo | proponiamo | preghiamo
    """,
    thanking="""
        ringraziamo | la ringraziamo | vi ringraziamo | grazie | apprezziamo | accogliamo con favore |
        ci congratuliamo
    """,
    copies="cc | per conoscenza | p c | copia a | c c",
    after="""
        contatti | contatto | note | nota | riferimenti | per informazioni | ufficio stampa | allegato |
        allegati | condividi
    """,
    on_behalf="""
        a nome di | a nome della | a nome del | per conto di | in rappresentanza di |
        in rappresentanza della
    """,
    former="ex gia",
    honorifics="sig sig.ra dott dott.ssa prof prof.ssa on avv ing dr arch signor signora",
    of="di del della dei dell'",
    conjunctions="e ed",
    ordinals="primo | secondo | terzo | quarto | quinto | sesto",
    place_kinds="citta comune provincia regione isola",
    letter_words="lettera appello dichiarazione petizione manifesto",
    dated="datata | del | in data",
)
