"""The bundle as it is served: packed once for each state, each part by itself, every tile at every size."""

from importlib import import_module
from pathlib import Path
from threading import Thread

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection, transaction
from django.test import Client

from tests.cast import SLUG, Stage, now
from tests.stories.test_evidence import SIGN, assert_holds, sign, verdict
from undersigned.actions import bundles
from undersigned.actions.evidence import Draft, append, keep_openings, new_opening
from undersigned.domain.letters import LetterState
from undersigned.domain.signature_record import SignatureRecord
from undersigned.domain.statements import Signed
from undersigned.evidence.leaf import leaf_hash
from undersigned.evidence.tiles import hash_tiles, pack_entries, tile_path
from undersigned.evidence.tree import Tree
from undersigned.proof import bundle, contents
from undersigned.queries.bundles import bundle_of, part_of
from undersigned.queries.evidence import entries_of
from undersigned.queries.letters import letter_by_slug
from undersigned.queries.snapshot import one_moment
from undersigned.queries.tiles import path_of
from undersigned.records.models import Letter, Log, Opening, TileRoot

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]

ZIP = f"/letters/{SLUG}/evidence.zip"


@pytest.fixture
def packed(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The sizes of the zips that are packed, as they are."""
    sizes: list[int] = []

    def pack(parts: dict[str, bytes]) -> bytes:
        done = really_pack(parts)
        sizes.append(len(done))
        return done

    really_pack = bundle.pack
    monkeypatch.setattr(bundle, "pack", pack)
    return sizes


def kept() -> list[str]:
    return sorted(file.name for file in (Path(settings.DATA_DIR) / "bundles" / SLUG).glob("*.zip"))


def test_a_bundle_is_packed_once_for_each_state_of_the_list(
    stage: Stage, client: Client, packed: list[int]
) -> None:
    stage.circulate()
    own = sign(stage, "mayor@carrboro.example", "ruth@montgomery.example")
    stage.publish()
    first, again = client.get(ZIP), client.get(ZIP)
    assert first.getvalue() == again.getvalue()
    assert first["Content-Length"] == str(packed[0])
    assert "attachment" in first["Content-Disposition"]
    spared = client.get(ZIP, headers={"If-None-Match": first["ETag"]})
    assert (spared.status_code, spared.content, len(packed)) == (304, b"", 1)

    client.post(own["mayor@carrboro.example"], {"answer": "withdraw"})
    assert kept() == [], "what shows a name that was taken off is deleted at once"
    other = client.get(ZIP, headers={"If-None-Match": first["ETag"]})
    assert (other.status_code, len(packed), len(kept())) == (200, 2, 1)
    assert other["ETag"] != first["ETag"]
    assert b"Ada Lindqvist" not in _contents(other.getvalue())["openings/000"]
    assert_holds(verdict(client))


def _contents(data: bytes) -> dict[str, bytes]:
    opened = contents.from_zip(data)
    return {path: opened.read(path) for path in opened}


def test_who_asks_while_it_is_packed_waits_for_that_and_packs_nothing(
    stage: Stage, packed: list[int]
) -> None:
    stage.circulate()
    sign(stage, "mayor@carrboro.example")
    stage.publish()
    answers: list[bytes] = []

    def ask() -> None:
        try:
            answers.append(Client().get(ZIP).getvalue())
        finally:
            connection.close()

    threads = [Thread(target=ask) for _ in range(6)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert (len(answers), len(set(answers)), len(packed)) == (6, 1, 1)


def test_while_a_long_list_grows_a_bundle_of_a_moment_ago_is_given_but_never_a_name_that_left(
    stage: Stage, packed: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bundles, "_public", letter_by_slug)  # as if the public could see it grow
    monkeypatch.setattr(bundles, "public_files", lambda slug: ())
    stage.circulate()
    own = sign(stage, "mayor@carrboro.example")
    first = bundles.packed_bundle(SLUG, at=now())
    sign(stage, "ruth@montgomery.example")
    second = bundles.packed_bundle(SLUG, at=now())
    assert second != first, "that of a short list is always of now"
    monkeypatch.setattr(bundles, "_LONG_LOG", 2)
    sign(stage, "ivo@durham.example")
    assert bundles.packed_bundle(SLUG, at=now()) == second
    assert bundles.packed_bundle(SLUG, at=now() + 2 * bundles._STILL_GIVEN) != second
    assert len(packed) == 3
    Client().post(own["mayor@carrboro.example"], {"answer": "withdraw"})
    after = bundles.packed_bundle(SLUG, at=now())
    assert b"Ada Lindqvist" not in b"".join(_contents(after.read_bytes()).values())


def test_every_part_is_tagged_and_a_tile_may_be_kept_for_ever(stage: Stage, client: Client) -> None:
    stage.circulate()
    sign(stage, "mayor@carrboro.example")
    stage.publish()
    for path in _contents(client.get(ZIP).getvalue()):
        address = f"/letters/{SLUG}/evidence/{path}"
        answer = client.get(address)
        spared = client.get(address, headers={"If-None-Match": answer["ETag"]})
        assert (spared.status_code, spared.content) == (304, b"")
        assert ("immutable" in answer["Cache-Control"]) == path.startswith("tile/"), path


def long_log(stage: Stage, *, group: int = 150, groups: int = 4) -> Letter:
    """A letter with a log of three tiles: two full ones, and more."""
    stage.circulate()
    letter = letter_by_slug(SLUG)
    text = letter.editions.get().leaf

    def signed_by(who: str) -> Draft:
        return lambda minute: Signed(minute, text, who, "link", "public")

    for number in range(groups):
        names = [f"Person {number} {each}" for each in range(group)]
        records = [SignatureRecord(name, "Mayor", "", "", "", name, "en", "self") for name in names]
        opened = [new_opening(record) for record in records]
        with transaction.atomic():
            drafts = [signed_by(each.commitment().hex()) for each in opened]
            appended = append(letter, drafts, at=now())
            keep_openings(letter, dict(zip(appended.indexes, opened, strict=True)))
    return letter


def test_each_part_of_a_long_log_is_made_by_itself_as_it_is_in_the_whole(stage: Stage) -> None:
    letter = long_log(stage)
    whole = bundle_of(letter, {})
    assert "tile/1/000.p/2" in whole
    for path, content in whole.items():
        if path != "signatories.tsv":
            assert part_of(letter, path) == content, path
    for path in (
        "no/such",
        "tile/0/009",
        "tile/1/000",
        "tile/2/000.p/1",
        "history/7",
        "editions/1/letter.en.md",
    ):
        assert part_of(letter, path) is None, path


def test_a_tile_of_any_size_that_a_receipt_names_is_there(stage: Stage) -> None:
    letter = long_log(stage)
    entries = entries_of(Log.objects.get(letter=letter))
    for size in (1, 151, 255, 256, 257, 301, 512, 601):
        then = dict(hash_tiles([leaf_hash(entry) for entry in entries[:size]]))
        last = (size - 1) // 256
        then[tile_path("entries", last, size - last * 256)] = pack_entries(entries[last * 256 : size])
        assert {path: part_of(letter, path) for path in then} == then


def test_a_receipt_is_made_from_a_few_tiles_at_any_size_and_any_index(stage: Stage) -> None:
    log = Log.objects.get(letter=long_log(stage))
    tree = Tree([leaf_hash(entry) for entry in entries_of(log)])
    for index, size in ((0, 601), (600, 601), (255, 256), (256, 512), (3, 151), (511, 600), (0, 1)):
        assert path_of(log, index, size) == tree.inclusion(index, size)


def test_the_roots_of_tiles_can_be_made_later_for_logs_that_have_none(stage: Stage) -> None:
    letter = long_log(stage)
    columns = ("level", "number", "root")
    grown = [(level, number, bytes(root)) for level, number, root in TileRoot.objects.values_list(*columns)]
    assert [(level, number) for level, number, _ in grown] == [(0, 0), (0, 1)]
    TileRoot.objects.all().delete()
    migration = import_module("undersigned.records.migrations.0006_tile_roots")
    migration.make_roots(apps, None)
    made = [(level, number, bytes(root)) for level, number, root in TileRoot.objects.values_list(*columns)]
    assert made == grown
    assert letter.state == LetterState.CIRCULATING


def test_a_bundle_is_of_one_moment_whatever_is_signed_meanwhile(stage: Stage) -> None:
    stage.circulate()
    link = stage.link("mayor@carrboro.example")
    with one_moment():
        before = Log.objects.get().size
        thread = Thread(target=_sign_elsewhere, args=(link,))
        thread.start()
        thread.join()
        assert (Log.objects.get().size, Opening.objects.count()) == (before, 0)
    assert (Log.objects.get().size, Opening.objects.count()) == (before + 1, 1)


def _sign_elsewhere(link: str) -> None:
    try:
        Client().post(link, SIGN)
    finally:
        connection.close()
