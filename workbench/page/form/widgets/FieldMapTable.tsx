import Alert from "@mui/material/Alert";
import Autocomplete from "@mui/material/Autocomplete";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Stack from "@mui/material/Stack";
import Table from "@mui/material/Table";
import TableBody from "@mui/material/TableBody";
import TableCell from "@mui/material/TableCell";
import TableContainer from "@mui/material/TableContainer";
import TableHead from "@mui/material/TableHead";
import TableRow from "@mui/material/TableRow";
import TextField from "@mui/material/TextField";
import { useCallback, useEffect, useMemo, useState } from "react";
import type { MappedField } from "../../../../platform/config/fieldMap";
import { useWorkbench } from "../../api/WorkbenchProvider";
import { type MapOption, nameOf, readFieldMap, setMapping, toFieldMap } from "../fieldMap";
import { FromWorkspace } from "./FromWorkspace";
import { useDataSource } from "./useDataSource";
import type { WidgetProps } from "./widget";

const NO_OPTIONS: readonly MapOption[] = [];

interface MappingProps {
  row: MappedField;
  options: readonly MapOption[];
  isLoading: boolean;
  onOpen(): void;
  onMap(option: MapOption | undefined): void;
}

/** The property that a field is mapped to. */
function Mapping({ row, options, isLoading, onOpen, onMap }: MappingProps) {
  const { field, mappedField, mappedObject } = row;
  const option = useMemo(
    () => (mappedField ? { object: mappedObject ?? { key: "" }, field: mappedField } : null),
    [mappedField, mappedObject],
  );
  return (
    <Autocomplete
      options={options}
      value={option}
      onChange={(_, next) => onMap(next ?? undefined)}
      onOpen={onOpen}
      groupBy={({ object }) => nameOf(object)}
      getOptionLabel={(one) => nameOf(one.field)}
      getOptionKey={(one) => `${one.object.key} ${one.field.key}`}
      isOptionEqualToValue={(one, other) =>
        one.field.key === other.field.key && one.object.key === other.object.key
      }
      loading={isLoading}
      noOptionsText="No choices"
      size="small"
      renderInput={(params) => (
        <TextField
          {...params}
          placeholder="Not mapped"
          hiddenLabel
          slotProps={{ htmlInput: { ...params.inputProps, "aria-label": nameOf(field) } }}
        />
      )}
    />
  );
}

interface FieldMapTableProps extends WidgetProps {
  /** Loads the fields as soon as the table is on the page, and always has a value. */
  isEager?: boolean;
}

/** A table that maps fields to properties. Unless it is eager, it is empty until the user loads the fields. */
export default function FieldMapTable(props: FieldMapTableProps) {
  const { input, value, onSet, form, id, labelId, helpId, isEager = false } = props;
  const { isReadOnly } = useWorkbench();
  const { loaded, load } = useDataSource(input.dataSource, form, readFieldMap);
  const map = toFieldMap(value);
  const [isWanted, setWanted] = useState(false);
  useEffect(() => {
    if (!isWanted || loaded.isLoading) return;
    setWanted(false);
    if (loaded.data) onSet(loaded.data.initial);
  }, [isWanted, loaded, onSet]);
  // A fresh result is not loaded again, but it is set again.
  const begin = useCallback(() => {
    load();
    setWanted(true);
  }, [load]);
  const isMissing = map === undefined;
  useEffect(() => {
    if (isEager && isMissing) begin();
  }, [isEager, isMissing, begin]);
  if (isReadOnly) return <FromWorkspace what="fields" id={id} />;
  return (
    <Box role="group" aria-labelledby={labelId} aria-describedby={helpId}>
      {map && (
        <TableContainer>
          <Table size="small" aria-labelledby={labelId}>
            <TableHead>
              <TableRow>
                <TableCell>Field</TableCell>
                <TableCell sx={{ width: "60%" }}>Mapped to</TableCell>
              </TableRow>
            </TableHead>
            <TableBody>
              {map.fields.map((row) => (
                <TableRow key={row.field.key}>
                  <TableCell sx={{ overflowWrap: "anywhere" }}>{nameOf(row.field)}</TableCell>
                  <TableCell>
                    <Mapping
                      row={row}
                      options={loaded.data?.options ?? NO_OPTIONS}
                      isLoading={loaded.isLoading}
                      onOpen={load}
                      onMap={(option) => onSet(setMapping(map, row.field.key, option))}
                    />
                  </TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        </TableContainer>
      )}
      {loaded.error !== undefined && (
        <Alert severity="error" sx={{ my: 1, whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
          {loaded.error}
        </Alert>
      )}
      <Stack direction="row" spacing={1}>
        <Button id={id} size="small" onClick={begin} loading={loaded.isLoading}>
          {map ? "Load fields again" : "Load fields"}
        </Button>
        {map && !isEager && (
          <Button size="small" onClick={() => onSet(undefined)}>
            Clear
          </Button>
        )}
      </Stack>
    </Box>
  );
}
