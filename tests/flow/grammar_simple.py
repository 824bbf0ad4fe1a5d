"""Simple statements: binding, changing, reading, and letting out."""

from __future__ import annotations

from typing import Final

from grammar_constructs import tag
from grammar_kinds import Kind
from grammar_tree import Node
from grammar_writer import Place, Writer

ALIASES: Final = (
    "{v} = {w}",
    "{v} = {w}",
    "{v} = {w} if a else {f}",
    "{v} = {f} if b else {w}",
    "{v} = {w} or {f}",
    "{v} = {w} and {f}",
    "{v}, {w} = {w}, {v}",
    "use({v} := {w})",
    "{v}, n = {w}, 1",
    "{v}, *_ = [{w}, 1, 2]",
    "({v}, (n, *_)) = ({w}, (1, 2))",
    "{v} = [{w}][0]",
    "{v} = {'k': {w}}['k']",
    "{v} = (lambda: {w})()",
    "{v} = (lambda v: v)({w})",
    "{v} = next(m for m in [{w}])",
    "{v} = [m for m in ({w},)][0]",
    "{v} = u = {w}",
    "u = {v} = {f}",
)
OUTS: Final = (
    "[{v}]",
    "({v}, 1)",
    "{'k': {v}}",
    "[m for m in ({v},)]",
    "{v} if a else None",
    "[*[{v}], 1]",
    "{**{'k': {v}}}",
    "([], [{v}])[1]",
    "partial(use, {v})",
    "partial(use, key={v})",
    "(m for m in [{v}])",
    "(lambda: {v})",
    "(lambda: [{v}])",
    "iter([{v}])",
    "{'k': {v}}.items()",
    "dict(k={v})",
    "list(({v},))",
    "[[{v}]][0]",
)
HARMLESS: Final = (
    "(lambda: len({v}))",
    "str({v})",
    "{v} == 5",
    "{v} is None",
    "[5 for _ in [{v}]]",
    "f'{{v}}'",
    "isinstance({v}, list)",
    "not {v}",
)


def bind_fresh(writer: Writer, place: Place) -> list[Node]:
    """Bind a name to something that shares nothing, or the elements only."""
    kind = writer.kind
    name, source = writer.target(), writer.name()
    roll = writer.random.random()
    if roll < 0.18:
        display = writer.pick(kind.displays)
        return [Node(f"{name} = {writer.fill(display)}", ("rebind:display",))]
    if roll < 0.26:
        return [Node(f"{name} = copy.deepcopy({source})", ("rebind:copy.deepcopy",))]
    if roll < 0.3:
        return [Node(f"{name} = {writer.fill(writer.pick(kind.displays))}", ("rebind:display",))]
    template = writer.pick(kind.fresh)
    if kind.name == "iterator" and roll < 0.6:
        return [Node(f"{name} = {source}", ("alias:x = x",))]
    text = writer.fill(template, v=source)
    return [Node(f"{name} = {text}", (tag("rebind", template),))]


def alias(writer: Writer, place: Place) -> list[Node]:
    """Let another name hold the object, too, perhaps."""
    template = writer.pick(ALIASES)
    fresh = writer.fill(writer.pick(writer.kind.displays))
    name, source = writer.target(), writer.name()
    if ":=" in template and place.in_closure:
        template = "{v} = {w}"
    text = template.replace("{f}", fresh)
    return [Node(writer.fill(text, v=name, w=source), (tag("alias", template),))]


def take_element(writer: Writer, place: Place) -> list[Node]:
    """Bind a name to an element."""
    if not writer.kind.elements:
        return alias(writer, place)
    template = writer.pick(writer.kind.elements)
    element = writer.pick(list(writer.elements))
    text = writer.fill(template, v=writer.name(), e=element)
    return [Node(text, (tag("element", template),))]


def change(writer: Writer, place: Place) -> list[Node]:
    """Change an object in place."""
    name, kind = writer.any_name()
    if place.in_closure and writer.chance(0.9):
        name, kind = writer.name(), writer.kind
    roll = writer.random.random()
    if roll < 0.55:
        template = writer.pick(kind.fills)
    elif roll < 0.75 and kind.quiet:
        template = writer.pick(kind.quiet)
    else:
        template = writer.pick(kind.changes)
        text = writer.fill(template, v=name)
        guarded = not place.in_closure and writer.chance(0.5) and kind.name != "iterator"
        if guarded and kind.holds_plain:
            inner = Node(text, (tag("change", template),))
            return [Node(f"if {name}:", ("narrow:if x",), [inner])]
    text = writer.fill(template, v=name)
    if place.in_closure and text.startswith(f"{name} "):  # would make the name a local one
        template, text = kind.fills[0], writer.fill(kind.fills[0], v=name)
    return [Node(text, (tag("change", template),))]


