"""Time that a command takes, whatever else the machine is doing."""

from __future__ import annotations

import resource
import subprocess


def timed(command: list[str]) -> tuple[subprocess.CompletedProcess[str], float]:
    """Run the command; what it printed, and the seconds of computing that it and the processes it started took together.

    On an idle machine that is no less than the time one waits, so that a busy one cannot make a test of speed fail.
    """
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    shown = subprocess.run(command, capture_output=True, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return shown, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
