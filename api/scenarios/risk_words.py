"""What is told of a risk besides its figures."""

from planner.risk.outlook import Risk
from planner.units import MICRO

SHOWN_VISITS = 8


def risk_sentences(found: Risk, names: dict[str, str]) -> list[tuple[str, str]]:
    """What is told of a risk besides its figures."""
    percent = found.stock_out_permille / 10
    short = found.shortfall / MICRO
    told = [
        (
            f"{found.runs} bulan dimainkan. Sepersepuluh terburuk merekam rata-rata {short:.0f} orang kurang dari "
            "rencana.",
            f"{found.runs} months were played. The worst tenth records {short:.0f} people fewer than planned on "
            "average.",
        )
    ]
    if found.stock_out_day is not None:
        day = found.stock_out_day.isoformat()
        waiting = found.unprinted / MICRO
        told.append(
            (
                f"Peluang blangko habis: {percent:.1f} %, paling sering sekitar {day}; rata-rata {waiting:.0f} kartu "
                "tertunda.",
                f"Chance that blanks run short: {percent:.1f} %, in the middle about {day}; {waiting:.0f} cards wait "
                "on average.",
            )
        )
    else:
        told.append(("Blangko tidak pernah habis.", "Blanks never ran short."))
    if found.failing:
        listed = "; ".join(
            f"{names[item.site]} {item.day.isoformat()} {item.permille / 10:.1f} %"
            for item in found.failing[:SHOWN_VISITS]
        )
        told.append((f"Kunjungan yang paling mungkin gagal: {listed}.", f"Visits most likely to fail: {listed}."))
    return told
