import { ActionIcon, Group, MultiSelect, NumberInput, Paper, Select, SimpleGrid, TextInput } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import type { ChangeKind, ChangePart } from "@/api/generated";
import { useLanguage } from "@/language/useLanguage";
import { DayField } from "@/parts/DayField";
import { PERCENT, type TypedChange } from "./study";
import type { Choice, Choices } from "./useChoices";
import { choices as choiceWords, kinds as kindWords, parts as partWords, words } from "./words";

interface Props {
  change: TypedChange;
  kinds: readonly ChangeKind[];
  choices: Choices;
  onChange: (next: TypedChange) => void;
  onRemove: () => void;
}

/** One change of a scenario: what changes, and its parts. */
export function ChangeFields({ change, kinds, choices, onChange, onRemove }: Props) {
  const language = useLanguage();
  const { say, told } = language;
  const kind = kinds.find((one) => one.kind === change.kind);
  const ordered = [...Object.keys(kindWords), ...kinds.map((one) => one.kind)];
  const sorted = kinds.toSorted((one, other) => ordered.indexOf(one.kind) - ordered.indexOf(other.kind));
  const put = (name: string, value: string): void => onChange({ ...change, parts: { ...change.parts, [name]: value } });
  const word = (value: string): string => (choiceWords[value] === undefined ? value : say(choiceWords[value]));
  const field = (part: ChangePart) => {
    const text = change.parts[part.name] ?? "";
    const common = {
      label:
        partWords[part.name] === undefined
          ? told(part.names).replaceAll("_", " ")
          : say(partWords[part.name] ?? ["", ""]),
      required: part.needed,
      placeholder: part.needed ? "" : say(words.optional),
    };
    const listed = choices[part.name];
    const data = listed ?? (part.choices ?? []).map((value) => ({ value, label: word(value) }));
    const one = (from: readonly Choice[]) => (
      <Select
        key={part.name}
        {...common}
        searchable={from.length > 8}
        clearable={!part.needed}
        data={[...from]}
        value={text === "" ? null : text}
        onChange={(value) => put(part.name, value ?? "")}
      />
    );
    if (part.type === "number") {
      const scale = PERCENT[part.name] ?? 1;
      return (
        <NumberInput
          key={part.name}
          {...common}
          allowDecimal={false}
          thousandSeparator={language.code === "id" ? "." : ","}
          decimalSeparator={language.code === "id" ? "," : "."}
          value={text === "" ? "" : Number(text) / scale}
          onChange={(value) => put(part.name, value === "" ? "" : String(Number(value) * scale))}
        />
      );
    }
    if (part.type === "yes-no")
      return one([
        { value: "true", label: say(words.yes) },
        { value: "false", label: say(words.no) },
      ]);
    if (part.type === "choice" || (part.type === "text" && listed !== undefined)) return one(data);
    if (part.type === "choices" || (part.type === "texts" && listed !== undefined))
      return (
        <MultiSelect
          key={part.name}
          {...common}
          searchable={data.length > 8}
          data={[...data]}
          value={text === "" ? [] : text.split(",")}
          onChange={(value) => put(part.name, value.join(","))}
        />
      );
    if (part.type === "date")
      return (
        <DayField
          key={part.name}
          label={common.label}
          required={part.needed}
          value={text}
          onChange={(value) => put(part.name, value)}
        />
      );
    return (
      <TextInput
        key={part.name}
        {...common}
        description={part.type === "texts" ? say(words.parts) : part.type === "dates" ? say(words.partDays) : undefined}
        inputWrapperOrder={["label", "input", "description", "error"]}
        value={text}
        onChange={(event) => put(part.name, event.currentTarget.value)}
      />
    );
  };
  return (
    <Paper withBorder p="sm">
      <Group align="flex-end" wrap="nowrap" mb="xs">
        <Select
          label={say(words.change)}
          allowDeselect={false}
          searchable
          style={{ flex: 1 }}
          data={sorted.map((one) => ({
            value: one.kind,
            label: kindWords[one.kind] === undefined ? told(one.names) : say(kindWords[one.kind] ?? ["", ""]),
          }))}
          value={change.kind}
          onChange={(value) => value !== null && onChange({ kind: value, parts: {} })}
        />
        <ActionIcon variant="subtle" size="lg" aria-label={say(words.remove)} onClick={onRemove}>
          <IconTrash size={18} aria-hidden />
        </ActionIcon>
      </Group>
      <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }}>{kind?.parts.map(field)}</SimpleGrid>
    </Paper>
  );
}
