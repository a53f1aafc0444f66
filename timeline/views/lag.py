"""Days between an event and an article about it, as a value and in words."""

from __future__ import annotations

from dataclasses import dataclass

from timeline.types import Interval


@dataclass(frozen=True, slots=True)
class Lag:
    """Days from event to publication, fewest to most, inclusive; ``None`` is not known."""

    low: int | None
    high: int | None


def lag_of(event: Interval, published: Interval) -> Lag:
    """How many days after the event the article came; negative where it tells of what is to come.

    >>> from datetime import date
    >>> day = Interval(date(2021, 3, 9), date(2021, 3, 9))
    >>> lag_of(day, Interval(date(2021, 3, 10), date(2021, 3, 12)))
    Lag(low=1, high=3)
    """
    low = (published.earliest - event.latest).days if published.earliest and event.latest else None
    high = (published.latest - event.earliest).days if published.latest and event.earliest else None
    return Lag(low, high)


def lag_words(lag: Lag) -> str:
    """A lag as a reader says it.

    >>> lag_words(Lag(1, 1)), lag_words(Lag(0, 0)), lag_words(Lag(-30, -3)), lag_words(Lag(2, None))
    ('1 day later', 'the same day', '3 to 30 days ahead', 'at least 2 days later')
    """
    if lag.low is None and lag.high is None:
        return "not known"
    if lag.high is None:
        return f"at least {_days(lag.low or 0)}"
    if lag.low is None:
        return f"at most {_days(lag.high)}"
    if lag.low == lag.high:
        return "the same day" if lag.low == 0 else _days(lag.low)
    if lag.high < 0:
        return f"{-lag.high} to {_days(lag.low)}"
    if lag.low < 0:
        return f"from {_days(lag.low)} to {_days(lag.high)}"
    return f"{lag.low} to {_days(lag.high)}"


def _days(number: int) -> str:
    return f"{abs(number)} {'day' if abs(number) == 1 else 'days'} {'ahead' if number < 0 else 'later'}"
