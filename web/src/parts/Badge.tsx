import {
  IconAlertTriangle,
  IconCircleCheck,
  IconClock,
  IconInfoCircle,
  IconLock,
  IconPencil,
  type Icon,
} from "@tabler/icons-react";
import type { ReactNode } from "react";
import { TONES, type ToneName } from "@/design/tokens";
import styles from "./parts.module.css";

const SIGNS: Record<ToneName, Icon> = {
  positive: IconCircleCheck,
  warning: IconClock,
  breach: IconAlertTriangle,
  info: IconInfoCircle,
  locked: IconLock,
  draft: IconPencil,
};

/** A status: never colour alone, always an icon and a word. */
export function Badge({ tone, icon, children }: { tone: ToneName; icon?: Icon; children: ReactNode }) {
  const Sign = icon ?? SIGNS[tone];
  const { text, ground } = TONES[tone];
  return (
    <span className={styles.badge} style={{ color: text, background: ground }}>
      <Sign size={14} aria-hidden />
      {children}
    </span>
  );
}
