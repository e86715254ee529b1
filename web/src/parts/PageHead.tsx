import { Group, Title } from "@mantine/core";
import { useEffect, useRef, type ReactNode } from "react";
import { useLocation } from "react-router";
import { PageTitle } from "./PageTitle";
import styles from "./parts.module.css";

interface Props {
  title: string;
  /** Beside the title: switches of the view, badges. */
  beside?: ReactNode;
  /** Buttons; at most one of them filled. */
  actions?: ReactNode;
}

/** Name of the page. Focus goes there when the page was reached by a link, so that readers begin at its start. */
export function PageHead({ title, beside, actions }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  const { pathname, key } = useLocation();
  useEffect(() => {
    // The first page that a browser opens keeps the focus where the browser has it.
    if (key !== "default") heading.current?.focus({ preventScroll: true });
    // Only another page moves the focus, not another filter of the same one.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [pathname]);
  return (
    <Group className={styles.head} justify="space-between" gap="sm">
      <PageTitle title={title} />
      <Group gap="md">
        <Title order={1} ref={heading} tabIndex={-1}>
          {title}
        </Title>
        {beside}
      </Group>
      {actions !== undefined && (
        <Group gap="xs" className="not-printed">
          {actions}
        </Group>
      )}
    </Group>
  );
}
