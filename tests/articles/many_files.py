"""A folder of many mixed files, a part of them damaged; and a run over it that is measured: `make bench`.

    python tests/articles/many_files.py 10000

The articles are of invented words about invented places. Each carries a mark ("depot 004217") by which it is known
again, so that it can be said that none was lost, and which damaged file was not named.
"""

from __future__ import annotations

import csv
import io
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import packing

PLACES = [
    "Marden", "Oswin", "Tarrow", "Velm", "Norwick", "Kestrel", "Harrowgate", "Lindel", "Brack", "Estwick", "Fenmoor",
    "Galt", "Ostrava", "Pell",
]  # fmt: skip
FORCES = ["soldiers", "rebels", "police", "militiamen", "border guards", "the army", "gunmen", "marines"]
DEEDS = ["shelled", "raided", "captured", "attacked", "bombed", "surrounded", "stormed", "left"]
WHEN = [
    "on Monday", "on Tuesday", "on Friday night", "last week", "two days ago", "in {month}", "on {day} {month}",
    "a year ago",
]  # fmt: skip
WHO = [
    "the mayor said", "medics said", "a spokesman for the army said", "residents told the Kestrel Courier",
    "police said",
]  # fmt: skip
PLAIN = (
    "The market was open again by noon, and the price of bread had doubled.",
    "Schools stay closed, and the buses to the coast take the long way round.",
    "Families queue for water at the two wells that still work.",
    "Nobody at the ministry would say how long the curfew will last.",
    "The old bridge carries the only road over the river for sixty kilometres.",
    "A committee of elders has asked both sides to let the harvest in.",
)
MONTHS = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
]  # fmt: skip
MARK = re.compile(r"depot (\d{6})")


def told(number: int) -> tuple[str, date, list[str]]:
    """Title, day and paragraphs of the article ``number``, always the same."""
    chance = random.Random(number)
    day = date(2019, 1, 1) + timedelta(days=chance.randrange(1800))
    place = chance.choice(PLACES)
    title = f"{chance.choice(FORCES).capitalize()} near {place} as talks go on, depot {number:06}"
    paragraphs = []
    for _ in range(chance.randint(5, 14)):
        when = chance.choice(WHEN).format(month=chance.choice(MONTHS), day=chance.randint(1, 28))
        deed = (
            f"{chance.choice(FORCES).capitalize()} {chance.choice(DEEDS)} the town of {chance.choice(PLACES)} {when}, "
            f"killing {chance.randint(1, 80)} people, {chance.choice(WHO)}."
        )
        parts = [deed if chance.random() < 0.5 else chance.choice(PLAIN), chance.choice(PLAIN), chance.choice(PLAIN)]
        paragraphs.append(" ".join(parts))
    paragraphs[0] += f" The fire at depot {number:06} burned through the night."
    return title, day, paragraphs


def text_of(number: int) -> str:
    title, day, paragraphs = told(number)
    head = f"---\noutlet: Kestrel Courier\npublished: {day}\n---\n"
    return head + title + "\n\n" + "\n\n".join(paragraphs) + "\n"


def record_of(number: int) -> dict[str, str]:
    title, day, paragraphs = told(number)
    return {"title": title, "outlet": "Kestrel Courier", "published": str(day), "text": "\n\n".join(paragraphs)}


def page_of(number: int) -> bytes:
    title, day, paragraphs = told(number)
    data = {"@type": "NewsArticle", "headline": title, "datePublished": f"{day}T09:00:00Z"}
    links = "".join(f"<li><a href='/{n}'>Another story about {PLACES[n % 14]}</a></li>" for n in range(40))
    return (
        f"<!DOCTYPE html><html lang='en'><head><title>{title} - Kestrel Courier</title>"
        f"<meta property='og:site_name' content='Kestrel Courier'><script type='application/ld+json'>"
        f"{json.dumps(data)}</script></head><body><nav><ul>{links}</ul></nav><article><h1>{title}</h1>"
        + "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
        + f"</article><aside><ul>{links}</ul></aside><footer>© 2024 Kestrel Courier</footer></body></html>"
    ).encode()


