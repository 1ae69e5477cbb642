"""The page behind the link of a confirmation mail: scanners confirm nothing, a person does with one press, in a real
browser, with and without scripts."""

from __future__ import annotations

import re
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx2
import pytest
import uvicorn
from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.expected_conditions import text_to_be_present_in_element
from selenium.webdriver.support.wait import WebDriverWait

from ssdesk.server import codes
from ssdesk.server import tables as t
from tests.school import TOREN, WILG, School, id_of
from tests.server.conftest import Client
from tests.server.people import Someone, change, invited, row, rows, signed_in
from tests.server.test_activation import DETAILS, walk


def waiting(school: School, client: Client) -> tuple[Someone, str]:
    """Somebody who waits for the mail, and the path of the link in it."""
    someone = signed_in(client, "noor", invited(school, "mother"))
    walk(someone, "email")
    return someone, path(school)


def path(school: School) -> str:
    """Of the link in the last mail."""
    effect = rows(school, t.effect, kind="confirm_email")[-1]
    return f"/{WILG}/confirm/{codes.link(school.app.parts.identity.key, WILG, id_of('mother'), effect.id)}"


# ---- Without a browser -----------------------------------------------------------------------------------------------
def test_opening_the_link_changes_nothing_however_often(school: School, client: Client) -> None:
    someone, link = waiting(school, client)
    for method, status in (("GET", 200), ("HEAD", 405), ("GET", 200)):
        assert client.request(method, link).status_code == status
    assert someone.get("/v1/session")["step"] == "email"
    assert "a•••@voorbeeld.be" in client.get(link).text
    assert "an.claes" not in client.get(link).text


def test_the_button_confirms_and_may_be_pressed_twice(school: School, client: Client) -> None:
    someone, link = waiting(school, client)
    for _ in range(2):
        response = client.post(link)
        assert response.status_code == 200
        assert "Uw e-mailadres is bevestigd" in response.text
    assert someone.get("/v1/session")["step"] == "active"
    assert "Uw e-mailadres is bevestigd" in client.get(link).text


def test_old_replaced_and_invented_links_are_one_answer(school: School, client: Client) -> None:
    someone, link = waiting(school, client)
    school.clock.advance(seconds=61)
    someone.post("/v1/email-confirmation")
    fresh = path(school)
    invented = client.get(f"/{WILG}/confirm/{'A' * 43}")
    assert "Deze link werkt niet meer" in invented.text
    school.clock.advance(hours=24)
    for each in (link, fresh, f"/{WILG}/confirm/x", f"/{WILG}/confirm/%00", f"/{TOREN}{link.removeprefix('/wilg')}"):
        for method in ("GET", "POST"):
            response = client.request(method, each)
            assert response.status_code == 410
            if each.startswith(f"/{WILG}"):
                assert response.content == invented.content
    assert someone.get("/v1/session")["step"] == "email"


def test_after_a_change_of_address_the_link_to_the_old_one_is_void(school: School, client: Client) -> None:
    someone, link = waiting(school, client)
    someone.post("/v1/details", {**DETAILS, "email": "beter@voorbeeld.be"})
    assert client.post(link).status_code == 410
    someone.post("/v1/details/correct")
    assert client.post(link).status_code == 410
    assert row(school, "mother").email_confirmed_at is None
    assert client.post(path(school)).status_code == 200


def test_the_page_gives_nothing_away_and_lets_nothing_in(school: School, client: Client) -> None:
    _, link = waiting(school, client)
    for response in (client.get(link), client.post(link), client.get(f"/{WILG}/confirm/x")):
        policy = dict(part.split(" ", 1) for part in response.headers["content-security-policy"].split("; "))
        assert policy.pop("style-src").startswith("'sha256-")
        assert policy == {
            "default-src": "'none'", "form-action": "'self'", "frame-ancestors": "'none'", "base-uri": "'none'",
        }  # fmt: skip
        assert response.headers["referrer-policy"] == "no-referrer"
        assert response.headers["cache-control"] == "no-store"
        assert response.headers["x-content-type-options"] == "nosniff"
        assert response.headers["content-type"] == "text/html; charset=utf-8"
        assert "set-cookie" not in response.headers
        assert not re.search(r"<script|<link|<img|https?://", response.text)


def test_a_name_of_the_school_with_marks_of_html_is_text(school: School, client: Client) -> None:
    someone, _ = waiting(school, client)
    change(school, "mother", email="<b>@voorbeeld.be")
    school.db.run_now(lambda c: c.execute(t.email_code.update().values(address="<b>@voorbeeld.be")) and None)
    text = client.get(path(school)).text
    assert "&lt;•••@voorbeeld.be" in text
    assert "<b>" not in text
    assert someone.get("/v1/session")["step"] == "email"