def bound_method(writer: Writer, place: Place) -> list[Node]:
    """Keep a bound method in a name, and call it now or later."""
    kind = writer.kind
    method = {"list": "append", "deque": "append", "set": "add", "array": "append"}.get(kind.name)
    if method is None:
        return change(writer, place)
    name = writer.name()
    later = bind_fresh(writer, place) if writer.chance(0.5) else []
    getter = f"getattr({name}, {method!r})" if writer.chance(0.2) else f"{name}.{method}"
    return [
        Node(f"push = {getter}", ("bound method",)),
        *later,
        Node(writer.fill("push({n})"), ("bound method called",)),
    ]


def read(writer: Writer, place: Place) -> list[Node]:
    """Read without doing harm."""
    name, kind = writer.any_name()
    template = writer.pick((*kind.reads, *kind.harmless))
    text = writer.fill(template, v=name)
    if writer.chance(0.5):
        text = f"use({text})"
    return [Node(text, ("read",))]


def given(writer: Writer, place: Place) -> tuple[str, str]:
    """Write an expression that might be let out, and name its construct."""
    name, kind = writer.any_name()
    roll = writer.random.random()
    if roll < 0.38:
        return name, "out:plain"
    if roll < 0.68:
        template = writer.pick(OUTS)
        return writer.fill(template, v=name), tag("out", template)
    if roll < 0.8:
        template = writer.pick(kind.fresh)
        return writer.fill(template, v=name), "out copy"
    if roll < 0.92:
        template = writer.pick(kind.harmless)
        return writer.fill(template, v=name), "out harmless"
    template = writer.pick(HARMLESS)
    return writer.fill(template, v=name), "out harmless"


def bound_out(writer: Writer, kind: Kind, name: str) -> tuple[str, str]:
    """Write a bound method that is let out."""
    method = {"list": "append", "dict": "update", "set": "add", "deque": "append"}.get(kind.name)
    if method is None:
        return name, "out:plain"
    return f"{name}.{method}", "out:bound method"


STORES: Final = (
    "other.items = {g}",
    "other.spare = [{g}]",
    "setattr(other, 'items', {g})",
    "outer.append({g})",
    "outer.extend([{g}])",
    "outer += [{g}]",
    "outer[:] = [{g}]",
    "outer.insert(0, {g})",
    "table['k'] = {g}",
    "table.update(k={g})",
    "table.setdefault('k', {g})",
    "SEEN.append({g})",
    "NAMED['k'] = {g}",
    "kwargs['k'] = {g}",
    "other.items, n = {g}, 1",
    "other.items = u = {g}",
)
OWN_STORES: Final = ("self.items = {g}", "self.spare = {g}", "self.items, n = {g}, 1")
FRESH_STORES: Final = (
    ("u = Thing()", "u.items = {g}"),
    ("u = []", "u.append({g})"),
    ("u = {}", "u['k'] = {g}"),
    ("u = deque()", "u.appendleft({g})"),
)


def store(writer: Writer, place: Place) -> list[Node]:
    """Store an object somewhere else, where others see it or where nobody does."""
    expression, its_tag = given(writer, place)
    if writer.chance(0.1):
        expression, its_tag = bound_out(writer, writer.kind, writer.name())
    if writer.chance(0.2):
        make, put = writer.pick(FRESH_STORES)
        fresh = [
            Node(make, ("store in something fresh",)),
            Node(put.replace("{g}", expression), (its_tag, tag("store", put))),
        ]
        if writer.chance(0.4) and not place.in_closure:
            fresh.append(Node("return u", ("out:something that holds it",)))
        return fresh
    template = writer.pick(OWN_STORES if writer.is_method and writer.chance(0.7) else STORES)
    if writer.declared and writer.chance(0.3):
        template = f"{writer.pick(sorted(writer.declared))} = {{g}}"
    if "outer +=" in template and place.in_closure:
        template = "outer.append({g})"
    return [Node(template.replace("{g}", expression), (its_tag, tag("store", template)))]


def attribute_path(writer: Writer, place: Place) -> list[Node]:
    """Change through an attribute, or bind it anew."""
    holder = "self" if writer.is_method and writer.chance(0.7) else "other"
    path = f"{holder}.items"
    kind = writer.kind
    put = Node(f"{path} = {writer.name()}", ("store:self.items = x",))
    if writer.chance(0.3):
        put = Node(f"{path} = {writer.fill(writer.pick(kind.displays))}", ("path:fresh",))
    fills = [fill for fill in kind.fills if not fill.startswith("n = ")]
    template = writer.pick(fills)
    return [put, Node(writer.fill(template, v=path), ("path",))]
