"""What can be asked of a school.

A call returns a struct of the protocol or raises one of

- `NoConnection` (retry): no network, too late, 5xx, or an answer that is not the school's;
- `SignInRefused`: the school itself said 401 (`problems.Gone`: and wants the local copy erased);
- `problems.NotActive`: 403 with the state of the account; `problems.TooOld`: 426;
- `Refused`: any other 4xx, in the school's words.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator
from contextlib import suppress
from typing import Self, TypeVar
from urllib.parse import urlsplit

import msgspec

from ssdesk.errors import NoConnection, Refused
from ssdesk.protocol import PROTOCOL
from ssdesk.protocol.ask import Ask, AskAnswer, AskAudience, Audience
from ssdesk.protocol.commands import Command, CommandAnswer, CommandBatch
from ssdesk.protocol.pull import OtherEpoch, Poke, PullAnswer, PullRequest
from ssdesk.protocol.school import SchoolInfo
from ssdesk.protocol.session import (
    AcceptAgreement,
    Agreement,
    AskReset,
    CompleteReset,
    Details,
    DetailsCorrect,
    Devices,
    EmailCode,
    Empty,
    PasswordRules,
    ReportMisuse,
    ReviewDevices,
    SessionState,
    SetPassword,
    SignedIn,
    SignIn,
)
from ssdesk.sync import address as addresses
from ssdesk.sync import problems
from ssdesk.sync.line import Line, Response, Transport

_T = TypeVar("_T")
MAX_PULL = 8 << 20  # bytes of one page, with everything in it
MAX_BLOB = 4 << 20  # bytes asked of an attachment at a time


class _OpenDetails(Details, frozen=True, forbid_unknown_fields=False):
    """What a newer server adds is ignored."""


class Remote:
    """Calls to the school at `address` (see `sync.address`), as the session of `token` if there is one.

    Usable from several threads; `close` may be called from any, ends what hangs and makes later calls raise
    `NoConnection`. `transport`: another way to the server than the network.
    """

    def __init__(self, address: str, token: str = "", *, transport: Transport | None = None) -> None:
        self.address, self._transport = address.rstrip("/"), transport
        self._line = Line(self.address, token, transport)

    def with_token(self, token: str) -> Remote:
        """The same school by the same way, as the session of `token`."""
        return Remote(self.address, token, transport=self._transport)

    def close(self) -> None:
        self._line.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # ---- Before and around signing in --------------------------------------------------------------------------------
    def school(self) -> SchoolInfo:
        """Who answers at this address. `problems.NotASchool`: somebody, but no ssdesk school."""
        try:
            info = self._line.ask("GET", "/.well-known/ssdesk", SchoolInfo)
        except problems.TooOld:
            raise
        except (Refused, NoConnection) as error:
            if isinstance(error, NoConnection) and error.code != "garbage":
                raise
            raise problems.not_a_school(self.address) from error
        if PROTOCOL not in info.protocols:
            raise problems.too_old() if min(info.protocols, default=0) > PROTOCOL else problems.school_too_old()
        return info

    def sign_in(self, sign_in: SignIn) -> SignedIn:
        return self._line.ask("POST", "/v1/session", SignedIn, sign_in)

    def state(self) -> SessionState:
        return self._line.ask("GET", "/v1/session", SessionState)

    def sign_out(self) -> None:
        self._line.ask("DELETE", "/v1/session", Empty)

    def ask_reset(self, ask: AskReset) -> None:
        self._line.ask("POST", "/v1/reset", Empty, ask)

    def complete_reset(self, reset: CompleteReset) -> SignedIn:
        return self._line.ask("POST", "/v1/reset/complete", SignedIn, reset)

    # ---- The steps of activation -------------------------------------------------------------------------------------
    def agreement(self) -> Agreement:
        return self._line.ask("GET", "/v1/agreement", Agreement)

    def accept_agreement(self, version: str) -> SessionState:
        return self._line.ask("POST", "/v1/agreement", SessionState, AcceptAgreement(version))

    def password_rules(self) -> PasswordRules:
        return self._line.ask("GET", "/v1/password", PasswordRules)

    def set_password(self, password: SetPassword) -> SessionState:
        return self._line.ask("POST", "/v1/password", SessionState, password)

    def devices(self) -> Devices:
        return self._line.ask("GET", "/v1/devices", Devices)

    def review_devices(self, review: ReviewDevices) -> SessionState:
        return self._line.ask("POST", "/v1/devices", SessionState, review)

    def details(self) -> Details:
        return self._line.ask("GET", "/v1/details", _OpenDetails)

    def set_details(self, details: Details) -> SessionState:
        return self._line.ask("POST", "/v1/details", SessionState, details)

    def details_correct(self, correct: bool) -> SessionState:
        return self._line.ask("POST", "/v1/details/correct", SessionState, DetailsCorrect(correct))

    def send_email_confirmation(self) -> SessionState:
        """Send the mail again."""
        return self._line.ask("POST", "/v1/email-confirmation", SessionState, Empty())

    def confirm_email(self, code: str) -> SessionState:
        return self._line.ask("POST", "/v1/email-confirmation/code", SessionState, EmailCode(code))

    def report_misuse(self, text: str) -> None:
        self._line.ask("POST", "/v1/misuse", Empty, ReportMisuse(text))

    # ---- Questions ---------------------------------------------------------------------------------------------------
    def audience(self, asked: AskAudience) -> Audience:
        """Whom a message would reach if it were sent now. `Refused`: it would be, in the same words."""
        ask = Ask("audience", msgspec.Raw(msgspec.json.encode(asked)))
        answer = self._line.ask("POST", "/v1/ask", AskAnswer, ask).answer
        try:
            return msgspec.json.decode(answer, type=Audience)
        except ValueError:
            raise problems.garbage() from None

    # ---- The feed ----------------------------------------------------------------------------------------------------
    def pull(self, request: PullRequest) -> PullAnswer | OtherEpoch:
        """What follows the cursors; `OtherEpoch` when the server's history is another."""
        return self._in_epoch("/v1/pull", request, PullAnswer)

    def commands(self, batch: list[Command], epoch: str) -> CommandAnswer | OtherEpoch:
        """The results in the order of the batch; `OtherEpoch` when the server's history is another, and nothing was
        done."""
        return self._in_epoch("/v1/commands", CommandBatch(batch, epoch), CommandAnswer)

    def _in_epoch(self, path: str, body: msgspec.Struct, answer: type[_T]) -> _T | OtherEpoch:
        with self._line.exchange("POST", path, body) as response:
            content = self._line.body(response, MAX_PULL)
            if response.status_code == 409:
                with suppress(ValueError):
                    return msgspec.json.decode(content or b"", type=OtherEpoch)
            return self._line.decoded(response, content, answer)

    def events(self) -> Iterator[Poke]:
        """Pokes as they come, until the server ends it. `NoConnection`: the line broke, fell silent or was closed."""
        for name, data in self._line.events("/v1/events"):
            if name in ("poke", "message") and data:
                try:
                    yield msgspec.json.decode(data, type=Poke)
                except ValueError:
                    raise problems.garbage() from None

    # ---- Files -------------------------------------------------------------------------------------------------------
    def blob(self, sha256: str, start: int, end: int) -> bytes:
        """The bytes `start` to `end` (exclusive, at most `MAX_BLOB` more) of a file; fewer where it ends before."""
        headers = {"Range": f"bytes={start}-{end - 1}", "Accept-Encoding": "identity"}
        with self._line.exchange("GET", f"/v1/blobs/{sha256}", headers=headers) as response:
            if response.status_code == 416:
                return b""
            if response.status_code == 206:
                if not response.headers.get("Content-Range", "").startswith(f"bytes {start}-"):
                    raise problems.garbage()
                return self._line.raw(response, end - start)
            if response.status_code == 200 and start == 0:
                return self._line.raw(response, end - start)
            raise self._line.error(response, self._line.body(response))

    def begin_upload(self, name: str, media_type: str, size: int) -> str:
        """A new upload of `size` bytes; its id."""
        metadata = ",".join(
            f"{key} {base64.b64encode(value.encode()).decode()}"
            for key, value in (("filename", name), ("filetype", media_type))
        )
        headers = {"Upload-Length": str(size), "Upload-Metadata": metadata}
        response = self._tus("POST", "/v1/uploads", 201, headers)
        upload = urlsplit(response.headers.get("Location", "")).path.rstrip("/").rsplit("/", 1)[-1]
        if not upload.isalnum():
            raise problems.garbage()
        return upload

    def upload_offset(self, upload: str) -> int:
        """How many bytes of the upload the school has. `Refused`: it does not know the upload (any more)."""
        return _offset(self._tus("HEAD", f"/v1/uploads/{upload}", 200, {}))

    def upload_part(self, upload: str, offset: int, content: bytes) -> int:
        """Send `content` as the bytes from `offset` on; the offset that follows. `Refused` with code `upload-offset`:
        the school has another number of bytes."""
        headers = {"Upload-Offset": str(offset), "Content-Type": "application/offset+octet-stream"}
        return _offset(self._tus("PATCH", f"/v1/uploads/{upload}", 204, headers, content))

    def _tus(self, method: str, path: str, status: int, headers: dict[str, str], content: bytes = b"") -> Response:
        with self._line.exchange(
            method, path, headers={"Tus-Resumable": "1.0.0", **headers}, content=content
        ) as response:
            body = self._line.body(response)
            if response.status_code == status or (method == "HEAD" and response.status_code == 204):
                return response
            if response.status_code in (404, 410) and not body:  # the answer to HEAD has no body
                raise Refused("", code="upload-unknown")
            raise self._line.error(response, body)


def find_school(text: str, *, transport: Transport | None = None) -> tuple[Remote, SchoolInfo]:
    """The school meant by what was typed or pasted, tried in all the ways it can be read.

    SsdeskError: no address can be found in it (see `sync.address`). Else the error of the likeliest address.
    """
    errors: list[NoConnection | Refused] = []
    silent: set[str] = set()  # hosts that did not answer at all
    for candidate in addresses.candidates(text):
        if (host := urlsplit(candidate).netloc) in silent:
            continue
        remote = Remote(candidate, transport=transport)
        try:
            return remote, remote.school()
        except problems.TooOld:
            remote.close()
            raise
        except (NoConnection, Refused) as error:
            remote.close()
            errors.append(error)
            if isinstance(error, NoConnection):
                silent.add(host)
    raise errors[0]


def _offset(response: Response) -> int:
    offset = response.headers.get("Upload-Offset", "")
    if not offset.isdecimal():
        raise problems.garbage()
    return int(offset)
