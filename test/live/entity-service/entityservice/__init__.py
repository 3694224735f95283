"""Stands in for the application, whose image can't be had here: the same entry points, variables and pages, without the linkage."""
import json
import os
import time

import psycopg2

from entityservice.queue import client


def app(environ, start_response):
    method, path = environ["REQUEST_METHOD"], environ["PATH_INFO"]
    try:
        status, answer = page(method, path, environ)
    except psycopg2.Error as error:
        status, answer = "500 DB uninitialized", {"message": str(error)}
    start_response(status, [("Content-Type", "application/json")])
    return [json.dumps(answer).encode()]


def page(method, path, environ):
    if path == "/version":
        return "200 OK", {"entityservice": "stand-in", "address": environ.get("HTTP_X_REAL_IP"), "scheme": environ.get("HTTP_X_FORWARDED_PROTO")}
    if path == "/status":
        client().ping()
        return "200 OK", {"status": "ok", "rate": 50_000_000, "project_count": query("SELECT count(*) FROM projects")[0][0]}
    if path == "/slow":
        time.sleep(4)
        return "200 OK", {"slept": 4}
    if path == "/projects" and method == "GET":
        return "200 OK", [{"project_id": row[0].strip()} for row in query("SELECT project_id FROM projects")]
    if path == "/projects":
        return "201 Created", {"project_id": "p", "result_token": "r", "update_tokens": ["u1", "u2"]}
    if path.startswith("/projects/") and method == "DELETE":
        query("DELETE FROM projects WHERE project_id = %s AND access_token = %s RETURNING 1", [path.rsplit("/", 1)[1], environ.get("HTTP_AUTHORIZATION")])
        return "204 No Content", None
    if method == "POST":
        length = 0
        while chunk := environ["wsgi.input"].read(65536):
            length += len(chunk)
        return "201 Created", {"length": length}
    return "404 Not Found", {}


def query(statement, values=()):
    connection = psycopg2.connect(host=os.environ["DATABASE_SERVER"], dbname=os.environ["DATABASE"], user=os.environ["DATABASE_USER"], password=os.environ.get("DATABASE_PASSWORD", ""))
    try:
        with connection, connection.cursor() as cursor:
            cursor.execute(statement, values)
            return cursor.fetchall()
    finally:
        connection.close()
