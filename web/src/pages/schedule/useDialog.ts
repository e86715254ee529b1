import { useEffect, useRef, useState } from "react";

/** Which dialog is open. Once it is closed the focus is where it was before, or where `orElse` puts it if that is gone. */
export function useDialog<Dialog>(orElse: () => void): [Dialog | null, (next: Dialog | null) => void] {
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const from = useRef<Element | null>(null);
  const isOpen = dialog !== null;
  useEffect(() => {
    if (isOpen || from.current === null || document.activeElement !== document.body) return;
    if (from.current instanceof HTMLElement && from.current.isConnected) from.current.focus({ preventScroll: true });
    if (document.activeElement === document.body) orElse();
    from.current = null;
    // Only when it is closed.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [isOpen]);
  const show = (next: Dialog | null): void => {
    if (next !== null) from.current = document.activeElement;
    setDialog(next);
  };
  return [dialog, show];
}
