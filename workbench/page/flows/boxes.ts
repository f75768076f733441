import { listSteps } from "../../../platform/format/walk";
import type { FlowBox } from "../../protocol";

/** All boxes of a flow in the order of the file, also those in loops and branches. */
export const listBoxes = (boxes: readonly FlowBox[]): FlowBox[] => listSteps<FlowBox>(boxes);

/** The box that a line of the file belongs to: the last one that begins before it. */
export const boxAtLine = (boxes: readonly FlowBox[], line: number): FlowBox | undefined =>
  boxes.filter((box) => box.line <= line).at(-1);
