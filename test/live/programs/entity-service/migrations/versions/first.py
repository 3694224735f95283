"""The tables that the application's requests need. FAIL_MIGRATION is how a test makes it fail."""
import os
import time

from alembic import op

revision = "first"
down_revision = None


def upgrade():
    print("the tables are made", flush=True)
    # Two at a time meet here unless something keeps them apart.
    time.sleep(2)
    op.execute("CREATE TABLE projects (project_id char(48) PRIMARY KEY, access_token text NOT NULL, marked_for_deletion boolean NOT NULL DEFAULT false)")
    if "FAIL_MIGRATION" in os.environ:
        raise RuntimeError("this migration was told to fail")
