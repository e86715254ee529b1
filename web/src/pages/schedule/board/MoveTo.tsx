import { Button, Modal, Stack, Switch, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { CellTold, VisitTold } from "@/api/generated";
import { listCellsOptions } from "@/api/generated/@tanstack/react-query.gen";
import { useLanguage } from "@/language/useLanguage";
import { DataTable } from "@/parts/DataTable";
import { Loaded } from "@/parts/States";
import { words as partWords } from "@/parts/words";
import { effectWords, shownOfCell } from "../effect";
import { cellKey, ranked } from "../grid";
import { words } from "../words";
import type { BoardFacts } from "./facts";
import { TeamMark } from "./TeamMark";

interface Props {
  plan: string;
  visit: VisitTold;
  facts: BoardFacts;
  onClose: () => void;
  onChoose: (cell: CellTold) => void;
}

/** Every other place for a visit, the best first: what the board paints, as a list. */
export function MoveTo({ plan, visit, facts, onClose, onChoose }: Props) {
  const language = useLanguage();
  const { say, day, rupiah, change } = language;
  const [isWhole, setWhole] = useState(false);
  const cells = useQuery(listCellsOptions({ path: { id: plan, visit_id: visit.id } }));
  return (
    <Modal
      opened
      onClose={onClose}
      size="xl"
      title={say(words.slotsTitle, { name: visit.name })}
      closeButtonProps={{ "aria-label": say(partWords.close) }}
    >
      <Stack gap="sm">
        <Text>{say(words.slotsHelp)}</Text>
        <Switch
          label={say(words.onlyWhole)}
          checked={isWhole}
          onChange={(event) => setWhole(event.currentTarget.checked)}
        />
        <Loaded query={cells} height={320}>
          {(found) => (
            <DataTable
              caption={say(words.slots, { name: visit.name })}
              maxHeight={420}
              rows={ranked(found.cells).filter(
                (cell) => cell.verdict !== "here" && (isWhole || cell.verdict !== "breaks"),
              )}
              keyOf={(cell) => cellKey(cell.team, cell.day)}
              columns={[
                {
                  key: "slot",
                  title: say(words.slot),
                  isHead: true,
                  value: (cell) => `${cell.day} ${cell.team}`,
                  cell: (cell) => (
                    <>
                      <TeamMark colour={facts.colours.get(cell.team)} /> {cell.team}, {day(cell.day)}
                    </>
                  ),
                },
                {
                  key: "effect",
                  title: say(words.verdict),
                  value: (cell) => cell.verdict,
                  cell: (cell) => (
                    <>
                      <strong>{say(words[cell.verdict])}</strong>
                      {cell.violations.length > 0 &&
                        `: ${language.told(cell.violations[0]?.sentence ?? { id: "", en: "" })}`}
                      <span className="seen-by-readers-only">
                        {effectWords(language, shownOfCell(cell)).join(", ")}
                      </span>
                    </>
                  ),
                },
                {
                  key: "people",
                  title: say(words.peopleChange),
                  unit: say(words.peopleUnit),
                  isNumber: true,
                  value: (cell) => cell.recording,
                  cell: (cell) => change(cell.recording),
                },
                {
                  key: "cards",
                  title: say(words.cardsChange),
                  unit: say(words.cardUnit),
                  isNumber: true,
                  value: (cell) => cell.cards,
                  cell: (cell) => change(cell.cards),
                },
                {
                  key: "cost",
                  title: say(words.costChange),
                  unit: "Rp",
                  isNumber: true,
                  value: (cell) => cell.cost_rupiah,
                  cell: (cell) => (cell.cost_rupiah > 0 ? "+" : "") + rupiah(cell.cost_rupiah),
                },
                {
                  key: "choose",
                  title: say(words.choose),
                  value: () => null,
                  cell: (cell) => (
                    <Button
                      size="compact-sm"
                      variant="default"
                      onClick={() => onChoose(cell)}
                      aria-label={`${say(words.choose)}: ${cell.team}, ${day(cell.day)}`}
                    >
                      {say(words.choose)}
                    </Button>
                  ),
                },
              ]}
            />
          )}
        </Loaded>
      </Stack>
    </Modal>
  );
}
