import OpenInNew from "@mui/icons-material/OpenInNew";
import Box from "@mui/material/Box";
import Chip from "@mui/material/Chip";
import Link from "@mui/material/Link";
import Stack from "@mui/material/Stack";
import Typography from "@mui/material/Typography";
import { Link as RouteLink } from "wouter";
import type { StepDescription } from "../../protocol";
import { useWorkbench } from "../api/WorkbenchProvider";
import { CopyButton } from "../result/CopyButton";
import { KIND_NAMES } from "../shell/grouping";
import { PageHeading } from "../shell/PageHeading";
import { MONOSPACE } from "../shell/theme";

function kindOf({ kind, isPolling, dataSourceType }: StepDescription): string {
  if (kind === "trigger" && isPolling) return "Polling trigger";
  return kind === "dataSource" && dataSourceType
    ? `${KIND_NAMES.dataSource}: ${dataSourceType}`
    : KIND_NAMES[kind];
}

/** The host that a link leads to. */
const hostOf = (url: string): string => new URL(url).host;

/** A link to a page of another host, which opens in a tab of its own. */
function ExternalLink({ label, url }: { label: string; url: string }) {
  return (
    <Link
      href={url}
      target="_blank"
      rel="noopener noreferrer"
      title={`Opens ${hostOf(url)} in a new tab`}
      sx={{ display: "inline-flex", alignItems: "center", columnGap: 0.5 }}
    >
      {label}
      <OpenInNew aria-hidden sx={{ fontSize: "1rem" }} />
    </Link>
  );
}

/** The title of a step with its description, kind, key and route. */
export function StepHeader({ step }: { step: StepDescription }) {
  const { component } = useWorkbench();
  return (
    <Stack spacing={1}>
      <PageHeading title={step.label} of={`${component.label} workbench`} />
      <Typography sx={{ maxWidth: 760, whiteSpace: "pre-line" }}>{step.description}</Typography>
      <Stack
        direction="row"
        sx={{ flexWrap: "wrap", alignItems: "center", rowGap: 0.5, columnGap: 1.5 }}
      >
        <Chip size="small" variant="outlined" label={kindOf(step)} />
        {step.kind === "action" && (
          <Chip
            size="small"
            variant="outlined"
            color={step.changes ? "warning" : "default"}
            sx={{ color: "text.primary" }}
            label={step.changes ? "Changes the workspace" : "Only reads"}
          />
        )}
        {step.feature && (
          <Chip size="small" variant="outlined" label={`Needs the feature ${step.feature}`} />
        )}
        {step.route && (
          <Box
            component="code"
            sx={{ fontFamily: MONOSPACE, fontSize: "0.8125rem", overflowWrap: "anywhere" }}
          >
            {step.route}
          </Box>
        )}
        {step.reference && (
          <Link component={RouteLink} href={step.reference}>
            Reference
          </Link>
        )}
        {step.documentation && <ExternalLink {...step.documentation} />}
        <Stack direction="row" sx={{ alignItems: "center", columnGap: 0.5, minWidth: 0 }}>
          <Box
            component="code"
            sx={{
              fontFamily: MONOSPACE,
              fontSize: "0.8125rem",
              minWidth: 0,
              overflowWrap: "anywhere",
            }}
          >
            {step.key}
          </Box>
          <CopyButton label="Copy key" text={() => step.key} />
        </Stack>
      </Stack>
    </Stack>
  );
}
