"""Finds the database as the application's own migration does: by POSTGRES_USER and POSTGRES_DB, with the password as it is in the URL."""
import os

from alembic import context
from sqlalchemy import create_engine, pool

url = "postgresql://{}:{}@{}/{}".format(os.getenv("POSTGRES_USER", "postgres"), os.getenv("DATABASE_PASSWORD", ""), os.getenv("DATABASE_SERVER", "db"), os.getenv("POSTGRES_DB", "postgres"))
with create_engine(url, poolclass=pool.NullPool).connect() as connection:
    context.configure(connection=connection)
    with context.begin_transaction():
        context.run_migrations()
