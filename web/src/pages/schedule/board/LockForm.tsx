import { Button, Checkbox, Group, Modal, Stack, Text } from "@mantine/core";
import { useState } from "react";
import type { VisitTold } from "@/api/generated";
import { useLanguage } from "@/language/useLanguage";
import { words as partWords } from "@/parts/words";
import { words } from "../words";

export interface Levels {
  team: boolean;
  position: boolean;
  start: boolean;
}

interface Props {
  visit: VisitTold;
  onClose: () => void;
  onLock: (levels: Levels) => void;
  onUnlock: () => void;
}

/** What of a visit stays as it is when the rest is planned anew. */
export function LockForm({ visit, onClose, onLock, onUnlock }: Props) {
  const { say } = useLanguage();
  const [levels, setLevels] = useState<Levels>({ team: true, position: false, start: false });
  const box = (name: keyof Levels, label: string) => (
    <Checkbox
      label={label}
      checked={levels[name]}
      onChange={(event) => {
        const { checked } = event.currentTarget;
        setLevels((now) => ({ ...now, [name]: checked }));
      }}
    />
  );
  return (
    <Modal
      opened
      onClose={onClose}
      title={say(words.lockWhat, { name: visit.name })}
      closeButtonProps={{ "aria-label": say(partWords.close) }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onLock(levels);
        }}
      >
        <Stack gap="sm">
          <Text>{say(words.lockHelp)}</Text>
          <Checkbox label={say(words.lockDay)} checked readOnly aria-readonly />
          {box("team", say(words.lockTeam))}
          {box("position", say(words.lockPosition))}
          {box("start", say(words.lockStart))}
          <Group gap="xs" justify="flex-end">
            {visit.pinned && (
              <Button variant="default" onClick={onUnlock}>
                {say(words.unlock)}
              </Button>
            )}
            <Button type="submit" data-autofocus>
              {say(words.lockNow)}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
