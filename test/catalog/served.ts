import { catalog } from "../../simulator/catalog";
import { destinations } from "./catalog";

/** Adds Segment's published types to the simulator's catalog; import it before the simulator. */
catalog.destinations.push(...destinations);
