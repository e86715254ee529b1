import { Alert, Stack, Title } from "@mantine/core";
import type { Comparison } from "@/api/generated";
import { useLanguage, type Language } from "@/language/useLanguage";
import { Badge } from "@/parts/Badge";
import { DataTable } from "@/parts/DataTable";
import { words } from "./words";

/** What the two are called; two revisions of one plan are told apart by their number. */
export function nameBoth({ say }: Language, { before, after }: Comparison): { before: string; after: string } {
  if (before.name !== after.name) return { before: before.name, after: after.name };
  const name = (plan: Comparison["before"]): string => say(words.nameRevision, { name: plan.name, n: plan.revision });
  return { before: name(before), after: name(after) };
}

/** What differs from one plan to another: people, cards, rupiah, and every visit. */
export function ComparisonTables({ found }: { found: Comparison }) {
  const language = useLanguage();
  const { say, told, change, number } = language;
  const { before, after } = found;
  const lines = [
    [words.recording, words.people, before.summary.people.recording, after.summary.people.recording, found.recording],
    [words.cards, words.pieces, before.summary.people.cards, after.summary.people.cards, found.cards],
    [words.ikd, words.activations, before.summary.people.ikd, after.summary.people.ikd, found.ikd],
    [
      words.villages,
      words.villageUnit,
      before.summary.villages_served,
      after.summary.villages_served,
      found.villages_served,
    ],
    [words.cost, words.rupiah, before.summary.cost_rupiah, after.summary.cost_rupiah, found.cost_rupiah],
  ] as const;
  // Nothing is undecided between two that are alike.
  const isSame = found.visits.length === 0 && lines.every(([, , , , by]) => by === 0);
  const named = nameBoth(language, found);
  const title = say(words.comparison, named);
  return (
    <Stack>
      {!found.same_data && <Alert color="yellow">{say(words.notSameData)}</Alert>}
      {!isSame && found.undecided && <Alert color="yellow">{say(words.undecided)}</Alert>}
      <DataTable
        caption={title}
        rows={lines}
        keyOf={(line) => line[0][0]}
        columns={[
          { key: "measure", title: say(words.measure), isHead: true, value: (line) => say(line[0]) },
          { key: "unit", title: say(words.unit), value: (line) => say(line[1]) },
          {
            key: "before",
            title: named.before,
            isNumber: true,
            value: (line) => line[2],
            cell: (line) => number(line[2]),
          },
          {
            key: "after",
            title: named.after,
            isNumber: true,
            value: (line) => line[3],
            cell: (line) => number(line[3]),
          },
          {
            key: "change",
            title: say(words.change),
            isNumber: true,
            value: (line) => line[4],
            cell: (line) => change(line[4]),
          },
        ]}
      />
      <Title order={2}>{say(words.visitsTitle)}</Title>
      <DataTable
        caption={say(words.visitsTitle)}
        rows={found.visits}
        keyOf={(visit) => visit.site + visit.sentence.id}
        empty={say(words.noVisits)}
        maxHeight={420}
        columns={[
          { key: "place", title: say(words.place), isHead: true, value: (visit) => visit.name },
          { key: "sentence", title: say(words.sentence), value: (visit) => told(visit.sentence) },
          {
            key: "announced",
            title: say(words.state),
            value: (visit) => Number(visit.announced),
            cell: (visit) => (visit.announced ? <Badge tone="warning">{say(words.announced)}</Badge> : "–"),
          },
        ]}
      />
    </Stack>
  );
}
