"""Spanish."""

from undersigned.reading.languages import Vocabulary

VOCABULARY = Vocabulary(
    code="es",
    function_words="""
        el la los las de que y en un una por con para del se al su nos es lo como mas este esta sus no
    """,
    months="""
        enero/ene febrero/feb marzo abril/abr mayo junio julio agosto/ago septiembre/setiembre octubre
        noviembre diciembre/dic
    """,
    closings="""
        atentamente | muy atentamente | cordialmente | respetuosamente | sinceramente | saludos |
        saludos cordiales | reciba un cordial saludo | un cordial saludo | con un cordial saludo |
        un saludo | suyos | firmado | firmado por | fdo | firman | firma | firmamos | suscriben |
        en solidaridad | con respeto | agradecidos | quedamos a la espera | le saludan atentamente |
        lo firman | firman esta carta | suscriben esta carta | con afecto
    """,
    salutations="""
        estimado | estimada | estimados | estimadas | querido | querida | queridos | senor | senora |
        senores | excelentisimo | excelentisima | excmo | excma | distinguido | distinguida |
        muy senor | a quien corresponda | ilustrisimo | respetado | respetada | apreciado | apreciada |
        a la atencion
    """,
    signers="""
        firmantes firmante firmas firman suscriptores suscritos abajofirmantes adhesiones adhesion
        suscriben signatarios
    """,
    offices="""
        obispo arzobispo sindico sindica alcaldesa-presidenta alcalde-presidente
        alcalde alcaldesa alcaldes alcaldesas gobernador gobernadora senador senadora diputado diputada
        concejal concejala regidor regidora ministro ministra consejero consejera intendente intendenta
        prefecto prefecta edil edila eurodiputado eurodiputada congresista asambleista jefe jefa
        lehendakari alcaldia
    """,
    roles="""
        propietario propietaria dueno duena tendero tendera
        presidente presidenta vicepresidente vicepresidenta director directora secretario secretaria
        profesor profesora catedratico catedratica investigador investigadora docente decano decana
        rector rectora vicerrector vicerrectora coordinador coordinadora portavoz representante delegado
        delegada medico medica abogado abogada periodista escritor escritora historiador historiadora
        sociologo sociologa economista ingeniero ingeniera maestro maestra estudiante doctor doctora
        poeta artista actor actriz cineasta editor editora fundador fundadora responsable miembro
        titular emerito emerita jubilado jubilada arquitecto arquitecta enfermero enfermera activista
        tecnico tecnica gerente
    """,
    leading="""
        presidente presidenta vicepresidente vicepresidenta director directora rector rectora secretario
        secretaria coordinador coordinadora portavoz fundador fundadora representante
    """,
    organisations="""
        ampa libreria bar restaurante panaderia farmacia cafeteria peluqueria hotel comercios
        asociacion asociaciones red redes coalicion fundacion instituto universidad universidade
        universitat unibertsitatea colegio escuela sindicato sindicatos consejo federacion alianza
        sociedad centro organizacion organizaciones grupo movimiento campana comite iniciativa proyecto
        fondo foro empresa corporacion agencia ministerio departamento camara liga congreso colectivo
        cooperativa iglesia hospital laboratorio biblioteca museo prensa partido academia confederacion
        observatorio plataforma coordinadora union comunidad ayuntamiento diputacion facultad junta mesa
        ecologistas trabajadores uned
    """,
    sections="""
        organizaciones personas individuos asociaciones colectivos alcaldes alcaldesas instituciones
        sindicatos empresas academicos profesores firmantes adhesiones primeras primeros individuales
        titulo particulares entidades ciudades municipios comunidades provincias internacionales
        nacionales ayuntamientos alcaldias
    """,
    counted="""
        personas firmantes alcaldes alcaldesas organizaciones asociaciones entidades profesores
        profesoras investigadores investigadoras academicos miembros ciudadanos ciudadanas diputados
        senadores gobernadores colectivos economistas escritores intelectuales cientificos medicos
        abogados docentes municipios ciudades sindicatos empresas historiadores juristas especialistas
        representantes signatarios periodistas artistas firmas concejales regidores
    """,
    signing="""
        cuyos nombres |
        firman | firmado | firmada | firmaron | firmantes | firmar | suscriben | suscrita | suscrito |
        siguientes | abajo | firmas | firmamos | firmo | suscribieron | suscribimos
    """,
    joined="junto a | junto con | y | ademas de",
    others="otros otras mas demas",
    ours="locales vecinos vecinas cercanos cercanas",
    at_least="mas de | al menos | cerca de | unos | unas | casi | alrededor de",
    asking="""
        instamos | pedimos | solicitamos | exigimos | reclamamos | rogamos | exhortamos | demandamos |
        le pedimos | les pedimos | hacemos un llamamiento | hacemos un llamado | urgimos | le instamos |
        les instamos | le solicitamos | recomendamos | llamamos a | proponemos | requerimos |
        queremos pedir | pedirle que | para pedirle | para solicitarle
    """,
    thanking="""
        agradecemos | le agradecemos | les agradecemos | damos las gracias | gracias por | felicitamos |
        celebramos | nuestro agradecimiento | queremos agradecer | saludamos | aplaudimos
    """,
    copies="cc | c c p | ccp | con copia | copia a | c c | copia",
    after="""
        contacto | notas | nota | referencias | mas informacion | contacto de prensa | prensa | sobre |
        para mas informacion | anexo | compartir
    """,
    on_behalf="""
        en nombre de | en representacion de | en nombre del | en representacion del | por la | por el
    """,
    former="""
        ex exalcalde exalcaldesa antiguo antigua anterior exministro exministra exdiputado exdiputada
    """,
    honorifics="""
        don dona dna d d.a sr sra srta dr dra prof profa excmo excma ilmo ilma lic ing mtro mtra sres arq
    """,
    of="de del",
    conjunctions="y e",
    ordinals="primero | segundo | tercero | cuarto | quinto | sexto | septimo",
    place_kinds="""
        ciudad municipio ayuntamiento villa provincia comunidad condado estado isla pueblo
    """,
    letter_words="carta manifiesto declaracion peticion comunicado",
    dated="fechada | de fecha | fecha | con fecha",
)
