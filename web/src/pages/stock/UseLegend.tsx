import { useLanguage } from "@/language/useLanguage";
import { DELIVERY_COLOUR, USES } from "./charts";
import styles from "./stock.module.css";
import { words } from "./words";

/** What the bars and the signs of the burn-down mean; its lines bear their names. */
export function UseLegend() {
  const { say } = useLanguage();
  return (
    <div className={styles.legend} data-legend>
      <span id="stock-legend">{say(words.legend)}:</span>
      <ul aria-labelledby="stock-legend">
        {USES.map(({ key, name, colour, isHatched }) => (
          <li key={key}>
            <span
              className={isHatched ? `${styles.swatch} ${styles.hatched}` : styles.swatch}
              style={{ backgroundColor: colour }}
              aria-hidden
            />
            {say(name)}
          </li>
        ))}
      </ul>
      <span className={styles.received}>
        <span style={{ color: DELIVERY_COLOUR }} aria-hidden>
          ▲
        </span>{" "}
        {say(words.legendIn)}
      </span>
    </div>
  );
}
