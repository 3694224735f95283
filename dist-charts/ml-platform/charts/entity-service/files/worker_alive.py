"""Touches a file whenever the worker's main process sends a heartbeat, for the probes. Tasks run in other processes, so a busy worker sends them too."""
from pathlib import Path

from celery.signals import heartbeat_sent, worker_ready

alive = Path("/tmp/worker-alive")


@worker_ready.connect
@heartbeat_sent.connect
def touch(**_):
    alive.touch()
