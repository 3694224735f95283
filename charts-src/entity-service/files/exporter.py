"""Asks the API of the entity service how it is doing and tells Prometheus. Needs nothing but Python."""
import argparse
import base64
import json
import signal
import sys
import threading
import time
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)


class Latency:
    """A histogram of seconds."""

    def __init__(self):
        self.counts = [0] * len(BUCKETS)
        self.total = 0.0
        self.count = 0

    def observe(self, seconds):
        self.total += seconds
        self.count += 1
        self.counts = [count + (seconds <= bound) for count, bound in zip(self.counts, BUCKETS)]

    def lines(self, name, help_text):
        yield f"# HELP {name} {help_text}"
        yield f"# TYPE {name} histogram"
        for bound, count in zip(BUCKETS, self.counts):
            yield f'{name}_bucket{{le="{bound}"}} {count}'
        yield f'{name}_bucket{{le="+Inf"}} {self.count}'
        yield f"{name}_sum {self.total}"
        yield f"{name}_count {self.count}"


class State:
    def __init__(self):
        self.up = 0
        self.failures = 0
        self.rate = None
        self.projects = None
        self.ready = None
        self.status_latency = Latency()
        self.upload_latency = Latency()

    def text(self):
        gauges = (
            ("es_up", "Whether the API answered the last question.", "gauge", self.up),
            ("es_failures_total", "Questions that the API did not answer.", "counter", self.failures),
            ("mapping_rate", "Comparisons in a second, as the API tells it.", "gauge", self.rate),
            ("mapping_counter_total", "Projects, which were once called mappings.", "gauge", self.projects),
            ("ready_mapping_counter", "Projects that are ready, where the API tells so.", "gauge", self.ready),
        )
        lines = []
        for name, help_text, kind, value in gauges:
            if value is not None:
                lines += [f"# HELP {name} {help_text}", f"# TYPE {name} {kind}", f"{name} {value}"]
        lines += self.status_latency.lines("es_status_request_latency_seconds", "Time until the API has told its status.")
        if self.upload_latency.count:
            lines += self.upload_latency.lines("es_upload_request_latency_seconds", "Time until the API has taken one encoding in.")
        return "\n".join(lines) + "\n"


class Api:
    def __init__(self, url, timeout):
        self.url = url.rstrip("/")
        self.timeout = timeout

    def call(self, method, path, body=None, token=None):
        headers = {"Content-Type": "application/json", **({"Authorization": token} if token else {})}
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.url + path, data=data, headers=headers, method=method)
        with urllib.request.urlopen(request, timeout=self.timeout) as response:
            text = response.read()
        return json.loads(text) if text else None


def ask(api, state, uploads):
    try:
        begin = time.monotonic()
        status = api.call("GET", "/status")
        state.status_latency.observe(time.monotonic() - begin)
        state.rate = status.get("rate")
        state.projects = status.get("project_count", status.get("number_mappings"))
        listed = api.call("GET", "/projects")
        ready = [project["ready"] for project in listed if "ready" in project] if isinstance(listed, list) else []
        state.ready = sum(map(bool, ready)) if ready else None
        if uploads:
            measure_upload(api, state)
        state.up = 1
    except (OSError, ValueError, KeyError, AttributeError) as error:
        state.up = 0
        state.failures += 1
        print(f"{api.url}: {error}", flush=True)


def measure_upload(api, state):
    project = api.call("POST", "/projects", {"schema": {}, "result_type": "groups", "number_parties": 2})
    path = f"/projects/{project['project_id']}"
    try:
        begin = time.monotonic()
        api.call("POST", f"{path}/clks", {"clks": [base64.b64encode(bytes(128)).decode()]}, project["update_tokens"][0])
        state.upload_latency.observe(time.monotonic() - begin)
    finally:
        api.call("DELETE", path, token=project["result_token"])


def handler(state):
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            pages = {"/metrics": state.text(), "/healthz": "ok\n"}
            body = pages.get(self.path.split("?")[0])
            self.send_response(404 if body is None else 200)
            self.send_header("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
            self.end_headers()
            self.wfile.write((body or "").encode())

        def log_message(self, *_):
            """Nobody reads a line for each scrape."""

    return Handler


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--api", required=True)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--interval", type=float, required=True)
    parser.add_argument("--timeout", type=float, required=True)
    parser.add_argument("--uploads", action="store_true")
    options = parser.parse_args()
    # The first process of a container is not ended by a signal that it does not handle.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    state = State()
    server = ThreadingHTTPServer(("", options.port), handler(state))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    api = Api(options.api, options.timeout)
    while True:
        ask(api, state, options.uploads)
        time.sleep(options.interval)


if __name__ == "__main__":
    main()
