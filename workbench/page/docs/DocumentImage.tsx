import Box from "@mui/material/Box";
import { useEffect, useState } from "react";
import { useWorkbench } from "../api/WorkbenchProvider";

const FOLDER = "docs/images/";

/** An image of the documents. It is read with the token of the workbench, which an address cannot carry. */
export function DocumentImage({ path, label }: { path: string; label: string }) {
  const { client } = useWorkbench();
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    if (!path.startsWith(FOLDER)) return;
    let isShown = true;
    client.getImage(`docs/images/${encodeURIComponent(path.slice(FOLDER.length))}`).then(
      (image) => isShown && setUrl(image),
      () => undefined,
    );
    return () => {
      isShown = false;
    };
  }, [client, path]);
  if (url === undefined) return <em>{label}</em>;
  return (
    <Box
      component="img"
      src={url}
      alt={label}
      sx={{ maxWidth: "100%", border: 1, borderColor: "divider", borderRadius: 1 }}
    />
  );
}
