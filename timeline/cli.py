"""The command ``timeline``. Exit status: 0 done; 1 done, but some inputs could not be read; 2 nothing done.

Only what a command needs is imported, inside it: ``timeline --help`` must answer at once.
"""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from timeline import __version__
from timeline.errors import TimelineError

if TYPE_CHECKING:
    from timeline.case.building import Findings
    from timeline.case.staging import Stage
    from timeline.types import InputProblem, Timeline
    from timeline.views.redaction import Redaction

TEXT_FORMATS = ("csv", "events", "json", "schema", "markdown", "jsonld", "ics", "geojson", "timelinejs", "timeml")
FORMATS = (*TEXT_FORMATS, "ucdp", "acled", "xlsx", "svg", "png", "pdf")
OUTPUT = click.Path(dir_okay=False, path_type=Path)
INPUT = click.Path(exists=True, path_type=Path)


class _Commands(click.Group):
    """Turns our own errors into one line on standard error and exit status 2."""

    def invoke(self, context: click.Context) -> Any:
        try:
            return super().invoke(context)
        except TimelineError as error:
            click.echo(str(error), err=True)
            sys.exit(2)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="timeline")
def main() -> None:
    """Conflict Timeline: which outlet reported what, and when; when it happened; and from whom they have it."""


@main.command()
@click.argument("inputs", nargs=-1, metavar="PATH|URL...")
@click.option("--urls", type=INPUT, help="Read the pages whose addresses stand in this file, one a line.")
@click.option("--case", type=OUTPUT, help="Write a case file, for the app and for later reports.")
@click.option("--json", "json_file", type=OUTPUT, help="Write everything found as JSON.")
@click.option("--html", type=OUTPUT, help="Write the self-contained report.")
@click.option("--published", help="Publication date of articles that state none: 2017-02-07, 2017-02, or A/B.")
@click.option("--outlet", help="Outlet of articles that name none.")
@click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="FIELD=NAME",
    help="Of tables: the column that holds title, outlet, url, published, modified, byline, language or text.",
)
@click.option("--workers", type=click.IntRange(min=1), default=1, show_default=True, help="Processes to use.")
@click.option("--title", help="Title of the report.")
@click.option("--force", is_flag=True, help="Replace outputs that exist.")
def build(
    inputs: tuple[str, ...],
    urls: Path | None,
    case: Path | None,
    json_file: Path | None,
    html: Path | None,
    published: str | None,
    outlet: str | None,
    columns: tuple[str, ...],
    workers: int,
    title: str | None,
    force: bool,
) -> None:
    """Read articles and build their timeline: files, folders, archives, crawls, mails, and pages of the web.

    Interrupted, the same command takes up where it stopped. Pages that were fetched are kept beside the output.

    \b
    Example: timeline build articles/ --html report.html
    """
    from timeline.case.staging import staged
    from timeline.case.writing import refuse_existing

    outputs = [output for output in (case, json_file, html) if output is not None]
    for output in outputs:
        refuse_existing(output, force=force)
    given = (*inputs, *_addresses(urls))
    if not given:
        _fail("nothing to build: give a file, a folder or an address; timeline build --help says how")
    with _interruptible(), staged(outputs[0] if outputs else None) as stage:
        if stage and stage.taken_up:
            click.echo(f"taking up where the last run stopped: {stage.taken_up:,} files are done", err=True)
        is_whole = bool(json_file or html) or (case is not None and case.exists())
        findings = _find(
            given, stage, published=published, outlet=outlet, columns=columns, workers=workers, is_whole=is_whole
        )
        if not findings.found:
            _tell(findings.problems)
            _fail("nothing to build: no article could be read")
        timeline = _written(findings, stage, given, case=case, json_file=json_file, html=html, title=title, force=force)
        if outputs and stage:
            _keep_pages(stage, outputs[0])
    _finish(timeline, findings.problems)


