"""Unusual ways to declare a field, each with a few defaults of every kind."""

from __future__ import annotations

from typing import Final

from ways import MODEL, WITH_POST_INIT, Way

FEW: Final = (
    "0",
    "()",
    "Worth(3)",
    "Stateless()",
    "[]",
    "[1, 2]",
    "LIST",
    "deque()",
    "Data()",
    "Plain()",
    "PLAIN",
    "([],)",
    "(Plain(),)",
    "FrozenAny(Plain())",
    "threading.Lock()",
)


def odd(name: str, imports: str, source: str, package: str = "", **more: str) -> Way:
    plain = package == "msgspec"
    return Way(name, imports, source, package=package, plain=plain, defaults=FEW, **more)


DATACLASS: Final = "from dataclasses import dataclass, field"
FIELD: Final = "    x: Any = {default}  # here\n"
REPLACED: Final = "        self.x = None\n"

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

OF_PYDANTIC: Final = [
    odd(
        "model_under_other_names",
        "import pydantic\nBase = pydantic.BaseModel\nf = pydantic.Field",
        "class {name}(Base):\n    x: Any = f({default})  # here\n",
        "pydantic",
    ),
    odd(
        "model_nested_annotation",
        "from typing import Annotated\nfrom pydantic import BaseModel, Field",
        "class {name}(BaseModel):\n"
        "    x: Annotated[Annotated[Any, Field({default})], Field(title='x')]  # here\n",
        "pydantic",
        spot="Field({default})",
    ),
    odd(
        "model_alias_of_an_alias",
        "from typing import Annotated\nfrom pydantic import BaseModel, Field",
        "Of{name} = Annotated[T, Field({default})]  # here\n"
        "More{name} = Annotated[Of{name}[Any], Field(title='x')]\n"
        "class {name}(BaseModel):\n    x: 'More{name}'\n",
        "pydantic",
        spot="Field({default})",
    ),
    odd(
        "model_annotated_in_function",
        "from typing import Annotated\nfrom pydantic import BaseModel, Field",
        "def make_{name}(of: int) -> Any:\n    class Local(BaseModel):\n"
        "        x: Annotated[Any, Field(default={default})]  # here\n    return Local\n"
        "{name} = make_{name}(3)\n",
        "pydantic",
        spot="Field(default={default})",
    ),
    odd(
        "model_field_info",
        "from pydantic import BaseModel\nfrom pydantic.fields import FieldInfo",
        "class {name}(BaseModel):\n    x: Any = FieldInfo(default={default})  # here\n",
        "pydantic",
    ),
    odd(
        "model_generic",
        "from typing import Generic\nfrom pydantic import BaseModel",
        "class {name}(BaseModel, Generic[T]):\n" + FIELD,
        "pydantic",
        new="{name}[int]()",
    ),
    odd(
        "model_overridden",
        "from pydantic import BaseModel as Root\nclass BaseModel(Root):\n    x: Any = 0",
        MODEL,
        "pydantic",
    ),
    odd(
        "root_model_annotated",
        "from typing import Annotated\nfrom pydantic import Field, RootModel",
        "class {name}(RootModel[Any]):\n    root: Annotated[Any, Field({default})]  # here\n",
        "pydantic",
        spot="Field({default})",
    ),
    odd(
        "settings_annotated",
        "from typing import Annotated\nfrom pydantic import Field\n"
        "from pydantic_settings import BaseSettings",
        "class {name}(BaseSettings):\n    x: Annotated[Any, Field({default})]  # here\n",
        "pydantic",
        spot="Field({default})",
    ),
    odd(
        "create_model_annotated",
        "from typing import Annotated\nfrom pydantic import Field, create_model",
        "{name} = create_model('{name}', x=Annotated[Any, Field(default={default})])  # here\n",
        "pydantic",
        spot="Field(default={default})",
    ),
    odd(
        "create_model_with_a_base",
        "from pydantic import BaseModel, Field, create_model",
        "{name} = create_model('{name}', __base__=BaseModel, x=(Any, Field({default})))  # here\n",
        "pydantic",
        spot="Field({default})",
    ),
    odd(
        "model_post_init",
        "from pydantic import BaseModel",
        MODEL + "    def model_post_init(self, context: Any) -> None:\n" + REPLACED,
        "pydantic",
    ),
    odd(
        "model_validated_as_a_whole",
        "from pydantic import BaseModel, model_validator",
        MODEL
        + '    @model_validator(mode="after")\n    def check(self) -> Any:\n'
        + REPLACED
        + "        return self\n",
        "pydantic",
    ),
    odd(
        "model_default_validated",
        "from pydantic import BaseModel, Field, field_validator",
        "class {name}(BaseModel):\n"
        "    x: Any = Field({default}, validate_default=True)  # here\n"
        '    @field_validator("x")\n    @classmethod\n    def check(cls, given: Any) -> Any:\n'
        "        return None\n",
        "pydantic",
    ),
    odd(
        "model_default_not_validated",
        "from pydantic import BaseModel, Field, field_validator",
        "class {name}(BaseModel):\n    x: Any = Field({default})  # here\n"
        '    @field_validator("x")\n    @classmethod\n    def check(cls, given: Any) -> Any:\n'
        "        return None\n",
        "pydantic",
    ),
    odd(
        "model_default_validated_by_its_type",
        "from typing import Annotated\nfrom pydantic import BaseModel, BeforeValidator, Field",
        "class {name}(BaseModel, validate_default=True):\n"
        "    x: Annotated[Any, BeforeValidator(lambda given: None)] = {default}  # here\n",
        "pydantic",
    ),
    odd(
        "pydantic_dataclass_with_a_field_of_dataclasses",
        "from dataclasses import field\nfrom pydantic.dataclasses import dataclass as validated",
        "@validated(kw_only=True)\nclass {name}:\n    x: Any = field(default={default})  # here\n",
        "pydantic",
    ),
    odd(
        "sqlmodel_inherited",
        "from sqlmodel import Field, SQLModel\nclass Base(SQLModel):\n    other: int = 0",
        "class {name}(Base, table=False):\n    x: Any = Field({default})  # here\n",
        "sqlmodel",
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
