import { Modal, Stack, Text } from "@mantine/core";
import { useState, type ReactNode } from "react";
import { isSignedOut } from "@/api/problem";
import { useLanguage } from "@/language/useLanguage";
import { SignInForm } from "@/pages/sign-in/SignInForm";
import SignIn from "@/pages/sign-in/SignIn";
import { ProblemNote } from "@/parts/ProblemNote";
import { Loading } from "@/parts/States";
import { words } from "./shell/words";
import { useWho } from "./session";

/** Lets in who is signed in. A session that ends meanwhile asks over the page, which keeps what was typed. */
export function Gate({ children }: { children: ReactNode }) {
  const { say } = useLanguage();
  const who = useWho();
  const [known, setKnown] = useState<string | null>(null);
  if (who.data !== undefined && who.error === null && who.data.name !== known) setKnown(who.data.name);
  const isOut = isSignedOut(who.error);
  if (isOut && known === null) return <SignIn />;
  if (who.data === undefined && known === null)
    return (
      <main style={{ padding: 24 }}>
        {who.error === null ? (
          <Loading height={320} />
        ) : (
          <ProblemNote error={who.error} again={() => void who.refetch()} />
        )}
      </main>
    );
  return (
    <>
      {children}
      <Modal opened={isOut} onClose={() => undefined} withCloseButton={false} title={say(words.sessionEnded)}>
        <Stack>
          <Text>{say(words.sessionEndedHelp)}</Text>
          <SignInForm login={known ?? ""} />
        </Stack>
      </Modal>
    </>
  );
}
