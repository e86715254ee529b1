import { Button, Group, Menu } from "@mantine/core";
import type { EquipmentKind, VisitTold } from "@/api/generated";
import { useLanguage } from "@/language/useLanguage";
import { QuickMenu } from "@/parts/QuickMenu";
import { dayAfter } from "./days";
import type { NamedChange } from "./replan/changes";
import { equipment } from "./replan/words";
import { words } from "./words";

const SPANS = [1, 3, 7] as const;
const EQUIPMENT: readonly EquipmentKind[] = ["recording_set", "printer", "vehicle"];

interface Props {
  visit: VisitTold;
  /** Last day of the plan. */
  last: string;
  onAway: (change: NamedChange) => void;
}

type Span = (first: string, last: string) => NamedChange;

/** Somebody or something of a visit is not available, from its day on: named here, the rest is planned anew. Never why. */
export function Away({ visit, last, onAway }: Props) {
  const { say, dayShort } = useLanguage();
  const until = (days: number): string => {
    const day = dayAfter(visit.day, days - 1);
    return day < last ? day : last;
  };
  const menu = (key: string, name: string, label: string, change: Span) => (
    <QuickMenu key={key} position="bottom-start">
      <Menu.Target>
        <Button size="compact-sm" variant="default" aria-label={label}>
          {name}
        </Button>
      </Menu.Target>
      <Menu.Dropdown aria-label={label}>
        <Menu.Label>{label}</Menu.Label>
        {SPANS.map((days) => (
          <Menu.Item key={days} onClick={() => onAway(change(visit.day, until(days)))}>
            {days === 1
              ? say(words.awayDay, { day: dayShort(visit.day) })
              : say(words.awayDays, { n: days, first: dayShort(visit.day), last: dayShort(until(days)) })}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </QuickMenu>
  );
  return (
    <Group gap={6} role="group" aria-label={say(words.away)}>
      {visit.staff.map((member) =>
        menu(`staff ${member}`, member, say(words.awayStaff, { member }), (first, end) => ({
          kind: "staff_away",
          member,
          first,
          last: end,
        })),
      )}
      {menu(
        "team",
        say(words.teamNamed, { team: visit.team }),
        say(words.awayTeam, { team: visit.team }),
        (first, end) => ({
          kind: "team_out",
          team: visit.team,
          first,
          last: end,
        }),
      )}
      {EQUIPMENT.map((kind) =>
        menu(kind, say(equipment[kind]), say(words.awayEquipment, { what: say(equipment[kind]) }), (first, end) => ({
          kind: "equipment",
          equipment: kind,
          pieces: -1,
          first,
          last: end,
        })),
      )}
    </Group>
  );
}
