#!/usr/bin/env python
"""Django's command line. While `make run` is up, its servers are found through `var/run/environment`."""

import os
import sys
from pathlib import Path


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mlforkids.settings")
    from mlforkids.embedded import load_running_environment

    load_running_environment(Path(__file__).parent)
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
