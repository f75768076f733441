/** Types are checked by `npm run typecheck`; here files are only transpiled. */
module.exports = {
  testEnvironment: "<rootDir>/test/support/environment.cjs",
  globalSetup: "<rootDir>/test/support/certificate.ts",
  setupFiles: ["<rootDir>/test/support/today.ts"],
  // Left to itself jest keeps one core for watching, which is half of a small machine.
  maxWorkers: "100%",
  // Browsers and servers share the cores with the tests; what hangs still fails.
  testTimeout: 30_000,
  roots: [
    "<rootDir>/src",
    "<rootDir>/contract",
    "<rootDir>/simulator",
    "<rootDir>/platform",
    "<rootDir>/cli",
    "<rootDir>/test",
    "<rootDir>/soak",
    "<rootDir>/bench",
    "<rootDir>/workbench",
  ],
  testMatch: ["**/*.test.ts"],
  // Each look-up of a global in a test takes 0.2 µs; these are looked up once for each module.
  sandboxInjectedGlobals: [
    ...["Object", "Array", "Math", "Number", "String", "JSON", "Buffer", "Map", "Promise"],
    ...["Error", "RegExp", "Symbol", "Uint8Array"],
  ],
  moduleNameMapper: {
    // The bundle leaves them out too. With zod and date-fns, they take 0.2 s of each file that loads spectral.
    "/convertIntegration$": "<rootDir>/test/support/empty.cjs",
    "^\\./conditionalLogic$": "<rootDir>/test/support/empty.cjs",
  },
  transform: {
    "^.+\\.ts$": [
      "ts-jest",
      {
        diagnostics: false,
        tsconfig: {
          target: "es2022",
          module: "commonjs",
          esModuleInterop: true,
          isolatedModules: true,
          resolveJsonModule: true,
        },
      },
    ],
  },
};
