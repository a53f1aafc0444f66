"""A small timeline built by hand: five articles of four invented outlets, every kind of date, and hostile text.

Made for the tests of views and app, which must not hang on what the pipeline finds. Town, outlets and
sentences are invented. `sample_timeline` holds, on purpose: a day, a month, a vague time, an open end, an open
beginning, undated claims, coincident marks, planned and denied claims, claims that disagree on date, figure
and status, two independent origins, Arabic text, and text that tries to break out of a page.
"""

from __future__ import annotations

import hashlib
from datetime import date

from timeline.types import (
    Actor,
    Anchor,
    AnchorKind,
    Article,
    Attribution,
    AttributionKind,
    Claim,
    ClaimTime,
    Conflict,
    ConflictKind,
    Dating,
    Event,
    Evidence,
    Figure,
    Granularity,
    InputProblem,
    Origin,
    Outlet,
    Place,
    Source,
    Span,
    Status,
    TimeExpression,
    Timeline,
    TimexType,
    Unanchored,
)

HOSTILE_SCRIPT = "</script><script>window.pwned = 1</script>"
RTL_OVERRIDE = "\u202e"

COURIER = Outlet("Northern Courier", "courier.example", "GB", "en")
WIRE = Outlet("Meridian Wire", "meridian.example", "FR", "en")
SAHIL = Outlet("صوت الساحل", "sahil.example", "LB", "ar")
POST = Outlet('Harbour "Post" <b>&', None, None, "en")
KARSIN = Place("Karsin", 34.5, 36.25)
VALLEY = Place("the Oren valley")

COURIER_TEXT = (
    "Shells fell on the market of Karsin on Tuesday, killing at least eight people, the mayor told the Courier. "
    "A second strike hit the bus station on Tuesday, medics said. "
    "Fighting in the Oren valley had begun in June 2020. "
    "The army said it would withdraw from the ridge next month. "
    "The governor denied that his men had fired on the market on Tuesday."
)
WIRE_TEXT = (
    "Eleven people were killed when shells struck the market of Karsin on 8 March, "
    "a hospital official told Meridian Wire. "
    "Talks between the two sides collapsed about two months ago. "
    "The road to the coast has been blocked since 6 December 2017. "
    "Hundreds of families fled the town."
)
SAHIL_TEXT = (
    "قُتل ثمانية أشخاص في قصف على سوق كارسين يوم 9 مارس 2021، بحسب وكالة ميريديان. "
    "وتظاهر المئات أمام مقر المحافظة في 10 مارس 2021."
)
POST_TEXT = (
    f'Gunmen {HOSTILE_SCRIPT} attacked the market of Karsin on 9 March 2021, the "Post" said. '
    f'Looters {RTL_OVERRIDE}gpj.exe <img src=x onerror="window.pwned=2"> raided the port in early 2021\x00. '
    '=HYPERLINK("http://evil.example","click") shelled the mill, a fisherman\'s brother wrote.'
)
UNDATED_TEXT = (
    "The two sides signed a ceasefire yesterday. "
    "Before 1 March 2021 militiamen had seized the ridge above Karsin. "
    "Shells hit the bus station on 9 March 2021."
)


def sample_timeline() -> Timeline:
    """The whole sample; the same value at every call."""
    articles = _articles()
    timexes = _timexes()
    attributions = _attributions()
    claims = _claims(timexes)
    return Timeline(
        articles=articles,
        timexes=timexes,
        attributions=attributions,
        claims=claims,
        events=_events(),
        undated=tuple(claim.id for claim in claims if claim.time is None),
        problems=(
            InputProblem("clippings/photo.jpg", None, "not text: a JPEG picture", "give the text of the article"),
            InputProblem("clippings/list.csv", 7, "the row has no text", "fill the column text, or drop the row"),
        ),
    )


