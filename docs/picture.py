"""Makes docs/case.png, the picture of the README, from an example review: ``make picture`` (needs Chromium)."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from casegraph.examples import example_reviews
from graph.views.pages import case_page
from graph.workspace import Workspace
from loaders.load import load

EDGE = "FAILED_TO_SHARE|childrens-social-care|education"

with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
    workspace = Workspace(folder)
    load([path for path in example_reviews() if path.stem == "wendleshire-child-t"], workspace)
    page_file = Path(folder) / "case.html"
    with workspace.store() as store:
        page_file.write_text(case_page(store, "Child T"), encoding="utf-8")
    browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
    page = browser.new_page(viewport={"width": 1440, "height": 860})
    page.goto(page_file.as_uri())
    page.evaluate("edge => select({edge})", EDGE)
    page.locator("summary").first.click()
    page.wait_for_timeout(500)
    page.screenshot(path=Path(__file__).parent / "case.png")
    browser.close()
