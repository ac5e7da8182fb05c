"""The environment the suite runs in, set before Django reads it: a folder of its own, no mail to anybody."""

import os
import tempfile

FOLDER = tempfile.mkdtemp(prefix="undersigned-tests-")

os.environ["UNDERSIGNED_DATA_DIR"] = FOLDER
os.environ["UNDERSIGNED_SECRET_KEY"] = "only-for-tests-" + "0" * 40
os.environ["UNDERSIGNED_EMAIL_URL"] = f"file:{FOLDER}/outbox"
os.environ["UNDERSIGNED_BASE_URL"] = "http://127.0.0.1:8000"
# Playwright's synchronous interface runs an event loop in the test's own thread; the tables are used from
# that thread all the same, which Django would otherwise refuse.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
