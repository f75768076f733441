import type { components } from "./segment";

/** The models of Segment's Public API by their names in the contract. */
export type Models = components["schemas"];
