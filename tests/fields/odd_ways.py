"""Unusual ways to declare a field, each with a few defaults of every kind."""

from __future__ import annotations

from typing import Final

from few_defaults import DATACLASS, FIELD, REPLACED, odd
from odd_pydantic_ways import OF_PYDANTIC
from ways import WITH_POST_INIT

OF_DATACLASSES: Final = [
    odd(
        "dataclass_under_other_names",
        "import dataclasses\nfrozen = dataclasses.dataclass(frozen=True)\nf = dataclasses.field",
        "@frozen\nclass {name}:\n    x: Any = f(default={default})  # here\n",
    ),
    odd(
        "dataclass_in_try",
        DATACLASS,
        "@dataclass\nclass {name}:\n    try:\n        x: Any = {default}  # here\n"
        "    except ImportError:\n        pass\n",
    ),
    odd(
        "dataclass_in_match",
        DATACLASS,
        "@dataclass\nclass {name}:\n    match LIST:\n        case [_]:\n"
        "            x: Any = {default}  # here\n",
    ),
    odd(
        "dataclass_in_with",
        DATACLASS,
        "@dataclass\nclass {name}:\n    with contextlib.suppress(ImportError):\n"
        "        x: Any = {default}  # here\n",
    ),
    odd(
        "dataclass_in_loop",
        DATACLASS,
        "@dataclass\nclass {name}:\n    while True:\n"
        "        x: Any = {default}  # here\n        break\n",
    ),
    odd(
        "dataclass_in_branch",
        DATACLASS,
        "@dataclass\nclass {name}:\n    x: Any\n    if len(LIST) > 5:\n        x = 0\n"
        "    else:\n        x = {default}  # here\n",
    ),
    odd(
        "dataclass_annotated_in_another_branch",
        DATACLASS,
        "@dataclass(init=False)\nclass {name}:\n    if len(LIST) > 5:\n        x: Any = 0\n"
        "    else:\n        x = None\n        x = {default}  # here\n"
        "    def __init__(self) -> None:\n        self.x = None\n",
    ),
    odd(
        "dataclass_assigned_later",
        DATACLASS,
        "@dataclass\nclass {name}:\n    x: Any\n    x = {default}  # here\n",
    ),
    odd(
        "dataclass_without_init",
        DATACLASS,
        "@dataclass(init=False)\nclass {name}:\n" + FIELD,
    ),
    odd(
        "dataclass_field_without_init",
        DATACLASS,
        "@dataclass\nclass {name}:\n    x: Any = field(default={default}, init=False)  # here\n",
    ),
    odd(
        "dataclass_final",
        f"{DATACLASS}\nfrom typing import Final",
        "@dataclass\nclass {name}:\n    x: Final[Any] = {default}  # here\n",
    ),
    odd(
        "dataclass_annotated",
        f"{DATACLASS}\nfrom typing import Annotated",
        '@dataclass\nclass {name}:\n    x: Annotated[Any, "text"] = {default}  # here\n',
    ),
    odd(
        "dataclass_generic",
        f"{DATACLASS}\nfrom typing import Generic",
        "@dataclass\nclass {name}(Generic[T]):\n" + FIELD,
        new="{name}[int]()",
    ),
    odd(
        "dataclass_in_function",
        DATACLASS,
        "def make_{name}() -> Any:\n    @dataclass\n    class Local:\n"
        "        x: Any = {default}  # here\n    return Local\n{name} = make_{name}()\n",
    ),
    odd(
        "dataclass_in_class",
        DATACLASS,
        "class Outer{name}:\n    @dataclass\n    class {name}:\n"
        "        x: Any = {default}  # here\n",
        new="Outer{name}.{name}()",
    ),
    odd(
        "dataclass_overridden",
        f"{DATACLASS}\n@dataclass\nclass Base:\n    x: Any = 0\n    other: int = 0",
        "@dataclass\nclass {name}(Base):\n" + FIELD,
    ),
    odd(
        "dataclass_replaced",
        DATACLASS,
        "@dataclass\nclass {name}:\n" + FIELD + "    def __post_init__(self) -> None:\n" + REPLACED,
    ),
    odd(
        "frozen_dataclass_replaced",
        DATACLASS,
        "@dataclass(frozen=True)\nclass {name}:\n"
        + FIELD
        + "    def __post_init__(self) -> None:\n"
        '        object.__setattr__(self, "x", None)\n',
    ),
    odd(
        "init_var_quoted",
        "import dataclasses as dc",
        '@dc.dataclass\nclass {name}:\n    x: "dc.InitVar[Any]" = {default}  # here\n'
        + WITH_POST_INIT,
    ),
    odd(
        "named_tuple_generic",
        "from typing import Generic, NamedTuple",
        "class {name}(NamedTuple, Generic[T]):\n" + FIELD,
    ),
    odd(
        "named_tuple_call",
        "from collections import namedtuple",
        "{name} = namedtuple('{name}', 'a, x', defaults=(1, {default}))  # here\n",
        spot="(1, {default})",
    ),
    odd(
        "named_tuple_base",
        "import collections as c",
        "class {name}(c.namedtuple('{name}', ['x'], defaults=[{default}])):  # here\n    pass\n",
        spot="defaults=[{default}]",
    ),
]

