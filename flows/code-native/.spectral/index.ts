import type { componentRegistry, configPages } from "../src";

type Pages = typeof configPages;
type Registry = typeof componentRegistry;

// Tells spectral of this integration's own configuration and components, so that `context.configVars`
// and `context.components` are typed by them.
declare module "@prismatic-io/spectral" {
  interface IntegrationDefinitionConfigPages extends Pages {}
  interface IntegrationDefinitionComponentRegistry extends Registry {}
}
