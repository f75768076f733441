import FieldMapTable from "../form/widgets/FieldMapTable";
import type { WidgetProps } from "../form/widgets/widget";

/** A field map of a data source, with its defaults. Its fields are loaded as soon as it is on the page. */
export default function FieldMapField(props: WidgetProps) {
  return <FieldMapTable {...props} isEager />;
}
