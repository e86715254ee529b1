import type { VisitState } from "@/api/generated";
import type { Pair, Words } from "@/language/words";

export const states = {
  planned: ["direncanakan", "planned"],
  announced: ["diberitahukan", "announced"],
  confirmed: ["dikonfirmasi", "confirmed"],
  held: ["terlaksana", "held"],
  reported: ["dilaporkan", "reported"],
} as const satisfies Record<VisitState, Pair>;

/** What the button of a step says. */
export const marks = {
  planned: ["Kembalikan ke rencana", "Set back to planned"],
  announced: ["Tandai sudah diberitahukan", "Mark as announced"],
  confirmed: ["Tandai sudah dikonfirmasi", "Mark as confirmed"],
  held: ["Tandai sudah terlaksana", "Mark as held"],
  reported: ["Simpan hasil kunjungan", "Save the results of the visit"],
} as const satisfies Record<VisitState, Pair>;

export const words = {
  title: ["Langkah kunjungan (jadwal terbit v{n})", "Steps of the visit (published schedule v{n})"],
  state: ["Keadaan", "State"],
  by: ["oleh {who}, {when}", "by {who}, {when}"],
  last: ["Dicatat {state} oleh {who}, {when}.", "Noted as {state} by {who}, {when}."],
  noneYet: ["Belum ada langkah yang dicatat.", "No step has been noted yet."],
  ahead: ["Paling awal pada hari kunjungan, {day}.", "On the day of the visit at the earliest, {day}."],
  allDone: ["Semua langkah selesai.", "All steps are done."],
  others: ["Ubah ke langkah lain", "Change to another step"],
  othersHelp: [
    "Mundur, melompat, atau membetulkan jumlah: perlu alasan, dan tercatat di log.",
    "Going back, skipping, or putting counts right: wants a reason, and is noted in the log.",
  ],
  choose: ["Langkah", "Step"],
  why: ["Alasan", "Reason"],
  whyHelp: ["Tanpa nama atau nomor penduduk.", "Without names or numbers of residents."],
  change: ["Ubah langkah", "Change the step"],
  counts: ["Hasil yang dihitung", "What was counted"],
  countsHelp: ["Jumlah orang dan kartu, tanpa nama.", "Numbers of people and cards, no names."],
  recorded: ["Orang direkam", "People recorded"],
  cards: ["Kartu diserahkan (keping)", "Cards handed over"],
  ikd: ["IKD diaktifkan (orang)", "IKD activated (people)"],
  expected: ["perkiraan {n, number}", "expected {n, number}"],
  counted: [
    "{recorded, number} orang direkam · {cards, number} kartu · {ikd, number} IKD",
    "{recorded, number} people recorded · {cards, number} cards · {ikd, number} IKD",
  ],
  history: ["Riwayat langkah", "History of the steps"],
  line: ["{from} → {to}", "{from} → {to}"],
  changed: [
    "Orang lain baru mengubah kunjungan ini; keadaannya dibaca ulang. Periksa, lalu coba lagi.",
    "Somebody else has just changed this visit; it was read again. Look, then try again.",
  ],
  notSaved: ["Langkah belum tersimpan", "The step is not saved"],
  saved: ["{name}: {state}", "{name}: {state}"],
  dueAnnounced: ["Tandai diberitahukan", "Mark as announced"],
  dueConfirmed: ["Tandai dikonfirmasi", "Mark as confirmed"],
  dueHelpAnnounced: [
    "Kunjungan yang batas pemberitahuannya sudah dekat atau lewat. Hapus centang yang belum diberi tahu.",
    "Visits whose notice is due soon or overdue. Untick those that nobody was told of yet.",
  ],
  dueHelpConfirmed: [
    "Centang kunjungan yang sudah dikonfirmasi oleh tempatnya.",
    "Tick the visits that the place has confirmed.",
  ],
  all: ["Pilih semua", "Choose all"],
  chosen: ["{n, number} dari {all, number} kunjungan", "{n, number} of {all, number} visits"],
  visitLine: ["{day} · Tim {team}", "{day} · Team {team}"],
  places: ["{n, plural, other {# tempat}}", "{n, plural, one {# place} other {# places}}"],
  markAnnounced: [
    "{n, plural, other {Tandai # kunjungan diberitahukan}}",
    "{n, plural, one {Mark # visit as announced} other {Mark # visits as announced}}",
  ],
  markConfirmed: [
    "{n, plural, other {Tandai # kunjungan dikonfirmasi}}",
    "{n, plural, one {Mark # visit as confirmed} other {Mark # visits as confirmed}}",
  ],
  saving: ["Menyimpan {n, number} dari {all, number}", "Saving {n, number} of {all, number}"],
  doneAnnounced: [
    "{n, plural, other {# kunjungan ditandai diberitahukan.}}",
    "{n, plural, one {# visit is marked as announced.} other {# visits are marked as announced.}}",
  ],
  doneConfirmed: [
    "{n, plural, other {# kunjungan ditandai dikonfirmasi.}}",
    "{n, plural, one {# visit is marked as confirmed.} other {# visits are marked as confirmed.}}",
  ],
  someNot: [
    "{n, plural, other {# kunjungan belum tersimpan; alasannya di bawah namanya.}}",
    "{n, plural, one {# visit is not saved; why stands below its name.} other {# visits are not saved; why stands below their names.}}",
  ],
  moved: ["Keadaannya baru diubah orang lain: {state}.", "Somebody else has just changed it: {state}."],
  nothingDue: ["Tidak ada lagi kunjungan yang menunggu langkah ini.", "No visit waits for this step any more."],
  cancel: ["Batal", "Cancel"],
} as const satisfies Words;
