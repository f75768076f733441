import { integration } from "@prismatic-io/spectral";
import { componentRegistry } from "./componentRegistry";
import { configPages } from "./configPages";
import flows from "./flows";

export { componentRegistry, configPages };

export default integration({
  name: "Segment Source Check",
  description: "Look after the sources of a Segment workspace.",
  flows,
  configPages,
  componentRegistry,
});
