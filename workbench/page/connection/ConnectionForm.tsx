import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import MenuItem from "@mui/material/MenuItem";
import Stack from "@mui/material/Stack";
import TextField from "@mui/material/TextField";
import Typography from "@mui/material/Typography";
import { type FormEvent, useState } from "react";
import type { ConnectionDescription, ConnectionValues } from "../../protocol";
import { ConnectionField } from "./ConnectionField";
import { findMissing, readFields } from "./fields";

interface FormProps {
  connections: readonly ConnectionDescription[];
  isBusy: boolean;
  onConnect(values: ConnectionValues): void;
}

/**
 * The form of a connection, as the component declares it. The inputs themselves hold the values, which
 * are read once: no state and no attribute of the page has a copy.
 */
export function ConnectionForm({ connections, isBusy, onConnect }: FormProps) {
  const [key, setKey] = useState(connections[0]?.key);
  const [missing, setMissing] = useState<readonly string[]>([]);
  const connection = connections.find((one) => one.key === key) ?? connections[0];
  if (!connection) return null;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const fields = readFields(new FormData(event.currentTarget), connection.inputs);
    const absent = findMissing(fields, connection.inputs);
    setMissing(absent);
    if (absent.length === 0) onConnect({ key: connection.key, fields });
  };
  return (
    <Stack
      component="form"
      spacing={2}
      autoComplete="off"
      noValidate
      onSubmit={submit}
      aria-label={connection.label}
    >
      {connections.length > 1 && (
        <TextField
          select
          label="Connection"
          value={connection.key}
          onChange={({ target }) => {
            setKey(target.value);
            setMissing([]);
          }}
        >
          {connections.map((one) => (
            <MenuItem key={one.key} value={one.key}>
              {one.label}
            </MenuItem>
          ))}
        </TextField>
      )}
      {connection.comments !== undefined && (
        <Typography variant="body2" color="text.secondary">
          {connection.comments}
        </Typography>
      )}
      {connection.inputs.map((input) => (
        <ConnectionField
          key={`${connection.key} ${input.key}`}
          input={input}
          isMissing={missing.includes(input.key)}
        />
      ))}
      <Box>
        <Button type="submit" variant="contained" loading={isBusy}>
          Connect
        </Button>
      </Box>
    </Stack>
  );
}
