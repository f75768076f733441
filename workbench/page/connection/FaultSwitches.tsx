import Alert from "@mui/material/Alert";
import Box from "@mui/material/Box";
import Stack from "@mui/material/Stack";
import ToggleButton from "@mui/material/ToggleButton";
import ToggleButtonGroup from "@mui/material/ToggleButtonGroup";
import Typography from "@mui/material/Typography";
import { useId } from "react";
import { FAULTS, type FaultScope, type Faults } from "../../protocol";
import { useWorkbench } from "../api/WorkbenchProvider";
import { useTask } from "./useTask";

type Fault = keyof Faults;

const WORDS: Record<Fault, { label: string; shows: string }> = {
  rateLimit: {
    label: "Rate limits",
    shows:
      "The workspace rejects requests as too many: a step waits as long as the response requests.",
  },
  serverError: {
    label: "Server errors",
    shows: "Requests fail in the workspace: a step retries those that are safe to repeat.",
  },
  slow: {
    label: "Slow responses",
    shows: "Responses take seconds: there is time to watch a step, and to stop it.",
  },
  lostResponse: {
    label: "Lost responses",
    shows: "Requests are carried out and the connection is closed: a step must not create twice.",
  },
};

const SCOPES: Record<FaultScope, string> = {
  off: "Off",
  first: "First attempt",
  all: "Every attempt",
};

interface SwitchProps {
  fault: Fault;
  scope: FaultScope;
  onChange(scope: FaultScope): void;
}

function FaultSwitch({ fault, scope, onChange }: SwitchProps) {
  const id = useId();
  const { label, shows } = WORDS[fault];
  return (
    <Box sx={{ display: "flex", flexWrap: "wrap", alignItems: "center", gap: 1 }}>
      <Box sx={{ flex: "1 1 280px" }}>
        <Typography id={`${id}-label`}>{label}</Typography>
        <Typography id={`${id}-shows`} variant="body2" color="text.secondary">
          {shows}
        </Typography>
      </Box>
      <ToggleButtonGroup
        exclusive
        size="small"
        color={scope === "off" ? "standard" : "warning"}
        value={scope}
        onChange={(_, chosen: FaultScope | null) => chosen && onChange(chosen)}
        aria-labelledby={`${id}-label`}
        aria-describedby={`${id}-shows`}
      >
        {Object.entries(SCOPES).map(([value, name]) => (
          <ToggleButton
            key={value}
            value={value}
            sx={{ textTransform: "none", whiteSpace: "nowrap" }}
          >
            {name}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
    </Box>
  );
}

/** Switches the faults that the simulated workspace shows. */
export function FaultSwitches({ faults }: { faults: Faults }) {
  const { client } = useWorkbench();
  const { error, run } = useTask();
  const change = (changed: Partial<Faults>) =>
    run(() => client.send("PUT", "workspaces/simulated/faults", { ...faults, ...changed }));
  return (
    <Stack spacing={2}>
      <div>
        <Typography component="h4" variant="subtitle1">
          Faults
        </Typography>
        <Typography variant="body2" color="text.secondary">
          They apply to the next requests. The first attempt is the first request to each address
          since the fault was switched on.
        </Typography>
      </div>
      {FAULTS.map((fault) => (
        <FaultSwitch
          key={fault}
          fault={fault}
          scope={faults[fault]}
          onChange={(scope) => void change({ [fault]: scope })}
        />
      ))}
      {error !== undefined && <Alert severity="error">{error}</Alert>}
    </Stack>
  );
}
