import { Stack, Text, TextInput } from "@mantine/core";
import { useLanguage, type Language } from "@/language/useLanguage";
import { DataTable } from "@/parts/DataTable";
import type { Village } from "./places";
import { signalWords } from "./VillageSheet";
import { words } from "./words";

function whatOf({ say, kilometres }: Language, village: Village): string {
  if (village.state === "joined")
    return village.distance_m === null
      ? say(words.joinedNoKm, { place: village.place_name ?? "–" })
      : say(words.joined, { place: village.place_name ?? "–", km: kilometres(village.distance_m) });
  return say(village.state === "none" ? words.nothing : words[village.state]);
}

interface Props {
  /** Those that the chosen day and team leave. */
  villages: readonly Village[];
  /** How many there are in all. */
  all: number;
  text: string;
  onText: (text: string) => void;
  chosen: string | null;
  onChoose: (code: string) => void;
}

/** All that the map shows, to be read, sorted and searched. */
export function VillageList({ villages, all, text, onText, chosen, onChoose }: Props) {
  const language = useLanguage();
  const { say, day, number, code, percent } = language;
  const needle = text.trim().toLocaleLowerCase(code);
  const listed = villages.filter(({ name, subdistrict, code: id }) =>
    `${name} ${subdistrict} ${id}`.toLocaleLowerCase(code).includes(needle),
  );
  return (
    <Stack gap="xs">
      <TextInput label={say(words.search)} value={text} onChange={(event) => onText(event.currentTarget.value)} />
      <Text role="status" size="xs" c="var(--muted)">
        {say(words.shown, { n: listed.length, all })}
      </Text>
      <DataTable
        caption={say(words.table)}
        maxHeight="calc(100dvh - 240px)"
        rows={listed}
        keyOf={(village) => village.code}
        sorted="-left"
        chosen={chosen}
        onChoose={(village) => onChoose(village.code)}
        columns={[
          {
            key: "place",
            title: say(words.place),
            isHead: true,
            value: (village) => village.name,
            cell: (village) => (
              <>
                {village.name}, {village.subdistrict}
                <Text size="xs" c="var(--muted)">
                  {say(words.signal)}: {say(village.signal === "unknown" ? words.unknown : signalWords[village.signal])}{" "}
                  · {say(words.lastVisit)}: {village.last_visit === null ? say(words.never) : day(village.last_visit)}
                </Text>
              </>
            ),
          },
          {
            key: "left",
            title: say(words.left),
            unit: say(words.people),
            isNumber: true,
            value: (village) => village.unrecorded,
            cell: (village) => (
              <>
                {number(village.unrecorded)}
                <Text size="xs" c="var(--muted)" style={{ whiteSpace: "normal" }}>
                  {village.unrecorded_permille === null
                    ? "–"
                    : say(words.shareOfEligible, { percent: percent(village.unrecorded_permille / 10, 1) })}
                </Text>
              </>
            ),
          },
          { key: "what", title: say(words.what), value: (village) => whatOf(language, village) },
        ]}
      />
    </Stack>
  );
}
