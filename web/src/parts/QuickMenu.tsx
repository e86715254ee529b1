import { Menu, type MenuProps } from "@mantine/core";
import { useDisclosure, useWindowEvent } from "@mantine/hooks";

/** A menu that Escape closes from the first moment on: a menu by itself takes keys only once the focus has moved into it. */
export function QuickMenu({ children, ...rest }: MenuProps) {
  const [isOpen, { open, close }] = useDisclosure(false);
  useWindowEvent("keydown", ({ key }) => {
    if (key === "Escape") close();
  });
  return (
    <Menu
      shadow="md"
      withInitialFocusPlaceholder={false}
      {...rest}
      opened={isOpen}
      onChange={(next) => (next ? open() : close())}
    >
      {children}
    </Menu>
  );
}
