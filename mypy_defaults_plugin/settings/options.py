"""Every option of the plugin, each declared once.

A new option is one new field of `Settings`: reading, checking, cache key and documentation
follow from its kind, default and description.
"""

from dataclasses import dataclass, field, fields
from types import MappingProxyType
from typing import Any, Final, Literal, NamedTuple, TypeAlias, get_args

from mypy_defaults_plugin.settings.items import ERROR_CODE, FULL_NAME, PARAMETER_PATTERN
from mypy_defaults_plugin.settings.kinds import Choice, Flag, Json, Kind, StringList

Report: TypeAlias = Literal["all", "bugs"]
NamedDefaults: TypeAlias = Literal["changed", "all", "never"]
Instances: TypeAlias = Literal["data", "all"]
PydanticDefaults: TypeAlias = Literal["copied", "require-factory"]


def _declared(kind: Kind[Any], description: str) -> dict[str, object]:
    return {"kind": kind, "description": description}


@dataclass(frozen=True, repr=False)
class Settings:
    """What holds for one module. Equal settings compare and hash equal."""

    report: Report = field(
        default="all",
        metadata=_declared(
            Choice(get_args(Report)), "What is reported; `bugs` leaves out `mutable-default`."
        ),
    )
    disable: frozenset[str] = field(
        default=frozenset(),
        metadata=_declared(StringList(frozenset, ERROR_CODE), "Error codes that are not reported."),
    )
    named_defaults: NamedDefaults = field(
        default="changed",
        metadata=_declared(
            Choice(get_args(NamedDefaults)),
            "When the name of a mutable object counts as a default, as in `x=DEFAULTS`; "
            "`changed`: where the function changes it or lets it out.",
        ),
    )
    instances: Instances = field(
        default="data",
        metadata=_declared(
            Choice(get_args(Instances)),
            "Which instances of your classes count: those of `data` classes, or `all`.",
        ),
    )
    read_only_annotations: bool = field(
        default=True,
        metadata=_declared(
            Flag(), "Whether a parameter declared read-only, such as `Sequence`, is exempt."
        ),
    )
    intended_parameters: tuple[str, ...] = field(
        default=(),
        metadata=_declared(
            StringList(tuple, PARAMETER_PATTERN),
            "Names of parameters that are meant to be shared, with `*`, `?` and `[...]`; "
            "upper and lower case differ.",
        ),
    )
    noqa_comments: bool = field(
        default=False,
        metadata=_declared(
            Flag(),
            "Whether a linter's `# noqa` on a default's line says that sharing is meant: "
            "`B006`, `B008` for a parameter, `RUF008`, `RUF009`, `RUF012` for a field.",
        ),
    )
    copying_decorators: frozenset[str] = field(
        default=frozenset({"pydantic.validate_call"}),
        metadata=_declared(
            StringList(frozenset, FULL_NAME),
            "Decorators that copy defaults at each call. A list of your own replaces the default.",
        ),
    )
    pydantic_defaults: PydanticDefaults = field(
        default="copied",
        metadata=_declared(
            Choice(get_args(PydanticDefaults)),
            "Whether a field's default that Pydantic copies is fine, or is `pydantic-default`.",
        ),
    )
    extend_copying_bases: frozenset[str] = field(
        default=frozenset(),
        metadata=_declared(
            StringList(frozenset, FULL_NAME),
            "Base classes of other libraries that copy defaults of fields as Pydantic does.",
        ),
    )
    extend_mutable_types: frozenset[str] = field(
        default=frozenset(),
        metadata=_declared(
            StringList(frozenset, FULL_NAME), "Further classes whose objects can change."
        ),
    )
    extend_immutable_types: frozenset[str] = field(
        default=frozenset(),
        metadata=_declared(
            StringList(frozenset, FULL_NAME),
            "Further classes and functions whose results can't change.",
        ),
    )
    extend_read_only_types: frozenset[str] = field(
        default=frozenset(),
        metadata=_declared(
            StringList(frozenset, FULL_NAME),
            "Further types of parameters through which a default can't be changed.",
        ),
    )


class Option(NamedTuple):
    """One option, as declared in `Settings`."""

    kind: Kind[Any]
    default: object
    description: str


OPTIONS: Final = MappingProxyType(
    {
        declared.name: Option(
            declared.metadata["kind"], declared.default, declared.metadata["description"]
        )
        for declared in fields(Settings)
    }
)


def values_as_json(values: dict[str, Any]) -> dict[str, Json]:
    """Give the values of some options as JSON with sorted keys, independent of hash order."""
    return {name: OPTIONS[name].kind.as_json(values[name]) for name in sorted(values)}


def settings_as_json(settings: Settings) -> dict[str, Json]:
    """Give the values of all options as JSON with sorted keys, independent of hash order."""
    return values_as_json({name: getattr(settings, name) for name in OPTIONS})
