"""A dataclass as a default: the settings of one report become those of all later ones."""

from dataclasses import dataclass, field


@dataclass
class Options:
    title: str = "Report"
    columns: list[str] = field(default_factory=list)


DEFAULT_COLUMNS = ["name", "price"]


def build(options: Options = Options(), columns: list[str] = DEFAULT_COLUMNS) -> str:
    options.columns.extend(columns)
    return f"{options.title}: {', '.join(options.columns)}"


if __name__ == "__main__":
    build()
    print(build())  # each column twice
