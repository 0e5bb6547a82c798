"""The methods that the fake knows, with the parameters that each may be given.

A method or a parameter that is not here is a slip of the bot: it is recorded, and the
test that runs the fake fails.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from botapi import about, messages, updates
from botapi.call import Call
from botapi.world import World


@dataclass(frozen=True, slots=True)
class Method:
    run: Callable[[World, Call], Any]
    required: frozenset[str]
    optional: frozenset[str]
    paced: bool
    """Whether it spends the token's budget of messages."""


def _method(
    run: Callable[[World, Call], Any], required: str, optional: str = "", *, paced: bool = False
) -> Method:
    return Method(run, frozenset(required.split()), frozenset(optional.split()), paced)


_SEND = (
    "reply_markup disable_notification protect_content message_thread_id reply_parameters message_effect_id"
)
_TEXT = "parse_mode entities link_preview_options"
_CAPTION = "caption parse_mode caption_entities show_caption_above_media"

METHODS: dict[str, Method] = {
    "getMe": _method(about.get_me, ""),
    "getChat": _method(about.get_chat, "chat_id"),
    "getFile": _method(about.get_file, "file_id"),
    "setMyCommands": _method(about.set_my_commands, "commands", "scope language_code"),
    "getMyCommands": _method(about.get_my_commands, "", "scope language_code"),
    "setMyDescription": _method(
        about.set_words("Description", "description", 512), "", "description language_code"
    ),
    "getMyDescription": _method(about.get_words("Description", "description"), "", "language_code"),
    "setMyShortDescription": _method(
        about.set_words("ShortDescription", "short_description", 120), "", "short_description language_code"
    ),
    "getMyShortDescription": _method(
        about.get_words("ShortDescription", "short_description"), "", "language_code"
    ),
    "setWebhook": _method(
        updates.set_webhook,
        "url",
        "secret_token max_connections allowed_updates drop_pending_updates ip_address",
    ),
    "deleteWebhook": _method(updates.delete_webhook, "", "drop_pending_updates"),
    "getWebhookInfo": _method(updates.get_webhook_info, ""),
    "sendMessage": _method(messages.send_message, "chat_id text", f"{_SEND} {_TEXT}", paced=True),
    "sendDocument": _method(messages.send_document, "chat_id document", f"{_SEND} {_CAPTION}", paced=True),
    "sendPhoto": _method(messages.send_photo, "chat_id photo", f"{_SEND} {_CAPTION} has_spoiler", paced=True),
    "sendLocation": _method(messages.send_location, "chat_id latitude longitude", _SEND, paced=True),
    "sendPoll": _method(
        messages.send_poll,
        "chat_id question options",
        f"{_SEND} is_anonymous type allows_multiple_answers open_period",
        paced=True,
    ),
    "sendChatAction": _method(messages.send_chat_action, "chat_id action", "message_thread_id"),
    "editMessageText": _method(
        messages.edit_message_text, "chat_id message_id text", f"reply_markup {_TEXT}", paced=True
    ),
    "editMessageReplyMarkup": _method(
        messages.edit_message_reply_markup, "chat_id message_id", "reply_markup", paced=True
    ),
    "deleteMessage": _method(messages.delete_message, "chat_id message_id"),
    "answerCallbackQuery": _method(
        messages.answer_callback_query, "callback_query_id", "text show_alert url cache_time"
    ),
}
"""`getUpdates` stands apart in `botapi.server`: it waits."""

POLL = frozenset({"offset", "limit", "timeout", "allowed_updates"})
