"""What the decorators that the documentation names really do with a default."""

from __future__ import annotations

import asyncio
from collections.abc import MutableMapping
from dataclasses import dataclass
from typing import Annotated, Any

import typer
from fastapi import FastAPI, Query
from pydantic import ConfigDict, validate_call


def get(app: FastAPI) -> None:
    """Send one request to an app."""

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b""}

    async def send(message: MutableMapping[str, Any]) -> None:
        assert message.get("status", 200) == 200

    scope = {
        "type": "http",
        "method": "GET",
        "path": "/",
        "headers": [],
        "query_string": b"",
        "http_version": "1.1",
        "scheme": "http",
        "server": ("localhost", 80),
        "client": ("localhost", 1),
    }
    asyncio.run(app(scope, receive, send))


def test_fastapi_copies_the_default_of_a_query_parameter() -> None:
    app, seen = FastAPI(), []

    @app.get("/")
    def handle(x: Annotated[list[int], Query()] = [1]) -> list[int]:  # type: ignore[mutable-default]  # noqa: B006
        x.append(2)
        seen.append(x)
        return x

    get(app)
    get(app)
    assert seen == [[1, 2], [1, 2]]


def test_typer_reads_the_default_of_an_option_again() -> None:
    app, seen = typer.Typer(), []

    @app.command()
    def main(x: list[int] = [1]) -> None:  # type: ignore[mutable-default]  # noqa: B006
        x.append(2)
        seen.append(x)

    app([], standalone_mode=False)
    app([], standalone_mode=False)
    assert seen == [[1, 2], [1, 2]]


class Plain:
    """Hashable, since it has no ``__eq__``."""


@dataclass
class Unhashable:
    x: int = 0


def test_validate_call_copies_what_cannot_be_hashed_and_shares_what_can() -> None:
    @validate_call(config=ConfigDict(arbitrary_types_allowed=True))
    def call(
        items: list[int] = [1],  # noqa: B006
        data: Unhashable = Unhashable(),  # noqa: B008
        inside: tuple[list[int], ...] = ([],),
        plain: Plain = Plain(),  # noqa: B008
    ) -> tuple[object, ...]:
        return items, data, inside, plain

    first, second = call(), call()
    assert [a is b for a, b in zip(first, second, strict=True)] == [False, False, False, True]
