"""The version of the API: the first part of every address."""

API_VERSION = "1"
