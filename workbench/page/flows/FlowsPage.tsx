import Alert from "@mui/material/Alert";
import Box from "@mui/material/Box";
import Chip from "@mui/material/Chip";
import Link from "@mui/material/Link";
import Stack from "@mui/material/Stack";
import Typography from "@mui/material/Typography";
import { useEffect, useState } from "react";
import { Link as PageLink } from "wouter";
import type { FlowSummary } from "../../protocol";
import { useWorkbench } from "../api/WorkbenchProvider";
import { formatCount } from "../result/format";
import { flowAddress } from "../shell/address";
import { PageSkeleton } from "../shell/Loading";
import { PageHeading } from "../shell/PageHeading";
import { OpenFile } from "./OpenFile";

function Flow({ flow: { name, title, description, steps, problems } }: { flow: FlowSummary }) {
  return (
    <Box component="li" sx={{ py: 1.5, borderBottom: 1, borderColor: "divider" }}>
      <Stack direction="row" sx={{ flexWrap: "wrap", alignItems: "center", columnGap: 1.5 }}>
        <Link component={PageLink} href={flowAddress(name)} sx={{ fontWeight: 500 }}>
          {title || name}
        </Link>
        <Box component="span" sx={{ fontSize: "0.875rem", color: "text.secondary" }}>
          {formatCount(steps, "step")}
        </Box>
        {problems > 0 && (
          <Chip size="small" color="error" label={formatCount(problems, "problem")} />
        )}
      </Stack>
      {description && (
        <Typography variant="body2" sx={{ maxWidth: "90ch" }}>
          {description}
        </Typography>
      )}
    </Box>
  );
}

/** The flows of the package. A file can be opened beside them. */
export function FlowsPage() {
  const { client, component, isReadOnly } = useWorkbench();
  const [flows, setFlows] = useState<FlowSummary[]>();
  const [error, setError] = useState<string>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a build of the component may change what the check finds
  useEffect(() => {
    let isLeft = false;
    client.get<FlowSummary[]>("flows").then(
      (loaded) => !isLeft && setFlows(loaded),
      ({ message }: Error) => !isLeft && setError(message),
    );
    return () => {
      isLeft = true;
    };
  }, [client, component]);
  return (
    <Stack spacing={2} sx={{ maxWidth: 1000 }}>
      <PageHeading title="Flows" of={`${component.label} workbench`} />
      <Typography>
        {isReadOnly
          ? "Open a flow to see its steps, its problems and its YAML."
          : "Open a flow to see its steps, to check it, and to run it in the simulated workspace. A YAML file can be dropped on this page."}
      </Typography>
      <OpenFile />
      {error && <Alert severity="error">{error}</Alert>}
      {!flows && !error && <PageSkeleton />}
      {flows?.length === 0 && <Typography>The package of the component has no flows.</Typography>}
      {flows && flows.length > 0 && (
        <Box component="ul" aria-label="Flows" sx={{ listStyle: "none", m: 0, p: 0 }}>
          {flows.map((flow) => (
            <Flow key={flow.name} flow={flow} />
          ))}
        </Box>
      )}
    </Stack>
  );
}
