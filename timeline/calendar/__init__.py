"""Calendar arithmetic: months, weeks, seasons and longer stretches as intervals; EDTF and TIMEX3 text to and fro.

Pure functions. Intervals are inclusive (`timeline.types.Interval`). Years run from 1 to 9999, as in `datetime`;
what lies outside has no interval.
"""

from timeline.calendar.edtf import edtf_of, edtf_of_one_of, interval_of_edtf
from timeline.calendar.stretches import (
    SEASON_MONTHS,
    day,
    half_of,
    hull,
    iso_week,
    month_of,
    months_of,
    plus_days,
    plus_months,
    quarter_of,
    season_of,
    week_of,
    widen,
    year_of,
    years_of,
)
from timeline.calendar.timex import interval_of_timex, timex_of
from timeline.calendar.words import describe_date, describe_interval, in_words, precision_in_words

__all__ = [
    "SEASON_MONTHS",
    "day",
    "describe_date",
    "describe_interval",
    "edtf_of",
    "edtf_of_one_of",
    "half_of",
    "hull",
    "in_words",
    "interval_of_edtf",
    "interval_of_timex",
    "iso_week",
    "month_of",
    "months_of",
    "plus_days",
    "plus_months",
    "precision_in_words",
    "quarter_of",
    "season_of",
    "timex_of",
    "week_of",
    "widen",
    "year_of",
    "years_of",
]
