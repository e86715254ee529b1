import { Button, Group, Select, Stack, Text, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { changing } from "@/api/changing";
import { changeOffice, type Office } from "@/api/generated";
import { officeOptions } from "@/api/generated/@tanstack/react-query.gen";
import { useLanguage } from "@/language/useLanguage";
import { placeIn } from "@/parts/placeIn";
import { ProblemNote } from "@/parts/ProblemNote";
import { Loaded } from "@/parts/States";
import { words } from "./words";

type Shown = { office: Office; canEdit: boolean; isSaved: boolean; onSaved: (is: boolean) => void };

function Form({ office, canEdit, isSaved, onSaved }: Shown) {
  const { say } = useLanguage();
  const store = useQueryClient();
  const [name, setName] = useState(office.name);
  const [zone, setZone] = useState(office.time_zone);
  const save = useMutation({
    mutationFn: () =>
      changeOffice({ body: { name, time_zone: zone }, headers: changing(office.revision), throwOnError: true }),
    onMutate: () => onSaved(false),
    onSuccess: async () => {
      await store.invalidateQueries();
      onSaved(true);
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack maw={480}>
        {save.error !== null && <ProblemNote error={save.error} placeOf={placeIn({ name: say(words.name) })} />}
        <TextInput
          label={say(words.name)}
          required
          readOnly={!canEdit}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Select
          label={say(words.zone)}
          data={["WIB", "WITA", "WIT"]}
          readOnly={!canEdit}
          allowDeselect={false}
          value={zone}
          onChange={(value) => value !== null && setZone(value as typeof zone)}
        />
        {canEdit && (
          <Group>
            <Button type="submit" loading={save.isPending}>
              {say(words.save)}
            </Button>
            <Text role="status">{isSaved && say(words.saved)}</Text>
          </Group>
        )}
      </Stack>
    </form>
  );
}

/** What the office is called, and in which zone its times are told. */
export function OfficeForm({ canEdit }: { canEdit: boolean }) {
  const office = useQuery(officeOptions());
  // A form of its own for every revision: that it was saved is told by the next one.
  const [isSaved, setSaved] = useState(false);
  return (
    <Loaded query={office}>
      {(found) => <Form key={found.revision} office={found} canEdit={canEdit} isSaved={isSaved} onSaved={setSaved} />}
    </Loaded>
  );
}
