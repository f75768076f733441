import { errorFields, findId, findList, type Harness, startHarness } from "../harness";

let harness: Harness;

const send = (...args: Parameters<Harness["send"]>) => harness.send(...args);

beforeAll(async () => {
  harness = await startHarness({ rateLimits: false });
});
beforeEach(() => harness.simulator.reset());
afterAll(() => harness.end());

test("functions are listed by type, with fewer fields", async () => {
  const create = (resourceType: string) =>
    send("POST", "/functions", { code: "", displayName: resourceType, resourceType });
  const source = findId(await create("SOURCE"));
  expect(source).toMatch(/^sfnc_\w{22}$/);
  expect(findId(await create("INSERT_DESTINATION"))).toMatch(/^ifnd_\w{22}$/);
  const listed = findList(await send("GET", "/functions?resourceType=SOURCE"), "functions");
  expect(listed.map(({ id }) => id)).toEqual([source]);
  expect(listed[0]).not.toHaveProperty("code");
});

test("users are removed all together or not at all", async () => {
  const ids = findList(await send("GET", "/users"), "users").map(({ id }) => String(id));
  expect(ids).toHaveLength(3);
  const remove = (userIds: unknown[]) =>
    send("DELETE", "/users", undefined, { query: { userIds } });
  expect((await remove([ids[0], "unknown"])).status).toBe(404);
  expect(findList(await send("GET", "/users"), "users")).toHaveLength(3);
  expect((await remove([ids[0], ids[2]])).status).toBe(200);
  expect(findList(await send("GET", "/users"), "users").map(({ id }) => id)).toEqual([ids[1]]);
});

test("an invite is rejected for a user, an invalid address, and an empty list", async () => {
  const invite = (...emails: string[]) =>
    send("POST", "/invites", { invites: emails.map((email) => ({ email })) });
  expect(errorFields(await invite("new@example.com", "ada.owner@example.com"))).toEqual([
    "invites[1].email",
  ]);
  expect((await invite("nobody")).status).toBe(422);
  expect((await invite()).status).toBe(422);
  expect(findList(await send("GET", "/invites"), "invites")).toEqual([]);
  expect((await invite("new@example.com")).status).toBe(201);
  expect(findList(await send("GET", "/invites"), "invites")).toEqual(["new@example.com"]);
  const remove = (email: string) =>
    send("DELETE", "/invites", undefined, { query: { emails: [email] } });
  expect((await remove("other@example.com")).status).toBe(404);
  expect((await remove("new@example.com")).status).toBe(200);
});

test("echo fails on request with the given status", async () => {
  const echo = (query: object) =>
    send("GET", "/echo", undefined, { query: { message: "m", ...query } });
  expect((await echo({ triggerError: true, statusCode: 418 })).status).toBe(418);
  expect((await echo({ triggerMultipleErrors: true })).body.errors).toHaveLength(2);
  expect((await echo({ triggerUnexpectedError: true })).status).toBe(500);
  expect((await echo({ triggerError: true, statusCode: 99 })).status).toBe(422);
  expect(JSON.stringify((await echo({})).body)).not.toContain(harness.simulator.us.token);
});
