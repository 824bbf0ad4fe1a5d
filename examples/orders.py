"""A default that changes and leaks in the functions of another module."""

import shelves


class Order(shelves.Shelf):
    def __init__(self, rows: list[str] = []) -> None:
        super().__init__(rows)


def preview(rows: list[str] = ["tea", "milk"]) -> str:
    shelves.Shelf(rows).tidy()
    return ", ".join(rows)


if __name__ == "__main__":
    Order().rows.append("tea")
    print(Order().rows)  # the next customer has ordered tea, too
    print(preview(), preview.__defaults__)  # "milk" comes first from now on
