"""Fields: both defaults pass every type checker, and both are one object for all customers."""

from dataclasses import dataclass
from typing import NamedTuple


class Basket:
    def __init__(self) -> None:
        self.items: list[str] = []


@dataclass
class Customer:
    name: str
    basket: Basket = Basket()


class Order(NamedTuple):
    number: int
    notes: list[str] = []


if __name__ == "__main__":
    Customer("alice").basket.items.append("tea")
    Order(1).notes.append("a gift")
    print(Customer("bob").basket.items, Order(2).notes)  # alice's tea, and her note
