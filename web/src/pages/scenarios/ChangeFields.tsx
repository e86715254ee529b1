import { ActionIcon, Group, MultiSelect, NumberInput, Paper, Select, SimpleGrid, TextInput } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import type { ChangeKind, ChangePart } from "@/api/generated";
import { useLanguage } from "@/language/useLanguage";
import { DayField } from "@/parts/DayField";
import type { TypedChange } from "./study";
import { kinds as kindWords, words } from "./words";

interface Props {
  change: TypedChange;
  kinds: readonly ChangeKind[];
  onChange: (next: TypedChange) => void;
  onRemove: () => void;
}

/** One change of a scenario: what changes, and its parts. */
export function ChangeFields({ change, kinds, onChange, onRemove }: Props) {
  const language = useLanguage();
  const { say, told } = language;
  const kind = kinds.find((one) => one.kind === change.kind);
  const ordered = [...Object.keys(kindWords), ...kinds.map((one) => one.kind)];
  const listed = kinds.toSorted((one, other) => ordered.indexOf(one.kind) - ordered.indexOf(other.kind));
  const put = (name: string, value: string): void => onChange({ ...change, parts: { ...change.parts, [name]: value } });
  const field = (part: ChangePart) => {
    const text = change.parts[part.name] ?? "";
    const common = {
      label: told(part.names).replaceAll("_", " "),
      required: part.needed,
      placeholder: part.needed ? "" : say(words.optional),
    };
    if (part.type === "number")
      return (
        <NumberInput
          key={part.name}
          {...common}
          allowDecimal={false}
          thousandSeparator={language.code === "id" ? "." : ","}
          decimalSeparator={language.code === "id" ? "," : "."}
          value={text === "" ? "" : Number(text)}
          onChange={(value) => put(part.name, String(value))}
        />
      );
    if (part.type === "choice" || part.type === "yes-no")
      return (
        <Select
          key={part.name}
          {...common}
          data={
            part.type === "choice"
              ? part.choices
              : [
                  { value: "true", label: say(words.yes) },
                  { value: "false", label: say(words.no) },
                ]
          }
          value={text === "" ? null : text}
          onChange={(value) => put(part.name, value ?? "")}
        />
      );
    if (part.type === "choices")
      return (
        <MultiSelect
          key={part.name}
          {...common}
          data={part.choices}
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
        description={part.type === "texts" || part.type === "dates" ? say(words.parts) : undefined}
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
          data={listed.map((one) => ({
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
      <SimpleGrid cols={{ base: 1, sm: 2, lg: 4 }}>{kind?.parts.map(field)}</SimpleGrid>
    </Paper>
  );
}
