"""French."""

from undersigned.reading.languages import Vocabulary

VOCABULARY = Vocabulary(
    code="fr",
    function_words="""
        le la les de des et en un une du que qui pour dans nous est au aux par sur vous votre ce cette
        avec sont pas
    """,
    months="""
        janvier/janv fevrier/fevr/fev mars avril/avr mai juin juillet/juil aout septembre octobre
        novembre decembre
    """,
    closings="""
        cordialement | bien cordialement | respectueusement | sincerement | salutations |
        nos salutations | avec nos salutations | veuillez agreer | veuillez recevoir | veuillez croire |
        nous vous prions | je vous prie | recevez | dans l'attente | signe | signe par | signes |
        ont signe | fait a | solidairement | bien a vous | avec nos remerciements | dans cette attente |
        meilleures salutations | avec notre consideration
    """,
    salutations="""
        monsieur | madame | mesdames | messieurs | cher | chere | chers | cheres | excellence |
        a l'attention
    """,
    signers="signataires signataire soussignes soussignees soussigne cosignataires signatures",
    offices="""
        eveque archeveque deputes-maires
        maire maires mairesse gouverneur gouverneure senateur senatrice depute deputee deputes
        eurodepute eurodeputee conseiller conseillere conseillers ministre prefet prefete echevin
        echevine bourgmestre adjoint adjointe syndic parlementaire elu elue
    """,
    roles="""
        president presidente vice-president vice-presidente coprésident copresident copresidente
        chef cheffe
        directeur directrice secretaire professeur professeure maitre maitresse ingenieur ingenieure
        chercheur chercheuse chercheure enseignant enseignante enseignant-chercheur
        enseignante-chercheure enseignante-chercheuse charge chargee doctorant doctorante docteur
        docteure doyen doyenne recteur rectrice coordinateur coordinatrice porte-parole delegue deleguee
        representant representante medecin infirmier infirmiere avocat avocate journaliste ecrivain
        ecrivaine auteur autrice historien historienne sociologue economiste philosophe etudiant
        etudiante artiste cineaste comedien comedienne redacteur redactrice fondateur fondatrice
        responsable membre emerite retraite retraitee architecte anthropologue geographe politiste
        juriste agrege agregee postdoctorant postdoctorante musicien musicienne editeur editrice
        psychologue militant militante metteur metteuse realisateur realisatrice traducteur traductrice
        consultant consultante gerant gerante
    """,
    leading="""
        president presidente vice-president vice-presidente copresident copresidente directeur
        directrice secretaire porte-parole coordinateur coordinatrice fondateur fondatrice recteur rectrice
        representant representante gerant gerante delegue deleguee
    """,
    organisations="""
        association associations reseau coalition fondation institut universite ecole syndicat syndicats
        conseil federation alliance societe centre organisation organisations groupe mouvement campagne
        comite initiative projet fonds forum entreprise agence ministere departement chambre ligue
        congres collectif cooperative eglise hopital laboratoire bibliotheque musee presse parti
        academie confederation observatoire plateforme union amis mairie ville communaute cnrs inserm
        faculte maison compagnie theatre amicale commission asso
    """,
    sections="""
        organisations personnes individus associations collectifs maires institutions syndicats
        entreprises universitaires signataires premiers premieres personnalites elus elues
        internationales nationales titre individuel partis villes departements regions chercheurs
        enseignants mairies communes collectivites
    """,
    counted="""
        personnes signataires maires organisations associations enseignants enseignantes chercheurs
        chercheuses universitaires membres citoyens citoyennes deputes senateurs elus elues collectifs
        economistes ecrivains intellectuels scientifiques medecins avocats communes villes syndicats
        entreprises historiens juristes personnalites professeurs journalistes artistes etudiants
        signatures ong soignants parlementaires conseillers
    """,
    signing="""
        dont les noms |
        signee | signe | signes | signees | signent | ont signe | signataires | cosigne | cosignee |
        soussignes | signatures | rejoint | signer | cosignent
    """,
    joined="rejoint par | aux cotes de | avec | et | ainsi que",
    others="autres autre",
    ours="locaux locales voisins voisines",
    at_least="plus de | au moins | pres de | environ | quelque | plus d'",
    asking="""
        vous demandons | nous demandons | nous appelons | nous exhortons | nous exigeons |
        nous prions | nous invitons | nous reclamons | nous sollicitons | nous vous prions de |
        nous vous appelons | nous vous invitons | nous vous exhortons | nous souhaitons que |
        nous recommandons | nous proposons | nous lancons un appel | nous vous encourageons |
        nous encourageons
    """,
    thanking="""
        nous remercions | nous vous remercions | nous saluons | merci | nous felicitons |
        nous vous felicitons | notre gratitude | nos remerciements | nous nous rejouissons
    """,
    copies="cc | copie | copie a | copies | c c | ampliation",
    after="""
        contact | contacts | notes | note | references | contact presse | plus d'informations |
        a propos | sources | partager | pour en savoir plus | annexe
    """,
    on_behalf="au nom de | au nom du | au nom des | pour le compte de | representant",
    former="ancien ancienne anciens ex",
    honorifics="m mme mlle mm mmes dr pr prof me monsieur madame maitre sa son excellence",
    of="de du d' des",
    conjunctions="et",
    ordinals="""
        premierement | deuxiemement | troisiemement | quatriemement | cinquiemement | sixiemement
    """,
    place_kinds="ville commune mairie village departement region canton metropole province",
    letter_words="lettre tribune petition appel declaration manifeste texte",
    dated="datee du | date du | en date du | du",
)