def _redacting(command: Callable[..., None]) -> Callable[..., None]:
    """The options that take something out of what is handed on."""
    options = (
        click.option("--leave-out", multiple=True, metavar="ARTICLE", help="Leave out the article with this id."),
        click.option("--withhold", multiple=True, metavar="NAME", help="Withhold a name, wherever it stands."),
        click.option("--withhold-file", type=INPUT, help="Withhold the names in this file, one a line."),
        click.option(
            "--words",
            multiple=True,
            metavar="[OUTLET=]N",
            help="At most N words of the text of each article (of this outlet).",
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


@main.command()
@click.argument("case", type=INPUT)
@click.option("-o", "--output", type=OUTPUT, required=True, help="The HTML file to write.")
@click.option("--title", help="Title of the report.")
@click.option("--author", help="Who signs the report.")
@click.option("--intro", type=INPUT, help="A text file to stand at its beginning.")
@_redacting
@click.option("--force", is_flag=True, help="Replace the file if it exists.")
@click.option("--open", "show", is_flag=True, help="Open the report in the browser.")
def report(
    case: Path,
    output: Path,
    title: str | None,
    author: str | None,
    intro: Path | None,
    force: bool,
    show: bool,
    **taken_out: Any,
) -> None:
    """Write the single-file HTML report of a case.

    CASE is a case file, the JSON of "timeline build", or an earlier report. A name that is withheld goes with its
    single words; other spellings of it must be named too.
    """
    from timeline.case import open_reviewed
    from timeline.case.telling import frame_of
    from timeline.case.writing import write_text
    from timeline.views.frame import DEFAULT_TITLE, redacted
    from timeline.views.report import render_report

    opened = open_reviewed(case)
    text = _read_plain(intro) if intro else ""
    frame = frame_of(opened, title=title or DEFAULT_TITLE, author=author or "", intro=text)
    timeline, frame = redacted(opened.timeline, frame, _redaction(**taken_out))
    write_text(output, render_report(timeline, frame=frame), force=force)
    if show:
        click.launch(str(output))


@main.command()
@click.argument("case", type=INPUT)
@click.option("--format", "form", type=click.Choice(FORMATS), required=True)
@click.option("-o", "--output", type=OUTPUT, required=True, help="The file to write.")
@_redacting
@click.option("--force", is_flag=True, help="Replace the file if it exists.")
def export(case: Path, form: str, output: Path, force: bool, **taken_out: Any) -> None:
    """Write a case in another format."""
    from timeline.case.writing import write_bytes
    from timeline.views.exports import export_bytes
    from timeline.views.redaction import redact

    timeline = redact(_open_timeline(case), _redaction(**taken_out)).timeline
    write_bytes(output, export_bytes(timeline, form), force=force)


@main.command()
@click.argument("case", type=INPUT, required=False)
@click.option("--port", type=click.IntRange(1, 65535), help="Port on this machine; default: the first free from 8501.")
@click.option("--headless", is_flag=True, help="Do not open a browser.")
def app(case: Path | None, port: int | None, headless: bool) -> None:
    """Open the web app on this machine; without CASE, on the demo case."""
    from timeline.ui.launch import launch

    sys.exit(launch(case, port=port, headless=headless))


@main.command()
@click.argument("file", type=click.File("r", encoding="utf-8"), default="-")
@click.option("-o", "--output", type=OUTPUT, help="Write here instead of standard output.")
@click.option("--force", is_flag=True, help="Replace the output if it exists.")
def tag(file: Iterable[str], output: Path | None, force: bool) -> None:
    """Tag time expressions: JSON Lines of documents in, JSON Lines of time expressions out.

    \b
    In:  {"doc": "a", "text": "It began on Friday.", "dct": "2024-10-08", "language": "en"}
    """
    from timeline.case.writing import refuse_existing, written_aside
    from timeline.tagging import tag_lines

    if output is not None:
        refuse_existing(output, force=force)
    problems: list[InputProblem] = []
    name = getattr(file, "name", "<stdin>")
    lines = tag_lines(file, name, problems)
    if output is None:
        for line in lines:
            click.echo(line)
    else:
        with written_aside(output) as aside, aside.open("w", encoding="utf-8", newline="") as out:
            out.writelines(line + "\n" for line in lines)
    _tell(problems)
    sys.exit(1 if problems else 0)


@main.command()
@click.argument("case", type=INPUT)
@click.option(
    "--sources",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The folder of the files that the articles were read from: each is checked against its SHA-256.",
)
def verify(case: Path, sources: Path | None) -> None:
    """Check a case: the chain of its log, its records, every quote against its article, and the sources.

    Exit status 0: everything holds; 1: something is broken, each named on standard error; 2: it cannot be read.

    \b
    Example: timeline verify karsin.case --sources articles/
    """
    from timeline.case.telling import verified_words
    from timeline.case.verify import verify_case

    found = verify_case(case, sources=sources)
    for broken in found.broken:
        click.echo(str(broken), err=True)
    for line in verified_words(found):
        click.echo(line)
    sys.exit(1 if found.broken else 0)


@main.command()
@click.argument("case", type=INPUT)
@click.option("--since", type=click.IntRange(min=0), default=0, help="Only entries after this number.")
@click.option("--json", "as_json", is_flag=True, help="Every entry whole, one JSON object a line, with its hash.")
def log(case: Path, since: int, as_json: bool) -> None:
    """Print what people and the program did in a case: who, when, what, before, after, and why.

    \b
    Example: timeline log karsin.case --since 120
    """
    from timeline.case.store import Store
    from timeline.case.telling import printed_log

    for line in printed_log(Store(case), since=since, as_json=as_json):
        click.echo(line)


@main.command()
@click.argument("text")
@click.option("--published", help="Publication date: 2017-02-07, 2017-02, or A/B.")
@click.option("--language", default="en", show_default=True, help="ISO 639-1 code.")
def explain(text: str, published: str | None, language: str) -> None:
    """Show each time expression of TEXT with its rule, its anchor, and the steps to its date."""
    from timeline.dates import explain_text
    from timeline.tagging import read_published

    click.echo(explain_text(text, published=read_published(published), language=language))


@main.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--baseline", type=OUTPUT, help="Show gains and losses against this stored run.")
@click.option("--save-baseline", type=OUTPUT, help="Store this run.")
@click.option("--language", default="en", show_default=True, help="ISO 639-1 code of the documents.")
def evaluate(folder: Path, baseline: Path | None, save_baseline: Path | None, language: str) -> None:
    """Score dates, attributions, claims or clusters against the gold in FOLDER; its files tell which."""
    from timeline.claims import evaluate as of_claims

    runs = of_claims.Baseline(baseline, save_baseline)
    if of_claims.is_attribution_folder(folder):
        from timeline.pipeline import build

        click.echo(of_claims.evaluate_attribution(folder, build, baseline=runs))
    elif of_claims.is_claims_folder(folder):
        click.echo(of_claims.evaluate_claims(folder, baseline=runs))
    elif any(folder.glob("*.json")):
        from timeline.events.evaluate import evaluate_clusters
        from timeline.pipeline import build

        click.echo(evaluate_clusters(folder, build, baseline=baseline, save_baseline=save_baseline))
    else:
        from timeline.dates.evaluate import evaluate_folder

        click.echo(evaluate_folder(folder, baseline=baseline, save_baseline=save_baseline, language=language))


@main.group()
def rules() -> None:
    """The rules and words that stand as data in the lexicon."""


@rules.command()
def check() -> None:
    """Check that every rule matches its examples and none of its rejects."""
    from timeline import articles, claims, dates
    from timeline.dates.locale_rules import check_locale_rules

    checks = (dates.check_rules, check_locale_rules, articles.check_rules, claims.check_rules)
    broken = [line for check in checks for line in check()]
    for line in broken:
        click.echo(line, err=True)
    if broken:
        _fail(f"{len(broken)} broken; mend the rule or its example")
    click.echo("every rule matches its examples and none of its rejects")


def _addresses(urls: Path | None) -> tuple[str, ...]:
    from timeline.articles.fetch import is_address, read_url_list

    listed = read_url_list(_read_plain(urls)) if urls else ()
    wrong = next((line for line in listed if not is_address(line)), None)
    if wrong is not None:
        raise TimelineError(f"{urls}: {wrong[:100]!r} is no address; write one that begins with https:// in each line")
    return listed


def _find(
    inputs: Sequence[str],
    stage: Stage | None,
    *,
    published: str | None,
    outlet: str | None,
    columns: tuple[str, ...],
    workers: int,
    is_whole: bool,
) -> Findings:
    """Reads and examines everything, with a bar on a terminal and none in a pipe."""
    from timeline.articles.gather import size_of
    from timeline.articles.make import Given
    from timeline.case.building import Inputs, find_all, read_columns, with_pages
    from timeline.scale import spread_over
    from timeline.tagging import read_dating
    from timeline.types import Evidence

    dating = None
    if published is not None:
        dating = read_dating(published, Evidence("option", published, "given with --published"))
    is_shown = sys.stderr.isatty()
    paths = [one for one in inputs if not _is_address(one)]
    pages = len(inputs) - len(paths)
    length = max(1, size_of(paths) + pages * _PAGE_BYTES) if is_shown else 1
    begun = time.monotonic()
    bar: Any = click.progressbar(
        length=length,
        label="reading",
        file=sys.stderr,
        hidden=not is_shown,
        item_show_func=lambda count: _rate(count, begun),
        update_min_steps=max(1, length // 500),
    )
    with bar:
        sources = with_pages(inputs, stage, now=lambda: datetime.now(UTC), passed=lambda: bar.update(_PAGE_BYTES))
        wanted = Inputs(sources, Given(dating, outlet), read_columns(columns), workers, bar.update)
        return find_all(
            wanted, spread=spread_over(workers), stage=stage, is_whole=is_whole, tell=lambda count: bar.update(0, count)
        )


_PAGE_BYTES = 100_000
"""What a page that is fetched counts for in the bar, beside the bytes of files."""


def _rate(count: int | None, begun: float) -> str:
    return f"{count:,} articles, {count / max(0.1, time.monotonic() - begun):.0f}/s" if count else ""


def _is_address(text: str) -> bool:
    from timeline.articles.fetch import is_address

    return is_address(text)


@contextmanager
def _interruptible() -> Iterator[None]:
    """Ctrl-C, or a supervisor's "end": what was done so far stays on the disk, and one line says so."""
    before = signal.getsignal(signal.SIGTERM)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    except KeyboardInterrupt:
        click.echo("\ninterrupted: no output was written; the same command takes up where it stopped", err=True)
        sys.exit(130)
    finally:
        signal.signal(signal.SIGTERM, before)


def _written(
    findings: Findings,
    stage: Stage | None,
    inputs: Sequence[str],
    *,
    case: Path | None,
    json_file: Path | None,
    html: Path | None,
    title: str | None,
    force: bool,
) -> Timeline:
    """Writes the outputs; the timeline as it is shown, with every person's word that the case holds."""
    from timeline.articles import shared_problem
    from timeline.case.building import renew_case, write_case
    from timeline.case.writing import write_text

    at, program = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"), f"conflict-timeline {__version__}"
    paths = [one for one in inputs if not _is_address(one)]
    if case is not None and case.exists():
        timeline, others = renew_case(
            case, findings, lambda problem: shared_problem(problem, paths), at=at, program=program
        )
        if others:
            number = f"{others} article{'s' if others > 1 else ''}"
            click.echo(
                f"{case}: {number} that these inputs do not hold stay in the case; for a case without, name a new file"
            )
    else:
        timeline = findings.timeline(lambda problem: shared_problem(problem, paths))
        if case is not None and stage is not None:
            write_case(case, timeline, findings, stage, at=at, program=program, force=force)
    if json_file is not None:
        from timeline.views.exports import render_export

        write_text(json_file, render_export(timeline, "json"), force=force)
    if html is not None:
        from timeline.views.report import render_report

        write_text(html, render_report(timeline, title=title), force=force)
    return timeline


def _keep_pages(stage: Stage, output: Path) -> None:
    """The pages that were fetched, as they came, in a crawl of their own beside the output."""
    from timeline.articles.pages import write_pages

    path = output.with_name(f"{output.name}.pages.warc.gz")
    pages = list(stage.pages())
    if not pages:
        return
    with path.open("ab") as file:
        write_pages(file, pages)
    click.echo(f"{path}: the pages as they were fetched, with their SHA-256", err=True)


def _redaction(
    *, leave_out: tuple[str, ...], withhold: tuple[str, ...], withhold_file: Path | None, words: tuple[str, ...]
) -> Redaction:
    from timeline.views.redaction import EVERY_OUTLET, Redaction

    names = [*withhold, *(_read_plain(withhold_file).splitlines() if withhold_file else ())]
    limits = {}
    for limit in words:
        outlet, _, number = limit.rpartition("=")
        if not number.isdecimal():
            raise TimelineError(f"--words {limit}: not a number of words; write --words 50 or --words 'The Outlet=50'")
        limits[outlet.strip() or EVERY_OUTLET] = int(number)
    return Redaction(frozenset(leave_out), tuple(name for name in names if name.strip()), limits)


def _read_plain(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise TimelineError(f"{path}: cannot be read as text ({error}); save it as UTF-8") from error


def _open_timeline(path: Path) -> Timeline:
    from timeline.case.opening import open_case

    return open_case(path).timeline


def _finish(timeline: Timeline, problems: Sequence[InputProblem]) -> NoReturn:
    """Names the problems with the paths as the user gave them; the timeline holds them as others may see them."""
    from timeline.views.summary import summary_line

    _tell(problems)
    click.echo(summary_line(timeline))
    sys.exit(1 if problems else 0)


def _tell(problems: Iterable[InputProblem]) -> None:
    for problem in problems:
        click.echo(str(problem), err=True)


def _fail(text: str) -> NoReturn:
    click.echo(text, err=True)
    sys.exit(2)
