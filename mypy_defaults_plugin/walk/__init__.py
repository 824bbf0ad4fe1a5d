"""The one walk over a module, and what it finds."""

from mypy_defaults_plugin.walk.children import LEAVES, nodes_below
from mypy_defaults_plugin.walk.facts import Binding, Function, ModuleFacts
from mypy_defaults_plugin.walk.module import declarations, walk

__all__ = [
    "LEAVES",
    "Binding",
    "Function",
    "ModuleFacts",
    "declarations",
    "nodes_below",
    "walk",
]
