import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Stack from "@mui/material/Stack";
import Table from "@mui/material/Table";
import TableBody from "@mui/material/TableBody";
import TableCell from "@mui/material/TableCell";
import TableHead from "@mui/material/TableHead";
import TableRow from "@mui/material/TableRow";
import TextField from "@mui/material/TextField";
import Typography from "@mui/material/Typography";
import { useState } from "react";
import { filterChoices, MOST_SHOWN } from "../form/choices";
import { MONOSPACE } from "../shell/theme";
import type { ListedChoice } from "./choiceList";
import { formatCount } from "./format";

/** The choices of a data source, with a filter. */
export function Choices({ choices }: { choices: readonly ListedChoice[] }) {
  const [typed, setTyped] = useState("");
  const [most, setMost] = useState(MOST_SHOWN);
  if (choices.length === 0) return <Typography>The data source has no choice.</Typography>;
  const { shown, hidden } = filterChoices(choices, typed, most);
  return (
    <Stack spacing={1}>
      <Stack direction="row" spacing={2} sx={{ alignItems: "center" }}>
        <TextField
          size="small"
          label="Filter"
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
        />
        <Typography variant="body2" color="text.secondary" role="status">
          {typed.trim() === ""
            ? formatCount(choices.length, "choice")
            : `${shown.length + hidden} of ${formatCount(choices.length, "choice")}`}
        </Typography>
      </Stack>
      <Box sx={{ overflowX: "auto" }}>
        <Table size="small" aria-label="Choices">
          <TableHead>
            <TableRow>
              <TableCell>Label</TableCell>
              <TableCell>Key</TableCell>
            </TableRow>
          </TableHead>
          <TableBody>
            {shown.map(({ id, label, value }) => (
              <TableRow key={id}>
                <TableCell sx={{ overflowWrap: "anywhere" }}>{label}</TableCell>
                <TableCell sx={{ fontFamily: MONOSPACE, overflowWrap: "anywhere" }}>
                  {value}
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </Box>
      {hidden > 0 && <Button onClick={() => setMost(most + MOST_SHOWN)}>Show more choices</Button>}
    </Stack>
  );
}
