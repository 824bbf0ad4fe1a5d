"""Calls of functions of the module, and functions inside the function."""

from __future__ import annotations

from typing import Final

from grammar_constructs import tag
from grammar_simple import HARMLESS, OUTS, alias, bind_fresh, change, given
from grammar_tree import Node
from grammar_writer import Place, Writer


def _function(text: str, *lines: str) -> Node:
    return Node(text, (), [Node(line) for line in lines])


def helper(writer: Writer, what: str) -> str:
    """Make sure that the module has a function that does something, and give its name."""
    name = f"{what}_it"
    if name not in writer.module:
        _write_helper(writer, what, name)
    return name


def _write_helper(writer: Writer, what: str, name: str) -> None:
    kind = writer.kind
    fill = writer.fill(writer.pick(kind.fills), v="v")
    fresh = writer.fill(writer.pick(kind.displays))
    plain = [each for each in kind.fills if not each.startswith("{v} ")]
    from_closure = _function("def change():", writer.fill(writer.pick(plain), v="v"))
    some = [Node("if n:", (), [Node(fill)]), Node("return n")]
    give_some = [Node("if check():", (), [Node("return v")]), Node(f"return {fresh}")]
    written = {
        "change": _function(f"def {name}(v):", fill),
        "change_some": Node(f"def {name}(v, n=1):", (), some),
        "change_copy": _function(f"def {name}(v):", f"v = {fresh}", fill, "return v"),
        "give": _function(f"def {name}(v):", "return v"),
        "give_some": Node(f"def {name}(v):", (), give_some),
        "give_in": _function(f"def {name}(v):", "return [v]"),
        "keep": _function(f"def {name}(v):", "SEEN.append(v)"),
        "keep_copy": _function(f"def {name}(v):", "SEEN.append(len(str(v)))"),
        "change_first": _function(f"def {name}(*vs):", "v = vs[0]", fill),
        "change_named": _function(f"def {name}(**vs):", "v = vs['v']", fill),
        "change_closure": Node(f"def {name}(v):", (), [from_closure, Node("change()")]),
        "give_closure": _function(f"def {name}(v):", "return lambda: v"),
    }
    if what in written:
        writer.module[name] = written[what]
    else:
        _deep_helper(writer, what, name)


def _deep_helper(writer: Writer, what: str, name: str) -> None:
    """Write helpers that hand on to others, or call themselves."""
    wrapped = {"two": "change", "hand_on": "give", "keep_deep": "keep"}.get(what)
    if wrapped is not None:
        inner = helper(writer, wrapped)
        writer.module[name] = _function(f"def {name}(v):", f"return {inner}(v)")
    elif what == "three":
        inner = helper(writer, "two")
        writer.module[name] = _function(f"def {name}(v):", f"{inner}(v)", "return len(str(v))")
    elif what == "recursive":
        inner = helper(writer, "change")
        body = [Node("if n:", (), [Node(f"{name}(v, n - 1)")]), Node(f"{inner}(v)")]
        writer.module[name] = Node(f"def {name}(v, n=1):", (), body)
    elif what == "recursive_give":
        body = [Node("if n:", (), [Node(f"return {name}(v, n - 1)")]), Node("return v")]
        writer.module[name] = Node(f"def {name}(v, n=1):", (), body)
    elif what == "mutual":
        other = "other_it"
        inner = helper(writer, "change")
        writer.module[name] = Node(
            f"def {name}(v, n=1):", (), [Node("if n:", (), [Node(f"{other}(v, n - 1)")])]
        )
        writer.module[other] = _function(f"def {other}(v, n):", f"{name}(v, n)", f"{inner}(v)")
    else:
        writer.module[name] = _function(f"def {name}(v):", "return len(str(v))")


CHANGING: Final = (
    "change",
    "change_some",
    "change_copy",
    "change_closure",
    "two",
    "three",
    "recursive",
    "mutual",
    "keep",
    "keep_copy",
    "keep_deep",
    "harmless",
    "change_first",
)
GIVING: Final = ("give", "give_some", "hand_on", "recursive_give", "change_copy")


