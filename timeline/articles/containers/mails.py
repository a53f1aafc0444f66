"""Mails (EML), folders of them (MBOX) and pages saved as one (MHTML), by the standard library's email."""

from __future__ import annotations

import email
import email.header
import email.message
import email.policy
import email.utils
import hashlib
import io
import re
from collections.abc import Iterator
from typing import BinaryIO, cast

from timeline.articles.charset import as_stated
from timeline.articles.containers.budget import Budget
from timeline.articles.containers.entry import Entries, Entry
from timeline.articles.drafts import Stated
from timeline.articles.outlets import known_outlet
from timeline.articles.walk import is_forwarded, shown, too_large
from timeline.types import Evidence, InputProblem

Mail = email.message.EmailMessage

_HEADER_BYTES = 20_000
"""The longest header that is looked at; the library takes the square of its length for some."""

_PARTS = 2_000
_LEAST_TEXT = 200
_LINE = 1024 * 1024
_BEGINS = re.compile(rb"From \S{1,320} ")
_QUOTED = re.compile(rb">+From ")
_FURNITURE = frozenset(
    {
        "image", "audio", "video", "multipart", "text/calendar", "text/css", "application/pgp-signature",
        "application/pkcs7-signature", "application/x-pkcs7-signature", "message/delivery-status",
        "message/disposition-notification", "text/rfc822-headers",
    }
)  # fmt: skip
_LOCKED = frozenset({"multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"})


def mail_entries(stream: BinaryIO, name: str, budget: Budget) -> Entries:
    """The text of a mail, with its subject, sender and day beside it, then its attachments."""
    data = stream.read(budget.limits.mail + 1)
    problem = too_large(name, len(data), budget.limits.mail)
    mail = problem or _parsed(data, name)
    if isinstance(mail, InputProblem):
        yield mail
        return
    parts = _parts(mail)
    if parts is None:
        yield InputProblem(name, None, "a mail of very many or very long parts", "save its text by itself")
        return
    if any(part.get_content_type() in _LOCKED for part in parts):
        yield InputProblem(name, None, "an encrypted mail", "open it in its program, and save its text")
        return
    sent = _sent(mail)
    body = _body(parts)
    if body is not None:
        yield _text(mail, body, name, hashlib.sha256(data).hexdigest(), sent)
    yield from _attachments(parts, body, name, sent)


def page_entries(stream: BinaryIO, name: str, budget: Budget) -> Entries:
    """The page in a web page that was saved as one file; its pictures and styles are passed by."""
    data = stream.read(budget.limits.mail + 1)
    problem = too_large(name, len(data), budget.limits.mail)
    mail = problem or _parsed(data, name)
    if isinstance(mail, InputProblem):
        yield mail
        return
    page = next((part for part in _parts(mail) or () if part.get_content_type() == "text/html"), None)
    if page is None:
        yield InputProblem(name, None, "no web page in it", "save the page again, as HTML")
        return
    url = _header(mail, "Snapshot-Content-Location") or _header(page, "Content-Location")
    date = _header(mail, "Date")
    note = "the day the page was saved: it was published by then"
    stated = (Stated("other", Evidence("crawl", date, note)),) if date else ()
    content = _content(page)
    yield Entry(name, lambda: io.BytesIO(content), kind=".html", fields={"url": url} if url else {}, stated=stated)


def mbox_entries(stream: BinaryIO, name: str, budget: Budget) -> Entries:
    """The mails of a folder, counted from 1; one is held in memory at a time."""
    for number, data in enumerate(_mails(stream, budget.limits.mail), 1):
        told = f"{name}/{number}.eml"
        yield Entry(told, lambda data=data: io.BytesIO(data), kind=".eml")  # type: ignore[misc]


def _mails(stream: BinaryIO, most: int) -> Iterator[bytes]:
    """A mail begins with a line "From " after an empty one; such lines in a mail were quoted by a ">"."""
    mail: list[bytes] = []
    size, is_after_blank = 0, True
    while line := stream.readline(_LINE):
        if is_after_blank and _BEGINS.match(line):
            if mail:
                yield b"".join(mail)
            mail, size = [], 0
        elif size <= most:  # of what is too large only as much is kept as tells that it is
            mail.append(line[1:] if _QUOTED.match(line) else line)
            size += len(line)
        is_after_blank = not line.strip()
    if mail:
        yield b"".join(mail)


def _parsed(data: bytes, name: str) -> Mail | InputProblem:
    try:
        return email.message_from_bytes(data, policy=email.policy.default)
    except (RecursionError, ValueError, LookupError, TypeError, AttributeError) as error:
        what = f"a mail that cannot be read ({type(error).__name__})"
        return InputProblem(name, None, what, "open it in its program, and save its text")


