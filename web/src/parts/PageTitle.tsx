import { useEffect } from "react";

/** Name of the page in the window's title, which readers hear first. */
export function PageTitle({ title }: { title: string }) {
  useEffect(() => {
    document.title = `${title} – Jemput`;
  }, [title]);
  return null;
}
