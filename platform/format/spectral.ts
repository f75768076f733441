/**
 * The parts of spectral that its entry does not export. Such imports are deprecated and allowed
 * only here.
 */
export { type ConditionalExpression, evaluate } from "@prismatic-io/spectral/dist/conditionalLogic";
export { DefinitionVersion } from "@prismatic-io/spectral/dist/serverTypes/integration";
