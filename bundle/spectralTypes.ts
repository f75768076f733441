/** Replaces spectral's `types`: exports the two values that spectral reads to convert a component. */
export { PerformSafety } from "@prismatic-io/spectral/dist/types/ActionDefinition";
export { InputFieldDefaultMap } from "@prismatic-io/spectral/dist/types/Inputs";
