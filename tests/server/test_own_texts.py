"""Texts that people keep to use again: their own, cleaned, and no more of them than a person needs."""

from __future__ import annotations

from typing import Any

from ssdesk.protocol.commands import MOST_OF_TEXT
from ssdesk.protocol.ids import new_id
from ssdesk.server.commands import own_texts
from tests.server.conftest import Client


def do(client: Client, who: str, type_: str, /, **args: Any) -> dict[str, Any]:
    return client.command(who, new_id(), type_, args)


def keep(client: Client, who: str, text: str, /, **args: Any) -> dict[str, Any]:
    return do(client, who, "save_text", **{"text": text, "use": "signature", "name": "Kort", **args})


def test_a_signature_is_kept_changed_and_deleted_and_nobody_else_sees_it(client: Client) -> None:
    def others() -> list[Any]:
        return [client.objects(name, "own_text") for name in ("father", "teacher", "office", "noor")]

    one = new_id()
    assert keep(client, "mother", one, name="  Kort\nen goed ", body="Groeten\nAn")["status"] == "ok"
    kept = {"id": one, "use": "signature", "name": "Kort en goed", "body": "Groeten\nAn"}
    assert client.objects("mother", "own_text") == {one: kept}
    assert keep(client, "mother", one, body="Dag\nAn")["status"] == "ok"
    assert client.objects("mother", "own_text")[one]["body"] == "Dag\nAn"
    assert others() == [{}] * 4
    assert do(client, "mother", "delete_text", text=one)["status"] == "ok"
    assert client.objects("mother", "own_text") == {}
    assert do(client, "mother", "delete_text", text=one)["status"] == "ok", "as good as gone"


def test_only_what_a_message_may_hold_stays_of_its_markup_and_no_image(client: Client) -> None:
    one, image = new_id(), f'<img src="cid:{"a" * 64}" alt="logo">'
    html = f'<div onclick="x()"><b>An</b><script>1</script> <a href="javascript:x">site</a>{image}</div>'
    assert keep(client, "mother", one, body=html, body_type="html")["status"] == "ok"
    assert client.objects("mother", "own_text")[one]["body"] == "<div><b>An</b> site</div>"


def test_somebody_elses_is_neither_written_over_nor_deleted(client: Client) -> None:
    theirs = new_id()
    keep(client, "father", theirs, body="Van mij")
    before = client.objects("father", "own_text")
    assert keep(client, "mother", theirs, body="Nu van mij")["problem"]["code"] == "reused_id"
    assert do(client, "mother", "delete_text", text=theirs)["status"] == "ok"
    assert client.objects("father", "own_text") == before


def test_names_lengths_and_how_many_have_bounds(client: Client) -> None:
    assert keep(client, "mother", new_id(), name=" \n ")["problem"]["code"] == "no_name"
    for wrong in ({"name": "x" * 61}, {"body": "x" * (MOST_OF_TEXT + 1)}, {"use": "other"}, {"body_type": "rtf"}):
        assert keep(client, "mother", new_id(), **wrong)["problem"]["code"] == "bad_arguments", wrong
    made = [new_id() for _ in range(own_texts.MOST["signature"])]
    for one in made:
        assert keep(client, "mother", one, body="x" * MOST_OF_TEXT)["status"] == "ok"
    refused = keep(client, "mother", new_id())["problem"]
    assert (refused["code"], refused["values"]) == ("too_many_texts", {"most": own_texts.MOST["signature"]})
    assert keep(client, "mother", made[0], body="Nog")["status"] == "ok", "what is there can be changed"
    assert keep(client, "father", new_id())["status"] == "ok"
    do(client, "mother", "delete_text", text=made[1])
    assert keep(client, "mother", new_id())["status"] == "ok"


def test_only_staff_keep_templates_and_a_text_does_not_change_its_use(client: Client) -> None:
    one = new_id()
    for who in ("mother", "noor"):
        assert keep(client, who, new_id(), use="template")["problem"]["code"] == "no_templates"
    assert keep(client, "teacher", one, use="template", body="Dag {klas}")["status"] == "ok"
    assert client.objects("teacher", "own_text")[one]["use"] == "template"
    assert keep(client, "teacher", one)["problem"]["code"] == "reused_id"
