"""Methods about the bot itself, its chats and its files."""

import re
from typing import Any

from botapi.call import Call
from botapi.trouble import bad
from botapi.world import World

LARGEST_DOWNLOAD = 20 << 20


def get_me(world: World, call: Call) -> dict[str, Any]:
    return world.bot | {
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def get_chat(world: World, call: Call) -> dict[str, Any]:
    chat = world.chats.get(call.chat or 0)
    if chat is None:
        raise bad("chat not found")
    gifts = {
        "unlimited_gifts": False,
        "limited_gifts": False,
        "unique_gifts": False,
        "premium_subscription": False,
        "gifts_from_channels": False,
    }
    return world.chat(chat) | {"accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": gifts}


def get_file(world: World, call: Call) -> dict[str, Any]:
    file_id = call.text("file_id")
    if file_id not in world.files:
        raise bad("invalid file_id")
    name, data = world.files[file_id]
    if len(data) > LARGEST_DOWNLOAD:
        raise bad("file is too big")
    described = {"file_id": file_id, "file_unique_id": f"u{file_id}", "file_size": len(data)}
    return described | {"file_path": f"files/{file_id}/{name}"}


def set_my_commands(world: World, call: Call) -> bool:
    commands = call.nested("commands")
    if not isinstance(commands, list) or len(commands) > 100:
        raise bad("can't parse commands: expected an Array of at most 100 BotCommand")
    for command in commands:
        if not re.fullmatch(r"[a-z0-9_]{1,32}", command.get("command", "")):
            raise bad("BOT_COMMAND_INVALID")
        if not 1 <= len(command.get("description", "")) <= 256:
            raise bad("BOT_COMMAND_DESCRIPTION_INVALID")
    world.words[_key(call, "Commands")] = commands
    return True


def get_my_commands(world: World, call: Call) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = world.words.get(_key(call, "Commands"), [])
    return found


def set_words(name: str, field: str, longest: int) -> Any:
    """The method that sets a description in one language."""

    def set_description(world: World, call: Call) -> bool:
        if len(text := call.text(field)) > longest:
            raise bad(f"{name} is too long")
        world.words[_key(call, name)] = text
        return True

    return set_description


def get_words(name: str, field: str) -> Any:
    def get_description(world: World, call: Call) -> dict[str, str]:
        return {field: world.words.get(_key(call, name), "")}

    return get_description


def _key(call: Call, name: str) -> tuple[str, str]:
    language = call.text("language_code")
    if language and not re.fullmatch(r"[a-z]{2}", language):
        raise bad("language_code must be a two-letter ISO 639-1 code")
    return name, language
