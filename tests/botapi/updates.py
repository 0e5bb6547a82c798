"""Methods that hand updates over: the long poll, and the webhook that excludes it."""

from typing import Any

from botapi.call import Call
from botapi.trouble import Trouble, bad
from botapi.world import Webhook, World

LONGEST_POLL = 50


class Poll:
    """The one poll that may wait; a second one ends it with a conflict."""

    def __init__(self) -> None:
        self.newest = 0

    async def get_updates(self, world: World, call: Call) -> list[dict[str, Any]]:
        if world.webhook:
            raise Trouble(
                409,
                "Conflict: can't use getUpdates method while webhook is active; "
                "use deleteWebhook to delete the webhook first",
            )
        self.newest += 1
        turn = self.newest
        world.stir()
        if "allowed_updates" in call.fields:
            world.allowed = call.nested("allowed_updates") or None
        if call.whole("offset"):
            world.confirm(call.whole("offset"))
        limit, timeout = call.whole("limit", 100), min(call.whole("timeout"), LONGEST_POLL)
        if not 1 <= limit <= 100:
            limit = 100
        return await self._wait(world, turn, limit, timeout)

    async def _wait(self, world: World, turn: int, limit: int, seconds: int) -> list[dict[str, Any]]:
        try:
            await world.until(lambda: world.waiting or turn != self.newest, within=max(seconds, 0.001))
        except TimeoutError:
            return []
        if turn != self.newest:
            raise Trouble(
                409,
                "Conflict: terminated by other getUpdates request; "
                "make sure that only one bot instance is running",
            )
        return [waiting.update for waiting in world.waiting[:limit]]


def set_webhook(world: World, call: Call) -> bool:
    url, secret = call.text("url"), call.text("secret_token")
    if not url:
        return delete_webhook(world, call)
    if not url.startswith(("https://", "http://127.0.0.1:", "http://localhost:")):
        raise bad("bad webhook: HTTPS url must be provided for webhook")
    if len(secret) > 256 or not all(c.isascii() and (c.isalnum() or c in "_-") for c in secret):
        raise bad("secret token contains unallowed characters")
    if "allowed_updates" in call.fields:
        world.allowed = call.nested("allowed_updates") or None
    connections = call.whole("max_connections", 40)
    if not 1 <= connections <= 100:
        raise bad("max_connections must be between 1 and 100")
    if call.flag("drop_pending_updates"):
        world.waiting = []
    world.webhook = Webhook(url, secret, connections)
    world.stir()
    return True


def delete_webhook(world: World, call: Call) -> bool:
    world.webhook = None
    if call.flag("drop_pending_updates"):
        world.waiting = []
    world.stir()
    return True


def get_webhook_info(world: World, call: Call) -> dict[str, Any]:
    hook = world.webhook
    info: dict[str, Any] = {
        "url": hook.url if hook else "",
        "has_custom_certificate": False,
        "pending_update_count": len(world.waiting),
    }
    if hook:
        info["max_connections"] = hook.max_connections
    return info | ({"allowed_updates": world.allowed} if world.allowed else {})
