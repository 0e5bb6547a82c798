"""A resident's phone with the web chat open in it: a real page, and the words on it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, BrowserContext, Locator, Page, expect

from locales import catalogue

PHONE = {"width": 390, "height": 780}
_RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    # `fits` asks for more, and not of what is half scrolled under the answer field at the moment.
    "rules": {"target-size": {"enabled": False}},
}


@dataclass
class Phone:
    context: BrowserContext
    page: Page
    address: str
    language: str = "fr"
    troubles: list[str] = field(default_factory=list)
    """What the browser complained of: errors, refused scripts, requests to elsewhere."""

    async def opens(self, path: str) -> None:
        await self.page.goto(self.address + path)
        await expect(self.card).to_be_visible()

    @property
    def card(self) -> Locator:
        """The newest card."""
        return self.page.locator(".card").last

    def button(self, words: str) -> Locator:
        """The newest button that reads so, in the language of the page."""
        return self.page.get_by_role("button", name=self.says_it(words), exact=True).last

    def says_it(self, words: str) -> str:
        """Our words as the page has them; an author's as they are."""
        return catalogue(self.language).gettext(words)

    async def taps(self, *labels: str) -> None:
        """Buttons of the newest card, each once the one before was answered."""
        for label in labels:
            before = await self.page.locator(".card").count()
            await self.card.get_by_role("button", name=self.says_it(label), exact=True).click()
            await expect(self.page.locator(".card")).not_to_have_count(before)

    async def ticks(self, *labels: str) -> None:
        for label in labels:
            await self.card.get_by_role("checkbox", name=label, exact=True).click()

    async def writes(self, text: str) -> None:
        await self.page.get_by_role("textbox").last.fill(text)
        await self.page.keyboard.press("Enter")

    async def sees(self, text: str) -> None:
        await expect(self.page.get_by_role("log")).to_contain_text(self.says_it(text))

    async def can_be_read_by_all(self) -> None:
        """axe-core finds nothing to mend."""
        found = await Axe().run(self.page, options=_RULES)
        assert found.violations_count == 0, found.generate_report()

    async def fits(self) -> None:
        """Nothing has to be scrolled sideways, and every target is as large as a finger."""
        width = await self.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert width <= 0, f"{width} pixels too wide"
        small: list[Any] = await self.page.evaluate(_SMALL_TARGETS)
        assert not small


_SMALL_TARGETS = """
[...document.querySelectorAll('button, a.key, label.key, textarea, input:not([type=checkbox], .spoken)')]
  .filter((node) => !node.matches('.command'))
  .filter((node) => node.offsetParent && (node.offsetHeight < 44 || node.offsetWidth < 44))
  .map((node) => [node.textContent, node.offsetWidth, node.offsetHeight])
"""


@asynccontextmanager
async def opened(chromium: Browser, address: str, **looks: Any) -> AsyncIterator[Phone]:
    """A phone of its own; at the end its browser must have had nothing to complain of."""
    settings = {"viewport": PHONE, "locale": "fr-FR", "reduced_motion": "reduce", **looks}
    context = await chromium.new_context(**settings)
    page = await context.new_page()
    phone = Phone(context, page, address)
    page.on("pageerror", lambda error: phone.troubles.append(str(error)))
    page.on("console", lambda said: said.type == "error" and phone.troubles.append(said.text))
    page.on("request", lambda asked: asked.url.startswith(address) or phone.troubles.append(asked.url))
    yield phone
    await context.close()
    assert not [trouble for trouble in phone.troubles if "ERR_INTERNET_DISCONNECTED" not in trouble]
