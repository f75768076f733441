import Switch from "@mui/material/Switch";
import { toText } from "../values";
import type { WidgetProps } from "./widget";

/** A switch. Its values are the texts of the platform. */
export function SwitchWidget({ input, value, onSet, id, helpId }: WidgetProps) {
  return (
    <Switch
      id={id}
      checked={toText(value) === "true"}
      sx={{ ml: -1 }}
      onChange={(_, isOn) => onSet(isOn ? "true" : "false")}
      required={input.required}
      slotProps={{ input: { role: "switch", "aria-describedby": helpId } }}
    />
  );
}
