import { Button, PasswordInput, Stack, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { signInMutation } from "@/api/generated/@tanstack/react-query.gen";
import { useLanguage } from "@/language/useLanguage";
import { ProblemNote } from "@/parts/ProblemNote";
import { words } from "./words";

/** Name and password; paste and password managers work, nothing is kept in the browser. */
export function SignInForm({ login: known = "" }: { login?: string }) {
  const { say } = useLanguage();
  const store = useQueryClient();
  const [login, setLogin] = useState(known);
  const [password, setPassword] = useState("");
  const enter = useMutation({ ...signInMutation(), onSuccess: () => store.invalidateQueries() });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    enter.mutate({ body: { login, password } });
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        {enter.error !== null && <ProblemNote error={enter.error} />}
        <TextInput
          label={say(words.login)}
          name="username"
          autoComplete="username"
          required
          value={login}
          onChange={(event) => setLogin(event.currentTarget.value)}
        />
        <PasswordInput
          label={say(words.password)}
          name="password"
          autoComplete="current-password"
          required
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <Button type="submit" loading={enter.isPending}>
          {say(words.signIn)}
        </Button>
      </Stack>
    </form>
  );
}
