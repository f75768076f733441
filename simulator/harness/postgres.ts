/** The catalog's id of Postgres. */
export const POSTGRES = "55d3d3aea3c";

/** Settings with which a Postgres warehouse can be made. */
export const postgresSettings = {
  host: "db",
  port: "5432",
  database: "d",
  username: "u",
  password: "p4ssw0rd-long",
};
