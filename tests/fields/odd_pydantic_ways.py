"""Unusual ways to declare a field of Pydantic, each with a few defaults of every kind."""

from __future__ import annotations

from typing import Final

from few_defaults import FIELD, REPLACED, odd
from ways import MODEL

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
