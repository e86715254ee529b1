"""The audit log: who changed what, when and why. Nothing in it is ever changed or removed."""
