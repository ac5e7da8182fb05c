"""Every address, joined. `tests/test_rights.py` walks them, and fails on one that its table lacks."""

from django.conf import settings
from django.urls import path

from undersigned.api.interface import interface
from undersigned.web import (
    archive,
    asks,
    calendar,
    embargo,
    evidence,
    health,
    letters,
    local_facts,
    open_letters,
    outbox,
    press,
    public_signing,
    quotes,
    trouble,
)
from undersigned.web.desk import account as desk_account
from undersigned.web.desk import asking as desk_asking
from undersigned.web.desk import asks as desk_asks
from undersigned.web.desk import beginning as desk_beginning
from undersigned.web.desk import board as desk_board
from undersigned.web.desk import checklist as desk_checklist
from undersigned.web.desk import coverage as desk_coverage
from undersigned.web.desk import delivery as desk_delivery
from undersigned.web.desk import edition as desk_edition
from undersigned.web.desk import embargo as desk_embargo
from undersigned.web.desk import installation as desk_installation
from undersigned.web.desk import letter as desk_letter
from undersigned.web.desk import letters as desk_letters
from undersigned.web.desk import lines as desk_lines
from undersigned.web.desk import local_facts as desk_local_facts
from undersigned.web.desk import mails as desk_mails
from undersigned.web.desk import member as desk_member
from undersigned.web.desk import office as desk_office
from undersigned.web.desk import people as desk_people
from undersigned.web.desk import programs as desk_programs
from undersigned.web.desk import public_signing as desk_public
from undersigned.web.desk import quotes as desk_quotes
from undersigned.web.desk import reading as desk_reading
from undersigned.web.desk import reading_mended as desk_reading_mended
from undersigned.web.desk import roster as desk_roster
from undersigned.web.desk import roster_import as desk_roster_import
from undersigned.web.desk import signing as desk_ways
from undersigned.web.desk import signing_in
from undersigned.web.desk import stationery as desk_stationery
from undersigned.web.signing import code, colleagues, invitation, no_mail, own_page

