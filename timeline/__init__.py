"""Conflict Timeline: which outlet reported what, and when; when it happened; and from whom they have it.

    >>> import timeline
    >>> [t.value for t in timeline.tag("It began on 8 October 2023.")]
    ['2023-10-08']

The names below are the front door; they load what they need when they are first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from timeline.pipeline import build as build
    from timeline.tagging import tag as tag
    from timeline.types import Article as Article
    from timeline.types import Timeline as Timeline

__version__ = "0.1.0"
__all__ = ["Article", "Timeline", "__version__", "build", "tag"]

_HOME = {
    "build": "timeline.pipeline",
    "tag": "timeline.tagging",
    "Article": "timeline.types",
    "Timeline": "timeline.types",
}


def __getattr__(name: str) -> Any:
    if name in _HOME:
        import importlib

        return getattr(importlib.import_module(_HOME[name]), name)
    raise AttributeError(f"module 'timeline' has no attribute {name!r}")
