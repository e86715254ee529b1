import type { Connectivity, EquipmentKind, SiteKind, Skill } from "@/api/generated";
import type { Pair, Words } from "@/language/words";

export const words = {
  what: ["Apa yang berubah?", "What has changed?"],
  whatHelp: [
    "Sebutkan yang terjadi, satu per satu. Tanpa perubahan, sisanya hanya disusun lebih baik.",
    "Name what happened, one by one. Without a change the rest is only planned better.",
  ],
  kind: ["Yang terjadi", "What happened"],
  add: ["Tambahkan", "Add"],
  added: ["Perubahan yang disebut", "Changes named"],
  remove: ["Hapus: {what}", "Remove: {what}"],
  places: ["Desa atau sekolah", "Villages or schools"],
  place: ["Desa atau sekolah", "Village or school"],
  team: ["Tim", "Team"],
  member: ["Petugas (kode)", "One of the staff (id)"],
  first: ["Dari tanggal", "From the day"],
  last: ["Sampai tanggal", "To the day"],
  days: ["Hari yang boleh", "Days that are allowed"],
  agreed: ["Harinya sudah disepakati dengan tempat itu", "The place agreed to these days"],
  agreedHelp: [
    "Warganya tidak perlu diberi tahu lagi, jadi hari yang dekat pun boleh.",
    "Its people need no further notice, so that a day soon to come will do.",
  ],
  due: ["Kiriman yang dijadwalkan", "Delivery that was due"],
  newDay: ["Datang tanggal", "Comes on"],
  quantity: ["Jumlah", "Number"],
  quantityUnit: ["keping; 0 berarti tidak datang", "cards; 0 means it does not come"],
  equipment: ["Alat", "Equipment"],
  amount: ["Sebanyak", "By"],
  direction: ["Menjadi", "Becomes"],
  fewer: ["lebih sedikit", "fewer"],
  more: ["lebih banyak", "more"],
  signal: ["Sinyalnya sekarang", "Its signal now"],
  requestName: ["Nama tempat atau acara", "Name of the place or event"],
  requestKind: ["Jenis", "Kind"],
  village: ["Di desa", "In the village"],
  recording: ["Perlu direkam", "To be recorded"],
  ikd: ["Perlu IKD", "To get an IKD"],
  cards: ["Kartu siap cetak", "Cards ready to print"],
  people: ["orang", "people"],
  daysWished: ["Hari yang diminta", "Days asked for"],
  anyDay: ["Kosong: hari mana pun", "Empty: any day"],
  anyPlace: ["Kosong: semua tempat", "Empty: all places"],
  showUp: ["Yang hadir", "Those who come"],
  ofInvited: ["% dari yang diundang", "% of those invited"],
  skills: ["Keahlian", "Skills"],
  like: ["Seperti tim", "Like the team"],
  cap: ["Pagu biaya", "Cap of cost"],
  rupiahPeriod: ["rupiah, seluruh masa", "rupiah, the whole period"],
  pieces: ["buah", "pieces"],
  cardUnit: ["keping", "cards"],
  teamUnit: ["tim", "teams"],
  dayOff: ["Tanggal", "Day"],
  noDelivery: ["Tidak ada kiriman dalam rencana ini.", "This plan has no delivery."],
  asOf: ["Hari pertama yang boleh berubah", "First day that may change"],
  asOfHelp: [
    "Kunjungan sebelumnya dianggap terlaksana seperti rencana; papan lalu memuat yang masih akan datang.",
    "Visits before it count as held as planned; the board then holds what is still to come.",
  ],
  moved: ["Yang berubah di jadwal", "What moves"],
  movedNone: ["Tidak satu kunjungan pun berubah.", "Not one visit changes."],
  movedSome: [
    "{moved, number} dari {all, number} kunjungan pindah hari atau batal; {n, number} berubah seluruhnya.",
    "{moved, number} of {all, number} visits go to another day or fall out; {n, number} differ in all.",
  ],
  done: [
    "{n, number} kunjungan sebelum hari itu sudah terlaksana dan tidak disentuh.",
    "{n, plural, one {# visit before that day is} other {# visits before that day are}} over and not touched.",
  ],
  told: ["Yang harus diberi tahu", "Who must be told"],
  toldNone: ["Tidak ada yang perlu diberi tahu.", "Nobody needs to be told."],
  toldSome: [
    "{n, number} desa, sekolah, atau tempat lain; {announced, number} sudah menerima pemberitahuan lama.",
    "{n, plural, one {# place} other {# places}}; {announced, number} had the old notice already.",
  ],
  announced: ["pemberitahuan lama ditarik", "old notice withdrawn"],
  notAnnounced: ["belum diumumkan", "not announced yet"],
  state: ["Pemberitahuan", "Notice"],
  visit: ["Kunjungan", "Visit"],
  sentence: ["Perubahan", "Change"],
  staff: ["Petugas yang harinya berubah", "Staff whose days change"],
  lost: ["Tidak lagi turun", "No longer out on"],
  gained: ["Turun", "Out on"],
  again: ["Ubah, lalu susun ulang lagi", "Change it and re-plan again"],
  stop: ["Hentikan, pakai yang terbaik", "Stop, use the best"],
  late: [
    "Rencana diubah orang lain sejak disusun ulang. Susun ulang lagi supaya perubahannya ikut.",
    "Somebody changed the plan since it was planned anew. Re-plan again so that the change is kept.",
  ],
} as const satisfies Words;

