import Visibility from "@mui/icons-material/Visibility";
import VisibilityOff from "@mui/icons-material/VisibilityOff";
import IconButton from "@mui/material/IconButton";
import InputAdornment from "@mui/material/InputAdornment";
import OutlinedInput from "@mui/material/OutlinedInput";
import { useState } from "react";
import { toText } from "../values";
import { hintOf, type WidgetProps } from "./widget";

/**
 * Dots in place of the text. A field of the type `password` is a login for a browser: it would offer to save
 * the secret, and complains of a form with two of them.
 */
const DOTS = { WebkitTextSecurity: "disc" };
const hasDots = CSS.supports("-webkit-text-security", "disc");

/** A text field that hides its text until a button reveals it. */
export function PasswordWidget({ input, value, onSet, isInvalid, id, helpId }: WidgetProps) {
  const [isShown, setIsShown] = useState(false);
  return (
    <OutlinedInput
      id={id}
      type={isShown || hasDots ? "text" : "password"}
      sx={isShown ? undefined : { "& input": DOTS }}
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
