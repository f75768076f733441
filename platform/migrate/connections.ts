import { readCredentials } from "../../src/connections/credentials";
import type { VariableNode } from "../check/nodes";
import type { BuiltComponent } from "../component";
import type { Finding } from "./finding";

/** Stands for an API key that the file does not have. */
const ANY_TOKEN = "sgp_of_the_customer";

/**
 * Finds the things to do for a connection of the documented component: its values belong to that
 * component, so they are entered again.
 * @param use tells if the connection was moved, and if a moved step uses it.
 */
export function reviewConnection(
  variable: VariableNode,
  component: BuiltComponent,
  use: { isMoved: boolean; isUsed: boolean },
): Finding[] {
  const { key, path, dataType, isScoped, connection, inputs } = variable;
  const subject = `config variable ${key}`;
  if (dataType !== "connection") return [];
  if (isScoped && (use.isMoved || use.isUsed)) {
    return [
      {
        path: [...path, "useScopedConfigVar"],
        urgency: "change",
        message: `${subject}: useScopedConfigVar names a connection of the documented component; create one of this component in the organization and write its key here`,
      },
    ];
  }
  const declared = component.connections.find((one) => one.key === connection?.key);
  if (!use.isMoved || !declared) return [];
  const labels = declared.inputs.filter(({ required }) => required).map(({ label }) => label);
  const text = (name: string): string => {
    const input = inputs.get(name);
    return input?.type === "value" ? input.value : "";
  };
  const refusal =
    text("subdomain") === "" ? undefined : findRefusal(text("apiKey"), text("subdomain"));
  return [
    ...(refusal === undefined
      ? []
      : [
          {
            path: [...path, "inputs", "subdomain", "value"],
            urgency: "change" as const,
            message: `${subject}: ${refusal}`,
          },
        ]),
    {
      path,
      urgency: "afterImport",
      message: `${subject}: enter ${labels.join(" and ")} again, since stored values belong to the documented component`,
    },
  ];
}

/** Finds the reason for which the component refuses the values of a connection; it holds no secret. */
function findRefusal(apiKey: string, subdomain: string): string | undefined {
  try {
    const fields = { apiKey: apiKey || ANY_TOKEN, subdomain };
    readCredentials({ key: "apiKey", configVarKey: "", fields });
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}
