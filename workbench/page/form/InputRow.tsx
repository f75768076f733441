import Alert from "@mui/material/Alert";
import Box from "@mui/material/Box";
import FormHelperText from "@mui/material/FormHelperText";
import FormLabel from "@mui/material/FormLabel";
import Skeleton from "@mui/material/Skeleton";
import Typography from "@mui/material/Typography";
import { type ComponentType, lazy, memo, Suspense, useCallback, useId } from "react";
import type { InputDescription } from "../../protocol";
import { findWidget, isRawPath, type WidgetName } from "./widgets";
import { ConnectionLink } from "./widgets/ConnectionLink";
import { ListWidget } from "./widgets/ListWidget";
import { PairsWidget } from "./widgets/PairsWidget";
import { PasswordWidget } from "./widgets/PasswordWidget";
import { SelectWidget } from "./widgets/SelectWidget";
import { SwitchWidget } from "./widgets/SwitchWidget";
import { TextWidget } from "./widgets/TextWidget";
import type { FormHandle, WidgetProps } from "./widgets/widget";

const Picker = lazy(() => import("./widgets/Picker"));

const WIDGETS: Readonly<Record<WidgetName, ComponentType<WidgetProps>>> = {
  code: lazy(() => import("./widgets/CodeEditor")),
  connection: ConnectionLink,
  fieldMap: lazy(() => import("./widgets/FieldMapTable")),
  list: ListWidget,
  multiPicker: lazy(() => import("./widgets/MultiPicker")),
  pairs: PairsWidget,
  password: PasswordWidget,
  picker: Picker,
  select: SelectWidget,
  switch: SwitchWidget,
  text: TextWidget,
  textArea: (props) => <TextWidget {...props} isMultiline />,
};

/** The widgets of one control that a label names. */
const LABELED: readonly WidgetName[] = [
  "password",
  "picker",
  "multiPicker",
  "switch",
  "text",
  "textArea",
];

interface InputRowProps {
  input: InputDescription;
  /** The user's value or the default. */
  value: unknown;
  error: string | undefined;
  onSet(key: string, value: unknown): void;
  form: FormHandle;
  /** A widget in place of the one for the type of the input. */
  custom?: CustomWidget;
}

/** A widget of a page that has more kinds of inputs than a step. */
export interface CustomWidget {
  Widget: ComponentType<WidgetProps>;
  /** True if the widget is one control that a label names. */
  isLabeled: boolean;
}

/** Stands for an input of a type without a widget. The other inputs of the step can be used. */
function NoWidget({ input }: { input: InputDescription }) {
  const { label, type, collection } = input;
  const kind = collection === undefined ? type : `${collection} of ${type}`;
  return (
    <Alert severity="warning" sx={{ overflowWrap: "anywhere" }}>
      {`${label}: the workbench has no widget for ${kind}. The step runs with the default of this input.`}
    </Alert>
  );
}

/** An input: its label, its widget, the error about it, and its comments. It renders only if it changes. */
export const InputRow = memo(function InputRow(props: InputRowProps) {
  const { input, value, error, onSet, form, custom } = props;
  const { key, label, required, comments } = input;
  const id = useId();
  const labelId = `${id}-label`;
  const helpId = `${id}-help`;
  const set = useCallback((next: unknown) => onSet(key, next), [onSet, key]);
  const widget = !custom && isRawPath(form.step.key, input) ? "picker" : findWidget(input);
  if (!custom && widget === undefined) return <NoWidget input={input} />;
  const Widget = custom?.Widget ?? WIDGETS[widget as keyof typeof WIDGETS];
  const isSwitch = !custom && widget === "switch";
  const isLabeled = custom?.isLabeled ?? LABELED.includes(widget as keyof typeof WIDGETS);
  const isInvalid = error !== undefined;
  return (
    <Box>
      <Box
        sx={{
          display: "flex",
          flexDirection: isSwitch ? "row-reverse" : "column",
          justifyContent: isSwitch ? "flex-end" : undefined,
          alignItems: isSwitch ? "center" : "stretch",
        }}
      >
        <FormLabel
          id={labelId}
          {...(isLabeled ? { htmlFor: id } : { component: "span" })}
          required={required}
          error={isInvalid}
          sx={{ color: "text.primary", fontWeight: 500, mb: isSwitch ? 0 : 0.5, minWidth: 0 }}
        >
          {label}
        </FormLabel>
        <Suspense fallback={<Skeleton variant="rounded" height={40} />}>
          <Widget
            input={input}
            value={value}
            onSet={set}
            form={form}
            isInvalid={isInvalid}
            id={id}
            labelId={labelId}
            helpId={helpId}
          />
        </Suspense>
      </Box>
      <div id={helpId}>
        {isInvalid && (
          <FormHelperText error sx={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
            {error}
          </FormHelperText>
        )}
        {comments && (
          <Typography
            variant="body2"
            color="text.secondary"
            sx={{ maxWidth: "80ch", mt: 0.5, overflowWrap: "anywhere" }}
          >
            {comments}
          </Typography>
        )}
      </div>
    </Box>
  );
});
