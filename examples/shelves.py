"""What orders.py calls: nothing here is wrong by itself."""


def sort_rows(rows: list[str]) -> None:
    rows.sort()


class Shelf:
    def __init__(self, rows: list[str]) -> None:
        self.rows = rows

    def tidy(self) -> None:
        sort_rows(self.rows)
