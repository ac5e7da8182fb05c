"""Polish. Nouns are declined, so that months stand in the case in which dates have them."""

from undersigned.reading.languages import Vocabulary

VOCABULARY = Vocabulary(
    code="pl",
    function_words="""
        i w z na do nie jest sie ze oraz przez dla po za od jak ktore ktory oznacza naszych nasze sa tej
        tego
    """,
    months="""
        stycznia lutego marca kwietnia maja czerwca lipca sierpnia wrzesnia pazdziernika listopada grudnia
    """,
    closings="""
        z powazaniem | z wyrazami szacunku | z szacunkiem | lacze wyrazy szacunku | podpisano |
        podpisani | podpisy | serdecznie pozdrawiamy
    """,
    salutations="szanowny | szanowna | szanowni | szanowne | drogi | droga | drodzy",
    signers="sygnatariusze sygnatariuszki podpisani podpisane nizej-podpisani podpisy sygnatariusz",
    offices="""
        burmistrz prezydent-miasta wojt starosta marszalek wojewoda posel poslanka senatorka radny radna
        minister ministra europosel europoslanka
    """,
    roles="""
        prezes wiceprezes dyrektor dyrektorka przewodniczacy przewodniczaca sekretarz profesor profesorka
        adiunkt dziekan rektor rzecznik rzeczniczka lekarz lekarka prawnik adwokat dziennikarz
        dziennikarka pisarz pisarka historyk socjolog ekonomista inzynier nauczyciel nauczycielka student
        studentka artysta artystka redaktor redaktorka czlonek czlonkini koordynator koordynatorka
        prezydent
    """,
    leading="prezes wiceprezes dyrektor dyrektorka przewodniczacy przewodniczaca rektor rzecznik",
    organisations="""
        stowarzyszenie fundacja uniwersytet politechnika instytut zwiazek federacja towarzystwo centrum
        organizacja grupa ruch komitet inicjatywa szpital biblioteka muzeum partia akademia szkola
        uczelnia izba wydawnictwo teatr urzad
    """,
    sections="organizacje osoby stowarzyszenia burmistrzowie instytucje sygnatariusze miasta gminy",
    counted="""
        osob osoby sygnatariuszy burmistrzow organizacji stowarzyszen naukowcow profesorow czlonkow
        obywateli poslow senatorow lekarzy prawnikow gmin miast pisarzy dziennikarzy artystow studentow
        nauczycieli
    """,
    signing="ktorych nazwiska | podpisali | podpisaly | podpisalo | podpisani | sygnatariusze | podpisy",
    joined="wraz z | razem z | i | oraz",
    others="innych inni inne",
    ours="lokalnych lokalni sasiednich okolicznych",
    at_least="ponad | co najmniej | okolo | prawie | blisko",
    asking="""
        prosimy | wzywamy | apelujemy | zadamy | domagamy sie | zwracamy sie z prosba | wnosimy |
        postulujemy | zalecamy
    """,
    thanking="dziekujemy | wyrazamy wdziecznosc | jestesmy wdzieczni | doceniamy",
    copies="do wiadomosci | kopia | cc",
    after="kontakt | przypisy | zrodla | wiecej informacji | zalacznik | zalaczniki",
    on_behalf="w imieniu",
    former="byly byla",
    honorifics="prof hab dr mgr inz ks",
    of="",
    conjunctions="i oraz",
    ordinals="po pierwsze | po drugie | po trzecie | po czwarte | po piate",
    place_kinds="miasto gmina powiat wojewodztwo",
    letter_words="list oswiadczenie apel petycja stanowisko",
    dated="z dnia | datowany na",
)
