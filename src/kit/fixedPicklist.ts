import {
  type ConfigVarResultCollection,
  type DataSourceDefinition,
  dataSource,
  type Inputs,
} from "@prismatic-io/spectral";

/**
 * Makes a picklist of fixed choices, which sends no request and needs no connection. A configuration page
 * shows the labels, and a plain picklist of a config variable could show the values only.
 * @param label in Title Case.
 * @param description one imperative sentence.
 * @param choices the label of each value.
 * @returns the function that makes it, called when the data source is first read.
 */
export function fixedPicklist(
  label: string,
  description: string,
  choices: Readonly<Record<string, string>>,
): () => DataSourceDefinition<Inputs, ConfigVarResultCollection, "picklist"> {
  return () => {
    const result = Object.entries(choices).map(([key, label]) => ({ label, key }));
    return dataSource({
      display: { label, description },
      dataSourceType: "picklist",
      inputs: {},
      perform: async () => ({ result }),
      examplePayload: { result: result.slice(0, 1) },
    });
  };
}
