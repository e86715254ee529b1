import { Checkbox, Group, MultiSelect, NumberInput, Select, Text, TextInput } from "@mantine/core";
import type { ReactNode } from "react";
import type { Connectivity, EquipmentKind, PlanHead, Skill } from "@/api/generated";
import { useLanguage } from "@/language/useLanguage";
import type { Pair } from "@/language/words";
import { DayField } from "@/parts/DayField";
import { words as partWords } from "@/parts/words";
import { daysBetween } from "../days";
import type { Draft } from "./changes";
import type { Known } from "./useKnown";
import { equipment, requests, signals, skills, words, type Kind, type RequestKind } from "./words";

interface Props {
  plan: PlanHead;
  known: Known;
  draft: Draft;
  onDraft: (part: Partial<Draft>) => void;
}

type Counted = "quantity" | "recording" | "ikd" | "cards" | "percent";

/** The boxes that the kinds of change are made of. */
function useBoxes({ plan, known, draft, onDraft }: Props) {
  const { say, code, dayShort } = useLanguage();
  const listed = <Key extends string>(named: Record<Key, Pair>) =>
    (Object.keys(named) as Key[]).map((value) => ({ value, label: say(named[value]) }));
  const day = (field: "first" | "last" | "day", label: string) => (
    <DayField
      key={field}
      label={label}
      min={plan.first}
      max={plan.last}
      value={draft[field]}
      onChange={(value) => onDraft({ [field]: value })}
    />
  );
  // What is typed before the list came finds its place once it is there.
  const found = {
    searchable: true,
    nothingFoundMessage: say(known.isReading ? partWords.loading : partWords.noneFound),
  };
  return {
    listed,
    day,
    found,
    span: [day("first", say(words.first)), day("last", say(words.last))],
    place: (label: string, data = known.places, empty?: string) => (
      <Select
        key="place"
        label={label}
        description={empty}
        inputWrapperOrder={["label", "input", "description", "error"]}
        clearable={empty !== undefined}
        miw={280}
        {...found}
        data={data}
        value={draft.places[0] ?? null}
        onChange={(site) => onDraft({ places: site === null ? [] : [site] })}
      />
    ),
    days: (label: string, empty?: string) => (
      <MultiSelect
        key="days"
        label={label}
        description={empty}
        inputWrapperOrder={["label", "input", "description", "error"]}
        miw={280}
        {...found}
        data={daysBetween(plan.first, plan.last).map((one) => ({ value: one, label: dayShort(one) }))}
        value={draft.days}
        onChange={(days) => onDraft({ days })}
      />
    ),
    amount: (field: Counted, label: string, unit: string, max?: number) => (
      <NumberInput
        key={field}
        label={label}
        description={unit}
        inputWrapperOrder={["label", "input", "description", "error"]}
        min={0}
        max={max}
        maw={200}
        allowDecimal={false}
        allowNegative={false}
        thousandSeparator={code === "id" ? "." : ","}
        decimalSeparator={code === "id" ? "," : "."}
        value={draft[field]}
        onChange={(value) => onDraft({ [field]: value === "" ? "" : Number(value) })}
      />
    ),
    direction: (
      <Select
        key="direction"
        label={say(words.direction)}
        allowDeselect={false}
        maw={180}
        data={[
          { value: "fewer", label: say(words.fewer) },
          { value: "more", label: say(words.more) },
        ]}
        value={draft.more ? "more" : "fewer"}
        onChange={(value) => onDraft({ more: value === "more" })}
      />
    ),
    team: (label: string) => (
      <Select
        key="team"
        label={label}
        data={known.teams}
        value={draft.team === "" ? null : draft.team}
        onChange={(team) => onDraft({ team: team ?? "" })}
      />
    ),
  };
}

