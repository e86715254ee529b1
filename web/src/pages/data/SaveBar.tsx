import { Alert, Anchor, Button, Group, Paper, Text, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "react-router";
import { changing } from "@/api/changing";
import { editRows, type Dataset, type VersionHead } from "@/api/generated";
import { getDatasetOptions } from "@/api/generated/@tanstack/react-query.gen";
import { isChangedMeanwhile } from "@/api/problem";
import { RestoredNote } from "@/keep/RestoredNote";
import { useLanguage } from "@/language/useLanguage";
import { ProblemNote } from "@/parts/ProblemNote";
import styles from "./data.module.css";
import { wishOf, type EditsHeld } from "./useEdits";
import { words } from "./words";

interface Props {
  dataset: Dataset;
  /** The version that was edited. */
  number: number;
  held: EditsHeld;
  onSaved: (version: VersionHead) => void;
}

/** What is not saved yet, and the one button that makes a version of it. */
export function SaveBar({ dataset, number, held, onSaved }: Props) {
  const { say } = useLanguage();
  const store = useQueryClient();
  const [why, setWhy] = useState("");
  const newest = useQuery(getDatasetOptions({ path: { id: dataset.id } }));
  const save = useMutation({
    mutationFn: async (revision: number) => {
      const { data } = await editRows({
        path: { id: dataset.id },
        body: { edits: wishOf(held.edits), why: why.trim() === "" ? null : why.trim() },
        headers: changing(revision),
        throwOnError: true,
      });
      return data;
    },
    onSuccess: async (version) => {
      held.kept.forget({ cells: {}, removed: {}, added: {} });
      setWhy("");
      await store.invalidateQueries({
        predicate: (query) =>
          JSON.stringify(query.queryKey).includes(dataset.id) ||
          JSON.stringify(query.queryKey).includes("listDatasets"),
      });
      onSaved(version);
    },
  });
  if (held.count === 0 && save.error === null) return <RestoredNote kept={held.kept as never} />;
  const isLate = isChangedMeanwhile(save.error);
  return (
    <Paper withBorder p="sm" className={styles.saveBar} role="region" aria-label={say(words.save)}>
      <RestoredNote kept={held.kept as never} />
      {isLate ? (
        <Alert color="yellow" role="alert" mb="xs">
          <Text>{say(words.changedMeanwhile)}</Text>
          {newest.data !== undefined && (
            <Group mt="xs">
              <Anchor component={Link} to={`/data/${dataset.id}/beda?dari=${number}&ke=${newest.data.version}`}>
                {say(words.differences)}
              </Anchor>
              <Button
                size="xs"
                variant="default"
                onClick={() =>
                  void newest.refetch().then(({ data }) => data !== undefined && save.mutate(data.revision))
                }
              >
                {say(words.takeMine, { n: newest.data.version })}
              </Button>
            </Group>
          )}
        </Alert>
      ) : (
        save.error !== null && <ProblemNote error={save.error} />
      )}
      <Group justify="space-between" align="end" gap="sm">
        <Text fw={600} role="status">
          {say(words.unsaved, { n: held.count })}
        </Text>
        <Group align="end" gap="xs">
          <TextInput
            size="xs"
            w={280}
            label={say(words.whyLabel)}
            value={why}
            maxLength={1000}
            onChange={(event) => setWhy(event.currentTarget.value)}
          />
          <Button variant="default" onClick={() => held.kept.forget({ cells: {}, removed: {}, added: {} })}>
            {say(words.discard)}
          </Button>
          <Button
            data-save
            onClick={() => save.mutate(dataset.revision)}
            loading={save.isPending}
            disabled={held.count === 0}
          >
            {say(words.save)}
          </Button>
        </Group>
      </Group>
    </Paper>
  );
}
