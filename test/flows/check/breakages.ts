/** A small change of shop.yml, and what the check is to say of it. */
export interface Breakage {
  title: string;
  /** What is replaced, where it first stands. */
  from: string;
  to: string;
  /** Of each problem the line, without its indentation, and the message. */
  found: [line: string, message: string][];
}

const row = (
  title: string,
  from: string,
  to: string,
  ...found: [line: string, message: string][]
): Breakage => ({ title, from, to, found });

/** What is not of the format. */
const format: Breakage[] = [
  row("another version of the format", "definitionVersion: 7", "definitionVersion: 6", [
    "definitionVersion: 6",
    "definitionVersion: expected 7, got the number 6",
  ]),
  row("a file without its version", "definitionVersion: 7\n", "", [
    "name: Shop",
    "definitionVersion is missing",
  ]),
  row(
    "a key that the format has not",
    "description: The shop's own.",
    "descripton: The shop's own.",
    [
      "descripton: The shop's own.",
      "step Create Source: no key descripton belongs here; description is near it",
    ],
  ),
  row("a missing key", "  - name: Connect\n    tagline", "  - tagline", [
    '- tagline: ""',
    "page 1: name is missing",
  ]),
  row("a number without quotes", 'value: "3"', "value: 3", [
    "value: 3",
    'step Three Times: inputs.iterationCount.value: expected text, got the number 3; put it in quotes: "3"',
  ]),
  row("a boolean in quotes", "isSynchronous: false", 'isSynchronous: "false"', [
    'isSynchronous: "false"',
    'flow Open: isSynchronous: expected true or false, got "false"',
  ]),
  row(
    "nothing where text belongs",
    "description: Puts the sources of a shop in order.",
    "description:",
    ["description:", "description: expected text, got nothing"],
  ),
  row("a type of input that does not exist", "type: template", "type: templat", [
    "type: templat",
    'step Create Source: inputs.slug: type: expected one of value, reference, configVar, template, complex, got "templat"',
  ]),
  row("a type of config variable that does not exist", "dataType: number", "dataType: numbr", [
    "dataType: numbr",
    'config variable Most: dataType: expected one of string, boolean, number, date, timestamp, picklist, schedule, code, connection, jsonForm, objectSelection, objectFieldMap, got "numbr"; number is near it',
  ]),
  row("a version that is neither a number nor LATEST", "version: LATEST", "version: newest", [
    "version: newest",
    'config variable Segment Connection: connection.component.version: expected "LATEST", got "newest"',
  ]),
  row(
    "an error handler that does not exist",
    "errorHandlerType: retry",
    "errorHandlerType: again",
    [
      "errorHandlerType: again",
      'step Create Source: errorConfig.errorHandlerType: expected one of fail, ignore, retry, got "again"',
    ],
  ),
  row("more attempts than five", "maxAttempts: 2", "maxAttempts: 6", [
    "maxAttempts: 6",
    "step Create Source: errorConfig.maxAttempts: expected a whole number from 0 to 5, got the number 6",
  ]),
  row("a delay of part of a second", "delaySeconds: 5", "delaySeconds: 0.5", [
    "delaySeconds: 0.5",
    "step Create Source: errorConfig.delaySeconds: expected a whole number from 0 to 60, got the number 0.5",
  ]),
  row("a retry switch that is text", "ignoreFinalError: false", "ignoreFinalError: never", [
    "ignoreFinalError: never",
    'step Create Source: errorConfig.ignoreFinalError: expected true or false, got "never"',
  ]),
];

/** Names that are taken, or no names. */
const names: Breakage[] = [
  row("a second flow of a name", "- name: Every Night", "- name: Open", [
    "- name: Open",
    "flow Open: the name is taken by another in line 113",
  ]),
  row("a second page of a name", "- name: Choose", "- name: Connect", [
    "- name: Connect",
    "page Connect: the name is taken by another in line 84",
  ]),
  row(
    "a second config variable of a name",
    "- key: Hours",
    "- key: Since",
    ["- key: Since", "config variable Since: the name is taken by another in line 69"],
    ["value: Hours", 'page Choose: config variable "Hours" does not exist'],
  ),
  row("a second step that is referred to alike", "name: Set Settings", "name: Create source", [
    "- name: Create source",
    "step Create source: is referred to as createSource, and so is step Create Source in line 132",
  ]),
  row("a name that nothing can refer to", "- name: Set Settings", '- name: "!"', [
    '- name: "!"',
    "step !: a name needs letters or digits to refer to it by",
  ]),
];

