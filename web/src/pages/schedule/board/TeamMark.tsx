import type { TeamColour } from "@/design/tokens";
import styles from "./board.module.css";

/** The letter of a team in its colour. */
export function TeamMark({ colour }: { colour: TeamColour | undefined }) {
  if (colour === undefined) return null;
  return (
    <span className={styles.mark} style={{ background: colour.fill, color: colour.text }} aria-hidden>
      {colour.letter}
    </span>
  );
}
