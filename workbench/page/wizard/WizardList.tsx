import Link from "@mui/material/Link";
import Stack from "@mui/material/Stack";
import Typography from "@mui/material/Typography";
import { Link as RouteLink } from "wouter";
import type { ConfigurationSummary } from "../../packageProtocol";
import { useResource } from "../api/useResource";
import { useWorkbench } from "../api/WorkbenchProvider";
import { configureAddress } from "../shell/address";
import { PageSkeleton } from "../shell/Loading";
import { PageHeading } from "../shell/PageHeading";

/** The integrations that a customer can configure. */
export function WizardList() {
  const { component } = useWorkbench();
  const { data, error } = useResource<ConfigurationSummary[]>("configurations");
  if (!data && error === undefined) return <PageSkeleton />;
  return (
    <Stack spacing={2} sx={{ maxWidth: 760 }}>
      <PageHeading title="Configuration" of={`${component.label} workbench`} />
      <Typography>The pages that a customer gets to configure an integration.</Typography>
      {error !== undefined && <Typography color="error">{error}</Typography>}
      {data?.length === 0 && <Typography>The package has no integrations in flows.</Typography>}
      <Stack component="ul" spacing={1.5} sx={{ listStyle: "none", p: 0, m: 0 }}>
        {data?.map(({ name, label, description }) => (
          <li key={name}>
            <Link component={RouteLink} href={configureAddress(name)}>
              {label}
            </Link>
            <Typography variant="body2" color="text.secondary">
              {description}
            </Typography>
          </li>
        ))}
      </Stack>
    </Stack>
  );
}
