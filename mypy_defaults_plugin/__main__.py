"""Explain the error codes, show the settings, examine an installation."""

import sys

from mypy_defaults_plugin.commands.command_line import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
