import Stack from "@mui/material/Stack";
import TextField from "@mui/material/TextField";
import Typography from "@mui/material/Typography";
import { MONOSPACE } from "../shell/theme";
import { type RequestText, readHeaders } from "./requestText";

const CODE = { fontFamily: MONOSPACE, fontSize: "0.8125rem" } as const;

interface RequestFieldsProps {
  request: RequestText;
  onChange(request: RequestText): void;
}

/** The request that a webhook trigger receives. */
export function RequestFields({ request, onChange }: RequestFieldsProps) {
  const { problem } = readHeaders(request.headers);
  return (
    <Stack spacing={2}>
      <Typography variant="h2">Request to the trigger</Typography>
      <TextField
        id="request-headers"
        label="Headers"
        multiline
        minRows={2}
        maxRows={8}
        value={request.headers}
        error={problem !== undefined}
        helperText={problem ?? "A line for each header, such as X-Name: value."}
        onChange={({ target }) => onChange({ ...request, headers: target.value })}
        slotProps={{ htmlInput: { spellCheck: false }, input: { sx: CODE } }}
      />
      <TextField
        label="Body"
        multiline
        minRows={4}
        maxRows={18}
        value={request.body}
        onChange={({ target }) => onChange({ ...request, body: target.value })}
        slotProps={{ htmlInput: { spellCheck: false }, input: { sx: CODE } }}
      />
    </Stack>
  );
}