/** Config variables and their pages. */
const configuration: Breakage[] = [
  row(
    "a page element that names no variable",
    "        value: Hours",
    "        value: Hours\n      - type: configVar\n        value: Segment Conection",
    [
      "value: Segment Conection",
      'page Choose: config variable "Segment Conection" does not exist; "Segment Connection" is near it',
    ],
  ),
  row("a variable on no page", "      - type: configVar\n        value: Since\n", "", [
    "- key: Since",
    "config variable Since: it is on no page",
  ]),
  row(
    "a variable on two pages",
    "        value: Most\n      - type",
    "        value: Region\n      - type: configVar\n        value: Most\n      - type",
    ["value: Region", "page Choose: config variable Region is on a page already"],
  ),
  row("a connection of another component", "key: segment", "key: segmant", [
    "key: segmant",
    "config variable Segment Connection: segmant: no component of that name can be run here; segment is near it",
  ]),
  row("a connection that the component has not", "key: apiKey\n", "key: apiKy\n", [
    "key: apiKy",
    "config variable Segment Connection: apiKy: segment has no such connection; apiKey is near it",
  ]),
  row(
    "a connection variable without its connection",
    "    connection:\n      key: apiKey\n      component:\n        key: segment\n        isPublic: false\n        version: LATEST\n",
    "",
    ["dataType: connection", "config variable Segment Connection: connection is missing"],
  ),
  row("a field that the connection has not", "      subdomain:", "      subdomian:", [
    "subdomian:",
    "config variable Segment Connection: no input subdomian; subdomain is near it",
  ]),
  row(
    "a data source that the component has not",
    "key: selectSourceMetadata",
    "key: selectSourceMetdata",
    [
      "key: selectSourceMetdata",
      "config variable Source Type: selectSourceMetdata: segment has no such data source; selectSourceMetadata is near it",
    ],
  ),
  row(
    "a data source said to be the platform's",
    "key: selectSourceMetadata\n      component:\n        key: segment\n        isPublic: false",
    "key: selectSourceMetadata\n      component:\n        key: segment\n        isPublic: true",
    [
      "isPublic: true",
      "config variable Source Type: segment is not the platform's own: expected isPublic false, got true",
    ],
  ),
  row("a data source that makes something else", "dataType: jsonForm", "dataType: objectFieldMap", [
    "dataType: objectFieldMap",
    "config variable Source Settings: expected jsonForm, as sourceSettings makes, got objectFieldMap",
  ]),
  row("an input that a data source has not", "      metadataId:", "      metadata:", [
    "metadata:",
    "config variable Source Settings: no input metadata; metadataId is near it",
  ]),
  row(
    "a reference among the inputs of a data source",
    "type: configVar\n        value: Region",
    "type: reference\n        value: order.results",
    [
      "value: order.results",
      "config variable Source Type: order.results: no step can be referred to here",
    ],
  ),
  row(
    "a data source that uses a variable of a later page",
    "        value: Region\n  - name: Choose\n    userLevelConfigured: false\n    elements:\n      - type: configVar\n        value: Source Type\n",
    "        value: Source Type\n  - name: Choose\n    elements:\n      - type: configVar\n        value: Region\n",
    [
      "value: Region",
      "config variable Source Type: it uses Region, which has to be on its page or one before it",
    ],
  ),
  row(
    "a data source that uses another declared after it",
    'value: Source Type\n  - key: Most\n    dataType: number\n    defaultValue: "10"\n',
    "value: Most\n  - key: Most\n    dataType: picklist\n    dataSource:\n      key: selectSourceMetadata\n      component:\n        key: segment\n        isPublic: false\n",
    [
      "value: Most",
      "config variable Source Settings: it uses Most, which has to be declared before it",
    ],
  ),
  row(
    "a picklist with nothing to pick",
    "    pickList:\n      - api\n      - eu1.api\n    defaultValue: api\n",
    "",
    ["dataType: picklist", "config variable Region: a picklist needs pickList or dataSource"],
  ),
  row("a default that is no boolean", 'defaultValue: "false"', "defaultValue: never", [
    "defaultValue: never",
    'config variable Dry Run: defaultValue: expected true or false, got "never"',
  ]),
  row("a default that is no number", 'defaultValue: "10"', "defaultValue: ten", [
    "defaultValue: ten",
    'config variable Most: defaultValue: expected a number, got "ten"',
  ]),
  row("a default that cannot be picked", "defaultValue: api", "defaultValue: eu1.apy", [
    "defaultValue: eu1.apy",
    'config variable Region: defaultValue: expected one of api, eu1.api, got "eu1.apy"; eu1.api is near it',
  ]),
  row("a default that is no date", 'defaultValue: "2024-05-01"', "defaultValue: in May", [
    "defaultValue: in May",
    'config variable Since: defaultValue: expected a date, got "in May"',
  ]),
  row("a default that is no schedule", "defaultValue: 0 6 * * *", "defaultValue: 0 6 * *", [
    "defaultValue: 0 6 * *",
    'config variable Hours: defaultValue: expected five fields such as "0 6 * * *", got "0 6 * *"',
  ]),
];

