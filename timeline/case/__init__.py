"""A case: one SQLite file with a timeline and everything people said about it."""

from timeline.case.actions import Action, apply_actions, correct_article
from timeline.case.demo import demo_folder
from timeline.case.opening import open_case
from timeline.case.store import Case, append_action, load_case, save_case

__all__ = [
    "Action",
    "Case",
    "append_action",
    "apply_actions",
    "correct_article",
    "demo_folder",
    "load_case",
    "open_case",
    "save_case",
]
