import Alert from "@mui/material/Alert";
import Stack from "@mui/material/Stack";
import Typography from "@mui/material/Typography";
import type { RunOutcome, StepDescription } from "../../protocol";
import { Choices } from "./Choices";
import { readChoices } from "./choiceList";
import { describeOmitted } from "./format";
import { JsonTree } from "./JsonTree";

type Fields = Record<string, unknown>;

/** The notes about results of data sources that are no list of choices. */
const SHOWN_BY_THE_WIZARD: Readonly<Record<string, string>> = {
  jsonForm: "The configuration wizard shows this schema as a form.",
  objectFieldMap: "The configuration wizard shows these fields as a table to map.",
};

function ResultOfTrigger({ result }: { result: Fields }) {
  const { payload, response, ...others } = result;
  return (
    <Stack spacing={2}>
      {others.polledNoChanges === true && (
        <Alert severity="info">The poll found nothing new: the flow does not start.</Alert>
      )}
      <Typography variant="h3">The flow would receive</Typography>
      {payload === undefined ? (
        <Typography>Nothing: the flow does not start.</Typography>
      ) : (
        <JsonTree value={payload} label="Payload" root="results" hasPaths />
      )}
      {response !== undefined && (
        <>
          <Typography variant="h3">Response to the sender</Typography>
          <JsonTree value={response} label="Response" root="response" />
        </>
      )}
      {Object.keys(others).length > 0 && (
        <>
          <Typography variant="h3">Also returned</Typography>
          <JsonTree value={others} label="Also returned" root="result" />
        </>
      )}
    </Stack>
  );
}

function ResultOfDataSource({ step, result }: { step: StepDescription; result: unknown }) {
  const choices = readChoices(result);
  if (choices) return <Choices choices={choices} />;
  const note = SHOWN_BY_THE_WIZARD[step.dataSourceType ?? ""];
  return (
    <Stack spacing={2}>
      {note && <Alert severity="info">{note}</Alert>}
      <JsonTree value={result} label="Result" root="result" />
    </Stack>
  );
}

function Value({ step, result }: { step: StepDescription; result: unknown }) {
  const fields = (typeof result === "object" && result !== null ? result : {}) as Fields;
  if (result === undefined) return <Typography>The step returned nothing.</Typography>;
  if (step.kind === "trigger") return <ResultOfTrigger result={fields} />;
  if (step.kind === "dataSource") return <ResultOfDataSource step={step} result={fields.result} />;
  // A later step reads the returned `data` as `results`.
  return <JsonTree value={fields.data} label="Result" root="results" hasPaths />;
}

/** The result of a run that is done. */
export function Result({ step, outcome }: { step: StepDescription; outcome: RunOutcome }) {
  const [omitted, ...parts] = describeOmitted(outcome);
  const isLeftOut = omitted !== undefined && outcome.result === undefined;
  return (
    <Stack spacing={2}>
      {omitted !== undefined && (
        <Alert severity="warning">
          {omitted}
          {parts.map((part) => (
            <Typography key={part} variant="body2" sx={{ overflowWrap: "anywhere" }}>
              {part}
            </Typography>
          ))}
        </Alert>
      )}
      {!isLeftOut && <Value step={step} result={outcome.result} />}
    </Stack>
  );
}
