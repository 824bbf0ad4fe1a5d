"""Compound statements, and which statement comes next."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from grammar_constructs import tag
from grammar_functions import call, closure
from grammar_simple import (
    alias,
    attribute_path,
    bind_fresh,
    bound_method,
    change,
    given,
    read,
    store,
    take_element,
)
from grammar_tree import Node
from grammar_writer import Place, Writer

DEEPEST: Final = 3
EMPTY_TESTS: Final = (
    "{v}",
    "not {v}",
    "{v} == {empty}",
    "len({v}) == 0",
    "len({v}) > 0",
    "len({v})",
)
OTHER_TESTS: Final = (
    "{v} is None",
    "{v} is not None",
    "{v} is _MISSING",
    "isinstance({v}, {class})",
)
EMPTY_OF: Final = {"list": "[]", "dict": "{}", "set": "set()"}
HANDLERS: Final = (
    "except ValueError:",
    "except (KeyError, IndexError):",
    "except LookupError as error:",
    "except RuntimeError:",
    "except Exception:",
    "except:",
)


def block(writer: Writer, place: Place, most: int = 3) -> list[Node]:
    """Write the body of something."""
    nodes: list[Node] = []
    for _ in range(1 + writer.random.randrange(most)):
        nodes += statement(writer, place)
    return nodes


def branch(writer: Writer, place: Place) -> list[Node]:
    test = writer.condition()
    node = Node(f"if {test}:", ("if",), block(writer, place.inner(), 2))
    if writer.chance(0.2):
        more = block(writer, place.inner(), 2)
        node.follow.append(Node(f"elif {writer.condition()}:", ("elif",), more))
    if writer.chance(0.5):
        node.follow.append(Node("else:", ("else",), block(writer, place.inner(), 2)))
    return [node]


def narrow(writer: Writer, place: Place) -> list[Node]:
    """Test what a name holds."""
    kind = writer.kind
    tells_emptiness = kind.holds_plain and kind.name != "iterator"
    if not tells_emptiness or writer.chance(0.45):
        return _narrow_kind(writer, place)
    name = writer.name()
    template = writer.pick(EMPTY_TESTS)
    text = writer.fill(template.replace("{empty}", EMPTY_OF.get(kind.name, "5")), v=name)
    its_tag = tag("narrow", template)
    roll = writer.random.random()
    if roll < 0.2:
        return [Node(f"if {text}:", (its_tag,), [_display(writer, name)])]
    if roll < 0.4 and not place.in_closure:
        return [Node(f"if {text}:", (its_tag,), [Node("return 1", ("return early",))])]
    node = Node(f"if {text}:", (its_tag,), block(writer, place.inner(), 2))
    if writer.chance(0.5):
        node.follow.append(Node("else:", ("else",), block(writer, place.inner(), 2)))
    return [node]


def _display(writer: Writer, name: str) -> Node:
    return Node(f"{name} = {writer.fill(writer.pick(writer.kind.displays))}", ("rebind:display",))


def _narrow_kind(writer: Writer, place: Place) -> list[Node]:
    """Test whether a name holds None, the sentinel, or an object of a class.

    Of the names that always hold an object only what they hold themselves is touched behind
    such a test; ``r`` may be None, and everything may stand behind a test of it.
    """
    kind = writer.kind
    if place.in_closure or writer.chance(0.5):
        name = writer.name()
        template = writer.pick(OTHER_TESTS)
        text = writer.fill(template.replace("{class}", kind.class_name or "list"), v=name)
        fill = Node(writer.fill(writer.pick(kind.fills), v=name), ("change narrowed",))
        body = [_display(writer, name)] if writer.chance(0.5) or place.in_closure else [fill]
        node = Node(f"if {text}:", (tag("narrow", template),), body)
        if writer.chance(0.3):
            node.follow.append(Node("else:", ("else",), [_display(writer, name)]))
        return [node]
    is_none = Node("if r is None:", ("narrow:r is None",), block(writer, place.inner(), 2))
    is_inner = "r" in writer.names
    writer.names["r"] = kind
    inside = block(writer, place.inner(), 2)
    fill = Node(writer.fill(writer.pick(kind.fills), v="r"), ("change narrowed",))
    if not is_inner:
        del writer.names["r"]
    test = writer.pick(("r is not None", "isinstance(r, {class})", "not r is None"))
    if not kind.class_name:
        test = "r is not None"
    some = Node(
        f"if {test.replace('{class}', kind.class_name)}:",
        (tag("narrow", test),),
        inside if writer.chance(0.5) else [fill],
    )
    if writer.chance(0.3):
        rebind = _display(writer, "r")
        filled = Node("if r is None:", ("narrow:r is None",), [rebind])
        return [filled, fill, *bind_optional(writer, place)]
    if writer.chance(0.5):
        is_none.follow.append(Node("else:", ("else",), some.body))
        return [is_none]
    return [some]


def bind_optional(writer: Writer, place: Place) -> list[Node]:
    """Bind the name that may be None."""
    name = writer.name()
    value = writer.pick((f"{name} if a else None", f"None if b else {name}"))
    return [Node(f"r = {value}", ("optional local",))]


def loop(writer: Writer, place: Place) -> list[Node]:
    inner = place.inner(in_loop=True)
    roll = writer.random.random()
    if roll < 0.3:
        header, its_tag = "for n in some():", "for"
    elif roll < 0.5:
        header, its_tag = "while check():", "while"
    elif roll < 0.6:
        body = [*block(writer, inner, 2), Node("if check():", ("break",), [Node("break")])]
        return [Node("while True:", ("while True",), [*body, Node("risky()")])]
    elif roll < 0.85 and place.is_async:
        header, its_tag = "async for n in some_later():", "async for"
    elif roll < 0.85 and writer.kind.loops:
        template = writer.pick(writer.kind.loops)
        element = writer.pick(list(writer.elements))
        header = writer.fill(template, v=writer.name(), e=element)
        its_tag = tag("loop", template)
    else:
        source = writer.name()
        if writer.kind.name == "options":
            source = f"{source}.tags"
        elif writer.kind.name != "iterator":
            source = writer.pick((source, f"list({source})", f"sorted({source}, key=str)"))
        header, its_tag = f"for m in {source}:", "for over it"
        if source.isidentifier() and writer.kind.name != "iterator":
            # Changing what is iterated over would end some loops with an exception.
            body = [*block(writer, inner, 1), Node("break", ("break",))]
            return [Node(header, (its_tag,), body)]
    node = Node(header, (its_tag,), block(writer, inner, 2))
    if writer.chance(0.3):
        node.follow.append(Node("else:", ("loop else",), block(writer, place.inner(), 2)))
    return [node]


def leave_loop(writer: Writer, place: Place) -> list[Node]:
    if not place.in_loop or place.in_finally:
        return change(writer, place)
    word = writer.pick(("break", "continue"))
    return [Node(f"if {writer.condition()}:", (word,), [Node(word)])]


def attempt(writer: Writer, place: Place) -> list[Node]:
    """Write a try statement, with statements that raise before, between and after."""
    inner = place.inner(in_try=True)
    body = block(writer, inner, 2)
    raising = writer.pick(("risky()", "n = risky()", "use([risky()][0])", "raise ValueError('a')"))
    if raising.startswith("raise"):
        raising_node = Node("if check():", ("raise in try",), [Node(raising)])
    else:
        raising_node = Node(raising, (tag("raises", raising),))
    body.insert(writer.random.randrange(len(body) + 1), raising_node)
    if writer.chance(0.4):
        body += statement(writer, inner)
    node = Node("try:", ("try",), body)
    handlers = writer.random.randrange(3)
    for header in sorted({writer.pick(HANDLERS) for _ in range(handlers)}, key=HANDLERS.index):
        if header == "except:" and node.follow:
            continue
        handler = Node(header, (header.rstrip(":"),), block(writer, place.inner(), 2))
        if writer.chance(0.15):
            handler.body = [*(handler.body or []), Node("raise", ("raise again",))]
        node.follow.append(handler)
    node.follow.sort(key=lambda part: part.text == "except:")
    if node.follow and writer.chance(0.3):
        node.follow.append(Node("else:", ("try else",), block(writer, place.inner(), 2)))
    if not node.follow or writer.chance(0.3):
        body = block(writer, place.inner(in_finally=True), 2)
        node.follow.append(Node("finally:", ("finally",), body))
    return [node]


def context(writer: Writer, place: Place) -> list[Node]:
    roll = writer.random.random()
    if roll < 0.4:
        header, its_tag = "with manager() as n:", "with"
    elif roll < 0.5:
        header, its_tag = f"with manager() as {writer.target()}, manager():", "with binds"
        rebind = bind_fresh(writer, place)[0]
        target = header.split(" as ")[1].split(",")[0]
        fresh = Node(f"{target} = {writer.fill(writer.pick(writer.kind.displays))}", rebind.tags)
        return [Node(header, (its_tag,), [fresh]), *change(writer, place)]
    elif roll < 0.85 and place.is_async:
        header, its_tag = "async with manager_later() as n:", "async with"
    else:
        kinds = writer.pick(("ValueError", "Exception", "KeyError, IndexError"))
        body = block(writer, place.inner(in_try=True), 2)
        body.insert(writer.random.randrange(len(body) + 1), Node("risky()", ("raises:risky()",)))
        return [Node(f"with suppress({kinds}):", ("with suppress",), body)]
    return [Node(header, (its_tag,), block(writer, place.inner(), 2))]


def match(writer: Writer, place: Place) -> list[Node]:
    inner = place.inner()
    if writer.chance(0.6):
        cases = [Node("case 0:", ("case literal",), block(writer, inner, 2))]
        if writer.chance(0.5):
            cases.append(Node("case 1 | 5:", ("case or",), block(writer, inner, 2)))
        if writer.chance(0.5):
            cases.append(Node("case n if check():", ("case guard",), block(writer, inner, 2)))
        if writer.chance(0.6):
            cases.append(Node("case _:", ("case _",), block(writer, inner, 2)))
        return [Node("match mode:", ("match",), cases)]
    kind, target = writer.kind, writer.target()
    patterns = ["None", f"{kind.class_name}() as {target}" if kind.class_name else "None"]
    if kind.element == "list" and kind.class_name == "list":
        patterns.append(f"[{writer.pick(list(writer.elements))}, *_]")
    if kind.name == "table":
        patterns.append(f"{{'k': {writer.pick(list(writer.elements))}}}")
    pattern = writer.pick(patterns)
    body = block(writer, inner, 2) if pattern != "None" else [_display(writer, target)]
    its_tag = "case None" if pattern == "None" else "case of a class"
    cases = [Node(f"case {pattern}:", (its_tag,), body)]
    if pattern == "None":
        last = writer.pick(("case _:", f"case {target}:"))
        cases.append(Node(last, ("case _",), block(writer, inner, 1)))
    else:  # hardly ever reached
        cases.append(Node("case _:", ("case _",), [Node("use()")]))
    return [Node(f"match {writer.name()}:", ("match",), cases)]


def leave(writer: Writer, place: Place) -> list[Node]:
    """Return, yield or raise, on a condition mostly."""
    expression, its_tag = given(writer, place)
    if place.in_closure:
        return read(writer, place)
    roll = writer.random.random()
    if place.is_generator and roll < 0.6:
        if writer.chance(0.55) and not place.is_async:
            source = writer.pick((writer.name(), f"[{writer.name()}]"))
            if writer.kind.name != "options":
                return [
                    Node(
                        f"yield from {source}",
                        ("yield from [x]" if "[" in source else "yield from x",),
                    )
                ]
        return [Node(f"yield {expression}", ("yield", its_tag))]
    if roll < 0.75 and not (place.is_generator and place.is_async):
        node = Node(f"return {expression}", ("return", its_tag))
    elif roll < 0.9:
        node = Node(f"raise Failure({expression})", ("raise", its_tag))
    else:
        caught = Node(f"raise Failure({expression})", ("raise caught",))
        handler = Node("except Failure:", (), block(writer, place.inner(), 1))
        return [Node("try:", ("try",), [caught], [handler])]
    if place.depth and writer.chance(0.5):
        return [node]
    return [Node(f"if {writer.condition()}:", ("if",), [node])]


def comprehend(writer: Writer, place: Place) -> list[Node]:
    """Use a comprehension, which has names of its own."""
    name, target = writer.name(), writer.target()
    kind = writer.kind
    changing = writer.fill(kind.fills[0], v="m")
    options = [
        (f"use([{target} for {target} in some()])", "comprehension:own name"),
        (f"use({{m: {name} for m in some()}})", "comprehension:dict"),
        (f"u = [{name} for _ in (1, 2)]", "comprehension:holds"),
        (f"use([m for m in some() if {name} is not None])", "comprehension:if"),
        (f"use(m for m in [{name}])", "comprehension:generator"),
    ]
    if kind.name in ("list", "set", "deque", "array"):
        options.append((f"[{changing} for m in [{name}]]", "comprehension:changes"))
        options.append((f"[[{changing} for m in u] for u in [[{name}]]]", "comprehension:nested"))
    if kind.element == "list" and kind.loops:
        header = writer.fill(kind.loops[0].rstrip(":"), v=name, e="m")
        options += [(f"[m.append(5) {header}]", "comprehension:elements change")] * 2
        element = writer.pick(list(writer.elements))
        options += [(f"{element} = [m {header}][0]", "comprehension:elements")] * 3
    text, its_tag = writer.pick(options)
    return [Node(text, (its_tag,))]


def delete(writer: Writer, place: Place) -> list[Node]:
    name = writer.target()
    if place.in_closure or place.in_try:
        return change(writer, place)
    first = alias(writer, place) if writer.chance(0.5) else []
    fresh = writer.fill(writer.pick(writer.kind.displays))
    return [
        *first,
        Node(f"del {name}", ("del name",)),
        Node(f"{name} = {fresh}", ("rebind:display",)),
    ]


SIMPLE: Final[tuple[tuple[int, Callable[[Writer, Place], list[Node]]], ...]] = (
    (10, bind_fresh),
    (12, alias),
    (22, change),
    (5, read),
    (10, store),
    (4, attribute_path),
    (12, call),
    (6, leave),
    (3, bound_method),
    (8, comprehend),
    (2, delete),
    (8, closure),
    (6, leave_loop),
    (4, bind_optional),
)
COMPOUND: Final[tuple[tuple[int, Callable[[Writer, Place], list[Node]]], ...]] = (
    (12, branch),
    (14, narrow),
    (10, loop),
    (10, attempt),
    (5, context),
    (6, match),
)


def statement(writer: Writer, place: Place) -> list[Node]:
    """Write the next statement, or a few that belong together."""
    if writer.elements and writer.chance(0.12):
        return take_element(writer, place)
    options = SIMPLE + (COMPOUND if place.depth < DEEPEST and not place.in_closure else ())
    if place.depth >= 2:
        options += SIMPLE
    roll = writer.random.randrange(sum(weight for weight, _ in options))
    for weight, write in options:
        roll -= weight
        if roll < 0:
            return write(writer, place)
    raise AssertionError
