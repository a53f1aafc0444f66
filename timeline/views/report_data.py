"""The data that a report carries, read back; what drew the page is not needed for it."""

from __future__ import annotations

import base64
import gzip
import json
import re
from typing import Any

from timeline.errors import TimelineError

_DATA = re.compile(r'<script type="application/json" id="timeline-data">(?P<data>[^<]*)</script>')


def read_report(page: str) -> dict[str, Any]:
    """The data inside a report, as `timeline.exchange.timeline_from_dict` wants it.

    Raises `TimelineError` where the page is no report of ours, or is damaged.
    """
    found = _DATA.search(page)
    if found is None:
        raise TimelineError("no timeline in this page: it is not a report of this program, or its data was cut out")
    try:
        document = json.loads(found["data"])
        if set(document) == {"packed"}:
            document = json.loads(gzip.decompress(base64.b64decode(document["packed"], validate=True)))
    except (ValueError, OSError, EOFError) as error:
        raise TimelineError(f"the data in this report is damaged ({error}); take a fresh copy of the file") from error
    return dict(document)
