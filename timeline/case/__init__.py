"""A case: one SQLite file with what the machine found and, beside it, everything that people said about it.

**Open and read.** `Store(path)` is a case to work in; it holds nothing open, so keep one a session or make one a call.
`Store.load()` gives a `Reviewed`: ``timeline`` (what is shown: the machine's with every person's word in it), ``words``
(by id of article, claim or event a `Word`: review, star, tags, notes, corrected fields with the entry that holds),
``rejected`` (claims off the timeline, with why), ``differs`` (where the machine now says other than when a person
spoke) and ``log``. `Store.version()` grows with every change: ask it at each redraw, and load again when it moved.

**Say something.** ``store.append(Deed(...), who=, at=, on=version)`` returns `Kept` or `Refused`. Several deeds are
kept together or not at all. `Refused` has ``field``, ``what``, ``fix`` and ``given`` (what was typed). ``on`` is the
version that the person saw: where somebody else changed the same field since, both stay in the log, this one is shown,
and ``Kept.overtook`` has the other's entries, to be told.

    Deed(Kind.ACCEPT | REJECT | REOPEN, id, why=...)            an article's or event's review counts for its claims
    Deed(Kind.CORRECT, article, "outlet" | "published" | "title" | "language", value)
    Deed(Kind.CORRECT, claim, "time" | "type" | "status" | "places" | "source", value)
    Deed(Kind.CORRECT, event, "label" | "time", value)          values: `timeline.case.fields.read_value`
    Deed(Kind.MERGE, event, after=[other events])               Deed(Kind.SPLIT, event, after=[claims that leave])
    Deed(Kind.CLAIM, article, after={"quote", "begin", "type", "status", "time", "places", "actors"})
    Deed(Kind.NOTE, id, after=text)                             with field=note id: changes it; empty text takes it away
    Deed(Kind.STAR | UNSTAR, id)                                Deed(Kind.TAG | UNTAG, id, field=tag)
    Deed(Kind.UNDO | REDO, str(entry.number))                   which: `last_to_undo(log, who)`, `last_to_redo`

``preview(store, deed)`` is the `Reviewed` as it would be, without keeping anything.

**Large cases.** `timeline.case.query` answers from columns: `Filter`, `count`, `density`, `facets`, `names`, `part`,
`event_page`, `event_part`, `claim_part`, `article_part`, `articles`, `totals`, `ways_out`. Each part is a real
`Timeline`. Above `SMALL` claims use these instead of `Store.load`.

**The machine.** `create_case` makes a file, `Store.renew` puts a new run under the people's words, `Store.add` reads
more articles into it. `apply_log` is the pure function behind it all; `verify_case` checks everything.
"""

from timeline.case.actions import Action, apply_actions, correct_article
from timeline.case.demo import demo_folder
from timeline.case.earlier import Case, append_action, load_case, save_case
from timeline.case.fields import FIELDS, Refused
from timeline.case.log import Deed, Entry, Kind, last_to_redo, last_to_undo
from timeline.case.opening import open_case, open_reviewed
from timeline.case.review import Differs, Note, Rejected, Reviewed, Word, apply_log
from timeline.case.store import SMALL, Kept, Store, create_case, preview

__all__ = [
    "FIELDS",
    "SMALL",
    "Action",
    "Case",
    "Deed",
    "Differs",
    "Entry",
    "Kept",
    "Kind",
    "Note",
    "Refused",
    "Rejected",
    "Reviewed",
    "Store",
    "Word",
    "append_action",
    "apply_actions",
    "apply_log",
    "correct_article",
    "create_case",
    "demo_folder",
    "last_to_redo",
    "last_to_undo",
    "load_case",
    "open_case",
    "open_reviewed",
    "preview",
    "save_case",
]