export const kinds = {
  road_cut: ["Jalan putus: tempat tidak dapat dicapai", "A road is cut: places cannot be reached"],
  team_out: ["Tim atau kendaraannya tidak dapat turun", "A team or its vehicle cannot go out"],
  staff_away: ["Petugas tidak tersedia", "One of the staff is not available"],
  delivery: ["Kiriman kartu mundur, kurang, atau batal", "A delivery of cards is late, short or cancelled"],
  delivery_added: ["Kiriman kartu tambahan", "One more delivery of cards"],
  new_request: ["Permintaan baru: acara, balai, kunjungan rumah", "A new request: an event, a hall, home visits"],
  people: ["Daftar warga lebih panjang atau lebih pendek", "More or fewer people on the list of a place"],
  show_up: ["Yang hadir lebih banyak atau lebih sedikit", "More or fewer people come than expected"],
  stock: ["Stok blangko berbeda dari catatan", "The stock of blank cards differs from the books"],
  signal: ["Sinyal di satu tempat hilang atau berubah", "The signal at a place is down or other"],
  equipment: ["Alat rusak, berkurang, atau bertambah", "Equipment is broken, fewer or more"],
  other_days: ["Desa atau sekolah minta hari lain", "A village or school asks for other days"],
  day_off: ["Hari libur tambahan", "One more day off"],
  saturdays: ["Sabtu menjadi hari kerja", "Saturdays are worked"],
  staff_added: ["Petugas tambahan", "More staff"],
  teams_added: ["Tim tambahan", "More teams"],
  budget: ["Pagu biaya berubah", "The cap of cost changes"],
} as const satisfies Words;

export type Kind = keyof typeof kinds;

