"""Deletes all projects by way of the API, with the tokens that the database has of them: the workers then remove what belongs to them."""
import os
import sys
import urllib.request

import psycopg2

url = sys.argv[1]
connection = psycopg2.connect(
    host=os.environ["DATABASE_SERVER"],
    dbname=os.environ["DATABASE"],
    user=os.environ["DATABASE_USER"],
    password=os.environ.get("DATABASE_PASSWORD", ""),
)
with connection.cursor() as cursor:
    cursor.execute("SELECT project_id, access_token FROM projects WHERE NOT marked_for_deletion")
    projects = cursor.fetchall()
failed = 0
for project, token in projects:
    request = urllib.request.Request(f"{url}/projects/{project.strip()}", method="DELETE", headers={"Authorization": token})
    try:
        urllib.request.urlopen(request, timeout=60).close()
    except OSError as error:
        failed += 1
        print(f"{project.strip()}: {error}", file=sys.stderr)
print(f"{len(projects) - failed} of {len(projects)} projects are deleted")
sys.exit(1 if failed else 0)
