from api.documents.facts import PlanFacts
from api.language import Language


def page_bytes(language: Language, facts: PlanFacts) -> bytes:
    return b""
