"""A letter's press kits as files, made from the list, the facts and the quotes as they stand."""

from functools import lru_cache

from django.conf import settings

from undersigned.domain.letters import LetterState
from undersigned.domain.press.areas import Area, areas, whole
from undersigned.domain.press.kit import kit_of, kits_of
from undersigned.domain.publishing import Rendered
from undersigned.domain.reasons import Reason
from undersigned.errors import Refused
from undersigned.outputs.press import TEMPLATE, KitFrame, pack, render
from undersigned.outside.files import text_kept
from undersigned.queries.letters import letter_by_slug
from undersigned.queries.press import PressSource, press_source
from undersigned.wording import speak


def kit_file(source: PressSource, area: Area, extension: str, embargo: str = "") -> Rendered:
    """One kit as a file. `embargo` is until when nothing may be printed, in words; "" where all may be."""
    kit = kit_of(area, source.document, source.backing)
    return render(kit, _frame(source, embargo), "docx" if extension == "docx" else "txt")


def kits_in_zip(source: PressSource, embargo: str = "") -> bytes:
    """All kits in one zip. The last few are kept: the same list, facts and quotes give the same bytes."""
    return _packed(source, _frame(source, embargo))


def kits_of_letter(slug: str) -> bytes:
    """The same of a letter whose list is final. Refused (list-not-final) for any other."""
    letter = letter_by_slug(slug)
    if letter.state not in (LetterState.CLOSED, LetterState.PUBLISHED):
        raise Refused(Reason.LIST_NOT_FINAL)
    return kits_in_zip(press_source(letter))


@lru_cache(maxsize=4)
def _packed(source: PressSource, frame: KitFrame) -> bytes:
    wanted = (whole(source.document), *areas(source.document))
    return pack(kits_of(wanted, source.document, source.backing), frame)


def _frame(source: PressSource, embargo: str) -> KitFrame:
    """The addresses are the public ones: a file is read, and quoted from, after the embargo has ended."""
    say = speak(source.document.language).say
    page = f"{settings.BASE_URL}/letters/{source.slug}"
    return KitFrame(
        title=source.title,
        coalition=source.coalition,
        addresses=(
            (say("The letter"), f"{page}/"),
            (say("As PDF"), f"{page}.pdf"),
            (say("The list as a table"), f"{page}.csv"),
            (say("How to check the list"), f"{settings.BASE_URL}/v/{source.slug}"),
        ),
        embargo=embargo,
        template=text_kept(settings.DATA_DIR / "templates" / TEMPLATE),
    )
