"""The section of the page that tells why the plan is as it is."""

from html import escape

from api.documents.causes import cause_lines, cause_note
from api.documents.facts import PlanFacts
from api.language import Language


def why_html(language: Language, facts: PlanFacts) -> str:
    """What binds this month, as a table; every text is escaped."""
    say = language.say
    head = "".join(f'<th scope="col">{escape(text)}</th>' for text in (say("What"), say("Binds?"), say("Explanation")))
    rows = "\n".join(
        f"<tr><td><b>{escape(line.subject)}</b></td><td>{_verdict(line.verdict, binds=line.binds)}</td>"
        f"<td>{escape(line.sentence)}</td></tr>"
        for line in cause_lines(language, facts)
    )
    title = escape(say("Why this plan"))
    return (
        f'<h2>{title}</h2>\n<div class="wide" tabindex="0" role="region" aria-label="{title}"><table>'
        f"<caption>{escape(cause_note(language))}</caption><thead><tr>{head}</tr></thead><tbody>\n{rows}\n"
        "</tbody></table></div>"
    )


def _verdict(text: str, *, binds: bool) -> str:
    return f"<b>{escape(text)}</b>" if binds else escape(text)