/** What a delivery of the plan becomes. */
function Delivery({ known, draft, onDraft, boxes }: Props & { boxes: ReactNode }) {
  const { say, dayShort, number } = useLanguage();
  return (
    <>
      {known.deliveries.length === 0 ? (
        <Text>{say(words.noDelivery)}</Text>
      ) : (
        <Select
          label={say(words.due)}
          data={known.deliveries.map((one) => ({
            value: one.day,
            label: `${dayShort(one.day)}, ${number(one.cards)} ${say(words.cardUnit)}`,
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
      )}
      {boxes}
    </>
  );
}

/** What has to be told of a change of the chosen kind. */
export function ChangeFields(props: Props) {
  const { known, draft, onDraft } = props;
  const { say } = useLanguage();
  const { listed, day, found, span, place, days, amount, direction, team } = useBoxes(props);
  const delivered = [day("day", say(words.newDay)), amount("quantity", say(words.quantity), say(words.quantityUnit))];
  const count = amount("quantity", say(words.quantity), say(words.people));
  const fields: Record<Kind, ReactNode> = {
    road_cut: (
      <>
        <MultiSelect
          label={say(words.places)}
          miw={320}
          {...found}
          hidePickedOptions
          data={known.places}
          value={draft.places}
          onChange={(places) => onDraft({ places })}
        />
        {span}
      </>
    ),
    team_out: [team(say(words.team)), span],
    staff_away: (
      <>
        <Select
          label={say(words.member)}
          {...found}
          data={known.staff}
          value={draft.member === "" ? null : draft.member}
          onChange={(member) => onDraft({ member: member ?? "" })}
        />
        {span}
      </>
    ),
    delivery: <Delivery {...props} boxes={delivered} />,
    delivery_added: delivered,
    new_request: (
      <>
        <TextInput
          label={say(words.requestName)}
          maxLength={100}
          miw={280}
          value={draft.name}
          onChange={(event) => onDraft({ name: event.currentTarget.value })}
        />
        <Select
          label={say(words.requestKind)}
          allowDeselect={false}
          data={listed(requests)}
          value={draft.request}
          onChange={(request) => request !== null && onDraft({ request: request as RequestKind })}
        />
        {place(say(words.village), known.villages)}
        {amount("recording", say(words.recording), say(words.people))}
        {amount("ikd", say(words.ikd), say(words.people))}
        {days(say(words.daysWished), say(words.anyDay))}
      </>
    ),
    people: [
      place(say(words.place)),
      direction,
      amount("recording", say(words.recording), say(words.people)),
      amount("cards", say(words.cards), say(words.cardUnit)),
    ],
    show_up: [
      place(say(words.place), known.places, say(words.anyPlace)),
      amount("percent", say(words.showUp), say(words.ofInvited), 100),
    ],
    stock: [direction, amount("quantity", say(words.amount), say(words.cardUnit))],
    signal: (
      <>
        {place(say(words.place))}
        <Select
          label={say(words.signal)}
          allowDeselect={false}
          data={listed(signals)}
          value={draft.connectivity}
          onChange={(signal) => signal !== null && onDraft({ connectivity: signal as Connectivity })}
        />
      </>
    ),
    equipment: (
      <>
        <Select
          label={say(words.equipment)}
          allowDeselect={false}
          data={listed(equipment)}
          value={draft.equipment}
          onChange={(kind) => kind !== null && onDraft({ equipment: kind as EquipmentKind })}
        />
        {direction}
        {amount("quantity", say(words.amount), say(words.pieces))}
        {span}
      </>
    ),
    other_days: [place(say(words.place)), days(say(words.days))],
    day_off: day("day", say(words.dayOff)),
    saturdays: null,
    staff_added: (
      <>
        <MultiSelect
          label={say(words.skills)}
          miw={280}
          data={listed(skills)}
          value={draft.skills}
          onChange={(chosen) => onDraft({ skills: chosen as Skill[] })}
        />
        {count}
      </>
    ),
    teams_added: [team(say(words.like)), amount("quantity", say(words.quantity), say(words.teamUnit))],
    budget: amount("quantity", say(words.cap), say(words.rupiahPeriod)),
  };
  return (
    <>
      <Group gap="sm" align="flex-start">
        {fields[draft.kind]}
      </Group>
      {(draft.kind === "other_days" || draft.kind === "new_request") && (
        <Checkbox
          label={say(words.agreed)}
          description={say(words.agreedHelp)}
          checked={draft.agreed}
          onChange={(event) => onDraft({ agreed: event.currentTarget.checked })}
        />
      )}
    </>
  );
}
