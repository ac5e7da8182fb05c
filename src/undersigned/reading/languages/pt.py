"""Portuguese."""

from undersigned.reading.languages import Vocabulary

VOCABULARY = Vocabulary(
    code="pt",
    function_words="""
        o a os as de que e em um uma por com para do da dos das no na se ao seu nos mais nao esta sao
        pelo pela
    """,
    months="""
        janeiro/jan fevereiro/fev marco/mar abril/abr maio/mai junho/jun julho/jul agosto/ago
        setembro/set outubro/out novembro/nov dezembro/dez
    """,
    closings="""
        atenciosamente | cordialmente | respeitosamente | sinceramente | com os melhores cumprimentos |
        melhores cumprimentos | cumprimentos | saudacoes | subscrevemo-nos | subscrevem | assinado |
        assinado por | assinam | os signatarios | com elevada estima | com consideracao |
        assinam esta carta | em solidariedade | gratos | com estima | os abaixo-assinados |
        aproveitamos a oportunidade
    """,
    salutations="""
        prezado | prezada | prezados | prezadas | caro | cara | caros | caras | senhor | senhora |
        senhores | excelentissimo | excelentissima | exmo | exma | ilustrissimo | ilmo |
        vossa excelencia | a quem possa
    """,
    signers="""
        signatarios signatarias signatario subscritores assinaturas assinantes assinam abaixo-assinados
        subscrevem assinatura
    """,
    offices="""
        bispo arcebispo vice-prefeito vice-prefeita
        prefeito prefeita prefeitos prefeitas governador governadora senador senadora deputado deputada
        deputados vereador vereadora ministro ministra autarca autarcas eurodeputado eurodeputada
    """,
    roles="""
        bibliotecario bibliotecaria
        presidente vice-presidente diretor diretora secretario secretaria professor professora
        catedratico catedratica investigador investigadora pesquisador pesquisadora docente reitor
        reitora vice-reitor coordenador coordenadora porta-voz representante delegado delegada medico
        medica advogado advogada jornalista escritor escritora historiador historiadora sociologo
        sociologa economista engenheiro engenheira estudante doutor doutora poeta artista ator atriz
        cineasta editor editora fundador fundadora responsavel membro emerito emerita aposentado
        arquiteto arquiteta enfermeiro enfermeira jurista ativista conselheiro conselheira procurador
        procuradora defensor defensora
    """,
    leading="""
        presidente vice-presidente diretor diretora reitor reitora secretario secretaria coordenador
        coordenadora porta-voz fundador fundadora representante
    """,
    organisations="""
        associacao associacoes rede coalizao fundacao instituto universidade colegio escola sindicato
        sindicatos conselho federacao alianca sociedade centro organizacao organizacoes grupo movimento
        campanha comite iniciativa projeto fundo forum empresa agencia ministerio departamento camara
        liga congresso coletivo cooperativa igreja hospital laboratorio biblioteca museu imprensa
        partido academia confederacao observatorio plataforma uniao comunidade prefeitura faculdade
        junta articulacao frente ordem nucleo
    """,
    sections="""
        organizacoes pessoas individuos associacoes coletivos prefeitos prefeitas instituicoes
        sindicatos empresas academicos professores signatarios subscritores individuais entidades
        cidades municipios estados internacionais nacionais personalidades prefeituras camaras
    """,
    counted="""
        pessoas signatarios prefeitos prefeitas organizacoes associacoes entidades professores
        professoras investigadores pesquisadores academicos membros cidadaos cidadas deputados senadores
        governadores coletivos economistas escritores intelectuais cientistas medicos advogados docentes
        municipios cidades sindicatos empresas historiadores juristas personalidades subscritores
        autarcas jornalistas artistas vereadores assinaturas
    """,
    signing="""
        cujos nomes |
        assinam | assinada | assinado | assinaram | signatarios | subscrevem | subscrita | subscrito |
        subscreveram | assinaturas | seguintes | assinou
    """,
    joined="junto com | juntamente com | ao lado de | e | alem de",
    others="outros outras mais demais",
    ours="locais vizinhos vizinhas",
    at_least="mais de | pelo menos | cerca de | quase | aproximadamente",
    asking="""
        pedimos | solicitamos | exigimos | reivindicamos | instamos | apelamos | exortamos |
        recomendamos | rogamos | requeremos | pedimos-lhe | solicitamos-lhe | demandamos | conclamamos |
        abaixo assinadas solicitam | abaixo assinados solicitam | abaixo assinadas pedem |
        abaixo assinados pedem | vem por este meio pedir | vem por este meio solicitar | vem solicitar |
        abaixo assinadas exigem | abaixo assinados exigem |
        fazemos um apelo | propomos | vimos pedir | vimos solicitar | vimos por este meio solicitar
    """,
    thanking="""
        agradecemos | obrigado | obrigada | saudamos | felicitamos | parabenizamos | congratulamos |
        nossa gratidao | nosso agradecimento | queremos agradecer
    """,
    copies="cc | com copia | copia para | c c | c/c",
    after="""
        contacto | contato | notas | nota | referencias | mais informacoes | sobre | anexo | partilhar |
        contatos | contactos
    """,
    on_behalf="""
        em nome de | em nome da | em nome do | em representacao de | em representacao da | pela | pelo
    """,
    former="ex antigo antiga anterior ex-prefeito ex-prefeita ex-ministro ex-ministra",
    honorifics="sr sra srs dr dra prof profa exmo exma dom dona eng enga d",
    of="de do da dos das",
    conjunctions="e",
    ordinals="primeiro | segundo | terceiro | quarto | quinto | sexto | setimo",
    place_kinds="cidade municipio prefeitura camara vila estado distrito freguesia ilha",
    letter_words="carta manifesto declaracao peticao abaixo-assinado",
    dated="datada de | com data de | datado de",
)
