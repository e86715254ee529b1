import { Alert, Group, Text } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import { IconPlugConnectedX } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Suspense } from "react";
import { Outlet } from "react-router";
import { officeOptions } from "@/api/generated/@tanstack/react-query.gen";
import { useUnreachableSince } from "@/api/reach";
import { wallClock } from "@/keep/useKept";
import { useLanguage } from "@/language/useLanguage";
import { Logo } from "@/parts/Logo";
import { Loading } from "@/parts/States";
import { Account } from "./Account";
import { JobChip } from "./JobChip";
import { LanguageSwitch } from "./LanguageSwitch";
import { PlanChooser } from "./PlanChooser";
import { Rail } from "./Rail";
import { Search } from "./Search";
import styles from "./shell.module.css";
import { words } from "./words";

/** F6 goes round the regions of the page: top bar, rail, work, panel. */
function nextRegion(): void {
  const regions = [...document.querySelectorAll<HTMLElement>("[data-region]")];
  const now = regions.findIndex((region) => region.contains(document.activeElement));
  const next = regions[(now + 1) % regions.length];
  const inside = next?.querySelector<HTMLElement>(
    "a[href], button:not([disabled]), input, select, textarea, [tabindex]",
  );
  (inside ?? next)?.focus();
}

/** What stands around every page. */
export function Shell() {
  const { say, time } = useLanguage();
  const since = useUnreachableSince();
  const { data: office } = useQuery(officeOptions());
  useHotkeys([["F6", nextRegion]], []);
  return (
    <div className={styles.shell}>
      <a className={styles.skip} href="#isi">
        {say(words.skip)}
      </a>
      <header className={`${styles.bar} not-printed`} aria-label={say(words.header)} data-region>
        <Group gap="sm" wrap="nowrap" className={styles.left}>
          <Logo name="Jemput" />
          <Text fw={600} truncate maw={260} visibleFrom="md">
            {office?.name}
          </Text>
          <PlanChooser />
        </Group>
        <Group gap="xs" wrap="nowrap">
          <JobChip />
          <Text size="xs" c={since === null ? "var(--muted)" : "#5A3A00"} visibleFrom="lg">
            <span className={since === null ? styles.on : styles.off} aria-hidden />{" "}
            {say(since === null ? words.connected : words.notConnected)}
          </Text>
          <Search />
          <LanguageSwitch />
          <Account />
        </Group>
      </header>
      <Rail />
      <main className={styles.main} id="isi" tabIndex={-1} data-region>
        {since !== null && (
          <Alert color="yellow" icon={<IconPlugConnectedX aria-hidden />} role="status" mb="sm" className="not-printed">
            {say(words.offline, { time: time(wallClock(since).slice(11, 16)) })}
          </Alert>
        )}
        <Suspense fallback={<Loading height={480} />}>
          <Outlet />
        </Suspense>
      </main>
    </div>
  );
}
