"""An entry point as somebody might write it: it knows Redis, the model API and Elastic APM by its variables and by nothing else."""
import http.server
import json
import os
import signal
import threading
import time
from urllib import request

import elasticapm
import redis

agent = elasticapm.Client()


def cache():
    return redis.Redis(host=os.environ["REDIS_HOST"], port=int(os.environ["REDIS_PORT"]), password=os.environ["REDIS_PASSWORD"], decode_responses=True)


def predict():
    asked = request.Request(os.environ["SERVING_URL"], data=b'{"inputs": [[4.0]]}', headers={"Content-Type": "application/json"})
    with request.urlopen(asked, timeout=30) as answer:
        return json.load(answer)


def blacklist():
    cache().sadd("blacklist", "somebody")
    return sorted(cache().smembers("blacklist"))


def slow():
    time.sleep(4)
    return "done"


def monitor():
    agent.capture_message("somebody has asked")
    return "sent"


pages = {
    "/health": lambda: cache().ping(),
    "/environment": lambda: dict(os.environ),
    "/predict": predict,
    "/blacklist": blacklist,
    "/slow": slow,
    "/monitor": monitor,
}


class Answer(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        try:
            code, body = 200, pages[self.path]()
        except Exception as failure:
            code, body = 503, repr(failure)
        self.send_response(code)
        self.end_headers()
        self.wfile.write(json.dumps(body).encode())


class Server(http.server.ThreadingHTTPServer):
    # So that its end waits for the requests that are being answered.
    daemon_threads = False


server = Server(("", 8080), Answer)
signal.signal(signal.SIGTERM, lambda *_: threading.Thread(target=server.shutdown).start())
server.serve_forever()
server.server_close()
print("stopped", flush=True)
