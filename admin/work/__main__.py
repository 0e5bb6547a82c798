"""The process that does one long job: a job on standard input, its outcome on standard output.

Its memory and its time on the processor are bounded, because a workbook comes from a stranger. The bot
bounds the time on the clock.
"""

import os
import resource
import sys

from admin import settings
from admin.work.job import job, to_json
from admin.work.recipes import perform

MEMORY = 2 * 2**30
"""Bytes of address space; a chart's libraries map several hundred megabytes that they never touch."""
SECONDS = 120
"""Of processor time."""


def main() -> int:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    outcome = perform(job(sys.stdin.buffer.read()), settings.read(os.environ))
    sys.stdout.buffer.write(to_json(outcome))
    return 0


if __name__ == "__main__":
    sys.exit(main())
