import manifest from "@component-manifests/segment";
import { componentManifests } from "@prismatic-io/spectral";

type Actions = typeof manifest.actions;

// spectral 10.31.1 writes the output schema of an action into a manifest as text, and its type of a
// manifest asks for an object. Flows never read it: without it the manifest fits, and stays typed.
const segment: Omit<typeof manifest, "actions"> & {
  actions: { [Key in keyof Actions]: Omit<Actions[Key], "outputSchema"> };
} = manifest;

/** The components the flows use; a key here is a name in `context.components`. */
export const componentRegistry = componentManifests({ segment });
