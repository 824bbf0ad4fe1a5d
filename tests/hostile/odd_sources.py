"""Sources that are odd in all the ways of the language: each is a key and a file's text."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

_TEXT: Final = Path(__file__).with_name("odd_sources.txt").read_text(encoding="utf-8")
_HEADING: Final = re.compile(r"^\[file (.+)\]\n", re.MULTILINE)

ODD: Final[dict[str, str]] = dict(
    zip(_HEADING.findall(_TEXT), _HEADING.split(_TEXT)[2::2], strict=True)
)
BYTES: Final[dict[str, bytes]] = {
    "nothing": b"",
    "only_a_comment": b"# x",
    "no_last_newline": b"def f(x=[]): return x",
    "nul": b"x = 1\0\ndef f(x=[]): return x\n",
    "byte_order_mark": b"\xef\xbb\xbfdef f(x=[]): return x\n",
    "latin_1": b"# -*- coding: latin-1 -*-\ndef f(x='\xe9', y=[]): return y\n",
    "wrong_encoding": b"def f(x='\xe9', y=[]): return y\n",
    "unknown_encoding": b"# -*- coding: nothing -*-\ndef f(x=[]): return x\n",
    "carriage_returns": b"def f(x=[]):\r\n    return x\r\n\rdef g(x=[]): return x\r",
    "form_feeds": b"\x0cdef f(x=[]):\n\x0c    return x\n",
    "tabs": b"def f(x=[]):\n\tif x:\n\t    return x\n",
    "other_letters": "def ü(α=[], 𝔵={}):\n    α.append(𝔵)\n    return α\n".encode(),
    "continued": b"def f(x=\\\n[\\\n]\\\n):\\\n  return x\n",
}
