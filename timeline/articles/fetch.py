"""Fetches pages and feeds of the public web: one address at a time, nothing of this machine's own network, no cookies.

Each host's addresses are looked at before one of them is connected to, and it is that one that is connected to: a name
that answers otherwise the second time gains nothing by it. The same is done again at every redirect. Proxies of the
environment are not used, since they would look up the name a second time. A page that a person names is fetched as a
browser would; robots.txt, which is for programs that choose pages themselves, is not asked.
"""

from __future__ import annotations

import contextlib
import hashlib
import http.client
import re
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from http import HTTPStatus
from urllib.parse import SplitResult, quote, urljoin, urlsplit, urlunsplit

from timeline.articles import addresses
from timeline.articles.charset import as_stated, charset_of
from timeline.articles.decode import SIZE_LIMIT
from timeline.articles.drafts import Member, Stated
from timeline.articles.walk import shown
from timeline.types import Evidence, InputProblem

Resolve = Callable[[str, int], Sequence[str]]
"""The addresses of a host and port. Raises `OSError` where it has none."""

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_MEDIA = re.compile(r"text/|application/(?:xhtml|xml|rss|atom|pdf|json|ld\+json|octet-stream|msword|vnd\.|gzip|zip|\Z)")
_SAFE_PATH = "/%:@!$&'()*+,;=~-._[]"
_GZIP = b"\x1f\x8b"
_CHUNK = 64 * 1024
_AGENT = "conflict-timeline (reads articles; one request a page)"


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """The most that one page may take: bytes, also unpacked; seconds in all, and without a byte; redirects; and the
    ports that are connected to. ``pause`` is how many seconds a host is left alone between two pages."""

    size: int = SIZE_LIMIT
    seconds: float = 60.0
    idle: float = 15.0
    redirects: int = 5
    ports: frozenset[int] = frozenset({80, 443})
    pause: float = 1.0


