"""What is known of the signal at each site: evidence gathered, ranked, merged; the strongest decides and is shown.

::

    office's cells, sinyal, uji_kecepatan, cakupan_sinyal, menara --> Evidence --> finding per site --> Sheets

Unknown stays unknown: a village that no list names, no tower reaches and nobody measured is not thereby good or bad.
"""

from geodata.signal.apply import future_faults, with_signal
from geodata.signal.coverage import CoverageArea
from geodata.signal.evidence import Evidence, Scope
from geodata.signal.merge import findings_of

__all__ = [
    "CoverageArea",
    "Evidence",
    "Scope",
    "findings_of",
    "future_faults",
    "with_signal",
]
