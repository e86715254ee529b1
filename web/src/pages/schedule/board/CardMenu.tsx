import { Menu } from "@mantine/core";
import { useWindowEvent } from "@mantine/hooks";
import { IconArrowsMove, IconEye, IconLock, IconLockOpen, IconTrash } from "@tabler/icons-react";
import type { Ref } from "react";
import type { VisitTold } from "@/api/generated";
import { useLanguage } from "@/language/useLanguage";
import { words } from "../words";

export interface MenuAt {
  visit: VisitTold;
  x: number;
  y: number;
}

interface Props {
  at: MenuAt | null;
  onClose: () => void;
  onOpen: (visit: VisitTold) => void;
  onMove: (visit: VisitTold) => void;
  onLock: (visit: VisitTold) => void;
  onUnlock: (visit: VisitTold) => void;
  onRemove: (visit: VisitTold) => void;
}

/** Where the menu opens: a place, not a control, so nothing of what a menu says of its button is said of it. */
const Spot = ({ ref, x, y }: { ref?: Ref<HTMLSpanElement>; x: number; y: number }) => (
  <span ref={ref} style={{ position: "fixed", left: x, top: y, width: 1, height: 1 }} />
);

/** All that can be done with a visit: the way for one pointer, a switch and a voice. */
export function CardMenu({ at, onClose, onOpen, onMove, onLock, onUnlock, onRemove }: Props) {
  const { say } = useLanguage();
  // The menu takes the keys only once the focus has moved into it; a quick Escape comes here.
  useWindowEvent("keydown", ({ key }) => {
    if (key === "Escape" && at !== null) onClose();
  });
  if (at === null) return null;
  const { visit } = at;
  return (
    <Menu
      opened
      onClose={onClose}
      position="bottom-start"
      shadow="md"
      withinPortal
      trapFocus
      returnFocus
      withInitialFocusPlaceholder={false}
    >
      <Menu.Target>
        <Spot x={at.x} y={at.y} />
      </Menu.Target>
      <Menu.Dropdown aria-label={say(words.more, { name: visit.name })}>
        <Menu.Label>{visit.name}</Menu.Label>
        <Menu.Item leftSection={<IconEye size={16} aria-hidden />} onClick={() => onOpen(visit)}>
          {say(words.open)}
        </Menu.Item>
        <Menu.Item leftSection={<IconArrowsMove size={16} aria-hidden />} onClick={() => onMove(visit)}>
          {say(words.moveTo)}
        </Menu.Item>
        <Menu.Item leftSection={<IconLock size={16} aria-hidden />} onClick={() => onLock(visit)}>
          {say(words.lock)}
        </Menu.Item>
        {visit.pinned && (
          <Menu.Item leftSection={<IconLockOpen size={16} aria-hidden />} onClick={() => onUnlock(visit)}>
            {say(words.unlock)}
          </Menu.Item>
        )}
        <Menu.Item leftSection={<IconTrash size={16} aria-hidden />} onClick={() => onRemove(visit)}>
          {say(words.remove)}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
