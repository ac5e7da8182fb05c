"""The press: a template, its data and a folder in; a PDF out. The folder is all that the compiler sees.

A long list needs a gigabyte or two, which a web process would keep. Therefore this file is also a program of
its own, `python press.py FOLDER [--shrink]`, that loads nothing of ours; `set_apart` runs it.
"""

import io
import json
import subprocess
import sys
import tempfile
import threading
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import typst

OUTPUTS = Path(__file__).parent.parent
OUR_FONTS = OUTPUTS / "fonts"
OUR_TEMPLATES = OUTPUTS / "templates"
MORE_FONTS = "fonts"  # in the folder, where ours cannot show all
# Typst's own type lists every standard there is. Without a date there is no PDF/A.
_LADDER: tuple[list[Any], ...] = (["a-2a", "ua-1"], ["ua-1"], [])
_JOB, _SET = "job.json", "letter.pdf"
_WRONG_TEMPLATE = 3
_SHRINK = "--shrink"


class Job(NamedTuple):
    """`template` is the name of a file in `folder`; `data` is JSON."""

    folder: Path
    template: str
    data: str
    dated: bool


class Printed(NamedTuple):
    """`standards` is empty where the letter could not meet PDF/UA-1."""

    content: bytes
    standards: tuple[str, ...]


class TemplateFailure(Exception):
    """The template does not work; the message is Typst's."""


class PressFailure(Exception):
    """The press ended before the PDF was there, as it does where memory is short."""


def set_here(job: Job) -> Printed:
    """The PDF under the strictest standard it can meet."""
    compiler = _kept(job.template) if job.folder == OUR_TEMPLATES else _compiler(job.folder, job.template)
    for standards in _LADDER if job.dated else _LADDER[1:]:
        try:
            content = compiler.compile(sys_inputs={"data": job.data}, pdf_standards=standards, format="pdf")
        except typst.TypstError as trouble:
            if not standards:
                raise TemplateFailure(str(trouble)) from trouble
            continue
        assert isinstance(content, bytes)  # noqa: S101  # a PDF is one file
        return Printed(content, tuple(standards))
    raise AssertionError("the last step of the ladder returns or raises")


def _compiler(folder: Path, template: str) -> typst.Compiler:
    return typst.Compiler(
        str(folder / template),
        root=str(folder),
        font_paths=_fonts(folder),
        package_path=str(folder),
        package_cache_path=str(folder),
    )


class _Kept(threading.local):
    """Compilers of our own templates, a set for each thread."""

    def __init__(self) -> None:
        self.compilers: dict[str, typst.Compiler] = {}


_KEPT = _Kept()


def _kept(template: str) -> typst.Compiler:
    """Made once: to read the template again for each letter costs a tenth of a short one's time."""
    if template not in _KEPT.compilers:
        _KEPT.compilers[template] = _compiler(OUR_TEMPLATES, template)
    return _KEPT.compilers[template]


def _fonts(folder: Path) -> typst.Fonts:
    more = folder / MORE_FONTS
    return _loaded(OUR_FONTS, more) if more.exists() else our_fonts()


@cache
def our_fonts() -> typst.Fonts:
    """Looked through once: to do it again for each letter costs a fifth of a short one's time."""
    return _loaded(OUR_FONTS)


def _loaded(*folders: Path) -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, font_paths=[str(folder) for folder in folders])


def can_draw(picture: bytes, ending: str) -> bool:
    """Whether a picture comes out on paper."""
    with tempfile.TemporaryDirectory(prefix="undersigned-") as name:
        (Path(name) / f"picture.{ending}").write_bytes(picture)
        page = Path(name) / "page.typ"
        page.write_text(f'#image("picture.{ending}", height: 0.7in, fit: "contain")', "utf-8")
        try:
            typst.compile(str(page), root=name, font_paths=our_fonts())
        except typst.TypstError:
            return False
    return True


def smaller(content: bytes) -> bytes:
    """The same PDF with its objects packed: a fifth of the size for a long list. Same input, same bytes."""
    import pikepdf

    packed = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        pdf.save(packed, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return packed.getvalue()


def set_apart(job: Job, *, shrink: bool = True) -> Printed:
    """The same in a process of its own, and `smaller`. It leaves two files in the job's folder."""
    (job.folder / _JOB).write_text(json.dumps(job[1:]), "utf-8")
    command = [sys.executable, "-I", __file__, str(job.folder), *([_SHRINK] if shrink else [])]
    done = subprocess.run(command, capture_output=True, check=False)  # noqa: S603  # ours, and our own folder
    if done.returncode == _WRONG_TEMPLATE:
        raise TemplateFailure(done.stderr.decode("utf-8", "replace").strip())
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise PressFailure(said[-1] if said else f"it was ended by signal {-done.returncode}")
    return Printed((job.folder / _SET).read_bytes(), tuple(done.stdout.decode("ascii").split()))


def main(folder: Path, *, shrink: bool) -> int:
    template, data, dated = json.loads((folder / _JOB).read_bytes())
    try:
        printed = set_here(Job(folder, template, data, dated))
    except TemplateFailure as trouble:
        print(trouble, file=sys.stderr)
        return _WRONG_TEMPLATE
    (folder / _SET).write_bytes(smaller(printed.content) if shrink else printed.content)
    print(*printed.standards)
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), shrink=_SHRINK in sys.argv[2:]))
