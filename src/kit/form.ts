import {
  type ConfigVarResultCollection,
  type DataSourceDefinition,
  dataSource,
  type Inputs,
  type JSONForm,
  type ObjectFieldMap,
} from "@prismatic-io/spectral";
import { type PlatformContext, type StepContext, withOwnErrors } from "../api/step";
import { forFlow } from "../values/json";
import { createDataSourceContext, dataSourceInputs } from "./dataSourceStep";
import type { CleanedValues } from "./declaration";
import type { Choice } from "./picklist";

/** A form, dropdown or field map on a page of the configuration wizard, as data. */
interface FormDeclaration<Fields, Result> {
  /** In Title Case; errors begin with it. */
  label: string;
  /** One imperative sentence. */
  description: string;
  /** The inputs that it is built from, under the keys that actions use. */
  inputs: Fields;
  make(step: StepContext, values: CleanedValues<Fields>): Promise<Result>;
  example: Result;
}

type DataSourceType = "jsonForm" | "objectFieldMap" | "picklist";

type DefinitionOf<Type extends DataSourceType> = DataSourceDefinition<
  Inputs,
  ConfigVarResultCollection,
  Type
>;

/** Makes the function that turns declarations into data sources of one type, made when first read. */
const dataSourceOf =
  <Type extends DataSourceType, Result>(dataSourceType: Type) =>
  <const Fields extends object>(
    declaration: FormDeclaration<Fields, Result>,
  ): (() => DefinitionOf<Type>) =>
  () => {
    const { label, description, make, example } = declaration;
    const inputs = declaration.inputs as Inputs;
    // The cast: spectral infers the result from one type and cannot see through a parameter.
    return dataSource({
      display: { label, description },
      dataSourceType,
      inputs: { ...dataSourceInputs, ...inputs },
      perform: withOwnErrors(
        label,
        async (context: PlatformContext, params: Record<string, unknown>) => {
          const step = createDataSourceContext(context, label, params);
          return { result: forFlow(await make(step, params as CleanedValues<Fields>)) as never };
        },
      ),
      examplePayload: { result: example as never },
    }) as unknown as DefinitionOf<Type>;
  };

/** Makes a data source that returns a form for JSON Forms. */
export const form = dataSourceOf<"jsonForm", JSONForm>("jsonForm");

/** Makes a picklist that is not the list of an operation; see `picklist` for those. */
export const choices = dataSourceOf<"picklist", Choice[]>("picklist");

/** Makes a data source that returns a map from fields to properties. */
export const fieldMap = dataSourceOf<"objectFieldMap", ObjectFieldMap>("objectFieldMap");
