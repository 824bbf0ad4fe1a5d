"""Edits of a module that change what a function two imports away does with its argument.

``user`` and ``middle`` are never edited: ``user`` imports ``middle``, and that imports ``deep``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

ADDS: Final = "a.append(1)"
READS: Final = "print(len(a))"


@dataclass(frozen=True)
class CalleeEdit:
    """What ``deep`` says when its function leaves the argument alone and when it does not.

    ``{body}`` stands for what the function does. ``cycle`` are modules that import each other.
    """

    name: str
    deep: str
    middle: str = "from {deep} import work\ndef call(a): work(a)\n"
    user: str = "from {middle} import call\ndef f(x=[]): call(x)\n"
    quiet: str = READS
    loud: str = ADDS
    more: dict[str, str] = field(default_factory=dict)

    def files(self, body: str) -> dict[str, str]:
        """Give the modules, with a body for the function in question."""
        texts = {"deep": self.deep, "middle": self.middle, "user": self.user, **self.more}
        names = {module: f"{module}_{self.name}" for module in texts}
        return {
            f"{names[module]}.py": text.replace("{body}", body).format(**names)
            for module, text in texts.items()
        }


PLAIN: Final = "def work(a): {body}\n"
IN_A_CYCLE: Final = {
    "even": "import {odd}\ndef even(a, n):\n    if n: {odd}.odd(a, n - 1)\n",
    "odd": "import {even}\ndef odd(a, n):\n    {body}\n    {even}.even(a, n - 1)\n",
}
CALLEE_EDITS: Final = (
    CalleeEdit("function", PLAIN),
    CalleeEdit(
        "returned",
        PLAIN,
        middle="from {deep} import work\ndef call(a): return work(a)\n",
        user="from {middle} import call\ndef f(x=[]): call(x).append(1)\n",
        quiet="return list(a)",
        loud="return a",
    ),
    CalleeEdit("kept", "KEPT: list[object] = []\n" + PLAIN, loud="KEPT.append(a)"),
    CalleeEdit(
        "method",
        "class Base:\n    def work(self, a): {body}\n",
        middle="from {deep} import Base\nclass Sub(Base): ...\n",
        user="from {middle} import Sub\ndef f(s: Sub, x=[]): s.work(x)\n",
    ),
    CalleeEdit(
        "overridden",
        "class Base:\n    def work(self, a): print(1)\nclass Own(Base):\n"
        "    def work(self, a): {body}\n",
        middle="from {deep} import Base\ndef call(b: Base, a): b.work(a)\n",
        user="from {middle} import call\ndef f(b, x=[]): call(b, x)\n",
    ),
    CalleeEdit(
        "constructor",
        "class Base:\n    def __init__(self, a): {body}\n",
        middle="from {deep} import Base\nclass Sub(Base):\n"
        "    def __init__(self, a): super().__init__(a)\n",
        user="from {middle} import Sub\nclass Own(Sub):\n"
        "    def __init__(self, x=[]): super().__init__(x)\n",
        quiet="self.a = list(a)",
        loud="self.a = a",
    ),
    CalleeEdit(
        "property",
        "class Cart:\n    def __init__(self, a): self.a = a\n    @property\n"
        "    def items(self): {body}\n",
        middle="from {deep} import Cart\ndef made(a): return Cart(a).items\n",
        user="from {middle} import made\ndef f(x=[]): made(x).append(1)\n",
        quiet="return list(self.a)",
        loud="return self.a",
    ),
    CalleeEdit(
        "handed",
        "def work(f, a): {body}\n",
        middle="from {deep} import work\ndef add(b): b.append(1)\ndef call(a): work(add, a)\n",
        loud="f(a)",
    ),
    CalleeEdit(
        "renamed",
        PLAIN,
        middle="import {deep}\ncall = {deep}.work\n",
    ),
    CalleeEdit(
        "cycle",
        "",
        middle="from {even} import even\ndef call(a): even(a, 3)\n",
        more=IN_A_CYCLE,
    ),
    CalleeEdit(
        "user_in_the_cycle",
        "",
        middle="",
        user="import {even}\ndef f(x=[]): {even}.even(x, 3)\n",
        more=IN_A_CYCLE
        | {"even": "import {odd}, {user}\n" + IN_A_CYCLE["even"].partition("\n")[2]},
    ),
)


def before() -> dict[str, str]:
    """Give all modules as they are when no function changes its argument."""
    return {name: text for edit in CALLEE_EDITS for name, text in edit.files(edit.quiet).items()}


def after() -> dict[str, str]:
    """Give all modules as they are when each function does."""
    return {name: text for edit in CALLEE_EDITS for name, text in edit.files(edit.loud).items()}


def changed_after() -> dict[str, str]:
    """Give the modules that differ."""
    quiet = before()
    return {name: text for name, text in after().items() if quiet[name] != text}


def changed_back() -> dict[str, str]:
    """Give these modules as they were."""
    return {name: before()[name] for name in changed_after()}