/** Steps: what they are and where they belong. */
const steps: Breakage[] = [
  row("a first step that is no trigger", "        isTrigger: true\n", "", [
    "- name: Order",
    "step Order: the first step of a flow is its trigger; isTrigger: true is missing",
  ]),
  row(
    "a first step whose action is none of a trigger",
    "key: webhook\n          component:\n            key: webhook-triggers",
    "key: breakLoop\n          component:\n            key: loop",
    ["- name: Order", "step Order: the first step of a flow is its trigger; breakLoop is none"],
    ["- name: Order", "step Order: breakLoop belongs in a loop"],
  ),
  row(
    "a trigger after the first step",
    "name: List Sources",
    "name: List Sources\n        isTrigger: true",
    ["- name: List Sources", "step List Sources: only the first step of a flow is a trigger"],
  ),
  row(
    "an error handler on a trigger",
    "        isTrigger: true",
    "        isTrigger: true\n        errorConfig:\n          errorHandlerType: ignore",
    ["errorConfig:", "step Order: a trigger has no errorConfig"],
  ),
  row("an action that the component has not", "key: createSource", "key: createSourc", [
    "key: createSourc",
    "createSourc: segment has no such action; createSource is near it",
  ]),
  row("an action that a component of the platform has not", "key: writeLog", "key: writLog", [
    "key: writLog",
    "writLog: no action of log of that name can be run here; writeLog is near it",
  ]),
  row(
    "a component that is not there",
    "key: code\n            isPublic",
    "key: cod\n            isPublic",
    ["key: cod", "cod: no component of that name can be run here; code is near it"],
  ),
  row(
    "the component said to be the platform's",
    "key: createSource\n          component:\n            key: segment\n            isPublic: false",
    "key: createSource\n          component:\n            key: segment\n            isPublic: true",
    ["isPublic: true", "segment is not the platform's own: expected isPublic false, got true"],
  ),
  row(
    "a component of the platform said not to be",
    "key: code\n            isPublic: true",
    "key: code\n            isPublic: false",
    ["isPublic: false", "code is the platform's own: expected isPublic true, got false"],
  ),
  row("steps in a step that holds none", "description: The shop's own.", "steps: []", [
    "steps: []",
    "step Create Source: createSource holds no steps",
  ]),
  row(
    "branches in a loop",
    "      - name: Three Times\n",
    "      - name: Three Times\n        branches: []\n",
    ["branches: []", "step Three Times: loopNTimes holds no branches"],
  ),
  row(
    "a loop without steps",
    "        steps:\n          - name: Count",
    "        meta: {}\n        stepz:\n          - name: Count",
    ["- name: Three Times", "step Three Times: steps is missing"],
    ["stepz:", "step Three Times: no key stepz belongs here; steps is near it"],
  ),
  row(
    "a loop break outside a loop",
    "key: runCode\n          component:\n            key: code",
    "key: breakLoop\n          component:\n            key: loop",
    ["- name: Add Up", "step Add Up: breakLoop belongs in a loop"],
  ),
  row("a schedule that is no cron text", "value: 0 3 * * *", "value: every night", [
    "value: every night",
    'step Night: schedule: expected five fields such as "0 6 * * *", got "every night"',
  ]),
  row(
    "a schedule of a config variable that is none",
    "type: value\n          value: 0 3 * * *",
    "type: configVar\n          value: Region",
    [
      "value: Region",
      'step Night: expected a config variable of type schedule, got "Region", of type picklist',
    ],
  ),
  row(
    "a schedule of a config variable that does not exist",
    "type: value\n          value: 0 3 * * *",
    "type: configVar\n          value: Hors",
    ["value: Hors", 'step Night: config variable "Hors" does not exist; "Hours" is near it'],
  ),
  row(
    "a schedule trigger without a schedule",
    '        schedule:\n          type: value\n          value: 0 3 * * *\n          meta:\n            scheduleType: custom\n            timeZone: ""\n',
    "",
    ["- name: Night", "step Night: schedule is missing"],
  ),
  row(
    "a schedule on another step",
    "        description: The shop's own.",
    "        schedule:\n          type: value\n          value: 0 3 * * *",
    ["schedule:", "step Create Source: only a schedule trigger has a schedule"],
  ),
];

