"""A broadcast as each of its readers gets it: the same figures, in their own language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from admin import broadcasts as texts
from bot.channel import Card
from bot.house import House
from bot.render import Reader, render
from locales import best
from storage import broadcasts, campaigns
from storage.broadcasts import Broadcast
from storage.campaigns import Campaign
from storage.database import Db
from storage.deliveries import Claimed


@dataclass(frozen=True, slots=True)
class Letters:
    house: House

    def compose(self, db: Db, claimed: Sequence[Claimed]) -> Mapping[int, Card]:
        """The cards of deliveries, by their number."""
        sent = broadcasts.load(db, {one.broadcast for one in claimed})
        about = campaigns.load(db, {one.campaign for one in sent.values()})
        kinds = {(one.broadcast, one.language) for one in claimed}
        cards = {(of, spoken): self._card(db, sent[of], about, spoken) for of, spoken in kinds}
        return {one.id: cards[one.broadcast, one.language] for one in claimed}

    def _card(self, db: Db, sent: Broadcast, about: Mapping[int, Campaign], language: str | None) -> Card:
        campaign = about[sent.campaign]
        survey = self.house.versions.get(db, campaign.version_id)
        spoken = best(language, [one.key for one in survey.languages]) if language else None
        reader = Reader(self.house.catalogue(language), (spoken, survey.default_language))
        return render(texts.reply(texts.read(sent.text), campaign, self.house.public_url), reader)
