"""The line between the program and the school: a plain relay on loopback that can be cut, as a train ride does."""

from __future__ import annotations

import asyncio
import threading


class Line:
    """Relays TCP from its own port to `target` on 127.0.0.1. Cut, it drops what is open and refuses what comes."""

    def __init__(self, target: int = 0) -> None:
        self.target = target
        self.port = 0
        self._loop = asyncio.new_event_loop()
        self._open: set[asyncio.StreamWriter] = set()
        self._server: asyncio.Server | None = None
        self._thread = threading.Thread(target=self._run, name="demo line", daemon=True)

    def start(self) -> int:
        """Starts relaying; the port to connect to."""
        ready = threading.Event()
        self._loop.call_soon(lambda: self._loop.create_task(self._listen(ready)))
        self._thread.start()
        ready.wait()
        return self.port

    def join(self, joined: bool) -> None:
        """Cuts the line, or joins it again."""
        asyncio.run_coroutine_threadsafe(self._set(joined=joined), self._loop)

    def stop(self) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(5)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_forever()
        tasks = asyncio.all_tasks(self._loop)
        for task in tasks:
            task.cancel()
        self._loop.run_until_complete(asyncio.gather(*tasks, return_exceptions=True))
        self._loop.close()

    async def _listen(self, ready: threading.Event) -> None:
        await self._join()
        ready.set()

    async def _join(self) -> None:
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", self.port)
        self.port = self._server.sockets[0].getsockname()[1]

    async def _set(self, *, joined: bool) -> None:
        if joined == (self._server is not None):
            return
        if joined:
            await self._join()
        elif self._server is not None:
            self._server.close()
            self._server = None
            for writer in self._open:
                writer.transport.abort()

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            far_reader, far_writer = await asyncio.open_connection("127.0.0.1", self.target)
        except OSError:
            writer.transport.abort()
            return
        self._open |= {writer, far_writer}
        try:
            await asyncio.gather(_pour(reader, far_writer), _pour(far_reader, writer))
        finally:
            self._open -= {writer, far_writer}


async def _pour(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while chunk := await reader.read(65536):
            writer.write(chunk)
            await writer.drain()
    except OSError:
        pass  # the line was cut, or one side hung up: the other side is told by closing
    finally:
        writer.close()
