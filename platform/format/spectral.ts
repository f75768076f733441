/**
 * The parts of spectral that its entry does not export, or exports only with code-native integrations,
 * which take 0.3 s to load. Such imports are deprecated and allowed only here.
 */
export {
  BinaryOperator,
  BooleanOperator,
  type ConditionalExpression,
  evaluate,
  UnaryOperator,
} from "@prismatic-io/spectral/dist/conditionalLogic";
export { DefinitionVersion } from "@prismatic-io/spectral/dist/serverTypes/integration";
