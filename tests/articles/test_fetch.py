"""Fetching: only the public web, whatever an address, a name server or a redirect says; and what came is kept.

The servers of these tests are on this machine, which is refused: they are reached by a judge of addresses of their own.
"""

from __future__ import annotations

import gzip
import io
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from timeline.articles import read_stream
from timeline.articles.addresses import is_public
from timeline.articles.fetch import Fetched, FetchLimits, Web, fetch, is_address, polite
from timeline.articles.pages import write_pages
from timeline.types import Article, InputProblem

import packing  # isort: skip

NOW = datetime(2024, 3, 9, 12, 0, tzinfo=UTC)
ADDRESSES = [
    ("93.184.215.14", True),
    ("2606:2800:21f:cb07:6820:80da:af6b:8b2c", True),
    ("64:ff9b::5db8:d70e", True),
    ("127.0.0.1", False),
    ("127.9.9.9", False),
    ("0.0.0.0", False),
    ("10.1.2.3", False),
    ("172.16.0.1", False),
    ("172.31.255.255", False),
    ("192.168.1.1", False),
    ("169.254.169.254", False),
    ("100.64.0.1", False),
    ("100.100.100.200", False),
    ("168.63.129.16", False),
    ("192.0.0.192", False),
    ("198.18.0.1", False),
    ("224.0.0.1", False),
    ("255.255.255.255", False),
    ("::1", False),
    ("::", False),
    ("::ffff:127.0.0.1", False),
    ("::ffff:10.0.0.1", False),
    ("::127.0.0.1", False),
    ("fe80::1", False),
    ("fe80::1%eth0", False),
    ("fc00::1", False),
    ("fd00:ec2::254", False),
    ("fec0::1", False),
    ("ff02::1", False),
    ("2002:7f00:1::", False),
    ("2002:a9fe:a9fe::1", False),
    ("2001::1", False),
    ("2001:db8::1", False),
    ("64:ff9b::a9fe:a9fe", False),
    ("64:ff9b:1::7f00:1", False),
    ("not an address", False),
]


@pytest.mark.parametrize(("address", "expected"), ADDRESSES)
def test_which_addresses_are_public(address: str, expected: bool) -> None:
    assert is_public(address) is expected


REFUSED = [
    ("file:///etc/passwd", "no address that begins with https:// or http://"),
    ("ftp://courier.example/a", "no address that begins"),
    ("gopher://courier.example/a", "no address that begins"),
    ("https:///a", "no address that begins"),
    ("https://ann:secret@courier.example/a", "an address with a name or a password in it; not sent"),
    ("https://courier.example:22/a", "port 22 is none that pages are at"),
    ("https://courier.example:99999/a", "not an address of the web"),
    ("https://courier.example/a b", "an address with spaces or control characters"),
    ("https://courier.example/a\r\nHost: evil.example", "an address with spaces or control characters"),
    ("http://127.0.0.1/", "127.0.0.1 is an address of this machine or its own network"),
    ("http://127.1/", "of this machine or its own network"),
    ("http://2130706433/", "of this machine or its own network"),
    ("http://0x7f000001/", "of this machine or its own network"),
    ("http://0/", "of this machine or its own network"),
    ("http://[::1]/", "of this machine or its own network"),
    ("http://[::ffff:127.0.0.1]/", "of this machine or its own network"),
    ("http://localhost/", "of this machine or its own network"),
    ("http://LOCALHOST/", "of this machine or its own network"),
    ("http://169.254.169.254/latest/meta-data/", "of this machine or its own network"),
]


@pytest.mark.parametrize(("url", "what"), REFUSED, ids=[url for url, _ in REFUSED])
def test_what_is_refused_without_asking(url: str, what: str) -> None:
    found = fetch(url, now=lambda: NOW)
    assert isinstance(found, InputProblem)
    assert what in found.what
    assert "secret" not in str(found) and "\n" not in str(found)


# -- a server, reached through a name that it does not have ---------------------------------------------------------

Answer = Callable[[BaseHTTPRequestHandler], None]


