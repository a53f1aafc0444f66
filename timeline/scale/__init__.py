"""The same work over many processes of one machine."""

from timeline.scale.processes import spread_over

__all__ = ["spread_over"]
