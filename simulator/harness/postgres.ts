/** The catalog id of Postgres. */
export const POSTGRES = "55d3d3aea3c";

/** Valid settings of a Postgres warehouse. */
export const postgresSettings = {
  host: "db",
  port: "5432",
  database: "d",
  username: "u",
  password: "p4ssw0rd-long",
};