def call(writer: Writer, place: Place) -> list[Node]:
    """Call a function of the module with the object."""
    name = writer.name()
    if writer.chance(0.35):
        what = writer.pick(GIVING)
        text = f"{writer.target()} = {helper(writer, what)}({name})"
        return [Node(text, (f"call:{what}",))]
    if writer.chance(0.1):
        named = f"{helper(writer, 'change_named')}(v={name})"
        return [Node(named, ("call:change_named",))]
    if writer.is_method and writer.chance(0.4):
        fill = writer.fill(writer.pick(writer.kind.fills), v="v")
        writer.methods.setdefault("change", _function("def change(self, v):", fill))
        return [Node(f"self.change({name})", ("call:method",))]
    if writer.chance(0.12):
        box = _function("def __init__(self, v):", "self.v = v")
        writer.module.setdefault("Box", Node("class Box:", (), [box]))
        change_text = writer.fill(writer.pick(writer.kind.fills), v="box.v")
        if change_text.startswith("n = "):
            change_text = "use(box)"
        ending = Node("return box", ("out:Box",)) if writer.chance(0.3) else Node(change_text)
        ending = ending if not place.in_closure else Node(change_text)
        return [Node(f"box = Box({name})", ("call:constructor",)), ending]
    what = writer.pick(CHANGING)
    passed = writer.pick(("{v}", "{v}", "{v}", "*[{v}]", "{v} or {f}", "v={v}", "**{'v': {v}}"))
    if what in ("change_first",):
        passed = "{v}"
    fresh = writer.fill(writer.pick(writer.kind.displays))
    text = writer.fill(passed.replace("{f}", fresh), v=name)
    tags = (f"call:{what}", tag("pass", passed))
    return [Node(f"{helper(writer, what)}({text})", tags)]


def closure(writer: Writer, place: Place) -> list[Node]:
    """Define a function or a lambda that captures a name; run it now, later, or let it out."""
    if place.in_closure:
        return change(writer, place)
    name = f"inner{len(writer.closures)}"
    writer.closures.append(name)
    nodes, its_tag = _definition(writer, place, name)
    run = f"{name}()"
    if its_tag == "closure:generator" and writer.chance(0.9):
        run = writer.pick((f"list({name}())", f"use(*{name}())"))
    rebind = bind_fresh(writer, place) if writer.chance(0.3) else []
    roll = writer.random.random()
    if roll < 0.4:
        nodes += [*rebind, Node(run, ("closure called",))]
    elif roll < 0.5:
        nodes += [
            Node(f"use({run})"),
            *alias(writer, place),
            Node(run, ("closure called",)),
        ]
    elif roll < 0.75:
        nodes += rebind
        nodes.append(Node(f"return {name}", ("closure returned",)))
    elif roll < 0.9:
        where = "self.items" if writer.is_method else "other.items"
        nodes += [Node(f"{where} = {name}", ("closure stored",)), *rebind]
    else:
        nodes.append(Node(f"list(map(lambda _: {run}, (1, 2)))", ("closure mapped",)))
    nodes[0].tags += (its_tag,)
    return nodes


def _definition(writer: Writer, place: Place, name: str) -> tuple[list[Node], str]:
    inside = place.inner(in_closure=True, in_loop=False)
    captured = writer.name()
    roll = writer.random.random()
    if roll < 0.25:
        text = writer.fill(
            writer.pick([f for f in writer.kind.fills if _is_expression(f)] or ["len({v})"]),
            v=captured,
        )
        return [Node(f"{name} = lambda: {text}", ("lambda",))], "closure:lambda changes"
    if roll < 0.4:
        template = writer.pick((*OUTS, *HARMLESS, "{v}"))
        text = writer.fill(template, v=captured)
        return [Node(f"{name} = lambda: {text}", ("lambda",))], "closure:lambda gives"
    if roll < 0.6:
        return [Node(f"def {name}():", (), change(writer, inside))], "closure:def changes"
    if roll < 0.75:
        expression, its_tag = given(writer, inside)
        given_back = Node(f"return {expression}", (its_tag,))
        return [Node(f"def {name}():", (), [given_back])], "closure:def gives"
    if roll < 0.87:
        target = writer.target()
        text = f"{target} = {writer.name()}" if writer.chance(0.5) else ""
        text = text or f"{target} = {writer.fill(writer.pick(writer.kind.displays))}"
        body = [Node(f"nonlocal {target}", ("nonlocal own",)), Node(text)]
        return [Node(f"def {name}():", (), body)], "closure:def rebinds"
    yielded = Node(f"yield {captured}", ("closure yields",))
    return [Node(f"def {name}():", (), [yielded, *change(writer, inside)])], "closure:generator"


def _is_expression(template: str) -> bool:
    return " = " not in template and "= " not in template and not template.startswith("del ")
