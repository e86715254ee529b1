import { Alert, Button, Group, Paper, PasswordInput, Select, Stack, Text, TextInput, Title } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef, useState, type FormEvent } from "react";
import { useNavigate } from "react-router";
import { setUp, signIn, type Setup } from "@/api/generated";
import { LanguageSwitch } from "@/app/shell/LanguageSwitch";
import { useLanguage } from "@/language/useLanguage";
import { Logo } from "@/parts/Logo";
import { PageTitle } from "@/parts/PageTitle";
import { placeIn } from "@/parts/placeIn";
import { ProblemNote } from "@/parts/ProblemNote";
import { words } from "./words";

/** What stands behind the # reaches no server and no log. */
const tokenOf = (hash: string): string => new URLSearchParams(hash.replace(/^#/, "")).get("token") ?? "";

/** The office and its first account, by the one-time link. */
export default function FirstRun() {
  const { say } = useLanguage();
  const navigate = useNavigate();
  const store = useQueryClient();
  const [token] = useState(() => tokenOf(window.location.hash));
  const [typed, setTyped] = useState({ office_code: "", office_name: "", time_zone: "WIB", login: "", password: "" });
  const change = (part: Partial<typeof typed>): void => setTyped((now) => ({ ...now, ...part }));
  // The link holds once: who is let in only at the second try must not open it again.
  const isMade = useRef(false);
  const begin = useMutation({
    mutationFn: async () => {
      const body = { ...typed, time_zone: typed.time_zone as Setup["time_zone"], token };
      if (!isMade.current) await setUp({ body, throwOnError: true });
      isMade.current = true;
      await signIn({ body: { login: typed.login, password: typed.password }, throwOnError: true });
    },
    onSuccess: async () => {
      await store.invalidateQueries();
      await navigate("/pengaturan");
    },
  });
  const placeOf = placeIn({
    office_code: say(words.code),
    office_name: say(words.name),
    login: say(words.login),
    password: say(words.password),
    token: say(words.link),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    begin.mutate();
  };
  return (
    <Stack component="main" maw={520} mx="auto" pt="6vh" px="md" pb="xl">
      <PageTitle title={say(words.title)} />
      <Group justify="space-between">
        <Group gap="sm">
          <Logo size={32} />
          <Text fw={600}>Jemput</Text>
        </Group>
        <LanguageSwitch />
      </Group>
      <Paper withBorder p="lg">
        <form onSubmit={submit}>
          <Stack>
            <Title order={1}>{say(words.title)}</Title>
            {token === "" ? <Alert color="yellow">{say(words.noToken)}</Alert> : <Text>{say(words.intro)}</Text>}
            {begin.error !== null && <ProblemNote error={begin.error} placeOf={placeOf} />}
            <TextInput
              required
              label={say(words.code)}
              description={say(words.codeHelp)}
              value={typed.office_code}
              onChange={(event) => change({ office_code: event.currentTarget.value })}
            />
            <TextInput
              required
              label={say(words.name)}
              value={typed.office_name}
              onChange={(event) => change({ office_name: event.currentTarget.value })}
            />
            <Select
              label={say(words.zone)}
              data={["WIB", "WITA", "WIT"]}
              allowDeselect={false}
              value={typed.time_zone}
              onChange={(zone) => change({ time_zone: zone ?? "WIB" })}
            />
            <TextInput
              required
              label={say(words.login)}
              description={say(words.loginHelp)}
              autoComplete="username"
              value={typed.login}
              onChange={(event) => change({ login: event.currentTarget.value })}
            />
            <PasswordInput
              required
              label={say(words.password)}
              description={say(words.passwordHelp)}
              autoComplete="new-password"
              value={typed.password}
              onChange={(event) => change({ password: event.currentTarget.value })}
            />
            <Button type="submit" loading={begin.isPending} disabled={token === ""}>
              {say(words.submit)}
            </Button>
          </Stack>
        </form>
      </Paper>
    </Stack>
  );
}
