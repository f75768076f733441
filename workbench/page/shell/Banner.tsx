import Alert from "@mui/material/Alert";
import { useWorkbench } from "../api/WorkbenchProvider";

/** Tells that the workbench has ended, or that the component on screen is not the last build. */
export function Banner() {
  const { link, buildError } = useWorkbench();
  const sx = { borderRadius: 0, overflowWrap: "anywhere", whiteSpace: "pre-wrap" };
  return (
    <>
      {link === "lost" && (
        <Alert severity="error" sx={sx}>
          The workbench is not running. Start it again with <code>npm run workbench</code>. What you
          entered stays on this page.
        </Alert>
      )}
      {link === "closed" && (
        <Alert severity="error" sx={sx}>
          The workbench was started again. Open the URL that it printed in a new tab, and this page
          continues. What you entered stays on it.
        </Alert>
      )}
      {link === "open" && buildError !== undefined && (
        <Alert severity="warning" sx={sx}>
          {`The last build cannot be loaded, so the one before it is shown.\n${buildError}`}
        </Alert>
      )}
    </>
  );
}
