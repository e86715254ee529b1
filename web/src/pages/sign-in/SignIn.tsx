import { Alert, Group, Paper, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { setupNeededOptions } from "@/api/generated/@tanstack/react-query.gen";
import { LanguageSwitch } from "@/app/shell/LanguageSwitch";
import { useLanguage } from "@/language/useLanguage";
import { Logo } from "@/parts/Logo";
import { PageTitle } from "@/parts/PageTitle";
import { SignInForm } from "./SignInForm";
import { words } from "./words";

/** The door. */
export default function SignIn() {
  const { say } = useLanguage();
  const { data } = useQuery(setupNeededOptions());
  return (
    <Stack component="main" maw={420} mx="auto" pt="10vh" px="md">
      <PageTitle title={say(words.title)} />
      <Group justify="space-between">
        <Group gap="sm">
          <Logo size={32} />
          <Text fw={600}>Jemput</Text>
        </Group>
        <LanguageSwitch />
      </Group>
      <Paper withBorder p="lg">
        <Stack>
          <Title order={1}>{say(words.title)}</Title>
          <Text c="var(--muted)">{say(words.intro)}</Text>
          {data?.needed === true && <Alert color="yellow">{say(words.setupNeeded)}</Alert>}
          <SignInForm />
          <Text size="sm" c="var(--muted)">
            {say(words.forgotten)}
          </Text>
        </Stack>
      </Paper>
    </Stack>
  );
}
