"""The store: tables, engine, migrations, and the one place that keeps offices apart."""
