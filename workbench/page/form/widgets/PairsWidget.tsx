import OutlinedInput from "@mui/material/OutlinedInput";
import { type KeyValue, toPairs } from "../values";
import { Rows } from "./Rows";
import { hintOf, type WidgetProps } from "./widget";

const EMPTY: KeyValue = { key: "", value: "" };

/** The names of the fields of a row. */
const COLUMNS = [
  ["key", "Key"],
  ["value", "Value"],
] as const;

/** Divides an example such as `trackVersion: true` into key and value. */
const dividedHint = (hint = ""): KeyValue => {
  const [, key = "", value = ""] = /^([^:]+): (.*)$/s.exec(hint) ?? [];
  return { key, value };
};

/** A list of keys and values. */
export function PairsWidget(props: WidgetProps) {
  const { input, value, onSet, isInvalid } = props;
  const hint = dividedHint(hintOf(input));
  return (
    <Rows
      {...props}
      rows={toPairs(value)}
      empty={EMPTY}
      onRows={onSet}
      render={(row, name, change) =>
        COLUMNS.map(([column, title]) => (
          <OutlinedInput
            key={column}
            value={row[column]}
            onChange={({ target }) => change({ ...row, [column]: target.value })}
            placeholder={hint[column] || title}
            error={isInvalid}
            autoComplete="off"
            fullWidth
            size="small"
            inputProps={{ "aria-label": `${name} ${title.toLowerCase()}`, spellCheck: false }}
          />
        ))
      }
    />
  );
}
