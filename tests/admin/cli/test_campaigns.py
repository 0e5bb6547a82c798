"""The commands of the host, as an operator types them: what they print, and what they refuse."""

import asyncio
import csv
import json
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import TypeAlias, TypeVar

import factories
import pytest
from sqlalchemy import select, update

from admin.__main__ import main
from storage import audit
from storage.database import Database, Db
from storage.models import answers, campaigns

Typed: TypeAlias = Callable[..., tuple[int, str, str]]
T = TypeVar("T")

FORUM = str(Path(__file__).parents[3] / "campaigns" / "forum.yaml")


@pytest.fixture
def typed(
    db_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Typed:
    """Runs a command on a migrated database; its status, and what it wrote on both outputs."""
    for name in ("TELEGRAM_TOKEN", "MIN_CELL", "TIMEZONE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DATABASE_URL", db_url)
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("SECRET_KEY", "a secret of the tests, long enough")
    monkeypatch.setenv("PUBLIC_URL", "https://valmont.example")
    monkeypatch.setenv("DEFAULT_LANGUAGE", "en")
    monkeypatch.setattr("sys.stdin", StringIO())

    def run(*arguments: str) -> tuple[int, str, str]:
        status = main(arguments)
        out = capsys.readouterr()
        return status, out.out, out.err

    return run


def inside(db_url: str, work: Callable[[Db], T]) -> T:
    async def run() -> T:
        database = await Database.open(db_url)
        try:
            return await database.write(work)
        finally:
            await database.close()

    return asyncio.run(run())


def launch(typed: Typed, *more: str) -> tuple[int, str, str]:
    return typed("launch", FORUM, "--code", "halles", "--closes", "2044-04-30", *more)


def test_a_launch_prints_where_residents_go(typed: Typed) -> None:
    assert launch(typed) == (
        0,
        "“Your view of the forum” is open until April 30, 2044, 11:59\u202fPM\n"
        "Code: HALLES\n"
        "Web: https://valmont.example/c/HALLES\n",
        "",
    )


def test_a_scheduled_launch_says_when_it_opens(typed: Typed) -> None:
    status, out, _ = launch(typed, "--schedule", "2044-03-12T18:30")
    assert status == 0
    assert out.startswith("“Your view of the forum” opens on March 12, 2044, 6:30\u202fPM, until April 30")


def test_a_campaign_is_steered_by_its_code(typed: Typed) -> None:
    launch(typed)
    assert typed("pause", "Halles")[1].startswith("“Your view of the forum” is paused; it ends on April 30")
    assert typed("pause", "HALLES")[0] == 0, "the same order twice"
    assert typed("resume", "HALLES")[1].startswith("“Your view of the forum” is open until")
    assert typed("close", "HALLES")[1] == "“Your view of the forum” is closed\n"
    assert typed("resume", "HALLES") == (1, "", "HALLES is closed, and stays so.\n")
    assert typed("campaigns")[1] == "HALLES · “Your view of the forum” is closed · nobody has answered yet\n"


SUBMISSIONS = "submissions.csv holds what single persons answered: add --confirm HALLES to export it.\n"
EARLY = "The campaign would close before it opens: give a later end.\n"
MANY = "follow: results can be broken down by a question with a single choice only.\n"

REFUSED = [
    (("close", "NOPE"), "No campaign has the code NOPE.\n"),
    (("results", "NOPE"), "No campaign has the code NOPE.\n"),
    (("launch", "missing.yaml"), "missing.yaml cannot be read: No such file or directory\n"),
    (("launch", FORUM, "--code", "?"), "“?” is no code: use 2 to 16 letters and digits.\n"),
    (("launch", FORUM, "--code", "HALLES"), "The code HALLES is taken: choose another.\n"),
    (("launch", FORUM, "--closes", "soon"), "“soon” is no moment: write it as 2026-03-12T18:30.\n"),
    (
        ("launch", FORUM, "--closes", "2001-01-01"),
        "The campaign would close before it opens: give a later end.\n",
    ),
    (
        ("results", "HALLES", "--by", "follow"),
        "follow: results can be broken down by a question with a single choice only.\n",
    ),
    (
        ("export", "HALLES", "--format", "ideas", "--out", "."),
        "HALLES is no idea box: it has no ideas.csv.\n",
    ),
    (
        ("export", "HALLES", "--format", "submissions", "--out", "."),
        "submissions.csv holds what single persons answered: add --confirm HALLES to export it.\n",
    ),
    (
        ("source", "add", "HALLES", "--label", "x", "--qr", "a.gif"),
        "a.gif is none of .svg, .png, .pdf.\n",
    ),
    (("erase", "NOBODY", "--yes"), "Nobody is known by this receipt code or address.\n"),
]


def test_what_cannot_be_done_is_one_line_and_status_one(typed: Typed) -> None:
    launch(typed)
    for arguments, line in REFUSED:
        assert typed(*arguments) == (1, "", line)


def test_a_survey_with_errors_is_not_launched(typed: Typed, tmp_path: Path) -> None:
    broken = tmp_path / "broken.yaml"
    broken.write_text(
        "survey:\n  - {type: text, name: a, label: A, relevant: '${b} = 1'}\n", encoding="utf-8"
    )
    status, out, err = typed("launch", str(broken))
    assert (status, out) == (1, "")
    assert err.startswith("error survey:2:")
    assert err.endswith("broken.yaml cannot be launched: 1 error.\n")


def test_another_secret_key_is_refused(typed: Typed, monkeypatch: pytest.MonkeyPatch) -> None:
    launch(typed)
    monkeypatch.setenv("SECRET_KEY", "not the secret of these tests")
    status, _, err = typed("staff", "invite", "--role", "owner")
    assert status == 1
    assert err == "SECRET_KEY is not the one this database was made with\n"


@pytest.mark.parametrize("ending", ["svg", "png", "pdf"])
def test_a_source_has_its_own_links_and_code(typed: Typed, tmp_path: Path, ending: str) -> None:
    launch(typed)
    picture = tmp_path / f"forum.{ending}"
    status, out, _ = typed(
        "source", "add", "HALLES", "--kind", "event", "--label", "Forum du 12 mars", "--qr", str(picture)
    )
    assert status == 0
    code, web, qr = out.splitlines()
    assert web == f"Web: https://valmont.example/c/{code.removeprefix('Code: ')}"
    assert qr == f"QR code: {picture}"
    assert picture.read_bytes()[:5] in (b"<?xml", b"\x89PNG\r", b"%PDF-")


def test_an_invitation_is_printed_and_noted_without_its_link(typed: Typed, db_url: str) -> None:
    status, out, _ = typed("staff", "invite", "--role", "owner")
    assert status == 0
    link = out.splitlines()[1]
    assert link.startswith("https://valmont.example/c/i_")
    noted = inside(db_url, audit.newest)
    assert [(entry.action, entry.subject) for entry in noted] == [("invite", "role:owner")]
    assert noted[0].actor.startswith("host:")
    assert typed("audit", "verify") == (0, "Every entry of the audit is as it was written.\n", "")


# ---- what was answered ---------------------------------------------------------------------


def answered(db: Db) -> None:
    campaign = db.execute(select(campaigns.campaign.c.id)).scalar_one()
    for n in range(30):
        given = {"/data/spoke": "yes" if n < 20 else "no", "/data/useful": str(1 + n % 5)}
        factories.answered(db, campaign, given, receipt=f"HAL-{n:04}")


def test_results_are_read_by_people_and_by_programs(typed: Typed, db_url: str) -> None:
    launch(typed)
    inside(db_url, answered)
    status, out, _ = typed("results", "HALLES")
    assert status == 0
    lines = out.splitlines()
    assert lines[0] == "Your view of the forum · 30 started, 30 finished (100%)"
    assert lines[1].startswith("Open consultation: people chose to answer.")
    assert "Base: 30 answers." in lines
    assert "Yes: 67% (20; 49 to 81%)" in lines
    assert "median 3, mean 3" in lines
    rows = json.loads(typed("results", "halles", "--json", "--by", "spoke")[1])
    assert rows[0] == {
        "question": "useful",
        "choice": "_n",
        "by": "spoke",
        "group": "yes",
        "count": 20,
        "share": None,
        "base": 20,
        "suppressed": False,
    }


def test_an_export_leaves_files_and_an_audit_entry(typed: Typed, db_url: str, tmp_path: Path) -> None:
    launch(typed)
    inside(db_url, answered)
    out = tmp_path / "out"
    status, printed, _ = typed(
        "export", "HALLES", "--format", "csv", "submissions", "--confirm", "halles", "--out", str(out)
    )
    assert status == 0
    assert printed == f"{out / 'results.csv'}\n{out / 'submissions.csv'}\n"
    assert sorted(path.name for path in out.iterdir()) == ["results.csv", "submissions.csv"]
    with (out / "submissions.csv").open(encoding="utf-8", newline="") as text:
        assert len(list(csv.reader(text))) == 31
    noted = inside(
        db_url, lambda db: db.execute(select(campaigns.audit).order_by(campaigns.audit.c.id)).all()
    )
    assert [(row.action, row.detail) for row in noted][1:] == [("export", "csv"), ("export", "submissions")]


def test_a_folder_that_is_a_file_is_refused(typed: Typed, tmp_path: Path) -> None:
    launch(typed)
    (tmp_path / "file").touch()
    status, _, err = typed("export", "HALLES", "--out", str(tmp_path / "file"))
    assert status == 1
    assert err == f"{tmp_path / 'file'} is no folder that can be written to: File exists.\n"


def test_a_person_is_erased_by_their_receipt(typed: Typed, db_url: str) -> None:
    launch(typed)
    inside(db_url, answered)
    assert typed("erase", "HAL-0003") == (1, "", "This cannot be undone: add --yes to erase.\n")
    assert typed("erase", "hal-0003", "--yes")[0] == 0
    left = inside(db_url, lambda db: db.scalars(select(answers.session.c.receipt)).all())
    assert len(left) == 29
    assert "HAL-0003" not in left
    assert typed("results", "HALLES")[1].startswith("Your view of the forum · 29 started")


def test_a_purge_erases_what_was_promised(typed: Typed, db_url: str) -> None:
    launch(typed)
    inside(db_url, answered)
    assert typed("purge") == (0, "0 campaigns were purged.\n", "")
    past = {"deletes_at": factories.AT, "closes_at": factories.AT}
    inside(db_url, lambda db: db.execute(update(campaigns.campaign).values(past)) and None)
    assert typed("purge") == (0, "1 campaign was purged.\n", "")
    assert inside(db_url, lambda db: db.execute(select(answers.answer)).all()) == []


# ---- the database --------------------------------------------------------------------------


def test_a_fresh_machine_needs_no_preparation(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("DATABASE_URL", "SECRET_KEY", "MEDIA_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "new"))
    monkeypatch.setenv("DEFAULT_LANGUAGE", "en")
    assert main(["campaigns"]) == 0
    assert capsys.readouterr().out == "There is no campaign yet.\n"
    assert main(["migrate"]) == 0


@pytest.mark.parametrize("url", ["postgresql://nobody@127.0.0.1:1/none", "mysql://x"])
def test_a_database_that_does_not_answer_is_one_line(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", url)
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    for command in ("campaigns", "migrate"):
        assert main([command]) == 1
        err = capsys.readouterr().err
        assert err.count("\n") == 1
        assert "Traceback" not in err


def test_every_command_explains_itself(capsys: pytest.CaptureFixture[str]) -> None:
    from admin.__main__ import COMMANDS

    for command in COMMANDS:
        with pytest.raises(SystemExit) as ended:
            main([*command.name.split(), "--help"])
        assert ended.value.code == 0
        assert command.help in " ".join(capsys.readouterr().out.split())
