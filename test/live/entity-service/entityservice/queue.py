"""Redis as the application finds it: ports, database and the master's name are fixed."""
import os

import redis
from redis.sentinel import Sentinel

host, password = os.environ["REDIS_SERVER"], os.environ.get("REDIS_PASSWORD", "")
uses_sentinel = os.environ.get("REDIS_USE_SENTINEL", "false").lower() == "true"
url = os.environ.get("CELERY_BROKER_URL", ("sentinel://:{}@{}:26379/0" if uses_sentinel else "redis://:{}@{}:6379/0").format(password, host))
transport_options = {"master_name": "mymaster"} if uses_sentinel else {}


def client():
    if uses_sentinel:
        return Sentinel([(host, 26379)], password=password, socket_timeout=5).master_for(os.environ["REDIS_SENTINEL_NAME"], redis.StrictRedis)
    return redis.StrictRedis(host=host, password=password, port=6379, socket_timeout=5)
