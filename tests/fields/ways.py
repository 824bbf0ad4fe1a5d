"""The ways to declare a field, each a template for a class with one default."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from typing import Final

from defaults import DEFAULTS


@dataclass(frozen=True)
class Way:
    """``source`` declares the class ``{name}`` with a field ``x``; ``new`` makes an instance.

    ``plain`` tells that msgspec's rule about empty containers decides: where nobody can know
    whether a container is empty, silence is right. ``spot`` is what a replacement takes the
    place of, where that is not the whole line. ``defaults`` are those that are tried.
    """

    name: str
    imports: str
    source: str
    new: str = "{name}()"
    package: str = ""
    plain: bool = False
    spot: str = "{default}"
    defaults: tuple[str, ...] = tuple(DEFAULTS)

    def declare(self, name: str, default: str) -> str:
        """Give the source of a class; the default stands in the line that says ``# here``."""
        return textwrap.dedent(self.source).format(name=name, default=default)

    def instance(self, name: str) -> str:
        return self.new.format(name=name)


WITH_POST_INIT: Final = (
    "    y: Any = None\n    def __post_init__(self, x: Any) -> None:\n        self.y = x\n"
)
MODEL: Final = "class {name}(BaseModel):\n    x: Any = {default}  # here\n"

TRANSFORM: Final = """\
from typing_extensions import dataclass_transform


class Described:
    def __init__(self, default: Any, factory: Any) -> None:
        self.default = default
        self.factory = factory


def described(*, default: Any = None, factory: Any = None) -> Any:
    return Described(default, factory)


def construct(cls: type) -> None:
    said = {name: cls.__dict__.get(name) for name in cls.__annotations__}

    def init(self: Any, **given: Any) -> None:
        for name, value in said.items():
            if isinstance(value, Described):
                value = value.default if value.factory is None else value.factory()
            setattr(self, name, given.get(name, value))

    setattr(cls, "__init__", init)


@dataclass_transform(field_specifiers=(described,))
def record(cls: type[T]) -> type[T]:
    construct(cls)
    return cls


@dataclass_transform(field_specifiers=(described,))
class Records:
    def __init_subclass__(cls) -> None:
        construct(cls)


@dataclass_transform(field_specifiers=(described,))
class Recorded(type):
    def __init__(cls, *given: Any) -> None:
        construct(cls)
"""

