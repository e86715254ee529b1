import { Alert, Anchor, Group, Text } from "@mantine/core";
import { IconRestore } from "@tabler/icons-react";
import { useLanguage } from "@/language/useLanguage";
import { words } from "@/parts/words";
import type { Kept } from "./useKept";

/** Says that what was typed earlier is back, and offers to discard it. */
export function RestoredNote({ kept }: { kept: Kept<unknown> }) {
  const { say, moment } = useLanguage();
  if (kept.restoredAt === null) return null;
  return (
    <Alert color="brand" variant="light" icon={<IconRestore aria-hidden />} role="status" py="xs">
      <Group gap="sm">
        <Text>{say(words.restored, { when: moment(kept.restoredAt) })}</Text>
        <Anchor component="button" type="button" onClick={() => kept.forget()}>
          {say(words.discard)}
        </Anchor>
      </Group>
    </Alert>
  );
}
