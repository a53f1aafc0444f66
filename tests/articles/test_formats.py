"""Formats and encodings: front matter, tables, JSON, byte order marks, declared and guessed encodings."""

from __future__ import annotations

import json

import pytest

from timeline.articles import read_bytes
from timeline.articles.formats import suffix
from timeline.types import Article

LEAD = "Shells hit the bridge at Kestrel twice on Monday, officials in the town said."


def only(content: bytes | str, name: str = "a.txt") -> Article:
    articles, problems = read_bytes(content.encode() if isinstance(content, str) else content, name)
    assert (len(articles), problems) == (1, ())
    return articles[0]


def test_front_matter_gives_the_fields_and_is_no_text() -> None:
    article = only(
        "---\n"
        "# an abstract written for this test\n"
        'title: "A \\"state of siege\\": report"\n'
        "outlet: Haaretz\n"
        "url: https://www.haaretz.com/a/b\n"
        "published: 7 February 2017\n"
        "modified: 2017-02-08T10:00:00+02:00\n"
        "language: en-GB\n"
        "byline: 'Jane O''Doe'\n"
        "note: for the test\n"
        "---\n\n" + LEAD,
        "a.md",
    )
    assert article.title == 'A "state of siege": report'
    assert article.outlet is not None
    assert (article.outlet.name, article.outlet.country) == ("Haaretz", "IL")
    assert article.url == "https://www.haaretz.com/a/b"
    assert (article.published.edtf, article.modified.edtf if article.modified else None) == ("2017-02-07", "2017-02-08")
    assert (article.language, article.byline) == ("en", "Jane O'Doe")
    assert (article.text, article.doubts) == (LEAD, ())


@pytest.mark.parametrize(
    ("head", "doubt"),
    [
        ("title: x\ntags: [a, b]\n", "front matter, line 3: 'tags' is not a field that is used; left out"),
        ("title: x\n  - nested\n", "front matter, line 3: not of the form key: value; left out"),
        ("title: x\ntitle: y\n", "front matter, line 3: a second 'title'; the first is used"),
    ],
)
def test_front_matter_that_is_not_understood_is_said(head: str, doubt: str) -> None:
    article = only(f"---\n{head}---\n{LEAD}", "a.md")
    assert (article.title, article.text) == ("x", LEAD)
    assert doubt in article.doubts


def test_front_matter_that_is_not_closed_is_text() -> None:
    article = only(f"---\ntitle: x\n\n{LEAD}", "a.md")
    assert "the front matter is not closed by a line of ---: read as text" in article.doubts
    assert article.text.endswith(LEAD)


def test_a_headline_that_the_front_matter_states_is_not_repeated() -> None:
    article = only(f"---\ntitle: Bridge shelled again\n---\n# Bridge shelled again\n\n{LEAD}", "a.md")
    assert (article.title, article.text) == ("Bridge shelled again", LEAD)
    assert article.dropped == ("repeated headline, 1 line",)


ROW = {"title": "Bridge shelled", "outlet": "Dawn", "published": "2017-02", "language": "en", "text": LEAD}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.jsonl", json.dumps(ROW) + "\n"),
        ("a.ndjson", json.dumps(ROW)),
        ("a.json", json.dumps([ROW])),
        ("a.csv", ",".join(ROW) + "\r\n" + ",".join(f'"{cell}"' for cell in ROW.values()) + "\r\n"),
        ("a.csv", ";".join(ROW) + "\n" + ";".join(ROW.values())),
        ("a.tsv", "\t".join(ROW) + "\n" + "\t".join(ROW.values())),
        ("a.csv", "\ufeff" + ",".join(key.upper() for key in ROW) + "\n" + ",".join(f'"{c}"' for c in ROW.values())),
    ],
)
def test_tables(name: str, content: str) -> None:
    article = only(content, name)
    assert article.outlet is not None
    assert (article.title, article.outlet.name, article.text) == ("Bridge shelled", "Dawn", LEAD)
    assert (article.published.edtf, str(article.published.earliest)) == ("2017-02", "2017-02-01")
    assert article.source.row == (2 if "sv" in name else 1)
    assert article.source.segments == ((0, 0, len(LEAD)),)


