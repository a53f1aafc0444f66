"""What stands above a body and is no frame: the headline, the title of the page, the name of the site, labels."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from timeline.articles.banners import Banner, find_page_title, find_site_name
from timeline.articles.stamps import is_place_line
from timeline.articles.units import Unit, key_of

_TITLE_LINES = 3
"""Lines of a head among which the title of the page stands."""


@dataclass(frozen=True, slots=True)
class Head:
    """The lines above a body, taken apart; ``rest`` stays in the body, ``begin`` is where the headline stands.

    ``dropped`` are pairs of what a line was, in words, and its text.
    """

    title: str | None
    begin: int | None
    rest: tuple[Unit, ...]
    banners: tuple[Banner, ...]
    dropped: tuple[tuple[str, str], ...]


def read_head(
    lines: Sequence[Unit],
    banners: Sequence[Banner],
    *,
    title: str | None,
    marks: Sequence[int],
    has_body: bool,
    owners: Collection[str] = (),
) -> Head:
    """The head made of ``lines``; ``title`` is the headline where it is stated elsewhere.

    ``marks`` are the places of lines that were taken out: frame of the page, writers, dates. ``owners`` are the names
    in the copyright lines of the page (see `key_of`).
    """
    banners = list(banners)
    dropped: list[tuple[str, str]] = []
    known = {line.key for line in lines if not line.is_label} | ({key_of(title)} if title else set())
    left: list[Unit] = []
    for number, line in enumerate(lines):
        follows = lines[number + 1].begin if number + 1 < len(lines) else None
        is_apart = follows is not None and (any(line.begin < mark < follows for mark in marks) or line.key in owners)
        is_apart = is_apart or (number + 1 < len(lines) and lines[number + 1].is_label)
        page_title = find_page_title(line.text, known) if number < _TITLE_LINES else None
        banner = page_title or (find_site_name(line.text) if number == 0 or (left and is_apart) else None)
        if page_title is None and not (banner and is_apart):
            # A headline can be worded like a name: without a line of the frame below it, it is only offered as one.
            banners += [banner] if banner else []
            left.append(line)
            continue
        banners = [*(other for other in banners if other.text != line.text), *([banner] if banner else [])]
        dropped.append(("title of the page" if page_title else "name of the site", line.text))
    left, labels = _without_labels(left, banners)
    dropped += [("label above the article", line.text) for line in labels]
    if title is not None:
        return Head(title, None, tuple(left), tuple(banners), tuple(dropped))
    found, begin, rest = _headline(left, banners, has_body=has_body)
    return Head(found, begin, tuple(rest), tuple(banners), tuple(dropped))


def _without_labels(lines: list[Unit], banners: Sequence[Banner]) -> tuple[list[Unit], list[Unit]]:
    """Without single words ("Politics", "Reuters"), unless there is nothing else to be the headline."""
    labels = [line for line in lines if line.is_label]
    if len(labels) == len(lines) and not any(banner.title for banner in banners):
        return lines, []
    return [line for line in lines if not line.is_label], labels


def _headline(
    lines: list[Unit], banners: Sequence[Banner], *, has_body: bool
) -> tuple[str | None, int | None, list[Unit]]:
    """The headline, where it stands, and the lines above the body that are not it (a standfirst stays in the body).

    A headline in a banner ("Headline | Outlet") is taken before a line that stands alone below it, and the first that
    is in both before all; a place alone in
    its line ("BASEL, SWITZERLAND") opens the report and is none.
    """
    keys = {line.key for line in lines}
    titles = [banner.title for banner in banners if banner.title]
    if titles:
        chosen = next((title for title in titles if key_of(title) in keys), titles[-1])
        begin = next((line.begin for line in lines if line.key == key_of(chosen)), None)
        return chosen, begin, [line for line in lines if line.key != key_of(chosen)]
    if not has_body and len(lines) == 1:
        return None, None, lines
    first = next((line for line in lines if not is_place_line(line.text)), None)
    if first is None:
        sections = [banner.section for banner in banners if banner.section]
        return (sections[-1] if sections else None), None, lines
    return first.text.strip("# "), first.begin, [line for line in lines if line is not first]
