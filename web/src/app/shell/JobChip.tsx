import { Anchor, Loader } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { listJobsOptions } from "@/api/generated/@tanstack/react-query.gen";
import { useLanguage } from "@/language/useLanguage";
import { useRights } from "../session";
import styles from "./shell.module.css";
import { words } from "./words";

const LOOK_MS = 4_000;
const IDLE_MS = 30_000;

/** The planning that runs meanwhile: leaving its page is safe. */
export function JobChip() {
  const { say, percent } = useLanguage();
  const { may } = useRights();
  const { data } = useQuery({
    ...listJobsOptions({ query: { state: ["waiting", "running", "stopping"], limit: 5 } }),
    enabled: may("plans:make"),
    refetchInterval: ({ state }) => (state.data?.items.length ? LOOK_MS : IDLE_MS),
  });
  const job = data?.items.find((item) => item.kind === "plan");
  if (job === undefined) return null;
  return (
    <Anchor component={Link} to={`/susun/${job.id}`} className={styles.chip} title={say(words.follow)}>
      <Loader size={14} aria-hidden />
      {job.state === "waiting"
        ? say(words.waiting)
        : say(words.running, { percent: percent((job.progress?.done_permille ?? 0) / 10, 0) })}
    </Anchor>
  );
}
