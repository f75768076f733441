import Alert from "@mui/material/Alert";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Skeleton from "@mui/material/Skeleton";
import { useColorScheme } from "@mui/material/styles";
import useMediaQuery from "@mui/material/useMediaQuery";
import { useEffect, useRef, useState } from "react";
import { FORM_PATH } from "../../protocol";
import { useWorkbench } from "../api/WorkbenchProvider";
import { FromWorkspace } from "../form/widgets/FromWorkspace";
import { useDataSource } from "../form/widgets/useDataSource";
import type { WidgetProps } from "../form/widgets/widget";
import type { FormDefinition, FromFrame, ToFrame } from "./jsonForm/messages";
import { secretPaths } from "./jsonForm/secretPaths";
import type { FormValue } from "./variables";

/** The lists of choices of a form open within its frame, in pixels. */
const LEAST_HEIGHT = 320;

/** @throws if the result is no form. */
function readForm(result: unknown): FormDefinition {
  const form = (result ?? {}) as Partial<FormDefinition>;
  if (typeof form.schema !== "object" || form.schema === null)
    throw new Error("The data source returned no form.");
  return form as FormDefinition;
}

function useIsDark(): boolean {
  const { mode } = useColorScheme();
  const isSystemDark = useMediaQuery("(prefers-color-scheme: dark)");
  return mode === "dark" || (mode !== "light" && isSystemDark);
}

interface FrameProps {
  form: FormDefinition;
  name: string;
  onChange(value: Pick<FormValue, "data" | "problems">): void;
}

/** The form in a document of its own, since it needs rights that the page does not have. */
function FormFrame({ form, name, onChange }: FrameProps) {
  const frame = useRef<HTMLIFrameElement>(null);
  const [height, setHeight] = useState(LEAST_HEIGHT);
  const [failure, setFailure] = useState<string>();
  const isDark = useIsDark();
  const latest = useRef({ form, name, onChange, isDark });
  useEffect(() => {
    latest.current = { form, name, onChange, isDark };
  });
  useEffect(() => {
    // The frame has no origin that could be named. The policy lets no other page into it.
    const send = (message: ToFrame) => frame.current?.contentWindow?.postMessage(message, "*");
    const receive = ({ source, data }: MessageEvent<FromFrame>) => {
      if (source !== frame.current?.contentWindow) return;
      if (data.type === "ready") {
        const { onChange: _, ...content } = latest.current;
        send({ type: "show", ...content });
      } else if (data.type === "changed") latest.current.onChange(data.value);
      else if (data.type === "height") setHeight(Math.max(LEAST_HEIGHT, data.height));
      else setFailure(data.message);
    };
    window.addEventListener("message", receive);
    return () => window.removeEventListener("message", receive);
  }, []);
  useEffect(() => {
    frame.current?.contentWindow?.postMessage({ type: "theme", isDark } satisfies ToFrame, "*");
  }, [isDark]);
  return (
    <>
      {failure !== undefined && (
        <Alert severity="error" sx={{ mb: 1, overflowWrap: "anywhere" }}>
          JSON Forms cannot show this form: {failure}
        </Alert>
      )}
      <Box
        component="iframe"
        ref={frame}
        src={FORM_PATH}
        sandbox="allow-scripts"
        title={name}
        sx={{
          display: "block",
          width: "100%",
          height,
          border: 1,
          borderColor: "divider",
          borderRadius: 1,
          colorScheme: isDark ? "dark" : "light",
        }}
      />
    </>
  );
}

/** A form that a data source describes. It is loaded as soon as it is on the page. */
export default function JsonFormField({ input, value, onSet, form: handle }: WidgetProps) {
  const { isReadOnly } = useWorkbench();
  const { loaded, load } = useDataSource(input.dataSource, handle, readForm);
  useEffect(load, [load]);
  const { data: form, error, isLoading } = loaded;
  if (isReadOnly) return <FromWorkspace what="forms" />;
  if (error !== undefined) {
    return (
      <Alert severity="error" action={<Button onClick={load}>Try again</Button>}>
        {error}
      </Alert>
    );
  }
  if (!form || isLoading) return <Skeleton variant="rounded" height={LEAST_HEIGHT} />;
  const before = value as FormValue | undefined;
  const secrets = secretPaths(form);
  return (
    <FormFrame
      form={before ? { ...form, data: before.data } : form}
      name={input.label}
      onChange={(changed) => onSet({ ...changed, secrets } satisfies FormValue)}
    />
  );
}
