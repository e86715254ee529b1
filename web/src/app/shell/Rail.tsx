import { IconDots } from "@tabler/icons-react";
import { useState } from "react";
import { NavLink, useLocation } from "react-router";
import { useLanguage } from "@/language/useLanguage";
import { PLAN_PARAMETER, useChosenPlan } from "../chosenPlan";
import { ENTRIES, type Entry } from "../navigation";
import { useRights } from "../session";
import styles from "./shell.module.css";
import { words } from "./words";

/** As many as a phone holds side by side; the rest stands under "More" there. */
const ON_PHONE = 3;

/** One level of entries, in the order of the work. At the bottom on a phone. */
export function Rail() {
  const { say } = useLanguage();
  const { may } = useRights();
  const { plan } = useChosenPlan();
  const { pathname } = useLocation();
  // The list was opened on one page; on any other it is closed.
  const [openedOn, setOpenedOn] = useState<string | null>(null);
  const isOpen = openedOn === pathname;
  const search = plan === undefined ? "" : `?${PLAN_PARAMETER}=${plan.id}`;
  const entries = ENTRIES.filter((entry) => may(...entry.may));
  const rest = entries.slice(ON_PHONE);
  const link = ({ path, name, icon: Sign }: Entry) => (
    <NavLink
      to={path + search}
      className={({ isActive }) => (isActive ? `${styles.entry} ${styles.active}` : styles.entry)}
    >
      <Sign size={22} stroke={1.6} aria-hidden />
      <span>{say(name)}</span>
    </NavLink>
  );
  return (
    <nav className={`${styles.rail} not-printed`} aria-label={say(words.menu)} data-region>
      <ul>
        {entries.map((entry, index) => (
          <li key={entry.path} className={index < ON_PHONE ? undefined : styles.wide}>
            {link(entry)}
          </li>
        ))}
        {rest.length > 0 && (
          <li className={styles.narrow}>
            <button
              type="button"
              className={styles.entry}
              aria-expanded={isOpen}
              onClick={() => setOpenedOn(isOpen ? null : pathname)}
            >
              <IconDots size={22} stroke={1.6} aria-hidden />
              <span>{say(words.more)}</span>
            </button>
            {isOpen && (
              <ul className={styles.rest}>
                {rest.map((entry) => (
                  <li key={entry.path}>{link(entry)}</li>
                ))}
              </ul>
            )}
          </li>
        )}
      </ul>
    </nav>
  );
}
