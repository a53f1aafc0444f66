"""Archives, crawls and mails made in memory, as programs make them and as people with bad intent do."""

from __future__ import annotations

import gzip
import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Mapping
from email.message import EmailMessage

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter


def story(place: str) -> str:
    """An article of its own words about one place."""
    told = f"A bridge fell into the river on Monday after shelling, the mayor of {place} said."
    return f"Bridge falls in {place}\n\n{told}\n"


def page(place: str) -> bytes:
    """The same as a web page with its date and outlet."""
    return (
        "<!DOCTYPE html><html lang='en'><head><title>Bridge falls</title>"
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Bridge falls in '
        f'{place}", "datePublished": "2024-03-05T10:00:00Z", "publisher": {{"name": "Kestrel Courier"}}}}</script>'
        f"</head><body><nav>Home</nav><article><h1>Bridge falls in {place}</h1>"
        f"<p>A bridge fell into the river on Monday after shelling, the mayor of {place} said. Nobody was hurt.</p>"
        "<p>The road is closed until the engineers have looked at the piers, and buses take the long way round.</p>"
        "</article></body></html>"
    ).encode()


def zipped(files: Mapping[str, bytes | str], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP archive of files by name, in the order given."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return packed.getvalue()


def with_link(target: str) -> bytes:
    """A ZIP archive that holds a link to ``target``."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        info = zipfile.ZipInfo("link.txt")
        info.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(info, target)
    return packed.getvalue()


def encrypted(name: str, data: bytes) -> bytes:
    """A ZIP archive whose one member says that it is encrypted."""
    packed = bytearray(zipped({name: data}, method=zipfile.ZIP_STORED))
    packed[6] |= 1  # the flags of the member's own head …
    packed[packed.index(b"PK\x01\x02") + 8] |= 1  # … and of the directory
    return bytes(packed)


def overlapping(names: int, size: int) -> bytes:
    """A bomb after D. Fifield: many members of the directory that share one stretch of packed zeros."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    kernel = packer.compress(b"\0" * size) + packer.flush()
    check = zlib.crc32(b"\0" * size)
    head = struct.pack("<4sHHHHHIIIHH", b"PK\x03\x04", 20, 0, 8, 0, 0, check, len(kernel), size, 1, 0) + b"a"
    directory = b"".join(
        struct.pack(
            "<4sHHHHHHIIIHHHHHII", b"PK\x01\x02", 20, 20, 0, 8, 0, 0, check, len(kernel), size, 1, 0, 0, 0, 0, 0, 0
        )
        + b"a"
        for _ in range(names)
    )
    at = len(head) + len(kernel)
    end = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, names, names, len(directory), at, 0)
    return head + kernel + directory + end


def crawl(
    records: list[tuple[str, str, bytes]], *, packed: bool = True, status: str = "200 OK", kind: str = "response"
) -> bytes:
    """A WARC file of (address, media type, content) records, fetched on 7 March 2024."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed)
    out_record = writer.create_warcinfo_record("crawl.warc", {"software": "test"})
    writer.write_record(out_record)
    for url, media, content in records:
        headers = StatusAndHeaders(status, [("Content-Type", media)], protocol="HTTP/1.1")
        dated = {"WARC-Date": "2024-03-07T10:00:00Z"}
        record = writer.create_warc_record(
            url, kind, payload=io.BytesIO(content), http_headers=headers, warc_headers_dict=dated
        )
        writer.write_record(record)
    return out.getvalue()


def wacz(records: list[tuple[str, str, bytes]]) -> bytes:
    """A WACZ package with one crawl."""
    files = {"datapackage.json": "{}", "pages/pages.jsonl": "{}\n", "indexes/index.cdx": ""}
    return zipped({**files, "archive/data.warc.gz": crawl(records)}, method=zipfile.ZIP_STORED)


def mail(
    text: str,
    *,
    subject: str = "Bridge falls",
    html: str = "",
    attached: Mapping[str, bytes] | None = None,
    passed_on: bytes = b"",
) -> bytes:
    """A mail of 6 March 2024 with attachments and, if asked for, another mail that it passes on whole."""
    message = EmailMessage()
    message["From"] = "Kestrel Courier <news@courier.example>"
    message["To"] = "desk@example.org"
    message["Subject"] = subject
    message["Date"] = "Wed, 06 Mar 2024 08:30:00 +0200"
    message["Message-ID"] = "<1@courier.example>"
    message.set_content(text)
    if html:
        message.add_alternative(html, subtype="html")
    for name, data in (attached or {}).items():
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    if passed_on:
        import email
        import email.policy

        message.add_attachment(email.message_from_bytes(passed_on, policy=email.policy.default))
    return message.as_bytes()


def mbox(mails: list[bytes]) -> bytes:
    """A folder of mails."""
    return b"".join(b"From news@courier.example Wed Mar  6 08:30:00 2024\n" + one + b"\n" for one in mails)


def saved_page(html: bytes, url: str) -> bytes:
    """A page as a browser saves it in one file (MHTML)."""
    return (
        b"From: <Saved by Blink>\r\nSnapshot-Content-Location: " + url.encode() + b"\r\nSubject: Bridge falls\r\n"
        b"Date: Thu, 7 Mar 2024 10:00:00 -0000\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="--x"\r\n\r\n'
        b"----x\r\nContent-Type: text/html\r\nContent-Location: " + url.encode() + b"\r\n\r\n" + html + b"\r\n"
        b"----x\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n----x--\r\n"
    )


def gzipped(data: bytes) -> bytes:
    """The same bytes packed by gzip, on no day."""
    return gzip.compress(data, mtime=0)
