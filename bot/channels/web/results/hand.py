"""How text comes to be HTML: escaped, on one line, and in its own language where that is not the page's."""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from bot.render import Reader
from dialogs.text import Text
from locales import direction


@dataclass(frozen=True, slots=True)
class Hand:
    """Writes for one reader."""

    reader: Reader

    def words(self, text: Text) -> str:
        return escape(self.reader.words(text))

    def number(self, n: float) -> str:
        return escape(self.reader.catalogue.number(n))

    def element(self, name: str, text: Text, attributes: str = "", after: str = "") -> str:
        """An element that holds `text`, and then what is HTML already."""
        language = self.reader.foreign(text)
        foreign = f' lang="{language}" dir="{direction(language)}"' if language else ""
        return f"<{name}{foreign}{' ' * bool(attributes)}{attributes}>{self.words(text)}{after}</{name}>"

    def paragraphs(self, texts: Iterable[Text], attributes: str = "") -> str:
        return "\n".join(self.element("p", text, attributes) for text in texts)

    def direction(self, text: Text) -> str:
        """Which way the language of `text` runs."""
        return direction(self.reader.foreign(text) or self.reader.catalogue.language)


def bar(share: float) -> str:
    """Drawn by numbers in attributes, since the page allows no styles of its own; the table says the same."""
    return (
        '<svg class="bar" viewBox="0 0 1000 1" preserveAspectRatio="none" aria-hidden="true">'
        f'<rect width="{round(1000 * share)}" height="1"/></svg>'
    )
