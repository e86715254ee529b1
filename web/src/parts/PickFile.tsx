import { FileButton } from "@mantine/core";
import { useRef, type ComponentProps, type ReactNode } from "react";

type Button = Parameters<ComponentProps<typeof FileButton>["children"]>[0];

interface Props {
  accept: string;
  onPick: (file: File) => void;
  children: (props: Button) => ReactNode;
}

/** A button that opens the files of the computer; the same file can be picked again after it was put right. */
export function PickFile({ accept, onPick, children }: Props) {
  const forget = useRef<() => void>(null);
  const pick = (file: File | null): void => {
    if (file === null) return;
    onPick(file);
    // A browser tells nothing of a file that it believes is picked already.
    forget.current?.();
  };
  return (
    <FileButton accept={accept} resetRef={forget} onChange={pick}>
      {children}
    </FileButton>
  );
}
