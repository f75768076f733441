import camelCase from "lodash/camelCase";

/** The name by which later steps refer to a step: the platform turns `Create Source` into `createSource`. */
export const referenceName = (stepName: string): string => camelCase(stepName);
