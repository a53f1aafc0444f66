"""Renews ``tests/golden/report.html`` from the sample timeline: ``python tests/views/renew_golden.py``."""

from __future__ import annotations

import re
import sys
from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent
GOLDEN = TESTS / "golden" / "report.html"


def normalised(page: str) -> str:
    """The page without what a release alone decides (Plotly's bundle, its hash, version numbers), and without the
    packed figures, whose content the figure's own tests look at."""
    for name in ("plotly-bundle", "timeline-figures"):
        page = re.sub(rf'(id="{name}">)[^<]*', r"\1…", page)
    page = re.sub(r"(script-src &#39;sha256-[^&]*&#39; &#39;sha256-)[^&]*", r"\1…", page)
    page = re.sub(r'<style id="[0-9a-f]{64}"></style>', '<style id="…"></style>', page)
    page = re.sub(r"(Conflict Timeline) [0-9][0-9a-z.]*", r"\1 …", page)
    return re.sub(r"chart by Plotly [0-9.]+", "chart by Plotly …", page)


if __name__ == "__main__":
    sys.path.insert(0, str(TESTS))
    from samples import sample_timeline

    from timeline.views.report import render_report

    GOLDEN.write_text(normalised(render_report(sample_timeline(), title="Karsin, March 2021")), encoding="utf-8")
