import Button from "@mui/material/Button";
import Link from "@mui/material/Link";
import Stack from "@mui/material/Stack";
import { Link as RouteLink } from "wouter";
import { configureAddress } from "../shell/address";
import { getConfigValues } from "../wizard/configValues";
import { JsonField } from "./JsonField";

interface ConfigValuesProps {
  /** The file of the integration without `.yml`; undefined for a file that the user opened. */
  integration: string | undefined;
  /** JSON text of the values of config variables by name, as in a `--config` file. */
  value: string;
  onChange(value: string): void;
}

/** The values of the config variables of a flow. Connections are those of the workspace. */
export function ConfigValues({ integration, value, onChange }: ConfigValuesProps) {
  const finished = integration === undefined ? undefined : getConfigValues(integration);
  return (
    <Stack spacing={1.5}>
      {integration !== undefined && (
        <Stack direction="row" spacing={2} sx={{ alignItems: "center", flexWrap: "wrap" }}>
          <Link component={RouteLink} href={configureAddress(integration)}>
            Open the configuration wizard
          </Link>
          {finished && (
            <Button size="small" onClick={() => onChange(JSON.stringify(finished, null, 2))}>
              Use the values of the wizard
            </Button>
          )}
        </Stack>
      )}
      <JsonField
        label="Config variables"
        help="Values by the name of the variable, as in a --config file. A choice can be its label or its key. The connection is that of the simulated workspace."
        value={value}
        onChange={onChange}
      />
    </Stack>
  );
}
