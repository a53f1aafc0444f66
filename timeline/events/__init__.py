"""Events: claims of several articles that tell of the same thing, their origins and their disagreements."""

from timeline.events.link import Linked, link_articles, link_events, remade_event

__all__ = ["Linked", "link_articles", "link_events", "remade_event"]
