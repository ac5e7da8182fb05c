"""Letters that were signed elsewhere: a file as it was read at the desk, and what the archive keeps of it.

Nobody signed any of these here, so nothing in this file has an evidence log, an invitation or a signature.
"""

from django.db import models


class Reading(models.Model):
    """A file that was read at the desk, until it becomes something else: the organisers' own, never public.

    `lines` is the file's text as `reading.lines.Lines` had it; `document` what the reader understood, as it
    was corrected since (`undersigned.letter/1`). Removed by deleting the row.
    """

    coalition = models.ForeignKey("records.Coalition", models.CASCADE, related_name="readings")
    file_name = models.CharField(max_length=200)
    lines = models.JSONField()
    document = models.JSONField()
    corrected_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=["coalition", "-read_at"], name="readings_by_time"),)

    def __str__(self) -> str:
        return f"{self.file_name}, read for {self.coalition}"


class Record(models.Model):
    """A letter from elsewhere in a coalition's archive: public, and always told apart from our own.

    `document` is `undersigned.letter/1`; title, day and count stand beside it for lists, cut where they are
    longer than a line. `found_at` is the
    address the letter was found at, "" where none is known. A person is removed from it by taking the name
    out of the document and deleting its row of `RecordedName`, or by taking the record down.
    """

    coalition = models.ForeignKey("records.Coalition", models.CASCADE, related_name="records")
    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=300)
    day = models.DateField(null=True)
    language = models.CharField(max_length=20, blank=True)
    addressee = models.CharField(max_length=300, blank=True)
    signatories = models.PositiveIntegerField(default=0)
    document = models.JSONField()
    found_at = models.URLField(max_length=500, blank=True)
    note = models.TextField(blank=True)
    kept_at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=["coalition", "-day"], name="records_by_day"),)

    def __str__(self) -> str:
        return self.slug


class RecordedName(models.Model):
    """One line of a record's list, as printed; `position` counts from 0 in the document's `signatories`.

    For search, and for who signs with whom: the document says the rest. `family` is cut to its column.
    """

    record = models.ForeignKey(Record, models.CASCADE, related_name="names")
    position = models.PositiveIntegerField()
    name = models.TextField(blank=True)
    family = models.CharField(max_length=200, blank=True)
    office = models.TextField(blank=True)
    organisation = models.TextField(blank=True)
    place = models.TextField(blank=True)
    region = models.TextField(blank=True)
    region_code = models.CharField(max_length=10, blank=True)
    country = models.TextField(blank=True)
    jurisdiction = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["record", "position"], name="one_name_a_line"),)
        ordering = ("record", "position")
        indexes = (
            models.Index(fields=["family"], name="recorded_by_family"),
            models.Index(fields=["jurisdiction"], name="recorded_by_jurisdiction"),
        )

    def __str__(self) -> str:
        return f"{self.name or self.organisation} in {self.record_id}"
