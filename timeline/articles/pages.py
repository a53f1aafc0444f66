"""Pages that were fetched, kept as they came, in a file that other programs read too (WARC)."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import UTC
from typing import BinaryIO

from timeline.articles.fetch import Fetched


def write_pages(file: BinaryIO, pages: Iterable[Fetched]) -> int:
    """Appends a record for each page to a packed WARC: its bytes, their SHA-256, its address, and when it was fetched.

    Returns how many. Read again, the file gives the same articles as the pages did.
    """
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    writer = WARCWriter(file, gzip=True)
    count = 0
    for page in pages:
        headers = {
            "WARC-Date": page.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "WARC-Payload-Digest": f"sha256:{page.sha256}",
        }
        answer = StatusAndHeaders("200 OK", [("Content-Type", page.media)], protocol="HTTP/1.1")
        record = writer.create_warc_record(
            page.url, "response", payload=io.BytesIO(page.data), http_headers=answer, warc_headers_dict=headers
        )
        writer.write_record(record)
        count += 1
    return count
