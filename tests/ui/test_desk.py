"""What people decide in the app: by single keys, at the evidence, two at a time; all of it can be taken back."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from app_steps import settle, visit
from playwright.sync_api import Page, expect
from samples import sample_timeline

from timeline.case import Kind, Store, create_case

pytestmark = pytest.mark.browser
Opener = Callable[..., Page]


def test_the_queue_is_worked_through_with_single_keys(open_page: Opener, sample_app: str) -> None:
    page = open_page(sample_app)
    visit(page, "Review")
    page.get_by_role("button", name="Who is right?").or_(page.get_by_text("Who is right?")).first.click()
    expect(page.locator(".ct-task h2")).to_have_text("Shelling of the market of Karsin")
    settle(page)
    page.locator("h1").click()
    page.keyboard.press("a")
    expect(page.get_by_text("Accepted.").first).to_be_visible()
    expect(page.locator(".ct-task h2")).not_to_have_text("Shelling of the market of Karsin")
    settle(page)
    page.keyboard.press("z")
    expect(page.get_by_text("Undone.").first).to_be_visible()
    settle(page)
    visit(page, "Log")
    expect(page.locator(".ct-log").nth(0)).to_contain_text("Took back entry")
    expect(page.locator(".ct-log").nth(1)).to_contain_text("Accepted")


def test_a_date_is_corrected_at_the_evidence_and_a_wrong_one_stays_as_typed(open_page: Opener, sample_app: str) -> None:
    page = open_page(f"{sample_app}/?event=event-0000000003")
    page.get_by_text("Decide, correct, join, note").click()
    page.get_by_role("radio", name="Correct").or_(page.get_by_role("button", name="Correct", exact=True)).first.click()
    page.get_by_role("radio", name="Date", exact=True).or_(
        page.get_by_role("button", name="Date", exact=True)
    ).first.click()
    field = page.get_by_role("textbox", name="Date", exact=True)
    field.fill("soon")
    field.press("Enter")
    page.get_by_role("button", name="Keep the correction").click()
    expect(page.get_by_text("Not kept:")).to_be_visible()
    expect(field).to_have_value("soon")
    field.fill("2021-03-11")
    field.press("Enter")
    page.get_by_role("button", name="Keep the correction").click()
    expect(page.locator(".ct-when")).to_contain_text("11 March 2021")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".ct-when")).to_contain_text("10 March 2021")


def test_two_people_see_each_others_changes(
    open_page: Opener, start_app: Callable[[Path | None], str], tmp_path: Path
) -> None:
    path = tmp_path / "Shared.case"
    create_case(path, sample_timeline())
    address = start_app(path)
    first, second = open_page(address), open_page(address)
    visit(second, "Articles")
    expect(second.locator(".ct-reading .ct-meta").first).to_contain_text("published: 10 March 2021")
    visit(first, "Articles")
    first.get_by_text("Correct outlet, date, headline or language").click()
    field = first.get_by_role("textbox", name="Published on")
    field.fill("2021-03-12")
    field.press("Enter")
    first.get_by_role("button", name="Keep the correction").click()
    expect(first.get_by_text("Kept.").first).to_be_visible()
    expect(second.locator(".ct-reading .ct-meta").first).to_contain_text("published: 12 March 2021")  # untouched
    assert [entry.kind for entry in Store(path).log()[1:]] == [Kind.CORRECT]


def test_the_matrix_leads_to_the_evidence(open_page: Opener, sample_app: str) -> None:
    page = open_page(sample_app)
    visit(page, "Compare")
    expect(page.locator(".ct-matrix tbody tr")).to_have_count(1)
    page.locator(".ct-matrix a").press("Enter")
    expect(page.locator(".ct-evidence h2")).to_have_text("Shelling of the market of Karsin")
    expect(page.locator(".ct-sources img")).to_have_attribute("alt", re.compile("has 1 claim from"))


def test_a_place_shows_what_is_claimed_of_it(open_page: Opener, sample_app: str) -> None:
    page = open_page(sample_app)
    visit(page, "Places")
    page.get_by_role("radio", name="Karsin", exact=True).press("Space")
    expect(page.locator(".ct-evidence h2")).to_have_text("Karsin")
    expect(page).to_have_url(re.compile("place=Karsin"))
