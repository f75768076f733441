import Visibility from "@mui/icons-material/Visibility";
import VisibilityOff from "@mui/icons-material/VisibilityOff";
import IconButton from "@mui/material/IconButton";
import InputAdornment from "@mui/material/InputAdornment";
import OutlinedInput from "@mui/material/OutlinedInput";
import { useState } from "react";
import { toText } from "../values";
import { hintOf, type WidgetProps } from "./widget";

/** A text field that hides its text until a button reveals it. */
export function PasswordWidget({ input, value, onSet, isInvalid, id, helpId }: WidgetProps) {
  const [isShown, setIsShown] = useState(false);
  return (
    <OutlinedInput
      id={id}
      type={isShown ? "text" : "password"}
      value={toText(value)}
      onChange={({ target }) => onSet(target.value)}
      placeholder={hintOf(input)}
      required={input.required}
      error={isInvalid}
      autoComplete="off"
      fullWidth
      size="small"
      inputProps={{ "aria-describedby": helpId, spellCheck: false }}
      endAdornment={
        <InputAdornment position="end">
          <IconButton
            aria-label={`${isShown ? "Hide" : "Show"} ${input.label}`}
            onClick={() => setIsShown(!isShown)}
            edge="end"
            size="small"
          >
            {isShown ? <VisibilityOff fontSize="small" /> : <Visibility fontSize="small" />}
          </IconButton>
        </InputAdornment>
      }
    />
  );
}