/** Inputs: what a step takes. */
const inputs: Breakage[] = [
  row(
    "an input that the action has not",
    "          slug:\n",
    "          slgu:\n",
    ["- name: Create Source", "step Create Source: input slug is required and missing"],
    ["slgu:", "step Create Source: no input slgu; slug is near it"],
  ),
  row(
    "an input that a step of the platform has not",
    "          items:\n",
    "          itmes:\n",
    ["- name: Each Source", "step Each Source: input items is required and missing"],
    ["itmes:", "step Each Source: no input itmes; items is near it"],
  ),
  row("a required input that is empty", "value: createSource.results.data.source.id", 'value: ""', [
    'value: ""',
    "step Set Settings: input sourceId is required, got nothing",
  ]),
  row(
    "a connection that is left empty",
    "connectionInput:\n            type: configVar\n            value: Segment Connection",
    'connectionInput:\n            type: configVar\n            value: ""',
    ['value: ""', "step Create Source: input connectionInput is required, got nothing"],
  ),
  row(
    "a connection that is written down",
    "connectionInput:\n            type: configVar\n            value: Segment Connection",
    "connectionInput:\n            type: value\n            value: token",
    [
      "value: token",
      "step Create Source: input connectionInput: expected a config variable that is a connection, got text that is written down",
    ],
  ),
  row(
    "a connection from a variable that is none",
    "connectionInput:\n            type: configVar\n            value: Segment Connection",
    "connectionInput:\n            type: configVar\n            value: Region",
    [
      "value: Region",
      'step Create Source: input connectionInput: expected a config variable that is a connection, got "Region", of type picklist',
    ],
  ),
  row(
    "a connection where a value belongs",
    "region:\n            type: configVar\n            value: Region",
    "region:\n            type: configVar\n            value: Segment Connection",
    [
      "value: Segment Connection",
      "step Create Source: input region: expected a single value, got a connection from config variable Segment Connection",
    ],
  ),
  row(
    "a config variable that does not exist",
    "region:\n            type: configVar\n            value: Region",
    "region:\n            type: configVar\n            value: Regoin",
    [
      "value: Regoin",
      'step Create Source: config variable "Regoin" does not exist; "Region" is near it',
    ],
  ),
  row("a value that the dropdown has not", 'value: "true"', "value: ture", [
    "value: ture",
    'step Create Source: input enabled: expected one of true, false, got "ture"; true is near it',
  ]),
  row(
    "a boolean that is neither",
    'settingsAsTheyAre:\n            type: value\n            value: "false"',
    'settingsAsTheyAre:\n            type: value\n            value: "no"',
    [
      'value: "no"',
      'step Create Source: input settingsAsTheyAre: expected one of true, false, got "no"',
    ],
  ),
  row("a level that the log has not", "value: info", "value: inof", [
    "value: inof",
    'step Count: input level: expected one of debug, info, warn, error, got "inof"; info is near it',
  ]),
  row("a count that is no whole number", 'value: "3"', 'value: "3.5"', [
    'value: "3.5"',
    'step Three Times: input iterationCount: expected a whole number, got "3.5"',
  ]),
  row("JSON that does not parse", '"deep": { "er": 1 },', '"deep": { "er": 1 ],', [
    '"deep": { "er": 1 ],',
    "step Create Source: input settingsJson: expected JSON, got JSON with an error at line 2, column 21",
  ]),
  row(
    "text where keys and values belong",
    "type: configVar\n            value: Source Settings",
    "type: value\n            value: quiet",
    ["value: quiet", 'step Set Settings: input settings: expected keys and values, got "quiet"'],
  ),
  row(
    "a config variable of text where keys and values belong",
    "value: Source Settings\n      - name: List",
    "value: Region\n      - name: List",
    [
      "value: Region",
      "step Set Settings: input settings: expected keys and values, got text from config variable Region",
    ],
  ),
  row(
    "a form where a single value belongs",
    "metadataId:\n            type: configVar\n            value: Source Type",
    "metadataId:\n            type: configVar\n            value: Source Settings",
    [
      "value: Source Settings",
      "step Create Source: input metadataId: expected a single value, got keys and values from config variable Source Settings",
    ],
  ),
  row(
    "a list where a single value belongs",
    "slug:\n            type: template\n            value: shop-{{$order.results.body.data.shop}}-{{#Source Type}}",
    "slug:\n            type: complex\n            value: []",
    ["type: complex", "step Create Source: input slug: expected a single value, got a list"],
  ),
  row(
    "an entry of keys and values without a name",
    "              - name: website_url\n                type",
    "              - type",
    ["- type: reference", "step Create Source: input settings: an entry needs a name"],
  ),
  row(
    "a key that is there twice",
    "              - name:\n                  type: reference\n                  value: order.results.body.data.key\n",
    "              - name: website_url\n",
    ["- name: website_url", "step Create Source: input settings: website_url is there twice"],
  ),
  row(
    "an entry of a list with a name",
    "                      - type: reference\n                        value: order.results.body.data.email",
    "                      - name: ada\n                        type: reference\n                        value: order.results.body.data.email",
    ["- name: ada", "step Invite: input emails: the entries of a list have no names"],
  ),
  row(
    "an entry that is no single value where one is picked",
    "value: order.results.body.data.email",
    "value: getGroup.results.data.userGroup",
    [
      "value: getGroup.results.data.userGroup",
      "step Invite: input emails: expected a single value, got keys and values from getGroup.results.data.userGroup",
    ],
  ),
];

