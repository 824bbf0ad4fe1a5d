"""Generates modules around one function that owns a mutable default."""

from __future__ import annotations

import re
from dataclasses import dataclass
from random import Random
from typing import Final

from grammar_blocks import statement
from grammar_constructs import ALWAYS_SILENT
from grammar_kinds import Kind
from grammar_nested import BY_WEIGHT, KINDS
from grammar_simple import given
from grammar_tree import NOTHING, Cuts, Node, every_node, render, tags_in
from grammar_writer import BY_NAME, Place, Writer
from hypothesis import strategies as st
from marked import HEADER

INPUTS: Final = ("a", "b", "c", "n", "k", "mode", "other", "outer", "table")
STYLES: Final = (
    "function",
    "function",
    "function",
    "method",
    "method",
    "init",
    "nested",
    "generator",
    "async",
    "contextmanager",
    "async generator",
    "nested",
    "generator",
    "async",
)


@dataclass
class Generated:
    """A generated module, and the constructs in it."""

    seed: int
    nodes: list[Node]
    constructs: frozenset[str]

    def source(self, cuts: Cuts = NOTHING) -> str:
        return HEADER + "\n".join(render(self.nodes, cuts)) + "\n"


def programs() -> st.SearchStrategy[Generated]:
    """Give programs to hypothesis; one number decides all of a program."""
    return st.integers(0, 2**48).map(generate)


def generate(seed: int) -> Generated:
    """Write the program with this number."""
    random = Random(seed)
    writer = Writer(random, BY_WEIGHT[random.randrange(len(BY_WEIGHT))])
    style = writer.pick(STYLES)
    writer.is_method = style in ("method", "init")
    place = Place(is_generator="generator" in style or style == "contextmanager")
    place.is_async = "async" in style
    extra: list[str] = [style]
    parameters = _parameters(writer, extra)
    setup = _locals(writer, extra)
    declarations = _declarations(writer, style)
    body = [*declarations, *setup]
    for _ in range(2 + random.randrange(6)):
        body += statement(writer, place)
    body += _ending(writer, place, style)
    function = _function(writer, style, parameters, body)
    seen = [Node("SEEN = []"), Node("NAMED = {}"), Node("CURRENT = None")]
    nodes = [*seen, *writer.module.values(), function]
    return Generated(seed, nodes, frozenset({*tags_in(nodes), *extra}) - ALWAYS_SILENT)


def _parameters(writer: Writer, extra: list[str]) -> list[str]:
    """Write the parameters with mutable defaults."""
    kind = writer.kind
    written = [_parameter(writer, "x", kind, extra)]
    writer.names["x"] = kind
    if writer.chance(0.35):
        other = kind if writer.chance(0.6) else writer.pick(KINDS)
        written.append(_parameter(writer, "y", other, extra))
        if other is kind:
            writer.names["y"] = kind
        elif not other.element and not kind.element:
            writer.elements["y"] = other
        extra.append("two defaults")
    if kind.element:
        writer.elements.update(dict.fromkeys(("d", "e"), BY_NAME[kind.element]))
    return written


def _parameter(writer: Writer, name: str, kind: Kind, extra: list[str]) -> str:
    writer.tracked[name] = kind
    is_empty = writer.chance(0.55)
    default = writer.pick(kind.empty if is_empty else kind.filled)
    extra.append(f"default:{kind.name} {'empty' if is_empty else 'filled'}")
    roll = writer.random.random()
    annotation = ""
    if roll < 0.3:
        annotation = writer.pick(kind.types)
        extra.append("annotated")
    elif roll < 0.4:
        annotation = f"{kind.types[0]} | None"
        extra.append("optional")
    elif roll < 0.47:
        annotation = f"Optional[{kind.types[0]}]"
        extra.append("optional")
    elif roll < 0.6 and kind.read_only:
        annotation = writer.pick(kind.read_only)
        extra.append("read-only")
    elif roll < 0.65:
        annotation = f"Annotated[{kind.types[0]}, 'shared']"
        extra.append("meant")
    else:
        extra.append("unannotated")
    return f"{name}: {annotation} = {default}" if annotation else f"{name}={default}"


