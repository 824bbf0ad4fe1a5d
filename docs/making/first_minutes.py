"""docs/first-minutes.md: the README followed in clean environments, and the mistakes one makes."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Final

from docs.making.environment import ROOT, Environment
from docs.making.walkthrough import Walkthrough

PAGE: Final = ROOT / "docs" / "first-minutes.md"
NAME: Final = "mypy_defaults_plugin"
LEFT_OUT: Final = shutil.ignore_patterns(
    ".*_cache", ".git", ".hypothesis", ".venv", "__pycache__", "build", "dist", "*.egg-info"
)
OLDEST_MYPY: Final = "1.11.2"
TOO_OLD_MYPY: Final = "1.10.1"
CART: Final = """\
def add(item: str, cart: list[str] = []) -> list[str]:
    cart.append(item)
    return cart
"""
MENDED: Final = """\
def add(item: str, cart: list[str] | None = None) -> list[str]:
    if cart is None:
        cart = []
    cart.append(item)
    return cart
"""
CHECK: Final = "mypy ."
DOCTOR: Final = f"python -m {NAME} doctor"
INSTALL: Final = f"pip install -q ../{NAME}"


def first_minutes() -> str:
    """Take every step, and give the page."""
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        shutil.copytree(ROOT, home / NAME, ignore=LEFT_OUT)
        walk = Walkthrough(home)
        walk.say(
            "# The first ten minutes\n\nMade by `python -m docs first-minutes`, which takes every"
            " step in clean environments beside a\ncheckout of this repository and writes down what"
            " was printed; a test takes them again."
        )
        _with_pip(walk, home)
        _with_uv(walk, home)
        _in_setup_cfg(walk, home)
        _mistakes(walk, home)
        _old_versions(walk, home)
        return walk.markdown


def write_first_minutes() -> None:
    """Take every step, and write the page."""
    PAGE.write_text(first_minutes(), encoding="utf-8")


def _with_pip(walk: Walkthrough, home: Path) -> None:
    walk.say("## With pip and mypy.ini")
    walk.enter("with_pip", Environment.made(home / "with_pip_environment"))
    walk.say("In an activated virtual environment, with one file:")
    walk.write("cart.py", CART)
    walk.run(INSTALL, CHECK)
    walk.say("Nothing is reported: mypy does not load the plugin yet. `doctor` says so.")
    walk.run(DOCTOR)
    walk.write("mypy.ini", f"[mypy]\nplugins = {NAME}\n")
    walk.run(CHECK, DOCTOR)
    walk.say("What does one of these codes mean, and what happens when the program runs?")
    walk.run(f"python -m {NAME} explain", f"python -m {NAME} explain mutated-default | head -n 14")
    walk.say("The function mended as the first note says:")
    walk.write("cart.py", MENDED)
    walk.run(CHECK)


def _with_uv(walk: Walkthrough, home: Path) -> None:
    walk.say("## With uv and pyproject.toml")
    walk.enter("with_uv", Environment.made(home / "with_uv_environment", "uv"))
    walk.run("uv init -q --bare --name shop", f"uv add -q --dev ../{NAME}")
    walk.say("What was added by hand:")
    table = f'[tool.mypy]\nplugins = ["{NAME}"]\n'
    walk.say(f"```toml\n{table}```")
    with (home / "with_uv" / "pyproject.toml").open("a", encoding="utf-8") as file:
        file.write(f"\n{table}")
    walk.write("cart.py", CART)
    walk.run("uv run -q mypy .", f"uv run -q {DOCTOR} | tail -n 4")


def _in_setup_cfg(walk: Walkthrough, home: Path) -> None:
    walk.say("## With setup.cfg, and the bugs alone")
    walk.enter("with_setup_cfg", Environment.made(home / "with_setup_cfg_environment"))
    walk.write("setup.cfg", f"[mypy]\nstrict = true\nplugins = {NAME}\n\n[{NAME}]\nreport = bugs\n")
    walk.write("cart.py", CART)
    walk.run(INSTALL, CHECK, f"python -m {NAME} config cart | grep -v 'default$'")


def _mistakes(walk: Walkthrough, home: Path) -> None:
    walk.say("## Mistakes")
    walk.enter("mistakes", Environment.made(home / "mistakes_environment", str(home / NAME)))
    (home / "mistakes" / "cart.py").write_text(CART, encoding="utf-8")
    for title, text in (
        ("In the plugin's name", "[mypy]\nplugins = mypy_default_plugin\n"),
        ("A hyphen", "[mypy]\nplugins = mypy-defaults-plugin\n"),
        ("In mypy's key", f"[mypy]\nplugin = {NAME}\n"),
        ("In the section", f"[mypy]\nplugins = {NAME}\n[mypy_default_plugin]\nreport = bugs\n"),
        ("In a module's section", f"[mypy]\nplugins = {NAME}\n[mypy-{NAME}]\nreport = bugs\n"),
        ("In a key", f"[mypy]\nplugins = {NAME}\n[{NAME}]\nreprot = bugs\n"),
        ("In a value", f"[mypy]\nplugins = {NAME}\n[{NAME}]\nreport = bug\n"),
        ("In a code", f"[mypy]\nplugins = {NAME}\n[{NAME}]\ndisable = mutable-defaults\n"),
    ):
        walk.say(f"### {title}")
        walk.write("mypy.ini", text)
        walk.run(CHECK, f"{DOCTOR} | grep -v '^ok'")
    (home / "mistakes" / "mypy.ini").unlink()
    table = f'[tool.mypy]\nplugins = ["{NAME}"]\n'
    for title, text in (
        ("In a table of pyproject.toml", f'{table}[tool.{NAME}s]\nreport = "bugs"\n'),
        ("A string where a list belongs", f'{table}[tool.{NAME}]\ndisable = "mutable-default"\n'),
    ):
        walk.say(f"### {title}")
        walk.write("pyproject.toml", text)
        walk.run(CHECK)


def _old_versions(walk: Walkthrough, home: Path) -> None:
    walk.say(f"## With an old mypy\n\nThe oldest that is supported, {OLDEST_MYPY}:")
    walk.enter("with_an_old_mypy", Environment.made(home / "with_an_old_mypy_environment"))
    walk.write("mypy.ini", f"[mypy]\nplugins = {NAME}\n")
    walk.write("cart.py", CART)
    walk.run(f"{INSTALL} mypy=={OLDEST_MYPY}", CHECK, DOCTOR)
    walk.say("An older one:")
    walk.run(f"pip install -q mypy=={TOO_OLD_MYPY}", CHECK, DOCTOR)
