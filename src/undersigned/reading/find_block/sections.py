"""Headings that say whom a part of a list holds: bodies or people."""

from undersigned.domain.name_matching import word_set

BODIES = word_set(
    """
    organizations organisations organizaciones organizacoes organisationen organizzazioni institutions
    instituciones companies businesses unions entidades colectivos vereine verbande initiativen ngos
    """
)
PEOPLE = word_set(
    """
    individuals individual people persons mayors governors senators academics scholars scientists
    artists writers personas individuos alcaldes profesores personnes individus chercheurs enseignants
    maires pessoas professores personen einzelpersonen burgermeister privatpersonen persone individui
    sindaci students faculty experts lawyers
    """
)