def pdf_of(number: int) -> bytes:
    title, _, paragraphs = told(number)
    lines = [title, ""]
    for paragraph in paragraphs:
        words: list[str] = []
        for word in paragraph.split():
            if len(" ".join([*words, word])) > 90:
                lines.append(" ".join(words))
                words = []
            words.append(word)
        lines += [" ".join(words), ""]
    shown = "".join(f"({line.translate({40: 32, 41: 32, 92: 32})}) Tj T*\n" for line in lines)
    stream = f"BT /F1 10 Tf 12 TL 50 780 Td\n{shown}ET".encode("latin-1", "replace")
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
    ]
    out, places = b"%PDF-1.4\n", []
    for index, part in enumerate(parts, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (index, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 5\n0000000000 65535 f \n"
    return out + head + table + b"trailer << /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(out)


def docx_of(number: int) -> bytes:
    from docx import Document

    title, _, paragraphs = told(number)
    document = Document()
    document.add_heading(title, 0)
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def xlsx_of(numbers: list[int]) -> bytes:
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(["title", "outlet", "published", "text"])
    for number in numbers:
        sheet.append(list(record_of(number).values()))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def csv_of(numbers: list[int]) -> bytes:
    out = io.StringIO()
    rows = csv.DictWriter(out, ["title", "outlet", "published", "text"])
    rows.writeheader()
    rows.writerows(record_of(number) for number in numbers)
    return out.getvalue().encode()


def feed_of(numbers: list[int]) -> bytes:
    items = []
    for number in numbers:
        title, day, paragraphs = told(number)
        body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
        items.append(
            f"<item><title>{title}</title><link>https://courier.example/{number}</link><pubDate>{day:%a, %d %b %Y} "
            f"09:00:00 GMT</pubDate><content:encoded><![CDATA[{body}]]></content:encoded></item>"
        )
    head = '<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
    return f"{head}<title>Kestrel Courier</title>{''.join(items)}</channel></rss>".encode()


def crawl_of(numbers: list[int]) -> bytes:
    return packing.crawl([(f"https://courier.example/{n}", "text/html", page_of(n)) for n in numbers])


def mail_of(number: int) -> bytes:
    title, _, paragraphs = told(number)
    return packing.mail("\n\n".join(paragraphs), subject=title)


# ending, share in a thousand, articles in it, how it is made, and how it is damaged so that it cannot be read whole
Maker = Callable[[list[int]], bytes]
Damage = Callable[[bytes], bytes]
CUT: Damage = lambda data: data[: len(data) // 2]  # noqa: E731
NOISE: Damage = lambda data: random.Random(len(data)).randbytes(3000)  # noqa: E731
EMPTY: Damage = lambda data: b""  # noqa: E731
FORMATS: list[tuple[str, int, int, Maker, Damage]] = [
    (".html", 380, 1, lambda n: page_of(n[0]), NOISE),
    (".htm", 40, 1, lambda n: page_of(n[0]), EMPTY),
    (".txt", 150, 1, lambda n: text_of(n[0]).encode(), NOISE),
    (".md", 50, 1, lambda n: text_of(n[0]).encode(), EMPTY),
    (".pdf", 80, 1, lambda n: pdf_of(n[0]), lambda data: data[:60]),
    (".docx", 60, 1, lambda n: docx_of(n[0]), CUT),
    (".eml", 60, 1, lambda n: mail_of(n[0]), lambda data: data.split(b"\n\n", 1)[0] + b"\n\n"),
    (".json", 30, 1, lambda n: json.dumps(record_of(n[0])).encode(), CUT),
    (".jsonl", 30, 5, lambda n: "\n".join(json.dumps(record_of(k)) for k in n).encode(), lambda data: b"{" + data),
    (".csv", 30, 5, csv_of, lambda data: data.replace(b"text", b"words", 1).replace(b"published", b"x", 1)[:60]),
    (".xlsx", 20, 5, xlsx_of, CUT),
    (".rss", 20, 5, feed_of, lambda data: data[:200]),
    (".zip", 20, 3, lambda n: packing.zipped({f"{k}.txt": text_of(k) for k in n}), CUT),
    (".warc.gz", 20, 3, crawl_of, lambda data: data[:-40]),
    (".txt.gz", 10, 1, lambda n: packing.gzipped(text_of(n[0]).encode()), CUT),
]


def make_files(folder: Path, count: int, *, damaged: float = 0.1) -> tuple[set[int], set[str]]:
    """Fills the folder; returns the marks of the articles in whole files, and the names of the damaged ones."""
    whole: set[int] = set()
    broken: set[str] = set()
    number = 0
    for index, (ending, articles, make, damage) in enumerate(_formats(count)):
        numbers = list(range(number, number + articles))
        number += articles
        data = make(numbers)
        name = f"{index // 500:03}/{index:06}{ending}"
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if random.Random(f"damage {index}").random() < damaged:
            data = damage(data)
            broken.add(name)
        else:
            whole |= set(numbers)
        path.write_bytes(data)
    return whole, broken


def _formats(count: int) -> Iterator[tuple[str, int, Maker, Damage]]:
    chance = random.Random(7)
    weights = [share for _, share, *_ in FORMATS]
    for ending, _, articles, make, damage in chance.choices(FORMATS, weights, k=count):
        yield ending, articles, make, damage


def missing(lines: list[str], marks: set[int], whole: set[int], broken: set[str], folder: Path) -> list[str]:
    """What should not be: articles of whole files that are not there, and damaged files that no line names."""
    named = [line.removeprefix(f"{folder}/") for line in lines]
    unnamed = sorted(name for name in broken if not any(line.startswith((f"{name}:", f"{name}/")) for line in named))
    wrongly = [line for line in named if not line.startswith(tuple(broken))]
    lost = sorted(whole - marks)
    return [
        *(f"lost: the article {number:06}" for number in lost),
        *(f"not named: {name}" for name in unnamed),
        *(f"named, and whole: {line}" for line in wrongly),
    ]


def main(count: int) -> int:
    with tempfile.TemporaryDirectory() as scratch:
        folder, case = Path(scratch) / "in", Path(scratch) / "out.case"
        whole, broken = make_files(folder, count)
        command = [
            str(Path(sys.executable).parent / "timeline"),
            "build",
            str(folder),
            "--case",
            str(case),
            *sys.argv[2:],
        ]
        begun = time.monotonic()
        running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        most, own = 0, 0
        lines: list[str] = []
        import threading

        reader = threading.Thread(target=lambda: lines.extend(running.stderr or ()))
        reader.start()
        while running.poll() is None:
            sizes = [_resident(pid) for pid in (running.pid, *_children(running.pid))]
            most, own = max(most, sum(sizes)), max(own, sizes[0])
            time.sleep(0.2)
        reader.join()
        seconds = time.monotonic() - begun
        marks = _marks(case)
        wrong = missing([line.rstrip() for line in lines], marks, whole, broken, folder)
        print(f"{count:,} files, {len(broken):,} of them damaged, status {running.returncode}: {seconds:.0f} s")
        print(f"{len(marks):,} articles found of {len(whole):,} in whole files; {len(lines):,} lines of problems")
        print(f"most memory: {most / 1024**2:.0f} MB with its children, {own / 1024**2:.0f} MB of its own")
        print(f"case: {case.stat().st_size / 1024**2:.0f} MB; {(running.stdout or io.StringIO()).read().strip()}")
        print("\n".join(wrong[:20]) or "none lost, every damaged file named")
        return 1 if wrong else 0


def _marks(case: Path) -> set[int]:
    import sqlite3

    base = sqlite3.connect(case)
    texts = base.execute("SELECT record FROM article")
    return {int(mark) for (text,) in texts for mark in MARK.findall(text)}


def _resident(pid: int) -> int:
    try:
        pages = Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]
    except OSError:
        return 0
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


def _children(pid: int) -> list[int]:
    try:
        listed = [path.read_text() for path in Path(f"/proc/{pid}/task").glob("*/children")]  # a thread starts them
        return [int(child) for children in listed for child in children.split()]
    except OSError:
        return []


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000))
