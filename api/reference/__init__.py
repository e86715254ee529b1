"""What programs look up: rules, reasons, holidays, schemas, version."""
