import MenuItem from "@mui/material/MenuItem";
import Select from "@mui/material/Select";
import Typography from "@mui/material/Typography";
import { toText } from "../values";
import type { WidgetProps } from "./widget";

const NOT_SET = (
  <Typography component="span" color="text.secondary">
    Not set
  </Typography>
);

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
        model.find((choice) => choice.value === chosen)?.label || chosen || NOT_SET
      }
      error={isInvalid}
      required={required}
      fullWidth
      size="small"
      SelectDisplayProps={{ id, "aria-describedby": helpId }}
    >
      {offersEmpty && <MenuItem value="">{NOT_SET}</MenuItem>}
      {!isKnown && <MenuItem value={text}>{text}</MenuItem>}
      {model.map((choice) => (
        <MenuItem key={choice.value} value={choice.value} sx={{ whiteSpace: "normal" }}>
          {choice.label}
        </MenuItem>
      ))}
    </Select>
  );
}
