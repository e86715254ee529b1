import { Modal, Stack, Text, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { LeftOut } from "@/api/generated";
import { leftOutQuery } from "@/api/planQueries";
import { useLanguage } from "@/language/useLanguage";
import { DataTable } from "@/parts/DataTable";
import { Loaded } from "@/parts/States";
import { words as partWords } from "@/parts/words";
import { words } from "../words";
import type { BoardFacts } from "./facts";

interface Props {
  plan: string;
  team: string;
  day: string;
  facts: BoardFacts;
  onClose: () => void;
  onChoose: (place: LeftOut) => void;
}

/** Who could be visited by this team on this day: those who are not served, most people first. */
export function AddVisit({ plan, team, day, facts, onClose, onChoose }: Props) {
  const { say, code, told, dayShort } = useLanguage();
  const [text, setText] = useState("");
  const leftOut = useQuery(leftOutQuery(plan));
  const needle = text.trim().toLocaleLowerCase(code);
  return (
    <Modal
      opened
      onClose={onClose}
      size="xl"
      title={say(words.addVisitTo, { team: facts.colours.get(team)?.letter ?? team, day: dayShort(day) })}
      closeButtonProps={{ "aria-label": say(partWords.close) }}
    >
      <Stack gap="sm">
        <TextInput
          data-autofocus
          label={say(words.addWhere)}
          description={say(words.addWhereHelp)}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Loaded query={leftOut} height={320}>
          {(found) => (
            <DataTable
              caption={say(words.addWhere)}
              maxHeight={400}
              sorted="-left"
              rows={found.filter((item) =>
                `${item.name} ${item.subdistrict} ${item.site}`.toLocaleLowerCase(code).includes(needle),
              )}
              keyOf={(item) => item.site}
              onChoose={onChoose}
              columns={[
                {
                  key: "name",
                  title: say(words.place),
                  isHead: true,
                  value: (item) => item.name,
                  cell: (item) => (
                    <>
                      {item.name}, {item.subdistrict}
                      <Text size="xs" c="var(--muted)">
                        {item.site}
                      </Text>
                    </>
                  ),
                },
                {
                  key: "left",
                  title: say(words.left),
                  unit: say(words.peopleUnit),
                  isNumber: true,
                  value: (item) => item.demand - item.invited,
                },
                { key: "why", title: say(words.verdict), value: (item) => told(item.reason_title) },
              ]}
            />
          )}
        </Loaded>
      </Stack>
    </Modal>
  );
}
