"""Entry of the review application: ``streamlit run ui/app.py``."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from analyser.errors import AnalyserError
from ui.health import HEALTH
from ui.sample import start_with_a_sample
from ui.shell import Shell
from ui.sign_in import SignIn, Way
from ui.visit import server


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[None]:
    """Start the workers before the first visitor comes, and end them after the last has left."""
    starting = asyncio.create_task(asyncio.to_thread(_start))
    yield
    if await starting:
        await asyncio.to_thread(server().close)


def _start() -> bool:
    """Open the store; False where that fails, of which each page then tells."""
    try:
        sign_in = SignIn.from_environment(os.environ)
        started = server()
    except AnalyserError:
        return False
    if sign_in.way is Way.NONE:
        start_with_a_sample(started)
    return True


app = st.App(
    Path(__file__).with_name("main.py"),
    routes=[HEALTH],
    middleware=[Middleware(Shell)],
    lifespan=lifespan,
)
