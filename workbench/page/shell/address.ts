import { toAddressPart } from "../../addressPart";
import type { ComponentDescription, StepDescription, StepKind } from "../../protocol";

/** The first part of the address of the pages of each kind. */
export const ROOMS: Record<StepKind, string> = {
  action: "steps",
  trigger: "triggers",
  dataSource: "dataSources",
};

/** The address of the page of the connection. */
export const CONNECTION_ADDRESS = "/connection";

/** The address of the list of flows. */
export const FLOWS_ADDRESS = "/flows";

/** The address of the page of a flow file. */
export const flowAddress = (name: string): string => `${FLOWS_ADDRESS}/${toAddressPart(name)}`;

/** The address of the list of configurations. */
const CONFIGURE_ADDRESS = "/configure";

/** The address of the wizard of an integration. */
export const configureAddress = (name: string): string =>
  `${CONFIGURE_ADDRESS}/${toAddressPart(name)}`;

/** The address of the list of documents. */
const DOCS_ADDRESS = "/docs";

/** The pages beside those of the steps, in the order of the navigation. */
const PLACES: readonly { href: string; title: string }[] = [
  { href: CONNECTION_ADDRESS, title: "Connection" },
  { href: FLOWS_ADDRESS, title: "Flows" },
  { href: CONFIGURE_ADDRESS, title: "Configuration" },
  { href: "/marketplace", title: "Marketplace card" },
  { href: DOCS_ADDRESS, title: "Documentation" },
];

/** The pages beside those of the steps that a component has, in the order of the navigation. */
export const placesOf = (
  { hasDocuments }: Pick<ComponentDescription, "hasDocuments">,
  isReadOnly: boolean,
) =>
  PLACES.filter(
    ({ href }) =>
      !(href === CONNECTION_ADDRESS && isReadOnly) && !(href === DOCS_ADDRESS && !hasDocuments),
  );

/** True if an address is that of a place, or of a page in it. */
export const isAt = (address: string, href: string): boolean =>
  address === href || address.startsWith(`${href}/`);

/** The address of the page of a step, such as `/steps/createSource`. */
export const addressOf = ({ kind, key }: Pick<StepDescription, "kind" | "key">): string =>
  `/${ROOMS[kind]}/${encodeURIComponent(key)}`;

/** An address as the router gives it: decoded as a whole, with separators of a key still encoded. */
const asRouted = (address: string): string => decodeURI(address);

/** The step that an address leads to; undefined for any other page. */
export const stepAt = (
  address: string,
  steps: readonly StepDescription[],
): StepDescription | undefined => steps.find((step) => asRouted(addressOf(step)) === address);
