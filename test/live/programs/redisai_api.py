"""A model API in front of RedisAI, as far as the chart has a part in it: which model it is to load, and how it gets to its store."""
import http.server
import json
import os

import redis


class Answer(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        try:
            store = redis.Redis(host=os.environ["REDISAI_HOST"], port=int(os.environ["REDISAI_PORT"]), password=os.environ["REDISAI_PASSWORD"])
            code, body = 200, {"path": self.path, "model": os.environ["MODEL_URI"], "tracking": os.environ["MLFLOW_TRACKING_URI"], "store": store.ping()}
        except redis.RedisError as failure:
            code, body = 503, repr(failure)
        self.send_response(code)
        self.end_headers()
        self.wfile.write(json.dumps(body).encode())


http.server.ThreadingHTTPServer(("", 5001), Answer).serve_forever()
