"""The pinned packages: what is downloaded, and which of its files mypy can't take."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Package:
    """One wheel of the registry; `excluded` holds files that stop bare mypy, with the reason."""

    name: str
    version: str
    sha256: str
    folders: tuple[str, ...]
    excluded: tuple[tuple[str, str], ...] = ()

    @property
    def label(self) -> str:
        """The name of the package's folder in the cache."""
        return f"{self.name}-{self.version}"


# Older versions where newer ones hardly have a mutable default left.
PACKAGES: Final = (
    Package(
        "networkx",
        "2.6.3",
        "80b6b89c77d1dfb64a4c7854981b60aeea6360ac02c6d4e4913319e0a313abef",
        ("networkx",),
    ),
    Package(
        "sphinx",
        "4.5.0",
        "ebf612653238bcc8f4359627a9b7ce44ede6fdd75d9d30f68255c7383d3a6226",
        ("sphinx",),
    ),
    Package(
        "ansible-core",
        "2.13.13",
        "f50220254b8e13a79b68e68e759f5bf89f3f3584c907737985a017c699b1c3b6",
        ("ansible", "ansible_test"),
    ),
    Package(
        "gensim",
        "4.4.0",
        "91a7fa5e814e7b1bad4b2dffa8d62c1e55410d5cbdf930714c1997ffb4404db8",
        ("gensim",),
    ),
    Package(
        "biopython",
        "1.86",
        "1d4dd9090caaf364a08ab54cd561f37c5f4ea5bcc8f0189d332dcd36d6df5767",
        ("Bio", "BioSQL"),
    ),
    Package(
        "statsmodels",
        "0.14.5",
        "f402fc793458dd6d96e099acb44cd1de1428565bf7ef3030878a8daff091f08a",
        ("statsmodels",),
        (("statsmodels/api.py", "imports its package as `__init__`: found under two names"),),
    ),
    Package(
        "dask",
        "2021.12.0",
        "47041fe1874e64c395e7be772173999e50b5c61a577084158083b9ef4b4175b2",
        ("dask",),
    ),
    Package(
        "nltk",
        "3.10.4",
        "769ba5413f265b7d3e87cd163cc28efa01e29eeef8bb6080bc907949d9fcfb51",
        ("nltk",),
    ),
    Package(
        "scapy",
        "2.8.0",
        "abf855145ee829a42b2eb28983cd6a0a52b12a31d3f861cb7be36791195ed9aa",
        ("scapy",),
    ),
    Package(
        "transformers",
        "4.30.2",
        "c332e3a3097f9ed89ce556b403251235931c00237b8bc2d7adaa19d226c13f1d",
        ("transformers",),
    ),
)
