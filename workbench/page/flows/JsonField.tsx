import FormLabel from "@mui/material/FormLabel";
import Skeleton from "@mui/material/Skeleton";
import Typography from "@mui/material/Typography";
import { lazy, Suspense, useId } from "react";
import type { InputDescription } from "../../protocol";
import { useWorkbench } from "../api/WorkbenchProvider";
import { CodeBlock } from "../result/CodeBlock";

const CodeEditor = lazy(() => import("../form/widgets/CodeEditor"));

interface JsonFieldProps {
  label: string;
  help: string;
  value: string;
  onChange(value: string): void;
}

/** A field of JSON text. In an export, where no run reads it, the text itself. */
export function JsonField({ label, help, value, onChange }: JsonFieldProps) {
  const { isReadOnly } = useWorkbench();
  const id = useId();
  if (isReadOnly) {
    return value === "" ? (
      <Typography color="text.secondary">The package has no sample of it.</Typography>
    ) : (
      <CodeBlock text={value} label={`Sample: ${label}`} />
    );
  }
  const input: InputDescription = {
    key: id,
    label,
    type: "code",
    language: "json",
    required: false,
  };
  return (
    <div>
      <FormLabel
        id={`${id}-label`}
        component="span"
        sx={{ color: "text.primary", fontWeight: 500, display: "block", mb: 0.5 }}
      >
        {label}
      </FormLabel>
      <Suspense fallback={<Skeleton variant="rounded" height={80} />}>
        <CodeEditor
          input={input}
          value={value}
          onSet={(next) => onChange(String(next ?? ""))}
          isInvalid={false}
          id={id}
          labelId={`${id}-label`}
          helpId={`${id}-help`}
        />
      </Suspense>
      <Typography id={`${id}-help`} variant="body2" color="text.secondary" sx={{ mt: 0.5 }}>
        {help}
      </Typography>
    </div>
  );
}
