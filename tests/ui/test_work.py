"""What a person does to a case, in a real browser on the demo: add, correct, see the dates move, export."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from app_steps import click_mark, visit
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
Opener = Callable[..., Page]

PASTED = """Police post attacked in Port Ravel

Gunmen attacked a police post in Port Ravel on Friday, killing three officers, the interior ministry said.
A ceasefire had been signed on 3 June 2019."""
WITH_DATE = """---
outlet: Ravel Herald
title: Shells hit the mill of Ravel
published: 2021-03-10
---
Shells hit the mill of Ravel on Tuesday, wounding two workers, the mayor told the Herald."""


def test_the_demo_opens_with_its_numbers(open_page: Opener, demo_app: str) -> None:
    page = open_page(demo_app)
    expect(page.locator(".ct-summary")).to_contain_text(re.compile(r"^\d+ articles, \d+ outlets, \d+ claims"))
    expect(page.locator(".scatterlayer path.point")).not_to_have_count(0)
    assert "Reading" not in page.locator(".ct-summary").inner_text()


def test_a_click_on_the_chart_brings_the_evidence_and_the_row_in_sight(open_page: Opener, demo_app: str) -> None:
    page = open_page(demo_app)
    page.set_viewport_size({"width": 1440, "height": 800})
    click_mark(page, -1)
    expect(page.locator(".ct-evidence h2")).to_be_in_viewport()
    expect(page.locator(".st-key-list_box [role=radiogroup] > div:has(input:checked)")).to_be_in_viewport()


def test_a_pasted_article_appears_with_what_is_in_doubt(open_page: Opener, demo_app: str) -> None:
    page = open_page(demo_app)
    visit(page, "Add")
    page.get_by_role("textbox", name="Or paste the text of an article").fill(PASTED)
    page.get_by_role("button", name="Read and put on the timeline").click()
    expect(page.get_by_role("heading", name="1 article added")).to_be_visible()
    card = page.locator("[class*=st-key-added_]")
    expect(card).to_contain_text("Police post attacked in Port Ravel")
    expect(card).to_contain_text("Unknown outlet")
    expect(card).to_contain_text("2 time expressions")
    expect(card.locator(".ct-doubts li")).not_to_have_count(0)
    page.get_by_role("link", name="Timeline", exact=True).click()
    page.get_by_role("searchbox", name="Search").fill("Port Ravel")
    page.keyboard.press("Enter")
    expect(page.get_by_text("match the filters")).to_be_visible()
    expect(page.locator(".st-key-list_box [role=radio], .st-key-list_box input[type=radio]")).not_to_have_count(0)


def test_an_address_in_a_headline_is_no_link(open_page: Opener, demo_app: str) -> None:
    page = open_page(demo_app)
    visit(page, "Add")
    headline = "Mill shelled, see https://elsewhere.example/x or www.elsewhere.example or ed@elsewhere.example"
    page.get_by_role("textbox", name="Or paste the text of an article").fill(
        f"---\ntitle: {headline}\n---\nShells hit the mill."
    )
    page.get_by_role("button", name="Read and put on the timeline").click()
    expect(page.get_by_role("heading", name="1 article added")).to_be_visible()
    visit(page, "Articles")
    box = page.locator(".st-key-article_box")
    expect(box).to_contain_text("www\u2060.elsewhere.example")
    expect(box.get_by_role("link")).to_have_count(0)


def test_a_publication_date_is_corrected_and_the_dates_move_with_it(open_page: Opener, demo_app: str) -> None:
    page = open_page(demo_app)
    visit(page, "Add")
    page.get_by_role("textbox", name="Or paste the text of an article").fill(PASTED)
    page.get_by_role("button", name="Read and put on the timeline").click()
    card = page.locator("[class*=st-key-added_]")
    published = card.get_by_role("textbox", name="Published on")
    published.fill("soon")
    published.press("Enter")
    expect(card.get_by_text("is not a publication date; write it as")).to_be_visible()
    published.fill("2021-03-10")
    published.press("Enter")
    row = card.locator(".ct-moves tr", has_text="Friday")
    expect(row).to_contain_text("5 March 2021")
    expect(card.locator(".ct-moves")).not_to_contain_text("3 June 2019")
    card.get_by_role("button", name="Keep the correction").click()
    expect(card.locator(".ct-facts")).to_contain_text("10 March 2021")
    visit(page, "Log")
    expect(page.locator(".ct-log").first).to_contain_text("Corrected the publication date")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".ct-log").first).to_contain_text("Took back entry")


def test_dropped_files_are_read_and_problems_are_clear_lines(open_page: Opener, demo_app: str, tmp_path: Path) -> None:
    good, empty = tmp_path / "mill.md", tmp_path / "empty.txt"
    good.write_text(WITH_DATE, encoding="utf-8")
    empty.write_bytes(b"")
    page = open_page(demo_app)
    visit(page, "Add")
    page.locator("input[type=file]").first.set_input_files([good, empty])
    expect(page.get_by_text("empty.txt")).to_be_visible()
    page.get_by_role("button", name="Read and put on the timeline").click()
    card = page.locator("[class*=st-key-added_]")
    expect(card).to_contain_text("Ravel Herald")
    expect(card).to_contain_text("10 March 2021")
    expect(page.get_by_test_id("stAlert").filter(has_text="empty.txt")).to_contain_text("What to do:")
    expect(page.locator("input[type=file]")).to_have_count(2)  # the emptied field has taken the place of the filled one
    page.locator("input[type=file]").first.set_input_files([good])
    page.get_by_role("button", name="Read and put on the timeline").click()
    expect(page.get_by_test_id("stAlert").filter(has_text="already in the case")).to_be_visible()
    page.get_by_role("link", name="Timeline", exact=True).click()
    expect(page.get_by_text("1 input could not be read")).to_be_visible()  # empty.txt, and not what came twice


def test_report_and_formats_can_be_downloaded(open_page: Opener, demo_app: str, tmp_path: Path) -> None:
    page = open_page(demo_app)
    visit(page, "Export")
    with page.expect_download() as report:
        page.get_by_role("button", name="Download the report").click()
    assert report.value.suggested_filename == "demo-case.html"
    report.value.save_as(tmp_path / "report.html")
    assert (tmp_path / "report.html").read_text(encoding="utf-8").lstrip().lower().startswith("<!doctype html>")
    with page.expect_download() as data:
        page.get_by_role("button", name="Download JSON", exact=True).click()
    data.value.save_as(tmp_path / "case.json")
    document = json.loads((tmp_path / "case.json").read_text(encoding="utf-8"))
    assert document["schema"] == "conflict-timeline/1"
    assert len(document["articles"]) >= 20
    with page.expect_download() as table:
        page.get_by_role("button", name="Download Table of claims (CSV)").click()
    assert table.value.suggested_filename == "demo-case.csv"


def test_the_theme_can_be_changed_and_no_other_menu_is_there(open_page: Opener, demo_app: str) -> None:
    page = open_page(demo_app)
    page.get_by_role("button", name="Main menu").click()
    menu = page.get_by_test_id("stMainMenuPopover")
    expect(menu).to_contain_text("About")
    for clutter in ("Deploy", "Rerun", "Clear cache", "Record"):
        expect(menu).not_to_contain_text(clutter)
