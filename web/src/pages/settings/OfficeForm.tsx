import { Button, Group, Select, Stack, Text, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { changing } from "@/api/changing";
import { changeOffice, type Office } from "@/api/generated";
import { officeOptions } from "@/api/generated/@tanstack/react-query.gen";
import { useLanguage } from "@/language/useLanguage";
import { ProblemNote } from "@/parts/ProblemNote";
import { Loaded } from "@/parts/States";
import { words } from "./words";

function Form({ office, canEdit }: { office: Office; canEdit: boolean }) {
  const { say } = useLanguage();
  const store = useQueryClient();
  const [name, setName] = useState(office.name);
  const [zone, setZone] = useState(office.time_zone);
  const save = useMutation({
    mutationFn: () =>
      changeOffice({ body: { name, time_zone: zone }, headers: changing(office.revision), throwOnError: true }),
    onSuccess: () => store.invalidateQueries(),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack maw={480}>
        {save.error !== null && <ProblemNote error={save.error} />}
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
            <Text role="status">{save.isSuccess && say(words.saved)}</Text>
          </Group>
        )}
      </Stack>
    </form>
  );
}

/** What the office is called, and in which zone its times are told. */
export function OfficeForm({ canEdit }: { canEdit: boolean }) {
  const office = useQuery(officeOptions());
  return <Loaded query={office}>{(found) => <Form key={found.revision} office={found} canEdit={canEdit} />}</Loaded>;
}