@dataclass(frozen=True, slots=True)
class Web:
    """How the network is reached: names looked up, addresses judged, and what a page may take. Tests give their own."""

    resolve: Resolve = addresses.resolve
    is_allowed: Callable[[str], bool] = addresses.is_public
    limits: FetchLimits = FetchLimits()


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address answered: the bytes as they came, unpacked, with their SHA-256, and where and when (UTC)."""

    asked: str
    url: str
    at: datetime
    data: bytes
    sha256: str
    media: str

    def member(self) -> Member:
        """What `timeline.articles.read_stream` reads of it. The day of the fetching is an upper bound, no date."""
        day = self.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        note = "the day it was fetched: it was published by then"
        is_text = self.media.startswith("text/") or "xhtml" in self.media
        data = as_stated(self.data, charset_of(self.media)) if is_text else self.data
        moved = (f"{shown(self.asked)} led to {shown(self.url)}",) if self.asked != self.url else ()
        return Member(
            shown(self.asked),
            data,
            fields={"url": self.url},
            stated=(Stated("other", Evidence("retrieved", day, note)),),
            doubts=moved,
            url=self.url,
            sha256=self.sha256,
        )


class _RefusedError(Exception):
    """Why an address is not fetched, and what to do."""

    def __init__(self, what: str, fix: str) -> None:
        super().__init__(what)
        self.what, self.fix = what, fix


def fetch(url: str, *, now: Callable[[], datetime], web: Web | None = None) -> Fetched | InputProblem:
    """The page at ``url``, or why it was not fetched. ``now`` is the clock of the command line or the app."""
    web = web or Web()
    name = _without_password(shown(url))
    try:
        return _follow(url.strip(), now, web)
    except _RefusedError as refused:
        return InputProblem(name, None, refused.what, refused.fix)
    except TimeoutError:
        return InputProblem(name, None, "does not answer in time", "try again later, or save the page and give it")
    except ssl.SSLError as error:
        what = f"is not who it says it is, or its connection is broken ({error.reason or 'TLS'})"
        return InputProblem(name, None, what, "look at it in a browser, and save the page there")
    except (OSError, http.client.HTTPException, zlib.error, ValueError) as error:
        why = " ".join(str(error).split())[:120] or type(error).__name__
        return InputProblem(name, None, f"cannot be fetched: {shown(why)}", "look at the address, or try later")


def _without_password(url: str) -> str:
    """An address as a problem names it, which is stored and passed on: who may log in there stays untold.

    >>> _without_password("https://ann:secret@courier.example/a@b")
    'https://…@courier.example/a@b'
    """
    return re.sub(r"(?<=//)[^/?#]{0,2000}@", "…@", url, count=1)


def polite(
    *, now: Callable[[], datetime], web: Web | None = None, sleep: Callable[[float], None] = time.sleep
) -> Callable[[str], Fetched | InputProblem]:
    """A `fetch` that leaves each host alone for a moment between two of its pages."""
    reached = web or Web()
    last: dict[str, float] = {}

    def fetch_next(url: str) -> Fetched | InputProblem:
        host = re.sub(r"^\w+://([^/?#]*).*", r"\1", url.strip().lower())
        left = last[host] + reached.limits.pause - time.monotonic() if host in last else 0
        if left > 0:
            sleep(left)
        found = fetch(url, now=now, web=reached)
        last[host] = time.monotonic()
        return found

    return fetch_next


def read_url_list(text: str) -> tuple[str, ...]:
    """The addresses of a list, one a line; lines that begin with # are notes.

    >>> read_url_list("# raids\\nhttps://courier.example/1\\n\\n")
    ('https://courier.example/1',)
    """
    lines = (line.strip() for line in text.lstrip("\ufeff").splitlines())
    return tuple(line for line in lines if line and not line.startswith("#"))


def is_address(text: str) -> bool:
    """Whether an argument is an address of the web and no path."""
    return re.match(r"https?://", text, re.IGNORECASE) is not None


def _follow(asked: str, now: Callable[[], datetime], web: Web) -> Fetched:
    url = asked
    deadline = time.monotonic() + web.limits.seconds
    for _ in range(web.limits.redirects + 1):
        answer = _ask(_checked(url, web.limits), deadline, web)
        if answer.location is None:
            digest = hashlib.sha256(answer.data).hexdigest()
            return Fetched(asked, url, now(), answer.data, digest, answer.media)
        url = urljoin(url, answer.location)
    raise _RefusedError(f"leads from one address to the next, more than {web.limits.redirects} times", "give the last")


@dataclass(frozen=True, slots=True)
class _Answer:
    data: bytes = b""
    media: str = ""
    location: str | None = None


def _checked(url: str, limits: FetchLimits) -> SplitResult:
    """The parts of an address that may be asked for, in the form that is sent."""
    if re.search(r"[\x00-\x20\x7f]", url):
        raise _RefusedError("an address with spaces or control characters in it", "copy it again")
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port or {"https": 443}.get(parts.scheme, 80)
        host = host if ":" in host else host.encode("idna").decode("ascii")
    except ValueError as error:
        raise _RefusedError("not an address of the web", "copy it again") from error
    if parts.scheme not in ("http", "https") or not host:
        raise _RefusedError(f"{shown(url)[:100]} is no address that begins with https:// or http://", "copy it again")
    if parts.username is not None or parts.password is not None:
        raise _RefusedError("an address with a name or a password in it; not sent", "give it without")
    if port not in limits.ports:
        raise _RefusedError(f"port {port} is none that pages are at", "save the page, and give the file")
    place = f"[{host}]" if ":" in host else host
    default = 443 if parts.scheme == "https" else 80
    path = quote(parts.path or "/", safe=_SAFE_PATH)
    query = quote(parts.query, safe=_SAFE_PATH + "?")
    return SplitResult(parts.scheme, place if port == default else f"{place}:{port}", path, query, "")


def _ask(parts: SplitResult, deadline: float, web: Web) -> _Answer:
    host, port = str(parts.hostname), parts.port or (443 if parts.scheme == "https" else 80)
    line = [_connect(host, port, deadline, web)]
    # a server that sends a byte now and then is not idle: the clock ends it
    clock = threading.Timer(max(0.0, deadline - time.monotonic()), _shut, (line,))
    clock.daemon = True
    clock.start()
    try:
        if parts.scheme == "https":
            line.append(_secured(line[0], host))
        connection = http.client.HTTPConnection(host, port, timeout=web.limits.idle)
        connection.sock = line[-1]
        connection.putrequest("GET", urlunsplit(("", "", parts.path, parts.query, "")), skip_host=True)
        headers = {
            "Host": parts.netloc, "User-Agent": _AGENT, "Accept": "text/html, application/pdf, */*;q=0.5",
            "Accept-Encoding": "gzip", "Connection": "close",
        }  # fmt: skip
        for name, value in headers.items():
            connection.putheader(name, value)
        connection.endheaders()
        with connection.getresponse() as response:
            return _answer(response, web.limits, deadline)
    finally:
        clock.cancel()
        line[-1].close()
        if time.monotonic() >= deadline:
            raise TimeoutError


def _connect(host: str, port: int, deadline: float, web: Web) -> socket.socket:
    """A connection to the first address of the host that is allowed and answers; it is looked up once."""
    try:
        found = web.resolve(host, port)
    except OSError as error:
        raise _RefusedError(f"no host of the name {shown(host)}", "look at the address, or at the network") from error
    allowed = [address for address in found if web.is_allowed(address)]
    if not allowed:
        what = f"{shown(host)} is an address of this machine or its own network ({', '.join(found)}); not asked"
        raise _RefusedError(what, "save the page, and give the file")
    for address in allowed[:-1]:
        try:
            return socket.create_connection((address, port), timeout=_left(deadline, web.limits.idle))
        except OSError:
            continue
    return socket.create_connection((allowed[-1], port), timeout=_left(deadline, web.limits.idle))


def _left(deadline: float, most: float) -> float:
    left = min(most, deadline - time.monotonic())
    if left <= 0:
        raise TimeoutError
    return left


def _shut(line: list[socket.socket]) -> None:
    """Ends what is being waited for: the last of the line is the connection in use."""
    with contextlib.suppress(OSError):
        line[-1].shutdown(socket.SHUT_RDWR)


def _secured(connection: socket.socket, host: str) -> ssl.SSLSocket:
    """The host's certificate is for its name, which is also told (SNI), whatever address was connected to."""
    return ssl.create_default_context().wrap_socket(connection, server_hostname=host)


