import { Alert, List } from "@mantine/core";
import type { JobError } from "@/api/generated";
import { useLanguage } from "@/language/useLanguage";
import { words } from "./words";

/** Why long work came to nothing: what is wrong, and each single fault with what was expected instead. */
export function JobErrorNote({ error }: { error: JobError }) {
  const { say, told } = useLanguage();
  return (
    <Alert color="danger" title={told(error.sentence)} role="alert">
      {error.errors.length > 0 && (
        <List size="sm" spacing={4}>
          {error.errors.map((fault) => (
            <List.Item key={`${fault.where} ${fault.code}`}>
              <strong>{fault.where}</strong>: {fault.found !== "" && `${say(words.found, { found: fault.found })}; `}
              {say(words.expected, { expected: told(fault.expected) })}
            </List.Item>
          ))}
        </List>
      )}
    </Alert>
  );
}
