"""The command line: which command is meant, and with what."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from importlib import resources
from typing import Final

PROGRAM: Final = "python -m mypy_defaults_plugin"
FILE_HELP: Final = "the file that mypy is given; without: what mypy finds here"


def main(arguments: Sequence[str]) -> int:
    """Run a command; give the exit status: 0, 1 if it found a problem, 2 if it can't be run."""
    parser = argparse.ArgumentParser(PROGRAM, description="Ask the mypy plugin about itself.")
    parser.set_defaults(run=None)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")

    explain = commands.add_parser("explain", help="print the page of an error code, or list them")
    explain.add_argument("code", nargs="?", help="such as mutated-default; without: list all")
    explain.set_defaults(run=_explain)

    config = commands.add_parser("config", help="print the settings, and where each was set")
    config.add_argument(
        "module", nargs="?", help="such as shop.cart; without: those of all modules"
    )
    config.add_argument("--config-file", help=FILE_HELP)
    config.set_defaults(run=_config)

    doctor = commands.add_parser("doctor", help="look whether mypy loads the plugin and it works")
    doctor.add_argument("--config-file", help=FILE_HELP)
    doctor.set_defaults(run=_doctor)

    matcher = commands.add_parser(
        "problem-matcher", help="print the path of the problem matcher for GitHub Actions"
    )
    matcher.set_defaults(run=_problem_matcher)

    given = parser.parse_args(arguments)
    if given.run is None:
        parser.print_help()
        return 2
    status: int = given.run(given)
    return status


def _explain(given: argparse.Namespace) -> int:
    from mypy_defaults_plugin.commands.explain import explain  # noqa: PLC0415

    return explain(given.code)


def _config(given: argparse.Namespace) -> int:
    from mypy_defaults_plugin.commands.config import config  # noqa: PLC0415

    return config(given.module, given.config_file)


def _doctor(given: argparse.Namespace) -> int:
    from mypy_defaults_plugin.commands.doctor import doctor  # noqa: PLC0415

    return doctor(given.config_file)


def _problem_matcher(given: argparse.Namespace) -> int:
    print(resources.files("mypy_defaults_plugin.commands") / "problem_matcher.json")
    return 0
