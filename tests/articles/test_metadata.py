"""Outlet, date, writer and language: found where the text gives them, in doubt where it contradicts itself."""

from __future__ import annotations

from datetime import date

import pytest

from timeline.articles import read_bytes
from timeline.articles.naming import find_dateline
from timeline.articles.stamps import Stamp, find_stamp, stated_day
from timeline.types import Article, Dating, Evidence

LEAD = "Shells hit the bridge at Kestrel twice on Monday, officials in the town said."


def only(content: str, name: str = "a.md", **given: object) -> Article:
    articles, problems = read_bytes(content.encode(), name, **given)  # type: ignore[arg-type]
    assert (len(articles), problems) == (1, ())
    return articles[0]


def days(stamp: Stamp | None) -> tuple[str | None, str | None]:
    parts = (stamp.published, stamp.modified) if stamp else (None, None)
    one, two = (f"{part.interval.earliest}/{part.interval.latest}" if part else None for part in parts)
    return one, two


DAY = "2017-02-07/2017-02-07"


@pytest.mark.parametrize(
    ("line", "published", "modified", "outlet", "byline"),
    [
        ("February 7, 2017", DAY, None, None, None),
        ("The Irrawaddy \u00a0|\u00a0 February 7, 2017", DAY, None, "The Irrawaddy", None),
        ("7 February 2017 | Dawn | By Jane Doe", DAY, None, "Dawn", "Jane Doe"),
        ("Jane Doe - February 7, 2017", DAY, None, None, None),
        ("Published: 7 February 2017 10:30 GMT", DAY, None, None, None),
        ("PUBLISHED FEBRUARY 7, 2017 5:00AM EST", DAY, None, None, None),
        ("Tue 7 Feb 2017 09.15 GMT", DAY, None, None, None),
        ("Last modified on Tue 7 Feb 2017 11.00 GMT", None, DAY, None, None),
        ("Feb. 6, 2017 Updated Feb. 7, 2017", "2017-02-06/2017-02-06", DAY, None, None),
        ("2017-02-07T23:50:00+02:00", DAY, None, None, None),
        ("07.02.2017 10:15", DAY, None, None, None),
        ("13/02/2017", "2017-02-13/2017-02-13", None, None, None),
        ("03/04/2017", "2017-03-04/2017-04-03", None, None, None),
        ("The Irrawaddy | 03/04/2017", "2017-04-03/2017-04-03", None, "The Irrawaddy", None),
        ("The Washington Post | 03/04/2017", "2017-03-04/2017-03-04", None, "The Washington Post", None),
        ("By Jane Doe", None, None, None, "Jane Doe"),
        ("By Jane Doe 7 February 2017, 9:38 pm", DAY, None, None, "Jane Doe"),
        ("By Jane Doe, Feb 7, 2017", DAY, None, None, "Jane Doe"),
        ("By Jane Al-Doe and John Roe", None, None, None, "Jane Al-Doe and John Roe"),
    ],
)
def test_lines_above_an_article(
    line: str, published: str | None, modified: str | None, outlet: str | None, byline: str | None
) -> None:
    stamp = find_stamp(line)
    assert stamp is not None
    assert days(stamp) == (published, modified)
    assert (stamp.outlet.name if stamp.outlet else None, stamp.byline) == (outlet, byline)


@pytest.mark.parametrize(
    "line",
    [
        "Twelve killed in blast on February 7, 2017",
        "February 7",
        "Two days ago",
        "February 2017",
        "1,500 killed",
        "Rebels took Kestrel 7 February 2017",
        "By the river on 7 February 2017",
        "By 2017 the war was over",
        "31/02/2017",
        "Kestrel | Politics",
        "",
    ],
)
def test_lines_that_state_no_day(line: str) -> None:
    assert find_stamp(line) is None


@pytest.mark.parametrize(
    ("text", "language", "day"),
    [
        ("7 février 2017", "fr", date(2017, 2, 7)),
        ("7 de febrero de 2017", "es", date(2017, 2, 7)),
        ("7. Februar 2017", "de", date(2017, 2, 7)),
        ("7 февраля 2017", "ru", date(2017, 2, 7)),
        ("7 лютого 2017", "uk", date(2017, 2, 7)),
        ("7 فبراير 2017", "ar", date(2017, 2, 7)),
        ("7 شباط 2017", "ar", date(2017, 2, 7)),
    ],
)
def test_days_in_other_languages(text: str, language: str, day: date) -> None:
    stated = stated_day(text, language=language)
    assert stated is not None
    assert (stated.interval.earliest, stated.interval.latest) == (day, day)


