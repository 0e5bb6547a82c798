"""What a keyboard may hold, checked before a message is sent or edited."""

from typing import Any

from botapi.trouble import bad

ACTIONS = frozenset({
    "url", "callback_data", "web_app", "login_url", "switch_inline_query", "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat", "copy_text", "callback_game", "pay",
})  # fmt: skip
REQUESTS = ("request_contact", "request_location", "request_poll", "request_users", "request_chat", "web_app")
STYLES = (None, "primary", "success", "danger")


def check(markup: Any, *, private: bool, edit: bool = False) -> dict[str, Any] | None:
    """The reply markup as given, if the Bot API would take it; an edit takes an inline keyboard only."""
    if markup in (None, ""):
        return None
    if not isinstance(markup, dict):
        raise bad("object expected as reply markup")
    if "inline_keyboard" in markup:
        _rows(markup["inline_keyboard"], _inline)
        return markup
    if edit:
        raise bad("inline keyboard expected")
    if "keyboard" in markup:
        _rows(markup["keyboard"], lambda button: _reply(button, private))
    elif markup.get("remove_keyboard") is not True and markup.get("force_reply") is not True:
        raise bad("can't parse reply keyboard markup JSON object")
    return markup


def _rows(rows: Any, check_button: Any) -> None:
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad('field "inline_keyboard" must be an Array of Arrays')
    if sum(len(row) for row in rows) > 100:
        raise bad("REPLY_MARKUP_TOO_LONG")
    for row in rows:
        for button in row:
            check_button(button)


def _inline(button: Any) -> None:
    if not isinstance(button, dict) or not str(button.get("text", "")).strip():
        raise bad('can\'t parse inline keyboard button: field "text" must be non-empty')
    given = ACTIONS & {name for name, value in button.items() if value is not None}
    if not given:
        raise bad("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    if len(given) > 1:
        raise bad("can't parse inline keyboard button: exactly one optional field must be used")
    if "callback_data" in given and not 1 <= len(str(button["callback_data"]).encode()) <= 64:
        raise bad("BUTTON_DATA_INVALID")
    if "url" in given and not str(button["url"]).startswith(("http://", "https://", "tg://")):
        raise bad("BUTTON_URL_INVALID")
    if button.get("style") not in STYLES:
        raise bad("can't parse inline keyboard button: unknown style")


def _reply(button: Any, private: bool) -> None:
    if isinstance(button, str):
        button = {"text": button}
    if not isinstance(button, dict) or not str(button.get("text", "")).strip():
        raise bad('can\'t parse keyboard button: field "text" must be non-empty')
    if not private and any(button.get(request) for request in REQUESTS):
        raise bad("location, phone number and web apps can be requested in private chats only")


def labels(markup: dict[str, Any] | None) -> list[list[str]]:
    """The rows of labels that a person sees under a message."""
    if not markup:
        return []
    rows = markup.get("inline_keyboard") or markup.get("keyboard") or []
    return [[button if isinstance(button, str) else button["text"] for button in row] for row in rows]
