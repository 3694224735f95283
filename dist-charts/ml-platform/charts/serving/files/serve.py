"""Runs a command as process 1 should: `mlflow models serve` alone would ignore the signal to stop, and its server be killed amid requests."""

import os
import signal
import subprocess
import sys


def main():
    server = subprocess.Popen(sys.argv[1:])
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: server.terminate())
    # The server proper is a grandchild, which gets the signal when its parent is gone and then finishes its requests.
    result = 0
    while True:
        try:
            process, status = os.wait()
        except ChildProcessError:
            return result
        if process == server.pid:
            server.returncode = result = os.waitstatus_to_exitcode(status)


if __name__ == "__main__":
    code = main()
    sys.exit(code if code >= 0 else 128 - code)
