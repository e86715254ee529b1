"""What each number of the policy means, in the words of an office: the one source of the reference and of the pages."""

from collections.abc import Mapping

from geodata.contracts.column import BothLanguages

_DAYS: Mapping[str, BothLanguages] = {
    "hours": ("pada hari biasa", "on usual days"),
    "hours_friday": ("pada hari Jumat", "on Fridays"),
    "hours_ramadan": ("dalam bulan Ramadan", "during Ramadan"),
    "hours_ramadan_friday": ("pada Jumat dalam bulan Ramadan", "on Fridays of Ramadan"),
}
_HOURS: Mapping[str, BothLanguages] = {
    "shift_start": ("Jam kerja mulai", "Working hours begin"),
    "shift_end": ("Jam kerja selesai", "Working hours end"),
    "break_s": ("Lama istirahat", "Length of the break"),
    "break_earliest": ("Istirahat paling awal mulai", "Earliest start of the break"),
    "break_latest": ("Istirahat paling akhir selesai", "Latest end of the break"),
    "service_limit_s": ("Paling lama melayani orang", "Longest time of serving people"),
}
HELP: Mapping[str, BothLanguages] = {
    "notice_days": (
        "Kunjungan diumumkan paling sedikit sekian hari sebelumnya.",
        "A visit is announced at least that many days before.",
    ),
    "min_gap_days": (
        "Jarak paling sedikit antara dua kunjungan ke tempat yang sama.",
        "Least gap between two visits to the same place.",
    ),
    "hub_max_m": (
        "Warga diajak paling jauh sekian kilometer ke titik kumpul. Lebih jauh: lebih banyak desa terjangkau, "
        "lebih sedikit yang hadir.",
        "People are asked to travel at most that far to a hub. Farther: more villages in reach, fewer people come.",
    ),
    "hub_max_s": (
        "Waktu tempuh warga paling lama ke titik kumpul, naik motor.",
        "The longest way of people to a hub, by motorcycle.",
    ),
    "hub_max_villages": (
        "Paling banyak desa di satu titik kumpul, tuan rumah termasuk.",
        "Most villages at one hub, the host included.",
    ),
    "join_max_unrecorded": (
        "Desa bersinyal boleh bergabung bila yang belum rekam paling banyak sekian orang.",
        "A village with signal may join where at most that many people are not recorded.",
    ),
    "record_s": (
        "Lama merekam satu orang di satu alat.",
        "Time to record one person at one set.",
    ),
    "ikd_s": (
        "Lama mengaktifkan satu IKD, dengan penjelasannya.",
        "Time to activate one IKD, explaining included.",
    ),
    "setup_s": (
        "Memasang alat sebelum layanan dibuka.",
        "Setting up before the service opens.",
    ),
    "pack_s": (
        "Membereskan alat sesudah layanan.",
        "Packing after the service.",
    ),
    "max_visits_per_day": (
        "Paling banyak tempat yang dilayani satu tim dalam sehari.",
        "Most places that a team serves in a day.",
    ),
    "max_nights": (
        "Berapa malam tim boleh menginap; 0 berarti selalu pulang.",
        "How many nights a team may be away; 0 means always home.",
    ),
    "driving_day_max_s": (
        "Paling lama di jalan dalam sehari, semua perjalanan dijumlah.",
        "Longest time on the road in a day, all legs together.",
    ),
    "driving_leg_max_s": (
        "Paling lama sekali jalan, dari satu tempat ke tempat berikutnya.",
        "Longest single leg from place to place.",
    ),
    "show_up_village_ppm": (
        "Bagian warga diundang yang diperkirakan hadir di desanya sendiri.",
        "Share of those invited who are expected to come in their own village.",
    ),
    "show_up_school_ppm": (
        "Bagian siswa diundang yang diperkirakan hadir.",
        "Share of invited pupils expected to come.",
    ),
    "falloff_per_km_micro": (
        "Turunnya kehadiran tiap kilometer ke titik kumpul.",
        "How attendance falls with each kilometre to the hub.",
    ),
    "mandatory_ikd": (
        "Setiap orang dewasa yang direkam dan ber-HP layak wajib diberi IKD; waktunya dihitung.",
        "Every adult recorded with a fit phone is given an IKD; its time counts.",
    ),
    "ikd_only_visits": (
        "Boleh ada kunjungan hanya untuk IKD.",
        "Visits for IKD alone are allowed.",
    ),
    "ikd_cap_per_day": (
        "Paling banyak aktivasi IKD sehari.",
        "Most IKD activations in a day.",
    ),
    "ikd_cap_scope": (
        "Batas IKD berlaku untuk tiap tim atau seluruh kantor.",
        "Whether the cap on IKD is for each team or the whole office.",
    ),
    "fit_phone_permille": (
        "Bagian warga yang HP-nya dapat dipakai IKD.",
        "Share of people whose phone can carry an IKD.",
    ),
    "same_day_ready_permille": (
        "Bagian yang direkam dan kartunya siap dicetak pada hari yang sama.",
        "Share of those recorded whose card is ready to print the same day.",
    ),
    "waste_permille": (
        "Bagian blangko yang rusak saat dicetak.",
        "Share of blank cards spoilt in printing.",
    ),
    "delivery_counts_from_permille": (
        "Kiriman dihitung bila peluangnya paling sedikit sekian.",
        "A delivery counts where its chance is at least that.",
    ),
    "office_minimum_record": (
        "Operator rekam yang harus tetap di kantor setiap hari kerja.",
        "Recording operators who must stay at the office each working day.",
    ),
    "budget_rupiah": (
        "Biaya perjalanan paling banyak untuk satu rencana.",
        "Most that the trips of a plan may cost.",
    ),
    "market_day_open": (
        "Apakah desa boleh dikunjungi pada hari pasarnya.",
        "Whether a village may be visited on its market day.",
    ),
    "overtime_allowed": (
        "Apakah hari kerja boleh diperpanjang dengan lembur berbayar.",
        "Whether a day may be longer with paid overtime.",
    ),
    "unknown_connectivity_as": (
        "Desa yang sinyalnya tidak diketahui direncanakan seperti ini.",
        "How villages of unknown signal are planned.",
    ),
    "weights.recording": (
        "Bobot satu orang direkam.",
        "Weight of one person recorded.",
    ),
    "weights.card": (
        "Bobot satu kartu diserahkan.",
        "Weight of one card handed over.",
    ),
    "weights.ikd": (
        "Bobot satu IKD aktif.",
        "Weight of one active IKD.",
    ),
    "weights.school": (
        "Faktor sekolah terhadap desa.",
        "Factor of schools against villages.",
    ),
    "weights.poor_access_poor_uptake": (
        "Faktor desa yang sulit dicapai dan rendah capaiannya.",
        "Factor of villages that are hard to reach and low in coverage.",
    ),
    "link_good_permille": (
        "Bagian kecepatan kerja di tempat bersinyal baik, terhadap kecepatan penuh.",
        "Share of full working speed at places with good signal.",
    ),
    "link_weak_permille": (
        "Bagian kecepatan kerja di tempat bersinyal lemah: perekaman daring menunggu jaringan.",
        "Share of full working speed at places with weak signal: recording online waits for the network.",
    ),
    "link_kit_permille": (
        "Bagian kecepatan kerja dengan alat satelit.",
        "Share of full working speed with a satellite kit.",
    ),
    "overtime_max_s": (
        "Paling lama lembur sehari, bila lembur boleh.",
        "Longest overtime in a day, where overtime is allowed.",
    ),
    "rounds_per_period": (
        "Berapa kali seorang boleh diundang dalam satu periode.",
        "How many times a person may be invited in one period.",
    ),
    "ikd_acceptance_permille": (
        "Bagian yang mau mengaktifkan IKD ketika ditawari.",
        "Share of people who take an IKD when it is offered.",
    ),
    "ikd_acceptance_duty_permille": (
        "Bagian yang mengaktifkan IKD bila IKD diwajibkan.",
        "Share of people who activate an IKD where it is a duty.",
    ),
    "ikd_show_up_ppm": (
        "Bagian warga yang sudah terekam dan datang bila diundang khusus untuk IKD.",
        "Share of recorded people who come when invited for the IKD alone.",
    ),
    "ikd_invites_on_recording_visits": (
        "Apakah kunjungan perekaman juga mengundang warga terekam untuk IKD.",
        "Whether recording visits also invite recorded people for the IKD.",
    ),
    "prints_per_printer_day": (
        "Paling banyak kartu dicetak satu printer sehari.",
        "Most cards that one printer makes in a day.",
    ),
    "split_parts_max": (
        "Undangan satu desa boleh dibagi paling banyak menjadi sekian kunjungan.",
        "The invitation of one place may be split over at most that many visits.",
    ),
    "split_within_days": (
        "Kunjungan yang membagi satu undangan berjarak paling jauh sekian hari.",
        "Visits that split one invitation lie at most that many days apart.",
    ),
    "joint_visits": (
        "Apakah dua tim boleh melayani tempat yang sama pada hari yang sama.",
        "Whether two teams may serve the same place on the same day.",
    ),
    "rates.allowance_long_from_s": (
        "Perjalanan yang lebih lama dari ini mendapat uang harian penuh.",
        "A day away for longer than this earns the full daily allowance.",
    ),
    "weights.ikd_only": (
        "Bobot satu IKD aktif pada kunjungan khusus IKD.",
        "Weight of one active IKD on a visit for the IKD alone.",
    ),
    "weights.good_access_good_uptake": (
        "Faktor desa yang mudah dicapai dan capaiannya baik.",
        "Factor of villages that are easy to reach and well covered.",
    ),
    "weights.good_access_poor_uptake": (
        "Faktor desa yang mudah dicapai tetapi capaiannya kurang.",
        "Factor of villages that are easy to reach and low in coverage.",
    ),
    "weights.poor_access_good_uptake": (
        "Faktor desa yang sulit dicapai tetapi capaiannya baik.",
        "Factor of villages that are hard to reach and well covered.",
    ),
    "weights.poor_access_above_s": (
        "Desa disebut sulit dicapai bila jalan dari pangkalan terdekat lebih lama dari ini, atau tanpa sinyal.",
        "A village is hard to reach where the way from the nearest base takes longer than this, or without signal.",
    ),
    "weights.hold_permille": (
        "Bagian nilai layanan yang boleh dilepas untuk pemerataan, biaya atau ketenangan jadwal; 0 berarti tidak ada.",
        "Share of the service value that equity, money or a calm schedule may take; 0 means none.",
    ),
    "equity": (
        "Apakah pemerataan antarkecamatan diatur sesudah nilai layanan atau lebih dulu.",
        "Whether fairness among subdistricts is settled after the service value or before it.",
    ),
    "default_terrain": (
        "Medan yang dianggap berlaku bila jalan tidak diketahui; menentukan kecepatan.",
        "Terrain that is taken where no road is known; it sets the speed.",
    ),
    "detour_permille": (
        "Panjang jalan dibanding garis lurus bila jalan tidak diketahui.",
        "Length of the way against the straight line where no road is known.",
    ),
    **{
        f"{kind}.{part}": (f"{told[0]} {day[0]}.", f"{told[1]} {day[1]}.")
        for kind, day in _DAYS.items()
        for part, told in _HOURS.items()
    },
}
"""By field of the policy; every parameter has its sentence."""

