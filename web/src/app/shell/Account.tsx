import { ActionIcon, Menu, Text } from "@mantine/core";
import { IconSettings, IconHelp, IconLogout, IconUserCircle } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "react-router";
import { signOutMutation } from "@/api/generated/@tanstack/react-query.gen";
import { useLanguage } from "@/language/useLanguage";
import { QuickMenu } from "@/parts/QuickMenu";
import { roles } from "@/parts/words";
import { useRights } from "../session";
import { words } from "./words";

/** Who is signed in, and the way out. */
export function Account() {
  const { say, list } = useLanguage();
  const { who } = useRights();
  const store = useQueryClient();
  const leave = useMutation({
    ...signOutMutation(),
    onSuccess: () => store.clear(),
    onSettled: () => location.assign("/"),
  });
  if (who === undefined) return null;
  const isDesktop = who.kind === "desktop";
  return (
    <QuickMenu position="bottom-end" width={260}>
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          size={36}
          aria-label={say(words.account, { name: isDesktop ? say(words.desktop) : who.name })}
        >
          <IconUserCircle size={24} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          <Text size="sm" fw={600} c="var(--ink)">
            {isDesktop ? say(words.desktop) : who.name}
          </Text>
          {who.roles.length > 0 && <Text size="xs">{list(who.roles.map((role) => say(roles[role])))}</Text>}
        </Menu.Label>
        <Menu.Item component={Link} to="/pengaturan" leftSection={<IconSettings size={16} aria-hidden />}>
          {say(words.settings)}
        </Menu.Item>
        <Menu.Item component={Link} to="/bantuan" leftSection={<IconHelp size={16} aria-hidden />}>
          {say(words.help)}
        </Menu.Item>
        {!isDesktop && (
          <Menu.Item onClick={() => leave.mutate({})} leftSection={<IconLogout size={16} aria-hidden />}>
            {say(words.signOut)}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </QuickMenu>
  );
}
