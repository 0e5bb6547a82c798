"""Files that residents send: kept while they answer something, gone at once where they do not."""

from office import hired
from player import Direct
from town import Town

from admin.authoring import author
from dialogs.turn import Attached
from storage.staff import Role

ASKED = """
settings: {form_title: {en: Market}, form_id: files, version: "1", default_language: en}
survey:
  - {type: audio, name: sound, label: {en: "What do you hear there?"}}
  - {type: text, name: why, label: {en: "Why?"}}
"""
NAME = "0123456789abcdef0123456789abcdef.ogg"


async def test_a_recording_that_nobody_asked_for_is_deleted_at_once(town: Town) -> None:
    gone: list[str] = []
    town.intake.on_forgotten.append(gone.extend)
    await town.poses(author(ASKED.encode(), "files.yaml").xform, "FILES")
    player = Direct(town, "telegram", language="en")
    await player.says("/start FILES")
    await player.taps("Begin")
    await player.brings(Attached("audio", NAME))
    assert gone == []
    await player.brings(Attached("audio", f"f{NAME}"))
    assert gone == [f"f{NAME}"]
    assert await town.rows("SELECT value FROM answer") == [(NAME,)]


async def test_who_is_forgotten_takes_their_recordings_with_them(town: Town) -> None:
    gone: list[str] = []
    town.intake.on_forgotten.append(gone.extend)
    await town.poses(author(ASKED.encode(), "files.yaml").xform, "FILES")
    player = Direct(town, "telegram", language="en")
    await player.says("/start FILES")
    await player.taps("Begin")
    name = NAME.replace(".ogg", ".mp4")
    await player.brings(Attached("audio", name))
    await player.says("/forget")
    await player.taps("Yes, erase everything")
    assert gone == [name]


async def test_a_document_of_a_manager_answers_the_survey_they_are_in(town: Town) -> None:
    form = ASKED.replace("type: audio", "type: file")
    await town.poses(author(form.encode(), "files.yaml").xform, "FILES")
    manager = await hired(town, Role.MANAGER)
    await manager.says("/start FILES")
    await manager.taps("Begin")
    name = NAME.replace(".ogg", ".pdf")
    await manager.brings(Attached("file", name, "plan.pdf"))
    assert await town.rows("SELECT value FROM answer") == [(name,)]
