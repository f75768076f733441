import UploadFile from "@mui/icons-material/UploadFile";
import Alert from "@mui/material/Alert";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { useLocation } from "wouter";
import { useWorkbench } from "../api/WorkbenchProvider";
import { flowAddress } from "../shell/address";
import { flowMemory } from "./flowMemory";

/** Opens a flow file that is chosen, or dropped anywhere on the page. An export cannot check one. */
export function OpenFile() {
  const { isReadOnly } = useWorkbench();
  return isReadOnly ? null : <FileChooser />;
}

function FileChooser() {
  const { client } = useWorkbench();
  const [, navigate] = useLocation();
  const [error, setError] = useState<string>();
  const [isOver, setOver] = useState(false);
  const chooser = useRef<HTMLInputElement>(null);

  const open = (file: File | undefined) => {
    if (!file) return;
    setError(undefined);
    flowMemory.open(client, file).then(
      (name) => navigate(flowAddress(name)),
      ({ message }: Error) => setError(`${file.name}: ${message}`),
    );
  };
  const onDrag = useEffectEvent((event: DragEvent) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    setOver(event.type === "dragover");
    if (event.type === "drop") open(event.dataTransfer.files[0]);
  });
  useEffect(() => {
    const kinds = ["dragover", "dragleave", "drop"] as const;
    const listener = (event: DragEvent) => onDrag(event);
    for (const kind of kinds) window.addEventListener(kind, listener);
    return () => {
      for (const kind of kinds) window.removeEventListener(kind, listener);
    };
  }, []);

  return (
    <>
      <Button
        variant="outlined"
        startIcon={<UploadFile />}
        onClick={() => chooser.current?.click()}
        sx={{ alignSelf: "flex-start", flexShrink: 0 }}
      >
        Open a file
      </Button>
      <input
        ref={chooser}
        type="file"
        accept=".yml,.yaml"
        aria-label="Flow file"
        hidden
        onChange={({ target }) => {
          open(target.files?.[0]);
          target.value = "";
        }}
      />
      {error && <Alert severity="error">{error}</Alert>}
      {isOver && (
        <Box
          aria-hidden
          sx={{
            position: "fixed",
            inset: 0,
            zIndex: "modal",
            pointerEvents: "none",
            border: "4px dashed",
            borderColor: "primary.main",
          }}
        />
      )}
    </>
  );
}
