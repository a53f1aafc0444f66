"""Where the demo case stands: beside the code in an installed package, in ``data/demo`` in a checkout."""

from __future__ import annotations

from pathlib import Path

from timeline.errors import CaseError


def demo_folder() -> Path:
    """The folder of the demo case's articles. Raises `CaseError` where the installation lacks it."""
    package = Path(__file__).resolve().parent.parent
    for folder in (package / "demo", package.parent / "data" / "demo"):
        if folder.is_dir():
            return folder
    raise CaseError("the demo case is not installed; install the package again")
