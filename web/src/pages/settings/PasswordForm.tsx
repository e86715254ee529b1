import { Button, PasswordInput, Stack, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { changePassword } from "@/api/generated";
import { useLanguage } from "@/language/useLanguage";
import { placeIn } from "@/parts/placeIn";
import { ProblemNote } from "@/parts/ProblemNote";
import { words } from "./words";

/** Another password of one's own. */
export function PasswordForm() {
  const { say } = useLanguage();
  const store = useQueryClient();
  const [old, setOld] = useState("");
  const [next, setNext] = useState("");
  const change = useMutation({
    mutationFn: () => changePassword({ body: { old, new: next }, throwOnError: true }),
    onSuccess: () => store.invalidateQueries(),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    change.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack maw={480}>
        {change.error !== null && (
          <ProblemNote error={change.error} placeOf={placeIn({ old: say(words.old), new: say(words.next) })} />
        )}
        <PasswordInput
          label={say(words.old)}
          required
          autoComplete="current-password"
          value={old}
          onChange={(event) => setOld(event.currentTarget.value)}
        />
        <PasswordInput
          label={say(words.next)}
          required
          autoComplete="new-password"
          value={next}
          onChange={(event) => setNext(event.currentTarget.value)}
        />
        <Text size="sm" c="var(--muted)">
          {say(words.changeHelp)}
        </Text>
        <Button type="submit" loading={change.isPending} style={{ alignSelf: "flex-start" }}>
          {say(words.change)}
        </Button>
      </Stack>
    </form>
  );
}
