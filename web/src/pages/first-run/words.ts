import type { Words } from "@/language/words";

export const words = {
  title: ["Mulai memakai Jemput", "Begin with Jemput"],
  intro: [
    "Langkah 1 dari 3: kantor dan akun pertama. Sesudah itu data, lalu menyusun jadwal.",
    "Step 1 of 3: the office and its first account. Then data, then planning.",
  ],
  noToken: [
    "Halaman ini dibuka dengan tautan sekali pakai yang ditampilkan perintah “jemput serve” di komputer server.",
    "This page is opened by the one-time link that the command “jemput serve” shows on the server.",
  ],
  link: ["Tautan", "Link"],
  code: ["Kode wilayah kantor", "Code of the office's area"],
  codeHelp: ["Misalnya 17.02 untuk Rejang Lebong", "Such as 17.02 for Rejang Lebong"],
  name: ["Nama kantor", "Name of the office"],
  zone: ["Zona waktu", "Time zone"],
  login: ["Nama akun", "Account name"],
  loginHelp: ["Paling sedikit 3 huruf; jangan nama lengkap", "At least 3 letters; not a full name"],
  password: ["Kata sandi", "Password"],
  passwordHelp: [
    "Kalimat pendek yang mudah diingat dan sukar ditebak",
    "A short sentence, easy to remember and hard to guess",
  ],
  submit: ["Lanjut", "Continue"],
} as const satisfies Words;
