"""One process of an installation whose jobs are short: ``python -m tests.api.service.part api|worker ...``.

The service and the worker are the product's own; only the child that would search for minutes is another.
"""

import sys
import time
from pathlib import Path

import uvicorn

from api.app import create_app
from api.calls.state import utc_now
from api.db.engine import Database
from api.http.metrics import Metrics
from api.http.records import set_up
from api.job_kinds import kinds
from api.settings import Settings
from api.work.crew import crew
from api.work.patience import Patience

PATIENCE = Patience(poll=0.5, beat=1.0, silence=4.0)


def main() -> None:
    what, url, folder, port, hands, plan, seconds = sys.argv[1:]
    set_up("WARNING")
    command = (sys.executable, "-S", str(Path(__file__).with_name("short_child.py")), plan, seconds)
    database = Database(url)
    if what == "worker":
        staff = crew(
            database, kinds=kinds(command), clock=utc_now, metrics=Metrics(), hands=int(hands), patience=PATIENCE
        )
        staff.start()
        while True:
            time.sleep(1)
    own = Settings(data_folder=Path(folder), port=int(port), solves=int(hands), queue_limit=1_000_000)
    app = create_app(own, database=database, patience=PATIENCE, solver=command)
    uvicorn.run(app, host="127.0.0.1", port=own.port, log_config=None, access_log=False, server_header=False)


if __name__ == "__main__":
    main()
