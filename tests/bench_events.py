"""How long linking takes: claims of made-up articles, 5,000 to 40,000 of them; prints seconds of CPU and the slope."""

from __future__ import annotations

import math
import random
import sys
import time
from datetime import date, timedelta

from timeline.claims import find_claims
from timeline.dates import tag_text
from timeline.events import link_articles
from timeline.types import Article, Attribution, Claim, Dating, Outlet, Source

SIZES = (5_000, 10_000, 20_000, 40_000)
TOWNS = (
    "Idlib",
    "Homs",
    "Hama",
    "Rafah",
    "Nyala",
    "Kharkiv",
    "Mariupol",
    "Aden",
    "Sanaa",
    "Mosul",
    "Kirkuk",
    "Tripoli",
)
NAMES = (
    "Omar Haddad",
    "Ann Lee",
    "Tom Hart",
    "Samir Khalil",
    "Nadia Saleh",
    "Ivan Petrenko",
    "Musa Idris",
    "Lea Brandt",
)
THINGS = ("market", "school", "bridge", "clinic", "bakery", "depot", "convoy", "checkpoint", "mosque", "bus station")
DEEDS = (
    "An airstrike on a {thing} in {town} killed {n} people on {day}, {name} said.",
    "Police arrested {name} and {n} others near the {thing} of {town} on {day}.",
    "Rebels attacked a {thing} outside {town} with rockets on {day} and wounded {n} soldiers.",
    "{name} met envoys in {town} on {day} to talk about the {thing}.",
    "Troops withdrew from the {thing} of {town} on {day} after {n} days, according to {name}.",
    "A car bomb at the {thing} in {town} killed {n} villagers on {day}.",
)


def article(number: int, rnd: random.Random) -> Article:
    """An article of six sentences about two incidents of its week; every third repeats what another outlet tells."""
    seed = random.Random(number // 3)
    published = date(2015, 1, 1) + timedelta(days=(number // 3) * 3652 // 3000 % 3650)
    sentences = []
    for _ in range(6):
        sentence = seed.choice(DEEDS).format(
            thing=seed.choice(THINGS),
            town=seed.choice(TOWNS),
            n=seed.randint(2, 60),
            name=seed.choice(NAMES),
            day=(published - timedelta(days=seed.randint(0, 6))).strftime("%-d %B %Y"),
        )
        sentences.append(sentence)
    rnd.shuffle(sentences)
    text = " ".join(sentences)
    source = Source(None, None, None, "0" * 64, ((0, 0, len(text)),))
    outlet, dating = Outlet(f"Outlet {number % 40}"), Dating(published, published, published.isoformat())
    return Article(f"a{number:07d}", None, source, sentences[0][:60], None, "en", outlet, dating, None, text)


def read(count: int) -> tuple[list[Article], list[Claim], list[Attribution]]:
    """Articles until they hold ``count`` claims."""
    rnd = random.Random(7)
    articles: list[Article] = []
    claims: list[Claim] = []
    attributions: list[Attribution] = []
    while len(claims) < count:
        one = article(len(articles), rnd)
        timexes = tag_text(one.text, published=one.published.interval, article=one.id)
        found, sources = find_claims(one, timexes)
        articles.append(one)
        claims += found
        attributions += sources
    return articles, claims, attributions


def main() -> None:
    sizes = [int(size) for size in sys.argv[1:]] or list(SIZES)
    articles, claims, attributions = read(max(sizes))
    taken: list[tuple[int, float]] = []
    for size in sizes:
        held = {claim.article for claim in claims[:size]}
        begin = time.process_time()
        linked = link_articles([one for one in articles if one.id in held], claims[:size], attributions)
        taken.append((size, time.process_time() - begin))
        joined = sum(len(event.outlets) > 1 for event in linked.events)
        print(
            f"{size:7} claims of {len(held):6} articles: {taken[-1][1]:6.1f} s, {len(linked.events)} events, "
            f"{joined} of several outlets",
            flush=True,
        )
    (small, first), (large, last) = taken[0], taken[-1]
    if large > small:
        print(f"slope: claims to the power of {math.log(last / first) / math.log(large / small):.2f} (linear is 1)")


if __name__ == "__main__":
    main()
