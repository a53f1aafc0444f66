"""Text out of pieces of HTML or XHTML that hold an article's body and nothing else: feeds, cells, NewsML.

A whole page, with its frame, is another matter: `timeline.articles.formats.html`.
"""

from __future__ import annotations

import re
from typing import Any

_TAG = re.compile(
    r"</(?:p|div|br|span|a|b|i|em|strong|ul|ol|li|h[1-6]|blockquote|figure|table|article|section)\s{0,3}>|<br\s{0,3}/?>",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,8}\d?);", re.IGNORECASE)
_MAIL = re.compile(r"<?(?:mailto:)?[\w.+-]{1,64}@[\w.-]{1,255}>?")
_SPACES = re.compile(r"[ \t\r\n\f]+")
_BREAKS = re.compile(r"[ \t]*\n[ \t\n]*")

_BLOCKS = re.compile(
    r"address|article|aside|blockquote|body(?:\.content|\.head)?|block|caption|d[dlt]|div|fieldset|figure|footer|form|"
    r"h[1-6]|header|hl[12]|hr|html|li|main|nav|nitf|[ou]l|p|pre|section|table|t(?:body|d|foot|h|head|r)"
)
_UNSEEN = re.compile(r"script|style|noscript|template|head|iframe|object|embed|svg|button|select|textarea")
_APART = re.compile(r"figcaption|media|media-caption|media-producer")
"""What stands in a body and is no part of it: captions and their credits."""

_DEPTH = 200


def is_marked_up(text: str) -> bool:
    """Whether a text is HTML: it closes a tag that text has no use for.

    >>> is_marked_up("<p>Shells fell.</p>"), is_marked_up("x < y, and y > z")
    (True, False)
    """
    return _TAG.search(text) is not None


def text_of_markup(markup: str) -> str:
    """What a reader sees of a piece of HTML, a line a paragraph with a blank one between; empty where that is nothing.

    >>> text_of_markup("<p>One &amp; two.<br>Three.</p><script>x</script><p>Four.</p>")
    'One & two.\\nThree.\\n\\nFour.'
    """
    from lxml import html
    from lxml.etree import LxmlError

    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    cleaned = markup.encode("utf-8", "replace").replace(b"\x00", b"")
    try:
        root = html.document_fromstring(cleaned, parser=parser)
    except (LxmlError, ValueError):
        return ""
    return text_of_element(root)


def one_line(text: str) -> str:
    """A title or a name as one line, without tags and entities."""
    if is_marked_up(text) or _ENTITY.search(text):
        text = text_of_markup(text)
    return " ".join(text.split())


def writer(text: str) -> str:
    """A writer's name as one line, without the "By" before it and the address of a mail beside it.

    >>> writer("By Jane Doe"), writer("jane@example.org (Jane Doe)"), writer("Jane Doe <jane@example.org>")
    ('Jane Doe', 'Jane Doe', 'Jane Doe')
    """
    from timeline.articles.stamps import find_byline

    plain = one_line(_MAIL.sub("", text)).strip(" ()")
    return find_byline(plain) or plain


def text_of_element(root: Any) -> str:
    """The same for an element of lxml, HTML or XML; names are looked at without their namespaces."""
    pieces: list[str] = []
    waiting: list[tuple[Any, bool, int]] = [(root, False, 0)]
    while waiting:
        element, is_closing, depth = waiting.pop()
        name = _name(element)
        is_block = _BLOCKS.fullmatch(name or "") is not None
        if is_closing:
            pieces += ["\n\n"] if is_block else []
            pieces.append(_plain(element.tail) if element is not root else "")
            continue
        if depth > _DEPTH or name is None or _UNSEEN.fullmatch(name) or _APART.fullmatch(name):
            pieces.append(_plain(element.tail) if element is not root else "")
            continue
        if name == "br":
            pieces.append("\n")
        pieces += ["\n\n"] if is_block else []
        pieces.append(_plain(element.text))
        waiting.append((element, True, depth))
        waiting += [(child, False, depth + 1) for child in reversed(element)]
    return _paragraphs("".join(pieces))


def _name(element: Any) -> str | None:
    """The element's name in lower case; ``None`` for comments and the like."""
    return element.tag.rsplit("}", 1)[-1].lower() if isinstance(element.tag, str) else None


def _plain(text: str | None) -> str:
    return _SPACES.sub(" ", text) if text else ""


def _paragraphs(text: str) -> str:
    """Runs of line ends as one (a break) or two (a paragraph); a form feed would be a page, and is none here."""
    return _BREAKS.sub(lambda found: "\n\n" if found[0].count("\n") > 1 else "\n", text).strip()
