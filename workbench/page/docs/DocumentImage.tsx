import Box from "@mui/material/Box";
import { useEffect, useState } from "react";
import { imagePath } from "../../apiPaths";
import { useWorkbench } from "../api/WorkbenchProvider";

/** An image of the documents. It is read by the client: an address cannot carry the token of the workbench. */
export function DocumentImage({ path, label }: { path: string; label: string }) {
  const { client } = useWorkbench();
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    const from = imagePath(path);
    if (from === undefined) return;
    let isShown = true;
    client.getImage(from).then(
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
