"""As the application's own: it reads POSTGRES_USER and POSTGRES_DB, and puts the password into a URL as it is."""
import os

from alembic import context
from sqlalchemy import create_engine

at = os.environ
url = f"postgresql+psycopg2://{at['POSTGRES_USER']}:{at['DATABASE_PASSWORD']}@{at['DATABASE_SERVER']}/{at['POSTGRES_DB']}"
with create_engine(url).connect() as connection:
    context.configure(connection=connection)
    with context.begin_transaction():
        context.run_migrations()