/** References: what a step can reach. */
const references: Breakage[] = [
  row(
    "a step that does not exist",
    "value: listSources.results.data.sources\n",
    "value: listSource.results\n",
    [
      "value: listSource.results",
      "step Each Source: listSource.results: no step of that name before this one; listSources is near it",
    ],
  ),
  row(
    "a step that comes later",
    "value: createSource.results.data.source.id",
    "value: listSources.results.data",
    [
      "value: listSources.results.data",
      "step Set Settings: listSources.results.data: step List Sources comes after this one",
    ],
  ),
  row(
    "a step's own results",
    "value: createSource.results.data.source.id",
    "value: setSettings.results.data",
    [
      "value: setSettings.results.data",
      "step Set Settings: setSettings.results.data: a step cannot refer to itself",
    ],
  ),
  row(
    "a field that the results have not",
    "value: createSource.results.data.source.id",
    "value: createSource.results.data.source.idd",
    [
      "value: createSource.results.data.source.idd",
      "step Set Settings: createSource.results.data.source.idd: the results have no idd; id is near it",
    ],
  ),
  row(
    "results without their data",
    "value: createSource.results.data.source.id",
    "value: createSource.results.source.id",
    [
      "value: createSource.results.source.id",
      "step Set Settings: createSource.results.source.id: the results have no source; there is data",
    ],
  ),
  row(
    "a field within text",
    "value: createSource.results.data.source.id",
    "value: createSource.results.data.source.id.text",
    [
      "value: createSource.results.data.source.id.text",
      "step Set Settings: createSource.results.data.source.id.text: the results have text there, which has no text",
    ],
  ),
  row(
    "a step without its results",
    "value: createSource.results.data.source.id",
    "value: createSource.result.data",
    [
      "value: createSource.result.data",
      "step Set Settings: createSource.result.data: step Create Source has results, no result",
    ],
  ),
  row(
    "a field of a list",
    "value: listSources.results.data.sources\n",
    "value: listSources.results.data.sources.id\n",
    [
      "value: listSources.results.data.sources.id",
      "step Each Source: listSources.results.data.sources.id: the results have a list there, with entries 0, 1 and so on but no id",
    ],
  ),
  row(
    "a path with a hole",
    "value: createSource.results.data.source.id",
    "value: createSource..results",
    [
      "value: createSource..results",
      "step Set Settings: createSource..results: expected a path such as createSource.results.data",
    ],
  ),
  row(
    "a loop over keys and values",
    "value: listSources.results.data.sources\n",
    "value: listSources.results.data.pagination\n",
    [
      "value: listSources.results.data.pagination",
      "step Each Source: input items: expected a list, got keys and values from listSources.results.data.pagination",
    ],
  ),
  row(
    "keys and values where an id belongs",
    "value: createSource.results.data.source.id",
    "value: createSource.results.data.source",
    [
      "value: createSource.results.data.source",
      "step Set Settings: input sourceId: expected a single value, got keys and values from createSource.results.data.source",
    ],
  ),
  row(
    "text where a list belongs",
    "type: complex\n                    value:\n                      - type: reference\n                        value: order.results.body.data.email",
    "type: reference\n                    value: getGroup.results.data.userGroup.id",
    [
      "value: getGroup.results.data.userGroup.id",
      "step Invite: input emails: expected a list, got text from getGroup.results.data.userGroup.id",
    ],
  ),
  row(
    "a field that the items of a loop have not",
    "value: eachSource.currentItem.id",
    "value: eachSource.currentItem.ids",
    [
      "value: eachSource.currentItem.ids",
      "step Delete Source: eachSource.currentItem.ids: the current item has no ids; id is near it",
    ],
  ),
  row(
    "a loop's results within it",
    "value: eachSource.currentItem.id",
    "value: eachSource.results",
    [
      "value: eachSource.results",
      "step Delete Source: eachSource.results: loop Each Source is under way: it has currentItem and index, no results",
    ],
  ),
  row(
    "a loop's current item after it",
    "value: order.results.body.data.kind",
    "value: eachSource.currentItem.id",
    [
      "value: eachSource.currentItem.id",
      "step By Kind: eachSource.currentItem.id: step Each Source has results, no currentItem (currentItem is only there within the loop)",
    ],
  ),
  row(
    "a step of a loop after it",
    "value: order.results.body.data.kind",
    "value: getSource.results.data",
    [
      "value: getSource.results.data",
      "step By Kind: getSource.results.data: step Get Source runs within loop Each Source; after the loop there is eachSource.results, the list of its last step's results",
    ],
  ),
  row(
    "a step of a branch after it",
    "value: |\n              Sources: {{$listSources.results.data.sources[0].slug}}",
    "value: |\n              Sources: {{$getGroup.results.data}}",
    [
      "Sources: {{$getGroup.results.data}}",
      "step Report: getGroup.results.data: step Get Group may not have run: it is in branch Invite of By Kind; byKind.results is what the branch taken gave",
    ],
  ),
  row(
    "a step of another branch",
    "type: value\n                    value: nobody to invite",
    "type: reference\n                    value: getGroup.results.data",
    [
      "value: getGroup.results.data",
      "step Nobody: getGroup.results.data: step Get Group has not run: it is in branch Invite of By Kind, this step in another",
    ],
  ),
  row(
    "a branch's results within it",
    "type: value\n                    value: nobody to invite",
    "type: reference\n                    value: byKind.results",
    [
      "value: byKind.results",
      "step Nobody: byKind.results: step By Kind has no results before its branch ends",
    ],
  ),
  row(
    "a step of another flow",
    "value: night.results.startedAt",
    "value: order.results.startedAt",
    [
      "value: order.results.startedAt",
      "step Report: order.results.startedAt: no step of that name before this one; there is night",
    ],
  ),
  row("what no trigger gives", "value: night.results.startedAt", "value: night.results.startdAt", [
    "value: night.results.startdAt",
    "step Report: night.results.startdAt: the results have no startdAt; startedAt is near it",
  ]),
  row(
    "the body without its data",
    "value: order.results.body.data.kind",
    "value: order.results.body.kind",
    [
      "value: order.results.body.kind",
      "step By Kind: order.results.body.kind: the results have no kind; there is data, contentType",
    ],
  ),
];

