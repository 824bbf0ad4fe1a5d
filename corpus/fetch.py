"""Downloads the pinned wheels and unpacks them; nothing of them is built, installed or run."""

import hashlib
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from typing import Final

from corpus.packages import Package

DEFAULT_CACHE: Final = Path(tempfile.gettempdir()) / "mypy-defaults-corpus"

# The same wheel whatever interpreter and machine runs this: only its .py files are read.
_WHEEL: Final = (
    "--only-binary=:all:",
    "--python-version=3.11",
    "--implementation=cp",
    *(f"--abi={abi}" for abi in ("cp311", "abi3", "none")),
    *(
        f"--platform={platform}"
        for platform in ("any", "manylinux2014_x86_64", "manylinux_2_17_x86_64")
    ),
    *(f"--platform=manylinux_2_{minor}_x86_64" for minor in (24, 28)),
)


class FetchError(Exception):
    """A package could not be had as it is pinned."""


def fetch(package: Package, cache: Path) -> Path:
    """Return the folder of the unpacked package, downloading it the first time."""
    target = cache / package.label
    if target.is_dir():
        return target
    cache.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=cache) as scratch:
        wheel = _download(package, Path(scratch) / "wheel")
        unpacked = Path(scratch) / "unpacked"
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(unpacked)
        shutil.move(unpacked, target)
    return target


def _download(package: Package, folder: Path) -> Path:
    requirement = f"{package.name}=={package.version}"
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", *_WHEEL]
    done = subprocess.run(
        [*command, "--dest", str(folder), requirement], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise FetchError(f"pip download {requirement} failed:\n{done.stderr.strip()}")
    (wheel,) = folder.glob("*.whl")
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    if digest != package.sha256:
        raise FetchError(f"{requirement}: the wheel's sha256 is {digest}, not the pinned one")
    return wheel


def source_files(package: Package, root: Path) -> list[str]:
    """List the package's Python files, relative to its folder, without the excluded ones."""
    paths = (path for folder in package.folders for path in (root / folder).rglob("*.py"))
    names = sorted(path.relative_to(root).as_posix() for path in paths)
    excluded = {name for name, _ in package.excluded}
    gone = excluded.difference(names)
    if gone:
        raise FetchError(f"{package.label}: excluded files that are not there: {sorted(gone)}")
    return [name for name in names if name not in excluded]
