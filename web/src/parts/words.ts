import type { Words } from "@/language/words";

export const words = {
  noPlan: ["Belum ada rencana", "No plan yet"],
  planMonth: ["Susun jadwal", "Plan the month"],
  tryAgain: ["Coba lagi", "Try again"],
  copy: ["Salin", "Copy"],
  copied: ["Tersalin", "Copied"],
  requestId: ["Nomor permintaan", "Request id"],
  loading: ["Sedang dimuat", "Loading"],
  stillLoading: [
    "Masih dimuat; server sibuk atau datanya banyak.",
    "Still loading; the server is busy or there is much of it.",
  ],
  unreachable: ["Server tidak terjangkau", "The server cannot be reached"],
  unreachableHelp: [
    "Periksa jaringan kantor, lalu coba lagi. Yang Anda ketik disimpan di komputer ini.",
    "Check the office network, then try again. What you type is kept on this computer.",
  ],
  noPermission: ["Tidak ada izin", "No permission"],
  noPermissionHelp: [
    "Halaman ini untuk peran: {roles}. Minta peran itu kepada pengelola akun di kantor Anda.",
    "This page is for the roles: {roles}. Ask whoever manages accounts in your office for one of them.",
  ],
  unexpected: ["Terjadi kesalahan di halaman ini", "Something went wrong on this page"],
  unexpectedHelp: [
    "Muat ulang halaman. Yang Anda ketik disimpan di komputer ini.",
    "Load the page anew. What you typed is kept on this computer.",
  ],
  reload: ["Muat ulang", "Load anew"],
  faults: [
    "{n, plural, other {# hal yang harus diperbaiki}}",
    "{n, plural, one {# thing} other {# things}} to put right",
  ],
  found: ["tertulis {found}", "found {found}"],
  expected: ["seharusnya {expected}", "expected {expected}"],
  ascending: ["naik", "ascending"],
  descending: ["turun", "descending"],
  sortBy: ["Urutkan menurut {title}", "Sort by {title}"],
  rows: ["{n, number} baris", "{n, plural, one {# row} other {# rows}}"],
  scrollable: ["{title}; geser ke samping untuk kolom lain", "{title}; scroll sideways for more columns"],
  close: ["Tutup", "Close"],
  estimate: ["perkiraan", "estimate"],
  restored: [
    "Isian yang belum tersimpan dari {when} dikembalikan.",
    "What you had typed and not saved on {when} is back.",
  ],
  discard: ["Buang isian ini", "Discard it"],
  table: ["Tabel", "Table"],
  chart: ["Grafik", "Chart"],
} as const satisfies Words;

export const roles = {
  admin: ["pengelola", "administrator"],
  head: ["kepala dinas", "head"],
  planner: ["perencana", "planner"],
  secretariat: ["sekretariat", "secretariat"],
  data_admin: ["pengelola data", "data administrator"],
  stock_keeper: ["pemegang stok", "stock keeper"],
  team_lead: ["ketua tim", "team lead"],
  contact: ["kontak desa", "village contact"],
  viewer: ["pembaca", "viewer"],
  province_viewer: ["pembaca provinsi", "province viewer"],
} as const satisfies Words;
