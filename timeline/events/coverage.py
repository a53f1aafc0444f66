"""Articles that tell one story in which no event of theirs could be joined: what each leads with, as a claim.

So that no article of a story stands alone because the trigger lexicon has no word for what happened. Such a claim is
dated to the report and says so: it claims that the outlet reported, not when the thing itself was.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from timeline.claims.sentences import Sentence, find_sentences
from timeline.events.features import content_words
from timeline.events.likeness import Vector
from timeline.events.outlets import outlet_name
from timeline.types import Article, Claim, ClaimTime, Span, Status, Story

COVERAGE = "REPORT"  # the type of such a claim; see the type file
HEAD = 3000  # characters among which the sentence is sought that says what the headline says
SEVERAL = 3  # articles of which like leads are no chance
FIRST = 6  # sentences looked at
UNDATED = "the report carries no publication date, and no event of it could be joined to those of the other outlets"


@dataclass(frozen=True, slots=True)
class Coverage:
    """The claims that the articles of one story report on it."""

    story: Story
    claims: tuple[Claim, ...]


def find_coverage(
    stories: Sequence[Story],
    joined: Sequence[Sequence[Claim]],
    articles: Mapping[str, Article],
    vectors: Mapping[str, Vector],
    excluded: Callable[[Claim, Claim], bool | None],
) -> tuple[Coverage, ...]:
    """One coverage for each story of several outlets whose articles the ``joined`` claims do not hold together.

    ``excluded`` says of two claims whether something forbids that they are one event; ``None`` where they are of
    different kinds. Reports in like words hold nothing together where what they lead with is known to be two events:
    two strikes on one town are two.
    """
    root = {key: key for key in articles}

    def find(key: str) -> str:
        while root[key] != key:
            root[key] = root[root[key]]
            key = root[key]
        return key

    leads: dict[tuple[str, int], list[Claim]] = {}
    for claims in joined:
        for claim in claims:
            root[find(claims[0].article)] = find(claim.article)
            leads.setdefault((claim.article, claim.begin), []).append(claim)
    found = []
    for story in stories:
        if len({find(key) for key in story.articles}) > 1:
            covering = _claims(story, articles, vectors)
            told = [leads.get((claim.article, claim.begin), []) for claim in covering]
            if len({outlet_name(articles[claim.article]) for claim in covering}) > 1 and _open(told, excluded):
                found.append(Coverage(story, covering))
    return tuple(found)


def _open(told: Sequence[Sequence[Claim]], excluded: Callable[[Claim, Claim], bool | None]) -> bool:
    """Whether the claims of the leading sentences, one sequence an article, leave it open that all tell one event:
    half the articles lead with no claim, or several lead with claims of one kind that nothing keeps apart."""
    if 2 * sum(not claims for claims in told) >= len(told):
        return True
    if len(told) < SEVERAL:
        return False
    verdicts = [excluded(one, other) for mine, theirs in combinations(told, 2) for one in mine for other in theirs]
    return False in verdicts and True not in verdicts


def _claims(story: Story, articles: Mapping[str, Article], vectors: Mapping[str, Vector]) -> tuple[Claim, ...]:
    led = ((articles[key], _leading(articles[key], vectors[key])) for key in story.articles)
    return tuple(_claim(article, *found) for article, found in led if found is not None)


def _leading(article: Article, vector: Vector) -> tuple[Sentence, int] | None:
    """The sentence near the top that shares most of the headline's weight, and the heaviest such word in it."""
    sentences = find_sentences(article.text[:HEAD])[:FIRST]
    if not sentences:
        return None
    title = content_words(article.title or article.text[:HEAD])

    def weight(sentence: Sentence, word: int) -> float:
        text = article.text[sentence.begins[word] : sentence.ends[word]].lower()
        return max((vector.get(stem, 0.0) for stem in content_words(text) & title), default=0.0)

    def total(sentence: Sentence) -> float:
        return sum(weight(sentence, word) for word in range(len(sentence.begins)))

    best = max(sentences, key=lambda sentence: (total(sentence), -sentence.begin))
    return best, max(range(len(best.begins)), key=lambda word: (weight(best, word), -word))


def _claim(article: Article, sentence: Sentence, word: int) -> Claim:
    begin, end = sentence.begins[word], sentence.ends[word]
    published = article.published
    known = published.earliest is not None or published.latest is not None
    time = ClaimTime(
        edtf=published.edtf,
        earliest=published.earliest,
        latest=published.latest,
        precision="day" if published.interval.is_day else "the time of publication",
        timex=None,
        basis="the day of the report itself, not of what it tells",
    )
    return Claim(
        id=f"{article.id}-r{sentence.begin}",
        article=article.id,
        begin=sentence.begin,
        end=sentence.end,
        quote=article.text[sentence.begin : sentence.end],
        trigger=Span(begin, end, article.text[begin:end]),
        type=COVERAGE,
        mode=None,
        status=Status.REPORTED,
        time=time if known else None,
        undated_reason=None if known else UNDATED,
    )
