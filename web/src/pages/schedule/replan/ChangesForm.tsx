import { ActionIcon, Button, Fieldset, Group, List, Select, Stack, Text } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import type { PlanHead } from "@/api/generated";
import { useLanguage } from "@/language/useLanguage";
import { ChangeFields } from "./ChangeFields";
import { changeOf, emptied, KINDS, told, type Draft, type NamedChange } from "./changes";
import { kinds, words } from "./words";
import type { Known } from "./useKnown";

interface Props {
  plan: PlanHead;
  known: Known;
  draft: Draft;
  changes: readonly NamedChange[];
  onDraft: (part: Partial<Draft>) => void;
  onChanges: (changes: NamedChange[]) => void;
}

/** What happened, named in plain words, one change after the other. */
export function ChangesForm({ plan, known, draft, changes, onDraft, onChanges }: Props) {
  const language = useLanguage();
  const { say } = language;
  const made = changeOf(draft);
  return (
    <Fieldset legend={say(words.what)}>
      <Stack gap="sm">
        <Text size="sm" c="var(--muted)">
          {say(words.whatHelp)}
        </Text>
        {changes.length > 0 && (
          <List size="sm" spacing={4} aria-label={say(words.added)}>
            {changes.map((change, index) => {
              const sentence = told(language, change, known.nameOf);
              return (
                // A change is known by its place in the list; two may say the same.
                // oxlint-disable-next-line react/no-array-index-key
                <List.Item key={index}>
                  <Group gap="xs" wrap="nowrap">
                    <span>{sentence}</span>
                    <ActionIcon
                      variant="subtle"
                      color="gray"
                      aria-label={say(words.remove, { what: sentence })}
                      onClick={() => onChanges(changes.filter((_, other) => other !== index))}
                    >
                      <IconX size={16} aria-hidden />
                    </ActionIcon>
                  </Group>
                </List.Item>
              );
            })}
          </List>
        )}
        <Select
          label={say(words.kind)}
          allowDeselect={false}
          data={KINDS.map((kind) => ({ value: kind, label: say(kinds[kind]) }))}
          value={draft.kind}
          onChange={(kind) =>
            onDraft({
              kind: KINDS.find((one) => one === kind) ?? "road_cut",
              quantity: kind === "staff_added" || kind === "teams_added" ? 1 : "",
              // A list is mostly longer than was thought, a store emptier.
              more: kind === "people",
            })
          }
        />
        <ChangeFields plan={plan} known={known} draft={draft} onDraft={onDraft} />
        <Group>
          <Button
            variant="default"
            disabled={made === null}
            onClick={() => {
              if (made === null) return;
              onChanges([...changes, made]);
              onDraft(emptied());
            }}
          >
            {say(words.add)}
          </Button>
        </Group>
      </Stack>
    </Fieldset>
  );
}
