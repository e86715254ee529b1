import { Button } from "@mantine/core";
import { useState } from "react";
import { useLanguage } from "@/language/useLanguage";
import { words } from "./words";

/** Into the clipboard; over plain HTTP, where browsers give no clipboard, by way of a selected field. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = document.createElement("textarea");
    field.value = text;
    document.body.append(field);
    field.select();
    const isDone = document.execCommand("copy");
    field.remove();
    return isDone;
  }
}

/** One press, and the text can be pasted elsewhere. */
export function CopyText({ text, label }: { text: string; label: string }) {
  const { say } = useLanguage();
  const [copied, setCopied] = useState<string | null>(null);
  const isCopied = copied === text;
  return (
    <Button
      size="xs"
      variant="default"
      aria-label={`${say(isCopied ? words.copied : words.copy)}: ${label}`}
      onClick={() => void copyText(text).then((isDone) => setCopied(isDone ? text : null))}
    >
      {say(isCopied ? words.copied : words.copy)}
    </Button>
  );
}
