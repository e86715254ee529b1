import { Anchor, Button, Group, Modal, Paper, Stack, Text, TextInput, Title } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { newKey, once } from "@/api/changing";
import { everything } from "@/api/everything";
import { addLink, listLinks, revokeLink, type Link } from "@/api/generated";
import { useChosenPlan } from "@/app/chosenPlan";
import { useLanguage } from "@/language/useLanguage";
import { Badge } from "@/parts/Badge";
import { CopyText } from "@/parts/CopyText";
import { DataTable } from "@/parts/DataTable";
import { ProblemNote } from "@/parts/ProblemNote";
import { Loaded } from "@/parts/States";
import { words as partWords } from "@/parts/words";
import { words } from "./words";

const linksQuery = () => everything<Link, object>("listLinks", listLinks, {});
const addressOf = (link: Link): string => new URL(link.path, window.location.href).href;

/** Links that anybody may open: made, copied, withdrawn. */
export function PublicLinks({ first, last }: { first: string; last: string }) {
  const { say, period, moment, actor } = useLanguage();
  const { publications } = useChosenPlan();
  const store = useQueryClient();
  const links = useQuery(linksQuery());
  const [asked, setAsked] = useState<Link | null>(null);
  const [spoken, setSpoken] = useState("");
  const key = useRef(newKey());
  const read = () => store.invalidateQueries({ queryKey: linksQuery().queryKey });
  const make = useMutation({
    mutationFn: () => addLink({ body: { first, last }, headers: once(key.current), throwOnError: true }),
    onSuccess: async () => {
      key.current = newKey();
      await read();
      setSpoken(say(words.done));
    },
  });
  const withdraw = useMutation({
    mutationFn: (link: Link) => revokeLink({ path: { id: link.id }, headers: once(), throwOnError: true }),
    onSuccess: async () => {
      setAsked(null);
      await read();
      setSpoken(say(words.gone));
    },
  });
  const isPublished = publications.some(
    (item) => item.state === "published" && item.first <= last && item.last >= first,
  );
  const hasOne = links.data?.some((link) => !link.revoked && link.first === first && link.last === last) ?? true;
  return (
    <Paper withBorder p="md" component="section" aria-label={say(words.title)}>
      <Stack gap="sm">
        <Title order={2}>{say(words.title)}</Title>
        <Text>{say(words.help)}</Text>
        {!isPublished && <Text c="var(--muted)">{say(words.notYet)}</Text>}
        <div className="seen-by-readers-only" role="status">
          {spoken}
        </div>
        {make.error !== null && <ProblemNote error={make.error} again={() => make.mutate()} />}
        {!hasOne && (
          <Group>
            <Button variant="default" onClick={() => make.mutate()} loading={make.isPending}>
              {say(words.make, { period: period(first, last) })}
            </Button>
          </Group>
        )}
        <Loaded query={links} roles={["planner", "head"]}>
          {(found) => (
            <DataTable<Link>
              caption={say(words.table)}
              stacks
              rows={found}
              keyOf={(link) => link.id}
              empty={say(words.none)}
              columns={[
                {
                  key: "period",
                  title: say(words.period),
                  isHead: true,
                  value: (link) => link.first,
                  cell: (link) => period(link.first, link.last),
                },
                {
                  key: "address",
                  title: say(words.address),
                  value: addressOf,
                  cell: (link) =>
                    link.revoked ? (
                      "–"
                    ) : (
                      <Group gap="xs">
                        <TextInput
                          readOnly
                          size="xs"
                          style={{ flex: "1 1 160px", maxWidth: 260 }}
                          aria-label={say(words.what, { period: period(link.first, link.last) })}
                          value={addressOf(link)}
                          onFocus={(event) => event.currentTarget.select()}
                        />
                        <CopyText
                          text={addressOf(link)}
                          label={say(words.what, { period: period(link.first, link.last) })}
                        />
                        <Anchor href={link.path} target="_blank" rel="noreferrer">
                          {say(words.open)}
                        </Anchor>
                      </Group>
                    ),
                },
                {
                  key: "made",
                  title: say(words.made),
                  value: (link) => link.created_at,
                  cell: (link) => `${actor(link.created_by)}, ${moment(link.created_at)}`,
                },
                {
                  key: "state",
                  title: say(words.state),
                  value: (link) => Number(link.revoked),
                  cell: (link) => (
                    <Badge tone={link.revoked ? "draft" : "positive"}>
                      {say(link.revoked ? words.withdrawn : words.works)}
                    </Badge>
                  ),
                },
                {
                  key: "do",
                  title: "",
                  value: () => null,
                  cell: (link) =>
                    !link.revoked && (
                      <Button size="xs" variant="default" onClick={() => setAsked(link)}>
                        {say(words.withdraw)}
                      </Button>
                    ),
                },
              ]}
            />
          )}
        </Loaded>
      </Stack>
      <Modal
        opened={asked !== null}
        onClose={() => setAsked(null)}
        title={say(words.withdrawTitle)}
        closeButtonProps={{ "aria-label": say(partWords.close) }}
      >
        <Stack>
          <Text>{say(words.withdrawHelp)}</Text>
          {withdraw.error !== null && <ProblemNote error={withdraw.error} />}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={() => setAsked(null)}>
              {say(words.keep)}
            </Button>
            <Button
              color="danger"
              loading={withdraw.isPending}
              onClick={() => asked !== null && withdraw.mutate(asked)}
            >
              {say(words.withdraw)}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </Paper>
  );
}
