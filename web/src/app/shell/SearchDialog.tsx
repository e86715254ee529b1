import { Combobox, Modal, Text, TextInput, useCombobox } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useLayoutEffect, useMemo, useState } from "react";
import { useNavigate } from "react-router";
import { everything } from "@/api/everything";
import { listLeftOut, listVisits, type LeftOut, type VisitTold } from "@/api/generated";
import { useLanguage, type Language } from "@/language/useLanguage";
import { useChosenPlan } from "../chosenPlan";
import { ENTRIES } from "../navigation";
import { useRights } from "../session";
import { words as parts } from "@/parts/words";
import styles from "./shell.module.css";
import { words } from "./words";

interface Hit {
  key: string;
  kind: string;
  name: string;
  detail: string;
  to: string;
}

const MOST = 12;

function hitsOf(
  language: Language,
  visits: readonly VisitTold[],
  leftOut: readonly LeftOut[],
  may: (entry: (typeof ENTRIES)[number]) => boolean,
): Hit[] {
  const { say, day, time } = language;
  const pages = ENTRIES.filter(may).map((entry) => ({
    key: entry.path,
    kind: say(words.page),
    name: say(entry.name),
    detail: "",
    to: entry.path,
  }));
  // A village is found by the visit that serves it, its own or its hub's, else by why it is left out.
  const served = visits.flatMap((visit) =>
    visit.people.map((origin) => ({
      key: `${visit.id} ${origin.site}`,
      kind: say(words.visit),
      name: origin.name,
      detail: `${visit.name}, ${visit.subdistrict} · ${day(visit.day)} ${time(visit.start)} · ${origin.site}`,
      to: `/jadwal?kunjungan=${encodeURIComponent(visit.id)}`,
    })),
  );
  const missed = leftOut.map((item) => ({
    key: `x ${item.site}`,
    kind: say(words.leftOut),
    name: item.name,
    detail: `${item.subdistrict} · ${item.site}`,
    to: `/belum-terlayani/${encodeURIComponent(item.site)}`,
  }));
  return [...pages, ...served, ...missed];
}

interface Props {
  isOpen: boolean;
  close: () => void;
}

/** What is searched for, and what was found. */
export default function SearchDialog({ isOpen, close }: Props) {
  const language = useLanguage();
  const { say } = language;
  const { plan } = useChosenPlan();
  const { may } = useRights();
  const navigate = useNavigate();
  const [text, setText] = useState("");
  const combobox = useCombobox({ opened: isOpen });
  const path = { id: plan?.id ?? "" };
  const isWanted = isOpen && plan !== undefined;
  const visits = useQuery({
    ...everything<VisitTold, { path: { id: string } }>("listVisits", listVisits, { path }),
    enabled: isWanted,
  });
  const leftOut = useQuery({
    ...everything<LeftOut, { path: { id: string } }>("listLeftOut", listLeftOut, { path }),
    enabled: isWanted && may("plans:read"),
  });
  const hits = useMemo(
    () => hitsOf(language, visits.data ?? [], leftOut.data ?? [], (entry) => may(...entry.may)),
    [language, visits.data, leftOut.data, may],
  );
  const needle = text.trim().toLocaleLowerCase(language.code);
  const found = (
    needle === ""
      ? hits
      : hits.filter((hit) => `${hit.name} ${hit.detail}`.toLocaleLowerCase(language.code).includes(needle))
  ).slice(0, MOST);
  const first = found[0]?.key;
  // Enter takes the best hit, also where it came after the typing: from the moment that it is seen.
  useLayoutEffect(() => {
    if (first !== undefined) combobox.selectFirstOption();
    // oxlint-disable-next-line react/exhaustive-deps
  }, [first, isOpen]);
  const go = (key: string): void => {
    const hit = hits.find((item) => item.key === key);
    if (hit === undefined) return;
    close();
    setText("");
    void navigate(hit.to);
  };
  return (
    <Modal
      opened={isOpen}
      onClose={close}
      title={say(words.search)}
      size="lg"
      yOffset={64}
      closeButtonProps={{ "aria-label": say(parts.close) }}
    >
      <Combobox store={combobox} onOptionSubmit={go} withinPortal={false}>
        <Combobox.EventsTarget withExpandedAttribute>
          <TextInput
            data-autofocus
            aria-label={say(words.search)}
            placeholder={say(words.searchHint)}
            value={text}
            onChange={(event) => {
              setText(event.currentTarget.value);
            }}
            // The list below is always open: Escape is for the dialog.
            onKeyDown={(event) => {
              if (event.key === "Escape") close();
            }}
          />
        </Combobox.EventsTarget>
        <Text size="xs" c="var(--muted)" mt="xs" role="status">
          {found.length === 0 ? say(words.searchEmpty, { text }) : say(words.searchFound, { n: found.length })}
        </Text>
        <Combobox.Options aria-label={say(words.searchHint)} mt="xs" mah={400} style={{ overflowY: "auto" }}>
          {found.map((hit) => (
            <Combobox.Option key={hit.key} value={hit.key}>
              <Text fw={500}>{hit.name}</Text>
              <Text size="xs" className={styles.hit}>
                {[hit.kind, hit.detail].filter(Boolean).join(" · ")}
              </Text>
            </Combobox.Option>
          ))}
        </Combobox.Options>
      </Combobox>
    </Modal>
  );
}
