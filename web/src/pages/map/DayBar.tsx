import { Button, Group, Text } from "@mantine/core";
import { IconChevronLeft, IconChevronRight, IconPlayerPause, IconPlayerPlay } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { useLanguage } from "@/language/useLanguage";
import styles from "./map.module.css";
import { words } from "./words";

const PLAY_MS = 1_200;

interface Props {
  /** Those with a visit, in their order. */
  days: readonly string[];
  /** Null for all of them. */
  day: string | null;
  /** What happens then, in words. */
  told: string;
  put: (day: string | null) => void;
}

/** Goes through the days one by one, by hand or by itself. */
export function DayBar({ days, day, told, put }: Props) {
  const { say } = useLanguage();
  const [isPlaying, setPlaying] = useState(false);
  const at = day === null ? -1 : days.indexOf(day);
  useEffect(() => {
    if (!isPlaying) return;
    // Begun at the last day it starts anew, also where the address that was cleared by the click is still on its way.
    const next = days[at + 1] ?? days[0];
    const timer = setTimeout(() => {
      put(next ?? null);
      if (next === days.at(-1)) setPlaying(false);
    }, PLAY_MS);
    return () => clearTimeout(timer);
  }, [isPlaying, at, days, put]);
  return (
    <>
      <Group className={styles.days} gap="xs" wrap="nowrap">
        <Button
          variant="default"
          px={8}
          aria-label={say(words.earlier)}
          disabled={at <= 0}
          onClick={() => put(days[at - 1] ?? null)}
        >
          <IconChevronLeft size={18} aria-hidden />
        </Button>
        <Button
          variant="default"
          px={8}
          aria-label={say(words.later)}
          disabled={at >= days.length - 1}
          onClick={() => put(days[at + 1] ?? null)}
        >
          <IconChevronRight size={18} aria-hidden />
        </Button>
        <Button
          variant="default"
          px={8}
          aria-label={say(isPlaying ? words.stop : words.play)}
          onClick={() => {
            if (!isPlaying && at >= days.length - 1) put(null);
            setPlaying(!isPlaying);
          }}
        >
          {isPlaying ? <IconPlayerPause size={18} aria-hidden /> : <IconPlayerPlay size={18} aria-hidden />}
        </Button>
        <input
          type="range"
          className={styles.slider}
          min={-1}
          max={days.length - 1}
          value={at}
          aria-label={say(words.day)}
          aria-valuetext={told}
          onChange={(event) => put(days[Number(event.currentTarget.value)] ?? null)}
        />
        <Button variant="default" disabled={day === null} onClick={() => put(null)}>
          {say(words.allDays)}
        </Button>
      </Group>
      <Text role="status" fw={600} mt={4}>
        {told}
      </Text>
    </>
  );
}
