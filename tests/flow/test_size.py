"""A function that is four times as long takes little more than four times the work.

What is counted are the steps through the function and the entries of states that are copied or
compared, not seconds.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

import mypy.api
import pytest

from mypy_defaults_plugin.flow import shared_map
from mypy_defaults_plugin.flow.function import FunctionFlow
from mypy_defaults_plugin.flow.shared_map import SharedMap
from mypy_defaults_plugin.flow.summarise import SummaryFlow

pytestmark = pytest.mark.slow
FEW: Final = 150
MOST_GROWTH: Final = 6.0
BODIES: Final[dict[str, str]] = {
    "fresh containers": "    v{n} = [x]\n",
    "branches": "    if a > {n}:\n        v{n} = x\n",
    "loops": "    for v{n} in a:\n        w{n} = [v{n}, x]\n",
    "exceptions": "    try:\n        v{n} = a[{n}]\n    except KeyError:\n        v{n} = x\n",
    "attributes": "    a.b{n} = x\n",
    "changes": "    v{n} = []\n    v{n}.append(x)\n",
    "closures": "    def g{n}():\n        return x\n    v{n} = g{n}()\n",
}


class Work:
    """Counts while a default is followed."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.done = 0
        self._is_on = False
        run, with_entry, joined = FunctionFlow.run, SharedMap.with_entry, shared_map.joined_entries

        def counted_run(flow: FunctionFlow) -> Any:
            self._is_on = not isinstance(flow, SummaryFlow)
            try:
                return run(flow)
            finally:
                self.done += flow.steps if self._is_on else 0
                self._is_on = False

        def counted_entry(one: SharedMap[Any, Any], key: Any, value: Any) -> SharedMap[Any, Any]:
            made = with_entry(one, key, value)
            self.done += len(made._buckets[hash(key) & (len(made._buckets) - 1)]) * self._is_on
            return made

        def counted_join(
            one: Mapping[Any, Any], another: Mapping[Any, Any], join: Callable[..., Any]
        ) -> Any:
            self.done += len(another) * self._is_on
            return joined(one, another, join)

        patch.setattr(FunctionFlow, "run", counted_run)
        patch.setattr(SharedMap, "with_entry", counted_entry)
        patch.setattr(shared_map, "joined_entries", counted_join)


def work(patch: pytest.MonkeyPatch, directory: Path, body: str, count: int) -> int:
    lines = "".join(body.format(n=number) for number in range(count))
    (directory / "long.py").write_text(f"def f(a, x=[]):\n{lines}    return 1\n", encoding="utf-8")
    config = directory / "mypy.ini"
    config.write_text("[mypy]\nplugins = mypy_defaults_plugin\n", encoding="utf-8")
    cache = f"--cache-dir={directory / 'cache'}"
    counted = Work(patch)
    mypy.api.run([f"--config-file={config}", cache, str(directory / "long.py")])
    return counted.done


@pytest.mark.parametrize("kind", BODIES)
def test_the_work_grows_with_the_length(
    kind: str, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    directory = tmp_path_factory.mktemp("long")
    with monkeypatch.context() as patch:
        few = work(patch, directory, BODIES[kind], FEW)
    with monkeypatch.context() as patch:
        many = work(patch, directory, BODIES[kind], 4 * FEW)
    assert few > FEW
    assert many < MOST_GROWTH * few
