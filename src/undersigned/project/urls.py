"""Every address, joined. `tests/test_rights.py` walks them, and fails on one that its table lacks."""

from django.conf import settings
from django.urls import path

from undersigned.api.interface import interface
from undersigned.web import archive, calendar, evidence, health, letters, outbox, signing, trouble
from undersigned.web.desk import asking as desk_asking
from undersigned.web.desk import board as desk_board
from undersigned.web.desk import edition as desk_edition
from undersigned.web.desk import letter as desk_letter
from undersigned.web.desk import letters as desk_letters
from undersigned.web.desk import mails as desk_mails
from undersigned.web.desk import office as desk_office
from undersigned.web.desk import programs as desk_programs
from undersigned.web.desk import roster as desk_roster
from undersigned.web.desk import signing_in

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
    path("i/<str:token>/", signing.invitation),
    path("r/<str:token>/", signing.own_page),
    path("r/<str:token>/receipt.tlog-proof", signing.receipt),
    path("desk/", desk_letters.home),
    path("desk/sign-in/", signing_in.ask),
    path("desk/sign-in/<str:token>/", signing_in.use),
    path("desk/sign-out/", signing_in.sign_out),
    path("desk/coalitions/<slug:slug>/roster/", desk_roster.roster),
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
    path("desk/letters/<slug:slug>/close/", desk_letter.closing),
    path("desk/letters/<slug:slug>/publish/", desk_letter.publishing),
    path("desk/letters/<slug:slug>/cancel/", desk_letter.cancelling),
    path("desk/letters/<slug:slug>/lines/", desk_letter.reviewing),
]
if settings.DEMO:
    urlpatterns.append(path("outbox/", outbox.outbox))

handler400 = trouble.bad_request
handler404 = trouble.not_found
handler500 = trouble.server_error
