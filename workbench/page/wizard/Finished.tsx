import Alert from "@mui/material/Alert";
import Button from "@mui/material/Button";
import Stack from "@mui/material/Stack";
import Typography from "@mui/material/Typography";
import type { Configuration } from "../../packageProtocol";
import { CodeBlock } from "../result/CodeBlock";
import { CopyButton } from "../result/CopyButton";
import { leavesOutSecrets, toConfigFile, type WizardValues } from "./variables";

function download(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}

interface FinishedProps {
  configuration: Configuration;
  values: WizardValues;
  onBack(): void;
  onRestart(): void;
}

/** The end of the wizard: the values as a file for the command line. */
export function Finished({ configuration, values, onBack, onRestart }: FinishedProps) {
  const text = JSON.stringify(
    toConfigFile(configuration, values, { keepsSecrets: false }),
    undefined,
    2,
  );
  const file = `${configuration.name}.config.json`;
  return (
    <Stack spacing={2}>
      <Alert severity="success">{`${configuration.label} is configured.`}</Alert>
      <Typography>
        With these values, the flow runs on the command line:{" "}
        <code>{`npm run flow -- flows/${configuration.name}.yml --config ${file}`}</code>
      </Typography>
      <Typography color="text.secondary">
        {leavesOutSecrets(configuration, values)
          ? "The fields of connections and the secrets of forms are left out. Enter the secrets in the file before a run."
          : "The fields of connections are left out."}
      </Typography>
      <CodeBlock text={text} label={file} />
      <Stack direction="row" spacing={1} useFlexGap sx={{ flexWrap: "wrap" }}>
        <Button onClick={onBack}>Back</Button>
        <CopyButton label="Copy JSON" text={() => text} />
        <Button variant="outlined" size="small" onClick={() => download(file, `${text}\n`)}>
          Download file
        </Button>
        <Button size="small" onClick={onRestart}>
          Configure again
        </Button>
      </Stack>
    </Stack>
  );
}
