import { createHash, randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import http, { type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { buffer } from "node:stream/consumers";
import { buildSchema, type GraphQLScalarType, graphql } from "graphql";
import { type Publication, type Refusal, refusalsOf } from "./definition";
import { flowsOf, refusalsOfIntegration } from "./integration";

/** A file that was put where the API said. */
export interface Upload {
  /** The name under which its URL was requested: `package`, `icon`, `source`, or the key of a connection and its icon. */
  what: string;
  contentType: string | undefined;
  body: Buffer;
}

/** A stand-in for Prismatic's API on loopback, as far as publishing and importing go. */
export interface PrismaticApi {
  /** The URL that it listens on, for `PRISMATIC_URL`. */
  url: string;
  host: string;
  /** The only token it takes. */
  token: string;
  /** The published components, in order. JSON in text is parsed. */
  published: Publication[];
  /** The definitions that were imported, in order. */
  imported: string[];
  /** The uploaded files, in order. */
  uploads: Upload[];
  /** Ends connections that bring an upload, instead of responding. */
  cutsUploads: boolean;
  close(): Promise<void>;
}

interface Version {
  key: string;
  isPublic: boolean;
  versionNumber: number;
  /** SHA-1 of the package in hexadecimal; absent until the package is there. */
  signature?: string;
}

const NOT_AUTHENTICATED = JSON.stringify({ errors: [{ message: "Not authenticated" }] });

/** Reads the schema. JSON in text is checked and read, as the API does. */
function readSchema() {
  const schema = buildSchema(readFileSync(path.join(__dirname, "api.graphql"), "utf8"));
  const json = schema.getType("JSONString") as GraphQLScalarType;
  json.parseValue = (value) => {
    if (typeof value !== "string") throw new TypeError("JSONString is text that is JSON");
    return JSON.parse(value);
  };
  return schema;
}

/** Starts the stand-in on a port of its own. */
export async function startPrismaticApi(): Promise<PrismaticApi> {
  const schema = readSchema();
  const versions: Version[] = [];
  /** The paths that accept a file once. An upload removes its path. */
  const places = new Map<string, (upload: Omit<Upload, "what">) => void>();

  /** A URL that takes one file, as a presigned one does. */
  const uploadUrl = (what: string, then?: (body: Buffer) => void) => {
    const place = `/uploads/${randomUUID()}`;
    places.set(place, (upload) => {
      api.uploads.push({ what, ...upload });
      then?.(upload.body);
    });
    return api.url + place;
  };

  const root = {
    authenticatedUser: {
      id: "user",
      name: "A Builder",
      email: "builder@example.com",
      org: { id: "organization", name: "An Organization" },
    },
    components: ({ key, public: isPublic }: { key?: string; public?: boolean }) => {
      const found = versions.filter((it) => it.key === key && it.isPublic === isPublic);
      return { nodes: found.slice(-1) };
    },
    importIntegration: ({ input: { definition } }: { input: { definition: string } }) => {
      const errors = refusalsOfIntegration(definition, api.published);
      if (errors.length > 0) return { errors };
      api.imported.push(definition);
      const nodes = flowsOf(definition).map((name) => ({ id: `flow ${name}`, name }));
      return {
        errors,
        integration: {
          id: `integration-${api.imported.length}`,
          flows: { nodes },
          testConfigVariables: { nodes: [] },
          systemInstance: {
            id: "instance",
            flowConfigs: { nodes: nodes.map((flow) => ({ id: `${flow.id} config`, flow })) },
          },
        },
      };
    },
    publishComponent: ({ input }: { input: Publication }) => {
      const errors: Refusal[] = refusalsOf(input);
      if (errors.length > 0) return { errors };
      const { definition, connections = [] } = input;
      const { key, public: isPublic = false } = definition;
      const version: Version = { key, isPublic, versionNumber: versions.length + 1 };
      versions.push(version);
      api.published.push(input);
      const iconsOf = (icon: "iconPath" | "avatarIconPath") =>
        connections
          .filter((connection) => connection[icon])
          .map((connection) => ({
            connectionKey: connection.key,
            iconUploadUrl: uploadUrl(`${connection.key} ${icon}`),
          }));
      return {
        errors,
        publishResult: {
          component: { id: `component-${version.versionNumber}`, ...version },
          iconUploadUrl: uploadUrl("icon"),
          packageUploadUrl: uploadUrl("package", (body) => {
            version.signature = createHash("sha1").update(body).digest("hex");
          }),
          sourceUploadUrl: uploadUrl("source"),
          connectionIconUploadUrls: iconsOf("iconPath"),
          connectionAvatarIconUploadUrls: iconsOf("avatarIconPath"),
        },
      };
    },
  };

  const respondToQuery = async (request: IncomingMessage, response: ServerResponse) => {
    const body = await buffer(request);
    response.setHeader("content-type", "application/json");
    if (request.headers.authorization !== `Bearer ${api.token}`) {
      response.writeHead(401).end(NOT_AUTHENTICATED);
      return;
    }
    const { query, variables } = JSON.parse(body.toString());
    const result = await graphql({
      schema,
      source: query,
      rootValue: root,
      variableValues: variables,
    });
    response.writeHead(result.data === undefined ? 400 : 200).end(JSON.stringify(result));
  };

  const takeUpload = async (request: IncomingMessage, response: ServerResponse) => {
    const body = await buffer(request);
    const put = places.get(request.url ?? "");
    // A presigned URL is all the authentication there is; storage refuses a second one.
    if (put === undefined || request.headers.authorization !== undefined) {
      response.writeHead(403).end();
      return;
    }
    places.delete(request.url ?? "");
    put({ contentType: request.headers["content-type"], body });
    response.writeHead(200).end();
  };

  const server = http.createServer((request, response) => {
    const asked = `${request.method} ${request.url}`;
    if (asked === "POST /api") void respondToQuery(request, response);
    else if (!asked.startsWith("PUT /uploads/")) response.writeHead(404).end();
    else if (api.cutsUploads) request.socket.destroy();
    else void takeUpload(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const api: PrismaticApi = {
    url: `http://${host}`,
    host,
    token: randomUUID(),
    published: [],
    imported: [],
    uploads: [],
    cutsUploads: false,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return api;
}
