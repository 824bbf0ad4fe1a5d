"""Cases whose objects come from packages: attrs, Pydantic, msgspec and NumPy."""

from __future__ import annotations

from replacement_case import Case, case

CASES: list[Case] = [
    case(
        "attrs_class",
        """
        import attrs
        @attrs.define
        class Cart:
            items: list[int] = attrs.Factory(list)
        def f(x: Cart = Cart([1])) -> Cart:
            return x
        """,
    ),
    case(
        "attrs_frozen_class",
        """
        import attrs
        @attrs.frozen
        class Cart:
            items: list[int] = attrs.Factory(list)
        def f(x: Cart = Cart(items=[1])) -> Cart:
            return x
        """,
    ),
    case(
        "attrs_constant",
        """
        import attr
        @attr.s(auto_attribs=True)
        class Cart:
            size: int = 0
        CART = Cart(2)
        def f(x: Cart = CART) -> Cart:
            return x
        """,
    ),
    case(
        "pydantic_model",
        """
        from pydantic import BaseModel
        class Cart(BaseModel):
            size: int = 0
        def f(x: Cart = Cart(size=1)) -> Cart:
            return x
        """,
    ),
    case(
        "pydantic_frozen_model",
        """
        from pydantic import BaseModel
        class Cart(BaseModel, frozen=True):
            items: list[int] = []
        def f(x: Cart = Cart(items=[1])) -> Cart:
            return x
        """,
    ),
    case(
        "pydantic_constant",
        """
        from pydantic import BaseModel
        class Cart(BaseModel):
            items: list[int] = []
        CART = Cart(items=[1])
        def f(x: Cart = CART) -> Cart:
            return x
        """,
    ),
    case(
        "msgspec_struct",
        """
        import msgspec
        class Cart(msgspec.Struct):
            size: int = 0
        def f(x: Cart = Cart(1)) -> Cart:
            return x
        """,
    ),
    case(
        "numpy_array",
        """
        import numpy as np
        import numpy.typing as npt
        def f(x: npt.NDArray[np.float64] = np.zeros(3)) -> npt.NDArray[np.float64]:
            return x
        """,
    ),
    case(
        "numpy_array_unannotated",
        """
        import numpy as np
        def f(x=np.ones((2, 2), dtype=np.int64)):
            return x
        """,
    ),
    case(
        "numpy_constant",
        """
        import numpy as np
        import numpy.typing as npt
        WEIGHTS: npt.NDArray[np.float64] = np.array([1.0])
        def f(x: npt.NDArray[np.float64] = WEIGHTS) -> npt.NDArray[np.float64]:
            return x
        """,
    ),
]
