import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useLanguage } from "@/language/useLanguage";
import { words as partWords } from "@/parts/words";
import type { Changes } from "./useChanges";
import { words } from "./words";

interface Props {
  isOpen: boolean;
  history: Changes["history"];
  onClose: () => void;
  onUndo: () => void;
}

/** Somebody else's change is undone only after a question. */
export function AskUndo({ isOpen, history, onClose, onUndo }: Props) {
  const { say, told, list, moment, actor } = useLanguage();
  const step = history?.undo;
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={say(words.othersTitle)}
      closeButtonProps={{ "aria-label": say(partWords.close) }}
    >
      <Stack>
        <Text>
          {step != null &&
            say(words.othersChange, {
              who: actor(step.changed_by),
              when: moment(step.at),
              what: list(step.sentences.map(told)),
            })}
        </Text>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {say(words.cancel)}
          </Button>
          <Button onClick={onUndo}>{say(words.undo)}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
