import { Alert, Stack, Text, Title } from "@mantine/core";
import type { Comparison, Warned } from "@/api/generated";
import { useLanguage } from "@/language/useLanguage";
import { Badge } from "@/parts/Badge";
import { DataTable } from "@/parts/DataTable";
import { words as scheduleWords } from "../words";
import { words } from "./words";

const one = (name: string, unit: string, is: number, difference: number) => ({ name, unit, is, difference });

/** What the rest would be like: in sum, visit by visit, and who must hear of it. */
export function Result({ found, notes }: { found: Comparison; notes: readonly Warned[] }) {
  const { say, told, number, change, rupiah, dayShort, list } = useLanguage();
  const { before, after } = found;
  const rows = [
    one(
      say(scheduleWords.peopleChange),
      say(scheduleWords.peopleUnit),
      after.summary.people.recording,
      found.recording,
    ),
    one(say(scheduleWords.cardsChange), say(scheduleWords.cardUnit), after.summary.people.cards, found.cards),
    one(say(scheduleWords.ikd), say(scheduleWords.peopleUnit), after.summary.people.ikd, found.ikd),
    one(
      say(scheduleWords.left),
      say(scheduleWords.placesUnit),
      after.summary.left_out,
      after.summary.left_out - before.summary.left_out,
    ),
    one(say(scheduleWords.costChange), "Rp", after.summary.cost_rupiah, found.cost_rupiah),
  ];
  const coming = before.summary.visits - found.done_visits;
  return (
    <Stack gap="sm">
      <Text fw={600} role="status">
        {say(scheduleWords.replanDone)}:{" "}
        {found.visits.length === 0
          ? say(words.movedNone)
          : say(words.movedSome, { moved: found.visits_moved, all: coming, n: found.visits.length })}
      </Text>
      {notes.map((note) => (
        <Alert key={note.code} color={note.code === "MANY_MOVED" ? "yellow" : "brand"}>
          {told(note.sentence)}
        </Alert>
      ))}
      {found.done_visits > 0 && <Alert color="brand">{say(words.done, { n: found.done_visits })}</Alert>}
      <DataTable
        caption={say(scheduleWords.replanDone)}
        rows={rows}
        keyOf={(row) => row.name}
        columns={[
          {
            key: "name",
            title: say(scheduleWords.measured),
            isHead: true,
            value: (row) => `${row.name} (${row.unit})`,
          },
          {
            key: "was",
            title: say(scheduleWords.before),
            isNumber: true,
            value: (row) => row.is - row.difference,
            cell: (row) => (row.unit === "Rp" ? rupiah(row.is - row.difference) : number(row.is - row.difference)),
          },
          {
            key: "is",
            title: say(scheduleWords.after),
            isNumber: true,
            value: (row) => row.is,
            cell: (row) => (row.unit === "Rp" ? rupiah(row.is) : number(row.is)),
          },
          {
            key: "change",
            title: say(scheduleWords.difference),
            isNumber: true,
            value: (row) => row.difference,
            cell: (row) => change(row.difference),
          },
        ]}
      />
      {found.visits.length > 0 && (
        <>
          <Title order={3}>{say(words.moved)}</Title>
          <DataTable
            caption={say(words.moved)}
            maxHeight={260}
            rows={found.visits}
            keyOf={(visit) => `${visit.kind} ${visit.site} ${visit.sentence.id}`}
            columns={[
              { key: "visit", title: say(words.visit), isHead: true, value: (visit) => visit.name },
              { key: "sentence", title: say(words.sentence), value: (visit) => told(visit.sentence) },
            ]}
          />
        </>
      )}
      <Title order={3}>{say(words.told)}</Title>
      <Text size="sm">
        {found.origins.length === 0
          ? say(words.toldNone)
          : say(words.toldSome, {
              n: found.origins.length,
              announced: found.origins.filter((origin) => origin.announced).length,
            })}
      </Text>
      {found.origins.length > 0 && (
        <DataTable
          caption={say(words.told)}
          maxHeight={260}
          rows={found.origins}
          keyOf={(origin) => origin.site}
          columns={[
            { key: "place", title: say(words.place), isHead: true, value: (origin) => origin.name },
            { key: "sentence", title: say(words.sentence), value: (origin) => told(origin.sentence) },
            {
              key: "announced",
              title: say(words.state),
              value: (origin) => Number(!origin.announced),
              cell: (origin) => (
                <Badge tone={origin.announced ? "warning" : "draft"}>
                  {say(origin.announced ? words.announced : words.notAnnounced)}
                </Badge>
              ),
            },
          ]}
        />
      )}
      {found.staff.length > 0 && (
        <DataTable
          caption={say(words.staff)}
          showCaption
          maxHeight={220}
          rows={found.staff}
          keyOf={(member) => member.member}
          columns={[
            { key: "member", title: say(words.member), isHead: true, value: (member) => member.member },
            { key: "lost", title: say(words.lost), value: (member) => list(member.lost.map(dayShort)) || null },
            { key: "new", title: say(words.gained), value: (member) => list(member.new.map(dayShort)) || null },
          ]}
        />
      )}
    </Stack>
  );
}
