"""What a newer image needs."""
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.execute("ALTER TABLE projects ADD COLUMN marked_for_deletion BOOLEAN DEFAULT false")