/** Templates. */
const templates: Breakage[] = [
  row(
    "a reference in a template that leads nowhere",
    "First: {{$eachSource.results.0.data.source.id}}",
    "First: {{$eachSource.results.0.data.sorce.id}}",
    [
      "First: {{$eachSource.results.0.data.sorce.id}}",
      "step Report: eachSource.results.0.data.sorce.id: the results have no sorce; source is near it",
    ],
  ),
  row(
    "a config variable in a template that does not exist",
    "{{#Source Type}}",
    "{{#Source Typ}}",
    [
      "value: shop-{{$order.results.body.data.shop}}-{{#Source Typ}}",
      'step Create Source: config variable "Source Typ" does not exist; "Source Type" is near it',
    ],
  ),
  row("a connection in a template", "{{#Source Type}}", "{{#Segment Connection}}", [
    "value: shop-{{$order.results.body.data.shop}}-{{#Segment Connection}}",
    "step Create Source: {{#Segment Connection}}: a connection has no text",
  ]),
  row("braces that are not closed", "Taken: {{$byKind.results}}", "Taken: {{$byKind.results}", [
    "Taken: {{$byKind.results} on {{$addUp.results.0.id}}",
    "step Report: {{$byKind.results} on {{$addUp.results.0.id}}: the braces are not closed",
  ]),
  row("braces around a bare name", "-{{#Source Type}}", "-{{Source Type}}", [
    "value: shop-{{$order.results.body.data.shop}}-{{Source Type}}",
    "step Create Source: {{Source Type}}: expected {{$step.results.path}} or {{#Config Variable}}",
  ]),
];

