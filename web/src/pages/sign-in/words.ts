import type { Words } from "@/language/words";

export const words = {
  title: ["Masuk", "Sign in"],
  login: ["Nama akun", "Account name"],
  password: ["Kata sandi", "Password"],
  signIn: ["Masuk", "Sign in"],
  intro: [
    "Jemput merencanakan layanan jemput bola kantor Anda. Masuk dengan akun dari pengelola akun.",
    "Jemput plans the outreach of your office. Sign in with the account that your administrator gave you.",
  ],
  forgotten: [
    "Lupa kata sandi? Pengelola akun di kantor Anda dapat membuatkan yang baru.",
    "Forgotten the password? Whoever manages accounts in your office can make a new one.",
  ],
  setupNeeded: [
    "Belum ada akun. Buka tautan sekali pakai yang ditampilkan perintah “jemput serve” di komputer server.",
    "There is no account yet. Open the one-time link that the command “jemput serve” shows on the server.",
  ],
} as const satisfies Words;