@pytest.mark.parametrize(
    ("stated", "earliest", "latest", "edtf"),
    [
        ("2024-10-08", date(2024, 10, 8), date(2024, 10, 8), "2024-10-08"),
        ("2024-10-08T23:50:00Z", date(2024, 10, 8), date(2024, 10, 8), "2024-10-08"),
        ("2024-10-08/2024-10-09", date(2024, 10, 8), date(2024, 10, 9), "2024-10-08/2024-10-09"),
        ("2024-10", date(2024, 10, 1), date(2024, 10, 31), "2024-10"),
        ("8 October 2024", date(2024, 10, 8), date(2024, 10, 8), "2024-10-08"),
        ("Oct. 8, 2024", date(2024, 10, 8), date(2024, 10, 8), "2024-10-08"),
        ("some day in autumn", None, None, None),
        ("2024-13-45", None, None, None),
        ("yesterday", None, None, None),
    ],
)
def test_published_in_front_matter(stated: str, earliest: date | None, latest: date | None, edtf: str | None) -> None:
    article = only(f"---\npublished: {stated}\nlanguage: en\n---\n{LEAD}")
    assert (article.published.earliest, article.published.latest, article.published.edtf) == (earliest, latest, edtf)
    refused = any(doubt.startswith(f"published: {stated!r} is no date that is understood") for doubt in article.doubts)
    assert refused == (earliest is None)
    assert article.text == LEAD


def test_an_article_without_a_date_has_open_ends() -> None:
    article = only(LEAD)
    assert article.published == Dating(None, None, None, ())


def test_contradicting_dates_are_in_doubt() -> None:
    article = only(f"---\npublished: 2017-02-09\n---\nBridge shelled again\nFebruary 7, 2017\n{LEAD}")
    assert article.published.edtf == "2017-02-09"
    assert [evidence.kind for evidence in article.published.basis] == ["front-matter", "masthead"]
    assert any("but another place says 7 February 2017" in doubt for doubt in article.doubts)


MENU = "Log in   Newsletters   Search\n"
PAGE_DAY = "Monday, 6 January 2025\n"
HEADLINE = "Bridge shelled again\n"


@pytest.mark.parametrize(
    ("page", "published", "kinds", "doubt"),
    [
        (MENU + PAGE_DAY + HEADLINE + "Published: 7 February 2017\n", "2017-02-07", ["masthead", "page-date"], None),
        (PAGE_DAY + MENU + HEADLINE + "7 February 2017\n", "2017-02-07", ["masthead", "page-date"], None),
        (MENU + "Today: 6 January 2025\n" + HEADLINE, None, ["page-date"], "state the publication date"),
        (MENU + PAGE_DAY + HEADLINE, None, ["page-date"], "state the publication date"),
        (
            MENU + PAGE_DAY + HEADLINE + "Posted 9 May 2025\n",
            "2025-05-09",
            ["masthead", "page-date"],
            "which is before",
        ),
        (MENU + "By Jane Doe, 6 January 2025\n" + HEADLINE, "2025-01-06", ["masthead"], None),
        (MENU + "Published 6 January 2025\n" + HEADLINE, "2025-01-06", ["masthead"], None),
        (MENU + HEADLINE + PAGE_DAY, "2025-01-06", ["masthead"], None),
        (
            "The Kestrel Post\n" + PAGE_DAY + MENU + HEADLINE + "9 May 2017\n",
            "2017-05-09",
            ["masthead", "page-date"],
            None,
        ),
        (PAGE_DAY + HEADLINE, "2025-01-06", ["masthead"], None),
        (
            PAGE_DAY + HEADLINE + "Published: 7 February 2017\n",
            "2017-02-07",
            ["masthead", "masthead"],
            "6 January 2025",
        ),
    ],
)
def test_the_day_of_a_page_is_not_that_of_its_article(
    page: str, published: str | None, kinds: list[str], doubt: str | None
) -> None:
    article = only(f"---\nlanguage: en\noutlet: Dawn\n---\n{page}{LEAD}")
    assert article.published.edtf == published
    assert [evidence.kind for evidence in article.published.basis if evidence.kind != "outlet"] == kinds
    assert [doubt in said for said in article.doubts] == ([True] if doubt else [])
    assert (article.title, article.text) == ("Bridge shelled again", LEAD)


