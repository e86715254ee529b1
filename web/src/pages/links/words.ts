import type { Words } from "@/language/words";

export const words = {
  title: ["Tautan umum", "Public link"],
  help: [
    "Siapa pun yang memegang tautan ini melihat jadwal yang terbit, tanpa nama petugas dan tanpa angka di bawah lima. Isinya selalu versi yang berlaku.",
    "Whoever has this link sees the published schedule, without staff and without numbers below five. It always shows what is in force.",
  ],
  notYet: [
    "Belum ada yang terbit untuk masa ini; tautannya menampilkan jadwal begitu terbit.",
    "Nothing is published for this period yet; the link shows the schedule once it is.",
  ],
  make: ["Buat tautan {period}", "Make a link for {period}"],
  table: ["Tautan untuk warga", "Links for the public"],
  address: ["Alamat", "Address"],
  period: ["Masa", "Period"],
  made: ["Dibuat", "Made"],
  state: ["Keadaan", "State"],
  works: ["berlaku", "works"],
  withdrawn: ["ditarik", "withdrawn"],
  open: ["Buka", "Open"],
  withdraw: ["Tarik", "Withdraw"],
  withdrawTitle: ["Tarik tautan ini?", "Withdraw this link?"],
  withdrawHelp: [
    "Yang memegang alamat ini lalu membaca bahwa tautannya sudah ditarik. Alamat yang sama tidak dapat dihidupkan lagi; tautan baru dapat dibuat.",
    "Whoever has this address then reads that the link was withdrawn. The same address cannot be revived; a new link can be made.",
  ],
  keep: ["Biarkan", "Keep it"],
  none: ["Belum ada tautan.", "No link yet."],
  what: ["Tautan {period}", "Link for {period}"],
  done: ["Tautan dibuat.", "The link is made."],
  gone: ["Tautan ditarik.", "The link is withdrawn."],
} as const satisfies Words;