urlpatterns = [
    path("", letters.home),
    path("health/", health.health),
    path("favicon.ico", letters.mark),
    path("letters/<slug:slug>/", letters.letter),
    path("letters/<slug:slug>.<slug:extension>", letters.file),
    path("letters/<slug:slug>/press/", press.index),
    path("letters/<slug:slug>/press/kits.zip", press.archive),
    path("letters/<slug:slug>/press/<slug:place>/", press.kit),
    path("letters/<slug:slug>/press/<slug:place>.<slug:extension>", press.file),
    path("letters/<slug:slug>/asks/", asks.scorecard),
    path("letters/<slug:slug>/asks/<int:response>/", asks.response),
    path("letters/<slug:slug>/asks.atom", asks.feed),
    path("letters/<slug:slug>/asks.json", asks.data),
    path("coalitions/<slug:slug>/asks/", asks.achieved),
    path("coalitions/<slug:slug>/facts/", local_facts.register),
    path("e/<str:token>/", embargo.opened),
    path("e/<str:token>/letter/", embargo.letter),
    path("e/<str:token>/letter.<slug:extension>", embargo.file),
    path("e/<str:token>/press/", embargo.index),
    path("e/<str:token>/press/kits.zip", embargo.archive),
    path("e/<str:token>/press/<slug:place>/", embargo.kit),
    path("e/<str:token>/press/<slug:place>.<slug:extension>", embargo.kit_file),
    path("letters/<slug:slug>/map.svg", letters.beside, {"name": "map"}),
    path("letters/<slug:slug>/card.png", letters.beside, {"name": "card"}),
    path("letters/<slug:slug>/embed/", letters.beside, {"name": "embed"}),
    path("letters/<slug:slug>/evidence.zip", evidence.archive),
    path("letters/<slug:slug>/evidence/<path:path>", evidence.part),
    path("letters/<slug:slug>/sign/", public_signing.form),
    path("letters/<slug:slug>/sign/sent/", public_signing.sent),
    path("letters/<slug:slug>/signatories/", open_letters.signatories),
    path("v/<slug:slug>", evidence.check),
    path("c/", public_signing.code),
    path("c/<str:token>/", public_signing.confirmation),
    path("api/v1/", interface.urls),
    path("calendar/<str:token>.ics", calendar.deadlines),
    path("feed.atom", archive.news),
    path("coalitions/<slug:slug>/", archive.coalition),
    path("coalitions/<slug:slug>/dataset.zip", archive.data),
    path("coalitions/<slug:slug>/together/", archive.signing_together),
    path("coalitions/<slug:slug>/together.csv", archive.together_file),
    path("coalitions/<slug:slug>/together.svg", archive.together_picture),
    path("coalitions/<slug:slug>/members/<path:key>/", archive.member),
    path("coalitions/<slug:slug>/records/<slug:record>/", archive.record),
    path("i/", code.code),
    path("i/<str:token>/", invitation.invitation),
    path("i/<str:token>/letter.pdf", invitation.counsel),
    path("i/<str:token>/colleagues/", colleagues.colleagues),
    path("i/<str:token>/no-mail/", no_mail.no_mail),
    path("r/<str:token>/", own_page.own_page),
    path("r/<str:token>/receipt.tlog-proof", own_page.receipt),
    path("r/<str:token>/quote/", quotes.quote),
    path("desk/", desk_letters.home),
    path("desk/sign-in/", signing_in.ask),
    path("desk/sign-in/code/", signing_in.code),
    path("desk/sign-in/<str:token>/", signing_in.use),
    path("desk/begin/<str:token>/", desk_beginning.begin),
    path("desk/installation/", desk_installation.installation),
    path("desk/account/", desk_account.account),
    path("desk/account/password/", desk_account.password),
    path("desk/account/passkeys/", desk_account.passkeys),
    path("desk/account/app/", desk_account.app),
    path("desk/account/codes/", desk_account.codes),
    path("desk/account/devices/", desk_account.devices),
    path("desk/sign-out/", signing_in.sign_out),
    path("desk/coalitions/<slug:slug>/roster/", desk_roster.roster),
    path("desk/coalitions/<slug:slug>/roster.csv", desk_roster.file),
    path("desk/coalitions/<slug:slug>/roster/add/", desk_roster.adding),
    path("desk/coalitions/<slug:slug>/roster/import/", desk_roster_import.choosing),
    path("desk/coalitions/<slug:slug>/roster/import/<int:upload>/", desk_roster_import.looking),
    path("desk/coalitions/<slug:slug>/roster/import/<int:upload>/columns/", desk_roster_import.naming),
    path("desk/coalitions/<slug:slug>/members/<str:member>/", desk_member.member),
    path("desk/coalitions/<slug:slug>/members/<str:member>/office/", desk_member.office),
    path("desk/coalitions/<slug:slug>/members/<str:member>/new-holder/", desk_member.new_holder),
    path("desk/coalitions/<slug:slug>/members/<str:member>/terms/<int:term>/", desk_member.term),
    path("desk/coalitions/<slug:slug>/members/<str:member>/new-delegate/", desk_member.new_delegate),
    path("desk/coalitions/<slug:slug>/members/<str:member>/delegates/<int:delegate>/", desk_member.delegate),
    path("desk/coalitions/<slug:slug>/start/", desk_beginning.start),
    path("desk/coalitions/<slug:slug>/details/", desk_beginning.details),
    path("desk/coalitions/<slug:slug>/people/", desk_people.people),
    path("desk/coalitions/<slug:slug>/history/", desk_people.history),
    path("desk/coalitions/<slug:slug>/reading/", desk_reading.choosing),
    path("desk/coalitions/<slug:slug>/reading/<int:reading>/", desk_reading.looking),
    path("desk/coalitions/<slug:slug>/reading/<int:reading>/signatories.csv", desk_reading.listing),
    path("desk/coalitions/<slug:slug>/reading/<int:reading>/head/", desk_reading_mended.head),
    path(
        "desk/coalitions/<slug:slug>/reading/<int:reading>/signatories/<int:number>/",
        desk_reading_mended.signatory,
    ),
    path("desk/coalitions/<slug:slug>/letterhead/", desk_stationery.letterhead),
    path("desk/coalitions/<slug:slug>/new-letter/", desk_letters.new),
    path("desk/letters/<slug:slug>/", desk_board.board),
    path("desk/letters/<slug:slug>/news/", desk_board.news),
    path("desk/letters/<slug:slug>/board.<slug:extension>", desk_board.table),
    path("desk/letters/<slug:slug>/offices/<int:invitation>/", desk_office.office),
    path("desk/letters/<slug:slug>/mails/", desk_mails.mails),
    path("desk/letters/<slug:slug>/mails/progress/", desk_mails.progress),
    path("desk/letters/<slug:slug>/mails/preview/", desk_mails.preview),
    path("desk/coalitions/<slug:slug>/programs/", desk_programs.programs),
    path("desk/letters/<slug:slug>/edit/", desk_letters.text),
    path("desk/letters/<slug:slug>/circulate/", desk_asking.circulating),
    path("desk/letters/<slug:slug>/invite/", desk_asking.inviting),
    path("desk/letters/<slug:slug>/extend/", desk_asking.extending),
    path("desk/letters/<slug:slug>/subjects/", desk_letters.subjects),
    path("desk/letters/<slug:slug>/new-edition/", desk_edition.changing),
    path("desk/letters/<slug:slug>/remind/", desk_asking.reminding),
    path("desk/letters/<slug:slug>/look/", desk_stationery.look),
    path("desk/letters/<slug:slug>/look/<slug:kind>/", desk_stationery.preview),
    path("desk/letters/<slug:slug>/close/", desk_letter.closing),
    path("desk/letters/<slug:slug>/publish/", desk_letter.publishing),
    path("desk/letters/<slug:slug>/cancel/", desk_letter.cancelling),
    path("desk/coalitions/<slug:slug>/authority/", desk_ways.authority),
    path("desk/letters/<slug:slug>/ways/", desk_ways.ways),
    path("desk/letters/<slug:slug>/record/", desk_ways.recording),
    path("desk/letters/<slug:slug>/record/<int:recorded>/scan/", desk_ways.scan),
    path("desk/letters/<slug:slug>/lines/", desk_lines.reviewing),
    path("desk/letters/<slug:slug>/checklist/", desk_checklist.points),
    path("desk/letters/<slug:slug>/contact/", desk_checklist.contact),
    path("desk/letters/<slug:slug>/public/", desk_public.reviewing),
    path("desk/letters/<slug:slug>/public/rules/", desk_public.ruling),
    path("desk/letters/<slug:slug>/public/alike/", desk_public.looking_alike),
    path("desk/letters/<slug:slug>/embargo/", desk_embargo.embargo),
    path("desk/letters/<slug:slug>/delivery/", desk_delivery.deliveries),
    path("desk/letters/<slug:slug>/delivery/pack.<slug:extension>", desk_delivery.pack),
    path("desk/letters/<slug:slug>/delivery/<int:delivery>/proof/", desk_delivery.proof),
    path("desk/letters/<slug:slug>/quotes/", desk_quotes.quotes),
    path("desk/letters/<slug:slug>/coverage/", desk_coverage.coverage),
    path("desk/letters/<slug:slug>/coverage/<int:article>/", desk_coverage.article),
    path("desk/letters/<slug:slug>/asks/", desk_asks.asks),
    path("desk/letters/<slug:slug>/asks/<int:response>/", desk_asks.response),
    path("desk/coalitions/<slug:slug>/facts/", desk_local_facts.local_facts),
]
if settings.DEMO:
    urlpatterns.append(path("outbox/", outbox.outbox))

handler400 = trouble.bad_request
handler404 = trouble.not_found
handler500 = trouble.server_error
