"""Waits until the registry has the version of the model that is to be served."""

import os
import sys
import time

import registry


def main():
    uri = os.environ["MODEL_URI"]
    wanted = registry.reference(uri)
    if not wanted:
        print(f"{uri} is no entry of a registry: nothing to wait for")
        return 0
    end = time.monotonic() + int(os.environ["WAIT_TIMEOUT_SECONDS"])
    told, told_at = "", 0.0
    while True:
        try:
            print(f"{uri} is version {registry.version(*wanted)}")
            return 0
        except LookupError as reason:
            message = f"{uri} is not there yet: {reason} (run the training job, then set the alias or stage)"
        except OSError as reason:
            message = f"the tracking server is not there yet: {reason}"
        now = time.monotonic()
        if message != told or now - told_at >= 60:
            print(message, flush=True)
            told, told_at = message, now
        if now >= end:
            print("giving up for now: Kubernetes will start this wait again", flush=True)
            return 1
        time.sleep(int(os.environ["WAIT_INTERVAL_SECONDS"]))


if __name__ == "__main__":
    sys.exit(main())
