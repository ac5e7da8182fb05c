"""Every address, joined. `tests/test_rights.py` walks them, and fails on one that its table lacks."""

from django.conf import settings
from django.urls import path

from undersigned.api.interface import interface
from undersigned.web import (
    archive,
    calendar,
    evidence,
    health,
    letters,
    open_letters,
    outbox,
    public_signing,
    signing,
    trouble,
)
from undersigned.web.desk import edition as desk_edition
from undersigned.web.desk import letter as desk_letter
from undersigned.web.desk import letters as desk_letters
from undersigned.web.desk import member as desk_member
from undersigned.web.desk import people as desk_people
from undersigned.web.desk import programs as desk_programs
from undersigned.web.desk import public_signing as desk_public
from undersigned.web.desk import roster as desk_roster
from undersigned.web.desk import roster_import as desk_roster_import
from undersigned.web.desk import signing_in

urlpatterns = [
    path("", letters.home),
    path("health/", health.health),
    path("favicon.ico", letters.mark),
    path("letters/<slug:slug>/", letters.letter),
    path("letters/<slug:slug>.<slug:extension>", letters.file),
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
    path("i/<str:token>/", signing.invitation),
    path("r/<str:token>/", signing.own_page),
    path("r/<str:token>/receipt.tlog-proof", signing.receipt),
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
    path("desk/letters/<slug:slug>/lines/", desk_letter.reviewing),
    path("desk/letters/<slug:slug>/public/", desk_public.reviewing),
    path("desk/letters/<slug:slug>/public/rules/", desk_public.ruling),
    path("desk/letters/<slug:slug>/public/alike/", desk_public.looking_alike),
]
if settings.DEMO:
    urlpatterns.append(path("outbox/", outbox.outbox))

handler400 = trouble.bad_request
handler404 = trouble.not_found
handler500 = trouble.server_error