def _articles() -> tuple[Article, ...]:
    stated = Evidence("front-matter", "published: 2021-03-10", "the file states the publication date")
    wired = Evidence("front-matter", "published: 2021-03-11", "the file states the publication date")
    arabic = Evidence("masthead", "12 مارس 2021", "the date stands under the headline")
    bound = Evidence("bound", "on 9 March 2021", "it tells of 9 March 2021 in the past, so it is not older")
    note = Evidence("bound", "Spring issue 2021", "the paper's spring issue closed on 31 March 2021")
    return (
        _article(
            "a00000000001",
            COURIER_TEXT,
            outlet=COURIER,
            title="Market shelled in Karsin, at least eight dead",
            byline="Ana Ruel",
            url="https://courier.example/2021/03/karsin-market?page=1&view=full",
            published=_dating(date(2021, 3, 10), date(2021, 3, 10), "2021-03-10", stated),
            dropped=("donation appeal, 3 lines",),
        ),
        _article(
            "a00000000002",
            WIRE_TEXT,
            outlet=WIRE,
            title="Hospital: eleven dead after shells hit market",
            url="https://meridian.example/karsin-11",
            published=_dating(date(2021, 3, 11), date(2021, 3, 11), "2021-03-11", wired),
        ),
        _article(
            "a00000000003",
            SAHIL_TEXT,
            outlet=SAHIL,
            title="ثمانية قتلى في قصف على سوق كارسين",
            url="https://sahil.example/karsin",
            language="ar",
            published=_dating(date(2021, 3, 12), date(2021, 3, 12), "2021-03-12", arabic),
        ),
        _article(
            "a00000000004",
            POST_TEXT,
            outlet=POST,
            title=f'<script>window.pwned = 3</script> "Market" hit {RTL_OVERRIDE}gpj',
            url="javascript:window.pwned=4",
            published=_dating(date(2021, 3, 9), date(2021, 3, 31), "2021-03-09/2021-03-31", bound, note),
        ),
        _article(
            "a00000000005",
            UNDATED_TEXT,
            outlet=COURIER,
            title=None,
            url=None,
            published=Dating(None, None, None, ()),
            doubts=("no publication date: nothing in the text tells when it was published",),
        ),
    )


def _article(
    article: str,
    text: str,
    *,
    outlet: Outlet,
    title: str | None,
    url: str | None,
    published: Dating,
    byline: str | None = None,
    language: str = "en",
    doubts: tuple[str, ...] = (),
    dropped: tuple[str, ...] = (),
) -> Article:
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    source = Source(f"clippings/{article}.txt", url, None, sha256, ((0, 0, len(text)),))
    return Article(
        id=article,
        url=url,
        source=source,
        title=title,
        byline=byline,
        language=language,
        outlet=outlet,
        published=published,
        modified=None,
        text=text,
        doubts=doubts,
        dropped=dropped,
    )


def _dating(earliest: date, latest: date, edtf: str, *basis: Evidence) -> Dating:
    return Dating(earliest, latest, edtf, basis)


TEXTS = {
    "a00000000001": COURIER_TEXT,
    "a00000000002": WIRE_TEXT,
    "a00000000003": SAHIL_TEXT,
    "a00000000004": POST_TEXT,
    "a00000000005": UNDATED_TEXT,
}


def _span(article: str, quoted: str, occurrence: int = 1) -> Span:
    text, begin = TEXTS[article], -1
    for _ in range(occurrence):
        begin = text.index(quoted, begin + 1)
    return Span(begin, begin + len(quoted), quoted)


def _anchor(
    kind: AnchorKind,
    earliest: date | None,
    latest: date | None,
    edtf: str,
    granularity: Granularity,
    *trace: str,
    vague: bool = False,
) -> Anchor:
    return Anchor(kind, None, earliest, latest, edtf, granularity, trace, vague)


def _timex(
    article: str, quoted: str, value: str, anchor: Anchor | Unanchored, *, occurrence: int = 1, rule: str = "sample"
) -> TimeExpression:
    span = _span(article, quoted, occurrence)
    name = f"{article}-t{span.begin}"
    return TimeExpression(name, article, span.begin, span.end, quoted, TimexType.DATE, value, rule, anchor)


