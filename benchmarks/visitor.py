"""A visitor of the review application that speaks Streamlit's own protocol: the cost of a browser left out.

A page is asked for as the browser does after a click on a link: a request to run the script, with the page
and the query of its address. Then parts of the page come in, and at last the word that the script has ended.
"""

from __future__ import annotations

import asyncio
import contextlib
import re
import time
import urllib.request
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlencode

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

_PATIENCE: Final = 120.0  # seconds for one page
_FRAME: Final = 2**26  # bytes; uploads aside, nothing is larger
_ALERT: Final = re.compile(r'class="message error"')


@dataclass
class Page:
    """What came for one request."""

    seconds: float = 0.0
    errors: list[str] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)  # label and query of links to pages
    pictures: list[str] = field(default_factory=list)  # their paths on the server
    watched: dict[str, float] = field(
        default_factory=dict
    )  # parts that are asked for anew, and how often (s)
    size: int = 0  # bytes

    def add(self, message: ForwardMsg) -> None:
        """Take in one message."""
        kind = message.WhichOneof("type")
        if kind == "auto_rerun":
            self.watched[message.auto_rerun.fragment_id] = message.auto_rerun.interval
        if kind != "delta" or message.delta.WhichOneof("type") != "new_element":
            return
        element = message.delta.new_element
        match element.WhichOneof("type"):
            case "exception":
                self.errors.append(element.exception.type or "exception")
            case "html" if _ALERT.search(element.html.body):
                self.errors.append("a message of the application")
            case "page_link":
                self.links.append((element.page_link.label, element.page_link.query_string))
            case "imgs":
                self.pictures += [image.url for image in element.imgs.imgs]


class Visitor:
    """One open tab."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._pages: dict[str, str] = {}  # hashes, by the path in the address
        self._at = BackMsg()

    async def __aenter__(self) -> Visitor:
        url = f"{self._address.replace('http', 'ws', 1)}/_stcore/stream"
        self._socket: ClientConnection = await connect(
            url,
            subprotocols=[Subprotocol("streamlit")],
            max_size=_FRAME,
            open_timeout=_PATIENCE,
            ping_interval=None,
        )
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._socket.close()

    async def open(self, path: str, **query: str) -> Page:
        """Ask for a page and wait until its script has finished; then fetch its pictures."""
        request = BackMsg()
        request.rerun_script.query_string = urlencode(query)
        if path in self._pages:
            request.rerun_script.page_script_hash = self._pages[path]
        else:
            request.rerun_script.page_name = path
        self._at = request
        page = await self._run(request)
        for picture in page.pictures:
            try:
                await asyncio.to_thread(_fetch, self._address + picture)
            except OSError as error:
                page.errors.append(f"picture: {error}")
        return page

    async def look(self, page: Page, seconds: float) -> list[Page]:
        """Read a page for a while; what it asks for anew meanwhile is asked for, and returned."""
        end, again = time.monotonic() + seconds, []
        while page.watched and (rest := end - time.monotonic()) > 0:
            fragment, interval = next(iter(page.watched.items()))
            await asyncio.sleep(min(interval, rest))
            request = BackMsg()
            request.CopyFrom(self._at)
            request.rerun_script.fragment_id = fragment
            request.rerun_script.is_auto_rerun = True
            again.append(await self._run(request))
        await asyncio.sleep(max(0.0, end - time.monotonic()))
        return again

    async def _run(self, request: BackMsg) -> Page:
        page, start = Page(), time.monotonic()
        await self._socket.send(request.SerializeToString())
        try:
            async with asyncio.timeout(_PATIENCE):
                while not await self._receive(page):
                    pass
        except TimeoutError:
            page.errors.append("no answer")
        page.seconds = time.monotonic() - start
        return page

    async def _receive(self, page: Page) -> bool:
        """Take in one message; whether it was the last."""
        data = await self._socket.recv(decode=False)
        message = ForwardMsg.FromString(data)
        page.size += len(data)
        page.add(message)
        if message.WhichOneof("type") == "navigation":
            self._pages = {p.url_pathname: p.page_script_hash for p in message.navigation.app_pages}
        if message.WhichOneof("type") != "script_finished":
            return False
        if message.script_finished == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
            page.errors.append("compile error")
        return bool(message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN)


def _fetch(url: str) -> None:
    with contextlib.closing(urllib.request.urlopen(url, timeout=_PATIENCE)) as answer:
        answer.read()
