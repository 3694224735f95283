"""Workers with the application's settings and queues, and one task that takes its time."""
import logging.config
import os
import time

import yaml
from celery import Celery
from celery.signals import setup_logging

from entityservice.queue import client, transport_options, url

celery = Celery("tasks", broker=url, backend=url)
celery.conf.update(
    broker_transport_options=transport_options,
    result_backend_transport_options=transport_options,
    worker_concurrency=int(os.environ.get("CELERYD_CONCURRENCY", "2")),
    worker_prefetch_multiplier=int(os.environ.get("CELERYD_PREFETCH_MULTIPLIER", "1")),
    worker_max_tasks_per_child=int(os.environ.get("CELERYD_MAX_TASKS_PER_CHILD", "4")),
    task_acks_late=os.environ.get("CELERY_ACKS_LATE", "false") == "true",
    broker_connection_retry_on_startup=True,
)


@setup_logging.connect
def configure(**_):
    with open(os.environ["LOG_CFG"]) as file:
        logging.config.dictConfig(yaml.safe_load(file))


@celery.task
def take(name, seconds):
    time.sleep(seconds)
    client().rpush("done", name)
