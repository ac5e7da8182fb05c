"""English."""

from undersigned.reading.languages import Vocabulary

VOCABULARY = Vocabulary(
    code="en",
    function_words="""
        the of and to in that is for we our with are as this by be on from have it not you your who will
        which
    """,
    months="""
        january/jan february/feb march/mar april/apr may june/jun july/jul august/aug september/sept/sep
        october/oct november/nov december/dec
    """,
    closings="""
        sincerely | yours sincerely | very sincerely | sincerely yours | most sincerely | respectfully |
        respectfully submitted | respectfully yours | yours respectfully | most respectfully |
        very respectfully | yours truly | very truly yours | yours faithfully | faithfully |
        best regards | kind regards | warm regards | with best wishes | best wishes | regards |
        in solidarity | in partnership | in unity | in friendship | with respect | with gratitude |
        gratefully | with appreciation | with thanks | cordially | signed | signed by | in hope |
        in community | in service | with hope | with concern | in peace | thank you |
        thank you for your consideration | with warm regards | your colleagues | collegially
    """,
    salutations="""
        dear | to whom it may concern | honorable | the honorable | your excellency | mr president |
        to the
    """,
    signers="""
        signatories signatory signers signer signees signee undersigned signatures cosigners co-signers
        cosignatories co-signatories endorsers endorsements
    """,
    offices="""
        bishop archbishop cardinal city-manager councillor-general assemblymembers
        mayor mayors governor governors senator senators representative representatives congressman
        congresswoman congressmember councilmember councilmembers councilman councilwoman councillor
        councillors councilor alderman alderwoman alderperson alder commissioner commissioners
        supervisor supervisors executive executives judge sheriff selectman selectwoman selectboard
        assemblymember assemblyman assemblywoman assemblyperson delegate delegates mep meps mp mps
        minister ministers freeholder trustee reeve provost premier burgess warden mayoress solicitor
        treasurer comptroller controller auditor clerk ombudsman speaker attorney attorneys lieutenant
    """,
    roles="""
        coach paediatrician pediatrician surgeon dentist midwife practitioner
        tem proprietor owner landlord landlady hotelier shopkeeper innkeeper
        president vice-president chair chairman chairwoman chairperson co-chair cochair chairs director
        directors co-director secretary leader leaders whip officer ceo cto cfo coo founder co-founder
        cofounder professor prof lecturer reader researcher scientist fellow dean chancellor rector
        principal manager coordinator co-ordinator organizer organiser executive editor editor-in-chief
        publisher author writer poet artist engineer developer maintainer contributor student teacher
        nurse physician doctor surgeon lawyer counsel advocate bishop archbishop rabbi imam pastor
        reverend deacon priest rev member members staff head partner consultant analyst economist
        historian sociologist philosopher journalist broadcaster ambassador general admiral colonel
        captain chief administrator superintendent assistant associate emeritus emerita postdoc
        candidate retired owner curator librarian architect designer producer actor actress musician
        composer filmmaker farmer activist campaigner spokesperson convenor convener moderator steward
        ranger lead specialist adviser advisor vice deputy acting interim instructor psychologist
        psychiatrist epidemiologist biologist chemist physicist mathematician statistician archivist
        translator veteran forester ranger chaplain commander president-elect mayor-elect governor-elect pro
    """,
    leading="""
        president vice-president chair chairman chairwoman chairperson co-chair cochair director co-director
        ceo founder co-founder cofounder rector chancellor superintendent publisher editor editor-in-chief
        spokesperson convenor convener moderator owner principal secretary-general pastor rabbi imam
    """,
    organisations="""
        association associations network networks coalition foundation institute institution university
        college school union unions council federation alliance society centre center organization
        organisation organizations organisations group groups movement campaign committee initiative
        project trust fund forum club company corporation inc llc ltd gmbh corp limited agency bureau
        department ministry office board commission chamber league congress collective cooperative
        co-operative church synagogue mosque temple diocese synod archdiocese parish hospital clinic
        laboratory lab labs library museum press media news studio studios partners partnership
        consortium international global services service programme program action watch rights justice
        aid ngo party academy programmes confederation conference secretariat observatory platform
        fellowship guild brotherhood order ministries conservancy software technologies technology
        systems solutions consulting house theatre orchestra exchange team taskforce clubs chapter bar
        workers teachers nurses students farmers band nation tribe pueblo families lodge troop brigade
        parents neighbors neighbours residents friends savers citizens
    """,
    sections="""
        organizations organisations individuals people persons global international regional national
        local mayors governors senators representatives members academics scholars scientists artists
        writers journalists politicians lawyers experts businesses companies institutions groups unions
        networks signatories supporters endorsers states counties cities students faculty staff
        community leaders elected officials others democrats republicans independents europe africa asia
        america americas oceania pacific universities municipalities towns initial first further
        additional
    """,
    counted="""
        members mayors governors senators representatives signatories signers signees people persons
        individuals organizations organisations groups executives officials leaders academics scholars
        scientists researchers professors economists experts attorneys lawmakers legislators councillors
        councilmembers commissioners cities counties states towns countries companies businesses ngos
        citizens residents employees workers teachers doctors physicians nurses artists writers authors
        journalists students colleagues democrats republicans meps mps ministers presidents politicians
        historians lawyers judges signatures names associations networks unions women men parents
        engineers developers farmers bishops pastors clergy rabbis veterans others municipalities
    """,
    signing="""
        whose names |
        signed | sign | signing | signatories | signatory | signers | signees | undersigned |
        co-signed | cosigned | joined | joins | endorsed | backed | signatures
    """,
    joined="joined by | along with | together with | joined | with | and",
    others="other others fellow more additional further colleagues",
    ours="local area neighboring neighbouring nearby adjacent",
    at_least="""
        over | more than | at least | nearly | almost | about | around | some | approximately |
        upwards of | in excess of
    """,
    asking="""
        we urge | we call on | we call upon | we ask | we request | we therefore request |
        we encourage | we recommend | we suggest | we demand | we implore | we appeal | we petition |
        we respectfully request | we respectfully ask | we would ask | we would request |
        we thus request | we strongly urge | we now ask | we also ask | we also urge | we also call |
        we are calling | we are also calling | we are asking | we therefore urge | we therefore call |
        we therefore ask | urge you to | ask you to | call on you to | call upon you to | urges you to |
        we are writing to urge | we are writing to ask | we write to urge | we write to ask |
        we write to request | we would thus request | we thus call | we insist | we further urge |
        we further ask | we further request | we hereby call | we strongly encourage |
        we strongly recommend | please | would thus request | we furthermore urge | furthermore urge |
        we again urge | we believe you should
    """,
    thanking="""
        thank you | we thank | we also thank | we commend | we applaud | we are grateful |
        we appreciate | we welcome | we congratulate | our gratitude | our thanks | to thank |
        we greatly appreciate | we want to thank
    """,
    copies="cc | c c | copy to | copies to | with copies to | bcc",
    after="""
        filed under | tags | tagged | categories | category | posted in | enclosures | encl | encls |
        leave a reply | read more | see also | more from | recommended | advertisement |
        contact | press contact | media contact | contacts | for more information | about the |
        about us | notes | note | references | footnotes | share this | related | sitemap | privacy |
        all rights reserved | editors notes | notes to editors | for further information | enclosure |
        enclosures | attachment | background | source | comments | sources | copyright |
        press enquiries | media enquiries | last updated | back to top | subscribe | download
    """,
    on_behalf="on behalf of | signing on behalf of | representing | for and on behalf of",
    former="former formerly past ex retired",
    honorifics="""
        mr mrs ms mx miss cllr cr sister dr prof professor sir dame hon honorable honourable rev reverend
        rabbi imam lord lady the fr sr msgr bishop archbishop pastor judge justice sen rep gov
        his her excellency
    """,
    of="of for",
    conjunctions="and",
    ordinals="first | second | third | fourth | fifth | sixth | seventh",
    place_kinds="""
        city town village county borough township parish state commonwealth municipality district island
    """,
    letter_words="letter statement petition appeal declaration call",
    dated="dated | of | sent | published | released",
)
