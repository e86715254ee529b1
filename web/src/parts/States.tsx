import { Paper, Skeleton, Stack, Text, Title } from "@mantine/core";
import { IconLock, type Icon } from "@tabler/icons-react";
import type { UseQueryResult } from "@tanstack/react-query";
import { useEffect, useState, type ReactNode } from "react";
import type { Role } from "@/api/generated";
import { isForbidden } from "@/api/problem";
import { useLanguage } from "@/language/useLanguage";
import { ProblemNote } from "./ProblemNote";
import { roles as roleWords, words } from "./words";

const QUIET_MS = 300;
const LONG_MS = 10_000;

const useAfter = (milliseconds: number): boolean => {
  const [past, setPast] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setPast(true), milliseconds);
    return () => clearTimeout(timer);
  }, [milliseconds]);
  return past;
};

/** The place of what is being read; after ten seconds it says that it still works. */
export function Loading({ height = 160 }: { height?: number }) {
  const { say } = useLanguage();
  const shown = useAfter(QUIET_MS);
  const long = useAfter(LONG_MS);
  return (
    <div aria-busy="true" style={{ minHeight: height }}>
      <span className="seen-by-readers-only" role="status">
        {shown && say(words.loading)}
      </span>
      {shown && <Skeleton height={height} animate={!long} aria-hidden />}
      {long && (
        <Text c="var(--muted)" mt="xs" role="status">
          {say(words.stillLoading)}
        </Text>
      )}
    </div>
  );
}

interface EmptyProps {
  icon: Icon;
  title: string;
  children?: ReactNode;
  /** What to do next. */
  action?: ReactNode;
}

/** Nothing to show: why, and the next step. */
export function Empty({ icon: Sign, title, children, action }: EmptyProps) {
  return (
    <Paper withBorder p="xl">
      <Stack align="center" gap="sm" ta="center" maw={560} mx="auto">
        <Sign size={36} stroke={1.5} color="var(--muted)" aria-hidden />
        <Title order={2}>{title}</Title>
        {children !== undefined && <Text c="var(--muted)">{children}</Text>}
        {action}
      </Stack>
    </Paper>
  );
}

/** This page is for others; who they are. */
export function NoPermission({ roles = [] }: { roles?: readonly Role[] | undefined }) {
  const language = useLanguage();
  return (
    <Empty icon={IconLock} title={language.say(words.noPermission)}>
      {roles.length === 0
        ? language.say(words.noPermissionAny)
        : language.say(words.noPermissionHelp, {
            roles: language.list(roles.map((role) => language.say(roleWords[role]))),
          })}
    </Empty>
  );
}

interface TroubleProps {
  error: unknown;
  again: () => void;
  /** Roles that may, told where the service refuses. */
  roles?: readonly Role[] | undefined;
}

/** Why something cannot be shown, and what to do next: who may see it, or to try again. */
export function Trouble({ error, again, roles }: TroubleProps) {
  return isForbidden(error) ? <NoPermission roles={roles} /> : <ProblemNote error={error} again={again} />;
}

interface LoadedProps<Data> {
  query: Pick<UseQueryResult<Data, unknown>, "data" | "error" | "refetch" | "isFetching">;
  height?: number;
  /** Roles that may, told where the service refuses. */
  roles?: readonly Role[];
  children: (data: Data) => ReactNode;
}

/** What a query brought; its place while it is read; its error beside what was read before, which stays. */
export function Loaded<Data>({ query, height, roles, children }: LoadedProps<Data>) {
  const hasError = query.error !== null && query.error !== undefined;
  const note = hasError && <Trouble error={query.error} again={() => void query.refetch()} roles={roles} />;
  if (hasError && isForbidden(query.error)) return note;
  if (query.data === undefined) return note || <Loading height={height} />;
  return (
    <>
      {note}
      {children(query.data)}
    </>
  );
}
