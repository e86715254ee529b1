import { Alert, Button, Group, Paper, Progress as Bar, Stack, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useEffect } from "react";
import { once } from "@/api/changing";
import { cancelJob, runStudy, type Job, type JobState, type ProgressTold, type StudyWhole } from "@/api/generated";
import { useJobEvents } from "@/api/useJobEvents";
import { useRights } from "@/app/session";
import { useLanguage, type Language } from "@/language/useLanguage";
import { ProblemNote } from "@/parts/ProblemNote";
import { words } from "./words";

const LIVE: ReadonlySet<JobState> = new Set<JobState>(["waiting", "running", "stopping"]);
const LONG_S = 90;
const MINUTE_S = 60;

const timeOf = ({ say }: Language, seconds: number): string =>
  seconds < LONG_S
    ? say(words.seconds, { n: Math.round(seconds) })
    : say(words.minutes, { n: Math.round(seconds / MINUTE_S) });

function Standing({ progress }: { progress: ProgressTold | null | undefined }) {
  const language = useLanguage();
  const { say } = language;
  if (progress?.total === null || progress?.total === undefined) return <Text>{say(words.waiting)}</Text>;
  const left = progress.seconds_left;
  return (
    <>
      <Bar
        value={progress.done_permille / 10}
        aria-label={say(words.progress, { done: progress.done ?? 0, total: progress.total })}
      />
      <Text role="status">
        {say(words.progress, { done: progress.done ?? 0, total: progress.total })}
        {left !== null && left !== undefined && `, ${say(words.left, { time: timeOf(language, left) })}`}
      </Text>
    </>
  );
}

/** How the job of a study stands; stop it, go on with it. */
export function Progress({ study, job, again }: { study: StudyWhole; job: Job; again: () => void }) {
  const { say, told } = useLanguage();
  const { may } = useRights();
  const events = useJobEvents(job.id);
  const state = events.state ?? job.state;
  useEffect(() => {
    if (events.isEnded) again();
    // The end is told once.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [events.isEnded]);
  const stop = useMutation({
    mutationFn: () => cancelJob({ path: { id: job.id }, headers: once(), throwOnError: true }),
    onSuccess: again,
  });
  const goOn = useMutation({
    mutationFn: () => runStudy({ path: { id: study.id }, body: {}, headers: once(), throwOnError: true }),
    onSuccess: again,
  });
  if (state === "done") return null;
  const error = stop.error ?? goOn.error;
  return (
    <Paper withBorder p="md" mb="md">
      <Stack gap="sm">
        {error !== null && <ProblemNote error={error} />}
        {LIVE.has(state) && <Standing progress={events.points.at(-1) ?? job.progress} />}
        {state === "cancelled" && <Alert color="yellow">{say(words.stopped)}</Alert>}
        {state === "failed" && (
          <Alert color="danger" title={say(words.failed)}>
            {job.error != null && told(job.error.sentence)}
            {job.error?.errors.map((fault) => (
              <Text key={fault.where} size="sm">
                {fault.where}: {fault.found} → {told(fault.expected)}
              </Text>
            ))}
          </Alert>
        )}
        {may("plans:make") && (
          <Group>
            {LIVE.has(state) ? (
              <Button variant="default" loading={stop.isPending || state === "stopping"} onClick={() => stop.mutate()}>
                {say(words.stop)}
              </Button>
            ) : (
              <Button loading={goOn.isPending} onClick={() => goOn.mutate()}>
                {say(words.goOn)}
              </Button>
            )}
          </Group>
        )}
      </Stack>
    </Paper>
  );
}
