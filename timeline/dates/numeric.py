"""Dates in digits of which nobody can say whether the day or the month comes first ("08/10/2023").

Other dates of the text decide: one that can only be read one way, or one that read so is the day of publication.
Where nothing decides, both days are the answer, and neither is chosen.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from timeline import calendar
from timeline.dates.context import Context
from timeline.dates.counting import Case, day_in
from timeline.dates.find import Found
from timeline.dates.meanings import DAY_FIRST, MONTH_FIRST, CalendarDate, NumericDate
from timeline.dates.placed import Placed
from timeline.dates.readings_dates import WHOLE_DAY
from timeline.types import Anchor, AnchorKind, Granularity, Interval, TimexType

BESIDE = ("", "a", "the")
"""What may stand between a date in digits and its weekday."""


def settle_orders(found: list[Found], text: str, published: Interval) -> list[Found]:
    """The same expressions; dates in doubt become certain where the text or the publication date decides."""
    if not any(isinstance(one.reading.meaning, NumericDate) for one in found):
        return found
    found = _by_weekday(found, text)
    seen = dict(_orders_of_text(found, text))
    if not seen:
        seen = dict(_orders_of_publication(found, text, published))
    return [_settled(one, seen) for one in found]


def _by_weekday(found: list[Found], text: str) -> list[Found]:
    """The same expressions; a weekday right beside a date in digits ("Sunday 08/10/2023", "08/10/2023, a Sunday")
    leaves only the order whose day is one."""
    settled = list(found)
    for at, one in enumerate(found):
        meaning = one.reading.meaning
        if not isinstance(meaning, NumericDate):
            continue
        for other in (*found[max(at - 1, 0) : at], *found[at + 1 : at + 2]):
            weekday = _weekday_of(other)
            gap = text[min(one.end, other.end) : max(one.begin, other.begin)]
            if weekday is None or gap.strip(" ,()") not in BESIDE:
                continue
            orders = [order for order, day in _days(meaning).items() if day.isoweekday() == weekday]
            if len(orders) == 1:
                day = _days(meaning)[orders[0]]
                words = text[other.begin : other.end]
                why = f"day and month could change places; only with {orders[0]} is it a {words}"
                certain = CalendarDate(day.year, day.month, day.day, order=orders[0], why=why)
                settled[at] = replace(one, reading=replace(one.reading, meaning=certain), given=WHOLE_DAY)
    return settled


def _weekday_of(found: Found) -> int | None:
    meaning = found.reading.meaning
    return meaning.weekday if isinstance(meaning, CalendarDate) and not meaning.day else None


def _orders_of_text(found: Iterable[Found], text: str) -> Iterable[tuple[str, str]]:
    """Each order that a date of the text can only be read in, and why."""
    for one in found:
        meaning = one.reading.meaning
        if isinstance(meaning, CalendarDate) and meaning.order:
            words = text[one.begin : one.end]
            yield meaning.order, f"'{words}' in the same text can only have {meaning.order}, so this has it too"


def _orders_of_publication(found: Iterable[Found], text: str, published: Interval) -> Iterable[tuple[str, str]]:
    """Each order in which a date of the text is the day of publication."""
    if not published.is_day:
        return
    for one in found:
        meaning = one.reading.meaning
        if isinstance(meaning, NumericDate):
            for order, day in _days(meaning).items():
                if day == published.earliest:
                    words = text[one.begin : one.end]
                    yield order, f"with {order}, '{words}' is the day of publication, so that order is taken"


def _settled(found: Found, seen: dict[str, str]) -> Found:
    meaning = found.reading.meaning
    if not isinstance(meaning, NumericDate):
        return found
    if len(seen) != 1:
        doubt = "the text has dates of both orders" if seen else "nothing in the text says which"
        return replace(found, reading=replace(found.reading, meaning=replace(meaning, doubt=doubt)))
    ((order, why),) = seen.items()
    day = _days(meaning)[order]
    certain = CalendarDate(day.year, day.month, day.day, why=f"day and month could change places; {why}")
    reading = replace(found.reading, meaning=certain)
    return replace(found, reading=reading, given=WHOLE_DAY)


def _days(meaning: NumericDate) -> dict[str, date]:
    """The day that each order makes of the digits."""
    read = {
        DAY_FIRST: day_in(meaning.year, meaning.second, meaning.first),
        MONTH_FIRST: day_in(meaning.year, meaning.first, meaning.second),
    }
    return {order: day for order, day in read.items() if day}


def place_numeric(meaning: NumericDate, context: Context, case: Case) -> Placed:
    """Two days, of which one is meant: the answer names both, and the interval reaches from the one to the other."""
    days = _days(meaning)
    both = " or ".join(f"{calendar.in_words(day)} ({order})" for order, day in days.items())
    first, last = sorted(days.values())
    trace = (
        f"'{case.words}' is {both}; {meaning.doubt}",
        "both days are kept, and the days between them are not meant",
    )
    edtf = calendar.edtf_of_one_of((first, last))
    anchor = Anchor(AnchorKind.CALENDAR, None, first, last, edtf, Granularity.DAY, trace, True)
    value = f"{meaning.year:04}-XX-XX"
    return Placed(TimexType.DATE, value, anchor, Interval(first, last), Granularity.RANGE)
