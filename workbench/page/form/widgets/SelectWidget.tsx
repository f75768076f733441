import MenuItem from "@mui/material/MenuItem";
import Select from "@mui/material/Select";
import { toText } from "../values";
import type { WidgetProps } from "./widget";

/** A choice from a fixed list. */
export function SelectWidget(props: WidgetProps) {
  const { input, value, onSet, isInvalid, id, labelId, helpId } = props;
  const { model = [], required } = input;
  const text = toText(value);
  const isKnown = text === "" || model.some((choice) => choice.value === text);
  const offersEmpty = !required && !model.some((choice) => choice.value === "");
  return (
    <Select
      id={id}
      labelId={labelId}
      value={text}
      onChange={({ target }) => onSet(target.value)}
      displayEmpty
      renderValue={(chosen) =>
        model.find((choice) => choice.value === chosen)?.label || chosen || "Not set"
      }
      error={isInvalid}
      required={required}
      fullWidth
      size="small"
      SelectDisplayProps={{ id, "aria-describedby": helpId }}
    >
      {offersEmpty && (
        <MenuItem value="">
          <em>Not set</em>
        </MenuItem>
      )}
      {!isKnown && <MenuItem value={text}>{text}</MenuItem>}
      {model.map((choice) => (
        <MenuItem key={choice.value} value={choice.value} sx={{ whiteSpace: "normal" }}>
          {choice.label}
        </MenuItem>
      ))}
    </Select>
  );
}
