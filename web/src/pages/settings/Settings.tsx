import { Alert, Tabs, Text } from "@mantine/core";
import { useSearchParams } from "react-router";
import { useRights } from "@/app/session";
import { useLanguage } from "@/language/useLanguage";
import { PageHead } from "@/parts/PageHead";
import { Keys } from "./Keys";
import { OfficeForm } from "./OfficeForm";
import { PasswordForm } from "./PasswordForm";
import { Users } from "./Users";
import { words } from "./words";

/** Office, people, programs, password, backup. */
export default function Settings() {
  const { say } = useLanguage();
  const { who, may } = useRights();
  const [search, setSearch] = useSearchParams();
  const isDesktop = who?.kind === "desktop";
  const view = search.get("bagian") ?? "kantor";
  return (
    <>
      <PageHead title={say(words.title)} />
      <Tabs
        value={view}
        keepMounted={false}
        onChange={(next) =>
          setSearch((now) => {
            now.set("bagian", next ?? "kantor");
            return now;
          })
        }
      >
        <Tabs.List mb="md">
          <Tabs.Tab value="kantor">{say(words.office)}</Tabs.Tab>
          {may("accounts:manage") && <Tabs.Tab value="pengguna">{say(words.users)}</Tabs.Tab>}
          {may("accounts:manage") && <Tabs.Tab value="kunci-api">{say(words.keys)}</Tabs.Tab>}
          {!isDesktop && <Tabs.Tab value="kata-sandi">{say(words.me)}</Tabs.Tab>}
          <Tabs.Tab value="cadangan">{say(words.backup)}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="kantor">
          <OfficeForm canEdit={may("accounts:manage")} />
        </Tabs.Panel>
        <Tabs.Panel value="pengguna">{isDesktop ? <Alert>{say(words.desktop)}</Alert> : <Users />}</Tabs.Panel>
        <Tabs.Panel value="kunci-api">
          <Keys />
        </Tabs.Panel>
        <Tabs.Panel value="kata-sandi">
          <PasswordForm />
        </Tabs.Panel>
        <Tabs.Panel value="cadangan">
          <Text maw={720}>{say(words.backupHelp)}</Text>
        </Tabs.Panel>
      </Tabs>
    </>
  );
}
