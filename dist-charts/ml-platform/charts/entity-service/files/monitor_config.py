"""Celery's configuration for the monitor, which knows nothing of the application."""
import os

broker_url = os.environ["CELERY_BROKER_URL"]
if "SENTINEL_MASTER" in os.environ:
    broker_transport_options = {"master_name": os.environ["SENTINEL_MASTER"]}