def test_a_labelled_date_below_the_article_dates_it() -> None:
    article = only(f"---\nlanguage: en\noutlet: Dawn\n---\n{MENU}{PAGE_DAY}{HEADLINE}{LEAD}\n\nPublished: 9 May 2017\n")
    assert (article.published.edtf, article.text, article.doubts) == ("2017-05-09", LEAD, ())


@pytest.mark.parametrize(
    "line",
    ["Published on 9 May 2017, the report was ignored.", "Update 3: two dead", "Date palms burnt on 9 May 2017."],
)
def test_a_paragraph_that_opens_like_a_label_stays(line: str) -> None:
    assert only(f"---\nlanguage: en\n---\n{LEAD}\n{line}").text == f"{LEAD}\n{line}"


@pytest.mark.parametrize(
    ("line", "language", "published", "byline"),
    [
        ("Publié le 7 février 2017 à 10h30", "fr", True, None),
        ("Publié le 7 février 2017 par Jeanne Doe", "fr", True, "Jeanne Doe"),
        ("Mis à jour le 7 février 2017 à 11:00", "fr", False, None),
        ("Veröffentlicht am 7. Februar 2017 um 10:30 Uhr", "de", True, None),
        ("Aktualisiert am 7. Februar 2017", "de", False, None),
        ("Publicado el 7 de febrero de 2017", "es", True, None),
        ("Actualizado: 7 de febrero de 2017", "es", False, None),
        ("Опубликовано: 7 февраля 2017, 10:30", "ru", True, None),
        ("Обновлено 7 февраля 2017 г.", "ru", False, None),
        ("Опубліковано 7 лютого 2017 року о 10:30", "uk", True, None),
        ("Оновлено: 7 лютого 2017", "uk", False, None),
        ("نُشر في 7 فبراير 2017", "ar", True, None),
        ("تاريخ النشر: 7 فبراير 2017", "ar", True, None),
        ("آخر تحديث: 7 فبراير 2017", "ar", False, None),
        ("Par Jeanne Doe", "fr", None, "Jeanne Doe"),
        ("Von Johanna Doe und Jan Roe", "de", None, "Johanna Doe und Jan Roe"),
        ("Por Juana Doe", "es", None, "Juana Doe"),
        ("Автор: Иван Доу", "ru", None, "Иван Доу"),
        ("Автор: Іван Доу", "uk", None, "Іван Доу"),
        ("بقلم جين دو", "ar", None, "جين دو"),
    ],
)
def test_lines_above_an_article_in_other_languages(
    line: str, language: str, published: bool | None, byline: str | None
) -> None:
    stamp = find_stamp(line, language=language)
    assert stamp is not None
    assert days(stamp) == {True: (DAY, None), False: (None, DAY), None: (None, None)}[published]
    assert (stamp.byline, stamp.labelled) == (byline, bool(published))


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("Von Kestrel nach Norden", "de"),
        ("Par Kestrel passe la route", "fr"),
        ("Por Kestrel pasa la ruta del 7 de febrero de 2017", "es"),
        ("Publié le rapport, tout changea le 7 février 2017", "fr"),
        ("Автор указа бежал 7 февраля 2017", "ru"),
    ],
)
def test_lines_in_other_languages_that_state_neither_day_nor_writer(line: str, language: str) -> None:
    assert find_stamp(line, language=language) is None


def test_the_day_in_an_address() -> None:
    article = only(f"---\nurl: https://example.org/world/2017/02/07/bridge.html\n---\n{LEAD}")
    assert article.published.edtf == "2017-02-07"
    assert [evidence.kind for evidence in article.published.basis] == ["url"]