def test_nulls_and_other_things_in_fields() -> None:
    article = only(json.dumps({"title": None, "outlet": 5, "language": "en", "text": LEAD}), "a.jsonl")
    assert (article.title, article.outlet) == (None, None)
    assert "the field 'outlet' is not text; left out" in article.doubts


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_byte_order_marks(encoding: str) -> None:
    assert only(f"Kestrel – eine Brücke\n\n{LEAD}".encode(encoding)).text == LEAD


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Во вторник военные сообщили, что по посёлку стреляли из миномётов и ранены двое.", "cp1251"),
        ("قال الجيش يوم الثلاثاء إن طائراته قصفت موقعا في شمال القطاع بعد سقوط صاروخ.", "cp1256"),
        ("Die Brücke über den Fluss wurde am Montag getroffen, hieß es in der Stadt.", "latin-1"),
    ],
)
def test_declared_encodings(text: str, encoding: str) -> None:
    article = only(f"---\nencoding: {encoding}\n---\n{text}".encode(encoding), "a.md")
    assert article.text == text
    assert not any("encoding" in doubt for doubt in article.doubts)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Во вторник военные сообщили, что по посёлку стреляли из миномётов и ранены двое жителей.", "cp1251"),
        ("Во вторник военные сообщили, что по посёлку стреляли из миномётов и ранены двое жителей.", "koi8_r"),
        ("قال الجيش يوم الثلاثاء إن طائراته قصفت موقعا في شمال القطاع بعد سقوط صاروخ.", "cp1256"),
        ("Le pont a été touché samedi, très près de la frontière, a déclaré l’armée à l’aube.", "cp1252"),
        (
            "The bridge was hit twice on Monday, the mayor’s office said – “nobody was hurt” near the Café Kestrel.",
            "cp1252",
        ),
        ("Die Brücke über den Fluss wurde am Montag getroffen, hieß es in der „Großen Zeitung“.", "cp1252"),
        ("Most přes řeku byl v pondělí zasažen, řekli úředníci ve městě. Nikdo nebyl zraněn.", "cp1250"),
        ("Most nad rzeką został w poniedziałek trafiony, powiedział burmistrz. Nikt nie został ranny.", "iso8859_2"),
        ("Nehrin üzerindeki köprü pazartesi günü iki kez vuruldu, dedi belediye başkanı.", "cp1254"),
        (
            "Trois soldats ont été tués samedi. " + "Three soldiers were killed near the border, the army said. " * 9,
            "cp1252",
        ),
    ],
)
def test_a_guessed_encoding_is_in_doubt(text: str, encoding: str) -> None:
    article = only(text.encode(encoding))
    assert article.text == text.strip()
    assert any(doubt.startswith(f"encoding guessed: {encoding};") for doubt in article.doubts)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("The mayor of Kestrel said: “Nobody was hurt at the bridge.”", 2),
        ("The mayor’s car was hit at the bridge of Kestrel on Monday.", 1),
        ("Le pont a été touché samedi à Kestrel.", 4),
        ("Военные сообщили об этом.", 21),
    ],
)
def test_utf8_that_was_read_wrongly_is_said_and_kept(text: str, places: int) -> None:
    wrong = "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in text.encode("utf-8"))
    article = only(f"---\nlanguage: en\n---\n{wrong}", "a.md")
    assert article.text == wrong
    said = [doubt for doubt in article.doubts if "UTF-8 that was read in another encoding" in doubt]
    assert [doubt.split()[0] for doubt in said] == [str(places)]


@pytest.mark.parametrize(
    "text",
    [
        "Les frères fêtent « LE CAFÉ» du Kestrel.",
        "Die „SCHÖ“ und das „KÄ” liegen am Fluss.",
        "SÃO PAULO, Ð is a letter.",
    ],
)
def test_rare_letters_are_not_told_as_read_wrongly(text: str) -> None:
    article = only(f"---\nlanguage: en\n---\n{text}", "a.md")
    assert article.doubts == ("no outlet found: name it",)


def test_control_and_direction_characters_stay_and_are_said() -> None:
    article = only(f"{LEAD}\x00 \u202eNobody was hurt.")
    assert article.text == f"{LEAD}\x00 \u202eNobody was hurt."
    assert article.doubts[:2] == (
        "1 control characters stand in the text; they are kept as they are",
        "1 marks change the direction of writing: look at the text as it is stored",
    )


def test_ids_hang_on_content_and_place_alone() -> None:
    one, two = (only(LEAD, name) for name in ("a.txt", "b/c.md"))
    assert one.id == two.id
    assert len(one.id) == 12
    assert one.id[0] == "a"
    assert only(LEAD + " ").id != one.id


@pytest.mark.parametrize(("name", "ending"), [("a.txt", ".txt"), ("a.b/C", ""), (".hidden", ""), ("x\\y.Md", ".md")])
def test_suffix(name: str, ending: str) -> None:
    assert suffix(name) == ending