RATE_HELP: Mapping[str, BothLanguages] = {
    "allowance_long": (
        "Uang harian seorang petugas untuk hari penuh di lapangan.",
        "Daily allowance of one member of staff for a full day out.",
    ),
    "allowance_short": (
        "Uang harian seorang petugas bila harinya lebih pendek.",
        "Daily allowance of one member of staff for a shorter day.",
    ),
    "per_km": (
        "Bahan bakar dan perawatan tiap kilometer.",
        "Fuel and upkeep for each kilometre.",
    ),
    "genset": (
        "Bahan bakar genset tiap hari perjalanan.",
        "Generator fuel for each day of a trip.",
    ),
    "link": (
        "Paket data tiap hari perjalanan.",
        "Data link for each day of a trip.",
    ),
    "papers": (
        "Alat tulis dan fotokopi tiap perjalanan.",
        "Papers and supplies for each trip.",
    ),
    "lodging": (
        "Penginapan seorang petugas semalam.",
        "Lodging of one member of staff for a night.",
    ),
    "hire": (
        "Sewa kendaraan tiap hari perjalanan; 0 bila milik sendiri.",
        "Hire of a vehicle for each day of a trip; 0 for the office's own.",
    ),
    "overtime_per_hour": (
        "Lembur seorang petugas tiap jam.",
        "Overtime of one member of staff for each hour.",
    ),
}
"""By code of the sheet ``biaya``."""
