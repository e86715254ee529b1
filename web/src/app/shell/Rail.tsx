import { NavLink } from "react-router";
import { useLanguage } from "@/language/useLanguage";
import { PLAN_PARAMETER, useChosenPlan } from "../chosenPlan";
import { ENTRIES } from "../navigation";
import { useRights } from "../session";
import styles from "./shell.module.css";
import { words } from "./words";

/** One level of entries, in the order of the work. At the bottom on a phone. */
export function Rail() {
  const { say } = useLanguage();
  const { may } = useRights();
  const { plan } = useChosenPlan();
  const search = plan === undefined ? "" : `?${PLAN_PARAMETER}=${plan.id}`;
  return (
    <nav className={`${styles.rail} not-printed`} aria-label={say(words.menu)} data-region>
      <ul>
        {ENTRIES.filter((entry) => may(...entry.may)).map(({ path, name, icon: Sign }) => (
          <li key={path}>
            <NavLink
              to={path + search}
              className={({ isActive }) => (isActive ? `${styles.entry} ${styles.active}` : styles.entry)}
            >
              <Sign size={22} stroke={1.6} aria-hidden />
              <span>{say(name)}</span>
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
