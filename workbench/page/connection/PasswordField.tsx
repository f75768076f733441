import Visibility from "@mui/icons-material/Visibility";
import VisibilityOff from "@mui/icons-material/VisibilityOff";
import IconButton from "@mui/material/IconButton";
import InputAdornment from "@mui/material/InputAdornment";
import TextField, { type TextFieldProps } from "@mui/material/TextField";
import { useState } from "react";

/** A text field that hides its text until the user wants to see it. The browser neither fills nor checks it. */
export function PasswordField(field: TextFieldProps) {
  const [isShown, setShown] = useState(false);
  const reveal = (
    <InputAdornment position="end">
      <IconButton
        aria-label={`${isShown ? "Hide" : "Show"} ${field.label}`}
        onClick={() => setShown(!isShown)}
        edge="end"
      >
        {isShown ? <VisibilityOff /> : <Visibility />}
      </IconButton>
    </InputAdornment>
  );
  return (
    <TextField
      {...field}
      type={isShown ? "text" : "password"}
      autoComplete="off"
      slotProps={{
        input: { endAdornment: reveal },
        // Some browsers send the text of a visible field to a spelling service.
        htmlInput: { spellCheck: false, autoCapitalize: "none" },
      }}
    />
  );
}
