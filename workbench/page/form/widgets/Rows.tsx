import Add from "@mui/icons-material/Add";
import Delete from "@mui/icons-material/DeleteOutline";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import IconButton from "@mui/material/IconButton";
import Stack from "@mui/material/Stack";
import { type ReactNode, useEffect, useRef } from "react";
import type { WidgetProps } from "./widget";

interface RowsProps<Row> extends Pick<WidgetProps, "input" | "id" | "labelId" | "helpId"> {
  rows: readonly Row[];
  /** The row that Add appends. */
  empty: Row;
  onRows(rows: readonly Row[]): void;
  /** Renders the fields of a row. `name` is the label of the input with the number of the row. */
  render(row: Row, name: string, change: (row: Row) => void): ReactNode;
}

/** Rows that can be added and removed. Enter in a row adds one below it. */
export function Rows<Row>(props: RowsProps<Row>) {
  const { input, rows, empty, onRows, render, id, labelId, helpId } = props;
  const list = useRef<HTMLDivElement>(null);
  /** The row to move the focus to once it is rendered; -1 for the button. */
  const next = useRef<number>(undefined);
  useEffect(() => {
    if (next.current === undefined) return;
    const fields = list.current?.children[next.current]?.querySelector("input");
    (fields ?? document.getElementById(id))?.focus();
    next.current = undefined;
  });
  const insert = (at: number) => {
    next.current = at;
    onRows([...rows.slice(0, at), empty, ...rows.slice(at)]);
  };
  const remove = (at: number) => {
    next.current = Math.min(at, rows.length - 2);
    onRows(rows.filter((_, index) => index !== at));
  };
  return (
    <Box role="group" aria-labelledby={labelId} aria-describedby={helpId}>
      <Stack ref={list} spacing={1}>
        {rows.map((row, at) => {
          const name = `${input.label} ${at + 1}`;
          return (
            <Stack
              // Rows have no identity but their place.
              // biome-ignore lint/suspicious/noArrayIndexKey: their fields are controlled
              key={at}
              direction="row"
              spacing={1}
              sx={{ alignItems: "center" }}
              onKeyDown={(event) => {
                const { key, target, ctrlKey, metaKey } = event;
                if (key !== "Enter" || ctrlKey || metaKey) return;
                if (!(target instanceof HTMLInputElement)) return;
                event.preventDefault();
                insert(at + 1);
              }}
            >
              {render(row, name, (changed) =>
                onRows(rows.map((one, index) => (index === at ? changed : one))),
              )}
              <IconButton aria-label={`Remove ${name}`} onClick={() => remove(at)} size="small">
                <Delete fontSize="small" />
              </IconButton>
            </Stack>
          );
        })}
      </Stack>
      <Button
        id={id}
        startIcon={<Add />}
        onClick={() => insert(rows.length)}
        size="small"
        aria-label={`Add to ${input.label}`}
        sx={{ mt: rows.length > 0 ? 1 : 0 }}
      >
        Add
      </Button>
    </Box>
  );
}
