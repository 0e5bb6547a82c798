"""Methods that send, edit and delete messages."""

from typing import Any

from botapi import keyboards
from botapi.call import Call
from botapi.markup import text_of, units
from botapi.trouble import bad
from botapi.world import Chat, Message, World

LONGEST_TEXT, LONGEST_CAPTION, LONGEST_NOTICE = 4096, 1024, 200
LARGEST_PHOTO, LARGEST_FILE = 10 << 20, 50 << 20
STALE, DELETABLE = 900, 48 * 3600
"""Seconds: how long a tap may be answered, and a message be deleted."""


def send_message(world: World, call: Call) -> dict[str, Any]:
    chat = world.reachable(call.chat)
    text, entities = text_of(call, "text", LONGEST_TEXT, "message is too long")
    if not text.strip():
        raise bad("message text is empty")
    return _send(world, call, chat, {"text": text, **({"entities": entities} if entities else {})})


def send_document(world: World, call: Call) -> dict[str, Any]:
    chat = world.reachable(call.chat)
    file_id, name, data = _file(world, call, "document", LARGEST_FILE)
    document = {
        "file_id": file_id,
        "file_unique_id": f"u{file_id}",
        "file_name": name,
        "file_size": len(data),
    }
    return _send(world, call, chat, {"document": document, **_caption(call)})


def send_photo(world: World, call: Call) -> dict[str, Any]:
    chat = world.reachable(call.chat)
    file_id, _name, data = _file(world, call, "photo", LARGEST_PHOTO)
    size = {"file_id": file_id, "file_unique_id": f"u{file_id}", "file_size": len(data)}
    return _send(world, call, chat, {"photo": [size | {"width": 800, "height": 600}], **_caption(call)})


def send_location(world: World, call: Call) -> dict[str, Any]:
    chat = world.reachable(call.chat)
    latitude, longitude = call.decimal("latitude"), call.decimal("longitude")
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise bad("wrong latitude or longitude specified")
    return _send(world, call, chat, {"location": {"latitude": latitude, "longitude": longitude}})


def send_poll(world: World, call: Call) -> dict[str, Any]:
    chat = world.reachable(call.chat)
    question, options = call.text("question"), call.nested("options")
    if not 1 <= units(question) <= 300:
        raise bad("poll question must be non-empty and at most 300 characters long")
    if not isinstance(options, list) or not 1 <= len(options) <= 12:
        raise bad("poll must have 1 to 12 options")
    texts = [option if isinstance(option, str) else str(option.get("text", "")) for option in options]
    if any(not 1 <= units(text) <= 100 for text in texts):
        raise bad("poll options length must not exceed 100")
    poll = {
        "id": str(next(world.ids)),
        "question": question,
        "options": [
            {"persistent_id": str(n), "text": text, "voter_count": 0} for n, text in enumerate(texts)
        ],
        "total_voter_count": 0,
        "is_closed": False,
        "is_anonymous": "is_anonymous" not in call.fields or call.flag("is_anonymous"),
        "type": "regular",
        "allows_multiple_answers": call.flag("allows_multiple_answers"),
        "allows_revoting": True,
        "members_only": False,
    }
    return _send(world, call, chat, {"poll": poll})


def send_chat_action(world: World, call: Call) -> bool:
    world.reachable(call.chat)
    if not call.text("action"):
        raise bad("wrong parameter action in request")
    return True


def edit_message_text(world: World, call: Call) -> dict[str, Any]:
    message = _editable(world, call)
    text, entities = text_of(call, "text", LONGEST_TEXT, "MESSAGE_TOO_LONG")
    if not text.strip():
        raise bad("message text is empty")
    if "text" not in message.content:
        raise bad("there is no text in the message to edit")
    markup = keyboards.check(call.nested("reply_markup"), private=True, edit=True)
    return _rewrite(world, message, {"text": text, **({"entities": entities} if entities else {})}, markup)


def edit_message_reply_markup(world: World, call: Call) -> dict[str, Any]:
    message = _editable(world, call)
    markup = keyboards.check(call.nested("reply_markup"), private=True, edit=True)
    return _rewrite(world, message, message.content, markup)


def delete_message(world: World, call: Call) -> bool:
    chat = world.reachable(call.chat)
    message = world.sent(chat, call.whole("message_id"))
    if message is None:
        raise bad("message to delete not found")
    if world.now() - message.at > DELETABLE or not (message.mine or chat.private):
        raise bad("message can't be deleted")
    message.deleted = True
    world.stir(chat)
    return True


def answer_callback_query(world: World, call: Call) -> bool:
    tap = world.taps.get(call.text("callback_query_id"))
    if tap is None or tap.said is not None or world.now() - tap.at > STALE:
        raise bad("query is too old and response timeout expired or query ID is invalid")
    text = call.text("text")
    if units(text) > LONGEST_NOTICE:
        raise bad("MESSAGE_TOO_LONG")
    tap.said = text
    world.stir(world.chats[tap.chat])
    return True


def _send(world: World, call: Call, chat: Chat, content: dict[str, Any]) -> dict[str, Any]:
    markup = keyboards.check(call.nested("reply_markup"), private=chat.private)
    return world.shown(world.add(chat, content, mine=True, markup=markup))


def _caption(call: Call) -> dict[str, Any]:
    text, entities = text_of(call, "caption", LONGEST_CAPTION, "message caption is too long")
    shown: dict[str, Any] = {"caption": text} if text else {}
    return shown | ({"caption_entities": entities} if entities else {})


def _file(world: World, call: Call, name: str, largest: int) -> tuple[str, str, bytes]:
    """A file sent with the call (as its own part or as `attach://part`), or one known by its id."""
    given = call.text(name)
    upload = call.files.get(given.removeprefix("attach://") if given else name)
    if upload is None and given not in world.files:
        raise bad("wrong file identifier/HTTP URL specified")
    if upload is None:
        return given, *world.files[given]
    if not upload.data:
        raise bad("file must be non-empty")
    if len(upload.data) > largest:
        raise bad(f"file is too big: {len(upload.data)} bytes")
    return world.keep(upload.name, upload.data), upload.name, upload.data


def _editable(world: World, call: Call) -> Message:
    message = world.sent(world.reachable(call.chat), call.whole("message_id"))
    if message is None:
        raise bad("message to edit not found")
    if not message.mine or (message.markup and "inline_keyboard" not in message.markup):
        raise bad("message can't be edited")
    return message


def _rewrite(world: World, message: Message, content: dict[str, Any], markup: Any) -> dict[str, Any]:
    before = (message.content, (message.markup or {}).get("inline_keyboard") or None)
    if before == (content, (markup or {}).get("inline_keyboard") or None):
        raise bad(
            "message is not modified: specified new message content and reply markup are exactly the same "
            "as a current content and reply markup of the message"
        )
    message.content, message.markup, message.edited = content, markup, world.now()
    world.stir(world.chats[message.chat])
    return world.shown(message)