def _timexes() -> tuple[TimeExpression, ...]:
    calendar, published = AnchorKind.CALENDAR, AnchorKind.PUBLISHED
    day, month, vague = Granularity.DAY, Granularity.MONTH, Granularity.VAGUE
    ninth = date(2021, 3, 9)
    tuesday = _anchor(
        published,
        ninth,
        ninth,
        "2021-03-09",
        day,
        "the article was published on Wednesday 10 March 2021",
        "the sentence is in the past: the last Tuesday before that day",
    )
    stated = _anchor(calendar, ninth, ninth, "2021-03-09", day, "the text gives day, month and year")
    return (
        _timex("a00000000001", "Tuesday", "2021-03-09", tuesday),
        _timex("a00000000001", "Tuesday", "2021-03-09", tuesday, occurrence=2),
        _timex(
            "a00000000001",
            "June 2020",
            "2020-06",
            _anchor(calendar, date(2020, 6, 1), date(2020, 6, 30), "2020-06", month, "the text gives month and year"),
        ),
        _timex(
            "a00000000001",
            "next month",
            "2021-04",
            _anchor(
                published,
                date(2021, 4, 1),
                date(2021, 4, 30),
                "2021-04",
                month,
                "the article was published on 10 March 2021",
                "the month after that is April 2021",
            ),
        ),
        _timex("a00000000001", "Tuesday", "2021-03-09", tuesday, occurrence=3),
        _timex(
            "a00000000002",
            "8 March",
            "2021-03-08",
            _anchor(
                published,
                date(2021, 3, 8),
                date(2021, 3, 8),
                "2021-03-08",
                day,
                "the text gives day and month",
                "the sentence is in the past: the last 8 March before 11 March 2021",
            ),
        ),
        _timex(
            "a00000000002",
            "about two months ago",
            "2021-01",
            _anchor(
                published,
                date(2020, 12, 11),
                date(2021, 2, 11),
                "2020-12-11~/2021-02-11~",
                vague,
                "the article was published on 11 March 2021",
                "two months before that, and about: a month to either side",
                vague=True,
            ),
        ),
        _timex(
            "a00000000002",
            "6 December 2017",
            "2017-12-06",
            _anchor(
                calendar, date(2017, 12, 6), date(2017, 12, 6), "2017-12-06", day, "the text gives day, month and year"
            ),
        ),
        _timex("a00000000003", "9 مارس 2021", "2021-03-09", stated),
        _timex(
            "a00000000003",
            "10 مارس 2021",
            "2021-03-10",
            _anchor(
                calendar, date(2021, 3, 10), date(2021, 3, 10), "2021-03-10", day, "the text gives day, month and year"
            ),
        ),
        _timex("a00000000004", "9 March 2021", "2021-03-09", stated),
        _timex(
            "a00000000004",
            "early 2021",
            "2021",
            _anchor(
                calendar,
                date(2021, 1, 1),
                date(2021, 4, 30),
                "2021-01~/2021-04~",
                Granularity.YEAR,
                "early in a year: its first four months",
                vague=True,
            ),
        ),
        _timex(
            "a00000000005",
            "yesterday",
            "XXXX-XX-XX",
            Unanchored("the day it is counted from is not known: the article carries no publication date"),
        ),
        _timex(
            "a00000000005",
            "1 March 2021",
            "2021-03-01",
            _anchor(
                calendar, date(2021, 3, 1), date(2021, 3, 1), "2021-03-01", day, "the text gives day, month and year"
            ),
        ),
        _timex("a00000000005", "9 March 2021", "2021-03-09", stated),
    )


def _attributions() -> tuple[Attribution, ...]:
    return (
        _attribution("a00000000001", 1, "the mayor", "told", AttributionKind.PERSON, "the mayor of Karsin", told=True),
        _attribution("a00000000001", 2, "medics", "said", AttributionKind.ANONYMOUS, "medics"),
        _attribution("a00000000001", 3, "The governor", "denied", AttributionKind.PERSON, "the governor"),
        _attribution(
            "a00000000002",
            1,
            "a hospital official",
            "told",
            AttributionKind.ANONYMOUS,
            "a hospital official",
            told=True,
        ),
        _attribution("a00000000003", 1, "وكالة ميريديان", "بحسب", AttributionKind.AGENCY, "Meridian Wire"),
        _attribution(
            "a00000000004", 1, "a fisherman's brother", "wrote", AttributionKind.PERSON, "a fisherman's brother"
        ),
    )


def _attribution(
    article: str, number: int, source: str, cue: str, kind: AttributionKind, name: str, *, told: bool = False
) -> Attribution:
    return Attribution(
        f"{article}-s{number}", article, _span(article, source), _span(article, cue), None, kind, name, told
    )


