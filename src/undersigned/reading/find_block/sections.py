"""Headings that say whom a part of a list holds: bodies or people."""

BODIES = frozenset("organizations organisations organizaciones organizacoes organisationen organizzazioni institutions instituciones "
                    "companies businesses unions entidades colectivos vereine verbande initiativen ngos".split())  # fmt: skip
PEOPLE = frozenset("individuals individual people persons mayors governors senators academics scholars scientists artists writers "
                    "personas individuos alcaldes profesores personnes individus chercheurs enseignants maires pessoas professores "
                    "personen einzelpersonen burgermeister privatpersonen persone individui sindaci students faculty experts lawyers".split())  # fmt: skip
