import {
  ActionIcon,
  Button,
  Checkbox,
  Fieldset,
  Group,
  List,
  MultiSelect,
  NumberInput,
  Select,
  Stack,
  Text,
} from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import type { EquipmentKind, PlanHead } from "@/api/generated";
import { useLanguage } from "@/language/useLanguage";
import { DayField } from "@/parts/DayField";
import { daysBetween } from "../days";
import { changeOf, KINDS, told, type Draft, type NamedChange } from "./changes";
import { equipment, kinds, words } from "./words";
import type { Known } from "./useKnown";

interface Props {
  plan: PlanHead;
  known: Known;
  draft: Draft;
  changes: readonly NamedChange[];
  onDraft: (part: Partial<Draft>) => void;
  onChanges: (changes: NamedChange[]) => void;
}

/** What happened, named in plain words, one change after the other. */
export function ChangesForm({ plan, known, draft, changes, onDraft, onChanges }: Props) {
  const language = useLanguage();
  const { say, dayShort, number } = language;
  const made = changeOf(draft);
  const day = (field: "first" | "last" | "day", label: string) => (
    <DayField
      label={label}
      min={plan.first}
      max={plan.last}
      value={draft[field]}
      onChange={(value) => onDraft({ [field]: value })}
    />
  );
  const span = (
    <>
      {day("first", say(words.first))}
      {day("last", say(words.last))}
    </>
  );
  const place = (
    <Select
      label={say(words.place)}
      miw={280}
      searchable
      data={known.places}
      value={draft.places[0] ?? null}
      onChange={(site) => onDraft({ places: site === null ? [] : [site] })}
    />
  );
  const amount = (label: string, unit: string) => (
    <NumberInput
      label={label}
      description={unit}
      inputWrapperOrder={["label", "input", "description", "error"]}
      min={0}
      allowDecimal={false}
      allowNegative={false}
      value={draft.quantity}
      onChange={(value) => onDraft({ quantity: value === "" ? "" : Number(value) })}
    />
  );
  return (
    <Fieldset legend={say(words.what)}>
      <Stack gap="sm">
        <Text size="sm" c="var(--muted)">
          {say(words.whatHelp)}
        </Text>
        {changes.length > 0 && (
          <List size="sm" spacing={4} aria-label={say(words.added)}>
            {changes.map((change, index) => {
              const sentence = told(language, change, known.nameOf);
              return (
                // A change is known by its place in the list; two may say the same.
                // oxlint-disable-next-line react/no-array-index-key
                <List.Item key={index}>
                  <Group gap="xs" wrap="nowrap">
                    <span>{sentence}</span>
                    <ActionIcon
                      variant="subtle"
                      color="gray"
                      aria-label={say(words.remove, { what: sentence })}
                      onClick={() => onChanges(changes.filter((_, other) => other !== index))}
                    >
                      <IconX size={16} aria-hidden />
                    </ActionIcon>
                  </Group>
                </List.Item>
              );
            })}
          </List>
        )}
        <Select
          label={say(words.kind)}
          allowDeselect={false}
          data={KINDS.map((kind) => ({ value: kind, label: say(kinds[kind]) }))}
          value={draft.kind}
          onChange={(kind) => onDraft({ kind: KINDS.find((one) => one === kind) ?? "road_cut", quantity: "" })}
        />
        <Group gap="sm" align="flex-start">
          {draft.kind === "road_cut" && (
            <MultiSelect
              label={say(words.places)}
              miw={320}
              searchable
              hidePickedOptions
              data={known.places}
              value={draft.places}
              onChange={(places) => onDraft({ places })}
            />
          )}
          {(draft.kind === "signal" || draft.kind === "other_days") && place}
          {draft.kind === "other_days" && (
            <MultiSelect
              label={say(words.days)}
              miw={280}
              searchable
              data={daysBetween(plan.first, plan.last).map((one) => ({ value: one, label: dayShort(one) }))}
              value={draft.days}
              onChange={(days) => onDraft({ days })}
            />
          )}
          {draft.kind === "team_out" && (
            <Select
              label={say(words.team)}
              data={known.teams}
              value={draft.team}
              onChange={(team) => onDraft({ team: team ?? "" })}
            />
          )}
          {draft.kind === "staff_away" && (
            <Select
              label={say(words.member)}
              searchable
              data={known.staff}
              value={draft.member}
              onChange={(member) => onDraft({ member: member ?? "" })}
            />
          )}
          {draft.kind === "delivery" &&
            (known.deliveries.length === 0 ? (
              <Text>{say(words.noDelivery)}</Text>
            ) : (
              <Select
                label={say(words.due)}
                data={known.deliveries.map((one) => ({
                  value: one.day,
                  label: `${dayShort(one.day)}, ${number(one.cards)}`,
                }))}
                value={draft.due}
                onChange={(due) =>
                  onDraft({
                    due: due ?? "",
                    day: due ?? "",
                    quantity: known.deliveries.find((one) => one.day === due)?.cards ?? "",
                  })
                }
              />
            ))}
          {draft.kind === "equipment" && (
            <>
              <Select
                label={say(words.equipment)}
                allowDeselect={false}
                data={(Object.keys(equipment) as EquipmentKind[]).map((kind) => ({
                  value: kind,
                  label: say(equipment[kind]),
                }))}
                value={draft.equipment}
                onChange={(kind) => kind !== null && onDraft({ equipment: kind as EquipmentKind })}
              />
              {amount(say(words.fewer), say(words.pieces))}
            </>
          )}
          {(draft.kind === "delivery" || draft.kind === "delivery_added") && (
            <>
              {day("day", say(words.newDay))}
              {amount(say(words.quantity), say(words.quantityUnit))}
            </>
          )}
          {draft.kind === "day_off" && day("day", say(words.dayOff))}
          {(["road_cut", "team_out", "staff_away", "equipment"] as const).some((kind) => kind === draft.kind) && span}
        </Group>
        {draft.kind === "other_days" && (
          <Checkbox
            label={say(words.agreed)}
            description={say(words.agreedHelp)}
            // What was typed before this was asked has no answer to it.
            checked={draft.agreed === true}
            onChange={(event) => onDraft({ agreed: event.currentTarget.checked })}
          />
        )}
        <Group>
          <Button
            variant="default"
            disabled={made === null}
            onClick={() => {
              if (made === null) return;
              onChanges([...changes, made]);
              onDraft({ places: [], team: "", member: "", days: [], agreed: false, due: "", quantity: "" });
            }}
          >
            {say(words.add)}
          </Button>
        </Group>
      </Stack>
    </Fieldset>
  );
}
