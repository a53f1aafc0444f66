"""Text whose encoding is stated beside it: by the header of a mail, of an answer of the web."""

from __future__ import annotations

import email.message


def as_stated(data: bytes, charset: str | None) -> bytes:
    """The bytes of a text as UTF-8 with its mark, where they are of the ``charset`` that was stated beside them.

    UTF-8 stays as it is, whatever was stated: what is UTF-8 by accident does not occur, and a wrong header does. So
    does text that is not of the charset.

    >>> as_stated("café".encode("cp1252"), "iso-8859-1").decode("utf-8-sig")
    'café'
    """
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        return data
    # what the web calls Latin-1 and ASCII is Windows-1252 (WHATWG Encoding Standard)
    name = "cp1252" if (charset or "").lower() in ("iso-8859-1", "latin1", "latin-1", "us-ascii") else charset
    try:
        return data.decode(name).encode("utf-8-sig") if name else data
    except (ValueError, LookupError):
        return data


def charset_of(content_type: str | None) -> str | None:
    """The charset that a Content-Type states.

    >>> charset_of("text/html; charset=windows-1251")
    'windows-1251'
    """
    message = email.message.Message()
    message["Content-Type"] = (content_type or "")[:1000].replace("\n", " ").replace("\r", " ")
    return message.get_content_charset()
