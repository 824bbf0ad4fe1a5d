"""The source that is checked: pinned packages as they are, and trees of a given size from them."""

from __future__ import annotations

import hashlib
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from corpus.fetch import fetch, source_files
from corpus.packages import Package

PACKAGES: Final = (
    Package(
        "mypy",
        "2.4.1",
        "b69a15fc2e75858d6b15e91ed3a0dcff1a533265183b64734138791fe0f49aa5",
        ("mypy", "mypyc"),
    ),
    Package(
        "django",
        "5.2.19",
        "5965d974a5218a2b68a11dd1276434707f23886525c23f0598eccedaf4f4ca00",
        ("django",),
    ),
    Package(
        "sqlalchemy",
        "2.0.51",
        "436728ce18a80f6951a1e11cc6112c2ede9faf20766f1a26195a7c441ca12dbd",
        ("sqlalchemy",),
    ),
    Package(
        "pandas",
        "3.1.1",
        "4f1602f614bb83f443381dbcbb94c4ac764b2e50c8d6c965614c5cd83e328c47",
        ("pandas",),
    ),
)
TOLERANCE: Final = 0.02
"""How far a tree may be from the size that was asked for."""


@dataclass(frozen=True)
class Tree:
    """A folder with files to be checked."""

    name: str
    root: Path
    files: tuple[str, ...]
    lines: int


def whole(package: Package, cache: Path) -> Tree:
    """Give a package as it is."""
    root = fetch(package, cache)
    files = tuple(source_files(package, root))
    return Tree(package.label, root, files, sum(_lines(root / name) for name in files))


def drawn(size: int, cache: Path, scratch: Path) -> Tree:
    """Give a tree of some size: folders of all packages, in an order that is as good as random.

    The order depends on nothing but the names of the folders, so that a smaller tree is the
    beginning of a larger one.
    """
    folders: dict[tuple[str, str], list[Path]] = {}
    for package in PACKAGES:
        root = fetch(package, cache)
        for name in source_files(package, root):
            key = (package.label, Path(name).parent.as_posix())
            folders.setdefault(key, []).append(root / name)
    root = scratch / f"tree-{size}"
    chosen: list[str] = []
    lines = 0
    for label, folder in sorted(folders, key=_shuffled):
        for path in folders[label, folder]:
            length = _lines(path)
            if lines + length > size * (1 + TOLERANCE):
                continue
            target = root / folder / path.name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
            chosen.append(f"{folder}/{path.name}")
            lines += length
        if lines >= size * (1 - TOLERANCE):
            break
    return Tree(f"{size:,} lines", root, tuple(chosen), lines)


def _shuffled(folder: tuple[str, str]) -> str:
    return hashlib.sha256("/".join(folder).encode()).hexdigest()


def _lines(path: Path) -> int:
    return path.read_bytes().count(b"\n")
