import { ActionIcon } from "@mantine/core";
import { useDisclosure, useHotkeys } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { lazy, Suspense, useState } from "react";
import { useLanguage } from "@/language/useLanguage";
import { words } from "./words";

const SearchDialog = lazy(() => import("./SearchDialog"));

/** Villages, schools, visits and pages by name or code; key "/" opens it from anywhere. */
export function Search() {
  const { say } = useLanguage();
  const [isWanted, setWanted] = useState(false);
  const [isOpen, { open, close }] = useDisclosure(false, { onOpen: () => setWanted(true) });
  useHotkeys([["/", open]]);
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
      {isWanted && (
        <Suspense>
          <SearchDialog isOpen={isOpen} close={close} />
        </Suspense>
      )}
    </>
  );
}
