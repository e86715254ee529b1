import { Modal, Stack, Text } from "@mantine/core";
import { words } from "@/app/shell/words";
import { useLanguage } from "@/language/useLanguage";
import { SignInForm } from "./SignInForm";

/** Over a page whose session has ended: what was typed there stays. */
export default function SignInAgain({ login }: { login: string }) {
  const { say } = useLanguage();
  return (
    <Modal opened onClose={() => undefined} withCloseButton={false} title={say(words.sessionEnded)}>
      <Stack>
        <Text>{say(words.sessionEndedHelp)}</Text>
        <SignInForm login={login} />
      </Stack>
    </Modal>
  );
}
