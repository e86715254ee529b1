import { Alert, Button, Group, Loader, Text } from "@mantine/core";
import { useEffect, useRef, type ReactNode } from "react";
import { useLanguage } from "@/language/useLanguage";
import { ProblemNote } from "@/parts/ProblemNote";
import { adjustedWords, effectWords, type Shown } from "../effect";
import { words } from "../words";
import styles from "./board.module.css";

interface Props {
  title: string;
  effect: Shown | null;
  isJudging: boolean;
  isJudgedAnew?: boolean;
  error?: unknown;
  /** Told instead of an effect, while a card is in the air and no cell is aimed at. */
  hint?: string;
  actions?: ReactNode;
  onEscape?: () => void;
}

const MOST_RULES = 20;

/** What a change breaks and costs, before it is kept. */
export function PreviewBar({ title, effect, isJudging, isJudgedAnew, error, hint, actions, onEscape }: Props) {
  const language = useLanguage();
  const { say, told, percent, list } = language;
  const isBroken = effect !== null && effect.violations.length > 0;
  return (
    // Escape anywhere in the bar is its button.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section
      className={styles.bar}
      aria-label={title}
      data-region
      data-bar
      onKeyDown={(event) => {
        if (event.key === "Escape") onEscape?.();
      }}
    >
      <Group justify="space-between" align="flex-start" gap="md" wrap="nowrap">
        <div style={{ minWidth: 0, flex: 1 }}>
          <Text fw={600}>{title}</Text>
          {isJudging && effect === null && (
            <Group gap="xs">
              <Loader size={14} aria-hidden />
              <Text>{say(words.judging)}</Text>
            </Group>
          )}
          {hint !== undefined && effect === null && !isJudging && <Text c="var(--muted)">{hint}</Text>}
          {effect !== null && (
            <>
              <div className={styles.effects}>
                {effectWords(language, effect).map((part) => (
                  <span key={part}>{part}</span>
                ))}
                <span>
                  {isBroken
                    ? say(words.gapBroken)
                    : effect.gap_percent === null
                      ? say(words.noGap)
                      : say(words.gap, { gap: percent(effect.gap_percent) })}
                </span>
              </div>
              {isBroken && (
                <ul
                  className={styles.rules}
                  // It may scroll, so it must be reached.
                  // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
                  tabIndex={0}
                  aria-label={say(words.breaksN, { n: effect.violations.length })}
                >
                  {effect.violations.slice(0, MOST_RULES).map((violation) => (
                    <li key={`${violation.rule} ${violation.where} ${violation.found}`}>{told(violation.sentence)}</li>
                  ))}
                </ul>
              )}
              {effect.adjusted.length > 0 && (
                <Text size="sm">
                  {say(words.adjusted)}: {effect.adjusted.map((item) => adjustedWords(language, item)).join("; ")}
                </Text>
              )}
              {effect.announced.length > 0 && (
                <Text c="#5A3A00">
                  {say(words.announced, {
                    n: effect.announced.length,
                    names: list(effect.announced.map((visit) => visit.name)),
                  })}
                </Text>
              )}
            </>
          )}
          {isJudgedAnew && (
            <Alert color="yellow" mt="xs" py={4}>
              {say(words.changedMeanwhile)}
            </Alert>
          )}
        </div>
        {actions}
      </Group>
      {error !== undefined && error !== null && <ProblemNote error={error} title={say(words.notSaved)} />}
    </section>
  );
}

interface WaitingProps {
  isBroken: boolean;
  isReady: boolean;
  isSaving: boolean;
  onSave: () => void;
  onCancel: () => void;
  /** Seeks the fewest changes to others that make it lawful; absent where that was done. */
  onRepair: (() => void) | undefined;
  /** The answer is expected now; not where it came back from an earlier visit of the page. */
  takesFocus: boolean;
}

/** Yes or no. */
export function WaitingActions({ isBroken, isReady, isSaving, onSave, onCancel, onRepair, takesFocus }: WaitingProps) {
  const { say } = useLanguage();
  const save = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (takesFocus) save.current?.focus({ preventScroll: true });
  }, [takesFocus]);
  return (
    <Group gap="xs" wrap="nowrap">
      <Button variant="default" onClick={onCancel} disabled={isSaving}>
        {say(words.cancel)}
      </Button>
      {isBroken && onRepair !== undefined && (
        <Button variant="default" onClick={onRepair} disabled={isSaving}>
          {say(words.repair)}
        </Button>
      )}
      <Button
        ref={save}
        color={isBroken ? "danger" : undefined}
        onClick={onSave}
        loading={isSaving}
        aria-disabled={!isReady || undefined}
        data-save
      >
        {say(isBroken ? words.saveBroken : words.save)}
      </Button>
    </Group>
  );
}
