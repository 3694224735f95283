"""The filters that a logging configuration names."""
import logging


class StdOutFilter(logging.Filter):
    def filter(self, record):
        return record.levelno < logging.ERROR


class StdErrFilter(logging.Filter):
    def filter(self, record):
        return record.levelno >= logging.ERROR