OF_ATTRS: Final = [
    odd(
        "attrs_under_other_names",
        "import attr\nmine = attr.s(auto_attribs=True)\nib = attr.ib",
        "@mine\nclass {name}:\n    x: Any = ib({default})  # here\n",
        "attrs",
    ),
    odd(
        "attrs_these_by_name",
        "import attr",
        "THESE_{name} = {{'x': attr.ib(default={default})}}  # here\n"
        "@attr.s(these=THESE_{name})\nclass {name}:\n    pass\n",
        "attrs",
        spot="attr.ib(default={default})",
    ),
    odd(
        "attrs_these_by_keywords",
        "import attr, attrs",
        "@attrs.define(these=dict(x=attr.ib({default})))  # here\nclass {name}:\n    pass\n",
        "attrs",
        spot="attr.ib({default})",
    ),
    odd(
        "attrs_instead_of_none",
        "import attrs\nfrom attrs.converters import default_if_none",
        "@attrs.define\nclass {name}:\n"
        "    x: Any = attrs.field(default=None, converter=default_if_none({default}))  # here\n",
        "attrs",
        spot="default_if_none({default})",
    ),
    odd(
        "attrs_unannotated",
        "import attrs",
        "@attrs.define\nclass {name}:\n    x = attrs.field(default={default})  # here\n",
        "attrs",
    ),
    odd(
        "attrs_with_an_init_that_is_replaced",
        "import attr",
        "@attr.s(auto_attribs=True)\nclass {name}:\n" + FIELD + "    def __init__(self) -> None:\n"
        "        pass\n",
        "attrs",
    ),
    odd(
        "attrs_replaced",
        "import attrs",
        "@attrs.define\nclass {name}:\n"
        + FIELD
        + "    def __attrs_post_init__(self) -> None:\n"
        + REPLACED,
        "attrs",
    ),
    odd(
        "attrs_own_init",
        "import attrs",
        "@attrs.define\nclass {name}:\n" + FIELD + "    def __init__(self) -> None:\n" + REPLACED,
        "attrs",
    ),
]

OF_MSGSPEC: Final = [
    odd(
        "struct_generic",
        "import msgspec\nfrom typing import Generic",
        "class {name}(msgspec.Struct, Generic[T], kw_only=True):\n" + FIELD,
        "msgspec",
    ),
    odd(
        "struct_replaced",
        "import msgspec",
        "class {name}(msgspec.Struct):\n"
        + FIELD
        + "    def __post_init__(self) -> None:\n"
        + REPLACED,
        "msgspec",
    ),
]

REGISTRY: Final = (
    "from sqlalchemy import PickleType\n"
    "from sqlalchemy.orm import Mapped, mapped_as_dataclass, mapped_column, registry\n"
    "reg = registry()"
)
MAPPED: Final = (
    "class {name}:\n    __tablename__ = '{name}'\n"
    "    id: Mapped[int] = mapped_column(primary_key=True, init=False)\n"
    "    x: Mapped[Any] = mapped_column(PickleType, default={default})  # here\n"
)
OF_TRANSFORMS: Final = [
    odd("mapped_by_a_method", REGISTRY, "@reg.mapped_as_dataclass\n" + MAPPED, "sqlalchemy"),
    odd(
        "mapped_by_a_method_with_options",
        REGISTRY,
        "@reg.mapped_as_dataclass(kw_only=True)\n" + MAPPED,
        "sqlalchemy",
    ),
    odd("mapped_by_a_function", REGISTRY, "@mapped_as_dataclass(reg)\n" + MAPPED, "sqlalchemy"),
    odd(
        "transform_base_with_dataclasses",
        "import dataclasses\nfrom typing_extensions import dataclass_transform\n"
        "@dataclass_transform(field_specifiers=(dataclasses.field,))\nclass Auto:\n"
        "    def __init_subclass__(cls) -> None:\n        dataclasses.dataclass(cls)",
        "class {name}(Auto):\n    x: Any = dataclasses.field(default={default})  # here\n",
    ),
]

ODD_WAYS: Final = [*OF_DATACLASSES, *OF_ATTRS, *OF_MSGSPEC, *OF_PYDANTIC, *OF_TRANSFORMS]
