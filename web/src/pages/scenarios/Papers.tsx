import { Anchor, Button, Group, List, Paper, Select, SimpleGrid, Stack, Text, Title } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "react-router";
import { once } from "@/api/changing";
import { keepScenarioPlan } from "@/api/generated";
import { getRiskOptions } from "@/api/generated/@tanstack/react-query.gen";
import { PLAN_PARAMETER } from "@/app/chosenPlan";
import { useRights } from "@/app/session";
import { useLanguage } from "@/language/useLanguage";
import { ProblemNote } from "@/parts/ProblemNote";
import { Loaded } from "@/parts/States";
import { words } from "./words";

const PAPERS = [
  ["rab.xlsx", words.rab],
  ["nota-dinas.pdf", words.memoPdf],
  ["nota-dinas.docx", words.memoDocx],
  ["permohonan-blangko.pdf", words.letterPdf],
  ["permohonan-blangko.docx", words.letterDocx],
] as const;

/** The papers of the scenario that is proposed, its risk, and its plan. */
export function Papers({ study, names }: { study: string; names: readonly string[] }) {
  const { say, told } = useLanguage();
  const { may } = useRights();
  const store = useQueryClient();
  const [chosen, setChosen] = useState(names[1] ?? names[0] ?? "");
  const risk = useQuery(getRiskOptions({ path: { id: study, name: chosen } }));
  const keep = useMutation({
    mutationFn: async () => {
      const path = { id: study, name: chosen };
      const { data } = await keepScenarioPlan({ path, headers: once(), throwOnError: true });
      return data;
    },
    onSuccess: () => void store.invalidateQueries(),
  });
  const file = (name: string): string => `/v1/studies/${study}/files/${name}`;
  const paper = (name: string): string => `/v1/studies/${study}/scenarios/${encodeURIComponent(chosen)}/papers/${name}`;
  return (
    <Paper withBorder p="md" component="section" aria-label={say(words.papers)}>
      <Stack>
        <Title order={2}>{say(words.papers)}</Title>
        <Select
          label={say(words.proposed)}
          allowDeselect={false}
          maw={360}
          data={[...names]}
          value={chosen}
          onChange={(next) => {
            if (next !== null) setChosen(next);
            keep.reset();
          }}
        />
        <SimpleGrid cols={{ base: 1, sm: 2, lg: 4 }}>
          {PAPERS.map(([name, label]) => (
            <Anchor key={name} href={paper(name)} download>
              {say(label)}
            </Anchor>
          ))}
          <Anchor href={file("banding.xlsx")} download>
            {say(words.compareXlsx)}
          </Anchor>
          <Anchor href={file("banding.html")} download>
            {say(words.comparePage)}
          </Anchor>
        </SimpleGrid>
        {may("plans:make") && (
          <Group>
            {keep.data === undefined ? (
              <Button variant="default" loading={keep.isPending} onClick={() => keep.mutate()}>
                {say(words.keepPlan)}
              </Button>
            ) : (
              <Button component={Link} variant="default" to={`/jadwal/papan?${PLAN_PARAMETER}=${keep.data.id}`}>
                {say(words.keptPlan)}
              </Button>
            )}
            <Text size="sm" c="var(--muted)">
              {say(words.keptHelp)}
            </Text>
          </Group>
        )}
        {keep.error !== null && <ProblemNote error={keep.error} />}
        <Title order={3}>{say(words.risk)}</Title>
        <Loaded query={risk} height={80}>
          {(found) => (
            <List size="sm">
              {found.told.map((sentence) => (
                <List.Item key={sentence.en}>{told(sentence)}</List.Item>
              ))}
            </List>
          )}
        </Loaded>
      </Stack>
    </Paper>
  );
}