OUTLETS = [
    ("front matter", f"---\noutlet: the irrawaddy\n---\n{LEAD}", "The Irrawaddy"),
    ("address", f"---\nurl: https://www.dawn.com/news/1\n---\n{LEAD}", "Dawn"),
    ("not in the registry", f"---\noutlet: The Kestrel Courier\n---\n{LEAD}", "The Kestrel Courier"),
    ("dateline", f"Kestrel, Asharq Al-Awsat- {LEAD}", "Asharq Al-Awsat"),
    ("own sources, twice", f"{LEAD} Two men told The Irrawaddy so. A third told The Irrawaddy more.", "The Irrawaddy"),
    ("own sources, once", f"{LEAD} Two men told The Irrawaddy so.", None),
    (
        "cited as another paper",
        f"{LEAD} Two men told The Irrawaddy so. A third told The Irrawaddy more. The Irrawaddy reported it on Friday.",
        None,
    ),
    ("according to another paper", f"{LEAD} He told Dawn so. She told Dawn too, according to Dawn.", None),
    (
        "call for comments",
        f"{LEAD}\nJoin the discussion\nand follow other Independent readers",
        "The Independent",
    ),
    ("copyright line", f"{LEAD}\n© 2019 The Irrawaddy. All rights reserved.", "The Irrawaddy"),
    ("an agency in the dateline printed nothing", f"KESTREL (Reuters) - {LEAD}", None),
    ("banner", f"Bridge at Kestrel shelled a third time | The Irrawaddy\n\n{LEAD}", "The Irrawaddy"),
    ("a masthead that is not in the registry", f"The Kestrel Courier | February 7, 2017\n\n{LEAD}", None),
    ("a headline that cites a paper", f"Bridge at Kestrel shelled a third time - Haaretz\n\n{LEAD}", None),
    (
        "the title of a page in the registry",
        f"Bridge shelled again - Haaretz\n\nBridge shelled again\n\n{LEAD}",
        "Haaretz",
    ),
    ("the title of a page", f"Bridge shelled again - Kestrel Post\n\nBridge shelled again\n\n{LEAD}", None),
    (
        "a whole name at the end of a title",
        f"Bridge at Kestrel shelled again - The Irrawaddy\n\n{LEAD}",
        "The Irrawaddy",
    ),
    ("a section, a title and a site", f"Opinion | Who holds Kestrel - The Irrawaddy\n\n{LEAD}", "The Irrawaddy"),
    ("a plain word", f"Dawn\n\n{LEAD}", None),
    ("nothing", LEAD, None),
]


@pytest.mark.parametrize(("text", "outlet"), [case[1:] for case in OUTLETS], ids=[case[0] for case in OUTLETS])
def test_outlets(text: str, outlet: str | None) -> None:
    article = only(text)
    assert (article.outlet.name if article.outlet else None) == outlet
    named = any("name it" in doubt or "name the outlet" in doubt for doubt in article.doubts)
    assert named == (outlet is None)


def test_the_owner_of_the_copyright_is_offered() -> None:
    article = only(f"{LEAD}\n\n© 2019 The Kestrel Post. All rights reserved.")
    assert article.outlet is None
    assert "the copyright line names 'The Kestrel Post': if that is the outlet, name it" in article.doubts


def test_contradicting_outlets_are_in_doubt() -> None:
    article = only(f"---\noutlet: Haaretz\nurl: https://www.dawn.com/news/1\n---\n{LEAD}")
    assert article.outlet is not None
    assert article.outlet.name == "Haaretz"
    assert any(doubt.startswith("taken as from Haaretz, but") and "Dawn" in doubt for doubt in article.doubts)


def test_what_the_user_says_holds_where_the_article_says_nothing() -> None:
    given = Dating(date(2017, 2, 7), date(2017, 2, 7), "2017-02-07", (Evidence("given", "2017-02-07", "you gave it"),))
    article = only(LEAD, published=given, outlet="Dawn")
    assert article.published.edtf == "2017-02-07"
    assert article.outlet is not None
    assert article.outlet.name == "Dawn"


def test_the_article_wins_over_what_the_user_says_for_all() -> None:
    given = Dating(date(2017, 2, 7), date(2017, 2, 7), "2017-02-07", ())
    article = only(f"---\npublished: 2019-01-01\noutlet: Haaretz\n---\n{LEAD}", published=given, outlet="Dawn")
    assert article.published.edtf == "2019-01-01"
    assert article.outlet is not None
    assert article.outlet.name == "Haaretz"
    assert any("you gave 7 February 2017" in doubt for doubt in article.doubts)
    assert any("you named Dawn" in doubt for doubt in article.doubts)


