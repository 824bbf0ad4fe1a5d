"""The command line: which command is meant, and with what."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import Final

PROGRAM: Final = "python -m mypy_defaults_plugin"


def main(arguments: Sequence[str]) -> int:
    """Run a command; give the exit status: 0, 1 if it found a problem, 2 if it can't be run."""
    parser = argparse.ArgumentParser(PROGRAM, description="About the mypy plugin for defaults.")
    parser.set_defaults(run=None)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    _add_explain(commands)
    given = parser.parse_args(arguments)
    if given.run is None:
        parser.print_help()
        return 2
    status: int = given.run(given)
    return status


def _add_explain(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("explain", help="print the page of an error code, or list them")
    command.add_argument("code", nargs="?", help="such as mutated-default; without: list all codes")
    command.set_defaults(run=_explain)


def _explain(given: argparse.Namespace) -> int:
    from mypy_defaults_plugin.commands.explain import explain  # noqa: PLC0415

    return explain(given.code)