def _locals(writer: Writer, extra: list[str]) -> list[Node]:
    """Bind the local names of the program, so that most of its paths run."""
    nodes = []
    if writer.chance(0.2):
        nodes += [_renewed(writer, name, kind) for name, kind in writer.tracked.items()]
        extra.append("bound anew at once")
    for name in ("p", "q"):
        writer.names[name] = writer.kind
        fresh = writer.fill(writer.pick(writer.kind.displays))
        value = writer.pick((fresh, fresh, "x", f"x if a else {fresh}"))
        nodes.append(Node(f"{name} = {value}", ("local",)))
    start = writer.pick(("x if b else None", "None if c else p"))
    nodes.append(Node(f"r = {start}", ("optional local",)))
    for name in ("d", "e"):
        if name in writer.elements:
            fresh = writer.fill(writer.pick(writer.elements[name].displays))
            nodes.append(Node(f"{name} = {fresh}", ("local",)))
    return nodes


def _renewed(writer: Writer, name: str, kind: Kind) -> Node:
    """Bind a parameter to something that shares nothing with its default."""
    copied = "copy.deepcopy({v})" if kind.name != "iterator" else "iter([5])"
    plain = kind.fresh[0] if kind.holds_plain else copied
    template = writer.pick((copied, plain, writer.pick(kind.displays)))
    return Node(f"{name} = {writer.fill(template, v=name)}", ("rebind at the start",))


def _declarations(writer: Writer, style: str) -> list[Node]:
    if style == "nested":
        writer.declared.add("kept")
        return [Node("nonlocal kept", ("nonlocal",))]
    if writer.chance(0.25):
        writer.declared.add("CURRENT")
        return [Node("global CURRENT", ("global",))]
    return []


def _ending(writer: Writer, place: Place, style: str) -> list[Node]:
    if style == "init" or writer.chance(0.15):
        return [Node("use(x)")]
    expression, its_tag = given(writer, place)
    if place.is_generator:
        return [Node(f"yield {expression}", ("yield", its_tag))]
    return [Node(f"return {expression}", ("return", its_tag))]


def _function(writer: Writer, style: str, parameters: list[str], body: list[Node]) -> Node:
    """Put the function where its style wants it."""
    if "async" in style:
        body.insert(0, Node("await pause()", ("await",)))
    text = "\n".join(render(body))
    inputs = [name for name in INPUTS if re.search(rf"\b{name}\b", text)]
    if writer.is_method:
        inputs.insert(0, "self")
    star = ["*"] if writer.chance(0.2) else []
    rest = ["**kwargs"] if "kwargs" in text else []
    if not star and writer.chance(0.1):
        rest.insert(0, "*args")
    signature = ", ".join([*inputs, *star, *parameters, *rest])
    name = "__init__" if style == "init" else "subject"
    word = "async def" if "async" in style else "def"
    if place_needs_yield(style) and "yield" not in text:
        body.append(Node("yield 1"))
    function = Node(f"{word} {name}({signature}):", (), body)
    if writer.is_method:
        return Node("class C:", (), [*writer.methods.values(), function])
    if style == "contextmanager":
        return Node("@contextmanager", (), None, [function])
    if style == "async generator":
        for node in every_node(body):
            node.text = re.sub(r"^return ", "yield ", node.text)
    if style == "nested":
        inner = [Node("kept = None"), Node("outer = []"), function, Node("return subject")]
        function.text = function.text.replace("outer, ", "")
        for node in every_node(body):
            node.text = node.text.replace("outer += ", "outer[1:] = ")
        return Node("def build():", (), inner)
    return function


def place_needs_yield(style: str) -> bool:
    return "generator" in style or style == "contextmanager"
