"""The application's queue as it makes it: its URL of the broker, its variables, its routes; and a task that says who has done it."""
import os
import time

from celery import Celery

from entityservice import cache

at = os.environ
is_sentinel = at["REDIS_USE_SENTINEL"] == "true"
computed = f"{'sentinel' if is_sentinel else 'redis'}://:{at['REDIS_PASSWORD']}@{at['REDIS_SERVER']}:{26379 if is_sentinel else 6379}/0"
celery = Celery("tasks", broker=at.get("CELERY_BROKER_URL", computed))
if is_sentinel:
    celery.conf.broker_transport_options = {"master_name": "mymaster"}
celery.conf.task_ignore_result = True
celery.conf.task_routes = {"aggregate": {"queue": "highmemory"}, "compare": {"queue": "compute"}}
celery.conf.task_acks_late = at.get("CELERY_ACKS_LATE") == "true"
celery.conf.worker_concurrency = int(at.get("CELERYD_CONCURRENCY", "2"))
celery.conf.worker_prefetch_multiplier = int(at.get("CELERYD_PREFETCH_MULTIPLIER", "1"))
celery.conf.worker_max_tasks_per_child = int(at.get("CELERYD_MAX_TASKS_PER_CHILD", "2048"))


def work(task, name, seconds):
    cache().set(f"begun:{name}", 1)
    time.sleep(seconds)
    cache().rpush(f"done:{name}", task.request.hostname.split("@")[0])


@celery.task(name="compare", bind=True)
def compare(self, name, seconds=0):
    work(self, name, seconds)


@celery.task(name="aggregate", bind=True)
def aggregate(self, name, seconds=0):
    work(self, name, seconds)