/** A change that was named, as one sentence. */
export const sentences = {
  road_cut: ["{places} tidak dapat dicapai {first} – {last}", "{places} cannot be reached {first} – {last}"],
  team_out: ["Tim {team} tidak dapat turun {first} – {last}", "Team {team} cannot go out {first} – {last}"],
  staff_away: ["Petugas {member} tidak tersedia {first} – {last}", "{member} is not available {first} – {last}"],
  delivery: ["Kiriman {due}: datang {day}, {n, number} kartu", "Delivery of {due}: comes {day}, {n, number} cards"],
  delivery_none: ["Kiriman {due} tidak datang", "The delivery of {due} does not come"],
  delivery_added: ["Kiriman tambahan {day}, {n, number} kartu", "One more delivery on {day}, {n, number} cards"],
  signal: ["Sinyal di {places}: {signal}", "Signal at {places}: {signal}"],
  equipment_more: ["{what} bertambah {n, number} buah {first} – {last}", "{what}: {n, number} more {first} – {last}"],
  equipment: ["{what} berkurang {n, number} buah {first} – {last}", "{what}: {n, number} fewer {first} – {last}"],
  other_days: ["{places} hanya pada {days}", "{places} on {days} only"],
  other_days_agreed: ["{places} hanya pada {days}, sudah disepakati", "{places} on {days} only, agreed to"],
  day_off: ["{day} libur", "{day} is a day off"],
  new_request: [
    "{what} {name} di {village}: {recording, number} orang direkam, {ikd, number} orang IKD; {days}",
    "{what} {name} in {village}: {recording, number} people to record, {ikd, number} for IKD; {days}",
  ],
  new_request_agreed: [
    "{what} {name} di {village}: {recording, number} orang direkam, {ikd, number} orang IKD; {days}, sudah disepakati",
    "{what} {name} in {village}: {recording, number} people to record, {ikd, number} for IKD; {days}, agreed to",
  ],
  any_day: ["hari mana pun", "on any day"],
  everywhere: ["semua tempat", "all places"],
  people: [
    "{place}: {recording, number} orang dan {cards, number} kartu siap cetak lebih banyak",
    "{place}: {recording, number} more people to record and {cards, number} more cards to print",
  ],
  people_fewer: [
    "{place}: {recording, number} orang dan {cards, number} kartu siap cetak lebih sedikit",
    "{place}: {recording, number} fewer people to record and {cards, number} fewer cards to print",
  ],
  show_up: ["Yang hadir di {place}: {share} dari yang diundang", "At {place} {share} of those invited come"],
  stock: ["Stok blangko {n, number} keping lebih sedikit", "{n, number} fewer blank cards in stock"],
  stock_more: ["Stok blangko {n, number} keping lebih banyak", "{n, number} more blank cards in stock"],
  budget: ["Pagu biaya {amount} untuk seluruh masa", "The cap of cost is {amount} for the whole period"],
  staff_added: ["{n, number} petugas lagi: {skills}", "{n, number} more of the staff: {skills}"],
  teams_added: ["{n, number} tim lagi seperti {team}", "{n, number} more teams like {team}"],
  saturdays: ["Sabtu yang bukan hari libur menjadi hari kerja", "Saturdays that are no holidays are worked"],
} as const satisfies Words;

export const equipment = {
  recording_set: ["Alat rekam", "Recording set"],
  satellite_kit: ["Alat satelit", "Satellite kit"],
  printer: ["Pencetak kartu", "Card printer"],
  genset: ["Genset", "Generator"],
  vehicle: ["Kendaraan", "Vehicle"],
} as const satisfies Record<EquipmentKind, Pair>;

/** What may ask for a visit of its own. */
export const requests = {
  event: ["Acara", "Event"],
  hall: ["Balai", "Hall"],
  market: ["Pasar", "Market"],
  mall: ["Mal", "Mall"],
  office: ["Kantor", "Office"],
  home_visits: ["Kunjungan rumah", "Home visits"],
} as const satisfies Partial<Record<SiteKind, Pair>>;

export type RequestKind = keyof typeof requests;

export const signals = {
  none: ["hilang", "down"],
  weak: ["lemah", "weak"],
  good: ["baik", "good"],
  unknown: ["belum diketahui", "not known"],
} as const satisfies Record<Connectivity, Pair>;

export const skills = {
  record: ["merekam", "recording"],
  print: ["mencetak", "printing"],
  ikd: ["IKD", "IKD"],
  drive: ["mengemudi", "driving"],
} as const satisfies Record<Skill, Pair>;