WAYS: Final = [
    Way(
        "dataclass",
        "from dataclasses import dataclass",
        "@dataclass\nclass {name}:\n    x: Any = {default}  # here\n",
    ),
    Way(
        "dataclass_field",
        "import dataclasses as dc",
        "@dc.dataclass(frozen=True, kw_only=True)\nclass {name}:\n"
        "    x: 'Any' = dc.field(default={default}, repr=False)  # here\n",
    ),
    Way(
        "dataclass_inherited",
        "from dataclasses import KW_ONLY, dataclass\n@dataclass\nclass Base:\n    other: int = 0",
        "@dataclass(slots=True)\nclass {name}(Base):\n"
        "    _: KW_ONLY\n    x: Any = {default}  # here\n",
    ),
    Way(
        "init_var",
        "from dataclasses import InitVar, dataclass",
        "@dataclass\nclass {name}:\n    x: InitVar[Any] = {default}  # here\n" + WITH_POST_INIT,
    ),
    Way(
        "make_dataclass",
        "from dataclasses import make_dataclass",
        "{name} = make_dataclass('{name}', [('x', Any, {default})])  # here\n",
    ),
    Way(
        "named_tuple",
        "from typing import NamedTuple",
        "class {name}(NamedTuple):\n    x: Any = {default}  # here\n",
    ),
    Way(
        "attrs_define",
        "import attrs",
        "@attrs.define\nclass {name}:\n    x: Any = {default}  # here\n",
        package="attrs",
    ),
    Way(
        "attrs_frozen_field",
        "from attrs import field, frozen",
        "@frozen(kw_only=True)\nclass {name}:\n"
        "    x: Any = field(default={default}, repr=False)  # here\n",
        package="attrs",
    ),
    Way(
        "attr_s",
        "import attr",
        "@attr.s\nclass {name}:\n    x = attr.ib({default})  # here\n",
        package="attrs",
    ),
    Way(
        "attr_auto",
        "import attr",
        "@attr.s(auto_attribs=True)\nclass {name}:\n    x: Any = {default}  # here\n",
        package="attrs",
    ),
    Way(
        "attr_dataclass",
        "import attr",
        "@attr.dataclass\nclass {name}:\n    x: Any = attr.ib(default={default})  # here\n",
        package="attrs",
    ),
    Way(
        "attr_these",
        "import attr",
        "@attr.s(these={{'x': attr.ib(default={default})}})  # here\nclass {name}:\n    pass\n",
        package="attrs",
        spot="attr.ib(default={default})",
    ),
    Way(
        "attrs_make_class",
        "import attr",
        "{name} = attr.make_class('{name}', {{'x': attr.ib(default={default})}})  # here\n",
        package="attrs",
        spot="attr.ib(default={default})",
    ),
    Way(
        "struct",
        "import msgspec",
        "class {name}(msgspec.Struct):\n    x: Any = {default}  # here\n",
        package="msgspec",
        plain=True,
    ),
    Way(
        "struct_field",
        "import msgspec",
        "class {name}(msgspec.Struct, frozen=True):\n"
        "    x: Any = msgspec.field(default={default})  # here\n",
        package="msgspec",
        plain=True,
    ),
    Way(
        "defstruct",
        "import msgspec",
        "{name} = msgspec.defstruct('{name}', [('x', Any, {default})])  # here\n",
        package="msgspec",
        plain=True,
    ),
    Way("model", "from pydantic import BaseModel", MODEL, package="pydantic"),
    Way(
        "model_field",
        "from pydantic import BaseModel, Field",
        "class {name}(BaseModel):\n    x: Any = Field(default={default}, title='x')  # here\n",
        package="pydantic",
    ),
    Way(
        "model_field_positional",
        "import pydantic",
        "class {name}(pydantic.BaseModel, validate_default=True):\n"
        "    x: Any = pydantic.Field({default})  # here\n",
        package="pydantic",
    ),
    Way(
        "model_annotated",
        "from typing import Annotated\nfrom pydantic import BaseModel, Field",
        "class {name}(BaseModel):\n    x: Annotated[Any, Field(default={default})]  # here\n",
        package="pydantic",
        spot="Field(default={default})",
    ),
    Way(
        "model_annotated_and_quoted",
        "import typing as t\nimport pydantic as p",
        "class {name}(p.BaseModel):\n"
        '    x: "t.Annotated[Any, p.Field({default}), p.Field(title=str(1))]"  # here\n',
        package="pydantic",
        spot="p.Field({default})",
    ),
    Way(
        "model_annotated_beside_field",
        "from typing import Annotated\nfrom pydantic import BaseModel, Field",
        "class {name}(BaseModel):\n"
        "    x: Annotated[Any, Field(default={default})] = Field(title='x')  # here\n",
        package="pydantic",
        spot="Field(default={default})",
    ),
    Way(
        "model_inherited",
        "from typing import Generic\nfrom pydantic import BaseModel\n"
        "class Base(BaseModel, Generic[T]):\n    other: int = 0\n"
        "class Middle(Base[T], Generic[T]):\n    pass",
        "class {name}(Middle[int]):\n    x: Any = {default}  # here\n",
        package="pydantic",
    ),
    Way(
        "root_model",
        "from pydantic import RootModel",
        "class {name}(RootModel[Any]):\n    root: Any = {default}  # here\n",
        package="pydantic",
    ),
    Way(
        "model_alias",
        "from typing import Annotated\nfrom pydantic import BaseModel, Field",
        "Of{name} = Annotated[Any, Field(default={default})]  # here\n"
        "class {name}(BaseModel):\n    x: Of{name}\n",
        package="pydantic",
        spot="Field(default={default})",
    ),
    Way(
        "create_model",
        "from pydantic import create_model",
        "{name} = create_model('{name}', x=(Any, {default}))  # here\n",
        package="pydantic",
    ),
    Way(
        "pydantic_dataclass",
        "from pydantic.dataclasses import dataclass as validated",
        "@validated\nclass {name}:\n    x: Any = {default}  # here\n",
        package="pydantic",
    ),
    Way(
        "pydantic_dataclass_field",
        "from pydantic import Field\nfrom pydantic.dataclasses import dataclass as validated",
        "@validated\nclass {name}:\n    x: Any = Field(default={default})  # here\n",
        package="pydantic",
    ),
    Way(
        "pydantic_dataclass_annotated",
        "from typing import Annotated\nfrom pydantic import Field\n"
        "from pydantic.dataclasses import dataclass as validated",
        "@validated\nclass {name}:\n    x: Annotated[Any, Field(default={default})]  # here\n",
        package="pydantic",
        spot="Field(default={default})",
    ),
    Way(
        "pydantic_dataclass_init_var",
        "from dataclasses import InitVar\nfrom pydantic.dataclasses import dataclass as validated",
        "@validated\nclass {name}:\n    x: InitVar[Any] = {default}  # here\n" + WITH_POST_INIT,
        package="pydantic",
    ),
    Way(
        "private_attribute",
        "from pydantic import BaseModel",
        "class {name}(BaseModel):\n    _x: Any = {default}  # here\n",
        package="pydantic",
    ),
    Way(
        "settings",
        "from pydantic_settings import BaseSettings",
        "class {name}(BaseSettings):\n    x: Any = {default}  # here\n",
        package="pydantic_settings",
    ),
    Way(
        "sqlmodel_class",
        "from sqlmodel import SQLModel",
        "class {name}(SQLModel):\n    x: Any = {default}  # here\n",
        package="sqlmodel",
    ),
    Way(
        "sqlmodel_annotated",
        "from typing import Annotated\nfrom sqlmodel import Field, SQLModel",
        "class {name}(SQLModel):\n    x: Annotated[Any, Field(default={default})]  # here\n",
        package="sqlmodel",
        spot="Field(default={default})",
    ),
    Way(
        "sqlmodel_table",
        "from sqlmodel import Column, Field, PickleType, SQLModel",
        "class {name}(SQLModel, table=True):\n"
        "    __table_args__ = {{'extend_existing': True}}\n    id: int = Field(primary_key=True)\n"
        "    x: Any = Field(default={default}, sa_column=Column(PickleType))  # here\n",
        package="sqlmodel",
    ),
    Way(
        "mapped_as_dataclass",
        "from sqlalchemy import PickleType\n"
        "from sqlalchemy.orm import DeclarativeBase, Mapped, MappedAsDataclass, mapped_column\n"
        "class Base(MappedAsDataclass, DeclarativeBase):\n    pass",
        "class {name}(Base):\n    __tablename__ = '{name}'\n"
        "    id: Mapped[int] = mapped_column(primary_key=True, init=False)\n"
        "    x: Mapped[Any] = mapped_column(PickleType, default={default})  # here\n",
        package="sqlalchemy",
    ),
    Way(
        "transform_decorator",
        TRANSFORM,
        "@record\nclass {name}:\n    x: Any = {default}  # here\n",
    ),
    Way(
        "transform_base",
        TRANSFORM,
        "class {name}(Records):\n    x: Any = described(default={default})  # here\n",
    ),
    Way(
        "transform_metaclass",
        TRANSFORM,
        "class {name}(metaclass=Recorded):\n    x: 'Any' = described(default={default})  # here\n",
    ),
    Way(
        "transform_with_dataclasses",
        "import dataclasses\nfrom typing_extensions import dataclass_transform\n"
        "@dataclass_transform(field_specifiers=(dataclasses.field,))\n"
        "def keywords(cls: type[T]) -> type[T]:\n"
        "    return dataclasses.dataclass(kw_only=True)(cls)",
        "@keywords\nclass {name}:\n    x: Any = {default}  # here\n",
    ),
]
