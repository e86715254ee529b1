"""Figures for Prometheus; each service object counts its own."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)


class Metrics:
    """Counters of one running service."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "jemput_requests", "Requests answered.", ["method", "route", "status"], registry=self.registry
        )
        self.seconds = Histogram(
            "jemput_request_seconds", "Seconds until the answer.", ["route"], registry=self.registry, buckets=BUCKETS
        )
        self.open = Gauge("jemput_requests_open", "Requests being answered.", registry=self.registry)
        self.jobs = Counter("jemput_jobs", "Jobs ended, by kind and state.", ["kind", "state"], registry=self.registry)
        self.solving = Gauge("jemput_jobs_running", "Jobs running in this process.", registry=self.registry)
        self.refused = Counter("jemput_sign_ins_refused", "Sign-ins refused.", ["why"], registry=self.registry)

    def answered(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count one request."""
        self.requests.labels(method, route, str(status)).inc()
        self.seconds.labels(route).observe(seconds)

    def text(self) -> bytes:
        """All figures in the text format."""
        return generate_latest(self.registry)