@pytest.mark.parametrize(
    ("text", "dateline"),
    [
        ("KYIV, Ukraine (AP) — Shells fell.", "KYIV, Ukraine (AP) —"),
        ("GAZA CITY, Oct. 8, 2023 (Reuters) - Shells fell.", "GAZA CITY, Oct. 8, 2023 (Reuters) -"),
        ("Beirut, Oct. 8 (Xinhua) -- Shells fell.", "Beirut, Oct. 8 (Xinhua) --"),
        ("Ramallah, Asharq Al-Awsat- Shells fell.", "Ramallah, Asharq Al-Awsat-"),
        ("(Reuters) - Shells fell.", "(Reuters) -"),
        ("The town - the first of three - fell.", None),
        ("UN troops - who had not moved - left.", None),
        (LEAD, None),
    ],
)
def test_datelines(text: str, dateline: str | None) -> None:
    found = find_dateline(text)
    assert (found.text if found else None) == dateline
    assert found is None or text[found.begin : found.end] == found.text


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (LEAD + " Nobody was hurt, and the bridge still stands.", "en"),
        ("قال الجيش يوم الثلاثاء إن طائراته قصفت موقعا في شمال القطاع بعد سقوط صاروخ في النقب، ولم يصب أحد.", "ar"),
        ("У вівторок військові повідомили, що по селищу стріляли з мінометів, поранено двох жителів міста.", "uk"),
        ("Во вторник военные сообщили, что по посёлку стреляли из миномётов, ранены двое жителей города.", "ru"),
        ("L'armée a annoncé mardi que des avions avaient frappé une position dans le nord de la bande.", "fr"),
    ],
)
def test_language(text: str, language: str) -> None:
    article = only(text)
    assert article.language == language
    assert not any("language" in doubt for doubt in article.doubts)


def test_a_short_text_leaves_the_language_in_doubt() -> None:
    article = only("Two men were killed.")
    assert any("the language" in doubt and "state it" in doubt for doubt in article.doubts)


@pytest.mark.parametrize(
    "page",
    [
        f"Bridge shelled again - The Kestrel Post\n\nBridge shelled again\n\n{LEAD}",
        f"Bridge shelled again - The Kestrel Post\n\n{LEAD}",
        f"Bridge at Kestrel shelled for a third day | The Kestrel Post\n\n{LEAD}",
        f"The Kestrel Post\n\n{LEAD}",
    ],
)
def test_a_name_at_the_end_of_a_title_that_is_not_in_the_registry_is_offered(page: str) -> None:
    article = only(page)
    assert article.outlet is None
    assert any(doubt.startswith("it may be from The Kestrel Post (") for doubt in article.doubts)


@pytest.mark.parametrize(
    ("outlet", "url", "name", "domain", "doubt"),
    [
        ("Dawn", "https://ann.blogspot.com/1", "Dawn", "dawn.com", "put up at ann.blogspot.com: it may be a copy"),
        (
            "Dawn (as republished)",
            "https://ann.blogspot.com/1",
            "Dawn",
            "dawn.com",
            "as it was put up at ann.blogspot.com",
        ),
        ("Dawn (via Telegram)", None, "Dawn", "dawn.com", "as it was put up by another"),
        ("Kestrel Post", "https://t.me/kestrel/1", "Kestrel Post", None, "put up at t.me: it may be a copy"),
        ("Kestrel Post", "https://kestrel.example/1", "Kestrel Post", "kestrel.example", None),
        ("Kestrel Post", "https://www.dawn.com/1", "Kestrel Post", None, "the address is on the site of Dawn"),
        ("Kestrel Post (reprinted)", "https://kestrel.example/1", "Kestrel Post", None, "put up at kestrel.example"),
        (
            "The Daily Star (Lebanon)",
            "https://ann.blogspot.com",
            "The Daily Star (Lebanon)",
            "dailystar.com.lb",
            "copy",
        ),
    ],
)
def test_a_copy_is_the_outlets_and_its_host_is_not(
    outlet: str, url: str | None, name: str, domain: str | None, doubt: str | None
) -> None:
    head = f"---\noutlet: {outlet}\nlanguage: en\n" + (f"url: {url}\n" if url else "")
    article = only(f"{head}---\n{LEAD}")
    assert article.outlet is not None
    assert (article.outlet.name, article.outlet.domain) == (name, domain)
    assert any(doubt in said for said in article.doubts) if doubt else article.doubts == ()


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "https://", "example"]
)
def test_an_address_that_is_none_of_the_web_is_left_out(url: str) -> None:
    article = only(f"---\nurl: {url}\n---\n{LEAD}")
    assert article.url is None
    assert any("is no address that begins with https:// or http://" in doubt for doubt in article.doubts)


def test_an_address_may_be_a_day_off() -> None:
    head = "---\npublished: 2017-02-08\nlanguage: en\noutlet: Dawn\nurl: https://example.org/2017/02/{}/a\n---\n"
    assert only(head.format("07") + LEAD).doubts == ()
    assert len(only(head.format("05") + LEAD).doubts) == 1
