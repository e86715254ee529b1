import { Anchor, Button, MultiSelect, Paper, PasswordInput, SimpleGrid, Stack, TextInput, Title } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { changing, once } from "@/api/changing";
import { everything } from "@/api/everything";
import { addAccount, changeAccount, listAccounts, type Account, type Role } from "@/api/generated";
import { useLanguage } from "@/language/useLanguage";
import { Badge } from "@/parts/Badge";
import { DataTable } from "@/parts/DataTable";
import { placeIn } from "@/parts/placeIn";
import { ProblemNote } from "@/parts/ProblemNote";
import { Loaded } from "@/parts/States";
import { roles as roleWords } from "@/parts/words";
import { words } from "./words";

const EMPTY = { login: "", password: "", roles: [] as Role[], teams: "" };

/** People who may sign in, and what they may do. */
export function Users() {
  const { say, list, moment } = useLanguage();
  const store = useQueryClient();
  const accounts = useQuery(everything<Account, object>("listAccounts", listAccounts, {}));
  const [typed, setTyped] = useState(EMPTY);
  const again = { onSuccess: () => store.invalidateQueries() };
  const add = useMutation({
    mutationFn: () => {
      const teams = typed.teams
        .split(",")
        .map((team) => team.trim())
        .filter(Boolean);
      return addAccount({
        body: { login: typed.login, password: typed.password, roles: typed.roles, teams, sites: [] },
        headers: once(),
        throwOnError: true,
      });
    },
    onSuccess: () => {
      setTyped(EMPTY);
      return store.invalidateQueries();
    },
  });
  const toggle = useMutation({
    mutationFn: (account: Account) =>
      changeAccount({
        path: { id: account.id },
        body: { disabled: !account.disabled },
        headers: changing(account.revision),
        throwOnError: true,
      }),
    ...again,
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    add.mutate();
  };
  const error = add.error ?? toggle.error;
  const placeOf = placeIn({
    login: say(words.login),
    password: say(words.password),
    roles: say(words.roles),
    teams: say(words.teams),
  });
  return (
    <Stack maw={1000}>
      {error !== null && <ProblemNote error={error} placeOf={placeOf} />}
      <Loaded query={accounts} roles={["admin"]}>
        {(found) => (
          <DataTable<Account>
            caption={say(words.users)}
            rows={found}
            keyOf={(account) => account.id}
            columns={[
              { key: "login", title: say(words.login), isHead: true, value: (account) => account.login },
              {
                key: "roles",
                title: say(words.roles),
                value: (account) => list(account.roles.map((role) => say(roleWords[role]))),
              },
              {
                key: "made",
                title: say(words.made),
                value: (account) => account.created_at,
                cell: (account) => moment(account.created_at),
              },
              {
                key: "state",
                title: say(words.state),
                value: (account) => Number(account.disabled),
                cell: (account) => (
                  <Badge tone={account.disabled ? "draft" : "positive"}>
                    {say(account.disabled ? words.disabled : words.active)}
                  </Badge>
                ),
              },
              {
                key: "do",
                title: "",
                value: () => null,
                cell: (account) => (
                  <Anchor component="button" type="button" onClick={() => toggle.mutate(account)}>
                    {say(account.disabled ? words.enable : words.disable)}
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
            <Title order={2}>{say(words.add)}</Title>
            <SimpleGrid cols={{ base: 1, sm: 2 }}>
              <TextInput
                label={say(words.login)}
                required
                autoComplete="off"
                value={typed.login}
                onChange={(event) => setTyped({ ...typed, login: event.currentTarget.value })}
              />
              <PasswordInput
                label={say(words.password)}
                required
                autoComplete="new-password"
                value={typed.password}
                onChange={(event) => setTyped({ ...typed, password: event.currentTarget.value })}
              />
              <MultiSelect
                label={say(words.roles)}
                required
                data={Object.entries(roleWords).map(([value, name]) => ({ value, label: say(name) }))}
                value={typed.roles}
                onChange={(chosen) => setTyped({ ...typed, roles: chosen as Role[] })}
              />
              <TextInput
                label={say(words.teams)}
                value={typed.teams}
                onChange={(event) => setTyped({ ...typed, teams: event.currentTarget.value })}
              />
            </SimpleGrid>
            <Button type="submit" loading={add.isPending} style={{ alignSelf: "flex-start" }}>
              {say(words.add)}
            </Button>
          </Stack>
        </form>
      </Paper>
    </Stack>
  );
}
