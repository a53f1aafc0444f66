"""Reading: formats, encodings, the cleaning and splitting of scrapes, and what a page says of its outlet and date."""

from timeline.articles import copies, naming, rules, stamps, walk
from timeline.articles.formats import columns
from timeline.articles.outlets import all_outlets, known_outlet
from timeline.articles.read import Batch, read_batches, read_bytes, read_paths, read_stream
from timeline.articles.walk import shared_problem

__all__ = [
    "Batch",
    "all_outlets",
    "check_rules",
    "known_outlet",
    "read_batches",
    "read_bytes",
    "read_paths",
    "read_stream",
    "shared_problem",
]


def check_rules() -> tuple[str, ...]:
    """What is wrong with the rules of reading, one line each; empty when every rule does as its examples say."""
    return (
        *rules.check_rules(),
        *stamps.check_stamps(),
        *naming.check_naming(),
        *copies.check_copies(),
        *columns.check_columns(),
        *walk.check_file_rules(),
    )
