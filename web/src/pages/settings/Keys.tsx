import {
  Alert,
  Anchor,
  Button,
  Code,
  MultiSelect,
  NumberInput,
  Paper,
  SimpleGrid,
  Stack,
  TextInput,
  Title,
} from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { everything } from "@/api/everything";
import { addKey, listKeys, revokeKey, type Key, type Permission } from "@/api/generated";
import { useRights } from "@/app/session";
import { useLanguage } from "@/language/useLanguage";
import { DataTable } from "@/parts/DataTable";
import { placeIn } from "@/parts/placeIn";
import { ProblemNote } from "@/parts/ProblemNote";
import { Loaded } from "@/parts/States";
import { words } from "./words";

/** What only people do who signed in themselves. */
const OF_PEOPLE: ReadonlySet<Permission> = new Set(["plans:approve", "accounts:manage"]);

/** Keys of programs. A key is shown once, when it is made. */
export function Keys() {
  const { say, moment, actor } = useLanguage();
  const { who } = useRights();
  const store = useQueryClient();
  const keys = useQuery(everything<Key, object>("listKeys", listKeys, {}));
  const [name, setName] = useState("");
  const [scopes, setScopes] = useState<Permission[]>([]);
  const [days, setDays] = useState(90);
  const add = useMutation({
    mutationFn: () => addKey({ body: { name, scopes, days }, throwOnError: true }),
    onSuccess: () => store.invalidateQueries(),
  });
  const revoke = useMutation({
    mutationFn: (id: string) => revokeKey({ path: { id }, throwOnError: true }),
    onSuccess: () => store.invalidateQueries(),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    add.mutate();
  };
  const error = add.error ?? revoke.error;
  const placeOf = placeIn({ name: say(words.keyName), scopes: say(words.scopes), days: say(words.days) });
  return (
    <Stack maw={1000}>
      {error !== null && <ProblemNote error={error} placeOf={placeOf} />}
      {add.data !== undefined && (
        <Alert color="green" role="status" title={say(words.keyOnce)}>
          <Code fz="md">{add.data.data.key}</Code>
        </Alert>
      )}
      <Loaded query={keys} roles={["admin"]}>
        {(found) => (
          <DataTable<Key>
            caption={say(words.keys)}
            rows={found}
            keyOf={(key) => key.id}
            empty={say(words.noKey)}
            columns={[
              { key: "name", title: say(words.keyName), isHead: true, value: (key) => key.name },
              { key: "scopes", title: say(words.scopes), value: (key) => key.scopes.join(", ") },
              { key: "by", title: say(words.by), value: (key) => actor(key.created_by) },
              {
                key: "expires",
                title: say(words.expires),
                value: (key) => key.expires_at,
                cell: (key) => moment(key.expires_at),
              },
              {
                key: "do",
                title: "",
                value: () => null,
                cell: (key) =>
                  key.revoked ? (
                    say(words.revoked)
                  ) : (
                    <Anchor component="button" type="button" onClick={() => revoke.mutate(key.id)}>
                      {say(words.revoke)}
                    </Anchor>
                  ),
              },
            ]}
          />
        )}
      </Loaded>
      <Paper withBorder p="md">
        <form onSubmit={submit}>
          <Stack>
            <Title order={2}>{say(words.addKey)}</Title>
            <SimpleGrid cols={{ base: 1, sm: 3 }}>
              <TextInput
                label={say(words.keyName)}
                required
                value={name}
                onChange={(event) => setName(event.currentTarget.value)}
              />
              <MultiSelect
                label={say(words.scopes)}
                required
                data={who?.permissions.filter((right) => !OF_PEOPLE.has(right)) ?? []}
                value={scopes}
                onChange={(chosen) => setScopes(chosen as Permission[])}
              />
              <NumberInput
                label={say(words.days)}
                min={1}
                max={365}
                value={days}
                onChange={(value) => setDays(Number(value))}
              />
            </SimpleGrid>
            <Button type="submit" loading={add.isPending} style={{ alignSelf: "flex-start" }}>
              {say(words.addKey)}
            </Button>
          </Stack>
        </form>
      </Paper>
    </Stack>
  );
}
