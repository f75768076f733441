import { JsonField } from "./JsonField";

interface ConfigValuesProps {
  /** JSON text of the values of config variables by name, as in a `--config` file. */
  value: string;
  onChange(value: string): void;
}

/** The values of the config variables of a flow. Connections are those of the workspace. */
export function ConfigValues({ value, onChange }: ConfigValuesProps) {
  return (
    <JsonField
      label="Config variables"
      help="Values by the name of the variable, as in a --config file. A choice can be its label or its key. The connection is that of the simulated workspace."
      value={value}
      onChange={onChange}
    />
  );
}
