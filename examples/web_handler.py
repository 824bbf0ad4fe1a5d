"""A web handler that leaks one request's data into the next."""

from dataclasses import dataclass


@dataclass
class Response:
    status: int
    headers: dict[str, str]


def respond(
    user: str,
    session: str | None = None,
    headers: dict[str, str] = {"Content-Type": "text/html"},
) -> Response:
    if session is not None:
        headers["Set-Cookie"] = f"session={session}"
    return Response(200, headers)


if __name__ == "__main__":
    respond("alice", session="alice-secret")
    print(respond("bob").headers)  # bob gets alice's cookie
