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

# Packages that live on the frameworks whose fields are checked.
FIELD_PACKAGES: Final = (
    Package(
        "fastapi",
        "0.165.0",
        "896f48462042bb4f162147eb8fac7e858753dc1f486765709baf105d70e4fc5b",
        ("fastapi",),
    ),
    Package(
        "langchain-core",
        "1.8.2",
        "11f1047c4b243df746c01c10208082f580bb55f5fbf17bdb38355b6b63c4f63b",
        ("langchain_core",),
    ),
    Package(
        "langchain",
        "1.5.0",
        "24e94c496a3e532be1f9541edb475d5d0975aeb1211c3f8fecc042da3ec44cfa",
        ("langchain",),
    ),
    Package(
        "sqlmodel",
        "0.0.50",
        "df518bc74287e1da0b0d7833cd00f55e77cb1cdc8c27bc29f77eea27acb51c1a",
        ("sqlmodel",),
    ),
    Package(
        "pydantic-settings",
        "2.16.3",
        "d1db16a2d34006323a1b42c0640898da58adfbad7ec30baaa9e2b18aafc08999",
        ("pydantic_settings",),
    ),
    Package(
        "mcp",
        "2.3.0",
        "dd0c44c089d16453e8ae31a3877a0054d7a2314caaa81f5e0541b9b1734b2377",
        ("mcp",),
    ),
    Package(
        "openai",
        "3.54.0",
        "3cdb7d0d85bb765c7c92e7e2922c4a6cb9beb085b161b03da07f4dff61805916",
        ("openai",),
    ),
    Package(
        "crewai",
        "1.15.30",
        "a54909d778971a7ef21b6a1d52a59090fcc3e1c3fb09bb5ea5b117e6157e0e65",
        ("crewai",),
    ),
    Package(
        "mlflow",
        "3.18.0",
        "be7d84ba0d0b12392f5b53260cdb3e6d7b7ef4b80c29da90a89b5a1f6db7102f",
        ("mlflow",),
        (
            (
                "mlflow/store/tracking/mcp_server_registry/sqlalchemy_mixin.py",
                "bare mypy 2.4.1 crashes",
            ),
        ),
    ),
    Package(
        "llama-index-core",
        "0.14.25",
        "caa7d9c5ac9b13dc33400cf8d5e92e689b6d1e4497eb9bfa50d6f52ca2eb22a1",
        ("llama_index",),
    ),
    Package(
        "ray",
        "2.60.0",
        "e227f6b2af8ab4626dd9a35a5860b33864325ea137383d57f854d4637ee3fea2",
        ("ray",),
    ),
)