def answer(body: bytes = b"", status: int = 200, kind: str = "text/html; charset=utf-8", **more: str) -> Answer:
    def send(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        handler.send_header("Content-Type", kind)
        handler.send_header("Content-Length", str(len(body)))
        for name, value in more.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(body)

    return send


def dripping(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.end_headers()
    for _ in range(100):
        handler.wfile.write(b"<p>")
        handler.wfile.flush()
        time.sleep(0.1)


def silent(handler: BaseHTTPRequestHandler) -> None:
    time.sleep(2)


def endless(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.end_headers()
    for _ in range(3000):
        handler.wfile.write(b"x" * 10_000)


def broken_off(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.send_header("Content-Length", "5000")
    handler.end_headers()
    handler.wfile.write(b"<p>half of it")
    handler.close_connection = True


_PELL = packing.page("Pell")
PAGES: Mapping[str, Answer] = {
    "/raid": answer(packing.page("Velm"), Set_Cookie="a=b"),
    "/latin": answer(
        "<html><body><p>Die Brücke fiel am Montag.</p>".encode("cp1252"), kind="text/html; charset=latin1"
    ),
    "/packed": answer(gzip.compress(packing.page("Pell")), Content_Encoding="gzip"),
    "/runs": answer(gzip.compress(_PELL[:300]) + gzip.compress(_PELL[300:]), Content_Encoding="gzip"),
    "/half": answer(gzip.compress(_PELL)[:-40], Content_Encoding="gzip"),
    "/runs-of-a-bomb": answer(gzip.compress(b"\0" * 2**19) * 4, Content_Encoding="gzip"),
    "/bomb": answer(gzip.compress(b"\0" * 50 * 2**20), Content_Encoding="gzip"),
    "/br": answer(b"xx", Content_Encoding="br"),
    "/picture": answer(b"\x89PNG", kind="image/png"),
    "/feed": answer(
        b'<?xml version="1.0"?><rss version="2.0"><channel><title>Kestrel Courier</title><item><title>Raid</title>'
        b"<pubDate>Tue, 05 Mar 2024 10:00:00 GMT</pubDate><description>A bridge fell into the river on Monday after "
        b"shelling, the mayor of Velm said, and the road is closed.</description></item></channel></rss>",
        kind="application/rss+xml",
    ),
    "/gone": answer(b"no", status=404),
    "/closed": answer(b"no", status=403),
    "/busy": answer(b"no", status=503),
    "/moved": answer(status=301, Location="/raid"),
    "/loop": answer(status=302, Location="/loop"),
    "/inside": answer(status=302, Location="http://inside.example/raid"),
    "/metadata": answer(status=302, Location="http://169.254.169.254/latest/"),
    "/loopback": answer(status=307, Location="http://127.0.0.1:80/admin"),
    "/file": answer(status=302, Location="file:///etc/passwd"),
    "/credentials": answer(status=302, Location="http://ann:secret@courier.example/"),
    "/drip": dripping,
    "/silent": silent,
    "/endless": endless,
    "/broken": broken_off,
}
SEEN: list[Mapping[str, str]] = []


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        SEEN.append(dict(self.headers.items()))
        PAGES.get(self.path, answer(b"no", status=404))(self)

    def log_message(self, format: str, *arguments: object) -> None:
        pass


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """The client of these tests hangs up on purpose."""


@pytest.fixture(scope="module")
def web() -> Iterator[Web]:
    """The name courier.example leads to a server of this test, inside.example to an address that is refused."""
    server = Server(("127.0.0.9", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    port = server.server_address[1]
    hosts = {"courier.example": ["127.0.0.9"], "inside.example": ["127.0.0.1"], "both.example": ["::1", "127.0.0.9"]}

    def resolve(host: str, _: int) -> list[str]:
        return hosts.get(host, [host])

    limits = FetchLimits(size=2**20, seconds=5, idle=1, ports=frozenset({80, port}), pause=0.2)
    yield Web(resolve, lambda address: address == "127.0.0.9", limits)
    server.shutdown()


def at(web: Web, path: str, host: str = "courier.example") -> str:
    port = next(iter(web.limits.ports - {80}))
    return f"http://{host}:{port}{path}"


def get(web: Web, path: str, host: str = "courier.example") -> Fetched | InputProblem:
    return fetch(at(web, path, host), now=lambda: NOW, web=web)


def only(found: Fetched | InputProblem) -> Article:
    assert isinstance(found, Fetched)
    [article] = read_stream([found.member()])
    assert isinstance(article, Article)
    return article


def test_a_page_is_fetched_and_says_when_and_from_where(web: Web) -> None:
    found = get(web, "/raid")
    assert isinstance(found, Fetched)
    assert found.data == packing.page("Velm")
    article = only(found)
    assert article.source.url == article.url == at(web, "/raid")
    assert article.source.path is None
    assert article.source.sha256 == found.sha256
    assert article.published.edtf == "2024-03-05"
    assert ("retrieved", "2024-03-09T12:00:00Z") in [(one.kind, one.text) for one in article.published.basis]


def test_nothing_is_told_but_the_address(web: Web) -> None:
    SEEN.clear()
    get(web, "/raid")
    get(web, "/raid")
    assert {name.lower() for name in SEEN[-1]} == {"host", "user-agent", "accept", "accept-encoding", "connection"}
    assert SEEN[-1]["Host"].startswith("courier.example:")


def test_the_first_address_that_is_allowed_is_connected_to(web: Web) -> None:
    assert isinstance(get(web, "/raid", "both.example"), Fetched)


def test_a_name_that_answers_otherwise_the_second_time_gains_nothing(web: Web) -> None:
    asked: list[str] = []

    def rebinding(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.9"] if len(asked) == 1 else ["127.0.0.1"]

    assert isinstance(fetch(at(web, "/raid"), now=lambda: NOW, web=replace(web, resolve=rebinding)), Fetched)
    assert len(asked) == 1
    found = fetch(at(web, "/moved"), now=lambda: NOW, web=replace(web, resolve=rebinding))
    assert isinstance(found, InputProblem) and "its own network" in found.what


def test_redirects_are_followed_and_told(web: Web) -> None:
    found = get(web, "/moved")
    assert isinstance(found, Fetched)
    assert (found.asked, found.url) == (at(web, "/moved"), at(web, "/raid"))
    assert any("led to" in doubt for doubt in only(found).doubts)


PROBLEMS = [
    ("/loop", "leads from one address to the next, more than 5 times"),
    ("/inside", "inside.example is an address of this machine or its own network"),
    ("/metadata", "169.254.169.254 is an address of this machine"),
    ("/loopback", "127.0.0.1 is an address of this machine"),
    ("/file", "no address that begins with"),
    ("/credentials", "a name or a password in it"),
    ("/gone", "answers 404"),
    ("/closed", "answers 403"),
    ("/busy", "answers 503"),
    ("/picture", "is image/png, and no article"),
    ("/br", "a packing that is not read (br)"),
    ("/bomb", "too large: more than 1 MB"),
    ("/runs-of-a-bomb", "too large: more than 1 MB"),
    ("/half", "broken off before its end"),
    ("/endless", "too large: more than 1 MB"),
    ("/broken", ""),
    ("/silent", "does not answer in time"),
]


@pytest.mark.parametrize(("path", "what"), PROBLEMS, ids=[path for path, _ in PROBLEMS])
def test_what_cannot_be_had_is_one_clear_line(web: Web, path: str, what: str) -> None:
    found = get(web, path)
    assert isinstance(found, InputProblem)
    assert what in found.what and found.fix
    assert "secret" not in str(found)


def test_a_server_that_drips_is_ended(web: Web) -> None:
    found = fetch(at(web, "/drip"), now=lambda: NOW, web=replace(web, limits=replace(web.limits, seconds=0.6)))
    assert isinstance(found, InputProblem) and found.what == "does not answer in time"


def test_packed_answers_and_stated_charsets(web: Web) -> None:
    assert only(get(web, "/packed")).title == "Bridge falls in Pell"
    runs = get(web, "/runs")
    assert isinstance(runs, Fetched) and runs.data == packing.page("Pell")
    latin = get(web, "/latin")
    assert isinstance(latin, Fetched)
    assert "Brücke".encode() in latin.member().data and latin.data.decode("cp1252").count("Brücke") == 1


def test_a_feed_is_read_as_one(web: Web) -> None:
    article = only(get(web, "/feed"))
    assert (article.title, article.published.edtf) == ("Raid", "2024-03-05")


def test_pages_are_kept_as_they_came(web: Web) -> None:
    found = get(web, "/raid")
    assert isinstance(found, Fetched)
    kept = io.BytesIO()
    assert write_pages(kept, [found]) == 1
    [again] = read_stream([packing_member(kept.getvalue())])
    assert isinstance(again, Article)
    assert (again.id, again.text, again.source.sha256) == (only(found).id, only(found).text, found.sha256)


def packing_member(data: bytes):  # type: ignore[no-untyped-def]
    from timeline.articles.drafts import Member

    return Member("kept.warc.gz", data)


def test_a_host_is_left_alone_between_two_pages(web: Web) -> None:
    slept: list[float] = []
    fetch_next = polite(now=lambda: NOW, web=web, sleep=slept.append)
    for path in ("/gone", "/gone", "/gone"):
        fetch_next(at(web, path))
    assert len(slept) == 2 and all(0 < seconds <= 0.2 for seconds in slept)


@pytest.mark.parametrize(
    ("text", "expected"), [("https://a.example", True), ("HTTP://a", True), ("a/b.txt", False), ("ftp://a", False)]
)
def test_what_is_an_address(text: str, expected: bool) -> None:
    assert is_address(text) is expected
