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

/** Something to fill in, or to choose from, on a page of the configuration wizard, as data. */
export interface FormDeclaration<Fields, Result> {
  /** In Title Case; errors begin with it. */
  label: string;
  /** One imperative sentence. */
  description: string;
  /** What to make it of, under the keys the actions give it. */
  inputs: Fields;
  make(step: StepContext, values: CleanedValues<Fields>): Promise<Result>;
  example: Result;
}

type MadeType = "jsonForm" | "objectFieldMap" | "picklist";

type Of<Type extends MadeType> = DataSourceDefinition<Inputs, ConfigVarResultCollection, Type>;

const made =
  <Type extends MadeType, Result>(dataSourceType: Type) =>
  <const Fields extends object>(declaration: FormDeclaration<Fields, Result>): Of<Type> => {
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
    }) as unknown as Of<Type>;
  };

/** Makes the data source of a form for JSON Forms. */
export const form = made<"jsonForm", JSONForm>("jsonForm");

/** Makes a picklist of what is not the list of an operation: see `picklist` for those. */
export const choices = made<"picklist", Choice[]>("picklist");

/** Makes the data source of a map from fields to properties. */
export const fieldMap = made<"objectFieldMap", ObjectFieldMap>("objectFieldMap");
