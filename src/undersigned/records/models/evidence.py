"""A letter's evidence log as it is stored, and the openings beside it.

The log's row is the head: whoever appends holds its lock, and the index of an entry is the head's size, never
a sequence. Entries and seals are written once and never changed; openings can be deleted.
"""

from django.db import models


class Log(models.Model):
    """The head of one letter's log. `size` and `peaks` are an `evidence.peaks.Peaks`.

    `keys` are the verifier keys that were ever in force for it, oldest first, one a line. `changes` grows
    with each entry that is no signature: a signature adds a name to what was made from the log before, and
    whatever else comes can take one away or change it.
    """

    letter = models.OneToOneField("records.Letter", models.PROTECT, primary_key=True, related_name="log")
    origin = models.CharField(max_length=300, unique=True)
    size = models.PositiveIntegerField(default=0)
    changes = models.PositiveIntegerField(default=0)
    peaks = models.BinaryField(default=bytes)
    keys = models.TextField()
    latest_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.origin} ({self.size} entries)"


class Entry(models.Model):
    """One statement's exact bytes. `sealed_size` is the size of the checkpoint that first covered it."""

    log = models.ForeignKey(Log, models.PROTECT, related_name="entries")
    index = models.PositiveIntegerField()
    content = models.BinaryField()
    sealed_size = models.PositiveIntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["log", "index"], name="one_entry_an_index"),)
        ordering = ("log", "index")

    def __str__(self) -> str:
        return f"entry {self.index} of {self.log_id}"


class Seal(models.Model):
    """A signed checkpoint, kept as it was signed, so that a receipt sent again is the same bytes."""

    log = models.ForeignKey(Log, models.PROTECT, related_name="seals")
    size = models.PositiveIntegerField()
    root = models.BinaryField()
    checkpoint = models.BinaryField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["log", "size"], name="one_seal_a_size"),)

    def __str__(self) -> str:
        return f"seal of {self.log_id} at {self.size}"


class TileRoot(models.Model):
    """The root of a full tile: 256 entries at level 0, 256 tiles of the level below above it.

    It never changes again. By it a tile, or the path of a receipt, is made without reading the whole log.
    """

    log = models.ForeignKey(Log, models.PROTECT, related_name="tile_roots")
    level = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    root = models.BinaryField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["log", "level", "number"], name="one_root_a_tile"),)

    def __str__(self) -> str:
        return f"root of tile {self.level}/{self.number} of {self.log_id}"


class Opening(models.Model):
    """Salt and record of one commitment. Deleting it leaves a value in the log that nobody can open.

    That of an unnamed signature is not `public`: its signatory's receipt needs it, and nobody else sees it.
    """

    log = models.ForeignKey(Log, models.PROTECT, related_name="openings")
    index = models.PositiveIntegerField()
    salt = models.BinaryField()
    record = models.BinaryField()
    public = models.BooleanField(default=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["log", "index"], name="one_opening_an_index"),)

    def __str__(self) -> str:
        return f"opening of entry {self.index} of {self.log_id}"


class PublishedFile(models.Model):
    """A file of the latest publication: its bytes lie in the data folder under their hash."""

    letter = models.ForeignKey("records.Letter", models.CASCADE, related_name="published_files")
    name = models.CharField(max_length=80)
    media_type = models.CharField(max_length=120)
    sha256 = models.CharField(max_length=64)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["letter", "name"], name="one_published_file_a_name"),)

    def __str__(self) -> str:
        return f"{self.name} of {self.letter}"
