import fc from "fast-check";
import {
  type AttemptFailure,
  BROKEN_RESPONSE,
  callOutcome,
  type FailureKind,
  failureCode,
  failureKind,
  type Progress,
  REQUEST_TOO_LARGE,
  RESPONSE_TOO_LARGE,
} from "./failure";

const upTo = (first: number, last: number): number[] =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);

const STATUSES: [FailureKind, number[]][] = [
  ["rejected", [429]],
  ["ambiguous", [...upTo(200, 299), 408, 500, 502, 503, 504]],
  ["permanent", [...upTo(300, 407), ...upTo(409, 428), ...upTo(430, 499), 501, 505]],
  ["uncertain", upTo(506, 599)],
];

test.each(STATUSES)(
  "a response is %s by its status, at any progress of the request",
  (kind, all) => {
    for (const status of all) {
      expect([status, failureKind({ progress: "sent", status })]).toEqual([status, kind]);
      expect([status, failureKind({ progress: "partial", status })]).toEqual([status, kind]);
    }
  },
);

test("the table above names every status from 200 to 599 once", () => {
  const named = STATUSES.flatMap(([, statuses]) => statuses);
  expect(named.sort((a, b) => a - b)).toEqual(upTo(200, 599));
});

test.each(["ECONNRESET", "ETIMEDOUT", "ECONNREFUSED", "ENOTFOUND", "CERT_HAS_EXPIRED", undefined])(
  "a request that was not made cannot be sent, whether for %s",
  (code) => {
    expect(failureKind({ progress: "unmade", code })).toBe("unsendable");
  },
);

test.each([
  "ECONNRESET",
  "ETIMEDOUT",
  "ECONNABORTED",
  "EPIPE",
  "HPE_INVALID_CONSTANT",
  "HPE_HEADER_OVERFLOW",
  "ENOTFOUND",
  "CERT_HAS_EXPIRED",
  BROKEN_RESPONSE,
  undefined,
])("a request that went out whole may have been carried out, whatever %s says", (code) => {
  expect(failureKind({ progress: "sent", code })).toBe("ambiguous");
});

test.each([
  "ECONNREFUSED",
  "ECONNRESET",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ETIMEDOUT",
  "EPIPE",
  undefined,
])("a request that %s kept from going out whole was not sent", (code) => {
  expect(failureKind({ progress: "partial", code })).toBe("notSent");
});

// The codes that Node lists for certificates it does not trust, and its own for a wrong name.
test.each([
  "UNABLE_TO_GET_ISSUER_CERT",
  "UNABLE_TO_GET_CRL",
  "UNABLE_TO_DECRYPT_CERT_SIGNATURE",
  "UNABLE_TO_DECRYPT_CRL_SIGNATURE",
  "UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY",
  "CERT_SIGNATURE_FAILURE",
  "CRL_SIGNATURE_FAILURE",
  "CERT_NOT_YET_VALID",
  "CERT_HAS_EXPIRED",
  "CRL_NOT_YET_VALID",
  "CRL_HAS_EXPIRED",
  "ERROR_IN_CERT_NOT_BEFORE_FIELD",
  "ERROR_IN_CRL_NEXT_UPDATE_FIELD",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "CERT_CHAIN_TOO_LONG",
  "CERT_REVOKED",
  "INVALID_CA",
  "PATH_LENGTH_EXCEEDED",
  "INVALID_PURPOSE",
  "CERT_UNTRUSTED",
  "CERT_REJECTED",
  "HOSTNAME_MISMATCH",
  "ERR_TLS_CERT_ALTNAME_INVALID",
  "ENOTFOUND",
])("%s will not pass by trying again", (code) => {
  expect(failureKind({ progress: "partial", code })).toBe("permanent");
});

test.each<Progress>(["partial", "sent"])(
  "a response that is too large leaves the outcome unknown, and a retry cannot help (%s)",
  (progress) => {
    expect(failureKind({ progress, code: RESPONSE_TOO_LARGE })).toBe("uncertain");
    expect(failureKind({ progress, code: RESPONSE_TOO_LARGE, status: 200 })).toBe("uncertain");
  },
);

test("a request too large is not made, and will not get smaller", () => {
  expect(failureKind({ progress: "unmade", code: REQUEST_TOO_LARGE })).toBe("unsendable");
});

const KINDS: FailureKind[] = [
  "unsendable",
  "rejected",
  "notSent",
  "ambiguous",
  "permanent",
  "uncertain",
];
const anyProgress = fc.constantFrom<Progress>("unmade", "partial", "sent");

test("whatever happens is one of the kinds", () => {
  const failure = fc.record(
    { progress: anyProgress, status: fc.integer({ min: 100, max: 999 }), code: fc.string() },
    { requiredKeys: ["progress"] },
  );
  fc.assert(fc.property(failure, (failed) => expect(KINDS).toContain(failureKind(failed))));
});

test("a server error is final only if the server does not support the request", () => {
  const status = fc.integer({ min: 500, max: 599 }).filter((code) => code !== 501 && code !== 505);
  fc.assert(
    fc.property(status, anyProgress, fc.string(), (serverError, progress, code) => {
      const kind = failureKind({ progress, status: serverError, code });
      expect(["ambiguous", "uncertain"]).toContain(kind);
    }),
  );
});

test.each<FailureKind>(["ambiguous", "uncertain"])(
  "one %s attempt leaves open whether a change was made, whatever came after it",
  (kind) => {
    expect(callOutcome(true, [kind])).toBe("unknown");
    expect(callOutcome(true, [kind, "rejected", "permanent"])).toBe("unknown");
    expect(callOutcome(true, ["notSent", kind])).toBe("unknown");
  },
);

test("attempts that were all refused or never arrived changed nothing", () => {
  expect(callOutcome(true, ["unsendable", "rejected", "notSent", "permanent"])).toBe("not_applied");
  expect(callOutcome(true, [])).toBe("not_applied");
});

test("a request that changes nothing is never left open", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...KINDS)), (kinds) =>
      expect(callOutcome(false, kinds)).toBe("not_applied"),
    ),
  );
});

describe("the code of a failure", () => {
  const sent = { progress: "sent" } as const;

  test.each<[AttemptFailure, string | undefined]>([
    [{ ...sent, code: "ECONNRESET" }, "ECONNRESET"],
    [{ ...sent, status: 200, code: "BROKEN_ANSWER", isSegments: false }, "BROKEN_ANSWER"],
    [{ ...sent, status: 500, code: "ERR", isSegments: false }, undefined],
    [{ ...sent, status: 404, isSegments: false }, undefined],
    [{ ...sent, status: 401, isSegments: true }, undefined],
    ...[401, 403, 407].map((status): [AttemptFailure, string] => [
      { ...sent, status, isSegments: false },
      "REFUSED_ON_THE_WAY",
    ]),
  ])("of %j is %p", (attempt, code) => {
    expect(failureCode(attempt)).toBe(code);
  });
});
