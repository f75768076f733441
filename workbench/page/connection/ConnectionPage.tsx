import CircularProgress from "@mui/material/CircularProgress";
import { lazy, Suspense } from "react";

const Workspaces = lazy(async () => ({ default: (await import("./Workspaces")).Workspaces }));

/** The workspace that steps run in: the simulated one, or one of the user's own. Loaded when it is opened. */
export function ConnectionPage() {
  return (
    <Suspense fallback={<CircularProgress aria-label="Loading the page" />}>
      <Workspaces />
    </Suspense>
  );
}
