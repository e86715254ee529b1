import { Button } from "@mantine/core";
import { IconMapOff } from "@tabler/icons-react";
import { Link, useLocation } from "react-router";
import { useLanguage } from "@/language/useLanguage";
import { PageHead } from "@/parts/PageHead";
import { Empty } from "@/parts/States";
import { words } from "./shell/words";

/** An address that leads nowhere. */
export function NotFound() {
  const { say } = useLanguage();
  const { pathname } = useLocation();
  return (
    <>
      <PageHead title={say(words.notFound)} />
      <Empty
        icon={IconMapOff}
        title={say(words.notFound)}
        action={
          <Button component={Link} to="/beranda" variant="default">
            {say(words.home)}
          </Button>
        }
      >
        {say(words.notFoundHelp, { path: pathname })}
      </Empty>
    </>
  );
}
