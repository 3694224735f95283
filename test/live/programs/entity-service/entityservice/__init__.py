"""Stands in for the application, which needs what no machine of a test has: it reads the same variables and answers on the same paths."""
import hashlib
import json
import os
import time
from pathlib import Path

import psycopg2
import redis
from redis.sentinel import Sentinel

begun = Path("/tmp/uploads-begun")
at = os.environ


def database():
    return psycopg2.connect(host=at["DATABASE_SERVER"], dbname=at["DATABASE"], user=at["DATABASE_USER"], password=at["DATABASE_PASSWORD"])


def cache():
    if at["REDIS_USE_SENTINEL"] == "true":
        return Sentinel([(at["REDIS_SERVER"], 26379)], password=at["REDIS_PASSWORD"]).master_for(at["REDIS_SENTINEL_NAME"])
    return redis.Redis(at["REDIS_SERVER"], 6379, password=at["REDIS_PASSWORD"])


def count_projects():
    with database() as connection, connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM projects WHERE NOT marked_for_deletion")
        return cursor.fetchone()[0]


def change(sql, parameters):
    with database() as connection, connection.cursor() as cursor:
        cursor.execute(sql, parameters)


def answer(environ):
    method, path = environ["REQUEST_METHOD"], environ["PATH_INFO"]
    if path == "/version":
        # The version is the folder that it was started in.
        return {"entityservice": Path.cwd().name}
    if path == "/status":
        cache().ping()
        return {"status": "ok", "project_count": count_projects(), "rate": 12345}
    if (method, path) == ("GET", "/projects"):
        return [{"project_id": "a"}] * count_projects()
    if (method, path) == ("POST", "/projects"):
        change("INSERT INTO projects VALUES (%s, 'result')", [os.urandom(24).hex()])
        return {"project_id": "measured", "update_tokens": ["update"], "result_token": "result"}
    if method == "DELETE":
        change("UPDATE projects SET marked_for_deletion = true WHERE access_token = %s", [environ["HTTP_AUTHORIZATION"]])
        return {}
    if path == "/slow":
        time.sleep(3)
        return {"slow": True}
    if path == "/begun":
        return {"begun": begun.exists()}
    if path.endswith("/clks"):
        begun.touch()
        digest = hashlib.sha256(environ["wsgi.input"].read()).hexdigest()
        return {"sha256": digest, "headers": {name: environ.get(name) for name in ("HTTP_HOST", "HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO", "HTTP_AUTHORIZATION")}}
    return None


def app(environ, start_response):
    found = answer(environ)
    start_response("404 Not Found" if found is None else "200 OK", [("Content-Type", "application/json")])
    return [json.dumps(found).encode()]
