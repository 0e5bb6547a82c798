"""A hall with a bad network: what was tapped is shown at once, kept, and sent once."""

from phone import Phone, opened
from playwright.async_api import expect
from town import Town


async def test_what_is_said_offline_is_kept_and_sent_when_the_network_is_back(
    town: Town, phone: Phone
) -> None:
    await town.asks("forum", "FORUM")
    await phone.opens("/c/FORUM")
    await phone.taps("Begin")
    await phone.context.set_offline(True)
    await phone.button("3").click()
    waiting = phone.page.locator(".waiting")
    await expect(waiting).to_contain_text("3")
    await expect(waiting).to_contain_text(phone.says_it("Waiting to be sent"))
    await expect(phone.page.get_by_role("status").first).to_contain_text(
        phone.says_it("You are offline. Your answers stay on this device and leave when the network is back.")
    )
    await phone.can_be_read_by_all()
    await phone.context.set_offline(False)
    await expect(waiting).to_have_count(0)
    await phone.sees("Avez-vous pu dire")
    assert await town.rows("SELECT value FROM answer") == [("3",)]


async def test_what_waits_survives_a_reload(town: Town, phone: Phone) -> None:
    await town.asks("forum", "FORUM")
    await phone.opens("/c/FORUM")
    await phone.taps("Begin")
    await phone.page.route("**/chat", lambda route: route.abort())
    await phone.button("3").click()
    await expect(phone.page.locator(".waiting")).to_contain_text("3")
    await phone.page.reload()
    await expect(phone.page.locator(".waiting")).to_contain_text("3")
    await phone.page.unroute("**/chat")
    await phone.sees("Avez-vous pu dire")
    assert await town.rows("SELECT value FROM answer") == [("3",)]
    phone.troubles = [trouble for trouble in phone.troubles if "ERR_FAILED" not in trouble]


async def test_an_answer_whose_receipt_is_lost_counts_once(town: Town, phone: Phone) -> None:
    await town.asks("forum", "FORUM")
    await phone.opens("/c/FORUM")
    await phone.taps("Begin")
    lost = []

    async def lose_once(route) -> None:
        """The server takes it, the answer is lost."""
        if lost:
            await route.continue_()
        else:
            lost.append(await route.fetch())
            await route.abort()

    await phone.page.route("**/chat", lose_once)
    await phone.button("3").click()
    await phone.sees("Avez-vous pu dire")
    await expect(phone.page.locator(".waiting")).to_have_count(0)
    assert await phone.page.locator(".mine", has_text="3").count() == 1
    assert await town.rows("SELECT value, revision FROM answer WHERE state = 'answered'") == [("3", 1)]
    phone.troubles = [trouble for trouble in phone.troubles if "ERR_FAILED" not in trouble]


async def test_two_windows_of_one_browser_show_the_same_conversation(town: Town, phone: Phone) -> None:
    await town.asks("forum", "FORUM")
    await phone.opens("/c/FORUM")
    other = await phone.context.new_page()
    await other.goto(phone.address + "/c/FORUM")
    await expect(other.locator(".card")).to_have_count(1)
    await phone.taps("Begin")
    await expect(other.locator(".card").last).to_contain_text("Ce forum vous a-t-il été utile ?")
    assert await town.value("SELECT count(*) FROM session") == 1


async def test_two_residents_behind_one_router_do_not_meet(town: Town, phone: Phone, chromium) -> None:
    await town.asks("forum", "FORUM")
    async with opened(chromium, phone.address) as neighbour:
        await phone.opens("/c/FORUM")
        await neighbour.opens("/c/FORUM")
        await phone.taps("Begin")
        await expect(neighbour.page.locator(".card")).to_have_count(1)
        assert await town.value("SELECT count(*) FROM session") == 2
