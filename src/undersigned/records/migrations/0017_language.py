import re

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

_LANGUAGE = re.compile(r"""^language:[ \t]*["']?([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)["']?[ \t]*(?:#.*)?$""", re.MULTILINE)


def take_it_from_the_header(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    letters = apps.get_model("records", "Letter")
    for letter in letters.objects.only("source"):
        found = _LANGUAGE.search(letter.source.split("\n---\n")[0])
        if found:
            letters.objects.filter(pk=letter.pk).update(language=found[1])


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0016_mails_not_posted"),
    ]

    operations = [
        migrations.AddField(
            model_name="letter",
            name="language",
            field=models.CharField(default="en", max_length=35),
        ),
        migrations.RunPython(take_it_from_the_header, migrations.RunPython.noop),
    ]
