"""A migration that fails."""
from alembic import op

revision = "c3"
down_revision = "b2"


def upgrade():
    op.execute("ALTER TABLE nowhere ADD COLUMN nothing TEXT")