def _claims(timexes: tuple[TimeExpression, ...]) -> tuple[Claim, ...]:
    one, two, three, four, five = sorted(TEXTS)
    dead = Figure(8, None, "people", "killed", "at least eight people")
    eleven = Figure(11, 11, "people", "killed", "Eleven people")
    eight = Figure(8, 8, "people", "killed", "ثمانية أشخاص")
    army, governor = Actor("the army", "agent"), Actor("the governor", "agent")
    no_time = "no time is given in the sentence"
    day_of = {(timex.article, timex.begin): timex for timex in timexes}

    def claim(
        article: str,
        sentence: int,
        trigger: str,
        type_: str,
        status: Status = Status.ASSERTED,
        *,
        mode: str | None = None,
        time: ClaimTime | None = None,
        figures: tuple[Figure, ...] = (),
        actors: tuple[Actor, ...] = (),
        places: tuple[Place, ...] = (),
        attribution: tuple[str, ...] = (),
        reason: str | None = None,
    ) -> Claim:
        begin, end = _sentence(article, sentence)
        at = TEXTS[article].index(trigger, begin, end)
        if time is None and reason is None:
            inside = [timex for (of, place), timex in day_of.items() if of == article and begin <= place < end]
            time = _time_of(inside[0])
        return Claim(
            id=f"{article}-c{at}",
            article=article,
            begin=begin,
            end=end,
            quote=TEXTS[article][begin:end],
            trigger=Span(at, at + len(trigger), trigger),
            type=type_,
            mode=mode,
            status=status,
            actors=actors,
            places=places,
            figures=figures,
            time=time,
            attribution=attribution,
            undated_reason=reason,
        )

    blocked = next(timex for timex in timexes if timex.value == "2017-12-06")
    ridge = next(timex for timex in timexes if timex.value == "2021-03-01")
    return (
        claim(
            one,
            0,
            "fell",
            "ASSAULT",
            mode="heavy-weapons",
            figures=(dead,),
            places=(KARSIN,),
            attribution=(f"{one}-s1",),
        ),
        claim(one, 1, "strike", "ASSAULT", Status.REPORTED, places=(KARSIN,), attribution=(f"{one}-s2",)),
        claim(one, 2, "Fighting", "ASSAULT", Status.HISTORICAL, places=(VALLEY,)),
        claim(one, 3, "withdraw", "RETREAT", Status.PLANNED, actors=(army,)),
        claim(one, 4, "fired", "ASSAULT", Status.DENIED, actors=(governor,), attribution=(f"{one}-s3",)),
        claim(
            two,
            0,
            "struck",
            "ASSAULT",
            mode="heavy-weapons",
            figures=(eleven,),
            places=(KARSIN,),
            attribution=(f"{two}-s1",),
        ),
        claim(two, 1, "Talks", "CONSULT", Status.NEGATED),
        claim(
            two,
            2,
            "blocked",
            "COERCE",
            time=ClaimTime(
                "2017-12-06/..", date(2017, 12, 6), None, "day, still going on", blocked.id, "in the same clause: since"
            ),
        ),
        claim(two, 3, "fled", "DISPLACE", places=(KARSIN,), reason=no_time),
        claim(
            three,
            0,
            "قصف",
            "ASSAULT",
            Status.REPORTED,
            figures=(eight,),
            places=(KARSIN,),
            attribution=(f"{three}-s1",),
        ),
        claim(three, 1, "تظاهر", "PROTEST"),
        claim(four, 0, "attacked", "ASSAULT", Status.ALLEGED, places=(KARSIN,)),
        claim(four, 1, "raided", "ASSAULT", places=(Place("the port"),)),
        claim(four, 2, "shelled", "ASSAULT", Status.ALLEGED, attribution=(f"{four}-s1",), reason=no_time),
        claim(
            five,
            0,
            "signed",
            "AGREE",
            reason="“yesterday” is counted from the publication date, and the article carries none",
        ),
        claim(
            five,
            1,
            "seized",
            "COERCE",
            Status.HISTORICAL,
            time=ClaimTime(
                "../2021-02-28", None, date(2021, 2, 28), "open beginning", ridge.id, "in the same clause: before"
            ),
        ),
        claim(five, 2, "hit", "ASSAULT", places=(KARSIN,)),
    )


def _time_of(timex: TimeExpression) -> ClaimTime:
    anchor = timex.anchor
    assert isinstance(anchor, Anchor)
    words = "about two months" if anchor.granularity is Granularity.VAGUE else anchor.granularity.value
    return ClaimTime(anchor.edtf, anchor.earliest, anchor.latest, words, timex.id, "in the same clause", anchor.vague)


def _sentence(article: str, number: int) -> tuple[int, int]:
    """Begin and end of a sentence of a sample text: every sentence there ends in a full stop and a space."""
    text, begin = TEXTS[article], 0
    for _ in range(number):
        begin = text.index(". ", begin) + 2
    end = text.find(". ", begin)
    return begin, len(text) if end < 0 else end + 1


def _claim_id(article: int, trigger: str, sentence: int) -> str:
    name = sorted(TEXTS)[article - 1]
    return f"{name}-c{TEXTS[name].index(trigger, _sentence(name, sentence)[0])}"


