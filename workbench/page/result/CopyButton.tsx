import Check from "@mui/icons-material/Check";
import ContentCopy from "@mui/icons-material/ContentCopy";
import Button from "@mui/material/Button";
import { useEffect, useState } from "react";

/** Milliseconds in which a button says that it copied. */
const SAY_MS = 1500;

/** Copies a text. `label` is the text of the button, such as `Copy JSON`. */
export function CopyButton({ label, text }: { label: string; text(): string }) {
  const [said, setSaid] = useState<string>();
  useEffect(() => {
    if (said === undefined) return;
    const timer = setTimeout(() => setSaid(undefined), SAY_MS);
    return () => clearTimeout(timer);
  }, [said]);
  const copy = () =>
    navigator.clipboard.writeText(text()).then(
      () => setSaid("Copied"),
      () => setSaid("Not allowed by the browser"),
    );
  return (
    <Button
      size="small"
      color="inherit"
      startIcon={said === "Copied" ? <Check /> : <ContentCopy />}
      onClick={copy}
      sx={{ flexShrink: 0, whiteSpace: "nowrap" }}
    >
      <span aria-live="polite">{said ?? label}</span>
    </Button>
  );
}
