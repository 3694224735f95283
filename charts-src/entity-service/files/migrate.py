"""Brings the database up to this image (`migrate <seconds> <commands that try again>`), or waits until somebody has done so (`wait <command that shows the log>`)."""
import os
import signal
import subprocess
import sys
import time

import psycopg2
from alembic.config import Config
from alembic.script import ScriptDirectory
from alembic.util import CommandError

# Any number, as long as it is always the same: two migrations at a time would get in each other's way.
LOCK = 5_317_008_851


def connect():
    return psycopg2.connect(
        host=os.environ["DATABASE_SERVER"],
        dbname=os.environ["DATABASE"],
        user=os.environ["DATABASE_USER"],
        password=os.environ.get("DATABASE_PASSWORD", ""),
        connect_timeout=5,
    )


def revisions(connection):
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass('alembic_version')")
        if cursor.fetchone()[0] is None:
            return set()
        cursor.execute("SELECT version_num FROM alembic_version")
        return {row[0] for row in cursor.fetchall()}


def is_served(found, scripts):
    """Whether this image can work: with its own tables, or, after a rollback, with those of a newer image, which it does not know."""
    return found == set(scripts.get_heads()) or is_newer(found, scripts)


def is_newer(found, scripts):
    try:
        return not all(scripts.get_revision(revision) for revision in found)
    except CommandError:
        return True


def migrate(seconds, try_again):
    code = bring_up(seconds)
    if code != 0:
        print(f"The migration has failed. Pods of the old version go on, and new ones wait. When the Job has given up and the reason is gone:\n{try_again}", flush=True)
    return code


def bring_up(seconds):
    scripts = ScriptDirectory.from_config(Config("alembic.ini"))
    deadline = time.monotonic() + seconds
    while True:
        try:
            connection = connect()
            break
        except psycopg2.OperationalError as error:
            if time.monotonic() > deadline:
                print(f"the database can not be reached: {error}")
                return 1
            print(f"waiting for the database: {error}", flush=True)
            time.sleep(5)
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
    found = revisions(connection)
    if is_newer(found, scripts):
        print(f"the database is at {', '.join(sorted(found))}, which a newer image has made: nothing is undone")
        return 0
    return subprocess.run(["alembic", "upgrade", "head"], check=False).returncode


def wait(show_log):
    scripts = ScriptDirectory.from_config(Config("alembic.ini"))
    while True:
        try:
            connection = connect()
            found = revisions(connection)
            connection.close()
            if is_served(found, scripts):
                return 0
            reason = f"the database is at {', '.join(sorted(found)) or 'nothing'}, this image needs {', '.join(sorted(scripts.get_heads()))}"
        except psycopg2.Error as error:
            reason = str(error).strip()
        print(f"waiting for the migration: {reason}. See: {show_log}", flush=True)
        time.sleep(10)


if __name__ == "__main__":
    # The first process of a container is not ended by a signal that it does not handle.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    command, *arguments = sys.argv[1:]
    sys.exit(migrate(int(arguments[0]), arguments[1]) if command == "migrate" else wait(arguments[0]))
