import { Kbd, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { reasonsOptions, rulesOptions, versionOptions } from "@/api/generated/@tanstack/react-query.gen";
import { useLanguage } from "@/language/useLanguage";
import { DataTable } from "@/parts/DataTable";
import { PageHead } from "@/parts/PageHead";
import { Loaded } from "@/parts/States";
import { words } from "./words";

/** Keys, rules and reasons; works without the internet. */
export default function Help() {
  const { say, told } = useLanguage();
  const rules = useQuery({ ...rulesOptions(), staleTime: Infinity });
  const reasons = useQuery({ ...reasonsOptions(), staleTime: Infinity });
  const version = useQuery({ ...versionOptions(), staleTime: Infinity });
  const keys = [
    ["/", words.keySearch],
    ["F6", words.keyRegions],
    ["↑ ↓", words.keyTable],
    ["F2", words.keyGrid],
  ] as const;
  return (
    <>
      <PageHead title={say(words.help)} />
      <Stack maw={900}>
        <DataTable
          caption={say(words.helpIntro)}
          showCaption
          rows={keys}
          keyOf={(line) => line[0]}
          columns={[
            {
              key: "key",
              title: say(words.key),
              isHead: true,
              width: 120,
              value: (line) => line[0],
              cell: (line) => <Kbd>{line[0]}</Kbd>,
            },
            { key: "does", title: say(words.does), value: (line) => say(line[1]) },
          ]}
        />
        <Title order={2}>{say(words.rulesTitle)}</Title>
        <Loaded query={rules}>
          {({ items }) => (
            <DataTable
              caption={say(words.rulesTitle)}
              rows={items}
              keyOf={(rule) => rule.id}
              columns={[
                { key: "code", title: say(words.code), isHead: true, width: 220, value: (rule) => rule.id },
                { key: "meaning", title: say(words.meaning), value: (rule) => told(rule.title) },
              ]}
            />
          )}
        </Loaded>
        <Title order={2}>{say(words.reasonsTitle)}</Title>
        <Loaded query={reasons}>
          {({ items }) => (
            <DataTable
              caption={say(words.reasonsTitle)}
              rows={items}
              keyOf={(reason) => reason.code}
              columns={[
                { key: "code", title: say(words.code), isHead: true, width: 220, value: (reason) => reason.code },
                { key: "meaning", title: say(words.meaning), value: (reason) => told(reason.title) },
              ]}
            />
          )}
        </Loaded>
        {version.data !== undefined && (
          <Text c="var(--muted)">{say(words.version, { product: version.data.product, api: version.data.api })}</Text>
        )}
      </Stack>
    </>
  );
}
