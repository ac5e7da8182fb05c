"""Catalan."""

from undersigned.reading.languages import Vocabulary

VOCABULARY = Vocabulary(
    code="ca",
    function_words="""
        els les amb que del dels als per i la el un una es no mes aquest aquesta seva seu com ens son fa
        nostres nostra avui
    """,
    months="""
        gener febrer marc abril maig juny juliol agost setembre octubre novembre desembre
    """,
    closings="""
        atentament | cordialment | respectuosament | salutacions | salutacions cordials |
        rebeu una salutacio cordial | signat | signat per | signen | subscriuen | en solidaritat
    """,
    salutations="""
        benvolgut | benvolguda | benvolguts | benvolgudes | estimat | estimada | honorable |
        molt honorable | senyor | senyora | distingit | distingida
    """,
    signers="signants signatura signatures signataris adhesions sotasignants signen subscriuen",
    offices="""
        alcalde alcaldessa alcaldes alcaldesses regidor regidora conseller consellera diputat diputada
        senador senadora president-alcalde batlle batllessa
    """,
    roles="""
        president presidenta vicepresident vicepresidenta director directora secretari secretaria
        professor professora catedratic catedratica investigador investigadora dega degana rector rectora
        coordinador coordinadora portaveu metge metgessa advocat advocada periodista escriptor escriptora
        historiador historiadora sociolegs economista enginyer enginyera mestre mestra estudiant artista
        editor editora fundador fundadora membre arquitecte arquitecta activista
    """,
    leading="""
        president presidenta vicepresident vicepresidenta director directora secretari coordinador
        coordinadora portaveu fundador fundadora rector rectora
    """,
    organisations="""
        associacio associacions xarxa fundacio institut universitat escola sindicat sindicats federacio
        alianca societat centre organitzacio organitzacions grup moviment comite iniciativa projecte
        empresa agencia departament cambra col·lectiu collectiu cooperativa hospital biblioteca museu
        partit academia plataforma ajuntament diputacio facultat ateneu omnium
    """,
    sections="""
        organitzacions persones associacions alcaldes alcaldesses institucions entitats signants
        adhesions primers primeres municipis ciutats
    """,
    counted="""
        persones signants alcaldes alcaldesses organitzacions associacions entitats professors
        investigadors membres ciutadans diputats escriptors metges advocats municipis historiadors
        periodistes artistes docents
    """,
    signing="els noms dels quals | signen | signat | signada | signants | subscriuen | signatures",
    joined="amb | juntament amb | i",
    others="altres",
    ours="locals veins veines",
    at_least="mes de | almenys | prop de | gairebe | uns | unes",
    asking="""
        demanem | sollicitem | exigim | reclamem | instem | preguem | li demanem | us demanem |
        fem una crida | proposem | reclamem que
    """,
    thanking="agraim | us agraim | li agraim | gracies per | celebrem",
    copies="cc | amb copia | copia a",
    after="contacte | notes | nota | referencies | mes informacio | annex",
    on_behalf="en nom de | en representacio de | en nom del",
    former="exalcalde exalcaldessa antic antiga ex",
    honorifics="sr sra dr dra prof en na",
    of="de del d'",
    conjunctions="i",
    ordinals="primer | segon | tercer | quart | cinque | sise",
    place_kinds="ciutat municipi ajuntament vila provincia comarca",
    letter_words="carta manifest declaracio peticio comunicat",
    dated="datada | de data",
)
