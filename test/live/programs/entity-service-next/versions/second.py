"""What the next version needs. FAIL_MIGRATION is how a test makes it fail."""
import os

from alembic import op

revision = "second"
down_revision = "first"


def upgrade():
    op.execute("ALTER TABLE projects ADD COLUMN schema_version integer NOT NULL DEFAULT 1")
    if "FAIL_MIGRATION" in os.environ:
        raise RuntimeError("this migration was told to fail")
