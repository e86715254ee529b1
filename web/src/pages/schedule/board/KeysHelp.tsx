import { Modal, Stack, Switch, Table } from "@mantine/core";
import { useLanguage } from "@/language/useLanguage";
import { words as partWords } from "@/parts/words";
import { keys, words } from "../words";

interface Props {
  onClose: () => void;
  hasLetters: boolean;
  onLetters: (on: boolean) => void;
}

/** Keys of the board, and the switch for those that are letters. */
export function KeysHelp({ onClose, hasLetters, onLetters }: Props) {
  const { say } = useLanguage();
  return (
    <Modal
      opened
      onClose={onClose}
      title={say(words.keys)}
      size="md"
      closeButtonProps={{ "aria-label": say(partWords.close) }}
    >
      <Stack gap="sm">
        <Table>
          <Table.Tbody>
            {keys.map(([key, id, en]) => (
              <Table.Tr key={en}>
                <Table.Th scope="row">{typeof key === "string" ? key : say(key)}</Table.Th>
                <Table.Td>{say([id, en])}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
        <Switch
          label={say(words.letterKeys)}
          checked={hasLetters}
          onChange={(event) => onLetters(event.currentTarget.checked)}
        />
      </Stack>
    </Modal>
  );
}
