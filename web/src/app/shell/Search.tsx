import { ActionIcon } from "@mantine/core";
import { useDisclosure, useHotkeys } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { useCallback, useEffect, useState } from "react";
import { missed } from "@/api/reach";
import { useLanguage } from "@/language/useLanguage";
import { whenIdle } from "./whenIdle";
import { words } from "./words";

const load = () => import("./SearchDialog");
type Dialog = Awaited<ReturnType<typeof load>>["default"];

/** Villages, schools, visits and pages by name or code; key "/" opens it from anywhere. */
export function Search() {
  const { say } = useLanguage();
  const [isWanted, setWanted] = useState(false);
  const [SearchDialog, setDialog] = useState<Dialog | null>(null);
  const bring = useCallback(async (): Promise<void> => {
    const found = await load();
    setDialog(() => found.default);
  }, []);
  const [isOpen, { open, close }] = useDisclosure(false, {
    onOpen: () => {
      setWanted(true);
      // Without the server there is no dialog yet: the page says that it is lost, and the next try asks again.
      bring().catch(() => {
        missed();
        close();
      });
    },
  });
  useHotkeys([["/", open]]);
  // Once nothing else is to be done: it must open without the server as well.
  useEffect(() => whenIdle(() => void bring().catch(missed)), [bring]);
  return (
    <>
      <ActionIcon
        variant="subtle"
        size={36}
        onClick={open}
        aria-label={say(words.search)}
        title={say(words.searchHint)}
      >
        <IconSearch size={20} aria-hidden />
      </ActionIcon>
      {isWanted && SearchDialog !== null && <SearchDialog isOpen={isOpen} close={close} />}
    </>
  );
}
