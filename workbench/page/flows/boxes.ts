import { listSteps } from "../../../platform/format/walk";
import type { FlowBox } from "../../protocol";

/** All boxes of a flow in the order of the file, also those in loops and branches. */
export const listBoxes = (boxes: readonly FlowBox[]): FlowBox[] => listSteps<FlowBox>(boxes);

/**
 * The box that a line of the file belongs to: the innermost one around it. Undefined for a line outside of
 * all steps.
 * @param boxes all boxes of a flow, those in loops and branches after the one around them.
 */
export const boxAtLine = (boxes: readonly FlowBox[], line: number): FlowBox | undefined =>
  boxes.filter((box) => box.line <= line && line <= box.endLine).at(-1);

/** The lines of a box, without those of the boxes in it. Undefined has none. */
export function ownLines(boxes: readonly FlowBox[], box: FlowBox | undefined): number[] {
  if (!box) return [];
  const lines = Array.from({ length: box.endLine - box.line + 1 }, (_, at) => box.line + at);
  return lines.filter((line) => boxAtLine(boxes, line)?.id === box.id);
}
