import { Checkbox } from "@mantine/core";
import { useLanguage } from "@/language/useLanguage";
import type { Choice } from "./drawing";
import { legendRows, legendTitle } from "./legendRows";
import styles from "./map.module.css";
import type { Village } from "./places";
import { words } from "./words";

const LAYERS = ["hubs", "joins", "catchments", "routes", "leftOut", "schools", "closures"] as const;

interface Props {
  villages: readonly Village[];
  /** Places that are closed, on the chosen day or on any. */
  closed: number;
  /** A route is drawn that follows no road. */
  isStraight: boolean;
  choice: Choice;
  /** Without it the legend has no switches, as on paper. */
  put?: (next: Partial<Choice>) => void;
}

/** What is drawn, with counts; each row is the switch of its layer. */
export function Legend({ villages, closed, isStraight, choice, put }: Props) {
  const language = useLanguage();
  const { say } = language;
  return (
    <section className={styles.legend} aria-label={say(words.legend)}>
      <strong>{say(legendTitle(choice))}</strong>
      <ul>
        {legendRows(language, villages, choice).map((row) => (
          <li key={row.key} className={styles.key}>
            <span className={styles.swatch} style={{ background: row.colour }} aria-hidden />
            {row.name}: {say(words.villagesN, { n: row.n })}
          </li>
        ))}
      </ul>
      {put !== undefined &&
        LAYERS.map((key) => (
          <Checkbox
            key={key}
            size="xs"
            label={say(words[key], { n: closed })}
            checked={choice[key]}
            onChange={(event) => put({ [key]: event.currentTarget.checked })}
          />
        ))}
      {isStraight && <span className={styles.help}>{say(words.straightHelp)}</span>}
    </section>
  );
}
