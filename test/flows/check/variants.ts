/** A small change of shop.yml that leaves it right, as files of the designer or of hand are. */
export interface Variant {
  title: string;
  /** What is replaced, where it first stands. */
  from: string;
  to: string;
}

const row = (title: string, from: string, to: string): Variant => ({ title, from, to });

export const variants: Variant[] = [
  row(
    "a data source that uses a variable of its own declared after it",
    "type: configVar\n        value: Region",
    "type: configVar\n        value: Most",
  ),
  row(
    "an endpoint that instances share",
    "endpointType: flow_specific",
    "endpointType: shared_instance\npreprocessFlowName: Open\nexternalCustomerIdField:\n  type: reference\n  value: payload.headers.customer",
  ),
  row("a term without a name", '- name: ""\n                          type', "- type"),
  row(
    "an operator of one term without a second one",
    '                        - name: ""\n                          type: value\n                          value: ""\n',
    "",
  ),
  row(
    "keys in quotes",
    "slug:\n            type: template",
    '"slug":\n            "type": template',
  ),
  row(
    "braces of another template language",
    "-{{#Source Type}}",
    "-{{#Source Type}}-{{ ticket.id | json }}-{{ open",
  ),
  row(
    "a template without braces",
    "shop-{{$order.results.body.data.shop}}-{{#Source Type}}",
    "shop",
  ),
  row(
    "an entry of a list by its index in brackets",
    "value: order.results.body.data.website",
    "value: order.results.body.data[0].sites[1].website",
  ),
  row(
    "a header that has dashes",
    "value: order.results.body.data.kind",
    "value: order.results.headers.X-Shop-Kind",
  ),
  row(
    "a schedule that runs once, without a time",
    "value: 0 3 * * *\n          meta:\n            scheduleType: custom",
    'value: ""\n          meta:\n            scheduleType: once',
  ),
  row(
    "an input of a platform's step that is not known here",
    'value: "3"',
    'value: "3"\n          dynamicValues:\n            type: complex\n            value: []',
  ),
  row("nothing for blank text", 'type: value\n        value: ""', "type: value\n        value:"),
  row("a step without inputs", "                    inputs: {}\n", ""),
  row(
    "an input with what the designer keeps of it",
    'value: "3"',
    'value: "3"\n            meta:\n              orgOnly: true\n              visibleToCustomerDeployer: false',
  ),
  row("a component in a version of its own", "version: LATEST", "version: 12"),
  row(
    "the steps of another flow named alike",
    "- name: Every Night",
    "- name: Again\n    steps:\n      - name: Order\n        isTrigger: true\n        action:\n          key: instanceDeploy\n          component:\n            key: management-triggers\n            isPublic: true\n  - name: Every Night",
  ),
  row(
    "the words of the designer about a code step",
    "value: |\n              // As in",
    'value: |\n              /*\n                const url = configVars["App Base URL"];\n                The steps\' results: const { foo } = stepResults.getDataFromApi.results;\n              */\n              // As in',
  ),
];
