import Alert from "@mui/material/Alert";
import Box from "@mui/material/Box";
import Skeleton from "@mui/material/Skeleton";
import Stack from "@mui/material/Stack";
import Typography from "@mui/material/Typography";
import type { ReactNode } from "react";
import type { Link } from "../api/WorkbenchProvider";
import { Frame } from "./Frame";
import { PageHeading } from "./PageHeading";

const LINES = Array.from({ length: 14 }, (_, at) => ({ id: at, width: 130 + ((at * 53) % 110) }));

const SKELETON_LIST = (
  <Stack spacing={1.5} sx={{ p: 2 }} aria-hidden>
    {LINES.map(({ id, width }) => (
      <Skeleton key={id} variant="rounded" height={18} width={width} />
    ))}
  </Stack>
);

/** The place of a page that is loading. */
export function PageSkeleton() {
  return (
    <Stack spacing={2} sx={{ maxWidth: 640 }}>
      <Box role="status" sx={{ position: "absolute", left: -9999 }}>
        Loading
      </Box>
      <Skeleton variant="rounded" height={30} width={240} />
      <Skeleton variant="rounded" height={18} />
      {[0, 1, 2, 3].map((line) => (
        <Skeleton key={line} variant="rounded" height={52} />
      ))}
    </Stack>
  );
}

/** A page with only a message. */
function Message({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Stack spacing={2} sx={{ maxWidth: 640, mx: "auto", mt: { xs: 2, sm: 8 } }}>
      <PageHeading title={title} of="Workbench" />
      {children}
    </Stack>
  );
}

const COMMAND = (
  <Typography>
    Run <code>npm run workbench</code> in the folder of the component, and open the URL that it
    prints.
  </Typography>
);

function whatIsWrong(link: Link, error: string | undefined): ReactNode {
  if (link === "closed") {
    return (
      <Message title="Open the URL of the workbench">
        <Typography>Open the URL that the workbench printed at its start.</Typography>
        <Typography>
          Only the whole URL has the token of the workbench. A URL of an earlier start does not
          work.
        </Typography>
      </Message>
    );
  }
  if (error !== undefined) {
    return (
      <Message title="The component cannot be loaded">
        <Alert severity="error" sx={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
          {error}
        </Alert>
        <Typography>Build it again: this page then continues by itself.</Typography>
      </Message>
    );
  }
  if (link === "lost") {
    return (
      <Message title="The workbench is not running">
        {COMMAND}
        <Typography>This page continues by itself if it starts with the same URL.</Typography>
      </Message>
    );
  }
  return undefined;
}

/** Shown until the component is loaded, and if it cannot be. */
export function Loading({ link, error }: { link: Link; error: string | undefined }) {
  const wrong = whatIsWrong(link, error);
  return (
    <Frame
      header={
        <Typography component="div" variant="h2">
          Workbench
        </Typography>
      }
      navigation={wrong ? undefined : SKELETON_LIST}
    >
      {wrong ?? <PageSkeleton />}
    </Frame>
  );
}
