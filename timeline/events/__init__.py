"""Events: claims of several articles that tell of the same thing, their origins and their disagreements."""

from timeline.events.link import link_events, remade_event

__all__ = ["link_events", "remade_event"]
