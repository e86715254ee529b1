import type { Words } from "@/language/words";

export const words = {
  title: ["Terbitkan {name}, revisi {n}", "Publish {name}, revision {n}"],
  rules: ["1. Aturan", "1. Rules"],
  rulesGood: ["0 pelanggaran: rencana ini menepati semua aturan.", "0 breaches: this plan keeps every rule."],
  rulesBad: [
    "{n, plural, other {# pelanggaran. Rencana yang melanggar tidak dapat diterbitkan; perbaiki dulu di papan.}}",
    "{n, plural, one {# breach. A plan that breaks a rule cannot be published; put it right on the board first.} other {# breaches. A plan that breaks rules cannot be published; put it right on the board first.}}",
  ],
  board: ["Buka papan", "Open the board"],
  changes: ["2. Berubah dari yang terbit", "2. Changed from what is published"],
  firstTime: ["Ini yang pertama diterbitkan.", "This is the first to be published."],
  against: ["Dibandingkan dengan v{n}:", "Against v{n}:"],
  announced: ["3. Sudah diumumkan dan berubah", "3. Announced, and changed"],
  announcedNone: ["Tidak ada pemberitahuan yang harus diganti.", "No notice has to be replaced."],
  announcedSome: [
    "{n, plural, other {# kunjungan yang sudah diumumkan berubah; pemberitahuannya harus diganti.}}",
    "{n, plural, one {# announced visit changes; its notice must be replaced.} other {# announced visits change; their notices must be replaced.}}",
  ],
  leftOut: ["4. Belum terlayani", "4. Left out"],
  leftOutSome: [
    "{n, plural, other {# desa dan sekolah, semua dengan alasan.}}",
    "{n, plural, one {# village or school, with its reason.} other {# villages and schools, all with reasons.}}",
  ],
  see: ["Lihat", "See"],
  note: ["Catatan untuk Kepala Dinas", "Note for the head"],
  decisionNote: ["Catatan keputusan", "Note on the decision"],
  send: ["Ajukan persetujuan", "Send for approval"],
  approve: ["Setujui dan terbitkan", "Approve and publish"],
  reject: ["Kembalikan dengan catatan", "Return with a note"],
  waiting: ["Menunggu persetujuan. Diajukan oleh {who}, {when}.", "Awaiting approval. Sent by {who}, {when}."],
  done: ["Terbit sebagai v{n}.", "Published as v{n}."],
  rejected: ["Dikembalikan: {why}", "Returned: {why}"],
  toHistory: ["Ke Riwayat", "To the history"],
  headOnly: ["Kepala dinas yang menyetujui.", "The head approves."],
} as const satisfies Words;