def _events() -> tuple[Event, ...]:
    fell, fired = _claim_id(1, "fell", 0), _claim_id(1, "fired", 4)
    struck, bombed, attacked = _claim_id(2, "struck", 0), _claim_id(3, "قصف", 0), _claim_id(4, "attacked", 0)
    strike, station = _claim_id(1, "strike", 1), _claim_id(5, "hit", 2)
    eighth, ninth, tenth = date(2021, 3, 8), date(2021, 3, 9), date(2021, 3, 10)
    market = Event(
        id="event-0000000001",
        label="Shelling of the market of Karsin",
        type="ASSAULT",
        claims=(fell, fired, struck, bombed, attacked),
        edtf="2021-03-08/2021-03-09",
        earliest=eighth,
        latest=ninth,
        outlets=(COURIER.name, WIRE.name, SAHIL.name, POST.name),
        origins=(
            Origin("the mayor of Karsin", (fell, fired)),
            Origin("Meridian Wire", (struck, bombed)),
            Origin(POST.name, (attacked,)),
        ),
        conflicts=(
            Conflict(
                ConflictKind.DATE, (fell, struck), "Northern Courier has 9 March 2021, Meridian Wire has 8 March 2021."
            ),
            Conflict(
                ConflictKind.FIGURE, (fell, struck), "Northern Courier has at least 8 killed, Meridian Wire has 11."
            ),
            Conflict(ConflictKind.STATUS, (fell, fired), "The governor denies what the mayor of Karsin says."),
        ),
        joins=("same place (Karsin), same kind of event, dates at most one day apart",),
    )
    station_event = Event(
        id="event-0000000002",
        label="Strike on the bus station of Karsin",
        type="ASSAULT",
        claims=(strike, station),
        edtf="2021-03-09",
        earliest=ninth,
        latest=ninth,
        outlets=(COURIER.name,),
        origins=(Origin("medics", (strike,)), Origin(COURIER.name, (station,))),
        joins=("same place (Karsin), same day, both name the bus station",),
    )
    two_months = (date(2020, 12, 11), date(2021, 2, 11))
    june, april, early = (
        (date(2020, 6, 1), date(2020, 6, 30)),
        (date(2021, 4, 1), date(2021, 4, 30)),
        (date(2021, 1, 1), date(2021, 4, 30)),
    )
    return (
        _single(
            10,
            "Seizure of the ridge",
            "COERCE",
            _claim_id(5, "seized", 1),
            "../2021-02-28",
            None,
            date(2021, 2, 28),
            COURIER,
        ),
        _single(
            4,
            "Road to the coast blocked",
            "COERCE",
            _claim_id(2, "blocked", 2),
            "2017-12-06/..",
            date(2017, 12, 6),
            None,
            WIRE,
        ),
        _single(5, "Fighting in the Oren valley", "ASSAULT", _claim_id(1, "Fighting", 2), "2020-06", *june, COURIER),
        _single(6, "Talks collapse", "CONSULT", _claim_id(2, "Talks", 1), "2020-12-11~/2021-02-11~", *two_months, WIRE),
        _single(7, "Raid on the port", "ASSAULT", _claim_id(4, "raided", 1), "2021-01~/2021-04~", *early, POST),
        market,
        station_event,
        _single(
            3,
            "Protest at the governor's office",
            "PROTEST",
            _claim_id(3, "تظاهر", 1),
            "2021-03-10",
            tenth,
            tenth,
            SAHIL,
        ),
        _single(8, "Withdrawal from the ridge", "RETREAT", _claim_id(1, "withdraw", 3), "2021-04", *april, COURIER),
        _single(9, "Families flee Karsin", "DISPLACE", _claim_id(2, "fled", 3), None, None, None, WIRE),
        _single(11, "Shelling of the mill", "ASSAULT", _claim_id(4, "shelled", 2), None, None, None, POST),
        _single(12, "Ceasefire signed", "AGREE", _claim_id(5, "signed", 0), None, None, None, COURIER),
    )


def _single(
    number: int,
    label: str,
    type_: str,
    claim: str,
    edtf: str | None,
    earliest: date | None,
    latest: date | None,
    outlet: Outlet,
) -> Event:
    name = f"event-{number:010d}"
    origin = Origin(outlet.name, (claim,))
    return Event(name, label, type_, (claim,), edtf, earliest, latest, (outlet.name,), (origin,))