def _parts(mail: Mail) -> tuple[Mail, ...] | None:
    """The mail and everything in it, but for those of a mail that it passes on whole; ``None`` for a hostile one."""
    found: list[Mail] = []
    waiting: list[Mail] = [mail]
    while waiting:
        part = waiting.pop()
        found.append(part)
        if len(found) > _PARTS or any(len(value) > _HEADER_BYTES for _, value in part.raw_items()):
            return None
        if part.is_multipart() and part.get_content_maintype() == "multipart":
            waiting += reversed(cast(list[Mail], part.get_payload()))
    return tuple(found)


def _body(parts: tuple[Mail, ...]) -> Mail | None:
    """The plain text, which is the writer's own, but where it only says that there is HTML."""
    texts = [part for part in parts if part.get_content_maintype() == "text" and not _is_attached(part)]
    plain = next((part for part in texts if part.get_content_type() == "text/plain"), None)
    page = next((part for part in texts if part.get_content_type() == "text/html"), None)
    if plain is None or page is None:
        return plain or page
    return plain if len(_content(plain).strip()) >= _LEAST_TEXT else page


def _text(mail: Mail, body: Mail, name: str, sha256: str, sent: tuple[Stated, ...]) -> Entry:
    content = _content(body)
    subject, sender = _header(mail, "Subject"), _header(mail, "From")
    kind = ".html" if body.get_content_type() == "text/html" else ".txt"
    is_passed_on = is_forwarded(subject)
    author = email.utils.parseaddr(sender)[0].strip()
    fields = {"title": subject} | ({"byline": author} if author and not is_passed_on else {})
    return Entry(
        f"{name}/text{kind}",
        lambda: io.BytesIO(content),
        kind=kind,
        fields={key: value for key, value in fields.items() if value},
        stated=_only_by_then(sent) if is_passed_on else sent,
        named=() if is_passed_on else _outlets(sender),
        doubts=(f"passed on by mail ({subject!r}): its own date and writer stand in the text",) if is_passed_on else (),
        sha256=sha256,
    )


def _outlets(sender: str) -> tuple[Evidence, ...]:
    """The sender, where it is an outlet that is known: most mails are from people."""
    name, address = email.utils.parseaddr(sender)
    known = known_outlet(name) or known_outlet(f"https://{address.rpartition('@')[2]}/")
    return (Evidence("mail", known.name, f"the mail is from {sender}"),) if known else ()


def _attachments(parts: tuple[Mail, ...], body: Mail | None, name: str, sent: tuple[Stated, ...]) -> Entries:
    """What is attached, pictures and signatures passed by; of an attachment, the mail tells only that it is older."""
    for number, part in enumerate(parts, 1):
        media = part.get_content_type()
        if part is body or media in _FURNITURE or media.split("/")[0] in _FURNITURE:
            continue
        if media.startswith("text/") and not _is_attached(part):
            continue  # the same text in the other form, or a footer
        told = shown(_file_name(part).replace("/", "_").replace("\\", "_")) or f"part{number}"
        kind = ".eml" if media == "message/rfc822" else ""
        content = _content(part)
        stated = () if kind else _only_by_then(sent)
        yield Entry(f"{name}/{told}", lambda content=content: io.BytesIO(content), kind=kind, stated=stated)  # type: ignore[misc]


def _sent(mail: Mail) -> tuple[Stated, ...]:
    date = _header(mail, "Date")
    return (Stated("published", Evidence("mail", date, "the day the mail was sent")),) if date else ()


def _only_by_then(sent: tuple[Stated, ...]) -> tuple[Stated, ...]:
    note = "the day the mail was sent that it came with: it was published by then"
    return tuple(Stated("other", Evidence("mail", one.evidence.text, note)) for one in sent)


def _is_attached(part: Mail) -> bool:
    return "attachment" in _header(part, "Content-Disposition").lower()[:20]


def _file_name(part: Mail) -> str:
    try:
        return part.get_filename() or ""
    except (ValueError, TypeError, LookupError, AttributeError):
        return ""


def _header(mail: Mail, name: str) -> str:
    """A header as text in one line; what is encoded is decoded, and what is broken stays as it is."""
    raw = next((value for key, value in mail.raw_items() if key.lower() == name.lower()), "")
    try:
        decoded = str(email.header.make_header(email.header.decode_header(str(raw))))
    except (ValueError, LookupError, email.errors.MessageError):
        decoded = str(raw)
    return shown(" ".join(decoded.split()))


def _content(part: Mail) -> bytes:
    """The bytes of a part; text as UTF-8 where it is of the charset that the mail states."""
    if part.get_content_type() == "message/rfc822":
        inner = part.get_payload()
        first = inner[0] if isinstance(inner, list) and inner else None
        return cast(Mail, first).as_bytes(policy=email.policy.compat32) if first is not None else b""
    try:
        data = part.get_payload(decode=True)
    except (ValueError, LookupError, TypeError):
        data = None
    content = data if isinstance(data, bytes) else b""
    if part.get_content_maintype() != "text":
        return content
    return as_stated(content, part.get_content_charset())
