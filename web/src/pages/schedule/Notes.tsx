import { Alert, Button, Text } from "@mantine/core";
import { IconCalendarOff } from "@tabler/icons-react";
import { Link } from "react-router";
import { useRights } from "@/app/session";
import { useLanguage } from "@/language/useLanguage";
import { Empty } from "@/parts/States";
import { words } from "./words";

interface Props {
  violations: number;
  isOffline: boolean;
  canChange: boolean;
}

/** What keeps the schedule from being changed or published. */
export function Notes({ violations, isOffline, canChange }: Props) {
  const { say } = useLanguage();
  const { may } = useRights();
  return (
    <>
      {violations > 0 && (
        <Alert color="danger" py="xs" mb="xs">
          {say(words.broken, { n: violations })}
        </Alert>
      )}
      {isOffline && canChange && (
        <Alert color="yellow" py="xs" mb="xs">
          {say(words.offline)}
        </Alert>
      )}
      {may("plans:make") && !canChange && (
        <Text c="var(--muted)" mb="xs">
          {say(words.phone)}
        </Text>
      )}
      {!may("plans:make") && (
        <Text c="var(--muted)" mb="xs">
          {say(words.readOnly)}
        </Text>
      )}
    </>
  );
}

/** Nothing on the board: what to do next. */
export function Nothing({ title, help }: { title: string; help: string }) {
  const { say } = useLanguage();
  const { may } = useRights();
  return (
    <Empty
      icon={IconCalendarOff}
      title={title}
      action={
        may("plans:make") && (
          <Button component={Link} to="/susun" variant="default">
            {say(words.planMonth)}
          </Button>
        )
      }
    >
      {help}
    </Empty>
  );
}
