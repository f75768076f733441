import FormControl from "@mui/material/FormControl";
import FormControlLabel from "@mui/material/FormControlLabel";
import FormHelperText from "@mui/material/FormHelperText";
import MenuItem from "@mui/material/MenuItem";
import Switch from "@mui/material/Switch";
import TextField from "@mui/material/TextField";
import { useId } from "react";
import type { InputDescription } from "../../protocol";
import { PasswordField } from "./PasswordField";

interface FieldProps {
  input: InputDescription;
  /** True if it needs a value and has none. */
  isMissing: boolean;
}

/** An input of a connection. Its value is in the form under the input's key. */
export function ConnectionField({ input, isMissing }: FieldProps) {
  const { key, label, type, comments, placeholder, required, model } = input;
  const helpId = useId();
  // A password never has an initial value, whatever the component declares.
  const preset = typeof input.default === "string" ? input.default : "";
  if (type === "boolean") {
    return (
      <FormControl>
        <FormControlLabel
          label={label}
          control={
            <Switch
              name={key}
              value="true"
              defaultChecked={String(input.default) === "true"}
              slotProps={{ input: { "aria-describedby": helpId } }}
            />
          }
        />
        <FormHelperText id={helpId}>{comments}</FormHelperText>
      </FormControl>
    );
  }
  const field = {
    name: key,
    label,
    required,
    placeholder,
    error: isMissing,
    helperText: isMissing ? `${label}: expected a value.` : comments,
  };
  if (type === "password") return <PasswordField {...field} />;
  if (model) {
    return (
      <TextField {...field} select defaultValue={preset}>
        {!required && <MenuItem value="">Not set</MenuItem>}
        {model.map((choice) => (
          <MenuItem key={choice.value} value={choice.value}>
            {choice.label}
          </MenuItem>
        ))}
      </TextField>
    );
  }
  return (
    <TextField
      {...field}
      multiline={type === "text"}
      defaultValue={preset}
      autoComplete="off"
      slotProps={{ htmlInput: { spellCheck: false, autoCapitalize: "none" } }}
    />
  );
}
