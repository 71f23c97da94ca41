"""The name of the test client, spelled once."""

from aiohttp import web
from aiohttp.test_utils import TestClient

Visitor = TestClient[web.Request, web.Application]
