"""Writes one function that does something with its parameter, in one of many ways."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from call_writer import Callee, Writer, indented

STARRED: Final = (
    ("{f}({v})", ("[0]", "[-1]")),
    ("{f}(1, {v})", ("[1]", "[-1]")),
    ("{f}({v}, 1)", ("[0]",)),
)
NAMED: Final = (
    ("{f}(p={v})", ('["p"]', '.pop("p")')),
    ("{f}(q={v}, p=1)", ('["q"]', '.pop("q")')),
)
"""How a function with ``*v`` or ``**v`` is called, and where it finds the container."""


def function(w: Writer) -> list[str]:
    """Write a function; it stands among the callees from then on."""
    way = w.pick(("plain",) * 6 + tuple(WAYS))
    w.tag(way)
    name, v = w.name("f"), w.name("v")
    return WAYS.get(way, _plain)(w, name, v) or _plain(w, name, v)


def _two(w: Writer, name: str, v: str) -> list[str]:
    other = w.name("w")
    puts = [w.fill(text, v=other, o=v) for text in w.kind.puts]
    body = [w.pick(puts)] if puts else [w.effect(v)]
    w.callees.append(Callee(w.module, name, "{f}({v}, " + w.fresh() + ")"))
    return [f"def {name}({v}, {other}):", *indented([*body, f"return {other}"])]


def _star(w: Writer, name: str, v: str) -> list[str]:
    call, items = w.pick(STARRED)
    w.callees.append(Callee(w.module, name, call))
    return [f"def {name}(*{v}):", *indented([w.fill(w.kind.adds[0], v=v + w.pick(items))])]


def _keywords(w: Writer, name: str, v: str) -> list[str]:
    call, items = w.pick(NAMED)
    w.callees.append(Callee(w.module, name, call))
    return [f"def {name}(**{v}):", *indented([w.fill(w.kind.adds[0], v=v + w.pick(items))])]


def _forwarding(w: Writer, name: str, v: str) -> list[str]:
    one = w.callee(c for c in w.callees if c.takes)
    if one is None:
        return []
    w.callees.append(Callee(w.module, name, gives=one.gives, takes=True))
    f = w.refer(one.module, one.name)
    return [f"def {name}(*{v}, **k{v}):", f"    return {f}(*{v}, **k{v})"]


def _higher(w: Writer, name: str, v: str) -> list[str]:
    g = w.name("g")
    w.callees.append(Callee(w.module, name, "{f}(G, {v})", gives=True))
    call = w.pick((f"return {g}({v})", f"{g}({v})", f"return [{g}({v})]", f"return {v}"))
    return [f"def {name}({g}, {v}):", *indented([call])]


def _generator(w: Writer, name: str, v: str) -> list[str]:
    given = w.pick((f"yield {v}", "yield 1", f"yield from {v}"))
    body = [*w.statements(v, 1), given]
    w.callees.append(Callee(w.module, name, is_lazy=True))
    return [f"def {name}({v}):", *indented(body)]


def _context(w: Writer, name: str, v: str) -> list[str]:
    """Write a context manager; what is in a copy that it gives is not followed, a known limit."""
    w.callees.append(Callee(w.module, name, is_context=True))
    copied = v if w.kind.inner else w.copied(v)
    given = w.pick((f"yield {v}", f"yield {copied}"))
    after = [w.effect(v)] if w.chance(0.4) else []
    return ["@contextmanager", f"def {name}({v}):", *indented([given, *after])]


def _recursive(w: Writer, name: str, v: str) -> list[str]:
    w.callees.append(Callee(w.module, name, "{f}({v}, 2)", gives=True))
    body = [f"if n: return {name}({v}, n - 1)", w.pick((w.effect(v), w.read(v))), f"return {v}"]
    return [f"def {name}({v}, n):", *indented(body)]


def _renamed(w: Writer, name: str, v: str) -> list[str]:
    one = w.callee(c for c in w.callees if c.takes and c.module == w.module)
    if one is None:
        return []
    w.callees.append(Callee(w.module, name, gives=one.gives, takes=True))
    return [f"{name} = {one.name}"]


def _plain(w: Writer, name: str, v: str) -> list[str]:
    text, gives = _result(w, v)
    body = w.statements(v)
    if w.chance(0.15):
        body = [f"{v} = {w.copied(v)}", *body]
    elif w.chance(0.15):
        body = [f"if {v} is None: {v} = {w.fresh()}", *body]
    if w.chance(0.15):
        body.append(
            w.pick((f"KEPT{w.module}.append({v})", f"KEPT{w.module}.append({w.copied(v)})"))
        )
    w.callees.append(Callee(w.module, name, gives=gives, takes=True))
    return [f"def {name}({v}):", *indented([*body, *text])]


WAYS: Final[dict[str, Callable[[Writer, str, str], list[str]]]] = {
    "two": _two,
    "star": _star,
    "keywords": _keywords,
    "higher": _higher,
    "generator": _generator,
    "context": _context,
    "recursive": _recursive,
    "renamed": _renamed,
    "forwarding": _forwarding,
}


def _result(w: Writer, v: str) -> tuple[list[str], bool]:
    """Write what a function gives back, and tell whether that may be its argument."""
    way = w.random.randrange(8)
    if way == 0:
        return [f"return {v}"], True
    if way == 1:
        return [f"return {w.copied(v)}"], False
    if way == 2:
        return [f"return {v} or {w.fresh()}"], True
    if way == 3:
        return [f"return [{v}]"], False
    if way == 4:
        text, gives = w.called(v)
        return [f"return {text}"], gives
    if way == 5:
        return [f"if check(): return {v}", f"return {w.copied(v)}"], True
    return [], False
