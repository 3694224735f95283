"""The first tables. It takes a while, so that two migrations at a time would meet."""
import time

from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.execute("CREATE TABLE projects (project_id CHAR(48) PRIMARY KEY, access_token TEXT NOT NULL)")
    time.sleep(2)
