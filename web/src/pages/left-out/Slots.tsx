import { Button, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { LeftOut, PlanHead } from "@/api/generated";
import { listSlotsOptions } from "@/api/generated/@tanstack/react-query.gen";
import { useLanguage } from "@/language/useLanguage";
import { DataTable } from "@/parts/DataTable";
import { Loaded } from "@/parts/States";
import type { Changes } from "../schedule/useChanges";
import { words } from "./words";

/** Places in the schedule for who is left out, each with what it brings and who gives way. */
export function Slots({ plan, item, changes }: { plan: PlanHead; item: LeftOut; changes: Changes }) {
  const { say, told, day, time, change } = useLanguage();
  const slots = useQuery(listSlotsOptions({ path: { id: plan.id }, query: { site: item.site } }));
  return (
    <Loaded query={slots} height={160}>
      {(found) => (
        <Stack gap="xs">
          <Text>{told(found.sentence)}</Text>
          {found.slots.length > 0 && (
            <DataTable
              caption={say(words.slots, { name: item.name })}
              rows={found.slots}
              keyOf={(slot) => `${slot.team} ${slot.day} ${slot.site}`}
              columns={[
                {
                  key: "slot",
                  title: say(words.slot),
                  isHead: true,
                  value: (slot) => `${slot.day} ${slot.team}`,
                  cell: (slot) => `${slot.team}, ${day(slot.day)} ${time(slot.start)}, ${slot.site_name}`,
                },
                {
                  key: "gain",
                  title: say(words.gain),
                  unit: say(words.peopleUnit),
                  isNumber: true,
                  value: (slot) => slot.recording,
                  cell: (slot) => change(slot.recording),
                },
                {
                  key: "value",
                  title: say(words.value),
                  unit: say(words.valueUnit),
                  isNumber: true,
                  value: (slot) => slot.value,
                  cell: (slot) => change(slot.value, 1),
                },
                {
                  key: "cost",
                  title: say(words.cost),
                  unit: "Rp",
                  isNumber: true,
                  value: (slot) => slot.cost_rupiah,
                  cell: (slot) => change(slot.cost_rupiah),
                },
                {
                  key: "gives",
                  title: say(words.gives),
                  value: (slot) => slot.gives_way.length,
                  cell: (slot) =>
                    slot.gives_way.length === 0
                      ? say(words.nobody)
                      : slot.gives_way.map((one) => say(words.givesLine, { name: one.name, n: one.fewer })).join("; "),
                },
                {
                  key: "choose",
                  title: say(words.choose),
                  value: () => null,
                  cell: (slot) => {
                    const to = `${slot.team}, ${day(slot.day)}`;
                    return (
                      <Button
                        size="compact-sm"
                        variant="default"
                        aria-label={`${say(words.choose)}: ${to}`}
                        onClick={() =>
                          changes.propose({
                            changes: [{ op: "fit", site: item.site, day: slot.day, team: slot.team }],
                            title: say(words.fitTitle, { name: item.name, to }),
                            done: say(words.fitted, { name: item.name, to }),
                            effect: null,
                            visit: null,
                            to: { team: slot.team, day: slot.day },
                          })
                        }
                      >
                        {say(words.choose)}
                      </Button>
                    );
                  },
                },
              ]}
            />
          )}
        </Stack>
      )}
    </Loaded>
  );
}