# ---- In a browser ----------------------------------------------------------------------------------------------------
@contextmanager
def serving(school: School) -> Iterator[str]:
    """The real server on a port of this computer."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()  # who comes before the server runs waits
        config = uvicorn.Config(school.app, log_level="critical", lifespan="off")
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()


@contextmanager
def browser(*, scripts: bool = True) -> Iterator[webdriver.Chrome]:
    options = webdriver.ChromeOptions()
    options.binary_location = "/usr/bin/chromium"
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-proxy-server"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    if not scripts:
        options.add_experimental_option("prefs", {"profile.managed_default_content_settings.javascript": 2})
    opened = webdriver.Chrome(options=options, service=Service("/usr/bin/chromedriver"))
    try:
        yield opened
    finally:
        opened.quit()


def shows(page: webdriver.Chrome, heading: str) -> None:
    """TimeoutException: the page with this heading does not come."""
    WebDriverWait(page, 20).until(text_to_be_present_in_element((By.TAG_NAME, "h1"), heading))


def complaints(page: webdriver.Chrome) -> list[Any]:
    """What the browser's console says, but for the icon that every browser asks for."""
    log: list[dict[str, Any]] = page.get_log("browser")
    return [line["message"] for line in log if "favicon" not in line["message"]]


@pytest.mark.parametrize("scripts", [True, False])
def test_a_person_confirms_with_one_press_in_a_real_browser(school: School, client: Client, scripts: bool) -> None:
    someone, link = waiting(school, client)
    with serving(school) as address, browser(scripts=scripts) as page:
        page.get("data:text/html,<title>without</title><script>document.title='with'</script>")
        assert page.title == ("with" if scripts else "without")
        page.get(address + link)
        shows(page, "Bevestig uw e-mailadres")
        assert page.title == "Bevestig uw e-mailadres – Basisschool De Wilg"
        assert page.find_element(By.TAG_NAME, "html").get_attribute("lang") == "nl"
        assert "Hulp nodig? Secretariaat, 09 123 45 67" in page.find_element(By.TAG_NAME, "footer").text
        assert someone.get("/v1/session")["step"] == "email"
        button = page.find_element(By.TAG_NAME, "button")
        assert button.text == "Ja, dit adres bevestigen"
        assert button.value_of_css_property("border-radius") == "8px"  # the style was let through
        button.click()
        shows(page, "Uw e-mailadres is bevestigd")
        assert not complaints(page)
        assert someone.get("/v1/session")["step"] == "active"
        page.refresh()
        shows(page, "Uw e-mailadres is bevestigd")


def test_the_keyboard_alone_confirms_and_the_focus_can_be_seen(school: School, client: Client) -> None:
    someone, link = waiting(school, client)
    with serving(school) as address, browser() as page:
        page.get(address + link)
        page.find_element(By.TAG_NAME, "body").send_keys(Keys.TAB)
        focused = page.switch_to.active_element
        assert (focused.tag_name, focused.accessible_name) == ("button", "Ja, dit adres bevestigen")
        assert focused.value_of_css_property("outline-width") == "2px"
        focused.send_keys(Keys.ENTER)
        shows(page, "Uw e-mailadres is bevestigd")
        assert page.find_element(By.CSS_SELECTOR, "[role=status]").text.startswith("U mag deze pagina sluiten")
    assert someone.get("/v1/session")["step"] == "active"


def test_an_old_link_says_plainly_what_to_do_and_fits_a_small_screen(school: School, client: Client) -> None:
    waiting(school, client)
    with serving(school) as address, browser() as page:
        page.set_window_size(360, 640)
        page.get(f"{address}/{WILG}/confirm/{'A' * 43}")
        shows(page, "Deze link werkt niet meer")
        assert "Vraag in ssdesk een nieuwe mail" in page.find_element(By.TAG_NAME, "main").text
        assert page.execute_script("return document.documentElement.scrollWidth <= window.innerWidth")


def test_a_mail_scanner_that_follows_links_confirms_nothing(school: School, client: Client) -> None:
    """It opens what it finds, with redirects and all, as another program on another computer would."""
    someone, link = waiting(school, client)
    with serving(school) as address, httpx2.Client(follow_redirects=True) as scanner:
        found = scanner.get(address + link).text
        for target in re.findall(r'(?:href|src|action)="([^"]+)"', found):
            scanner.get(address + target)
    assert someone.get("/v1/session")["step"] == "email"
