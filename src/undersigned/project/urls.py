"""Every address, joined. `tests/test_rights.py` walks them, and fails on one that its table lacks."""

from django.conf import settings
from django.urls import path

from undersigned.api.interface import interface
from undersigned.web import archive, calendar, evidence, health, letters, outbox, trouble
from undersigned.web.desk import edition as desk_edition
from undersigned.web.desk import letter as desk_letter
from undersigned.web.desk import letters as desk_letters
from undersigned.web.desk import member as desk_member
from undersigned.web.desk import people as desk_people
from undersigned.web.desk import programs as desk_programs
from undersigned.web.desk import roster as desk_roster
from undersigned.web.desk import roster_import as desk_roster_import
from undersigned.web.desk import signing as desk_ways
from undersigned.web.desk import signing_in
from undersigned.web.signing import code, colleagues, invitation, no_mail, own_page

urlpatterns = [
    path("", letters.home),
    path("health/", health.health),
    path("favicon.ico", letters.mark),
    path("letters/<slug:slug>/", letters.letter),
    path("letters/<slug:slug>.<slug:extension>", letters.file),
    path("letters/<slug:slug>/evidence.zip", evidence.archive),
    path("letters/<slug:slug>/evidence/<path:path>", evidence.part),
    path("v/<slug:slug>", evidence.check),
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
    path("desk/", desk_letters.home),
    path("desk/sign-in/", signing_in.ask),
    path("desk/sign-in/<str:token>/", signing_in.use),
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
    path("desk/coalitions/<slug:slug>/people/", desk_people.people),
    path("desk/coalitions/<slug:slug>/history/", desk_people.history),
    path("desk/coalitions/<slug:slug>/new-letter/", desk_letters.new),
    path("desk/coalitions/<slug:slug>/programs/", desk_programs.programs),
    path("desk/letters/<slug:slug>/", desk_letter.board),
    path("desk/letters/<slug:slug>/edit/", desk_letters.text),
    path("desk/letters/<slug:slug>/subjects/", desk_letters.subjects),
    path("desk/letters/<slug:slug>/circulate/", desk_letter.circulating),
    path("desk/letters/<slug:slug>/invite/", desk_letter.inviting),
    path("desk/letters/<slug:slug>/extend/", desk_letter.extending),
    path("desk/letters/<slug:slug>/new-edition/", desk_edition.changing),
    path("desk/letters/<slug:slug>/remind/", desk_letter.reminding),
    path("desk/letters/<slug:slug>/close/", desk_letter.closing),
    path("desk/letters/<slug:slug>/publish/", desk_letter.publishing),
    path("desk/letters/<slug:slug>/cancel/", desk_letter.cancelling),
    path("desk/coalitions/<slug:slug>/authority/", desk_ways.authority),
    path("desk/letters/<slug:slug>/ways/", desk_ways.ways),
    path("desk/letters/<slug:slug>/record/", desk_ways.recording),
    path("desk/letters/<slug:slug>/record/<int:recorded>/scan/", desk_ways.scan),
    path("desk/letters/<slug:slug>/lines/", desk_letter.reviewing),
]
if settings.DEMO:
    urlpatterns.append(path("outbox/", outbox.outbox))

handler400 = trouble.bad_request
handler404 = trouble.not_found
handler500 = trouble.server_error