def _answer(response: http.client.HTTPResponse, limits: FetchLimits, deadline: float) -> _Answer:
    if response.status in _REDIRECTS and response.getheader("Location"):
        return _Answer(location=response.getheader("Location"))
    if response.status != HTTPStatus.OK:
        raise _RefusedError(f"answers {response.status} {shown(response.reason)[:60]}".rstrip(), _fix(response.status))
    media = (response.getheader("Content-Type") or "").strip().lower()
    if not _MEDIA.match(media.split(";", 1)[0].strip()):
        raise _RefusedError(f"is {shown(media)[:60]}, and no article", "give the page that it belongs to")
    coding = (response.getheader("Content-Encoding") or "identity").strip().lower()
    if coding not in ("identity", "gzip", "x-gzip", "deflate"):
        raise _RefusedError(f"answers in a packing that is not read ({shown(coding)[:40]})", "save the page")
    return _Answer(_body(response, limits, deadline, is_packed=coding != "identity"), media)


def _fix(status: int) -> str:
    if status in (HTTPStatus.NOT_FOUND, HTTPStatus.GONE):
        return "look at the address, or for a copy in a web archive"
    if status in (HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE):
        return "try again later"
    return "open it in a browser, save the page, and give the file"


def _body(response: http.client.HTTPResponse, limits: FetchLimits, deadline: float, *, is_packed: bool) -> bytes:
    """The content, unpacked piece by piece: no more of it is ever held than the limit."""
    unpacker = zlib.decompressobj(47) if is_packed else None
    data = bytearray()
    while chunk := response.read(_CHUNK):
        while chunk:
            data += unpacker.decompress(chunk, limits.size + 1 - len(data)) if unpacker else chunk
            chunk = unpacker.unconsumed_tail if unpacker else b""
            if unpacker and unpacker.eof and unpacker.unused_data[:2] == _GZIP:
                chunk, unpacker = unpacker.unused_data, zlib.decompressobj(47)  # packed in several runs
            if len(data) > limits.size:
                what = f"too large: more than {limits.size / 1024**2:.0f} MB"
                raise _RefusedError(what, "save the part of it that is an article")
        _left(deadline, 1)
    if response.length or (unpacker is not None and data and not unpacker.eof):
        raise _RefusedError("broken off before its end", "try again later, or save the page and give the file")
    return bytes(data)
