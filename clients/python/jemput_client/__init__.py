"""A client of the Jemput service: ``Client(address, key=...)``, one method for each operation, typed answers."""

from jemput_client.client import Client
from jemput_client.following import Event
from jemput_client.transport import Answer, ProblemError, Transport

__all__ = ["Answer", "Client", "Event", "ProblemError", "Transport"]
