"""Redaction: articles, names and texts that a report or an export must not carry."""

from timeline.views.redaction.redact import EVERY_OUTLET, Redacted, Redaction, redact, withhold

__all__ = ["EVERY_OUTLET", "Redacted", "Redaction", "redact", "withhold"]
