"""What is asked for and the service's settings → the day that what is written today is dated by."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from engager_docs.author.known import Known
from engager_docs.cli.request import Request, today
from engager_docs.model.records.service import ServiceSettings


def own_day(request: Request, root: Path) -> date:
    """Return the service's own day: what is asked for, the pinned one of an archived service, else the real one."""
    if request.as_of is not None:
        return request.as_of
    service = Known(root, date.max).record("cases/service.yaml")
    return service.as_of if isinstance(service, ServiceSettings) and service.as_of is not None else today()
