import { Alert, Anchor, Button, CopyButton, Group, List, Stack, Text } from "@mantine/core";
import { IconAlertTriangle, IconPlugConnectedX } from "@tabler/icons-react";
import { ServiceProblem, Unreachable } from "@/api/problem";
import { useLanguage } from "@/language/useLanguage";
import { words } from "./words";

interface Props {
  error: unknown;
  again?: (() => void) | undefined;
  /** What was being done, as a title; else the sentence of the service stands alone. */
  title?: string;
  /** What the page calls a fault's place, where it knows better than the service. */
  placeOf?: (where: string) => string;
}

const SHOWN = 20;

/** An error as the service told it: what is wrong and the way out, each single fault, the request id to quote. */
export function ProblemNote({ error, again, title, placeOf }: Props) {
  const { say, told } = useLanguage();
  const retry = again && (
    <Button size="xs" variant="default" onClick={again}>
      {say(words.tryAgain)}
    </Button>
  );
  if (error instanceof Unreachable)
    return (
      <Alert
        color="yellow"
        icon={<IconPlugConnectedX aria-hidden />}
        title={title ?? say(words.unreachable)}
        role="alert"
      >
        <Stack gap="xs" align="flex-start">
          <Text>
            {title !== undefined && `${say(words.unreachable)}. `}
            {say(words.unreachableHelp)}
          </Text>
          {retry}
        </Stack>
      </Alert>
    );
  if (error instanceof ServiceProblem)
    return (
      <Alert color="danger" icon={<IconAlertTriangle aria-hidden />} title={title ?? told(error.sentence)} role="alert">
        <Stack gap="xs" align="flex-start">
          {title !== undefined && <Text>{told(error.sentence)}</Text>}
          {error.faults.length > 0 && (
            <List size="sm" spacing={4}>
              {error.faults.slice(0, SHOWN).map((fault) => (
                <List.Item key={`${fault.where} ${fault.code} ${fault.found}`}>
                  <strong>{placeOf?.(fault.where) ?? fault.where}</strong>:{" "}
                  {fault.found !== "" && `${say(words.found, { found: fault.found })}; `}
                  {say(words.expected, { expected: told(fault.expected) })}
                </List.Item>
              ))}
            </List>
          )}
          <Group gap="sm">
            {retry}
            {error.requestId !== null && (
              <Text size="xs" c="var(--muted)">
                {say(words.requestId)} {error.requestId}{" "}
                <CopyButton value={error.requestId}>
                  {({ copied, copy }) => (
                    <Anchor component="button" type="button" size="xs" onClick={copy}>
                      {say(copied ? words.copied : words.copy)}
                    </Anchor>
                  )}
                </CopyButton>
              </Text>
            )}
          </Group>
        </Stack>
      </Alert>
    );
  return (
    <Alert color="danger" icon={<IconAlertTriangle aria-hidden />} title={title ?? say(words.unexpected)} role="alert">
      <Stack gap="xs" align="flex-start">
        <Text>{say(words.unexpectedHelp)}</Text>
        {retry ?? (
          <Button size="xs" variant="default" onClick={() => window.location.reload()}>
            {say(words.reload)}
          </Button>
        )}
      </Stack>
    </Alert>
  );
}
