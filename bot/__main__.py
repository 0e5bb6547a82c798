"""`python -m bot` serves; the installed `parvis` has `serve` beside the commands of staff and operators."""

import asyncio
import sys
from argparse import ArgumentParser, Namespace

from admin import __main__ as admin
from admin.cli.command import Command, CommandFailed
from admin.settings import Settings
from bot import logs
from storage.errors import StorageError


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--demo", action="store_true", help="launch a demonstration campaign if there is none"
    )


def _serve(given: Namespace, settings: Settings) -> int:
    """What a person can mend is one line, not a traceback."""
    from bot.app import serve  # not before it is asked for: other commands start faster without it
    from bot.server import PortTaken

    secrets = (settings.telegram_token, settings.telegram_webhook_secret, settings.secret_key)
    logs.begin(settings.log_format, secrets)
    try:
        asyncio.run(serve(settings, demonstrate=given.demo))
    except (PortTaken, StorageError, ExceptionGroup) as error:
        first = _first(error)
        if not isinstance(first, PortTaken | StorageError):
            raise
        raise CommandFailed(str(first)) from error
    return 0


def _first(error: Exception) -> Exception:
    """A TaskGroup wraps even a single error."""
    return _first(error.exceptions[0]) if isinstance(error, ExceptionGroup) else error


SERVE = Command("serve", "serve the web chat, and Telegram if a token is set", _arguments, _serve)


def main() -> int:
    """The installed script."""
    return admin.main(commands=(SERVE, *admin.COMMANDS))


if __name__ == "__main__":
    sys.exit(admin.main(["serve", *sys.argv[1:]], (SERVE,)))