/** Branches and what leads to them. */
const branches: Breakage[] = [
  row("an operator that does not exist", "- greaterThan\n", "- greatrThan\n", [
    "- - greatrThan",
    "step By State: conditions: no operator greatrThan; greaterThan is near it",
  ]),
  row(
    "an operator of two terms with one",
    "                        - type: configVar\n                          value: Most\n",
    "",
    ["- - greaterThan", "step By State: conditions: greaterThan takes two terms, got 1"],
  ),
  row(
    "an operator of one term with two",
    '                          value: ""\n                      - - greaterThan',
    '                          value: "1"\n                      - - greaterThan',
    ["- - isTrue", "step By State: conditions: isTrue takes one term, got 2"],
  ),
  row("a condition that begins with none of the operators", "                      - and\n", "", [
    "value:",
    "step By State: conditions: expected an operator first, or and, or; got a list",
  ]),
  row("a term that is no text", "value: eachSource.index\n", "value: 1\n", [
    "value: 1",
    'step By State: conditions: expected text, got the number 1; put it in quotes: "1"',
  ]),
  row("a term that leads nowhere", "value: eachSource.index\n", "value: eachSource.indx\n", [
    "value: eachSource.indx",
    "step By State: eachSource.indx: loop Each Source is under way: it has currentItem and index, no indx",
  ]),
  row(
    "a condition for no branch",
    "- name: Last\n",
    "- name: Lost\n",
    ["- name: Lost", "step By State: conditions: no branch Lost; Last is near it"],
    ["- name: Last", "step By State: nothing in conditions leads to branch Last"],
  ),
  row(
    "a mapping for no branch",
    "- name: Invite\n                type: value",
    "- name: Invit\n                type: value",
    ["- name: Invit", "step By Kind: branchValueMappings: no branch Invit; Invite is near it"],
    ["- name: Invite", "step By Kind: nothing in branchValueMappings leads to branch Invite"],
  ),
  row("branches without Else", "              - name: Else\n                steps: []\n", "", [
    "branches:",
    "step By State: a branch Else is missing",
  ]),
  row(
    "two branches of a name",
    "- name: Else\n                steps: []",
    "- name: Else\n                steps: []\n              - name: Else\n                steps: []",
    ["- name: Else", "step By State: branch Else is there twice"],
  ),
];

/** Code steps. */
const code: Breakage[] = [
  row(
    "code that does not compile",
    'const most = configVars["Most"];',
    'const most = configVars["Most";',
    [
      'const most = configVars["Most";',
      "step Add Up: input code: the code does not compile: Unexpected token ';'",
    ],
  ),
  row(
    "a step in code that does not exist",
    "= stepResults.listSources.results;",
    "= stepResults.listSource.results;",
    [
      "const { data } = stepResults.listSource.results;",
      "step Add Up: stepResults.listSource: no step of that name before this one; listSources is near it",
    ],
  ),
  row(
    "a step in code that comes later",
    "= stepResults.listSources.results;",
    '= stepResults["report"].results;',
    [
      'const { data } = stepResults["report"].results;',
      "step Add Up: stepResults.report: step Report comes after this one",
    ],
  ),
  row(
    "a config variable in code that does not exist",
    'configVars["Most"]',
    'configVars["Moost"]',
    [
      'const most = configVars["Moost"];',
      'step Add Up: config variable "Moost" does not exist; "Most" is near it',
    ],
  ),
];

export const breakages: Breakage[] = [
  ...format,
  ...names,
  ...configuration,
  ...steps,
  ...inputs,
  ...references,
  ...templates,
  ...branches,
  ...code,
];
